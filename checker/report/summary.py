"""The last lines of a run: how many findings, what was read, what could not be judged, what `fix` would mend."""

from __future__ import annotations

from collections.abc import Iterator

from checker.report.streams import visible
from checker.report.tally import Tally
from checker.report.wording import WORST_FIRST, bilingual, counted, ranges, read_words, severity_words

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


def closing_lines(tally: Tally, lang: str) -> Iterator[Line]:
    """The summary. One line of counts and of what was read; then, where there is cause, one line each for the rest."""
    words = _WORDS[lang]
    worst = next((level for level in WORST_FIRST if tally.severities[level]), "good")
    parts = [counted(tally.files, words["files"], words["files"] + ("s" if lang == "en" else ""))]
    if tally.unreadable:
        parts.append(words["unreadable"].format(tally.unreadable))
        worst = "error"
    parts.append(severity_words(tally.severities, lang))
    if tally.suppressed:
        parts.append(words["suppressed"].format(tally.suppressed))
    if tally.known:
        parts.append(words["known"].format(tally.known))
    yield [(worst, " · ".join(parts)), ("", " — " + words["read"].format(read_words(tally.read, lang)))]
    for why, codes in tally.unjudged.items():
        yield [("dim", words["unjudged"].format(ranges(codes), visible(why)))]
    yield from _fixable(tally, words)
    if tally.rules:
        yield [("dim", words["explain"].format(next(iter(tally.rules))))]


def summary_text(tally: Tally, lang: str) -> str:
    """The first closing line without style: what goes to standard error beside a machine format."""
    return "".join(text for _, text in next(closing_lines(tally, lang)))


def _fixable(tally: Tally, words: dict[str, str]) -> Iterator[Line]:
    safe, unsafe = tally.fixable["safe"], tally.fixable["unsafe"]
    if not safe and not unsafe:
        return
    paths = list(tally.to_fix["safe" if safe else "unsafe"])
    shown = " ".join(_quoted(path) for path in paths[:3]) + (" …" if len(paths) > 3 else "")
    if safe:
        yield [("good", words["fix"].format(safe, shown)), ("", words["unsafe"].format(unsafe) if unsafe else "")]
    else:
        yield [("", words["only_unsafe"].format(unsafe, shown))]


def _quoted(path: str) -> str:
    safe = visible(path)
    return safe if all(c.isalnum() or c in "./_-+:~" for c in safe) else '"' + safe.replace('"', '\\"') + '"'
