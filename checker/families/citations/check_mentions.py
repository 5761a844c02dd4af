"""The mentions of one document beside each other, and beside the plan itself: first mention, date, one document in two ways."""

from __future__ import annotations

import operator
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from checker.base import regex as re
from checker.base.fuzzy import one_slip
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.citations.known import index
from checker.families.citations.mentions import same_document_days
from checker.families.citations.number import whole
from checker.model.checkbook import check
from checker.model.citation import Citation
from checker.model.findings import Edit, Fix, Hit, Related

if TYPE_CHECKING:
    import datetime

    from checker.model.document import Document

# -- one document in two ways -----------------------------------------------------------------------------------------


@check("citation_inconsistent")
def citation_inconsistent(doc: Document, facts: Sequence[Citation]) -> Iterator[Hit]:
    """One document cited with two dates or issuers, or with numbers or symbols one slip apart on one day.

    The finding stands at the minority form; the others are related. args: found, expected, count. Notes: date, issuer, number,
    covering.

    Algorithm: mentions are grouped by document, and the one to believe is found among them.
    """
    groups: dict[int, list[Citation]] = {}
    for one in facts:
        if one.id is not None:
            groups.setdefault(one.group, []).append(one)
    for mentions in groups.values():
        if len(mentions) > 1:
            yield from _two_days(doc, mentions)
            yield from _two_issuers(doc, mentions)
    yield from _two_numbers(doc, list(groups.values()))
    if doc.covering is not None:
        yield from _unlike_covering(doc, doc.covering, groups.values())


def _unlike_covering(doc: Document, covering: Document, groups: Iterable[Sequence[Citation]]) -> Iterator[Hit]:
    """The documents that the plan cites with one day, and the document of the same file that issues it with another."""
    said: dict[str | None, list[Citation]] = {}
    for one in covering.facts("citation"):
        if one.id is not None and one.date:
            said.setdefault(one.normal, []).append(one)
    for mentions in groups:
        dated = [one for one in mentions if one.date]
        model = next((other for one in dated[:1] for other in said.get(one.normal, ())), None)
        if model is None or len({one.date for one in dated}) > 1:
            continue
        first = dated[0]
        if any(other.date == first.date or not other.body.may_be(first.body) for other in said[first.normal]):
            continue
        if not (model.date and first.date and first.date_span):
            continue
        if same_document_days(model.date, first.date, first.year is not None) and not _is_known(doc, first, first.date):
            args = {"found": first.date_text, "expected": model.date_text, "document": doc.words(first.named), "count": 1}
            yield Hit(first.date_span, args, note="covering")


def _is_known(doc: Document, one: Citation, day: datetime.date | None) -> bool:
    """Whether the registry knows a document of that number and day: such a citation is right."""
    return day is not None and index(doc.law).has(one.normal or "", day)


def _two_days(doc: Document, mentions: Sequence[Citation]) -> Iterator[Hit]:
    dated = [one for one in mentions if one.date]
    days = Counter(one.date for one in dated)
    if len(days) < 2:
        return
    right = max(
        days, key=lambda day: (_is_known(doc, dated[0], day), days[day], _is_sound(doc, dated, day), -_position(dated, day))
    )
    for day in days:
        if day == right or _is_known(doc, dated[0], day):
            continue
        places = [one for one in dated if one.date == day]
        yield _hit(
            doc,
            places,
            [one for one in dated if one.date == right],
            "default",
            lambda one: one.date_span,
            lambda one: one.date_text,
            _edit_date,
        )


def _is_sound(doc: Document, dated: Sequence[Citation], day) -> bool:
    """Whether nothing else speaks against a day: the year in the number, the plan's own date."""
    written = doc.plan.header.date
    if any(one.year and one.year != day.year for one in dated if one.date == day):
        return False
    return not (written and written.exists and day > written.last)


def _position(dated: Sequence[Citation], day) -> int:
    return next(one.span.start for one in dated if one.date == day)


def _two_issuers(doc: Document, mentions: Sequence[Citation]) -> Iterator[Hit]:
    named = [one for one in mentions if one.body.code]
    readings: list[list[Citation]] = []
    for one in named:
        reading = next((r for r in readings if all(one.body.may_be(other.body) for other in r)), None)
        if reading is None:
            readings.append([one])
        else:
            reading.append(one)
    if len(readings) < 2:
        return
    right = max(readings, key=lambda r: (len(r), -r[0].span.start))
    for reading in readings:
        if reading is not right and not _other_document(reading, right):
            yield _hit(doc, reading, right, "issuer", lambda one: one.issuer_span, lambda one: one.issuer, None)


def _other_document(reading: Sequence[Citation], right: Sequence[Citation]) -> bool:
    """Two places may have the same number: '10/KH-UBND' of the province and of the commune, each with its own day."""
    days, others = {one.date for one in reading if one.date}, {one.date for one in right if one.date}
    return bool(days and others and not days & others)


_MOST_RIVALS = 60  # documents of one type and day; a list of hundreds has no slips that two numbers could show


def _two_numbers(doc: Document, groups: Sequence[Sequence[Citation]]) -> Iterator[Hit]:
    by_day: dict[tuple, list[Sequence[Citation]]] = {}
    for mentions in groups:
        for day in {one.date for one in mentions if one.date}:
            by_day.setdefault((mentions[0].type, day), []).append(mentions)
    for (_, day), rivals in by_day.items():
        rivals = rivals[:_MOST_RIVALS]
        for at, one in enumerate(rivals):
            for other in rivals[at + 1 :]:
                if hit := _slip(doc, one, other, day):
                    yield hit


