"""The registries of documents: their two forms, what is looked up in them, and what may contradict a citation."""

from __future__ import annotations

import csv
import datetime
from pathlib import Path

import pytest

from checker.families.citations.contradictions import contradictions
from checker.families.citations.number import key
from checker.families.citations.registers import EVIDENCE, Register, entries, evidence, plain_register, register
from checker.families.citations.symbols import symbols
from checker.rules.registries import Law
from checker.source.text import Source
from tests.plans import clean_plan, judged

LAW = Law()
LONG = ("central_documents", "hearsay_documents")
LOOKED_UP = Path(__file__).parents[3] / "docs" / "most_cited.tsv"


def differences(line: str) -> list[tuple[str, str, str]]:
    report = judged(Source("thử.txt", clean_plan(line)))
    return [(f.severity, f.place.text, f.args["expected"]) for f in report.findings if f.code == "VD313"]


# -- the data ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", LONG)
def test_every_line_is_a_document(name: str) -> None:
    grammar = symbols(LAW).grammar
    for entry in entries(LAW[name]):
        assert entry["evidence"] in EVIDENCE and entry["type"]
        assert entry["date"] is None or isinstance(entry["date"], datetime.date)
        if name == "central_documents":
            assert grammar.parse(entry["id"], 0, len(entry["id"])) is not None, entry["id"]
            assert entry["date"]


def test_the_long_lists_hold_what_they_say() -> None:
    assert {entry["evidence"] for entry in entries(LAW["central_documents"])} == {"verified", "multi"}
    assert {entry["evidence"] for entry in entries(LAW["hearsay_documents"])} == {"single"}


def test_no_document_stands_in_two_lists() -> None:
    own = {(key(e["id"]), e["date"]) for e in LAW["documents"]["documents"] if e["date"]}
    central = {(key(e["id"]), e["date"]) for e in entries(LAW["central_documents"])}
    assert not own & central


def test_the_built_in_registries_do_not_contradict_themselves() -> None:
    everything = [*LAW["documents"]["documents"], *entries(LAW["central_documents"])]
    assert [(kind, entry["id"]) for kind, entry, _ in contradictions(everything, LAW)] == []


def test_what_was_looked_up_is_what_the_registry_says() -> None:
    """An end that the table knows and the registry does not is never reported; the other way round nobody can check it."""
    known: dict[str, list[dict]] = {}
    for entry in (entry for name in ("documents", *LONG) for entry in entries(LAW[name])):
        known.setdefault(key(entry["id"]), []).append(entry)
    with LOOKED_UP.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    assert len({row["document"] for row in rows}) == 150
    for row in rows:
        told = (row["until"], row["successor"], row["sources"]) if row["outcome"] == "ended" else None
        ended = [entry for entry in known.get(key(row["document"]), []) if entry.get("until")]
        sources = ["one" if "until" in entry.get("unverified", ()) else "two" for entry in ended]
        said = [(str(e["until"]), e["replaced_by"], n) for e, n in zip(ended, sources, strict=True)]
        assert said == ([told] if told else []), row["document"]


# -- looking up -------------------------------------------------------------------------------------------------------

SMALL = {
    "documents": [
        {"type": "Nghị định", "issuer": "Chính phủ", "multi": "30/2020/NĐ-CP 2020-03-05 4/1 2020-03-06\n"},
        {
            "id": "83/2015/QH13",
            "type": "Luật",
            "date": datetime.date(2015, 6, 25),
            "issuer": "Quốc hội",
            "title": "Luật NSNN",
            "also": ["Luật N"],
        },
        {"id": "9/QĐ", "type": "Quyết định", "date": datetime.date(2015, 6, 25), "issuer": "", "evidence": "single"},
    ]
}


def test_by_number_by_day_and_by_title() -> None:
    small = Register(*plain_register(SMALL))
    (found,) = small.find(key("30/2020/NĐ-CP"))
    assert found["date"] == datetime.date(2020, 3, 5) and found["effective"] == datetime.date(2020, 3, 6)
    assert found["type"] == "Nghị định" and evidence(found) == "multi"
    assert [e["id"] for e in small.of_day(datetime.date(2015, 6, 25))] == ["83/2015/QH13"]
    assert [e["id"] for e in small.titled("Luật", "luật n")] == ["83/2015/QH13"]
    assert not small.find("0") and not list(small.titled("Luật", "luật"))


