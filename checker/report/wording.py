"""The few fixed words of all reports, in Vietnamese and English, and what all of them count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from checker.model.findings import LANGS, SEVERITIES, Addition, Finding, PlacedFix
from checker.source.text import Source


def bilingual(texts: Mapping[str, tuple[str, str]]) -> dict[str, dict[str, str]]:
    """(Vietnamese, English) by name → the texts of each language by name."""
    return {lang: {name: pair[at] for name, pair in texts.items()} for at, lang in enumerate(LANGS)}


WORST_FIRST = tuple(reversed(SEVERITIES))

SEVERITY = bilingual({"error": ("lỗi", "error"), "warning": ("cảnh báo", "warning"), "info": ("gợi ý", "info")})
SAFETY = bilingual(
    {"safe": ("sửa an toàn", "safe fix"), "unsafe": ("sửa rồi xem lại", "unsafe fix"), "suggest": ("gợi ý", "suggestion")}
)
FAMILY = bilingual(
    {
        "TT": ("Thể thức", "Components"),
        "BC": ("Bố cục", "Structure"),
        "VD": ("Viện dẫn", "Citations"),
        "CQ": ("Cơ quan", "Agencies"),
        "TH": ("Thời hạn", "Deadlines"),
        "NS": ("Ngân sách", "Budget"),
        "CT": ("Câu chữ", "Wording"),
        "WD": ("Trình bày Word", "Word layout"),
        "LK": ("Liên kết", "Links"),
        "SP": ("Công cụ", "Tool"),
    }
)
READ = bilingual(
    {
        "citations": ("viện dẫn", "citations"),
        "dates": ("ngày", "dates"),
        "amounts": ("số tiền", "amounts"),
        "tasks": ("nhiệm vụ", "tasks"),
        "agencies": ("cơ quan", "agencies"),
        "unparsed": ("chỗ không đọc được", "unread"),
    }
)

_ADDITION = bilingual(
    {
        "sum": ("cộng các dòng", "items added up"),
        "total": ("tổng ghi", "total as stated"),
        "over": ("thừa {}", "{} too much"),
        "under": ("thiếu {}", "{} too little"),
    }
)


def family(code: str) -> str:
    """The letters of a code: 'VD' of 'VD301'."""
    return code.rstrip("0123456789")


def ranges(codes: Iterable[str]) -> str:
    """'TT101-TT104, WD801': codes whose numbers follow each other are told by the first and the last."""
    runs: list[list[str]] = []
    for code in sorted(set(codes)):
        number = code[len(family(code)) :]
        last = runs[-1][-1] if runs else ""
        if number and last == f"{family(code)}{int(number) - 1:0{len(number)}}":
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def family_name(letters: str, lang: str) -> str:
    """What a family is about; the letters themselves for an office's own."""
    return FAMILY[lang].get(letters, letters)


def shorten(text: str, limit: int) -> str:
    """At most `limit` code points of `text`, cut at a blank where there is one near, with '…' for the rest."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    return (cut[: cut.rfind(" ")] if " " in cut[limit * 2 // 3 :] else cut).rstrip() + "…"


def severities(findings: Iterable[Finding]) -> Counter[str]:
    """How many findings there are of each severity."""
    return Counter(finding.severity for finding in findings)


def best_safety(finding: Finding) -> str | None:
    """The best that can be done about a finding: 'safe', 'unsafe', 'suggest' or None."""
    return next((level for level in ("safe", "unsafe", "suggest") if any(f.safety == level for f in finding.fixes)), None)


def counted(number: int, one: str, many: str | None = None) -> str:
    """'3 errors', '1 error'. Vietnamese has one form only."""
    return f"{number} {one if number == 1 or many is None else many}"


def tally(findings: Iterable[Finding], lang: str) -> str:
    """'2 lỗi · 1 cảnh báo · 0 gợi ý'."""
    return severity_words(severities(findings), lang)


def severity_words(count: Counter[str], lang: str) -> str:
    """'2 lỗi · 1 cảnh báo · 0 gợi ý' of the counts by severity."""
    if lang == "en":
        plural = {"error": "errors", "warning": "warnings", "info": "infos"}
        return " · ".join(counted(count[s], SEVERITY["en"][s], plural[s]) for s in WORST_FIRST)
    return " · ".join(f"{count[s]} {SEVERITY[lang][s]}" for s in WORST_FIRST)


def read_words(read: Mapping[str, int], lang: str) -> str:
    """'21 viện dẫn, 47 ngày, 0 số tiền, 12 nhiệm vụ; 1 chỗ không đọc được': what silence can be trusted on."""
    names = READ[lang]
    known = ", ".join(f"{read.get(key, 0)} {names[key]}" for key in ("citations", "dates", "amounts", "tasks", "agencies"))
    return f"{known}; {read.get('unparsed', 0)} {names['unparsed']}"


def grouped(value: int | None) -> str:
    """A number as Vietnamese writes it: 52.000.000."""
    return "—" if value is None else f"{value:,}".replace(",", ".")


def figures(addition: Addition, lang: str) -> list[tuple[str, str]]:
    """(figures, words) lines: the addends, ('', '') for the rule under them, their sum, and the total with the difference."""
    words = _ADDITION[lang]
    lines = [(grouped(addend.value), addend.label) for addend in addition.addends]
    lines += [("", ""), (grouped(addition.sum), words["sum"])]
    if addition.total is not None:
        difference = addition.total - addition.sum
        side = words["over" if difference > 0 else "under"].format(grouped(abs(difference))) if difference else ""
        lines.append((grouped(addition.total), " · ".join(filter(None, (words["total"], side)))))
    return lines


_WHOLE = 60  # code points up to which all words of a finding are shown
_AROUND = 24  # code points beside the edits that are shown otherwise


def change(finding: Finding, fix: PlacedFix, source: Source) -> tuple[str, str]:
    """(old, new) words of the input: those of the finding where they are short and hold all edits, else the edits with a little
    around, cut at blanks and marked '…'.

    A lone blank that is to go would say nothing by itself: '346/ KH-UBND' → '346/KH-UBND' does.
    """
    raw = source.raw
    start, end = source.raw_span(finding.span)
    first = min(edit.raw.start for edit in fix.edits)
    last = max(edit.raw.end for edit in fix.edits)
    inside = start <= first <= last <= end and "\n" not in raw[start:end]
    if not inside or end - start > _WHOLE:
        low, high = (start, end) if inside else (raw.rfind("\n", 0, first) + 1, _line_end(raw, last))
        start, end = _word_start(raw, low, first), _word_end(raw, high, last)
    else:
        low, high = start, end
    new, done = [], start
    for edit in sorted(fix.edits, key=lambda edit: edit.raw):
        new += [raw[done : edit.raw.start], edit.new]
        done = edit.raw.end
    before, after = "…" * (start > low), "…" * (end < high)
    return f"{before}{raw[start:end]}{after}", f"{before}{''.join([*new, raw[done:end]])}{after}"


def _line_end(raw: str, at: int) -> int:
    stop = raw.find("\n", at)
    return stop if stop >= 0 else len(raw)


def _word_start(raw: str, low: int, at: int) -> int:
    if at - low <= _AROUND:
        return low
    blank = raw.find(" ", at - _AROUND, at - 1)
    return blank + 1 if blank >= 0 else at - _AROUND


def _word_end(raw: str, high: int, at: int) -> int:
    if high - at <= _AROUND:
        return high
    blank = raw.rfind(" ", at + 1, at + _AROUND)
    return blank if blank >= 0 else at + _AROUND
