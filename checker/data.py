"""Where the rule packs, registries and grammars lie: in the installed package, or at the top of the checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder 'rules' or 'grammar'. Raises FileNotFoundError where the installation lacks it."""
    for folder in (_HERE / "_data" / name, _HERE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"bản cài đặt plancheck thiếu thư mục “{name}”")