def test_what_stands_for_evidence() -> None:
    assert [evidence(e) for e in ({}, {"verified": True}, {"verified": False}, {"evidence": "single"})] == [
        "verified",
        "verified",
        "multi",
        "single",
    ]


def test_the_register_of_plain_law_and_of_kept_law_are_one() -> None:
    assert register("documents", LAW) == register("documents", {"documents": LAW["documents"]})


# -- what contradicts -------------------------------------------------------------------------------------------------


def of(number: str, day: str | None = None, **more: object) -> dict:
    date = datetime.date.fromisoformat(day) if day else None
    return {"id": number, "type": "Quyết định", "date": date, "issuer": "Thủ tướng Chính phủ", **more}


@pytest.mark.parametrize(
    ("kind", "entries_"),
    [
        ("type", [of("30/2020/NĐ-CP", "2020-03-05")]),
        ("type", [of("21-NQ/TW", "2017-10-25")]),
        ("year", [of("15/2025/QĐ-TTg", "2024-06-14")]),
        ("term", [of("10/2020/QH15", "2020-06-14", type="Luật")]),
        ("term", [of("326/2016/UBTVQH", "2016-12-30", type="Nghị quyết")]),
        ("days", [of("06/QĐ-TTg", "2022-01-06"), of("06/QĐ-TTg", "2022-01-16")]),
        ("days", [of("15/2025/QĐ-TTg", "2025-06-14"), of("15/2025/QĐ-TTg", "2025-07-14")]),
        ("until", [of("06/QĐ-TTg", "2022-01-06", until=datetime.date(2021, 1, 1))]),
        ("until", [of("06/QĐ-TTg", "2022-01-06", replaced_by="06/QĐ-TTg")]),
    ],
)
def test_contradictions(kind: str, entries_: list[dict]) -> None:
    assert [found[0] for found in contradictions(entries_, LAW)] == [kind]


def test_homonyms_are_no_contradiction() -> None:
    same = [
        of("06/QĐ-TTg", "2022-01-06"),
        of("06/QĐ-TTg", "2023-01-05"),
        of("06/QĐ-TTg", "2022-01-09", issuer="UBND tỉnh Lào Cai"),
    ]
    assert not list(contradictions(same, LAW))


# -- in a plan --------------------------------------------------------------------------------------------------------


def test_a_verified_one_warns_and_a_multi_one_informs() -> None:
    assert differences("- Theo Nghị định số 151/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.") == [
        ("warning", "ngày 14/6/2025", "12/6/2025")
    ]
    assert differences("- Theo Nghị định số 136/2025/NĐ-CP ngày 14/6/2025 của Chính phủ.") == [
        ("info", "ngày 14/6/2025", "12/6/2025")
    ]


def test_hearsay_is_silent() -> None:
    (heard,) = [e for e in entries(LAW["hearsay_documents"]) if e["id"] == "08/1998/NĐ-CP"]
    assert heard["date"] == datetime.date(1998, 1, 22)
    assert not differences("- Theo Nghị định số 08/1998/NĐ-CP ngày 23/01/1998 của Chính phủ.")


@pytest.mark.parametrize(
    "line",
    [
        "- Theo Nghị quyết số 21-NQ/TW ngày 16/6/2022 của Ban Chấp hành Trung ương.",
        "- Theo Nghị quyết số 21-NQ/TW ngày 30/01/2008 của Ban Chấp hành Trung ương.",
        "- Theo Quyết định số 06/QĐ-TTg ngày 05/01/2023 của Thủ tướng Chính phủ.",
        "- Theo Quyết định số 537/QĐ-TTg ngày 15/6/2018 của Thủ tướng Chính phủ.",
        "- Theo Nghị quyết số 71/NQ-CP ngày 17/5/2024 của Chính phủ.",
        "- Theo Nghị định số 135/2025/NĐ-CP ngày 12/6/2025 của Chính phủ.",
    ],
)
def test_homonyms_and_neighbours_are_silent(line: str) -> None:
    assert not differences(line)


