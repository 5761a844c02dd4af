"""The signature block (chữ ký): Decree 30/2020/NĐ-CP, Điều 13 and Appendix I, II.7: authority lines, post, name."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.record import NamedTuple
from checker.base.vocabulary import pattern, words
from checker.model.plan import Signature
from checker.outline.lines import Piece, skip_blanks
from checker.outline.title import names_type
from checker.source.folding import CELL_BREAK
from checker.source.text import Source, Span

AUTHORITY = re.compile(
    r"(?:tm|kt|tl|tuq|tun|tn|q)[ ]?[.,:;](?=[ ]{0,3}\w)(?![ ]{0,3}[ivx]{1,4}(?!\w))"  # not 'Q.I  Q.II': quarters
    r"|(?:t[./]m|k[./]t|t[./]l)[. ]{0,2}(?=\w)|(?:tm|kt|tl|tuq)[ ]+(?=\w)",
    re.IGNORECASE,
)
POSITION = pattern("outline", r"(?:quyền\s+|q\.\s*)?(?:phó\s+)*(?:tổng\s+)?(?:{{posts}})(?!\w)", gap=r"\s*")
NAME = pattern(
    "outline",
    r"(?:(?:{{name_titles}}|(?:bs[. ]?)?ck\s?[i1]+|nhà giáo.{0,8})[.,\s]{1,3}){0,4}"
    r"(?P<name>(?:[^\W\d_]['’\w]{0,9}\.?[ ]{1,3}){1,5}[^\W\d_][\w]{0,9})\Z",
    re.IGNORECASE,
    gap=" ",
)
FIELD = re.compile(r"\{\{\w{1,30}\}\}|\[[^\]\n]{0,20}\]|<[^>\n]{0,20}>|[.…_]{3,}")  # a blank of a template
_NOTE = pattern("outline", r"[(\[]?\s*(?:{{signature_notes}}).{0,60}\Z|\(.{0,60}\)\Z", gap=" ")
_NOTE_LEAD = pattern("outline", r"[(\[]\s*(?:{{signature_notes}})[^()\[\]]{0,60}[)\]]\s*", gap=" ")
_PLACE_NOUN_END = pattern("outline", r"(?:{{places}}|ubnd|nhân dân)\Z", gap=" ")
_DEPUTY = pattern("outline", r"\s+(?=(?:{{deputies}})\b)", gap=" ")
_COLLECTIVE = pattern("outline", r"tm\.\s*.*?(?=\s+(?:{{chairs}})\b)", gap=" ")
_WORD = re.compile(r"\S+")
_TORN = re.compile(r"(?<=[^\W\d_]) (?=(?:ng|nh|ch|[cmnpt])(?!\w))")  # 'Đặ ng Văn Minh': an end that is no word of its own
_PREFIX = re.compile(r"(?:TM|KT|TL|TUQ|Q)\.|[TK]/[MTL]\b", re.IGNORECASE)


def read_signature(source: Source, pieces: Sequence[Piece]) -> Signature | None:
    """The signature among the pieces behind the body; None where neither an authority line nor a post stands there."""
    block = _Block(source)
    for piece in pieces:
        if not block.take(piece):
            break
    return block.signature()


class _Line(NamedTuple):
    """A line of the block. `gap`: an empty line stands above it; `capitals`: it has no small letter."""

    span: Span
    words: str
    gap: bool
    capitals: bool


class _Block:
    """A signature block while its lines are read from above: authority and post, then the name, then what else is signed as."""

    def __init__(self, source: Source):
        self._source = source
        self._authority: list[Span] = []
        self._position: Span | None = None
        self._name: Span | None = None
        self._extra: list[Span] = []

    def signature(self) -> Signature | None:
        """What was read."""
        if not self._begun:
            return None
        parts = [*self._authority, *(s for s in (self._position, self._name) if s), *self._extra]
        whole = Span(min(s.start for s in parts), max(s.end for s in parts))
        return Signature(whole, tuple(self._authority), self._position, self._name, tuple(self._extra))

    def take(self, piece: Piece) -> bool:
        """Read the next line; False where an appendix, or what is attached, begins."""
        span = _behind_note(self._source, piece.span) if self._begun else piece.span
        words = self._source.text[span.start : span.end]
        if names_type(words):
            return False  # 'KT. THỦ TƯỚNG' / 'KẾ HOẠCH'
        line = _Line(span, words, piece.gap, words.isupper())
        if self._name is None and self._begun and FIELD.fullmatch(words.strip()):
            self._name = span  # a template leaves the name to be filled in
        elif _NOTE.match(self._source.lower[span.start : span.end]) or not any(map(str.isalpha, words)):
            return True
        elif self._name is not None or not self._take_before_name(line):
            return self._take_more(line)
        return True

    @property
    def _begun(self) -> bool:
        return bool(self._authority or self._position)

    def _take_before_name(self, line: _Line) -> bool:
        """Read a line above the name, or the name; False for one that is nothing of a block."""
        if AUTHORITY.match(self._source.text, *line.span) and (line.words[:4].isupper() or len(line.words) < 60 or line.capitals):
            self._authority.append(line.span)
            return True
        return self._take_below_post(line, self._position) if self._position else self._take_before_post(line)

    def _take_before_post(self, line: _Line) -> bool:
        if self._is_post(line):
            self._position = line.span
        elif self._authority and is_name(self._source, line.span):
            self._name = line.span
        elif self._authority and line.capitals and not self._names_post(line):
            self._authority[-1] = Span(self._authority[-1].start, line.span.end)  # the organ's name runs on
        elif not self._authority and line.capitals and len(line.words.split()) > 1:
            self._authority.append(line.span)  # a title that no list has heads the block: 'ĐẠI DIỆN TỔ CHUYÊN GIA'
        else:
            return False
        return True

    def _take_below_post(self, line: _Line, post: Span) -> bool:
        lacks_place = _PLACE_NOUN_END.search(self._source.lower[post.start : post.end])
        named = is_name(self._source, line.span)
        if (
            named
            and not (lacks_place and _is_place(line.words, line.gap))
            or (line.capitals and not lacks_place and NAME.match(line.words) and not self._names_post(line))
        ):
            self._name = line.span
        elif line.capitals and self._is_post(line):
            self._extra.append(line.span)
        elif named or line.capitals:
            self._position = Span(post.start, line.span.end)  # 'PHÓ CHỦ TỊCH UBND QUẬN' / 'Long Biên'
        else:
            return False
        return True

    def _take_more(self, line: _Line) -> bool:
        """Read what no case above has: a second post, below the name; False where an appendix begins."""
        if self._source.lower.startswith(("phụ lục", "phu luc"), line.span.start):
            return False
        if self._begun and line.capitals and self._is_post(line):
            self._extra.append(line.span)
        return True

    def _is_post(self, line: _Line) -> bool:
        return POSITION.match(self._source.lower, *line.span) is not None

    def _names_post(self, line: _Line) -> bool:
        return POSITION.search(self._source.lower, *line.span) is not None


def _behind_note(source: Source, span: Span) -> Span:
    """The name behind '(Đã ký)' where a copy put both on one line; else the span itself."""
    note = _NOTE_LEAD.match(source.lower, *span)
    return Span(note.end(), span.end) if note and is_name(source, Span(note.end(), span.end)) else span


def is_name(source: Source, span: Span) -> bool:
    """Whether a span is a person's name, titles before it and a torn syllable in it allowed."""
    words = _TORN.sub("", source.words(span))
    match = NAME.match(words)
    if not match or len(words) > 60:
        return False
    name = match["name"]
    return all(w[:1].isupper() for w in name.split()) and not name.isupper() and not POSITION.match(words.lower())


