"""Standard output and standard error, whatever stands behind them: a terminal, a closed pipe, a full disk, nothing at all."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator

from checker.base import regex as re
from checker.base.errors import Fatal, system_words

# Control characters could drive the reader's terminal, bidirectional marks could turn a line around, zero-width ones and
# lone surrogates (undecodable bytes of a file name) would be invisible or unprintable: all are shown by their number.
_HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BLANKS = re.compile(r"[\t-\r\x85\u2028\u2029]+")


def visible(text: str) -> str:
    """`text` on one line, with every character that is no picture written as ⟨U+…⟩. Blanks stay as many as they are,
    but for line ends and tabs, of which a run becomes one blank."""
    return _HIDDEN.sub(lambda match: f"⟨U+{ord(match.group()):04X}⟩", _BLANKS.sub(" ", text))


def json_text(data: object, indent: int | None = None) -> str:
    """JSON with Vietnamese letters as they are; what could drive a terminal or is no Unicode is escaped (`\\u009b`)."""
    import json  # only the formats that are JSON need it

    return _HIDDEN.sub(lambda match: json.dumps(match.group())[1:-1], json.dumps(data, ensure_ascii=False, indent=indent))


ITEMS = "\ue000items"  # what stands in a shell for the items of a list that are written one by one


def json_item(data: object, indent: int, depth: int) -> str:
    """JSON of one item of a list that stands `depth` steps deep in a whole."""
    return json_text(data, indent).replace("\n", "\n" + " " * indent * depth)


def json_around(shell: object, indent: int, depth: int, *lists: Iterable[str]) -> Iterator[str]:
    """The pieces of the JSON of `shell`, with the items (see `json_item`) of each list where `ITEMS` stands for them, in order; a
    line end last."""
    before, *afters = json_text(shell, indent).split(f'"{ITEMS}"')
    for items, after in zip(lists, afters, strict=True):
        between = before
        for item in items:
            yield between + item
            between = ",\n" + " " * indent * depth
        before = before.rstrip() + after.lstrip() if between is before else after
    yield before + "\n"


def plain_streams() -> None:
    """UTF-8 and '\\n' on every platform (a Windows code page has no Vietnamese); a stream that is closed takes nothing."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n" if name == "stdout" else None)


def say(text: str) -> None:
    """Write to standard output, all of it, now. A reader who has gone (`| head`) is passed over in silence.

    Raises `Fatal` where nothing can be written, on a full disk for example.
    """
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        _discard("stdout")
    except OSError as error:
        _discard("stdout")
        vi, en = system_words(error)
        raise Fatal(f"không ghi được ra đầu ra chuẩn: {vi}", f"cannot write to standard output: {en}") from None


def harmless(text: str) -> str:
    """`text` with its lines as they are, and every character that could drive a terminal written as ⟨U+…⟩."""
    if "\n" not in text and text.isprintable():
        return text
    from checker.report.streams import visible

    return "\n".join(visible(line) for line in text.split("\n"))


def show(text: str) -> None:
    """Write words of a document to standard output: harmless on a terminal, byte for byte elsewhere (a diff for `patch`)."""
    say(harmless(text) if sys.stdout.isatty() else text)


def tell(text: str) -> None:
    """Write to standard error, harmless; where that fails there is nobody left to tell."""
    tell_terminal(harmless(text))


def tell_terminal(text: str) -> None:
    """Write to standard error, with what drives a terminal."""
    try:
        sys.stderr.write(text)
        sys.stderr.flush()
    except OSError:
        _discard("stderr")


def _discard(name: str) -> None:
    """Point a stream at nothing, so that Python's own flush at exit does not fail a second time."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), getattr(sys, name).fileno())
    except (OSError, ValueError):  # a stream without a descriptor, in tests
        setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115