def _slip(doc: Document, one: Sequence[Citation], other: Sequence[Citation], day) -> Hit | None:
    first, second = one[0], other[0]
    mine, theirs = whole(first.normal or ""), whole(second.normal or "")
    if mine == theirs or not one_slip(mine, theirs) and not _is_one_letter(first, second):
        return None
    if all(_is_known(doc, each, day) for each in (first, second)):
        return None
    if not all(a.body.may_be(b.body) for a in one for b in other):
        return None
    same_symbol = mine.lstrip("0123456789.") == theirs.lstrip("0123456789.")
    if same_symbol and not _is_same_title(doc, one, other):
        return None
    known_first, known_second = _is_known(doc, first, day), _is_known(doc, second, day)
    if (known_second, len(other), -second.span.start) > (known_first, len(one), -first.span.start):
        one, other = other, one
    return _hit(doc, other, one, "number", lambda c: c.id_span, lambda c: c.id, _edit_number)


def _is_one_letter(one: Citation, other: Citation) -> bool:
    """Whether two letters of one organ and day have one number and name two of its units ('512/UBND-VX', '512/UBND-NC')."""
    return (
        one.kind == other.kind == "letter"
        and one.number == other.number
        and one.organs[:1] == other.organs[:1]
        and None not in (one.issuer, other.issuer)
    )


_LONGEST_TITLE = 400
_TITLE = re.compile(r"[\w ,-]{12,90}")
_OPENS = pattern("citations", r"(?:{{title_begins}})\s+", gap=" ")


def _is_same_title(doc: Document, one: Sequence[Citation], other: Sequence[Citation]) -> bool:
    """Two numbers of one day are two documents (1746 and 1747/QĐ-TTg) unless what follows them says that they are one.

    'thực hiện Chương trình …' after both, or nothing after one of them while their numbers are far apart.
    """
    named = [{number for each in mentions if (number := _in_title_of(doc, each))} for mentions in (one, other)]
    if all(named) and not named[0] & named[1]:
        return False  # 'thực hiện Nghị quyết số 71-NQ/TW' behind the one, 'số 72-NQ/TW' behind the other
    titles = [[title for each in mentions if (title := _title(doc, each))] for mentions in (one, other)]
    numbers = [int(re.sub(r"\D", "", each[0].number)) for each in (one, other)]
    apart = abs(numbers[0] - numbers[1])
    alike = operator.eq if apart == 1 else _alike  # two letters of one day, '… của cấp bộ' and '… của cấp tỉnh'
    for mine in titles[0]:
        for theirs in titles[1]:
            size = min(len(mine), len(theirs))
            if alike(mine[:size], theirs[:size]):
                return True
    if all(titles) or len(one) == len(other) == 1 and (_in_table(doc, one[0]) or _in_table(doc, other[0])):
        return False  # tables list many documents of one day
    near = any(_in_one_paragraph(doc, a, b) for a in one for b in other)
    return not near and apart > 8


def _in_title_of(doc: Document, one: Citation) -> str | None:
    """The number of the first document that the title of a cited one names."""
    facts = doc.facts("citation")
    at = bisect_right(facts, one.span.end, key=lambda fact: fact.span.start)
    after = facts[at] if at < len(facts) else None
    return after.normal if after and after.place == "title" and after.span.start - one.span.end < _LONGEST_TITLE else None


def _in_table(doc: Document, one: Citation) -> bool:
    return any(table.span.start <= one.span.start < table.span.end for table in doc.plan.tables)


def _in_one_paragraph(doc: Document, one: Citation, other: Citation) -> bool:
    """Whether two mentions stand beside each other: a writer who names both there means two documents."""
    begin, end = sorted((one.span.start, other.span.start))
    return end - begin < 300 and "\n\n" not in doc.text[begin:end]


def _title(doc: Document, one: Citation) -> str | None:
    """The beginning of what follows a mention, as far as it can be the cited title."""
    end = one.span.end
    rest = " ".join(doc.source.lower[end : end + 140].split()).lstrip(' ,:(“"')
    opens = _OPENS.match(rest)
    found = _TITLE.match(rest, opens.end()) if opens else None
    return found.group() if found else None


def _hit(doc: Document, wrong, right, note: str, span, words, fix) -> Hit:
    """One finding at the first of the wrong mentions; all others are related."""
    place, model = wrong[0], right[0]
    args = {"found": words(place), "expected": words(model), "document": doc.words(place.named), "count": len(right)}
    related = tuple(Related(span(one), "same") for one in wrong[1:]) + tuple(Related(span(one), "other") for one in right[:8])
    edits = tuple(fix(doc, one, model) for one in wrong) if fix else ()
    fixes = (Fix(edits, "suggest"),) if edits else ()
    return Hit(span(place), args, related, fixes, note=note)


def _edit_date(doc: Document, one: Citation, model: Citation) -> Edit:
    return Edit(one.date_span, doc.text[model.date_span.start : model.date_span.end])


def _edit_number(doc: Document, one: Citation, model: Citation) -> Edit:
    return Edit(one.id_span, model.normal)


def _alike(one: str, other: str) -> bool:
    """Whether two titles are nearly the same: four words of five are common to both."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) * 5 >= max(len(words), len(others)) * 4 > 0
