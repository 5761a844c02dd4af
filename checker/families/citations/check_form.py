"""How one citation is written: number and symbol, type word, 'số', date, clause. Nothing here compares two citations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.language.words import BLANKS
from checker.model.checkbook import check
from checker.model.citation import Citation
from checker.model.findings import Edit, Fix, Hit
from checker.source.text import Span, occurrences

if TYPE_CHECKING:
    from checker.model.document import Document

_LETTERS = frozenset(("Công văn", "Văn bản"))  # types that have no abbreviation of their own


@check("citation_malformed")
def citation_malformed(doc: Document, facts: Sequence[Citation]) -> Iterator[Hit]:
    """A number and symbol that no class of document has: blanks, separators, D for Đ, letter case, a decree without its year.

    args: found, expected, fault. Removing blanks is the only safe fix.

    Algorithm: the right form is built from the parts of the number, and each fault has a fix of its own safety.
    """
    for one in facts:
        yield from _at_its_type(doc, one)
        if not one.faults or one.id_span is None:
            continue
        expected = _expected(one)
        if expected is None:
            continue
        blanks = [Edit(Span(*match.span()), "") for match in BLANKS.finditer(doc.text, *one.id_span)]
        if one.faults == ("space",):
            fix = Fix(tuple(blanks), "safe")
        else:
            fix = Fix((Edit(one.id_span, expected),), "suggest")
        fault = next(fault for fault in ("year", "separator", "letter", "case", "space") if fault in one.faults)
        yield Hit(
            one.id_span,
            {"found": doc.words(one.id_span), "expected": expected},
            fixes=(fix,),
            note="default" if fault == "space" else fault,
        )


def _at_its_type(doc: Document, one: Citation) -> Iterator[Hit]:
    """What is wrong between the type and the number: the type stands twice, or 'số' and the number are one word."""
    if one.doubled is not None and one.undoubled is not None:
        fix = Fix((Edit(one.doubled, one.undoubled),), "suggest")
        yield Hit(one.doubled, {"found": doc.words(one.doubled), "expected": one.undoubled}, fixes=(fix,), note="doubled")
    if one.joined is not None and one.id_span is not None:
        fix = Fix((Edit(Span(one.id_span.start, one.id_span.start), " "),), "safe")
        yield Hit(one.joined, {"found": doc.words(one.joined), "expected": one.parted}, fixes=(fix,), note="joined")


def _expected(one: Citation) -> str | None:
    if "year" not in one.faults:
        return one.normal
    if one.date and one.date.year < 1998:  # 'Nghị định số 36/CP' and the like had no year
        return None
    return f"{one.number}/{one.date.year if one.date else '…'}/{'-'.join(filter(None, (one.abbr, *one.organs)))}"


@check("type_symbol_mismatch")
def type_symbol_mismatch(doc: Document, facts: Sequence[Citation]) -> Iterator[Hit]:
    """The type word contradicts the abbreviation in the symbol ('công văn số 5902/HD-SYT'). args: found, type, abbr, means.

    Algorithm: an abbreviation is looked up in two registries, with compounds, laws and cited titles as exceptions.
    """
    registry = doc.law["document_types"]
    by_type = {entry["name"]: entry["abbr"] for entry in registry["types"]}
    for one in facts:
        if one.type is None or one.id is None or one.type == "Văn bản" or one.type_span is None:
            continue
        abbr = one.abbr
        if abbr is None:
            abbr = _assembly(one)
            if abbr is None or one.type in _may_carry(abbr):
                continue
            yield Hit(_head(one), {"found": doc.words(_head(one)), "type": one.type, "abbr": abbr, "means": _may_carry(abbr)[0]})
            continue
        own = by_type.get(one.type, ())
        if abbr in own or any(abbr.startswith(mine) and abbr.endswith(("LT", "LN", "PH")) for mine in own):
            continue
        if one.type in _LETTERS and abbr in registry["also_organs"]:
            continue  # 'Công văn số 12/CT-TTHT' is the tax office's
        meanings = [name for name, short in by_type.items() if short and short[0] == abbr]
        if not meanings or _is_title_of(doc, one, meanings):
            continue
        word = doc.text[one.type_span.start : one.type_span.end]
        mended = meanings[0].upper() if word.isupper() else meanings[0].lower() if word[0].islower() else meanings[0]
        fix = Fix((Edit(one.type_span, mended),), "suggest")
        args = {"found": doc.words(_head(one)), "type": one.type, "abbr": abbr, "means": meanings[0]}
        yield Hit(_head(one), args, fixes=(fix,))


_FROM_TYPE_TO_TITLE = pattern("citations", r"\s+(?:{{enacting}})(?:\s+[^\W\d_]+){0,6}\s+\Z", gap=" ")


def _is_title_of(doc: Document, one: Citation, kinds: Sequence[str]) -> bool:
    """'Quyết định phê duyệt Đề án số 100/QĐ-UBND': the number is the decision's."""
    lower, begin = doc.source.lower, one.type_span.start
    for kind in kinds:
        at = lower.rfind(kind.lower(), max(0, begin - 70), begin)
        if at >= 0 and _FROM_TYPE_TO_TITLE.match(lower, at + len(kind), begin):
            return True
    return False