def _is_place(line: str, gap: bool) -> bool:
    """Whether words right under '… UBND QUẬN' are its place ('Long Biên') and not the signer's name ('Đặng Văn Hòa')."""
    parts = line.split()
    return not gap and not (len(parts) > 2 and parts[0] in words("outline", "surnames"))


def starts_signature(source: Source, piece: Piece) -> bool:
    """Whether a piece is the first line of a signature block."""
    start, end = piece.span
    caps = source.text[start:end]
    return (
        bool(AUTHORITY.match(source.text, start, end))
        and caps[:8].upper() == caps[:8]
        or (caps.isupper() and bool(POSITION.match(source.lower, start, end)))
    )


def split_signature(source: Source, span: Span) -> list[Span]:
    """The lines of a flattened signature cell: cut at emphasis marks, line ends, before a prefix, and where capitals end."""
    text = source.text
    cuts = {span.start, span.end}
    cuts.update(offset for offset, _ in source.emphasis_marks if span.start < offset < span.end)
    shouting = None
    for word in _WORD.finditer(text, span.start, span.end):
        if text[word.start() - 1 : word.start()] in ("\n", CELL_BREAK):
            cuts.add(word.start())
        if _PREFIX.match(word.group()):
            cuts.add(word.start())
            shouting = True  # also where it is written 'Kt.'
        elif any(map(str.isalpha, word.group())):
            if shouting is not None and shouting != word.group().isupper():
                cuts.add(word.start())
            shouting = word.group().isupper()
    ordered = sorted(cuts)
    parts: list[Span] = []
    for a, b in zip(ordered, ordered[1:], strict=False):
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a == b:
            continue
        if parts and _is_one_name(text[parts[-1].start : a], text[a:b]):
            parts[-1] = Span(parts[-1].start, b)  # a name that emphasis marks cut in two
        else:
            parts.extend(_split_post(source, Span(a, b)))
    return parts


def _is_one_name(above: str, words: str) -> bool:
    """Whether emphasis marks cut a name in two: small letters on one line, and no note '(Đã ký)'."""
    return not (above.isupper() or words.isupper() or set(above) & {"\n", CELL_BREAK, ")"})


def _split_post(source: Source, span: Span) -> list[Span]:
    """'KT. CHỦ TỊCH PHÓ CHỦ TỊCH' → two lines."""
    low, text = source.lower, source.text
    if not AUTHORITY.match(text, *span):
        return [span]
    for hit in _DEPUTY.finditer(low[span.start : span.end]):
        at = span.start + hit.start()
        if POSITION.match(low, span.start + hit.end(), span.end):
            return [Span(span.start, at), Span(span.start + hit.end(), span.end)]
    collective = _COLLECTIVE.match(low[span.start : span.end])
    if collective and collective.end() > 8:
        rest = skip_blanks(text, span.start + collective.end(), span.end)
        return [Span(span.start, span.start + collective.end()), Span(rest, span.end)]
    return [span]
