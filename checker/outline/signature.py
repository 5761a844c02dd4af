"""The signature block (chữ ký): Decree 30/2020/NĐ-CP, Điều 13 and Appendix I, II.7: authority lines, post, name."""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.model.plan import Signature
from checker.outline.lines import Piece, skip_blanks
from checker.source.folding import CELL_BREAK
from checker.source.text import Source, Span

AUTHORITY = re.compile(
    r"(?:tm|kt|tl|tuq|tun|tn|q)[ ]?[.,:;](?=[ ]{0,3}\w)|(?:t[./]m|k[./]t|t[./]l)[. ]{0,2}(?=\w)|(?:tm|kt|tl|tuq)[ ]+(?=\w)",
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
    text, low = source.text, source.lower
    authority: list[Span] = []
    position: Span | None = None
    name: Span | None = None
    extra: list[Span] = []
    for piece in pieces:
        span = _behind_note(source, piece.span) if authority or position else piece.span
        words = text[span.start : span.end]
        if name is None and (authority or position) and FIELD.fullmatch(words.strip()):
            name = span  # a template leaves the name to be filled in
            continue
        if _NOTE.match(low[span.start : span.end]) or not any(map(str.isalpha, words)):
            continue
        if AUTHORITY.match(text, *span) and name is None and (words.isupper() or words[:4].isupper() or len(words) < 60):
            authority.append(span)
        elif position is None and name is None and POSITION.match(low, *span):
            position = span
        elif position is None and not authority and name is None and words.isupper() and len(words.split()) > 1:
            authority.append(span)  # a title that no list has heads the block: 'ĐẠI DIỆN TỔ CHUYÊN GIA'
        elif position is None and authority and words.isupper() and name is None and not POSITION.search(low, *span):
            authority[-1] = Span(authority[-1].start, span.end)  # the organ's name runs on
        elif name is None and is_name(source, span) and (position or authority):
            if position and _PLACE_NOUN_END.search(low[position.start : position.end]) and _is_place(words, piece.gap):
                position = Span(position.start, span.end)  # 'PHÓ CHỦ TỊCH UBND QUẬN' / 'Long Biên'
            else:
                name = span
        elif position and name is None and words.isupper():
            runs_on = _PLACE_NOUN_END.search(low[position.start : position.end])
            if NAME.match(words) and not POSITION.search(low, *span) and not runs_on:
                name = span
            elif POSITION.match(low, *span):
                extra.append(span)
            else:
                position = Span(position.start, span.end)
        elif low.startswith(("phụ lục", "phu luc"), span.start):
            break
        elif (authority or position) and words.isupper() and POSITION.match(low, *span):
            extra.append(span)
    if not authority and not position:
        return None
    parts = [*authority, *(s for s in (position, name) if s), *extra]
    whole = Span(min(s.start for s in parts), max(s.end for s in parts))
    return Signature(whole, tuple(authority), position, name, tuple(extra))


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
