"""What holds for every text: the same plan in every encoding, exact positions, no crash and no hang."""

from __future__ import annotations

import dataclasses
import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checker.model.plan import Plan
from checker.outline.read import read_plan
from checker.source.text import Source, Span
from tests.plans import example_files, sample_files

pytestmark = pytest.mark.slow

TEXTS = {p.name: p.read_text(encoding="utf-8") for p in [*sample_files(), *example_files("examples", "corpus")]}
TEXTS["short"] = "KẾ HOẠCH\nDân số\n\nI. MỤC TIÊU\n1. Chung\nMột.\nNơi nhận:\n- Lưu: VT.\nCHỦ TỊCH\n\nNguyễn Văn An\n"


def values(plan: Plan) -> dict:
    """What a plan says, without positions."""
    header, words = plan.header, plan.source.words
    return {
        "header": (
            header.kind,
            header.issuer,
            header.parent,
            header.type,
            header.subject,
            str(header.date),
            header.number and (header.number.number, header.number.symbol),
        ),
        "sections": [(s.path, s.title, s.roles) for top in plan.sections for s in top.walk()],
        "recipients": plan.recipients and [words(line) for line in plan.recipients.lines],
        "signature": plan.signature
        and ([words(s) for s in plan.signature.authority], plan.signature.name and words(plan.signature.name)),
        "closing": plan.closing and words(plan.closing),
        "tables": [(t.header, len(t.rows)) for t in plan.tables],
    }


@pytest.mark.parametrize("name", TEXTS)
def test_encodings_do_not_change_what_is_read(name):
    text = unicodedata.normalize("NFC", TEXTS[name]).replace("\r\n", "\n")
    expected = values(read_plan(Source("a", text)))
    variants = {
        "NFD": unicodedata.normalize("NFD", text).encode(),
        "CRLF": text.replace("\n", "\r\n").encode(),
        "CR": text.replace("\n", "\r").encode(),
        "BOM": b"\xef\xbb\xbf" + text.encode(),
        "UTF-16": b"\xff\xfe" + text.encode("utf-16-le"),
    }
    for variant, data in variants.items():
        assert values(read_plan(Source.from_bytes("a", data))) == expected, variant


def spans(value) -> list[Span]:
    """All spans in a value of the model."""
    if isinstance(value, Span):
        return [value]
    if isinstance(value, tuple):
        return [s for item in value for s in spans(item)]
    if dataclasses.is_dataclass(value) and not isinstance(value, Source):
        return [s for f in dataclasses.fields(value) if f.name != "source" for s in spans(getattr(value, f.name))]
    return []


@pytest.mark.parametrize("name", TEXTS)
def test_every_span_lies_in_the_text_and_its_place_is_its_text(name):
    source = Source("a", unicodedata.normalize("NFD", TEXTS[name]))
    lines = source.raw.replace("\r\n", "\n").split("\n")
    for span in spans(read_plan(source)):
        assert 0 <= span.start <= span.end <= len(source.text)
        place = source.place(span)
        assert unicodedata.normalize("NFC", lines[place.line - 1][place.column - 1 :]).startswith(
            unicodedata.normalize("NFC", place.text.split("\n")[0].split("\r")[0])
        )


@given(st.binary(max_size=400))
@settings(max_examples=60)
def test_random_bytes_are_read_or_refused(data):
    from checker.source.text import Unreadable

    try:
        source = Source.from_bytes("a", data)
    except Unreadable as error:
        assert 0 <= error.offset <= len(data)
    else:
        read_plan(source)


@given(st.sampled_from(sorted(TEXTS)), st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_random_edits_never_crash(name, seed):
    chance = random.Random(seed)
    text = TEXTS[name]
    lines = text.split("\n")
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(lines))
        match chance.randrange(6):
            case 0:
                del lines[at : at + chance.randint(1, 4)]
                lines = lines or [""]
            case 1:
                lines.insert(at, lines[chance.randrange(len(lines))])
            case 2:
                lines[at] = lines[at][: chance.randint(0, len(lines[at]))]
            case 3:
                lines[at] = lines[at].replace(" ", chance.choice(["", "\t", "    ", "|", "**"]))
            case 4:
                lead = chance.choice(["| a | b", "---", "I.", "1.1.", "Nơi nhận:", "TM.", "<!--", "a)", "# ", "Số:"])
                lines[at] = lead + lines[at]
            case 5:
                lines[at] = lines[at].upper()
    read_plan(Source("a", "\n".join(lines)))


@pytest.mark.parametrize(
    "unit",
    [
        "a",
        " ",
        "\n",
        "|",
        "*",
        "-",
        "(",
        "I. ",
        "1.",
        "1.1.1.1.",
        "**",
        "\t",
        "Số: ",
        "ngày ",
        "Nơi nhận: - ",
        "CHỦ TỊCH\n",
        "\u0301",
        "\\",
        "KẾ HOẠCH\n",
        "| a ",
        "TM. ",
        "cộng hòa xã hội ",
        "UBND ",
        ". ",
        "a)\n",
        "[",
        "<!--",
        "…",
        "Ủy ban nhân dân ",
    ],
)
def test_pathological_texts_come_to_an_end(unit):
    """Quadratic behaviour would take minutes here; the benchmark measures that the cost stays linear."""
    read_plan(Source("a", unit * 20000))
