"""The command line: one verb per module in `verbs/`, and the one place that turns what went wrong into a line and exit code 2."""

from __future__ import annotations

import gc
import importlib
import os
import sys
from collections.abc import Sequence
from types import ModuleType

from checker.base import cache
from checker.base.errors import Fatal, system_words
from checker.cli.arguments import parsed
from checker.report.streams import plain_streams, tell

VERBS = {
    "check": "kiểm tra tệp và thư mục (lint files and folders)",
    "fix": "xem hoặc ghi các sửa chữa an toàn (show or apply the safe fixes)",
    "facts": "in những gì đã đọc được (print what was read)",
    "explain": "giải thích một quy tắc (explain one rule)",
    "rules": "liệt kê quy tắc; “rules test” chạy ví dụ (list the rules; run their examples)",
    "registry": "tra hoặc lập danh mục văn bản (look up or build the registry of documents)",
    "archive": "kết quả của cả kho văn bản, và báo cáo về kho (judge a whole archive, and report on it)",
    "init": "ghi một tệp cấu hình có chú giải (write a commented configuration)",
    "config": "cấu hình đang có hiệu lực và nguồn gốc (the effective configuration)",
    "completion": "in lệnh gợi ý cho shell (print shell completion)",
    "server": "máy chủ cho trình soạn thảo (the language server of editors)",
    "compare": "so hai bản dự thảo của một kế hoạch (compare two drafts of one plan)",
    "page": "dựng plancheck thành một trang web không cần cài đặt (build plancheck as one page)",
    "baseline": "ghi các phát hiện đang có làm mốc (write the baseline)",
}
EXIT_FAILED, EXIT_INTERRUPTED = 2, 130  # beside 0, and 1 for findings


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command → exit code. What goes wrong for the user's sake is one line on standard error."""
    argv = list(sys.argv[1:] if argv is None else argv)
    plain_streams()
    lang = _lang(argv)
    try:
        args = parsed(argv, VERBS, _verb, lang)
        cache.enabled = not getattr(args, "no_cache", False)
        code = _verb(args.verb).main(args)
        _keep_patterns()
        return code
    except KeyboardInterrupt:
        tell("plancheck: interrupted\n" if lang == "en" else "plancheck: đã dừng theo yêu cầu\n")
        return EXIT_INTERRUPTED
    except Exception as error:
        return failed(error, lang)


def failed(error: Exception, lang: str) -> int:
    """Tell what stopped a run → exit code 2."""
    from checker.base.errors import Mistakes

    if isinstance(error, Fatal):
        tell(f"plancheck: {error.text(lang)}\n")
    elif isinstance(error, Mistakes):
        from checker.report.concise import render_mistakes

        tell(render_mistakes(error.mistakes, lang))
    elif isinstance(error, OSError):
        tell(f"plancheck: {error.filename or ''}: {system_words(error)[lang == 'en']}\n".replace(": : ", ": "))
    else:  # a fault of ours; Python's own exit code for it would be 1, which says 'findings'
        import traceback

        tell(traceback.format_exc())
        tell("plancheck: internal error\n" if lang == "en" else "plancheck: lỗi bên trong chương trình\n")
    return EXIT_FAILED


def run() -> None:
    """The console entry point: one command, then the end of the process.

    Python would look for garbage a hundred times while it loads, and take every module apart in the end: a tenth of the time
    that it takes to check one plan, for nothing. What is written was flushed as it was written.
    """
    gc.set_threshold(100_000)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        if not stream.closed:  # as the language server leaves them
            stream.flush()
    os._exit(code)


def _keep_patterns() -> None:
    """Keep what this run had to compile, for the next one."""
    from checker.base import regex

    regex.remember()


def _verb(name: str) -> ModuleType:
    return importlib.import_module(f"checker.cli.verbs.{name}")


def _lang(argv: Sequence[str]) -> str:
    """The language of messages, known before the arguments are parsed."""
    for at, word in enumerate(argv):
        if word == "--lang" and argv[at + 1 : at + 2] == ["en"] or word == "--lang=en":
            return "en"
    return "vi"
