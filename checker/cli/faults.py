"""What went wrong with one file, in a line: a fault costs its own file and no other."""

from __future__ import annotations

from checker.base.errors import system_words
from checker.source.text import Unreadable

_LONGEST = 200


def cause(error: Exception, lang: str = "vi") -> str:
    """Why a file could not be read, judged, shown or written: one line that names what to do about it where anybody knows."""
    if isinstance(error, Unreadable) and error.offset:
        return f"{error.text(lang)} (byte {error.offset})"
    if isinstance(error, Unreadable):
        return error.text(lang)
    if isinstance(error, MemoryError):
        return "not enough memory for this file" if lang == "en" else "không đủ bộ nhớ cho tệp này"
    if isinstance(error, RecursionError):
        return "nested too deeply" if lang == "en" else "lồng quá sâu"
    if isinstance(error, OSError):
        return system_words(error)[lang == "en"]
    what = f"{type(error).__name__}: {' '.join(str(error).split())}"[:_LONGEST]
    return f"internal error ({what})" if lang == "en" else f"lỗi bên trong chương trình ({what})"
