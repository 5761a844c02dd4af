"""One slip, one rule: what yields looks at all places of a finding, and leaves only what no other rule took."""

from __future__ import annotations

import pytest

from tests.plans import clean_plan, findings


def _tail(signature: str, archive: str = "- Lưu: VT.") -> str:
    text = clean_plan()
    return text[: text.index("Nơi nhận")] + f"| Nơi nhận:<br>- Như mục IV;<br>{archive} | {signature} |\n"


@pytest.mark.parametrize(
    ("text", "families", "codes"),
    [
        (_tail("TM.UBND XÃ CHỦ TỊCH Nguyễn Văn An", "- Lưu VT"), ("TT15",), ["TT152"]),
        (_tail("TM BAN CHỈ ĐẠO TRƯỞNG BAN CHỦ TỊCH UBND TỈNH Nguyễn A"), ("TT141", "TT142", "TT143", "TT144"), ["TT141"]),
        (_tail("KT CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br>Nguyễn Văn An"), ("TT141", "TT142", "TT143", "TT144"), ["TT141"]),
        (clean_plan("- Theo Nghị quyết số 49-CT/TW của Ban Bí thư về xây dựng gia đình."), ("VD302", "VD306"), ["VD302"]),
        (clean_plan("- Theo Chỉ thị số 49-CT/TW của Ban Bí thư về xây dựng gia đình."), ("VD302", "VD306"), ["VD306"]),
    ],
)
def test_one_finding(text, families, codes):
    assert [finding.code for finding in findings(text, *families)] == codes


def test_of_several_places_only_those_go_that_another_rule_took():
    """A word in an old code is no odd syllable; the same word elsewhere is."""
    from checker.base.record import replace
    from checker.model.findings import Edit, Fix, Hit, Related
    from checker.rules.owners import Found, without_yielded
    from checker.source.text import Source, Span
    from tests.plans import judge, judged

    rules = judge().book.by_code()
    one, other = replace(rules["CT704"], yields_to=("CT707",), yields_over=None), rules["CT707"]
    doc = judged(Source("a.txt", clean_plan())).judged
    spans = [Span(0, 3), Span(10, 13), Span(20, 23)]
    edits = tuple(Edit(span, "x") for span in spans)

    def left(*owners: Span, alike: bool = True) -> list[Hit]:
        mine = Hit(spans[0], related=tuple(map(Related, spans[1:])), fixes=(Fix(edits),), alike=alike)
        theirs = Hit(owners[0], related=tuple(map(Related, owners[1:])), alike=True)
        return [raw.hit for raw in without_yielded(doc, [Found(one, mine), Found(other, theirs)]) if raw.rule is one]

    assert left(Span(1, 2), Span(11, 12), Span(21, 22)) == []
    assert left(Span(1, 2), alike=False) == []
    (hit,) = left(Span(90, 91), Span(1, 2))
    assert hit.places == (spans[1], spans[2]) and [edit.span for edit in hit.fixes[0].edits] == spans[1:]
    (hit,) = left(Span(12, 15))
    assert hit.places == (spans[0], spans[2])
    (hit,) = left(Span(50, 51))
    assert hit.places == tuple(spans)
