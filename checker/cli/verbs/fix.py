"""`plancheck fix PATH…`: show the diff of the safe fixes, or apply them."""

from __future__ import annotations

import argparse
import datetime
import sys
from collections import Counter
from collections.abc import Mapping, Sequence

from checker.base.errors import Fatal, Refused
from checker.base.record import TYPE_CHECKING, dataclass, field
from checker.cli.faults import cause
from checker.cli.files import STDIN, read_source
from checker.cli.judge import Judge, Judges
from checker.cli.options import Configurations, add_files, add_judging, files_of
from checker.cli.output import add_reviewer
from checker.cli.writing import is_device, write_atomic
from checker.report.streams import say, show, tell
from checker.report.wording import bilingual
from checker.rules import tool_findings as own
from checker.rules.fixes import Fixed, changes, fix_source
from checker.rules.harm import Known, nobody_knows
from checker.rules.suppress import parted
from checker.source import WORD
from checker.source.text import Source, Unreadable

if TYPE_CHECKING:
    from checker.cli.baseline_file import Baseline


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_files(parser)
    add_judging(parser)
    parser.add_argument("--unsafe", action="store_true", help="cả các sửa chữa cần xem lại (the unsafe fixes too)")
    parser.add_argument("--baseline", metavar="FILE", help="không làm phát hiện đã biết thành mới (keep what is known known)")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--write", action="store_true", help="ghi vào tệp (apply to the files)")
    how.add_argument("--stdout", action="store_true", help="in văn bản đã sửa, cho trình soạn thảo (print the fixed text)")
    add_reviewer(parser)
    parser.add_argument("--force", action="store_true", help="ghi cả tệp chỉ đọc (write read-only files too)")
    parser.add_argument("--quiet", action="store_true", help="không in tóm tắt (no summary)")


@dataclass(frozen=True, slots=True)
class _File:
    """One file of the run: what was done to it, or why nothing could be."""

    path: str
    fixed: Fixed | None = None
    why: str | None = None
    page: Mapping[str, Mapping] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        """Whether its words or its page technique are, or would be, other ones."""
        return bool(self.fixed and self.fixed.changed or self.page)


def main(args: argparse.Namespace) -> int:
    """0 nothing to fix, 1 a difference was shown or written, 2 a file could not be read or written, or a check crashed."""
    configs = Configurations(args)
    config = configs.common
    paths = files_of(args, configs, "sửa", "fix")
    if not paths and STDIN in args.paths and (args.stdout or args.write):
        _print_text(read_source(STDIN, args.stdin_filename))  # an excluded text comes back as it went in
        return 0
    if args.stdout and len(paths) != 1:
        raise Fatal("--stdout chỉ dùng cho một tệp", "--stdout is for one file only")
    held = _baseline(args.baseline)
    judges = Judges(configs, datetime.date.today())
    files = [_fix(judges.of(path, args.stdin_filename), path, args, held) for path in paths]
    if not args.quiet:
        tell(_summary(files, args, config.lang))
    return exit_code(files)


def exit_code(files: Sequence[_File]) -> int:
    """2 where something could not be done, 1 where something was or would be changed, else 0."""
    if any(file.why is not None or file.fixed and _crashed(file.fixed) for file in files):
        return 2
    return int(any(file.changed for file in files))


def _crashed(fixed: Fixed) -> bool:
    return any(finding.code == own.CRASHED for finding in fixed.last.findings)


def _fix(judge: Judge, path: str, args: argparse.Namespace, held: Baseline | None) -> _File:
    """Fix one file; whatever goes wrong with it is told, and costs no other file."""
    shown = (args.stdin_filename or "<stdin>") if path == STDIN else path.replace("\\", "/")
    try:
        source = read_source(path, args.stdin_filename)
        fixed = fix_source(source, judge.lint(shown), args.unsafe, _known(held, shown))
        page = _page_technique(judge, path, fixed) if args.unsafe else {}
        _deliver(path, shown, fixed, args, judge.config.lang, page)
        return _File(shown, fixed, page=page)
    except Fatal:
        raise
    except Exception as error:
        why = cause(error, judge.config.lang)
        tell(f"{shown}: {why}\n")
        return _File(shown, why=why)


def _baseline(path: str | None) -> Baseline | None:
    """Raises `Fatal` for a file that is no baseline."""
    if path is None:
        return None
    from checker.cli.baseline_file import load

    return load(path)


def _known(held: Baseline | None, shown: str) -> Known:
    """Which findings of a file the baseline holds."""
    if held is None:
        return nobody_knows
    held = held.renamed([shown])
    path = held.relative(shown)
    return lambda finding: all((path, part.code, part.fingerprint) in held.keys for part in parted(finding))


def _page_technique(judge: Judge, path: str, fixed: Fixed) -> dict[str, Mapping]:
    """The checks of page technique whose findings can be mended in this Word file, with the parameters of their rules. What is
    mended is counted with the rest."""
    if fixed.before.layout is None or not path.lower().endswith(WORD):
        return {}
    from checker.report.docx_page import would_mend

    counts = Counter(finding.code for finding in fixed.first.findings)
    rules = {rule.check: rule for code in counts if (rule := judge.book.by_code().get(code)) and rule.fix == "unsafe"}
    mended = would_mend(fixed.before.layout, {check: rule.params for check, rule in sorted(rules.items())})
    for check in mended:
        fixed.mended[rules[check].code] += counts[rules[check].code]
    return mended


