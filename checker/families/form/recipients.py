"""Recipients (nơi nhận): Decree 30/2020/NĐ-CP, Appendix I, II.9."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.model.checkbook import check
from checker.model.findings import Edit, Fix, Hit, edit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document
    from checker.model.plan import Recipients

_ARCHIVE = re.compile(r"(?:[-–—•*+][ \t]*)?(?P<word>Lưu|LƯU|lưu)(?P<mark>[ \t]*[:;.]?)")
_AFTER_MARK = re.compile(r"(?<=[;.])[ \t]*\([^()]{1,40}\)\Z")  # '- Văn phòng Chính phủ; (để báo cáo)': the note stands apart
_DASH = re.compile(r"[-–—•*+][ \t]*")
_TAIL = re.compile(r"[ \t]*[.,;:]*\Z")
_NESTED = re.compile(r"[;+][ \t]*\+?[ \t]*(?:Lưu|LƯU)[ \t]*:")  # '- Văn phòng: + LĐVP; + Lưu: VT.'
# 'Lưu: VT, CT. 09 KH': drafter's code or number of copies behind the full stop
_CODE_BEHIND = re.compile(r"[.;][ \t]+[\w()/,-]{1,8}(?:[ \t][\w()/,-]{1,8})?\Z")
_CODE = re.compile(r"[\w.,:()\-–/ ]{1,30}\Z")


def _archive(doc: Document, recipients: Recipients) -> int | None:
    """The index of the line 'Lưu …', the last of them."""
    for at in range(len(recipients.lines) - 1, -1, -1):
        line = recipients.lines[at]
        if _ARCHIVE.match(doc.text, line.start, line.end) or _NESTED.search(doc.text, line.start, line.end):
            return at
    return None


def _is_dashed(doc: Document, line: Span) -> bool:
    return bool(_DASH.match(doc.text, line.start, line.end))


@check("recipients_punctuation")
def recipients_punctuation(doc: Document) -> Iterator[Hit]:
    """Each recipient line begins with '- ' and ends with ';', the last of them with one '.'.

    A drafter's code or the number of copies under the 'Lưu' line ('PL.(300)') is no recipient.

    Algorithm: what ends a line hangs on the lines below it.
    """
    recipients = doc.plan.recipients
    if recipients is None or not recipients.lines:
        return
    text = doc.text
    archive = _archive(doc, recipients)
    last = len(recipients.lines) - 1
    while archive is not None and last > archive and _is_code(doc, recipients.lines[last]):
        last -= 1
    loose = doc.plan.header.kind in ("party", "front", "other")
    dashes = 2 * sum(_is_dashed(doc, line) for line in recipients.lines) > len(recipients.lines)  # a copy that lost them has few
    for at, line in enumerate(recipients.lines[: last + 1]):
        words = _AFTER_MARK.sub("", text[line.start : line.end].rstrip())
        if not words:
            continue
        tail = Span(line.start + _TAIL.search(words).start(), line.start + len(words))
        mark = text[tail.start : tail.end]
        expected = "." if at == last else ";"
        excuses = (
            loose and mark in (",", ";", ".") and (mark == ".") == (at == last),
            at == last and archive is None and mark == ";",  # the line 'Lưu' that should follow is missing: said once, of that
            at == last == archive and not mark and _CODE_BEHIND.search(words),
            at != last and at == archive and mark == ".",  # 'Lưu' that is not the last line: its place is what is wrong
        )
        wrong = mark != expected and not any(excuses)
        bare = dashes and not _is_dashed(doc, line)
        if wrong or bare:
            edits = [Edit(Span(line.start, line.start), "- ")] * bare + [edit(text, tail, expected)] * wrong
            last_word = text.rfind(" ", line.start, max(line.start, tail.start)) + 1
            shown = line if bare else Span(max(line.start, last_word), tail.end)
            note = "dash" if not wrong else "last" if at == last else "default"
            yield Hit(shown, {"found": doc.words(shown), "expected": expected}, fixes=(Fix(tuple(edits), "safe"),), note=note)


def _is_code(doc: Document, line: Span) -> bool:
    """Whether a line under 'Lưu' is a drafter's code or a number of copies."""
    return not _is_dashed(doc, line) and bool(_CODE.match(doc.text, line.start, line.end))


@check("recipients_archive")
def recipients_archive(doc: Document, *, place: str = r"VT\w{0,4}|Văn thư|HC|Hành chính", school: str = "") -> Iterator[Hit]:
    """The last line is '- Lưu: VT, …'. Party, Front and mass organisations need 'Lưu' in any form.

    `place`: a regular expression for what must follow 'Lưu:' in state bodies, as whole words; `school`: what else may in a
    school, which often has no registry.

    Algorithm: the last line is read as the State, the Party or the Front writes it, and mended part by part.
    """
    recipients = doc.plan.recipients
    if recipients is None or not recipients.lines:
        return
    text = doc.text
    at = _archive(doc, recipients)
    last = recipients.lines[-1]
    if at is None:
        yield Hit(last, {"found": doc.words(last), "expected": "- Lưu: VT."}, note="missing")
        return
    line = recipients.lines[at]
    found = doc.words(line)
    after = [other for other in recipients.lines[at + 1 :] if not _is_code(doc, other)]
    if after:
        yield Hit(line, {"found": found, "expected": ""}, note="place")
        return
    if doc.plan.header.kind in ("party", "front", "other"):
        return
    match = _ARCHIVE.match(text, line.start, line.end)
    if match is None:
        return  # nested in another line
    if match["mark"].strip() != ":":  # a blank before the colon is a slip of spacing
        mark = Span(match.end("word"), match.end("mark"))
        yield Hit(line, {"found": found, "expected": "Lưu: VT"}, note="colon", fixes=fix(text, mark, ":", "suggest"))
        return
    if school and doc.plan.header.kind == "school":
        place = f"{place}|{school}"
    if not re.compile(rf"(?<!\w)(?:{place})(?!\w)").search(text[match.end() : line.end]):
        yield Hit(line, {"found": found, "expected": "- Lưu: VT, …"}, note="office")
