"""Where the rule packs, registries and grammars lie: in the installed package, or at the top of the checkout."""

from __future__ import annotations

import os
from functools import cache

_HERE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


@cache
def data_folder(name: str) -> str:
    """The folder 'rules' or 'grammar'. Raises FileNotFoundError where the installation lacks it."""
    for folder in (os.path.join(_HERE, "_data", name), os.path.join(os.path.dirname(_HERE), name)):
        if os.path.isdir(folder):
            return folder
    raise FileNotFoundError(f"bản cài đặt plancheck thiếu thư mục “{name}”")