def test_two_digits_that_changed_places() -> None:
    assert differences("- Theo Quyết định số 1597/QĐ-TTg ngày 13/10/2020 của Thủ tướng Chính phủ.") == [
        ("warning", "1597/QĐ-TTg", "1579/QĐ-TTg")
    ]
    assert not differences("- Theo Quyết định số 1578/QĐ-TTg ngày 13/10/2020 của Thủ tướng Chính phủ.")


def test_another_term_of_the_central_committee() -> None:
    body = "của Ban Chấp hành Trung ương Đảng khóa {}"
    line = "- Theo Nghị quyết số 21-NQ/TW ngày 25/10/2017 " + body + " về công tác dân số."
    assert [found[1] for found in differences(line.format("XI"))] == ["Ban Chấp hành Trung ương Đảng khóa XI"]
    assert not differences(line.format("XII"))


def replaced(line: str, date: str) -> list[tuple[str, str]]:
    text = clean_plan(line).replace("ngày 16 tháng 3 năm 2026", date)
    return [(f.severity, f.args["until"]) for f in judged(Source("thử.txt", text)).findings if f.code == "VD314"]


@pytest.mark.parametrize(
    ("cited", "until", "before", "after"),
    [
        ("Luật Thanh tra năm 2022", "01/7/2025", "ngày 30 tháng 6 năm 2025", "ngày 01 tháng 7 năm 2025"),
        ("Luật Việc làm năm 2013", "01/01/2026", "ngày 31 tháng 12 năm 2025", "ngày 01 tháng 01 năm 2026"),
        ("Luật Xây dựng số 50/2014/QH13", "01/7/2026", "ngày 30 tháng 6 năm 2026", "ngày 01 tháng 7 năm 2026"),
        ("Nghị định số 24/2024/NĐ-CP", "04/8/2025", "ngày 03 tháng 8 năm 2025", "ngày 04 tháng 8 năm 2025"),
    ],
)
def test_in_force_to_the_day(cited: str, until: str, before: str, after: str) -> None:
    assert not replaced(f"- Thực hiện {cited}.", before)
    assert replaced(f"- Thực hiện {cited}.", after) == [("warning", until)]


def test_an_end_with_one_source_informs() -> None:
    assert replaced("- Thực hiện Nghị định số 61/2018/NĐ-CP.", "ngày 01 tháng 8 năm 2025") == [("info", "01/7/2025")]


def test_who_names_the_successor_too_knows_of_the_end() -> None:
    """Fault: 'chưa hưởng chế độ theo Quyết định số 104/1999/QĐ-TTg hoặc Quyết định số 40/2011/QĐ-TTg' was told of the second."""
    day = "ngày 01 tháng 8 năm 2025"
    old, new = "Nghị định số 61/2018/NĐ-CP", "Nghị định số 118/2025/NĐ-CP"
    assert not replaced(f"- Hồ sơ nộp theo {old} ngày 23/4/2018 hoặc {new}.", day)
    assert not replaced(f"- Thực hiện {old} (nay là {new}).", day)
    assert not replaced(f"- Người đang hưởng trợ cấp hằng tháng theo {old} được điều chỉnh.", day)
    assert replaced(f"- Thực hiện {old}; {new} hoặc văn bản khác.", day)
    assert replaced(f"- Thực hiện {old} hoặc Nghị định số 150/2025/NĐ-CP.", day)


def test_a_consolidated_text_rests_on_the_law_of_its_first_day() -> None:
    line = "- Thực hiện Luật Xây dựng số 50/2014/QH13."
    text = clean_plan(line).replace("ngày 16 tháng 3 năm 2026", "ngày 02 tháng 7 năm 2026")
    for symbol, told in (("KH-UBND", True), ("VBHN-UBND", False)):
        found = judged(Source("thử.txt", text.replace("/KH-UBND", f"/{symbol}"))).findings
        assert any(f.code == "VD314" for f in found) is told, symbol


def test_a_successor_that_is_replaced_leads_on() -> None:
    """Fault: a plan of 2026 was told to cite the law of February 2025, which that of June has replaced."""
    text = clean_plan("- Căn cứ Luật Tổ chức chính quyền địa phương số 77/2015/QH13 ngày 19/6/2015.")
    told = [f.args["successor"] for f in judged(Source("thử.txt", text)).findings if f.code == "VD314"]
    assert told == ["Luật Tổ chức chính quyền địa phương số 72/2025/QH15 ngày 16/6/2025"]
