"""The files of docs/ that are made from the code and the rules. `python -m tests.fresh` writes them again."""

from __future__ import annotations

import json

from checker.cli import config_schema
from checker.rules.explain import check_reference, reference
from checker.rules.pack_schema import schema
from checker.rules.packs import load_packs
from tests.conftest import ROOT


def made() -> dict[str, str]:
    """Path below the repository → what the file must hold."""
    rules = load_packs().rules
    return {
        "docs/rules.md": reference(rules, "vi"),
        "docs/checks.md": check_reference(rules),
        "docs/configuration.md": config_schema.reference(),
        "docs/schema/config.schema.json": json.dumps(config_schema.schema(), ensure_ascii=False, indent=1) + "\n",
        "docs/schema/rules.schema.json": json.dumps(schema(), ensure_ascii=False, indent=1) + "\n",
    }


if __name__ == "__main__":
    for name, text in made().items():
        (ROOT / name).write_text(text, "utf-8", newline="\n")
