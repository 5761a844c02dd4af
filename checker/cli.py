"""The command line: one verb per module in `verbs/`, and the one place that turns what went wrong into a line and exit code 2."""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from checker import cache
from checker.errors import Fatal

VERBS = {
    "check": "kiểm tra tệp và thư mục (lint files and folders)",
    "fix": "xem hoặc ghi các sửa chữa an toàn (show or apply the safe fixes)",
    "facts": "in những gì đã đọc được (print what was read)",
    "explain": "giải thích một quy tắc (explain one rule)",
    "rules": "liệt kê quy tắc; “rules test” chạy ví dụ (list the rules; run their examples)",
    "config": "cấu hình đang có hiệu lực và nguồn gốc (the effective configuration)",
    "completion": "in lệnh gợi ý cho shell (print shell completion)",
    "baseline": "ghi các phát hiện đang có làm mốc (write the baseline)",
}
EXIT_OK, EXIT_FINDINGS, EXIT_FAILED, EXIT_INTERRUPTED = 0, 1, 2, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command → exit code. What goes wrong for the user's sake is one line on standard error."""
    argv = list(sys.argv[1:] if argv is None else argv)
    _plain_streams()
    lang = _lang(argv)
    try:
        args = _parser(argv).parse_args(argv)
        cache.enabled = not getattr(args, "no_cache", False)
        code = _verb(args.verb).main(args)
        _keep_patterns()
        return code
    except Fatal as error:
        sys.stderr.write(f"plancheck: {error.text(lang)}\n")
        return EXIT_FAILED
    except BrokenPipeError:
        # The reader (head, less) has gone: nothing more to say, and Python must not complain when it flushes at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EXIT_FAILED
    except KeyboardInterrupt:
        sys.stderr.write("plancheck: interrupted\n" if lang == "en" else "plancheck: đã dừng theo yêu cầu\n")
        return EXIT_INTERRUPTED
    except Exception as error:
        from checker.mistakes import Mistakes

        if not isinstance(error, Mistakes):
            raise
        from checker.report.mistakes import render

        sys.stderr.write(render(error.mistakes, lang))
        return EXIT_FAILED


def run() -> None:
    """The console entry point."""
    sys.exit(main())


def _keep_patterns() -> None:
    """Keep what this run had to compile, for the next one."""
    from checker import regex

    regex.remember()


def _verb(name: str) -> object:
    return importlib.import_module(f"checker.verbs.{name}")


def _parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """The parser; only the arguments of the verb that is meant are put together, for the others cost start-up time."""
    parser = argparse.ArgumentParser(prog="plancheck", description="Kiểm tra dự thảo kế hoạch hành chính.", allow_abbrev=False)
    parser.add_argument("--version", action=_Version, nargs=0, help="phiên bản, các gói quy tắc và ngày của pháp luật trong đó")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    meant = next((word for word in argv if word in VERBS), None)
    for name, what in VERBS.items():
        if meant in (None, name) or argv[0] not in VERBS:
            sub = verbs.add_parser(name, help=what, description=what, allow_abbrev=False)
            if name == meant:
                _verb(name).add_arguments(sub)
    return parser


class _Version(argparse.Action):
    """`--version`: the packs are read only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from checker.versions import version_text

        sys.stdout.write(version_text())
        parser.exit()


def _lang(argv: Sequence[str]) -> str:
    """The language of messages, known before the arguments are parsed."""
    for at, word in enumerate(argv):
        if word == "--lang" and argv[at + 1:at + 2] == ["en"] or word == "--lang=en":
            return "en"
    return "vi"


def _plain_streams() -> None:
    """UTF-8 and '\\n' on every platform: a Windows console code page has no Vietnamese."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace", newline="\n" if stream is sys.stdout else None)
