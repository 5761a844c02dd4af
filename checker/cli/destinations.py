"""What `--output FORMAT=FILE` names: a file, or a folder that takes a file for each plan. Judged before any work is done."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.base.errors import Fatal, system_words
from checker.base.record import dataclass
from checker.report import FILE_FORMATS, FORMATS
from checker.source import PRINTED

_PER_PLAN = ("docx", "html")  # formats that a folder can take
_UNNAMEABLE = str.maketrans(dict.fromkeys('<>:"/\\|?*', "_"))  # what Windows has in no name of a file


@dataclass(frozen=True, slots=True)
class Output:
    """One `--output`: the format, and the file that takes it, or the folder."""

    format: str
    path: str

    @property
    def is_folder(self) -> bool:
        """Whether each plan gets a file of its own."""
        return self.format in _PER_PLAN and os.path.isdir(self.path)


def outputs(given: Sequence[str], inputs: Iterable[str]) -> tuple[Output, ...]:
    """The `--output` options. A folder (`docx=FOLDER/`) is made where it is not there.

    Raises `Fatal` for an unknown format, a folder that cannot be, a file named twice, or a file that is an input.
    """
    parsed = []
    inputs = tuple(path for path in inputs if path != "-")
    taken = {_key(path) for path in inputs}
    for text in given:
        name, path = _parsed(text)
        folder = path if path.endswith(("/", os.sep)) else os.path.dirname(path)
        _have_folder(folder or ".", name, made=folder == path)
        if name == "xlsx":
            from checker.report.table import need_library

            need_library()  # asked before anything is judged
        if name == "docx":
            _judge_word_output(path, inputs, "-" in inputs)
        if _key(path) in taken:
            raise Fatal(f"--output: “{path}” là tệp vào hoặc đã dùng", f"--output: “{path}” is an input or used twice")
        taken.add(_key(path))
        parsed.append(Output(name, path))
    return tuple(parsed)


def _parsed(text: str) -> tuple[str, str]:
    """'html=phieu.html' → its two parts."""
    name, _, path = text.partition("=")
    if path in ("", "-"):
        raise Fatal(f"--output “{text}”: viết FORMAT=FILE, ví dụ html=phieu.html", f"--output “{text}”: write FORMAT=FILE")
    if name not in FORMATS and name not in FILE_FORMATS:
        from checker.base.fuzzy import hint

        vi, en = hint(name, (*FORMATS, *FILE_FORMATS))
        raise Fatal(f"--output: không có định dạng “{name}”{vi}", f"--output: no format “{name}”{en}")
    return name, path


def _have_folder(folder: str, format: str, made: bool) -> None:
    """The folder is there; one that is to take a file for each plan is made."""
    if made and format not in _PER_PLAN:
        raise Fatal(
            f"--output {format}={folder}: một tệp cho tất cả; nêu tên tệp, không nêu thư mục",
            f"--output {format}={folder}: one file for all; name a file and no folder",
        )
    if made:
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            vi, en = system_words(error)
            raise Fatal(f"--output: không tạo được “{folder}”: {vi}", f"--output: cannot make “{folder}”: {en}") from None
    else:
        need_folder(folder)


def need_folder(folder: str) -> None:
    """Raises `Fatal` where the folder of an output is not there."""
    if not os.path.isdir(folder):
        raise Fatal(f"--output: không có thư mục “{folder}”", f"--output: no folder “{folder}”")


def _judge_word_output(path: str, inputs: Sequence[str], piped: bool) -> None:
    """An annotated copy is one of one Word file; several go into a folder, where they take no input's place."""
    word = [name for name in inputs if name.lower().endswith(PRINTED)]
    if not word and not piped:
        raise Fatal("--output docx: không có tệp Word nào trong đầu vào", "--output docx: no Word file among the inputs")
    if not os.path.isdir(path):
        if len(word) + piped > 1:
            raise Fatal(
                f"--output docx: {len(word) + piped} tệp Word; nêu một thư mục, ví dụ docx=nhan-xet/",
                f"--output docx: {len(word) + piped} Word files; name a folder, as in docx=comments/",
            )
        return
    beside = next((name for name in inputs if _key(os.path.dirname(name) or ".") == _key(path)), None)
    if beside is not None:
        raise Fatal(
            f"--output docx: “{path}” có tệp vào ({os.path.basename(beside)}); nêu thư mục khác, hoặc bỏ tệp ấy bằng --exclude",
            f"--output docx: “{path}” holds an input ({os.path.basename(beside)}); name another folder, or --exclude that file",
        )


def _key(path: str) -> str:
    return os.path.normcase(os.path.realpath(path))


def named(paths: Sequence[str], ending: str, taken: Iterable[str] = ()) -> Iterator[str]:
    """The name of each file in a folder: its own with another ending; where several have one name, behind that of the folder each
    lies in; with a number where an earlier one (or `taken`) has that too."""
    known = {name.casefold() for name in taken}
    stems = [os.path.splitext(os.path.basename(path))[0] for path in paths]
    shared = Counter(stem.casefold() for stem in stems)
    folders = [os.path.dirname(os.path.abspath(path)) for path in paths]
    common = _common(folders) if len(shared) < len(stems) else ""
    for folder, stem in zip(folders, stems, strict=True):
        if shared[stem.casefold()] > 1:
            stem = " - ".join([*filter(None, folder[len(common) :].split(os.sep)), stem])
        stem = stem.translate(_UNNAMEABLE)
        name, number = stem + ending, 1
        while name.casefold() in known:
            number += 1
            name = f"{stem} ({number}){ending}"
        known.add(name.casefold())
        yield name


def _common(folders: Sequence[str]) -> str:
    try:
        return os.path.commonpath(folders)
    except ValueError:  # on two drives of Windows
        return ""
