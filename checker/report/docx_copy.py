"""A copy of a Word file with what was found: a comment on exactly the words, safe fixes as tracked changes.

Only the document part, the comments and the two lists that name them are written anew; every other part of the package is
copied byte by byte. Rejecting all changes gives the words back as they were. Nothing in the copy depends on the clock.
"""

from __future__ import annotations

import copy
import datetime
import io
import zipfile
from collections.abc import Mapping, Sequence

from checker.base.record import dataclass
from checker.model.findings import FileReport, Finding, PlacedEdit
from checker.report.docx_marks import Atoms, delete, insertion, paragraph_child, put
from checker.report.docx_page import mend_page
from checker.report.wording import bilingual
from checker.source.docx.package import Package, R, W, parse_xml
from checker.source.docx.reader import read_package
from checker.source.docx.reading import Reading
from checker.source.docx.styles import number, w
from checker.source.docx.tree import serialise
from checker.source.layout import Layout, Paragraph
from checker.source.text import Span, Unreadable

AUTHOR = "plancheck"
_RELATED_SHOWN = 8
_ROOM_ABOVE = 1 << 30  # a number of Word has 31 bits; one that leaves no room above it is that of a damaged file
_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
_WORDS = bilingual(
    {
        "basis": ("Căn cứ", "Basis"),
        "fix": ("Gợi ý", "Suggestion"),
        "related": ("Xem thêm", "See also"),
        "paragraph": ("đoạn", "paragraph"),
        "more": ("và {n} chỗ khác", "and {n} more"),
        "tracked": (
            "Đã ghi thành đề nghị sửa (chấp nhận hoặc từ chối trong Word)",
            "Recorded as a tracked change (accept or reject it in Word)",
        ),
        "note": ("Trong chú thích", "In a note"),
        "box": ("Trong khung chữ", "In a text box"),
        "toc": ("Trong mục lục", "In the table of contents"),
    }
)
_HANGING = frozenset(("note", "box"))  # stories that hold no comments


@dataclass(frozen=True, slots=True)
class Annotated:
    """The bytes of the copy, how many comments it got, and which edits were recorded as tracked changes."""

    data: bytes
    comments: int
    edits: tuple[PlacedEdit, ...]


@dataclass(frozen=True, slots=True)
class _Spot:
    """A finding with the raw range of its words; `mended`: a tracked change goes with it."""

    finding: Finding
    raw: Span
    mended: bool


def annotate(
    report: FileReport,
    edits: Sequence[PlacedEdit],
    lang: str = "vi",
    page: Mapping[str, Mapping] | None = None,
    reviewer: str = "",
    day: datetime.date | None = None,
) -> Annotated:
    """The annotated copy of a Word file that was checked. `edits` are recorded as tracked changes: the caller has proved them
    (`checker.rules.fixes`). `page` asks for page technique to be mended too (check → parameters; see `docx_page.py`). Comments
    and changes are `reviewer`'s (plancheck's without one), of that `day`.

    Raises `Unreadable` where the input was no Word file (a text, a PDF), or is of the strict variant, which is left alone.
    """
    source = report.document.source if report.document is not None else None
    layout = source.layout if source is not None else None
    if layout is None or layout.package is None:
        raise Unreadable("chỉ ghi nhận xét được vào tệp Word (.docx)", "comments can be written into Word files (.docx) only")
    package, reading, _ = read_package(layout.package)
    if not layout.paragraphs:
        raise Unreadable(
            "tệp Word không có đoạn nào để ghi nhận xét vào", "the Word file has no paragraph to write a comment into"
        )
    if package.strict:
        raise Unreadable(
            "tệp .docx dạng “Strict Open XML”: lưu lại dạng thường rồi ghi nhận xét",
            "a .docx of the kind “Strict Open XML”: save it as an ordinary one for comments",
        )
    if not edits and not report.findings:
        return Annotated(layout.package, 0, ())
    changed = [Span(*edit.raw) for edit in edits]
    spots = []
    for finding in report.findings:
        raw = source.raw_span(finding.span)
        mended = any(_meet(raw, change) for change in changed) and any(fix.safety != "suggest" for fix in finding.fixes)
        spots.append(_Spot(finding, raw, mended))
    cuts = [offset for spot in spots for offset in _reach(spot.raw, layout)]
    cuts += [offset for edit in edits for offset in _trimmed(edit, source.raw)[0]]
    ids = _Ids(reading)
    by = {w("author"): _plain(reviewer) or AUTHOR, **({w("date"): f"{day}T00:00:00Z"} if day else {})}
    if page:
        mend_page(reading, layout, page, ids.next, by)  # before runs are cut, each of which keeps its format
    atoms = Atoms(reading, cuts)
    parts = _write_comments(package, reading, layout, atoms, spots, ids, by, _WORDS[lang]) if spots else {}
    for edit in edits:
        _track(edit, source.raw, layout, atoms, ids, by)
    parts[package.main] = serialise(reading.root)
    return Annotated(_rewrite(package, parts), len(spots), tuple(edits))


