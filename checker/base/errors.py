"""What stops the whole job: told in one line to the user, exit code 2."""

from __future__ import annotations

import errno
from collections.abc import Iterable


class Fatal(Exception):
    """The job cannot be done. `vi` and `en` say why."""

    def __init__(self, vi: str, en: str):
        super().__init__(en)
        self.vi, self.en = vi, en

    def text(self, lang: str) -> str:
        """Why, in one language."""
        return self.en if lang == "en" else self.vi


class Refused(OSError):
    """A file is not written. `vi` and `en` say why."""

    def __init__(self, vi: str, en: str):
        super().__init__(vi)
        self.vi, self.en, self.strerror = vi, en, vi

    def text(self, lang: str) -> str:
        """Why, in one language."""
        return self.en if lang == "en" else self.vi


_SYSTEM = {  # what a system says most often of a file, in Vietnamese and in English
    errno.ENOENT: ("không có tệp này", "there is no such file"),
    errno.EACCES: ("không có quyền", "no permission"),
    errno.EPERM: ("không có quyền", "no permission"),
    errno.EISDIR: ("là thư mục, không phải tệp", "a folder, no file"),
    errno.ENOTDIR: ("đường dẫn đi qua một tệp, không phải thư mục", "the path leads through a file that is no folder"),
    errno.ENOSPC: ("ổ đĩa đầy", "the disk is full"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "the disk is read-only"),
    errno.ENAMETOOLONG: ("tên quá dài", "the name is too long"),
    errno.ELOOP: ("liên kết vòng tròn", "links in a circle"),
    errno.EMFILE: ("mở quá nhiều tệp cùng lúc", "too many open files"),
    errno.EIO: ("lỗi đọc hoặc ghi ổ đĩa", "the disk cannot be read or written"),
}


def system_words(error: OSError) -> tuple[str, str]:
    """Why the system did not do it, in Vietnamese and in English; in its own words where it seldom says so."""
    if isinstance(error, Refused):
        return error.vi, error.en
    own = error.strerror or str(error)
    return _SYSTEM.get(error.errno or 0, (own, own))


class Mistake:
    """One thing that is wrong in a file of the user: 1-based place, and what, in both languages."""

    __slots__ = ("path", "line", "column", "vi", "en")

    def __init__(self, path: str, line: int, column: int, vi: str, en: str):
        self.path, self.line, self.column, self.vi, self.en = path, line, column, vi, en

    def text(self, lang: str) -> str:
        """What is wrong, in one language."""
        return self.en if lang == "en" else self.vi


READ_AS = (".yaml", ".yml", ".toml")  # how the name of a configuration, rule pack or registry ends
MOST_MISTAKES = 200  # told of one run; each is compared with all that may have been meant


class Mistakes(Exception):
    """Files of the user that cannot be used; `mistakes` holds all that is wrong with them."""

    def __init__(self, mistakes: Iterable[Mistake]):
        self.mistakes = tuple(sorted(mistakes, key=lambda m: (m.path, m.line, m.column)))
        super().__init__("\n".join(f"{m.path}:{m.line}:{m.column}: {m.en}" for m in self.mistakes))

    @classmethod
    def of_file(cls, path: str, vi: str, en: str) -> Mistakes:
        """One mistake, of a file as a whole."""
        return cls([Mistake(path, 1, 1, vi, en)])


class YamlMistake(Exception):
    """A file is no YAML that we read. `line` and `column` are 1-based; `vi` and `en` say what is wrong."""

    def __init__(self, line: int, column: int, vi: str, en: str):
        super().__init__(en)
        self.line, self.column, self.vi, self.en = line, column, vi, en

    def in_file(self, path: str) -> Mistakes:
        """The same, as the only mistake of a file."""
        return Mistakes([Mistake(path, self.line, self.column, self.vi, self.en)])
