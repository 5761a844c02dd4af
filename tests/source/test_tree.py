"""The tree over expat beside lxml, which only tests ask: what one reads the other reads, and it is written as it was."""

from __future__ import annotations

import copy
import gc
import io
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from checker.source.docx.tree import DeclaresType, Element, Malformed, parse, serialise
from checker.source.limits import MAX_DEPTH
from tests.conftest import ROOT
from tests.wordfile import docx, paragraph, table

WORD_FILES = sorted((ROOT / "samples" / "word").glob("*.docx"))
BUILT = docx(paragraph("Kế hoạch") + table(["a", "b"], ["c", "d"]), styles="", numbering="")


def xml_parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}


def same_tree(ours: Element, theirs) -> None:
    mine, other = list(ours.iter()), [e for e in theirs.iter() if isinstance(e.tag, str)]
    assert [e.tag for e in mine] == [e.tag for e in other]
    assert [dict(e.attrib) for e in mine] == [dict(e.attrib) for e in other]
    assert [e.text or "" for e in mine] == [e.text or "" for e in other]
    assert [e.tail or "" for e in mine] == [e.tail or "" for e in other]
    assert all(child.getparent() is one for one in mine for child in one)


def canonical(data: bytes) -> bytes:
    return etree.tostring(etree.fromstring(data), method="c14n2", strip_text=False)


@pytest.mark.parametrize("data", [*(path.read_bytes() for path in WORD_FILES), BUILT])
def test_every_part_is_read_and_written_as_lxml_reads_it(data):
    for part in xml_parts(data).values():
        tree = parse(part)
        same_tree(tree, etree.fromstring(part))
        written = serialise(tree)
        assert canonical(written) == canonical(part)
        assert etree.fromstring(written).nsmap == etree.fromstring(part).nsmap  # mc:Ignorable names prefixes that nothing uses


@pytest.mark.parametrize("length", [8192, 8193, 100_000, 3 << 20])
def test_a_long_text_is_read_to_its_end(length):
    """The parser hands over what is longer than its buffer in pieces."""
    words = "Kế hoạch số 5 " * (length // 14 + 1)
    part = parse(f"<a>{words}<b>{words}</b>{words}</a>".encode())
    assert (part.text, part[0].text, part[0].tail) == (words, words, words)


NAMES = st.sampled_from(["a", "w:p", "w:t", "x:y"])
TEXT = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff", min_codepoint=32) | st.sampled_from("\t\n")
)
ELEMENTS = st.recursive(
    st.tuples(NAMES, TEXT, st.just([])), lambda inner: st.tuples(NAMES, TEXT, st.lists(inner, max_size=4)), max_leaves=12
)


def written_by_lxml(shape, parent=None):
    name, text, children = shape
    prefix, _, local = name.rpartition(":")
    tag = f"{{urn:{prefix}}}{local}" if prefix else local
    nsmap = {prefix: f"urn:{prefix}"} if prefix else None
    element = etree.Element(tag, nsmap=nsmap) if parent is None else etree.SubElement(parent, tag, nsmap=nsmap)
    element.text, element.attrib["k"] = text, text
    if prefix:
        element.attrib[f"{{urn:{prefix}}}k"] = text
    element.tail = text if parent is not None else None
    for child in children:
        written_by_lxml(child, element)
    return element


@settings(max_examples=60, deadline=None)
@given(ELEMENTS)
def test_any_tree_comes_back(shape):
    data = etree.tostring(written_by_lxml(shape), encoding="UTF-8")
    assert canonical(serialise(parse(data))) == canonical(data)


def test_new_elements_get_a_prefix_and_moved_ones_leave_their_place():
    root = parse(b'<w:a xmlns:w="urn:w"><w:b/><w:c>x</w:c></w:a>')
    first, second = root
    second.addnext(first)
    second.addprevious(second.makeelement("{urn:new}n", {"{urn:other}k": '<"&>\n'}))
    twin = copy.deepcopy(second)
    root.append(twin)
    assert [e.tag for e in root] == ["{urn:new}n", "{urn:w}c", "{urn:w}b", "{urn:w}c"]
    assert twin.getparent() is root and twin.text == "x" and list(second.itersiblings()) == [first, twin]
    again = etree.fromstring(serialise(root))
    assert again[0].tag == "{urn:new}n" and again[0].get("{urn:other}k") == '<"&>\n'


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "latin-1"])
def test_a_document_type_is_refused_in_any_encoding_and_wherever_it_stands(encoding):
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    text = f'<?xml version="1.0" encoding="{encoding}"?><!--{"x" * 30_000}--><!DOCTYPE a [<!ENTITY l0 "ha">{laughs}]><a>&l9;</a>'
    start = time.process_time()
    with pytest.raises(DeclaresType):
        parse(text.encode(encoding))
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "data",
    [b"", b"<a>", b"<a></b>", b"<a/><b/>", b"<w:a/>", b"<a>&who;</a>", b"\xff\xfe\x00", b'<a b="1" b="2"/>', b"<a>\x01</a>"]
    + [b'<?xml version="1.0" encoding="no-such"?><a/>'],
)
def test_what_is_no_xml_is_malformed_to_both(data):
    with pytest.raises(Malformed):
        parse(data)
    with pytest.raises(etree.XMLSyntaxError):
        etree.fromstring(data)


def test_depth_is_bounded():
    assert parse(b"<a>" * MAX_DEPTH + b"</a>" * MAX_DEPTH) is not None
    with pytest.raises(Malformed):
        parse(b"<a>" * 100_000)


def test_the_trees_of_many_parts_do_not_pile_up():
    part = b"<a>" + b"<b><c/></b>" * 500 + b"</a>"
    before, thresholds = gc.isenabled(), gc.get_threshold()
    gc.set_threshold(10_000_000)  # as seldom as a run of the command line asks
    try:
        gc.collect()
        for _ in range(300):
            parse(part)
        assert sum(isinstance(thing, Element) for thing in gc.get_objects()) < 150 * 1001
    finally:
        gc.set_threshold(*thresholds)
        assert gc.isenabled() == before
