"""Every format of a report made by hand, held by a snapshot; and what each format promises on top of its bytes.

To renew the snapshots after a look at the difference: PLANCHECK_SNAPSHOTS=write pytest tests/report
"""

from __future__ import annotations

import json
import os
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from pathlib import Path

import pytest

from checker import __version__
from checker.model.findings import FileReport, Report
from checker.report import FORMATS, renderer, statistics
from checker.report.streams import visible
from checker.report.tally import Tally
from checker.report.wording import ranges
from tests.report.made import Maker, findings, report

HERE = Path(__file__).parent
TEXT_FORMATS = [name for name in FORMATS if name != "docx"]
ESCAPE = "\x1b"


def same_as_snapshot(name: str, text: str) -> None:
    """Compare with the committed file, or write it where the environment says so."""
    path = HERE / "snapshots" / name
    text = text.replace(f'"{__version__}"', '"VERSION"').replace(f"plancheck {__version__}", "plancheck VERSION")
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", text, flags=re.DOTALL)  # looks are judged by eye
    if os.environ.get("PLANCHECK_SNAPSHOTS") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode(), f"{name} has changed; see the head of this file"


def _tally(given: Report) -> Tally:
    tally = Tally()
    for file in given.files:
        tally.add(file)
    return tally


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_snapshot(name):
    same_as_snapshot(f"made.{name}", renderer(name)(report()))


def test_snapshot_english():
    same_as_snapshot("made-en.pretty", renderer("pretty")(report("en")))


def test_snapshot_narrow_terminal():
    same_as_snapshot("made-60.pretty", renderer("pretty", width=60)(report()))


def test_snapshot_coloured():
    same_as_snapshot("made-colour.pretty", renderer("pretty", color=True)(report()))


def test_snapshot_statistics():
    same_as_snapshot("made.statistics", statistics.render(_tally(report()), "vi"))


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_two_runs_are_equal(name):
    assert renderer(name)(report()) == renderer(name)(report())


@pytest.mark.parametrize("name", [name for name in TEXT_FORMATS if name not in ("json", "jsonl", "sarif")])
def test_no_control_character_of_a_plan_reaches_the_output(name):
    text = renderer(name)(report())
    assert ESCAPE not in text
    assert "\x00" not in text and "\u202e" not in text


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif"])
def test_json_escapes_control_characters(name):
    assert ESCAPE not in renderer(name)(report())


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_a_run_without_findings(name):
    clean = Report((FileReport("sạch.txt", type="Kế hoạch", read={"citations": 3}, document=report().files[0].document),), ())
    assert isinstance(renderer(name)(clean), str)


def test_a_clean_run_says_what_was_read():
    clean = Report((FileReport("sạch.txt", read={"citations": 3, "tasks": 2}),), ())
    assert "đọc được 3 viện dẫn" in renderer("pretty")(clean)


@pytest.mark.parametrize("name", TEXT_FORMATS)
def test_names_that_are_no_unicode(name):
    bad = Report((FileReport("t\udce9n.txt", error="không có tệp này"),), ())
    renderer(name)(bad).encode("utf-8", "backslashreplace")


# -- the terminal -----------------------------------------------------------------------------------------------------


def carets(text: str) -> list[tuple[str, str]]:
    """(line of text, line of carets) pairs."""
    lines = text.splitlines()
    return [(above, row) for above, row in zip(lines, lines[1:], strict=False) if row.strip() and not row.strip().strip("^")]


def one(words: str, text: str) -> Report:
    maker = Maker(text, "a.txt")
    from checker.model.document import Document
    from checker.model.plan import Header, Plan
    from checker.outline.blocks import read_blocks
    from checker.source.text import Span

    blocks, tables, _ = read_blocks(maker.source)
    plan = Plan(maker.source, blocks, tables, Header("other"), None, (), (), None, Span(0, 0), None, None)
    finding = maker.finding("CT705", "confusable-phrase", "warning", words, "Sai.")
    return Report((FileReport("a.txt", findings=(finding,), document=Document(plan, {}, {})),), ())


def test_underline_by_display_width():
    cell_len = pytest.importorskip("rich.cells").cell_len
    text = "Ở thôn 東京都 (có 3 hộ 한국) thì lòng ghép các việc."
    ((above, row),) = carets(renderer("pretty")(one("lòng ghép", text)))
    start = above.index("lòng ghép")
    assert cell_len(above[:start]) == len(row) - len(row.lstrip())
    assert row.count("^") == cell_len("lòng ghép")


def test_underline_of_decomposed_letters():
    import unicodedata

    from rich.cells import cell_len

    text = unicodedata.normalize("NFD", "Các đơn vị phối hợp để thực hiện lòng ghép các việc.")
    maker = unicodedata.normalize("NFC", "lòng ghép")
    ((above, row),) = carets(renderer("pretty")(one(maker, text)))
    assert row.count("^") == 9
    words = unicodedata.normalize("NFD", "lòng ghép")
    assert cell_len(above[: above.index(words)]) == row.index("^")


def test_a_long_paragraph_is_cut_to_a_window():
    text = "Trước đó " * 90 + "là lòng ghép " + "sau đó " * 90
    for width in (40, 60, 100, 200):
        ((above, row),) = carets(renderer("pretty", width=width)(one("lòng ghép", text)))
        assert len(above) <= width and "…" in above
        assert above[row.index("^") :].startswith("lòng ghép")


