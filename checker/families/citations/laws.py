"""Laws cited by name ('Luật Ngân sách nhà nước năm 2015', 'Pháp lệnh Dân số'): `id` is None.

Decree 30/2020/NĐ-CP, Phụ lục I, II.6: laws and ordinances are cited by type and name. A name has no mark at its end, so it is
read only where the year, the day or a sign of the sentence's end closes it within a few words.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.citations.number import Draft, draft
from checker.language.days import calendar_day
from checker.model.citation import NOBODY
from checker.model.plan import Block
from checker.source.text import Source, Span, occurrences

_NAMED = re.compile(r"(?:Bộ luật|Luật|Pháp lệnh|BỘ LUẬT|LUẬT|PHÁP LỆNH)\s+(?=[A-ZĐÁÀẢÃẠÂẤẦẨẪẬĂÊÔƠƯỨỮa-zđ])")
_NAME = re.compile(
    r"(?P<name>[^\d;:.()|“”\"\n/]{3,120}?)(?:\s+(?:năm\s+)?(?P<year>(?:19|20)\d\d)(?!\d|\s*[-–/]\s*\d)"
    r"|\s*\((?:năm\s+)?(?P<inside>(?:19|20)\d\d)\)"
    r"|,?\s+(?P<date>ngày\s+(?P<day>\d{1,2})(?:\s+tháng\s+|[/-])(?P<month>\d{1,2})(?:\s+năm\s+|[/-])(?P<of>(?:19|20)\d\d)))"
)
# 'phổ biến Luật Dân số cho cán bộ trước ngày 30/6/2026': a time limit of the plan, not the day of the law
_LIMIT = pattern("citations", r"(?:{{limits}})\Z", gap=" ")
# 'tuyên truyền Luật Dân số cho cán bộ năm 2026': no law is called so
_NO_TITLE = pattern("citations", r"\s(?:{{no_law_title}})\s", gap=" ")
_NO_NAME = pattern("citations", r"(?:{{no_law_name}})(?!\w)", re.IGNORECASE, gap=" ")


def _heads(source: Source) -> Iterator[re.Match]:
    """The type words of laws, with a capital, before the word that begins a name."""
    text, lower = source.text, source.lower
    for at in sorted((*occurrences(lower, "luật"), *occurrences(lower, "pháp lệnh"))):
        if match := _NAMED.match(text, max(0, at - len("bộ "))) or _NAMED.match(text, at):
            yield match


def laws_by_name(source: Source, blocks: Sequence[Block], numbered: Sequence[Draft]) -> list[Draft]:
    """The laws that are cited by name with a year or a day, and without a number."""
    text = source.text
    starts = [one.span.start for one in numbered]
    found = []
    for match in _heads(source):
        begin = match.start()
        at = bisect_right(starts, begin) - 1
        if at >= 0 and begin < numbered[at].span.end or _NO_NAME.match(text, match.end()):
            continue
        name = _NAME.match(text, match.end(), min(len(text), match.end() + 170))
        if name is None or name.group("name").count(",") > 4 or _LIMIT.search(name["name"]) or _NO_TITLE.search(name["name"]):
            continue
        if at + 1 < len(numbered) and numbered[at + 1].span.start < name.end():
            continue
        date_span = Span(*name.span("date")) if name["date"] else None
        year = "year" if name["year"] else "inside" if name["inside"] else None
        day = calendar_day(int(name["day"]), int(name["month"]), int(name["of"])) if date_span else None
        kind = " ".join(match.group().split()).capitalize()
        found.append(
            draft(
                span=Span(begin, name.end()),
                type=kind,
                year=int(name[year]) if year else None,
                year_span=Span(*name.span(year)) if year else None,
                kind="law",
                date=day,
                type_span=Span(begin, begin + len(match.group().rstrip())),
                date_span=date_span,
                date_text=source.words(date_span) if date_span else None,
                dating="day" if date_span else None,
                body=NOBODY,
            )
        )
    return found
