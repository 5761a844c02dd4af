"""The JSON Schema of rule packs accepts the built-in packs and refuses what the validation refuses."""

from __future__ import annotations

import datetime

import jsonschema
import pytest

from checker.base.yaml_places import read_yaml
from checker.rules.pack_schema import schema
from checker.rules.packs import built_in_packs
from tests.packs import pack

VALIDATOR = jsonschema.Draft202012Validator(schema())


def plain(value):
    """As an editor sees YAML: dates are words."""
    if isinstance(value, dict):
        return {key: plain(part) for key, part in value.items()}
    if isinstance(value, list):
        return [plain(part) for part in value]
    return value.isoformat() if isinstance(value, datetime.date) else value


@pytest.mark.parametrize("path", [path for path in built_in_packs() if not path.endswith("sp.yaml")])
def test_the_built_in_packs_fit(path):
    with open(path, "rb") as file:
        VALIDATOR.validate(plain(read_yaml(file.read()).data))


@pytest.mark.parametrize(
    "change",
    [
        ("check: forbidden", "check: forbiden"),
        ("severity: warning", "severity: bad"),
        ("phrases: [", "phrase: ["),
        ("phrases: [quyết liệt]", "phrases: [1]"),
        ("code: XX001", "code: x1"),
        ("severity: warning", "severty: warning"),
    ],
)
def test_mistakes_do_not_fit(change):
    VALIDATOR.validate(plain(read_yaml(pack().encode()).data))
    with pytest.raises(jsonschema.ValidationError):
        VALIDATOR.validate(plain(read_yaml(pack(change).encode()).data))