def _head(one: Citation) -> Span:
    return Span(one.type_span.start, one.id_span.end)


def _assembly(one: Citation) -> str | None:
    return next((name for name in ("UBTVQH", "QH") if one.kind == "law" and one.organs and one.organs[0].startswith(name)), None)


def _may_carry(assembly: str) -> tuple[str, ...]:
    common = ("Nghị quyết", "Nghị quyết liên tịch")
    return ("Pháp lệnh", *common) if assembly == "UBTVQH" else ("Luật", "Bộ luật", *common)


# -- clauses ----------------------------------------------------------------------------------------------------------

_CAPITAL = re.compile(r"Khoản\s+\d{1,2}|Điểm\s+(?:[a-zđ](?![\wđ])|\d{1,2}\s+(?:khoản|Khoản|Điều|Mục))")
_LOWER = re.compile(
    r"(điều\s+\d{1,3}[a-zđ]?)(?![\w.,]*\d)\s+(?:của\s+)?(?=Luật|Bộ luật|Pháp lệnh|Nghị|Thông|Quyết định|Quy|Hiến)"
)
_LOWER_AFTER = re.compile(r"(điều\s+\d{1,3})(?![\w/])")
_LEADS_TO_ARTICLE = re.compile(r"(?:khoản|quy định tại|theo)\s+(?:\d{1,2}\s+)?\Z")
_MORE = r"(?:\s*(?:,|và)\s*(?:[Kk]hoản\s+)?\d{1,2}){0,4}\s*,?\s*(?:và\s+|của\s+)?"  # 'khoản 2 và khoản 3 (Điều 6)'
_REVERSED = re.compile(
    rf"([Đđ]iều\s+\d{{1,3}}[a-zđ]?),?\s+([Kk]hoản\s+\d{{1,2}})(?!\d)(?!{_MORE}[Đđ]iều)|"
    r"([Kk]hoản\s+\d{1,2}),?\s+([Đđ]iểm\s+[a-zđ](?![\wđ]))(?!\s*,?\s*(?:và\s+)?[Kk]hoản)"
)


@check("clause_form")
def clause_form(doc: Document) -> Iterator[Hit]:
    """A part of a document cited with a capital Khoản or Điểm inside a sentence, with a small điều, or from large to small.

    args: found, expected. Decree 30/2020/NĐ-CP, Phụ lục II, V.7: 'điểm a khoản 2 Điều 103 Mục 5 Chương XII'.

    Algorithm: it reads what no fact holds, parts of laws in any order, and puts them in order.
    """
    text = doc.text
    taken: list[Span] = []
    for stem in ("iều", "hoản"):
        for at in occurrences(text, stem):
            match = _REVERSED.match(text, at - 1) if at else None
            if match is None:
                continue
            span = Span(*match.span())
            large, small = (match[1], match[2]) if match[1] else (match[3], match[4])
            expected = f"{_lower(small)} {large if large[0] in 'kK' else 'Đ' + large[1:]}"
            expected = _lower(expected) if large[0] in "kK" else expected
            taken.append(span)
            yield Hit(
                span,
                {"found": doc.words(span), "expected": " ".join(expected.split())},
                fixes=(Fix((Edit(span, expected),), "suggest"),),
                note="order",
            )
    for at in occurrences(text, "điều"):
        if not text[at - 1 : at].isspace():
            continue
        led = _LEADS_TO_ARTICLE.search(doc.source.lower, max(0, at - 24), at)
        match = _LOWER.match(text, at) or led and _LOWER_AFTER.match(text, at)
        if not match or (span := Span(*match.span(1))).meets(taken):
            continue
        taken.append(span)
        expected = "Đ" + text[span.start + 1 : span.end]
        yield Hit(
            span,
            {"found": doc.words(span), "expected": " ".join(expected.split())},
            fixes=(Fix((Edit(Span(span.start, span.start + 1), "Đ"),), "suggest"),),
            note="article",
        )
    for word in ("Khoản", "Điểm"):
        for at in occurrences(text, word):
            match = _CAPITAL.match(text, at)
            if match is None or not _inside_sentence(text, at) or (span := Span(*match.span())).meets(taken):
                continue
            if _begins_block(doc, span.start):
                continue
            yield Hit(
                span,
                {"found": doc.words(span), "expected": _lower(" ".join(match[0].split()))},
                fixes=(Fix((Edit(Span(span.start, span.start + 1), match[0][0].lower()),), "suggest"),),
            )


def _inside_sentence(text: str, at: int) -> bool:
    """Whether a word or ',', ';', ')' and blanks without an empty line stand before `at`."""
    end = at
    while end and text[end - 1].isspace():
        end -= 1
    before = text[end - 1 : end]
    return end < at and "\n\n" not in text[end:at] and (before.isalnum() or before in ",;)") and before != ""


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]


def _begins_block(doc: Document, at: int) -> bool:
    return any(
        block.span.start <= at <= (block.mark.end if block.mark else block.span.start) + 1
        for block in doc.plan.blocks
        if block.span.start <= at < block.span.end
    )
