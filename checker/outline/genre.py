"""What kind of text a document is: a plan, a letter, a decision, a contract, a form … The rules of plans hold for plans only.

Decree 30/2020/NĐ-CP, Article 7 has 29 types; laws, circulars, contracts and the like stand beside them.
"""

from __future__ import annotations

from collections.abc import Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern, registry, words
from checker.model.plan import Header, Section
from checker.outline.lines import Line
from checker.source.text import Source, Span, legacy_encoding

LETTER, APPENDIX, UNKNOWN = "công văn", "phụ lục", ""
_TITLE = pattern("outline", r"(?:{{^other_titles}})(?!\w)", gap=" ")
SUBJECT_LINE = re.compile(r"v/v\b|về việc\b")
_PLAN_SYMBOL = re.compile(r"(?:KH|CTr|ĐA|PA|DA)\w{0,4}[-/]")
_ROLES = frozenset(("purpose", "objectives", "tasks", "organisation"))
_HEAD_LINES = 60


def genre_of(source: Source, lines: Sequence[Line], header: Header, sections: Sequence[Section]) -> str:
    """The name of the kind in small letters: the type of the title, 'công văn', 'phụ lục', another title ('hợp đồng'), 'kế hoạch'
    for a body without its title, '' where nothing tells."""
    if header.type:
        return header.type.lower()
    first = True
    for line in [line for line in lines if not line.blank][:_HEAD_LINES]:
        low = source.lower
        if first and low.startswith("phụ lục", line.start):
            return APPENDIX
        first = False
        if low.startswith("kính gửi", line.words.start) or SUBJECT_LINE.match(low, line.start) and header.number:
            return LETTER
        if not line.pipe and line.end - line.start < 160 and (found := _TITLE.match(source.text, line.start, line.end)):
            return " ".join(found.group().lower().split())
    symbol = header.number.symbol if header.number and header.number.symbol else ""
    if _PLAN_SYMBOL.match(symbol) or not symbol and any(_ROLES & set(section.roles) for section in sections):
        return words("outline", "plan_types")[0]
    return LETTER if symbol and _is_letter(symbol) else UNKNOWN


def is_administrative(source: Source, genre: str, header: Header, signed: bool) -> bool:
    """Whether anything of a document of an office stands in the text. Only a text that is plainly something else is held for it:
    without words, in another language, of code and links, or long and without one word of the trade."""
    if genre or signed or header.number or header.national_title or header.motto or header.place_date:
        return True
    low = source.lower
    count = len(low.split())
    if not count:
        return False
    if legacy_encoding(source.raw):
        return True
    marks = sum(low.count(mark) for mark in _CODE_MARKS)
    if any(part.kind == "code" for part in source.hidden) or marks > 3:
        return False
    foreign = len(_VIETNAMESE.findall(low)) * 25 < count
    return not foreign and (count < 80 or any(word in low for word in words("outline", "trade_words")))


def is_issued(source: Source, genre: str, header: Header, sections: Sequence[Section], carried: bool) -> bool:
    """Whether a text is meant as a document that an office issues, so that its form can be asked for: a part of the frame of one
    is there, a type on a line of its own, or the usual sections. Work tables, reports of the news and notes have nothing of it.

    `carried`: recipients, a signature or a legal basis stand in it, or another document issues it.
    """
    frame = header.national_title, header.motto, header.number, header.place_date, header.issuer_span
    if carried or any(frame) or genre in (LETTER, APPENDIX) or genre in words("outline", "other_titles"):
        return True
    if header.type_span and _stands_alone(source, header.type_span):
        return True
    usual = tuple(word for role in _FRAME_ROLES for word in words("outline", f"role_{role}"))
    return any(section.style in _FRAME_STYLES and section.title.lower().startswith(usual) for section in sections)


_OWN_WORDS = pattern("outline", r"(?:\A|[\n.;:,])[\s*_#>–-]{0,8}(?:{{first_person}})(?!\w)", gap=" ")
_OWN_SUBJECT = pattern(
    "outline",
    r"(?:(?:.{0,40}\s)?(?:{{own_acts}})\s+(?:của\s+)?)?(?:cá nhân|bản thân)(?:\s+(?:năm|tháng|quý|tuần|giai đoạn)\s.*)?\Z",
)
_OPENING_WITHIN = 2500  # characters of the body within which its writer names himself


def is_personal(source: Source, header: Header, body_start: int) -> bool:
    """Whether one person writes it of his own acts ('Tôi là …', 'Kế hoạch tu dưỡng của cá nhân'): no office issues that."""
    if header.subject and _OWN_SUBJECT.match(header.subject.lower()):
        return True
    return _OWN_WORDS.search(source.lower, body_start, body_start + _OPENING_WITHIN) is not None


_FRAME_ROLES = ("purpose", "tasks", "organisation")
_FRAME_STYLES = ("roman", "part")
_EDGES = " \t#>*_|:.-–—"


def _stands_alone(source: Source, span: Span) -> bool:
    """Whether nothing but marks stands beside some words on their line."""
    begin = source.text.rfind("\n", 0, span.start) + 1
    end = source.text.find("\n", span.end)
    return not (source.text[begin : span.start] + source.text[span.end : end if end >= 0 else None]).strip(_EDGES)


_CODE_MARKS = ("](", "`", "http://", "https://", "npm ", "pip install")
_VIETNAMESE = re.compile("[ăâđêôơưà-ãè-ỹ]")


def _is_letter(symbol: str) -> bool:
    """Whether a symbol begins with an organ and not with a type: 'UBND-VX', 'LĐTBXH-KHTC'."""
    codes = {code for entry in registry("document_types")["types"] for code in entry["abbr"]}
    return "-" in symbol and symbol.split("-")[0] not in codes
