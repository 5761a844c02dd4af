"""The registries are what the grammar reads by: the built-in types and codes, and those that an office adds."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from checker.cli.main import main
from checker.families.citations.symbols import Symbols, symbols, type_words
from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.rules.documents import read_documents
from checker.rules.registries import Law
from checker.source.text import Source
from tests.plans import clean_plan, findings

LAW = Law()
BUILT_IN = symbols(LAW)
TYPES = LAW["document_types"]["types"]
CENTRAL = [one["name"] for one in LAW["agencies"]["agencies"] if one["level"] == "central"]
MINISTRIES = [name for name in CENTRAL if name.startswith("Bộ ")]


@pytest.fixture
def office(tmp_path: Path) -> Law:
    """The law of an office that has a type and an organ of its own."""
    (tmp_path / "document_types.yaml").write_text(
        'types:\n  - {name: "Phiếu giao việc", also: [phiếu giao nhiệm vụ], abbr: [PGV]}\njoint: [PGVLT]\n', encoding="utf-8"
    )
    (tmp_path / "organ_codes.yaml").write_text("organs:\n  - {code: TTĐP, names: [Trung tâm Điều phối]}\n", encoding="utf-8")
    (tmp_path / "agencies.yaml").write_text(
        "agencies:\n  - {name: Bộ Dân số, level: central, kind: government}\n", encoding="utf-8"
    )
    return Law([str(path) for path in sorted(tmp_path.glob("*.yaml"))])


def shape(known: Symbols, text: str) -> str | None:
    """The class that the grammar gives to a number."""
    tree = known.grammar.parse(text, 0, len(text))
    names = [part.data for part in tree.children[0].children if hasattr(part, "data")] if tree else []
    return next((name for name in names if name not in ("clause", "head", "tail")), None)


def token(known: Symbols, text: str, kind: str) -> str | None:
    tree = known.grammar.parse(text, 0, len(text))
    return next((str(one) for one in tree.tokens() if one.type == kind), None) if tree else None


def citations(law: Law, text: str) -> list:
    source = Source("x.txt", f"KẾ HOẠCH\nTriển khai công tác\n\nI. NỘI DUNG\n\n{text}\n")
    return list(Document(read_plan(source), Readers(), law).facts("citation"))


@pytest.mark.parametrize("words", type_words(TYPES))
def test_every_type_word_is_read_whole(words: str) -> None:
    assert token(BUILT_IN, f"{words} số 12/UBND-VX", "TYPE") == words


@pytest.mark.parametrize("code", sorted({code for entry in TYPES for code in entry["abbr"]}))
def test_every_code_of_a_type_is_one(code: str) -> None:
    assert token(BUILT_IN, f"12/{code}-UBND", "ABBR") == code
    assert shape(BUILT_IN, f"12/{code}-UBND") == "individual"


@pytest.mark.parametrize("entry", [one for one in TYPES if one["abbr"]], ids=lambda entry: entry["name"])
def test_every_type_is_cited(entry: dict) -> None:
    (one,) = citations(LAW, f"Thực hiện {entry['name']} số 12/{entry['abbr'][0]}-UBND ngày 05/01/2024 của UBND tỉnh về việc")
    assert (one.type, one.abbr) == (entry["name"], entry["abbr"][0])


@pytest.mark.parametrize("entry", LAW["organ_codes"]["organs"], ids=lambda entry: entry["code"])
def test_every_organ_stands_behind_a_number(entry: dict) -> None:
    for code in (entry["code"], *entry.get("also", ())):
        if code.replace("&", "").isalnum():
            assert token(BUILT_IN, f"12/KH-{code}", "ORGAN") == code


@pytest.mark.parametrize(
    "name", [n for e in LAW["agencies"]["agencies"] if (n := e["name"]).startswith("Bộ ") and e["level"] == "central"]
)
def test_every_ministry_is_read_whole(name: str) -> None:
    text = f"số 12/2025/TT-X của Bộ trưởng {name} quy định mức chi"
    assert token(BUILT_IN, text, "ISSUER") == f"Bộ trưởng {name}"


@pytest.mark.parametrize("entry", [one for one in TYPES if one.get("heads")], ids=lambda entry: entry["name"])
def test_a_title_is_a_type_of_the_registry(entry: dict) -> None:
    header = read_plan(Source("x.txt", f"{entry['name'].upper()}\nTriển khai công tác dân số\n\nI. NỘI DUNG\n\n1. Việc\n")).header
    assert header.type == entry["name"]


# -- an office's own --------------------------------------------------------------------------------------------------


def test_a_type_that_an_office_adds_is_read(office: Law) -> None:
    text = "Thực hiện Phiếu giao việc số 12/PGV-UBND ngày 05/01/2024 của UBND xã và phiếu giao nhiệm vụ số 13/PGV-UBND"
    first, second = citations(office, text)
    assert (first.type, first.abbr, first.normal, first.kind) == ("Phiếu giao việc", "PGV", "12/PGV-UBND", "individual")
    assert (second.type, second.abbr) == ("Phiếu giao việc", "PGV")


def test_its_code_is_known_and_its_case_mended(office: Law) -> None:
    text = clean_plan("- Thực hiện Phiếu giao việc số 12/PGV-SYT ngày 05/01/2024 của Sở Y tế tỉnh Phú Thọ về chiến dịch.")
    assert "VD304" in {one.code for one in findings(text, "VD")}
    (one,) = citations(office, "Thực hiện Phiếu giao việc số 12/pgv-UBND ngày 05/01/2024 của UBND xã về chiến dịch")
    assert one.faults == ("case",) and one.normal == "12/PGV-UBND"


def test_its_joint_code_organ_and_ministry(office: Law) -> None:
    known = symbols(office)
    assert shape(known, "12/2024/PGVLT-SYT-SNV") == "joint"
    assert known.is_organ("TTĐP") and not BUILT_IN.is_organ("TTĐP")
    assert token(known, "số 12/2025/TT-BDS của Bộ Dân số quy định mức chi", "ISSUER") == "Bộ Dân số"


def test_two_laws_have_two_grammars(office: Law) -> None:
    assert shape(symbols(office), "12/PGV-UBND") == "individual"
    assert shape(symbols(Law()), "12/PGV-UBND") == "letter"


def test_it_is_all_that_an_office_has_to_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fault: with the type in its registry an office lost the citation: the grammar did not know the word."""
    (tmp_path / "document_types.yaml").write_text("types:\n  - {name: Phiếu giao việc, abbr: [PGV]}\n", encoding="utf-8")
    (tmp_path / ".plancheck.yaml").write_text("registries: [document_types.yaml]\n", encoding="utf-8")
    draft = tmp_path / "draft.txt"
    draft.write_text(
        clean_plan("- Thực hiện Phiếu giao việc số 12/PGV-SYT ngày 05/01/2024 của Sở Y tế về chiến dịch."), encoding="utf-8"
    )

    def run(*arguments: str) -> dict:
        main([*arguments, str(draft), "--format", "json"])
        return json.loads(capsys.readouterr().out)["files"][0]

    isolated = run("check", "--isolated", "--select", "VD304")
    assert [one["code"] for one in isolated["findings"]] == ["VD304"]
    configuration = ("--config", str(tmp_path / ".plancheck.yaml"))
    assert not run("check", "--select", "VD304", *configuration)["findings"]
    assert "12/PGV-SYT" in [one["id"] for one in run("facts", *configuration)["citations"]]


def test_a_type_of_its_own_is_a_title(tmp_path: Path) -> None:
    """With `heads: true` the name of an office's own type is the title line of its documents."""
    path = tmp_path / "document_types.yaml"
    path.write_text("types:\n  - {name: Phiếu giao việc, abbr: [PGV], heads: true}\n", encoding="utf-8")
    text = clean_plan().replace("KẾ HOẠCH", "PHIẾU GIAO VIỆC", 1)

    def kind(law: Law) -> str | None:
        return read_documents(Source("x.txt", text), Readers(), law)[0].plan.header.type

    assert kind(Law([str(path)])) == "Phiếu giao việc"
    assert kind(Law()) is None
