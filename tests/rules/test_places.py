"""One finding for one cause: its further places, each with a fingerprint of its own, so that one can be silenced alone."""

from checker.report.json import finding_object
from checker.source.text import Source
from tests.plans import findings, judged

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
