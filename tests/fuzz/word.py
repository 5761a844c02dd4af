"""Word files whose XML is spoiled as XML: elements dropped, repeated, nested, renumbered and pointed elsewhere."""

from __future__ import annotations

import copy
import io
import random
import zipfile
from functools import lru_cache

from lxml import etree

from checker.report.docx_copy import annotate
from checker.rules.fixes import edited, proven
from checker.source.docx.reader import read_docx
from checker.source.text import Unreadable
from tests.badfiles import bad_files
from tests.conftest import SHARED
from tests.fuzz import oracles
from tests.fuzz.tally import Tally
from tests.plans import clean_plan, judged, sample_files
from tests.wordfile import W, docx, paragraph, table

_PARTS = ("word/document.xml", "word/document.xml", "word/document.xml", "word/numbering.xml", "word/styles.xml")
_PARTS += ("word/_rels/document.xml.rels", "word/footnotes.xml", "word/settings.xml", "[Content_Types].xml")
_VALUES = ("", "0", "-1", "1", "2", "7", "99", "65536", "2147483648", "9" * 30, "x", "²", "5cm", "true", "none", "rId1", "\u0301")
_NAMES = tuple(f"{{{W}}}{name}" for name in ("p", "r", "t", "tbl", "sdt", "ins", "del"))
_COPIED = 3  # of how many files one is annotated
_BLOCKS = 40  # paragraphs and tables of a seed: more of them take longer and are no other


@lru_cache
def seeds() -> tuple[dict[str, bytes], ...]:
    """The parts of each file that inputs are made of."""
    rows = table(("TT", "Nhiệm vụ", "Kinh phí"), ("1", "Tổ chức", "1.000"), ("2", "Báo cáo", "2.000"), borders=True)
    files = [docx("".join(map(paragraph, clean_plan().split("\n"))) + rows, styles="", numbering="")]
    files += [one.data for one in bad_files() if not one.unread]
    files += [path.read_bytes() for path in sample_files() if path.suffix == ".docx"]
    if SHARED:
        files += [path.read_bytes() for path in sorted((SHARED / "corpus").glob("*.docx"))]
    return tuple(_short(_parts(data)) for data in files)


def _parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        found = {}
        for name in package.namelist():
            try:
                found[name] = package.read(name)
            except Exception:  # a damaged picture
                continue
        return found


def _short(parts: dict[str, bytes]) -> dict[str, bytes]:
    """The file with some of its blocks, and without what is no XML."""
    kept = {name: data for name, data in parts.items() if name.endswith((".xml", ".rels"))}
    root = etree.fromstring(kept["word/document.xml"])
    body = root[0] if len(root) else root
    for block in list(body)[_BLOCKS // 2 : -_BLOCKS // 2]:
        body.remove(block)
    return {**kept, "word/document.xml": etree.tostring(root)}


def made(number: int) -> bytes:
    """The input of a number."""
    chance = random.Random(number)
    parts = dict(chance.choice(seeds()))
    for _ in range(chance.randint(1, 3)):
        name = chance.choice([name for name in _PARTS if name in parts])
        try:
            root = etree.fromstring(parts[name])
        except etree.XMLSyntaxError:
            continue
        for _ in range(chance.randint(1, 4)):
            _change(root, chance)
        parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return out.getvalue()


def _change(root, chance: random.Random) -> None:
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    element = chance.choice(elements)
    parent = element.getparent()
    match chance.randrange(8):
        case 0 if parent is not None:  # drop
            parent.remove(element)
        case 1 if parent is not None:  # repeat
            for _ in range(chance.choice((1, 2, 30))):
                element.addnext(copy.deepcopy(element))
        case 2 if parent is not None:  # nest
            outer = copy.copy(element.makeelement(chance.choice(elements).tag, dict(element.attrib)))
            parent.replace(element, outer)
            outer.append(element)
        case 3 if parent is not None:  # put its contents in its place
            for child in list(element):
                element.addprevious(child)
            parent.remove(element)
        case 4 if element.attrib:  # renumber
            name = chance.choice(list(element.attrib))
            element.set(name, chance.choice(_VALUES))
        case 5 if element.attrib:  # point to where another one points
            name = chance.choice(list(element.attrib))
            element.set(name, chance.choice([other.get(name) for other in elements if other.get(name) is not None]))
        case 6:  # call it by another name
            element.tag = chance.choice((chance.choice(elements).tag, *_NAMES))
        case _:  # put it elsewhere
            target = chance.choice(elements)
            if parent is not None and element not in (*target.iterancestors(), target):
                target.insert(chance.randrange(len(target) + 1), element)


def run(number: int, tally: Tally) -> None:
    """Make one file and judge what comes of it."""
    data = made(number)
    name = f"{number}.docx"
    tally.counts["files"] += 1
    tally.counts["bytes"] += len(data)
    try:
        _run(number, name, data, tally)
    except Exception as error:
        tally.fault("crash", name, data, f"{type(error).__name__}: {error}")


def _run(number: int, name: str, data: bytes, tally: Tally) -> None:
    try:
        source, slow = tally.timed(len(data), lambda: read_docx("a.docx", data))
    except Unreadable as error:
        tally.counts["refused"] += 1
        if not error.vi:
            tally.fault("silent", name, data, "refused without a word")
        return
    if slow:
        tally.fault("hang", name, data, "over 20 medians of its length")
    report = judged(source)
    tally.counts["findings"] += len(report.findings)
    found = {"crash": oracles.crashed(report), "quote": list(oracles.wrong_quotes(report, source.raw))}
    for kind, wrong in found.items():
        if wrong:
            tally.fault(kind, name, data, "; ".join(wrong[:3]))
    if number % _COPIED == 0:
        _copied(source, report, name, data, tally)


def _copied(source, report, name: str, data: bytes, tally: Tally) -> None:
    """The annotated copy says the same as the file with its edits made."""
    try:
        made = annotate(report, proven(source, report.findings, judged))
    except Unreadable:
        tally.counts["copies refused"] += 1
        return
    tally.counts["copies"] += 1
    tally.counts["tracked changes"] += len(made.edits)
    if read_docx("a.docx", made.data).raw != edited(source, made.edits).raw:
        tally.fault("copy", name, data, "the copy does not read as the file with its edits")
