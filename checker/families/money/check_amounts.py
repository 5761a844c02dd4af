"""How money is written, and whether the plan says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import vocabulary
from checker.families.money.records import Amount, write_number
from checker.families.money.sections import money_sections
from checker.families.spots import line_at
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.model.plan import Section
from checker.source.text import Span


@check("words_mismatch")
def words_mismatch(doc: Document) -> Iterator[Hit]:
    """A number in words that is not the number in digits (NS604); compared by value, so that 'mười năm' is 15 as 'mười
    lăm' is.
    """
    for wording in doc.facts("wording"):
        if wording.value == wording.expected:
            continue
        words = wording.correct
        if doc.text[wording.span.start].isupper():
            words = words[0].upper() + words[1:]
        yield Hit(
            wording.span,
            {
                "words": doc.words(wording.span),
                "value": write_number(wording.value),
                "digits": doc.words(wording.digits),
                "expected": words,
            },
            (Related(wording.digits, args={"digits": doc.words(wording.digits)}),),
            (Fix((Edit(wording.span, words),), safety="suggest"),),
            note="default" if wording.money else "count",
        )


_DIGIT = re.compile(r"\d")


@check("amount_malformed")
def amount_malformed(doc: Document) -> Iterator[Hit]:
    """An amount whose digits cannot be right (NS605): groups that are not thousands, two kinds of separators, no unit.

    Thousands parted by commas are reported once, at the first place; where no amount has dots, as a warning only.
    """
    commas: list[Amount] = []
    amounts = doc.facts("amount")
    dots = sum(1 for a in amounts if a.flaw is None and a.number and "." in doc.text[a.number.start : a.number.end])
    for amount in amounts:
        if amount.flaw == "commas":
            commas.append(amount)
        elif amount.flaw in ("groups", "separators", "decimal_dot", "unit"):
            span = amount.number or amount.span
            found = doc.words(span)
            fixes = ()
            expected = ""
            if amount.flaw == "separators" and amount.value is not None:
                expected = write_number(int("".join(_DIGIT.findall(found))))
            elif amount.flaw == "decimal_dot":
                expected = found.replace(".", ",")
            elif amount.flaw == "groups" and amount.value is not None:
                expected = found.replace(". ", ".")
            if expected:
                fixes = (Fix((Edit(span, expected),), safety="suggest"),)
            note = "default" if amount.flaw == "groups" else amount.flaw
            yield Hit(span, {"found": found, "expected": expected}, fixes=fixes, note=note)
    if commas:
        first = commas[0].number or commas[0].span
        found = doc.words(first)
        expected = found.translate(str.maketrans(",.", ".,"))
        yield Hit(
            first,
            {"found": found, "expected": expected, "count": len(commas)},
            tuple(Related(a.number or a.span, args={"found": doc.words(a.number or a.span)}) for a in commas[1:]),
            (Fix((Edit(first, expected),), safety="suggest"),),
            cap=None if dots else "warning",
            note="commas",
        )


_NEAR = 40  # 'Đẩy mạnh xã hội hóa …, đóng góp nguồn lực' is no section about money


def _money_sections(doc: Document) -> Iterator[Section]:
    """The sections about money whose title says so at its beginning, or that are one of the main sections."""
    low = doc.source.lower

    def says_so(section: Section) -> bool:
        if section.level == 1 and section.role == "budget":
            return True  # 'KINH PHI THỰC HIỆN' still is that section
        start, end = section.title_span
        return any(0 <= low.find(word, start, end) < start + _NEAR for word in vocabulary("money")["section_titles"])

    return money_sections(doc.plan.sections, says_so)


@check("funding_source_missing")
def funding_source_missing(
    doc: Document, *, sources: tuple[str, ...] = (), other: tuple[str, ...] = (), references: tuple[str, ...] = ()
) -> Iterator[Hit]:
    """A section about money that names no source of it (NS606), lower-case words throughout.

    `sources` are words of which one suffices; phrases of `other` hold such a word and name no source ('luật ngân sách', 'lập
    dự toán'); one of `references` sends the reader to an appendix.
    """
    low = doc.source.lower
    for section in _money_sections(doc):
        words = " ".join(low[section.span.start : section.span.end].split())
        for phrase in other:
            words = words.replace(phrase, " ")
        if any(word in words for word in (*sources, *references)):
            continue
        if doc.text[section.body.start : section.body.end].strip():
            yield Hit(line_at(doc, section.heading.start), {"section": doc.words(section.title_span)})


@check("budget_amount_missing")
def budget_amount_missing(doc: Document, *, references: tuple[str, ...] = ()) -> Iterator[Hit]:
    """A section about money with no amount and no word of `references` (dự toán, phụ lục …) (NS607)."""
    low = doc.source.lower
    amounts = doc.facts("amount")
    for section in _money_sections(doc):
        start, end = section.span
        if any(start <= a.span.start < end for a in amounts) or any(low.find(word, start, end) >= 0 for word in references):
            continue
        yield Hit(line_at(doc, section.heading.start), {"section": doc.words(section.title_span)})


@check("unit_missing")
def unit_missing(doc: Document) -> Iterator[Hit]:
    """A table of amounts that states its unit neither in caption nor heading nor cells (NS609)."""
    for table in doc.facts("money_table"):
        if table.unit is None:
            figures = sum(1 for row in table.rows for f in row.figures.values() if f.value)
            yield Hit(_first_line(doc, table.header), {"count": figures})


def _first_line(doc: Document, span: Span) -> Span:
    end = doc.text.find("\n", span.start, span.end)
    return Span(span.start, end if end >= 0 else span.end)