def _meet(one: Span, other: Span) -> bool:
    """Whether two ranges share a character or touch."""
    return one.start <= other.end and other.start <= one.end


# -- tracked changes --------------------------------------------------------------------------------------------------


def _trimmed(edit: PlacedEdit, raw: str) -> tuple[Span, str]:
    """An edit without what it leaves as it is at its edges, so that the tracked change shows the slip and nothing else."""
    start, end = edit.raw
    old, new = raw[start:end], edit.new
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return Span(start + head, end - tail), new[head : len(new) - tail]


def _track(edit: PlacedEdit, raw: str, layout: Layout, atoms: Atoms, ids: _Ids, by: Mapping[str, str]) -> None:
    span, new = _trimmed(edit, raw)
    paragraph = layout.paragraphs[layout.paragraph_at(edit.raw.start)]
    gone = atoms.within(*span)
    wrappers = [(atom, delete(atom, ids.next, by)) for atom in gone]
    if not new:
        return
    if wrappers:
        atom, wrapper = wrappers[-1]
        put(insertion(atom, new, ids.next(), by), wrapper, after=True)
    elif (atom := atoms.before(span.start, paragraph.start)) is not None:
        put(insertion(atom, new, ids.next(), by), atom.run, after=True)
    elif (atom := atoms.after(span.start, paragraph.end)) is not None:
        put(insertion(atom, new, ids.next(), by), atom.run, after=False)


# -- comments ---------------------------------------------------------------------------------------------------------


class _Ids:
    """Fresh numbers for comments and tracked changes, above all that the document uses."""

    def __init__(self, reading: Reading):
        used = (number(element.get(w("id"))) or 0 for element in reading.root.iter())
        self._last = max((ident for ident in used if ident < _ROOM_ABOVE), default=0)

    def next(self) -> int:
        """One more."""
        self._last += 1
        return self._last


def _reach(raw: Span, layout: Layout) -> Span:
    """The words that a comment covers: the finding's, or where it stands on none (an absence, a bare automatic number) the
    words of its paragraph."""
    first = layout.paragraphs[layout.paragraph_at(raw.start)]
    start = max(raw.start, first.words)
    if raw.end > start:
        return Span(start, raw.end)
    return Span(first.words, min(first.end, first.runs[0].end) if first.runs and raw.end > raw.start else first.end)


def _write_comments(
    package: Package,
    reading: Reading,
    layout: Layout,
    atoms: Atoms,
    spots: Sequence[_Spot],
    ids: _Ids,
    by: Mapping[str, str],
    words: dict,
) -> dict[str, bytes]:
    """Put the anchors into the tree; gives the parts that hold the comments and name them."""
    name = package.related("comments")
    root = package.xml(name) if name else reading.root.makeelement(w("comments"), {}, {"w": W})
    pieces = {piece.start: piece for piece in reading.pieces}
    for spot in spots:
        ident = ids.next()
        paragraph = layout.paragraphs[layout.paragraph_at(spot.raw.start)]
        _anchor(reading, pieces[paragraph.start], paragraph, atoms, _reach(spot.raw, layout), ident)
        root.append(_comment(root, spot, paragraph, ident, by, words))
    parts = {}
    if name is None:
        name = "word/comments.xml" if package.main.startswith("word/") else package.main.rpartition("/")[0] + "/comments.xml"
        parts.update(_register(package, name))
    parts[name] = serialise(root)
    return parts


def _anchor(reading: Reading, piece, paragraph: Paragraph, atoms: Atoms, reach: Span, ident: int) -> None:
    """Range marks around the words and the reference after them. Notes and text boxes hold no comments in Word: theirs stands at
    the place of the body where they hang."""
    start = piece.element.makeelement(w("commentRangeStart"), {w("id"): str(ident)})
    end = piece.element.makeelement(w("commentRangeEnd"), {w("id"): str(ident)})
    mark = piece.element.makeelement(w("r"), {})
    mark.append(mark.makeelement(w("commentReference"), {w("id"): str(ident)}))
    first = last = _host(reading, piece) if paragraph.story in _HANGING else None
    if first is None:
        covered = atoms.within(*reach)
        if covered:
            first, last = covered[0].run, covered[-1].run
    if first is None:  # an empty paragraph
        piece.element.extend((start, end, mark))
        return
    first.addprevious(start)
    last.addnext(end)
    top = paragraph_child(last)
    (end if top is last else top).addnext(mark)


