"""Command-line options that several verbs share, and the configuration that they add up to."""

from __future__ import annotations

import argparse
import datetime
from dataclasses import replace

from checker.config import FAIL_ON, PROFILES, STAGES, Config


def add_config(parser: argparse.ArgumentParser) -> None:
    """Options about the configuration itself."""
    parser.add_argument("--config", metavar="FILE", help="tệp cấu hình (configuration file)")
    parser.add_argument("--isolated", action="store_true", help="bỏ qua mọi cấu hình (ignore all configuration files)")
    parser.add_argument("--lang", choices=("vi", "en"), help="ngôn ngữ của thông báo (language of messages)")
    parser.add_argument("--no-cache", action="store_true", help="không dùng bộ nhớ đệm (do not use the cache)")


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Options about which rules judge, and how."""
    add_config(parser)
    parser.add_argument("--select", metavar="CODES", action="append", help="chỉ các quy tắc này (only these rules)")
    parser.add_argument("--ignore", metavar="CODES", action="append", help="bỏ thêm các quy tắc này (leave these out too)")
    parser.add_argument("--profile", choices=PROFILES)
    parser.add_argument("--stage", choices=STAGES, help="draft: dự thảo; issue: trình ký ban hành")
    parser.add_argument("--as-of", type=_date, metavar="YYYY-MM-DD", help="ngày áp dụng pháp luật (the day the law is read at)")


def add_files(parser: argparse.ArgumentParser) -> None:
    """Options about which files are meant."""
    parser.add_argument("paths", nargs="+", metavar="PATH", help="tệp, thư mục, hoặc “-” (files, folders, or -)")
    parser.add_argument("--stdin-filename", metavar="NAME", help="tên của văn bản từ “-” (the name of what comes from -)")
    parser.add_argument("--force-exclude", action="store_true", help="loại cả tệp nêu đích danh (exclude named files too)")
    parser.add_argument("--jobs", type=int, default=0, metavar="N", help="số tiến trình (processes; 0: as fits)")


def _date(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}”: YYYY-MM-DD") from None


def words(values: list[str] | None) -> tuple[str, ...]:
    """'TT,BC VD301' given once or several times → its words."""
    return tuple(word for value in values or () for word in value.replace(",", " ").split())


def configuration(args: argparse.Namespace) -> Config:
    """The configuration for a command line. Raises `Mistakes` and `Fatal`."""
    config = Config()
    changes: dict[str, object] = {}
    if getattr(args, "select", None):
        changes["select"] = words(args.select)
    if getattr(args, "ignore", None):
        changes["ignore"] = config.ignore + words(args.ignore)
    for name in ("profile", "stage", "as_of", "lang", "fail_on"):
        if getattr(args, name, None):
            changes[name] = getattr(args, name)
    return replace(config, **changes)


__all__ = ["FAIL_ON", "add_config", "add_files", "add_judging", "configuration", "words"]
