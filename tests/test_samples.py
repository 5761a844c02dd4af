"""The samples: the good ones are clean in every family, the bad ones show what stands beside them, and every TT and BC code."""

from __future__ import annotations

import pytest
import yaml

from tests.plans import findings_in, judge, sample_files

SAMPLES = [path for path in sample_files() if path.parent.name in ("good", "bad")]


def expected_of(path):
    return yaml.safe_load(path.with_name(f"{path.stem}.expected.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_sample_shows_what_is_expected_of_it(path):
    expected = expected_of(path)
    found = [
        {
            "code": f.code,
            "line": f.place.line,
            **({"role": f.args["role"]} if f.code == "BC201" else {}),
            "text": " ".join(f.place.text.split()),
        }
        for f in findings_in(path, *expected.get("families", ()))
    ]
    assert found == expected["findings"]


def test_the_bad_samples_show_every_code_of_components_and_sections():
    shown = {entry["code"] for path in SAMPLES if path.parent.name == "bad" for entry in expected_of(path)["findings"]}
    assert shown >= {rule.code for rule in judge().book.rules if rule.family in ("TT", "BC")}