def _host(reading: Reading, piece):
    """The run of the body from which a note or a text box hangs."""
    runs = list(piece.element.iterancestors(w("r")))[-1:]
    for note in piece.element.iterancestors(w("footnote"), w("endnote")):
        references = reading.root.iter(f"{note.tag}Reference")
        runs += [one.getparent() for one in references if one.get(w("id")) == note.get(w("id"))]
    return next((run for run in runs if any(run.iterancestors(w("p")))), None)  # a damaged file has some outside


def _comment(root, spot: _Spot, paragraph: Paragraph, ident: int, by: Mapping[str, str], words: dict):
    """One `w:comment`: what was found, what to write unless a tracked change beside it shows that, which
    other places it speaks of; last where the rule comes from, and its code."""
    initials = "".join(word[0] for word in by[w("author")].split()).upper() if by[w("author")] != AUTHOR else "pc"
    comment = root.makeelement(w("comment"), {w("id"): str(ident), **by, w("initials"): initials})
    for line in _lines(spot, paragraph, words):
        paragraph_element = comment.makeelement(w("p"), {})
        run = paragraph_element.makeelement(w("r"), {})
        text = run.makeelement(w("t"), {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
        text.text = _plain(line)
        run.append(text)
        paragraph_element.append(run)
        comment.append(paragraph_element)
    return comment


def _lines(spot: _Spot, paragraph: Paragraph, words: dict) -> list[str]:
    finding = spot.finding
    lines = [finding.message]
    if paragraph.story != "body":
        lines.append(f"{words[paragraph.story]}: “{' '.join(finding.place.text.split())[:200]}”")
    titles = list(dict.fromkeys(fix.title for fix in finding.fixes if fix.title))
    if spot.mended:
        lines.append(words["tracked"])
    elif titles:
        lines.append(f"{words['fix']}: {'; '.join(titles)}")
    for note in finding.related[:_RELATED_SHOWN]:
        text = " ".join(note.place.text.split())
        text = f"{text[:77]}…" if len(text) > 80 else text
        lines.append(f"{words['related']}: {words['paragraph']} {note.place.line}, “{text}” – {note.message}")
    if len(finding.related) > _RELATED_SHOWN:
        lines.append(words["more"].format(n=len(finding.related) - _RELATED_SHOWN))
    lines.append(f"{words['basis']}: {finding.basis} [{finding.code}]" if finding.basis else f"[{finding.code}]")
    return lines


def _plain(text: str) -> str:
    """`text` without what XML cannot hold."""
    return "".join(c for c in text if c >= " " and c not in "\ufffe\uffff")


# -- the package ------------------------------------------------------------------------------------------------------


def _register(package: Package, name: str) -> dict[str, bytes]:
    """The list of content types and the document's relationships with the new comments part in them."""
    types = package.xml("[Content_Types].xml")
    types.append(types.makeelement(f"{{{_CONTENT}}}Override", {"PartName": f"/{name}", "ContentType": _COMMENTS_TYPE}))
    folder, _, file = package.main.rpartition("/")
    rels = f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels"
    if rels in package.zip.NameToInfo:
        root = package.xml(rels)
    else:
        root = parse_xml(f'<Relationships xmlns="{_RELS}"/>'.encode(), rels)
    used = {element.get("Id") for element in root}
    ident = next(f"rIdPlancheck{n}" for n in range(1, 10_000) if f"rIdPlancheck{n}" not in used)
    root.append(
        root.makeelement(f"{{{_RELS}}}Relationship", {"Id": ident, "Type": f"{R}/comments", "Target": name.rpartition("/")[2]})
    )
    return {"[Content_Types].xml": serialise(types), rels: serialise(root)}


def _rewrite(package: Package, parts: dict[str, bytes]) -> bytes:
    """The package with some parts replaced or added, the others byte by byte, in the order in which they stood."""
    out = io.BytesIO()
    rest = dict(parts)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for info in package.zip.infolist():
            data = rest.pop(info.filename, None)
            kept = copy.copy(info)
            if data is None:
                package.copy(info, target)
            else:
                target.writestr(kept, data, compress_type=info.compress_type)
        for name, data in rest.items():
            target.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, compress_type=zipfile.ZIP_DEFLATED)
    return out.getvalue()
