"""Places where the total of the plan is stated, for NS610: prose ('Tổng kinh phí thực hiện …') and the last row of a table."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import pattern
from checker.families.money.budget_lines import TOTAL, is_rate, is_yearly
from checker.families.money.columns import title_line
from checker.families.money.records import Budget, TotalStatement
from checker.families.money.sections import is_in_money_section
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


_TOTAL = pattern("money", r"tổng\s+(?:(?:{{before_whole}})\s+){0,3}(?:{{whole_of}})\b")
_OPENING = re.compile(r"(?:dự\s+kiến\s+|nhu\s+cầu\s+)?(?:kinh\s+phí|dự\s+toán)\b")
_VIEW = pattern("money", r"(?:tổng|phân|chia|chi tiết|cơ cấu|dự toán|kinh phí)[^.;]{0,40}\btheo (?:các )?(?:{{views}})\b")
_FEWEST = 3  # words of the subject that a total must name to be that of the plan
_SENTENCE = re.compile(r"[.;]\s|\n\s*\n")
_YEARLY = pattern("money", r"(?:{{every_year}}|\b0?1)\s+năm\b")
_FILLER = pattern("money", r"\b(?:{{no_narrower}})\b|20\d\d|[-–:=,.;()*+\d]")
_PLAIN = re.compile(r"(?:tổng\s+)?(?:cộng|số)(?:\s+kinh\s+phí)?")
_YEAR = re.compile(r"\bnăm\s+(20\d\d)\b")
_OF_YEAR = re.compile(r"\bnăm\s+20\d\d\s*[,:]?\s*\Z")  # 'Năm 2027, tổng kinh phí …'


def read_totals(doc: Document) -> tuple[TotalStatement, ...]:
    """The statements of the total of the whole plan, in order. Several money tables state it where they all agree."""
    own = _own_years(doc)
    backed = {part.stated.span: part.balanced for budget in doc.facts("budget") for part in budget.walk() if part.stated}
    low = doc.source.lower
    subject = _core((doc.plan.header.subject or "").lower())
    found = []
    for line in doc.facts("money_line"):
        if line is None:
            continue
        begin = line.words.start
        for amount in line.amounts:
            opens = begin == line.words.start and not (line.label is None and doc.text[begin].islower())  # else a torn line
            words = _words_before(low, Span(begin, amount.span.start), opens, subject)
            begin = amount.span.end
            if words is None or not amount.value or amount.bound or amount.in_words or is_rate(low, amount):
                continue
            after = low[amount.span.end : min(amount.span.end + 40, line.words.end)].partition(".")[0].partition(";")[0]
            named = amount.span.start - len(words)
            lead = _OF_YEAR.search(low, max(line.words.start, named - 24), named)
            years = _years(words) or lead and _years(lead[0]) or _years(after) or own
            yearly = is_yearly(amount) or bool(_YEARLY.search(words) or _YEARLY.match(after.lstrip()))
            found.append(TotalStatement(amount.span, years, yearly, amount, backed.get(amount.span)))
    found.extend(_tables_totals(doc, own))
    seen = {total.span for total in found}
    found.extend(total for total in _list_totals(doc, own) if total.span not in seen)
    return tuple(sorted(found, key=lambda total: total.span))


def _words_before(low: str, span: Span, first: bool, subject: list[str]) -> str | None:
    """The words that name the amount behind `span`, from 'tổng kinh phí' on; None where they name no total of the whole plan."""
    begin, end = span
    for stop in _SENTENCE.finditer(low, begin, end):
        begin, first = stop.end(), False
    names = list(_TOTAL.finditer(low, begin, end))
    if names:
        words = low[names[-1].start() : end]
    elif first and _OPENING.match(low, begin, end):
        words = low[begin:end]
    else:
        return None
    return words if is_whole(words, subject) else None


def is_whole(words: str, subject: list[str]) -> bool:
    """Whether the lower-case words before an amount name the total of the plan and nothing narrower: nothing but 'tổng kinh phí
    thực hiện' and the like, or what the plan's own subject (`_core`) begins with ('tổng kinh phí Hội thi Rung chuông vàng').
    """
    core = _core(words)
    return not core or len(core) >= _FEWEST and core == subject[: len(core)]


def _core(words: str) -> list[str]:
    """The words without those that narrow nothing."""
    return _FILLER.sub(" ", words).split()


def _years(words: str) -> tuple[int, int] | None:
    if years := stated_years(words):
        return years
    single = _YEAR.findall(words)
    return (int(single[0]), int(single[0])) if len(single) == 1 else None


def _own_years(doc: Document) -> tuple[int, int] | None:
    """The years that the plan's title names: those of a total that names none."""
    subject = doc.plan.header.subject
    return (stated_years(subject.lower()) or _years(subject.lower())) if subject else None


def _list_totals(doc: Document, own: tuple[int, int] | None) -> list[TotalStatement]:
    """The total below the one list of the sections about money ('Tổng cộng: 69.850.000 đồng')."""
    lists = [
        b for b in doc.facts("budget") if b.kind == "list" and b.stated is not None and is_in_money_section(doc, b.span.start)
    ]
    plain = [b for b in lists if _PLAIN.fullmatch(b.label.lower().strip())]
    if len(plain) != 1 or len(lists) > 1 or plain[0].stated.bound or not plain[0].total:
        return []
    (only,) = plain
    return [TotalStatement(only.stated.span, own, is_yearly(only.stated), only.stated, only.balanced)]


def _tables_totals(doc: Document, own: tuple[int, int] | None) -> list[TotalStatement]:
    """The grand totals of tables that are of the whole plan: where all tables agree, else of those that split it by a view."""
    tables = doc.facts("money_table")
    stated = [(table, one) for table in tables for one in _table_totals(doc.facts("budget"), table.span, own)]
    if len(stated) < len(tables) or len({one.amount.value for _, one in stated}) > 1:
        stated = [(table, one) for table, one in stated if _VIEW.search(title_line(doc.source, table.span))]
    return [one for _, one in stated]


def _table_totals(budgets: tuple[Budget, ...], table: Span, own: tuple[int, int] | None) -> list[TotalStatement]:
    """The grand total of the one money table: its only amount column, or its column of totals."""
    inside = [b for b in budgets if b.kind == "column" and table.start <= b.span.start < table.end]
    grand = [b for b in inside if TOTAL.match(b.label.lower())]
    if len({b.total for b in grand}) == 1:
        first = grand[0]
    else:
        columns = [(b, b.label.lower().rpartition("(")[2]) for b in grand]
        first = next((b for b, words in columns if "tổng" in words or "cộng" in words), None)
    if first is None or first.unit is None or first.total is None:
        return []
    return [TotalStatement(first.stated.span, own, False, first.stated, first.balanced)]


_RANGE = re.compile(r"\b(20\d\d)\s*(?:-|–|đến(?:\s+(?:hết\s+)?năm)?)\s*(20\d\d)\b")
_COUNT = re.compile(r"(?:trong|cả|cho|toàn|của|:|=|x)?\s*\b(\d{1,2})\s*năm\b(?!\s*(?:học|\d{4}))")


def stated_years(text: str) -> tuple[int, int] | None:
    """(First year, last year), or (0, number of years) where only that is given; None where the text names no span of 2
    to 20 years.
    """
    match = _RANGE.search(text)
    if match:
        first, last = int(match[1]), int(match[2])
        return (first, last) if 0 < last - first < 20 else None
    for match in _COUNT.finditer(text):
        if 2 <= int(match[1]) <= 20:
            return (0, int(match[1]))
    return None
