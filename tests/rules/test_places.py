"""One finding for one cause: its further places, each with a fingerprint of its own, so that one can be silenced alone."""

from checker.report.json import finding_object
from checker.source.text import Source
from tests.plans import findings, judged, plan_with

FORM = "II. NHIỆM VỤ\n\n" + "".join(f"{at}. Giao [tên đơn vị] chủ trì việc {at} trước ngày 01/6/2026.\n\n" for at in range(1, 7))


def test_a_blank_form_is_one_finding_with_its_places():
    [one] = findings(FORM, "TT131")
    assert one.args["count"] == 6 and "6" in one.message and one.place.line == 3
    shown = finding_object(one)["places"]
    assert [place["line"] for place in shown] == [3, 5, 7, 9, 11, 13]
    assert len({place["fingerprint"] for place in shown}) == 6
    assert {place["text"] for place in shown} == {"[tên đơn vị]"}


def test_few_placeholders_are_told_one_by_one():
    few = FORM[: FORM.index("5. Giao")]
    assert [f.place.line for f in findings(few, "TT131")] == [3, 5, 7, 9]
    assert all("places" not in finding_object(f) for f in findings(few, "TT131"))


def test_one_place_is_silenced_alone():
    comment = "<!-- plancheck: ignore TT131 -- điền sau -->\n"
    for number, lines in ((3, [3, 5, 8, 10, 12, 14]), (1, [4, 6, 8, 10, 12, 14])):
        report = judged(Source("a.md", FORM.replace(f"{number}. Giao", f"{comment}{number}. Giao")))
        [one] = [f for f in report.findings if f.code == "TT131"]
        silenced = [f.place.line for f, _ in report.suppressed]
        assert len(silenced) == 1 and [one.place.line, *(at.place.line for at in one.places)] == [
            at for at in lines if at not in silenced
        ]


def test_dates_with_the_month_in_front_are_one_cause():
    months = "II. NHIỆM VỤ\n\n1. Họp từ 2/28/2026 đến 3/31/2026.\n\n2. Gửi báo cáo trước ngày 31/4/2026; họp lại 4/15/2026.\n"
    assert [(f.place.text, len(f.places)) for f in findings(months, "TH503")] == [("2/28/2026", 2), ("ngày 31/4/2026", 0)]


MERGED = (
    "<!-- plancheck: ignore CQ407 -- trích nguyên văn -->\n1. Đề nghị sở y tế báo cáo trước ngày 01/6/2026.\n\n"
    "2. Đề nghị sở y tế tổng hợp trước ngày 02/6/2026.\n\n3. Giao sở y tế họp trước ngày 03/6/2026.\n\n"
    "<!-- plancheck: ignore CQ405 -- nói việc cũ -->\n4. Giao Ủy ban nhân dân huyện Mường La họp trước ngày 03/6/2026.\n\n"
    "5. Giao Ủy ban nhân dân huyện Mường La tổng kết trước ngày 04/6/2026."
)


def test_a_comment_on_one_place_of_a_merged_finding_leaves_the_others():
    text = plan_with(MERGED)
    capitals, gone = (next(f for f in findings(text, code)) for code in ("CQ407", "CQ405"))
    assert text.split("\n")[capitals.place.line - 1].startswith("2.") and len(capitals.places) == 1
    assert [note.place.line for note in capitals.related] == [capitals.places[0].place.line]
    assert text.split("\n")[gone.place.line - 1].startswith("5.") and gone.places == ()


def test_a_silenced_place_is_not_mended():
    line = "- Các \u0110oa\u0300n kiểm tra gặp \u0110oa\u0300n giám sát."
    comment = "<!-- plancheck: ignore CT707 -- chép nguyên văn -->\n\n"
    whole = findings(plan_with("".join(f"{line}\n\n" for _ in range(12))), "CT707")
    part = findings(plan_with("".join(f"{line}\n\n" for _ in range(11)) + comment + line), "CT707")
    assert [len(f.places) for f in (*whole, *part)] == [23, 21]
    assert [len(fix.edits) for f in (*whole, *part) for fix in f.fixes] == [24, 22]
