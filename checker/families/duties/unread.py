"""What the readers of duties find loosely and cannot read: days, months, quarters, periods, sở, numbers of headings, table rows.

Each reader looks for the shape with its figures, however odd, and tells the places where nobody read a fact.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.language.phrases import to_search
from checker.model.document import Document, inside
from checker.model.plan import Unparsed
from checker.source.text import Span, occurrences, word_end

_DAY = re.compile(r"ngày\s{1,3}\d{1,2}\s?[/.-]\s?\d[\d/.-]*+(?<![/.-])")
_MONTH = re.compile(r"tháng\s{1,3}(?P<month>\d{1,2})(?!\d|\s{1,3}ngày)")
_EVERY_QUARTER = re.compile(r"(?:h[ằà]ng|mỗi|từng)\s\Z")  # 'hằng quý' ends a line, a number begins the next
_QUARTER = re.compile(r"qu[ýí]\s{1,3}(?!(?:iv|i{1,3}|0?[1-4])(?!\w))(?:[ivx]{1,5}|\d{1,2})(?!\w)")
_PERIOD = pattern("duties", r"(?:{{named_periods}})\s{1,3}\Z")
_YEARS = re.compile(r"(?:19|20)\d\d\s{0,2}[-–]\s{0,2}(?!(?:19|20)\d\d(?!\d))\d{1,8}(?!\d|[/.,]\d)")
_BEFORE_YEARS = 20  # code points that the name of a period can take
_DEPARTMENT = re.compile(r"Sở(?<!\wSở) (?=[A-ZĐ])[\w&]{1,12}(?: [\w&]{1,12})?")
_NUMBER_LINE = pattern("duties", r"\n[ |*]*(?:{{column_number}})[ |*]*(?=\n|\Z)")
_LEADS = pattern("duties", r"{{<column_lead}}")
_TIMES = pattern("duties", r"{{<column_time}}")
_TITLES = pattern("duties", r"{{<column_title}}")
_HEADING_REACH = 200  # code points from the number's heading to the last one
_HEADING_LINE = 60
_SHOWN = 60  # code points of a row that tell which one it is
_LABEL = re.compile(r"(?:[IVX]{1,5}|\d{1,2}(?:\.\d{1,2}){0,3}|[a-zđ])\s{0,2}[,;\]}]\s{1,3}(?=[^\W\d_])")


def read_unread(doc: Document) -> tuple[Unparsed, ...]:
    """What nobody read, in order of position within each kind."""
    return (*_times(doc), *_departments(doc), *_labels(doc), *_rows(doc), *_torn(doc))


def _times(doc: Document) -> Iterator[Unparsed]:
    lower = doc.source.lower
    header = doc.plan.header.place_date
    read = [fact.span for kind in ("date", "short_day", "period", "citation") for fact in doc.facts(kind)]
    read = sorted([*read, *([header.span] if header else [])])
    for match in _matches(lower, "ngày", _DAY):
        if not _overlaps(read, *match.span()):
            yield Unparsed(Span(*match.span()), "không đọc được ngày")
    for match in _matches(lower, "tháng", _MONTH):
        counted = lower[max(0, match.start() - 3) : match.start()].rstrip()[-1:].isdigit()  # '6 tháng 15 ngày'
        if not 1 <= int(match["month"]) <= 12 and not counted and not _overlaps(read, *match.span()):
            yield Unparsed(Span(*match.span()), "một năm chỉ có tháng 1 đến tháng 12")
    for match in (match for quarter in to_search(("quý", "quí"), lower) for match in _matches(lower, quarter, _QUARTER)):
        if "\n" not in match[0] or not _EVERY_QUARTER.search(lower, max(0, match.start() - 8), match.start()):
            yield Unparsed(Span(*match.span()), "một năm chỉ có quý I đến quý IV")
    for start, stop in doc.source.figures:
        if stop - start == 4 and (years := _YEARS.match(lower, start)):
            if named := _PERIOD.search(lower, max(0, start - _BEFORE_YEARS), start):
                yield Unparsed(Span(named.start(), years.end()), "không đọc được năm cuối của thời kỳ")


def _departments(doc: Document) -> Iterator[Unparsed]:
    """'Sở Kê hoạch': there is a closed list of sở, and a name that is not in it is misspelled or none."""
    read = sorted(fact.span for kind in ("agency", "citation") for fact in doc.facts(kind))
    signature = doc.plan.signature
    for match in _matches(doc.text, "Sở ", _DEPARTMENT):
        if not _overlaps(read, *match.span()) and not (signature and signature.span.start <= match.start() < signature.span.end):
            yield Unparsed(Span(*match.span()), "tên sở không có trong danh mục cơ quan")


def _labels(doc: Document) -> Iterator[Unparsed]:
    """'2, Công an tỉnh: …': the number of an item with a mark that no numbering has."""
    for block in doc.plan.blocks:
        if block.kind == "paragraph" and doc.plan.body.start <= block.span.start < doc.plan.body.end:
            match = _LABEL.match(doc.text, *block.span)
            if match and doc.text[match.end()].isupper():
                yield Unparsed(
                    Span(match.start(), len(match.group().rstrip()) + match.start()), "không đọc được số thứ tự của mục"
                )


def _rows(doc: Document) -> Iterator[Unparsed]:
    """Of each task table the first row that has other cells than the heading."""
    for table in doc.facts("task_table"):
        row = next((row for row in table.rows if not row.whole and not row.group), None)
        if row:
            shown = min(row.span.end, word_end(doc.text, row.span.start + _SHOWN))
            yield Unparsed(Span(row.span.start, shown), f"số ô của dòng khác với {len(table.columns)} ô của dòng tiêu đề")


def _matches(text: str, literal: str, at: re.Pattern[str]) -> Iterator[re.Match[str]]:
    for start in occurrences(text, literal):
        if not text[start - 1 : start].isalnum() and (match := at.match(text, start)):
            yield match


def _overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Whether one of the spans, which are in order, shares a character with text[start:end]."""
    index = bisect_left(spans, (end, 0))
    return any(span.end > start for span in spans[max(0, index - 4) : index])


def _torn(doc: Document) -> Iterator[Unparsed]:
    """The headings of a table of tasks whose every cell became a line: 'STT', 'Nhiệm vụ', 'Cơ quan chủ trì', 'Thời gian …'."""
    lower = doc.source.lower
    for number in _NUMBER_LINE.finditer(f"\n{lower}"):
        begin, stop = number.start(), number.end() - 1
        end = stop + _HEADING_REACH
        cut = lower.find("\n1", stop, end)
        head = lower[stop : cut if cut >= 0 else end]
        lines = [line for line in head.split("\n") if line.strip(" |*")]
        kinds = [kind.search(" ".join(lines)) is not None for kind in (_LEADS, _TIMES, _TITLES)]
        if all(kinds) and len(lines) > 3 and max(map(len, lines)) < _HEADING_LINE and not inside(_tables(doc), begin):
            yield Unparsed(Span(begin, stop), "bảng nhiệm vụ bị tách thành từng dòng: không đọc được các ô")
            return  # the headings stand again on each page


def _tables(doc: Document) -> list[Span]:
    return [table.span for table in doc.plan.tables]
