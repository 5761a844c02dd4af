"""`plancheck init [FOLDER]`: a commented configuration, and its schema for editors beside it."""

from __future__ import annotations

import argparse
import os

from checker.base.errors import Fatal
from checker.cli.config_file import shown
from checker.cli.config_schema import SCHEMA_NAME, schema, template
from checker.cli.settings import CONFIG_NAMES
from checker.model.findings import LANGS
from checker.report.streams import json_text, tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="thư mục, mặc định là đây (default: here)")
    parser.add_argument("--lang", choices=LANGS, default="vi", help="ngôn ngữ của ghi chú (language of the comments)")


def main(args: argparse.Namespace) -> int:
    """0 written, 2 there is a configuration already."""
    there = next((name for name in CONFIG_NAMES[:-1] if os.path.lexists(os.path.join(args.folder, name))), None)
    if there:
        path = shown(os.path.join(args.folder, there))
        raise Fatal(f"đã có cấu hình {path}; không ghi đè", f"there is a configuration already: {path}")
    for name, text in ((SCHEMA_NAME, json_text(schema(), 1) + "\n"), (CONFIG_NAMES[0], template(args.lang))):
        with open(os.path.join(args.folder, name), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    path = shown(os.path.join(args.folder, CONFIG_NAMES[0]))
    tell(
        f"{path}: written; take “# ” off the keys to use\n" if args.lang == "en" else f"đã ghi {path}; bỏ “# ” ở khóa cần dùng\n"
    )
    return 0
