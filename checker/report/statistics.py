"""`--statistics`: how often each rule found something, the commonest first."""

from __future__ import annotations

from checker.base.record import NamedTuple
from checker.report.streams import json_text
from checker.report.tally import Tally
from checker.report.wording import SEVERITY

_HEADS = {"vi": ("số lần", "tệp"), "en": ("count", "files")}


class _Row(NamedTuple):
    count: int
    files: int
    fixable: int
    code: str
    name: str
    severity: str


def _rows(tally: Tally) -> list[_Row]:
    rows = [_Row(one.count, one.files, one.fixable, code, one.name, one.severity) for code, one in tally.rules.items()]
    return sorted(rows, key=lambda row: (-row.count, row.code))


def render(tally: Tally, lang: str) -> str:
    """One line per rule: count, files, severity, code, '[*]' where a safe fix exists, name. '' without findings."""
    rows = _rows(tally)
    if not rows:
        return ""
    names, heads = SEVERITY[lang], _HEADS[lang]
    width = max(map(len, names.values()))
    first, second = max(len(heads[0]), len(str(rows[0].count))), max(len(heads[1]), len(str(tally.files)))
    code = max(len(row.code) for row in rows)
    lines = [f"{heads[0]:>{first}}  {heads[1]:>{second}}\n"]
    for row in rows:
        star = "[*]" if row.fixable else "   "
        lines.append(
            f"{row.count:>{first}}  {row.files:>{second}}  {names[row.severity]:<{width}}  {row.code:<{code}} {star} {row.name}\n"
        )
    return "".join(lines)


def render_json(tally: Tally) -> str:
    """The same as a JSON list of objects."""
    return json_text([row._asdict() for row in _rows(tally)], 1) + "\n"
