"""The JSON Schemas of the contract hold for what the commands print, and refuse what breaks the contract."""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys

import pytest

from checker.report import renderer
from tests.conftest import ROOT
from tests.plans import example_files, sample_files
from tests.report.made import TEXT, report

jsonschema = pytest.importorskip("jsonschema")
PATHS = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


def schema(name: str) -> dict:
    return json.loads((ROOT / "docs" / "schema" / f"{name}.schema.json").read_text("utf-8"))


def valid(name: str, data: object) -> None:
    jsonschema.Draft202012Validator(schema(name)).validate(data)


@pytest.mark.parametrize("name", ["check", "facts"])
def test_the_schema_itself(name):
    jsonschema.Draft202012Validator.check_schema(schema(name))


def test_made_report():
    valid("check", json.loads(renderer("json")(report())))


def test_lines_are_the_files():
    whole = json.loads(renderer("json")(report()))
    assert [json.loads(line) for line in renderer("jsonl")(report()).splitlines()] == whole["files"]


@pytest.mark.parametrize(
    "path",
    [
        ["summary", "fixable"],
        ["packs", 0, "law_as_of"],
        ["files", 0, "not_checked"],
        ["files", 0, "findings", 0, "fingerprint"],
        ["files", 0, "findings", 0, "end_column"],
        ["files", 0, "findings", 0, "fixes", 0, "safety"],
        ["files", 1, "error"],
    ],
)
def test_a_key_that_is_gone_is_noticed(path):
    data = copy.deepcopy(json.loads(renderer("json")(report())))
    place = data
    for step in path[:-1]:
        place = place[step]
    del place[path[-1]]
    with pytest.raises(jsonschema.ValidationError):
        valid("check", data)


def run(*words: str) -> object:
    environment = {**os.environ, "PYTHONPATH": PATHS}
    done = subprocess.run(
        [sys.executable, "-m", "checker", *words], capture_output=True, env=environment, check=False, input=TEXT.encode()
    )
    assert done.returncode in (0, 1), done.stderr.decode()
    return json.loads(done.stdout)


def inputs() -> list[str]:
    return [str(path) for path in (sample_files() + example_files("examples"))[:30]] or ["-"]


def test_check_of_plans():
    data = run("check", "--format", "json", "--fail-on", "never", *inputs())
    valid("check", data)
    assert len(data["files"]) == len(inputs())


def test_facts_of_plans():
    valid("facts", run("facts", "--format", "json", *inputs()))
