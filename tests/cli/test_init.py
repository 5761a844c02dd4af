"""`plancheck init`: the commented configuration, its schema, the page of keys."""

from __future__ import annotations

import json

import pytest
import yaml

from checker.cli import config_file, config_schema
from checker.cli import main as cli

jsonschema = pytest.importorskip("jsonschema")
CHECK = jsonschema.Draft202012Validator(config_schema.schema(), format_checker=jsonschema.FormatChecker())


def test_every_key_that_is_read_is_explained_and_no_other():
    assert set(config_schema.KEYS) == {"extends", *config_file.KEYS}


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_every_example_may_be_used_as_it_is(tmp_path, monkeypatch, lang):
    monkeypatch.chdir(tmp_path)
    assert cli.main(["init", "--lang", lang]) == 0
    file = tmp_path / ".plancheck.yaml"
    text = file.read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=.plancheck.schema.json\n") and yaml.safe_load(text) is None
    assert json.loads((tmp_path / ".plancheck.schema.json").read_text("utf-8")) == config_schema.schema()
    assert config_file.load(".plancheck.yaml").profile == "default"
    used = "".join(
        line.removeprefix("# ") + "\n"
        for line in text.splitlines()
        if line.startswith(tuple(f"# {key}: " for key in config_schema.KEYS))
    )
    data = yaml.safe_load(used)
    assert set(data) == set(config_schema.KEYS)
    CHECK.validate({key: str(value) if key == "as-of" else value for key, value in data.items()})
    for path in ("quy-tac.yaml", "danh-muc/documents.yaml", "../chung/.plancheck.yaml"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("", "utf-8")
    file.write_text(used, "utf-8")
    assert config_file.load(".plancheck.yaml", trust=True).fail_on == "warning"


@pytest.mark.parametrize(
    "wrong", [{"selct": []}, {"profile": "loose"}, {"severity": {"TT": "fatal"}}, {"per-file": {"a": {"lang": "vi"}}}]
)
def test_the_schema_refuses_what_the_reader_refuses(wrong):
    assert list(CHECK.iter_errors(wrong))


def test_a_configuration_that_is_there_is_not_overwritten(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kho").mkdir()
    (tmp_path / "kho" / "plancheck.yml").write_text("profile: strict\n", "utf-8")
    assert cli.main(["init", "kho"]) == 2 and "kho/plancheck.yml" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "kho").iterdir()] == ["plancheck.yml"]
