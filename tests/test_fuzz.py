"""A minute of what `make fuzz` runs for any time, and the inputs in which it once found something."""

from __future__ import annotations

import importlib
import json

import pytest

from tests.fuzz.__main__ import TARGETS
from tests.fuzz.tally import Tally


def found(target: str, numbers, folder) -> list[dict[str, str]]:
    """The faults that the inputs of these numbers show."""
    tally = Tally(folder)
    run = importlib.import_module(TARGETS[target]).run
    for number in numbers:
        run(number, tally)
    told = folder / "faults.jsonl"
    return [json.loads(line) for line in told.read_text("utf-8").splitlines()] if told.exists() else []


@pytest.mark.slow
@pytest.mark.parametrize(("target", "count"), [("text", 1200), ("word", 150), ("settings", 600)])
def test_random_inputs(target, count, tmp_path):
    assert found(target, range(count), tmp_path) == []


def test_the_same_number_is_the_same_input():
    for name in TARGETS.values():
        module = importlib.import_module(name)
        assert module.made(7) == module.made(7) and module.made(7) != module.made(8)


def test_a_fault_is_kept(tmp_path, monkeypatch):
    from tests.fuzz import texts

    def faulty(*_):
        raise KeyError("planted")

    monkeypatch.setattr(texts, "judged", faulty)
    (fault,) = found("text", [3], tmp_path)
    assert fault["kind"] == "crash" and "planted" in fault["why"] and (tmp_path / fault["input"]).read_bytes()
