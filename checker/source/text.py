"""Source text with exact positions.

A plan is read on a *folded* copy of what was typed: NFC, plain spaces, `\\n` line ends, without zero-width characters and
Markdown emphasis. Every `Span` in the model is a half-open range of code points of that folded text (`Source.text`);
`Source.place` is the one door back to lines, columns and the words as they stand in the input.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple, dataclass

if TYPE_CHECKING:
    from typing import Any

    from checker.source.layout import Layout


class Span(NamedTuple):
    """A half-open range of code points of a folded text."""

    start: int
    end: int


class Place(NamedTuple):
    """Where a span stands in the input: 1-based lines and columns in code points, end exclusive, and the text there."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Unreadable(Exception):
    """The bytes are no text that can be read. `offset` is the byte that shows it."""

    def __init__(self, why: str, offset: int = 0):
        super().__init__(why)
        self.why = why
        self.offset = offset


# -- decoding ---------------------------------------------------------------------------------------------------------

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def decode(data: bytes) -> tuple[str, str, bytes]:
    """Bytes of a text file → (text without BOM, encoding, BOM). UTF-8 or UTF-16, nothing guessed.

    Raises `Unreadable` for anything else, with the offset of the first byte that is wrong.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decode(data, encoding, len(bom)), encoding, bom
    if wide := _utf16_without_bom(data):
        return _decode(data, wide, 0), wide, b""
    nul = data.find(b"\0")
    if nul >= 0:
        raise Unreadable("tệp nhị phân, không phải văn bản", nul)
    return _decode(data, "utf-8", 0), "utf-8", b""


def _decode(data: bytes, encoding: str, skip: int) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"không phải {encoding.upper()} (có thể là TCVN3, VNI hay bảng mã khác)", error.start + skip) from None


def _utf16_without_bom(data: bytes) -> str | None:
    head = data[:512]
    if len(data) % 2 or len(head) < 4:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > len(head) // 8 and not even:
        return "utf-16-le"
    if even > len(head) // 8 and not odd:
        return "utf-16-be"
    return None


# -- legacy code pages ------------------------------------------------------------------------------------------------

_VIETNAMESE = re.compile("[\u1ea0-\u1ef9].{0,2000}?[\u1ea0-\u1ef9]", re.DOTALL)
_TCVN3 = re.compile("[µ¸¶·¹¨»¾¼½Æ©Ç®ªÖ×Ø]")
_VNI = re.compile("[aAeEoOuUiIyY][øùûõïØÙÛÕÏ]|[aeoAEO][âêäëöãåáàÂÊ][øùûõï]?|[ôö][øùûõïø]")
_MOJIBAKE = re.compile("Ã[\u0080-¿]|á[º»][\u0080-¿\u2018-\u203a]?|Ä[\u0080-¿\u2018]")


def legacy_encoding(text: str) -> str | None:
    """The name of the legacy code that `text` shows signs of (TCVN3, VNI, or UTF-8 read as Latin-1), or None.

    Signs are counted per letter: real Unicode Vietnamese has almost none of them. The text is never converted.
    """
    sample = text[:20000]
    if _VIETNAMESE.search(sample):
        return None
    letters = max(1, sum(map(str.isalpha, sample)))
    if len(_MOJIBAKE.findall(sample)) * 25 > letters:
        return "UTF-8 bị đọc nhầm"
    if len(_TCVN3.findall(sample)) * 25 > letters:
        return "TCVN3"
    if len(_VNI.findall(sample)) * 25 > letters:
        return "VNI"
    return None


# -- folding ----------------------------------------------------------------------------------------------------------

_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
ZERO_WIDTH = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
CONTROLS = "\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f"
_ODD_SET = frozenset("\u037e\u212a\u212b")
_BREAKS = "\x0b\x0c\x1c-\x1f\x85\u2028\u2029"
# One character for another: letters that only look like the Vietnamese or Latin ones, and hyphens that are no '-'.
ALIKE = dict(zip("ÐƉðƢƣАВЕКМНОРСТХаеорсхуіΑΒΕΗΙΚΜΝΟΡΤΧ", "ĐĐđƯưABEKMHOPCTXaeopcxyiABEHIKMNOPTX", strict=True))
_ALIKE = ALIKE | dict.fromkeys("‑‐−", "-") | {"／": "/"}
_COMBINING = "\u0300-\u036f"
_ODD = "\u037e\u212a\u212b"  # single characters that NFC replaces
_UNUSUAL_SET = rf"[{_SPACES}{ZERO_WIDTH}{CONTROLS}{_BREAKS}{_COMBINING}{_ODD}\r*\\<&{''.join(_ALIKE)}]"
_UNUSUAL = re.compile(f"{_UNUSUAL_SET}{_UNUSUAL_SET}*")  # 'x+' would be tried at every character; a search skips to 'xx*'
_PART = re.compile(
    rf"(?P<space>[{_SPACES}])|(?P<newline>\r\n?|[{_BREAKS}])|(?P<drop>[{ZERO_WIDTH}{CONTROLS}]+)"
    rf"|(?P<escape>\\)|(?P<tag><(?:[Bb][Rr][ ]?/?>)?|&(?:nbsp;)?)"
    rf"|(?P<cluster>[{_COMBINING}]+|[{_ODD}])|(?P<alike>[{''.join(_ALIKE)}])"
)
_ESCAPED = frozenset("-.*_#[]()!+>~")
_MARKDOWN = ("mark", "escape", "tag")
CELL_BREAK = "\x0b"  # '<br>' in a row of a pipe table: a line end inside a cell, in folded text only
_STAR_LINE = re.compile(r"[ \t]*[* \t]*(?=[\r\n]|\Z)")


def _is_emphasis(raw: str, begin: int, end: int) -> bool:
    """Whether the stars at raw[begin:end] are Markdown emphasis: not a bullet, not '(*)', not a multiplication."""
    before, after = raw[begin - 1 : begin], raw[end : end + 1]
    if before == "(" and after == ")" or before.isdigit() and after.isdigit():
        return False
    if end - begin > 1 or not after or after not in " \t":
        return True
    while begin and raw[begin - 1] in " \t":
        begin -= 1
    opens_line = not begin or raw[begin - 1] in "\r\n"
    if opens_line:
        return _STAR_LINE.match(raw, end) is not None
    return before not in " \t"


def _in_row(raw: str, at: int) -> bool:
    """Whether raw[at] stands in a line that begins with '|'."""
    begin = max(0, at - 8000)
    return raw[max(raw.rfind("\n", begin, at), raw.rfind("\r", begin, at)) + 1 : at].lstrip()[:1] == "|"


class _Folded(NamedTuple):
    """The folded text and its segments: folded starts, raw starts, raw widths (-1 where a segment is copied as it is).

    `marks` are the emphasis marks that were taken out: (folded offset, number of stars). `odd` says whether a letter or an
    invisible character had to be put right.
    """

    text: str
    starts: list[int]
    raws: list[int]
    widths: list[int]
    marks: list[tuple[int, int]]
    odd: bool


def _fold(raw: str, markdown: bool) -> _Folded:
    pieces: list[str] = []
    marks: list[tuple[int, int]] = []
    starts, raws, widths = [0], [0], [-1]
    done = out = 0
    odd = False
    part: Any  # `_PART` fits at every unusual character
    kind: str | None
    for run in _UNUSUAL.finditer(raw):
        at, stop = run.span()
        while at < stop:
            begin = at
            if raw[at] == "*":  # nearly always: emphasis
                kind = "mark"
                while at < stop and raw[at] == "*":
                    at += 1
            else:
                part = _PART.match(raw, at)
                kind, at = part.lastgroup, part.end()
            if not markdown and kind in _MARKDOWN:
                continue
            if kind == "mark":
                if not _is_emphasis(raw, begin, at):
                    continue
                new = ""
            elif kind == "escape":
                if raw[at : at + 1] not in _ESCAPED:
                    continue
                new, stop = "", max(stop, at)
            elif kind == "tag":
                if at - begin == 1:
                    continue
                new = " " if raw[begin] == "&" else CELL_BREAK if _in_row(raw, begin) else "\n"
                stop = max(stop, at)
            elif kind == "newline":
                new = "\n"
            elif kind == "space":
                new = " "
            elif kind == "cluster":
                odd = True
                if begin > done and raw[begin - 1] != "\n" and part.group() not in _ODD_SET:
                    begin -= 1
                new = unicodedata.normalize("NFC", raw[begin:at])
            elif kind == "alike":
                odd = True
                new = _ALIKE[part.group()]
            else:
                odd = True
                new = ""
            pieces.append(raw[done:begin])
            out += begin - done
            if kind == "mark":
                marks.append((out, at - begin))
            if new:
                pieces.append(new)
                starts.append(out)
                raws.append(begin)
                widths.append(at - begin)
                out += len(new)
            starts.append(out)
            raws.append(at)
            widths.append(-1)
            done = at
    pieces.append(raw[done:])
    return _Folded("".join(pieces), starts, raws, widths, marks, odd)


# -- the source -------------------------------------------------------------------------------------------------------

_FIGURE = re.compile(r"[0-9][0-9]*")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Source:
    """One input text, as it stands (`raw`) and as it is read (`text`).

    `path` is as given, with forward slashes. `encoding` and `bom` are what a writer needs to give the bytes back.
    `layout` is what the reader knows beyond the text (a Word file's tables and formats), None for text.
    `markdown` is False where a star is a star and no emphasis.
    """

    path: str
    raw: str
    encoding: str = "utf-8"
    bom: bytes = b""
    layout: Layout | None = None
    markdown: bool = True

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decode `data`. Raises `Unreadable`."""
        text, encoding, bom = decode(data)
        return cls(path.replace("\\", "/"), text, encoding, bom)

    @cached_property
    def _folded(self) -> _Folded:
        if _UNUSUAL.search(self.raw) is None:
            return _Folded(self.raw, [0], [0], [-1], [], False)
        return _fold(self.raw, self.markdown)

    @cached_property
    def text(self) -> str:
        """The folded text that everything is read from."""
        return self._folded.text

    @property
    def has_odd_characters(self) -> bool:
        """Whether the input holds a decomposed letter, a look-alike or an invisible character."""
        return self._folded.odd

    @property
    def emphasis_marks(self) -> list[tuple[int, int]]:
        """Where Markdown emphasis opens or closes: (offset in the folded text, number of stars), in order."""
        if self.layout is not None and not self.markdown:
            return [(self._folded_offset(offset), stars) for offset, stars in self.layout.emphasis(self.raw)]
        return self._folded.marks

    @cached_property
    def figures(self) -> list[tuple[int, int]]:
        """Every run of the digits 0-9 in the folded text, in order: where dates, numbers and amounts are looked for."""
        return [match.span() for match in _FIGURE.finditer(self.text)]

    @cached_property
    def lower(self) -> str:
        """The folded text in lower case, of the same length, so that one offset serves both."""
        low = self.text.lower()
        if len(low) == len(self.text):
            return low
        return "".join(c.lower() if len(c.lower()) == 1 else c for c in self.text)

    @cached_property
    def flat(self) -> str:
        """The folded text with line ends and tabs as blanks, of the same length: phrases run over line ends."""
        return self.text.replace("\n", " ").replace("\t", " ")

    @cached_property
    def flat_lower(self) -> str:
        """`lower` with line ends and tabs as blanks, of the same length."""
        return self.lower.replace("\n", " ").replace("\t", " ")

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.raw:
            return [0, *(match.end() for match in _LINE_END.finditer(self.raw))]
        return [0, *accumulate(len(line) + 1 for line in self.raw.split("\n")[:-1])]

    def raw_span(self, span: Span) -> Span:
        """The span of the input that a span of the folded text came from."""
        return Span(self._raw_start(span[0]), max(self._raw_start(span[0]), self._raw_end(span[1])))

    def _raw_start(self, offset: int) -> int:
        _, starts, raws, widths, *_ = self._folded
        at = bisect_right(starts, offset) - 1
        # Of several segments that start here the last one holds the character; what was dropped before it stays out.
        return raws[at] + (offset - starts[at] if widths[at] < 0 else 0)

    def _raw_end(self, offset: int) -> int:
        if offset <= 0:
            return 0
        _, starts, raws, widths, *_ = self._folded
        at = bisect_right(starts, offset - 1) - 1
        return raws[at] + (offset - starts[at] if widths[at] < 0 else widths[at])

    def folded_span(self, raw: Span) -> Span:
        """The span of the folded text that a span of the raw text became: where a reader's layout lies in the model."""
        return Span(self._folded_offset(raw[0]), self._folded_offset(raw[1]))

    def _folded_offset(self, raw_offset: int) -> int:
        text, starts, raws, widths, *_ = self._folded
        at = bisect_right(raws, raw_offset) - 1
        if widths[at] >= 0:
            return starts[at] if raw_offset < raws[at] + widths[at] else starts[at + 1]
        stop = starts[at + 1] if at + 1 < len(starts) else len(text)
        return min(starts[at] + raw_offset - raws[at], stop)

    def place(self, span: Span) -> Place:
        """Lines, columns and text of a span in the input as it stands."""
        start, end = self.raw_span(span)
        line, column = self.line_column(start)
        end_line, end_column = self.line_column(end)
        return Place(line, column, end_line, end_column, self.raw[start:end])

    def line_column(self, raw_offset: int) -> tuple[int, int]:
        """1-based line and column of an offset of the raw text."""
        line = bisect_right(self._line_starts, raw_offset)
        return line, raw_offset - self._line_starts[line - 1] + 1

    def words(self, span: Span) -> str:
        """The folded text of a span with every run of white space as one blank: what a message quotes."""
        return " ".join(self.text[span[0] : span[1]].split())


def word_start(text: str, offset: int, most: int = 40) -> int:
    """Where the word that ends at `offset` begins, at most so many characters before; `offset` where none ends there."""
    start = offset
    while start > 0 and text[start - 1].isalnum() and offset - start < most:
        start -= 1
    return start


def word_end(text: str, offset: int, most: int = 40) -> int:
    """Where the word that begins at `offset` ends, at most so many characters behind; `offset` where none begins there."""
    end = offset
    while end < len(text) and text[end].isalnum() and end - offset < most:
        end += 1
    return end


def in_order(letters: str, text: str) -> bool:
    """Whether all the letters stand in the text in their order, whatever stands between them."""
    rest = iter(text)
    return all(letter in rest for letter in letters)


def occurrences(text: str, literal: str) -> Iterator[int]:
    """Where `literal` stands in `text`: the cheap scan in front of an anchored pattern."""
    at = text.find(literal)
    while at >= 0:
        yield at
        at = text.find(literal, at + len(literal))