def _deliver(path: str, shown: str, fixed: Fixed, args: argparse.Namespace, lang: str, page: Mapping[str, Mapping]) -> None:
    """Show or write one file. Raises `Unreadable` and `OSError` where that cannot be done."""
    if args.stdout or args.write and path == STDIN:
        _print_text(fixed.after)
    elif (fixed.changed or page) and not args.write:
        show(diff(fixed.before, fixed.after, shown))
    elif fixed.changed or page:
        if is_device(path):
            raise Refused("không phải tệp, không ghi được; dùng --stdout", "no file that could be written; use --stdout")
        before, after = fixed.before, fixed.after
        data = encoded(after) if before.markdown else _word_copy(path, fixed, args.reviewer, lang, page)
        write_atomic(path, data, encoded(before) if before.layout is None else before.layout.package, args.force)


def _word_copy(path: str, fixed: Fixed, reviewer: str, lang: str, page: Mapping[str, Mapping]) -> bytes:
    """The Word file with its comments and the fixes as tracked changes. Raises `Unreadable` for a file that is none."""
    from checker.report.docx_copy import annotate

    if not path.lower().endswith(WORD):
        raise Unreadable(
            "chỉ ghi sửa chữa vào tệp văn bản thuần và .docx; dùng check --output docx=TỆP",
            "fixes are written to plain text and .docx only; use check --output docx=FILE",
        )
    return annotate(fixed.first, changes(fixed.before, fixed.after), lang, page, reviewer, datetime.date.today()).data


def encoded(source: Source) -> bytes:
    """The bytes of a text in the encoding, and with the byte order mark, that it came in. Its line ends were never touched."""
    return source.bom + source.raw.encode(source.encoding)


def _print_text(source: Source) -> None:
    stream = getattr(sys.stdout, "buffer", None)
    if stream is None:  # a stream of text, in tests
        say(source.raw)
        return
    sys.stdout.flush()
    stream.write(encoded(source))
    stream.flush()


def diff(before: Source, after: Source, path: str) -> str:
    """The unified diff of two texts; line ends as they are."""
    import difflib

    old, new = (path, path) if path.startswith("/") else (f"a/{path}", f"b/{path}")
    if " " in path:  # where a name ends that holds a blank: what git writes and patch reads
        old, new = f"{old}\t", f"{new}\t"
    lines = difflib.unified_diff(_lines(before.raw), _lines(after.raw), old, new, n=2)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _lines(text: str) -> list[str]:
    """The lines with their ends; only a line feed ends one, so that no other character gets lost in the diff."""
    parts = text.split("\n")
    return [part + "\n" for part in parts[:-1]] + ([parts[-1]] if parts[-1] else [])


# -- the summary ------------------------------------------------------------------------------------------------------

_WORDS = bilingual(
    {
        "none": ("Không có gì để sửa an toàn.", "Nothing to fix safely."),
        "would": ("{n} chỗ sửa được trong {files} tệp ({codes}).", "{n} places can be fixed in {files} files ({codes})."),
        "done": ("Đã sửa {n} chỗ trong {files} tệp ({codes}).", "Fixed {n} places in {files} files ({codes})."),
        "write": (" Thêm --write để ghi.", " Add --write to apply."),
        "left": ("Còn lại {left} phát hiện", "{left} findings remain"),
        "unsafe": (", trong đó {n} chỗ sửa được bằng --unsafe", ", {n} of them fixable with --unsafe"),
        "suggest": (", {n} chỗ có gợi ý", ", {n} with a suggestion"),
        "refused": (
            "Không áp dụng {n} sửa chữa vì sửa rồi vẫn còn lỗi hoặc sinh lỗi khác ({codes}).",
            "Left out {n} fixes after which the fault remains or another one comes ({codes}).",
        ),
    }
)


def _summary(files: Sequence[_File], args: argparse.Namespace, lang: str) -> str:
    """What was fixed by code, and what remains."""
    words = _WORDS[lang]
    done = [file.fixed for file in files if file.fixed and file.why is None]
    mended = sum((fixed.mended for fixed in done), Counter())
    refused = sum((fixed.refused for fixed in done), Counter())
    lines = []
    if mended:
        wrote = args.write or args.stdout
        changed = sum(file.changed for file in files if file.why is None)
        lines.append(
            words["done" if wrote else "would"].format(n=mended.total(), files=changed, codes=_codes(mended))
            + ("" if wrote else words["write"])
        )
    else:
        lines.append(words["none"])
    if refused:
        lines.append(words["refused"].format(n=refused.total(), codes=_codes(refused)))
    left = [finding for fixed in done for finding in fixed.last.findings]
    if left:
        best = Counter(
            next((level for level in ("safe", "unsafe", "suggest") if any(fix.safety == level for fix in f.fixes)), "")
            for f in left
        )
        line = words["left"].format(left=len(left))
        line += words["unsafe"].format(n=best["unsafe"]) if best["unsafe"] and not args.unsafe else ""
        line += words["suggest"].format(n=best["suggest"]) if best["suggest"] else ""
        lines.append(line + ".")
    return "\n".join(lines) + "\n"


def _codes(counts: Counter[str]) -> str:
    return ", ".join(f"{code} {counts[code]}" for code in sorted(counts))