def test_off_a_terminal_nothing_is_wrapped():
    maker = Maker()
    long = replace(findings(maker)[0], message="dài " * 200)
    text = renderer("pretty")(Report((replace(report().files[0], findings=(long,)),), ()))
    assert ("dài " * 200).strip() in text


def test_a_line_never_grows_over_the_terminal():
    from rich.cells import cell_len

    for width in (50, 80, 120):
        body = renderer("pretty", width=width, quiet=True)(report())
        heads = [line for line in body.splitlines() if not line.startswith("          ")]
        assert all(cell_len(line) <= width for line in body.splitlines() if line not in heads)


def test_colours_change_nothing_but_colour():
    assert re.sub(r"\x1b\[[0-9;]*m", "", renderer("pretty", color=True)(report())) == renderer("pretty")(report())


def test_quiet_has_findings_only():
    text = renderer("pretty", quiet=True)(report())
    assert "VD301" in text and "đọc được 2" not in text


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("a\x1b[2Jb", "a⟨U+001B⟩[2Jb"),
        ("a\u202eb", "a⟨U+202E⟩b"),
        ("a\nb\tc", "a b c"),
        ("a\u200bb", "a⟨U+200B⟩b"),
        ("\udcff", "⟨U+DCFF⟩"),
        ("Tiếng Việt — “được”", "Tiếng Việt — “được”"),
        ("\u0300", "\u0300"),
    ],
)
def test_visible(raw, shown):
    assert visible(raw) == shown


# -- machines ---------------------------------------------------------------------------------------------------------


def test_concise_has_one_line_for_each_finding():
    lines = renderer("concise")(report()).splitlines()
    assert len(lines) == 8
    assert lines[1].startswith("kế hoạch/tuyên truyền.txt:14:23: error VD301 citation-malformed: ")


def many(severity: str, number: int) -> Report:
    first = findings(Maker())[0]
    return Report((FileReport("a.txt", findings=tuple(replace(first, severity=severity) for _ in range(number))),), ())


def test_github_shows_ten_of_a_level_and_counts_the_rest():
    text = renderer("github")(many("warning", 25))
    lines = text.splitlines()
    assert len(lines) == 10
    assert all(line.startswith("::warning ") for line in lines)
    assert "còn 16 cảnh báo" in lines[-1]
    assert len(renderer("github")(many("error", 10)).splitlines()) == 10


def test_github_puts_errors_first_and_escapes():
    lines = renderer("github")(report()).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 4 + ["::warning"] * 3 + ["::notice"]
    odd = replace(findings(Maker())[0], message="100% a\nb: c, d")
    (line,) = renderer("github")(Report((FileReport("a,b:c%.txt", findings=(odd,)),), ())).splitlines()
    assert "file=a%2Cb%3Ac%25.txt" in line and "::100%25 a b: c, d" in line


def test_github_step_summary():
    text = renderer("step-summary")(report())
    assert text.startswith("### plancheck") and "`VD301`" in text
    assert "<b>" not in text
    same_as_snapshot("made.step-summary.md", text)


def test_github_step_summary_stays_under_its_limit():
    long = replace(findings(Maker())[0], message="ư" * 5000)
    many_long = Report(tuple(FileReport(f"{i}.txt", findings=(long,) * 100) for i in range(80)), ())
    summary = renderer("step-summary")(many_long)
    assert len(summary.encode()) < 2**20 and "phát hiện nữa" in summary


def test_gitlab_fingerprints_are_unlike():
    issues = json.loads(renderer("gitlab")(many("error", 5)))
    assert len({issue["fingerprint"] for issue in issues}) == 5
    for issue in json.loads(renderer("gitlab")(report())):
        assert set(issue) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert issue["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert not issue["location"]["path"].startswith("./")


def test_junit_counts():
    root = ET.fromstring(renderer("junit")(report()))
    assert root.tag == "testsuites"
    for suite in [root, *root]:
        cases = list(suite.iter("testcase"))
        assert int(suite.get("tests")) == len(cases)
        assert int(suite.get("failures")) == sum(case.find("failure") is not None for case in cases)
        assert int(suite.get("errors")) == sum(case.find("error") is not None for case in cases)
        assert int(suite.get("skipped")) == sum(case.find("skipped") is not None for case in cases)


def test_junit_with_every_character():
    text = "".join(map(chr, [*range(1, 0x100), 0x2028, 0xD7FF, 0xE000, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600]))
    odd = replace(findings(Maker())[0], message=text)
    ET.fromstring(renderer("junit")(Report((FileReport(text.replace("\n", ""), findings=(odd,)),), ())))


def test_statistics_as_json():
    rows = json.loads(statistics.render_json(_tally(report())))
    assert {"count": 1, "files": 1, "fixable": 1, "code": "VD301", "name": "citation-malformed", "severity": "error"} in rows


@pytest.mark.parametrize(
    ("codes", "shown"),
    [
        ([], ""),
        (["TT101"], "TT101"),
        (["TT102", "TT101"], "TT101, TT102"),
        (["TT101", "TT102", "TT103"], "TT101-TT103"),
        (["WD809", "WD810", "WD808", "TT100"], "TT100, WD808-WD810"),
        (["X", "Y001"], "X, Y001"),
    ],
)
def test_ranges_of_codes(codes, shown):
    assert ranges(codes) == shown
