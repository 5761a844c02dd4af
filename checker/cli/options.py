"""Command-line options that several verbs share, and the configuration that they add up to."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence

from checker.base.errors import Fatal
from checker.base.record import TYPE_CHECKING, replace
from checker.cli.files import Scope, Search
from checker.cli.settings import COMMAND_LINE, CONFIG_NAMES, Config
from checker.model.findings import LANGS, PROFILES, STAGES
from checker.report.streams import tell, visible

if TYPE_CHECKING:
    import argparse
    from typing import Any


def add_config(parser: argparse.ArgumentParser) -> None:
    """Options about the configuration itself."""
    parser.add_argument("--config", metavar="FILE", help="tệp cấu hình (configuration file)")
    parser.add_argument("--isolated", action="store_true", help="bỏ qua mọi cấu hình (ignore all configuration files)")
    parser.add_argument(
        "--trust",
        action="store_true",
        help="cho cấu hình dùng tệp ngoài kho (let the configuration name files outside of the repository)",
    )
    parser.add_argument("--lang", choices=LANGS, help="ngôn ngữ của thông báo (language of messages)")
    parser.add_argument("--no-cache", action="store_true", help="không dùng bộ nhớ đệm (do not use the cache)")


def add_judging(parser: argparse.ArgumentParser) -> None:
    """Options about which rules judge, and how."""
    add_config(parser)
    parser.add_argument("--select", metavar="CODES", action="append", help="chỉ các quy tắc này (only these rules)")
    parser.add_argument("--ignore", metavar="CODES", action="append", help="bỏ thêm các quy tắc này (leave these out too)")
    parser.add_argument("--profile", choices=PROFILES)
    parser.add_argument("--stage", choices=STAGES, help="draft: dự thảo; issue: trình ký ban hành")
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="ngày áp dụng pháp luật (the day the law is read at)")


def add_files(parser: argparse.ArgumentParser) -> None:
    """Options about which files are meant."""
    parser.add_argument("paths", nargs="*", metavar="PATH", help="tệp, thư mục, hoặc “-” (files, folders, or -)")
    parser.add_argument(
        "--changed",
        nargs="?",
        const="HEAD",
        metavar="REV",
        help="chỉ tệp đã đổi so với REV trong Git, mặc định HEAD, cả tệp mới (only files changed since REV, and new ones)",
    )
    parser.add_argument("--stdin-filename", metavar="NAME", help="tên của văn bản từ “-” (the name of what comes from -)")
    parser.add_argument("--force-exclude", action="store_true", help="loại cả tệp nêu đích danh (exclude named files too)")
    parser.add_argument("--include", metavar="GLOB", action="append", help="trong thư mục chỉ lấy tệp khớp (take only these)")
    parser.add_argument("--exclude", metavar="GLOB", action="append", help="trong thư mục bỏ tệp khớp (leave these out)")
    parser.add_argument(
        "--all-formats",
        action="store_true",
        help="trong thư mục đọc cả .docm, .odt, .doc, .rtf, .pdf (read these in folders too)",
    )
    parser.add_argument("--jobs", type=count, default=0, metavar="N", help="số tiến trình (processes; 0: as fits)")


def day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise Fatal(
            f"“{text}” không phải ngày viết là năm-tháng-ngày, ví dụ 2026-03-05",
            f"“{text}” is no day written as year-month-day, 2026-03-05 for example",
        ) from None


def count(text: str) -> int:
    """A number of things on the command line."""
    if not text.isdecimal():
        raise Fatal(f"“{text}” không phải là số", f"“{text}” is no number")
    return int(text)


def words(values: list[str] | None) -> tuple[str, ...]:
    """'TT,BC VD301' given once or several times → its words."""
    return tuple(word for value in values or () for word in value.replace(",", " ").split())


def configuration(args: argparse.Namespace) -> Config:
    """The configuration for a command line as a whole. Raises `Mistakes` and `Fatal`."""
    return Configurations(args).common


class Configurations:
    """The configuration of each folder: the file named on the command line or by $PLANCHECK_CONFIG, else the closest one upward
    from the folder; the command line has the last word in all of them. Raises `Mistakes` and `Fatal` where one is wrong."""

    def __init__(self, args: argparse.Namespace):
        self._args = args
        self._named = getattr(args, "config", None) or os.environ.get("PLANCHECK_CONFIG")
        self._folder = _common_folder(getattr(args, "paths", None) or (), getattr(args, "stdin_filename", None))
        self._by_folder: dict[str, Config] = {}
        self._by_path: dict[str | None, Config] = {}

    @property
    def common(self) -> Config:
        """What holds for the run as a whole: the configuration of the folder that holds all that is named."""
        return self.of(self._folder)

    def of(self, folder: str) -> Config:
        """The configuration of a folder, in the language of the run."""
        folder = os.path.abspath(folder or ".")
        if folder not in self._by_folder:
            path = self._path(folder)
            if path not in self._by_path:
                config = _with_command_line(self._read(path), self._args)
                self._by_path[path] = config if folder == self._folder else replace(config, lang=self.common.lang)
            self._by_folder[folder] = self._by_path[path]
        return self._by_folder[folder]

    def scope(self, folder: str) -> Scope:
        """Which files the configuration of a folder means."""
        config = self.of(folder)
        return Scope(config.include, config.exclude, config.folder)

    def _path(self, folder: str) -> str | None:
        if getattr(self._args, "isolated", False) or self._named:
            return self._named
        if not has_config(folder):
            return None
        from checker.cli.config_file import find

        return find(folder)

    def _read(self, path: str | None) -> Config:
        if getattr(self._args, "isolated", False):
            return Config(isolated=True)
        if path is None:
            return Config(folder=self._folder)
        from checker.cli.config_file import load

        return load(path, getattr(self._args, "trust", False))


def _with_command_line(config: Config, args: argparse.Namespace) -> Config:
    changes: dict[str, Any] = {}
    origins = dict(config.origins)
    if getattr(args, "select", None):
        changes["select"] = words(args.select)
        origins = {path: place for path, place in origins.items() if path[0] != "select"} | {("select",): COMMAND_LINE}
    if getattr(args, "ignore", None):
        added = words(args.ignore)
        changes["ignore"] = config.ignore + added
        origins |= {("ignore", len(config.ignore) + index): COMMAND_LINE for index in range(len(added))}
    for name in ("include", "exclude"):
        if added := tuple(getattr(args, name, None) or ()):
            before: tuple[str, ...] = getattr(config, name)
            changes[name] = before + added
            origins |= {(name, len(before) + index): COMMAND_LINE for index in range(len(added))}
    for name in ("profile", "stage", "as_of", "lang", "fail_on"):
        if getattr(args, name, None):
            changes[name] = getattr(args, name)
            origins[(name.replace("_", "-"),)] = COMMAND_LINE
    return replace(config, **changes, origins=origins)


def files_of(args: argparse.Namespace, configs: Configurations, vi: str = "kiểm tra", en: str = "check") -> list[str]:
    """The files that the command line means, in order; none where all that it names are excluded. Raises `Fatal` where there is
    none to `vi` (`en`), the verb."""
    if not args.paths and not args.changed:
        raise Fatal("còn thiếu PATH: tệp, thư mục hoặc “-”", "PATH is missing: files, folders or -")
    search = Search(configs.scope, args.force_exclude, args.all_formats)
    paths = list(search.files(args.paths or ["."], args.stdin_filename))
    for path in search.beyond:
        said = (
            "a link out of the folder, not followed"
            if configs.common.lang == "en"
            else "liên kết dẫn ra ngoài thư mục, không đọc"
        )
        tell(f"{path}: {said}\n")
    if search.passed and not getattr(args, "quiet", False):
        tell(_passed(search.passed, configs.common.lang))
    if not paths and not search.left_out:
        raise Fatal(f"không có tệp nào để {vi}", f"no file to {en}")
    return _changed(paths, args, configs.common.lang) if args.changed else paths


def _changed(paths: list[str], args: argparse.Namespace, lang: str) -> list[str]:
    """The changed ones of the files; that there is none is told, and is no mistake."""
    from checker.cli.changed import changed

    kept = changed(paths, args.changed)
    if not kept and not getattr(args, "quiet", False):
        since = args.changed
        tell(f"no file has changed since {since}\n" if lang == "en" else f"không có tệp nào thay đổi so với {since}\n")
    return kept


_NAMED = 5  # files that a line on what is passed over names


def _passed(paths: Sequence[str], lang: str) -> str:
    """The line on files of a folder that are not read unless that is asked for."""
    named = ", ".join(visible(path.replace("\\", "/")) for path in paths[:_NAMED]) + (" …" if len(paths) > _NAMED else "")
    if lang == "en":
        return f"not read: {len(paths)} files ({named}); add --all-formats to read them\n"
    return f"chưa đọc {len(paths)} tệp ({named}); thêm --all-formats để đọc cả những tệp này\n"


def _common_folder(paths: Sequence[str], stdin_name: str | None) -> str:
    """The folder that holds all paths; the current one for standard input and where there is none."""
    folders = []
    for path in paths:
        path = stdin_name or "." if path == "-" else path
        path = os.path.abspath(path)
        folders.append(path if os.path.isdir(path) else os.path.dirname(path))
    try:
        return os.path.commonpath(folders) if folders else os.getcwd()
    except ValueError:  # several drives
        return os.getcwd()


def has_config(folder: str) -> bool:
    """Whether a file that may be a configuration lies in `folder` or above it: a cheap look before the reader is imported."""
    while True:
        for name in CONFIG_NAMES:
            if os.path.lexists(os.path.join(folder, name)):
                return True
        parent = os.path.dirname(folder)
        if parent == folder:
            return False
        folder = parent
