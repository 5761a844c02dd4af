"""The last lines of a run: how many findings, what was read, what could not be judged, what `fix` would mend."""

from __future__ import annotations

from collections.abc import Iterator

from checker.model.findings import Report
from checker.report.streams import visible
from checker.report.wording import all_findings, best_safety, bilingual, counted, ranges, read_counts, read_words, tally

Line = list[tuple[str, str]]  # (style, text) pieces, as in `pretty`

_WORDS = bilingual(
    {
        "read": ("đọc được {}", "read {}"),
        "files": ("tệp", "file"),
        "suppressed": ("{} bỏ qua có lý do", "{} suppressed"),
        "known": ("{} đã có từ trước", "{} there before"),
        "unreadable": ("{} tệp không đọc được", "{} unreadable"),
        "fix": ("{} chỗ sửa được an toàn: plancheck fix {}", "{} safely fixable: plancheck fix {}"),
        "unsafe": (" (thêm {} chỗ với --unsafe)", " ({} more with --unsafe)"),
        "only_unsafe": (
            "{} chỗ sửa được, cần xem lại: plancheck fix --unsafe {}",
            "{} fixable after a look: plancheck fix --unsafe {}",
        ),
        "unjudged": ("Không xét được {}: {}", "Not judged {}: {}"),
        "explain": ("Giải thích một quy tắc: plancheck explain {}", "To explain a rule: plancheck explain {}"),
    }
)


def closing_lines(report: Report) -> Iterator[Line]:
    """The summary. One line of counts and of what was read; then, where there is cause, one line each for the rest."""
    words, lang = _WORDS[report.lang], report.lang
    found = all_findings(report)
    worst = next((s for s in ("error", "warning", "info") if any(f.severity == s for _, f in found)), "good")
    parts = [counted(len(report.files), words["files"], words["files"] + ("s" if lang == "en" else ""))]
    if broken := sum(file.error is not None for file in report.files):
        parts.append(words["unreadable"].format(broken))
        worst = "error"
    parts.append(tally((f for _, f in found), lang))
    known = sum(finding.fingerprint in file.in_baseline for file in report.files for finding, _ in file.suppressed)
    if suppressed := sum(len(file.suppressed) for file in report.files) - known:
        parts.append(words["suppressed"].format(suppressed))
    if known:
        parts.append(words["known"].format(known))
    yield [(worst, " · ".join(parts)), ("", " — " + words["read"].format(read_words(read_counts(report.files), lang)))]
    yield from _unjudged(report, words["unjudged"])
    yield from _fixable(report, words)
    if found:
        yield [("dim", words["explain"].format(found[0][1].code))]


def summary_text(report: Report) -> str:
    """The first closing line without style: what goes to standard error beside a machine format."""
    return "".join(text for _, text in next(closing_lines(report)))


def _unjudged(report: Report, words: str) -> Iterator[Line]:
    reasons: dict[str, dict[str, None]] = {}
    for file in report.files:
        for rule in file.not_checked:
            reasons.setdefault(rule.why, {})[rule.code] = None
    for why, codes in reasons.items():
        yield [("dim", words.format(ranges(codes), visible(why)))]


def _fixable(report: Report, words: dict[str, str]) -> Iterator[Line]:
    levels = [(file.path, best_safety(finding)) for file, finding in all_findings(report)]
    safe, unsafe = (sum(level == wanted for _, level in levels) for wanted in ("safe", "unsafe"))
    if not safe and not unsafe:
        return
    paths = list(dict.fromkeys(path for path, level in levels if level == ("safe" if safe else "unsafe")))
    shown = " ".join(_quoted(path) for path in paths[:3]) + (" …" if len(paths) > 3 else "")
    if safe:
        yield [("good", words["fix"].format(safe, shown)), ("", words["unsafe"].format(unsafe) if unsafe else "")]
    else:
        yield [("", words["only_unsafe"].format(unsafe, shown))]


def _quoted(path: str) -> str:
    safe = visible(path)
    return safe if all(c.isalnum() or c in "./_-+:~" for c in safe) else '"' + safe.replace('"', '\\"') + '"'
