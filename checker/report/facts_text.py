"""What was read from a plan, for people: tables of line, words and what they were taken for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.base.record import TYPE_CHECKING
from checker.report.wording import bilingual, grouped, shorten

if TYPE_CHECKING:
    from typing import Any

    Row = tuple[int, str, str]  # line, words, what they were read as

_WORDS = 64  # code points of a text that a row shows
_NAMES = bilingual(
    {
        "type": ("Tên loại", "Type"),
        "subject": ("Trích yếu", "Subject"),
        "issuer": ("Cơ quan ban hành", "Issuer"),
        "parent": ("Cơ quan chủ quản", "Parent body"),
        "sign": ("Số, ký hiệu", "Number"),
        "place": ("Địa danh", "Place"),
        "date": ("Ngày ban hành", "Date"),
        "period": ("Thời gian thực hiện", "Period"),
        "sections": ("Bố cục", "Sections"),
        "citations": ("Viện dẫn", "Citations"),
        "dates": ("Ngày", "Dates"),
        "periods": ("Khoảng thời gian", "Periods"),
        "deadlines": ("Thời hạn", "Deadlines"),
        "amounts": ("Số tiền", "Amounts"),
        "budgets": ("Kinh phí", "Budgets"),
        "agencies": ("Cơ quan", "Agencies"),
        "tasks": ("Nhiệm vụ", "Tasks"),
        "recipients": ("Nơi nhận", "Recipients"),
        "signature": ("Chữ ký", "Signature"),
        "documents": ("Văn bản trong tệp", "Documents of the file"),
        "unparsed": ("Không đọc được", "Unread"),
        "until": ("hạn", "due"),
        "lead": ("chủ trì", "leads"),
        "coordinate": ("phối hợp", "takes part"),
        "assigned": ("thực hiện", "does"),
        "sum": ("cộng", "sum"),
        "same": ("đúng", "right"),
        "other": ("lệch", "off"),
    }
)


def lines(file: Mapping[str, Any], lang: str) -> Iterator[str]:
    """The lines on one file, from what `file_object` gives."""
    yield str(file["path"])
    if file["error"] is not None:
        yield f"  {file['error']}"
        return
    names = _NAMES[lang]
    yield from _header(file["header"], names)
    for group, tell in _GROUPS.items():
        facts = file[group] if group != "signature" else [file[group]] if file[group] else []
        if facts:
            yield ""
            yield f"  {names[group]} ({len(facts)})"
            yield from _table([row for fact in facts for row in tell(fact, names)])


def _header(header: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[str]:
    period = header["period"]
    sign = "/".join(str(part) for part in (header["number"], header["symbol"]) if part)
    known = {**header, "sign": sign, "date": _day(header["date"]), "period": _span(period) if period else None}
    told = [name for name in ("type", "subject", "issuer", "parent", "sign", "place", "date", "period") if known[name]]
    width = max((len(names[name]) for name in told), default=0)
    yield from (f"  {names[name]:<{width}}  {_flat(known[name])}" for name in told)


def _table(rows: Sequence[Row]) -> Iterator[str]:
    """Rows in columns; the last column only where something was read that the words do not say."""
    cells = [(str(line), shorten(words, _WORDS), read) for line, words, read in rows]
    first, second = (max(len(cell[at]) for cell in cells) for at in (0, 1))
    for line, words, read in cells:
        yield f"  {line:>{first + 2}}  {words:<{second}}  {_flat(read)}".rstrip()


# -- one kind of fact each: (fact, words of the language) → rows ---------------------------------------------------------


def _section(fact: Mapping[str, Any], names: Mapping[str, str], depth: int = 0) -> Iterator[Row]:
    yield fact["line"], "  " * depth + (f"{fact['label']}. {fact['title']}" if fact["label"] else fact["title"]), ""
    for child in fact["children"]:
        yield from _section(child, names, depth + 1)


def _citation(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact, " ".join(filter(None, (fact["type"], fact["id"]))), _day(fact["date"]), fact["issuer"])


def _date(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact, _day(fact["value"]))


def _period(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact, _span(fact))


def _amount(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact, f"{grouped(fact['value'])} {fact.get('currency') or 'đồng'}")


def _budget(fact: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    state = "" if fact["balanced"] is None else names["same" if fact["balanced"] else "other"]
    added = f"{names['sum']} {grouped(fact['sum'])}" if fact["sum"] is not None else ""
    columns = fact["columns"] if "column" in fact["judged"] else []  # a total row has one for each column
    words = (fact["view"] or "", *(column["words"] for column in columns))
    yield _row(fact, *words, grouped(fact["total"]), added, fact["unread"] or state)
    for child in fact["children"]:
        yield from _budget(child, names)


def _agency(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact, fact["name"] if fact["name"] != _flat(fact["text"]) else "")


def _task(fact: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[Row]:
    until = fact["deadline"]
    role = names.get(fact["role"] or "", fact["role"])
    yield _row(fact, fact["agency"], role, f"{names['until']} {_day(until['value']) or until['text']}" if until else "")


def _recipient(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact)


def _signature(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield fact["line"], " / ".join(filter(None, (*fact["authority"], fact["position"], fact["name"]))), ""


def _document(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield fact["line"], f"{fact['line']}–{fact['end_line']}", ", ".join(filter(None, (fact["type"], fact["role"])))


def _unparsed(fact: Mapping[str, Any], _: Mapping[str, str]) -> Iterator[Row]:
    yield _row(fact, fact["why"])


_GROUPS: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, str]], Iterator[Row]]] = {
    "documents": _document,
    "sections": _section,
    "citations": _citation,
    "dates": _date,
    "periods": _period,
    "deadlines": _date,
    "amounts": _amount,
    "budgets": _budget,
    "agencies": _agency,
    "tasks": _task,
    "recipients": _recipient,
    "signature": _signature,
    "unparsed": _unparsed,
}


def _row(fact: Mapping[str, Any], *read: str | None) -> Row:
    return fact["line"], _flat(fact["text"]), " · ".join(filter(None, read))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _day(day: str | None) -> str:
    """'2026-03-05' → '05/03/2026'; what has no day (a month, a year) the same way."""
    return "/".join(reversed(day.split("-"))) if day else ""


def _span(period: Mapping[str, str | None]) -> str:
    return " – ".join(_day(period[end]) or "…" for end in ("from", "to"))
