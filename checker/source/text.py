"""Source text with exact positions.

A plan is read on a *folded* copy of what was typed: NFC, plain spaces, `\\n` line ends, without zero-width characters and
Markdown emphasis. Every `Span` in the model is a half-open range of code points of that folded text (`Source.text`);
`Source.place` is the one door back to lines, columns and the words as they stand in the input.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, NamedTuple, dataclass
from checker.source.folding import Folded, fold
from checker.source.hidden import Hidden, hidden_parts, visible_parts
from checker.source.limits import MAX_FILE, MAX_TEXT

if TYPE_CHECKING:
    from checker.source.layout import Layout


class Span(NamedTuple):
    """A half-open range of code points of a folded text."""

    start: int
    end: int

    def meets(self, others: Iterable[Span]) -> bool:
        """Whether it has a code point in common with one of some others."""
        return any(self.start < other.end and other.start < self.end for other in others)


class Place(NamedTuple):
    """Where a span stands in the input: 1-based lines and columns in code points, end exclusive, and the text there."""

    line: int
    column: int
    end_line: int
    end_column: int
    text: str


class Unreadable(Exception):
    """The bytes are no text that can be read. `vi` and `en` say why; `offset` is the byte that shows it."""

    def __init__(self, vi: str, en: str, offset: int = 0):
        super().__init__(vi)
        self.vi, self.en, self.offset = vi, en, offset

    def text(self, lang: str) -> str:
        """Why, in one language."""
        return self.en if lang == "en" else self.vi


def bounded_file(size: int) -> None:
    """Refuse a file of so many bytes where they are too many. Raises `Unreadable`."""
    if size > MAX_FILE:
        raise Unreadable(f"tệp quá lớn (tối đa {MAX_FILE >> 20} MB)", f"the file is too large (at most {MAX_FILE >> 20} MB)")


def bounded_text(length: int) -> None:
    """Refuse a text of so many characters where they are too many. Raises `Unreadable`."""
    if length > MAX_TEXT:
        millions = f"{MAX_TEXT / 1e6:g}"
        raise Unreadable(
            f"văn bản quá dài (tối đa {millions.replace('.', ',')} triệu ký tự, khoảng {MAX_TEXT // 2700} trang)",
            f"the text is too long (at most {millions} million characters, about {MAX_TEXT // 2700} pages)",
        )


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
        raise Unreadable("tệp nhị phân, không phải văn bản", "a binary file, no text", nul)
    return _decode(data, "utf-8", 0), "utf-8", b""


def _decode(data: bytes, encoding: str, skip: int) -> str:
    try:
        return data[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            f"không phải {encoding.upper()} (có thể là TCVN3, VNI hay bảng mã khác)",
            f"no {encoding.upper()} (perhaps TCVN3, VNI or another code page)",
            error.start + skip,
        ) from None


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


# -- the source -------------------------------------------------------------------------------------------------------

_FIGURE = re.compile(r"[0-9][0-9]*")
_LINE_END = re.compile(r"\r\n?|\n")


@dataclass(frozen=True)
class Source:
    """One input text, as it stands (`raw`) and as it is read (`text`).

    `path` is as given, with forward slashes. `encoding` and `bom` are what a writer needs to give the bytes back.
    `layout` is what the reader knows beyond the text (a Word file's tables and formats), None for text.
    `markdown` is False where a star is a star and no emphasis. `window` bounds the part of `raw` that is read (None: all of it):
    one of several documents in a file.
    """

    path: str
    raw: str
    encoding: str = "utf-8"
    bom: bytes = b""
    layout: Layout | None = None
    markdown: bool = True
    window: Span | None = None

    @classmethod
    def from_bytes(cls, path: str, data: bytes) -> Source:
        """Decode `data`. Raises `Unreadable`."""
        text, encoding, bom = decode(data)
        bounded_text(len(text))
        return cls(path.replace("\\", "/"), text, encoding, bom)

    @property
    def _bounds(self) -> Span:
        return self.window or Span(0, len(self.raw))

    @cached_property
    def _folded(self) -> Folded:
        return fold(self.raw, self.markdown, *self._bounds, self.hidden)

    def part(self, begin: int, end: int) -> Source:
        """A source that reads the folded text[begin:end] alone, from line to line; places are those of the whole input."""
        window = Span(self._raw_start(begin), self._raw_start(end) if end < len(self.text) else self._bounds.end)
        layout = self.layout.within(*window) if self.layout else None
        return Source(self.path, self.raw, self.encoding, self.bom, layout, self.markdown, window)

    @cached_property
    def text(self) -> str:
        """The folded text that everything is read from."""
        return self._folded.text

    @property
    def has_odd_characters(self) -> bool:
        """Whether the input holds a decomposed letter, a look-alike or an invisible character."""
        return self._folded.odd

    @cached_property
    def hidden(self) -> list[Hidden]:
        """What of the input no reader sees: HTML comments, and in Markdown front matter and fenced code."""
        if "<!--" not in self.raw and "```" not in self.raw and "~~~" not in self.raw and not self.raw.startswith("---"):
            return []
        return hidden_parts(self.raw, self.markdown)

    def read_parts(self) -> Iterator[tuple[int, int]]:
        """The stretches of the input that the folded text is made of."""
        return visible_parts(*self._bounds, self.hidden)

    @property
    def comments(self) -> list[Span]:
        """The HTML comments as spans of the input."""
        start, end = self._bounds
        return [Span(part.start, part.end) for part in self.hidden if part.kind == "comment" and start <= part.start < end]

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
        return [0, *accumulate(map((1).__add__, map(len, self.raw.split("\n")[:-1])))]

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
        at = max(0, bisect_right(raws, raw_offset) - 1)
        if widths[at] >= 0:
            return starts[at] if raw_offset < raws[at] + widths[at] else starts[at + 1]
        stop = starts[at + 1] if at + 1 < len(starts) else len(text)
        return min(starts[at] + max(0, raw_offset - raws[at]), stop)

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

    def raw_offset(self, line: int, column: int) -> int:
        """The offset of the raw text at a line and column: what `line_column` took apart."""
        return self._line_starts[line - 1] + column - 1

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
