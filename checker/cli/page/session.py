"""What the page asks of plancheck: one call per question, with text and bytes in and out. It runs inside the browser."""

from __future__ import annotations

import datetime
import json
import os
import tempfile
from collections.abc import Callable

from checker.base import regex
from checker.base.record import TYPE_CHECKING, replace
from checker.cli.faults import cause
from checker.cli.judge import Judge, make_judge
from checker.cli.page.house_rules import pack, pairs_of_text, pairs_of_workbook
from checker.cli.settings import Config
from checker.model.findings import FileReport, PlacedEdit, Report
from checker.report import mail, renderer, table
from checker.report.compare import compare, section
from checker.report.docx_copy import annotate
from checker.report.html import article
from checker.report.wording import WORST_FIRST, best_safety, severities
from checker.rules.engine import lint
from checker.rules.fixes import apply, proven
from checker.source import read_any

if TYPE_CHECKING:
    from typing import Any

SETTINGS = "/app/office/settings.json"  # what an office has built into its page
_SAMPLE = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
XÃ AN BÌNH\tĐộc lập - Tự do - Hạnh phúc
Số: 12/KH-UBND\tAn Bình, ngày 05 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây xanh trên địa bàn xã năm 2026

Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;
Căn cứ Nghị quyết số 21-NQ/TW ngày 25 tháng 10 năm 2017 của Ban Chấp hành Trung ương;
Ủy ban nhân dân xã An Bình ban hành Kế hoạch như sau:

I. MỤC ĐÍCH, YÊU CẦU
1. Trồng 500 cây trước ngày 31/12/2026.

II. NỘI DUNG
- Chuẩn bị cây giống: 20.000.000 đồng;
- Công trồng: 10.000.000 đồng.
Tổng kinh phí: 30.000.000 đồng.

III. TỔ CHỨC THỰC HIỆN
Phòng Kinh tế chủ trì, phối hợp với các đơn vị thực hiện trước ngày 15/11/2026.

Nơi nhận:\tTM. ỦY BAN NHÂN DÂN
- Như mục III;\tCHỦ TỊCH
- Lưu: VT.\tNguyễn Văn An
"""


def config() -> Config:
    """The settings that were built into the page."""
    if not os.path.exists(SETTINGS):
        return Config(isolated=True)
    with open(SETTINGS, encoding="utf-8") as file:
        given = json.load(file)
    lists: dict[str, Any] = {key: tuple(given[key]) for key in ("ignore", "packs", "registries")}
    select = None if given["select"] is None else tuple(given["select"])
    return Config(
        isolated=True, select=select, severity=given["severity"], profile=given["profile"], stage=given["stage"], **lists
    )


class Desk:
    """The files that lie on the page, each read and judged once."""

    def __init__(self, settings: Config, today: datetime.date | None = None):
        self._settings = settings
        self.judge: Judge = make_judge(settings, today or datetime.date.today())
        self.files: dict[str, FileReport] = {}

    def check(self, name: str, data: bytes) -> FileReport:
        """Read and judge one file; it takes the place of another with that name."""
        report = self.files[name] = self.judged(name, data)
        return report

    def with_pack(self, text: str) -> None:
        """Judge by a pack of the office too, from now on; '' takes it away."""
        path = os.path.join(tempfile.gettempdir(), "noi-bo.yaml")
        packs = tuple(pack for pack in self._settings.packs if pack != path)
        if text:
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            packs += (path,)
        self._settings = replace(self._settings, packs=packs)
        self.judge = make_judge(self._settings, self.judge.today)

    def judged(self, name: str, data: bytes) -> FileReport:
        """Read and judge one file, which is not kept."""
        settings = self.judge.settings(name)
        try:
            return lint(read_any(name, data), settings, self.judge.law)
        except Exception as error:  # one bad file costs only itself
            return FileReport(name, error=cause(error), profile=settings.profile, stage=settings.stage)

    def about(self) -> Report:
        """The report of the command line without its files."""
        packs = tuple({"name": p.name, "version": p.version, "law_as_of": p.law_as_of} for p in self.judge.book.packs)
        return Report((), packs, self.judge.book.by_code(), "vi")

    def report(self, names: list[str]) -> Report:
        """The report of some files, as the command line would give it."""
        return replace(self.about(), files=tuple(self.files[name] for name in names))


def warm_up() -> Desk:
    """A desk that has checked a plan and written a sheet: the next ones find everything loaded."""
    desk = Desk(config())
    desk.check("kế hoạch.txt", _SAMPLE.encode())
    renderer("html")(desk.report(["kế hoạch.txt"]))
    del desk.files["kế hoạch.txt"]
    regex.remember()
    return desk


_desk: Desk | None = None


def start() -> None:
    """Make the desk of this page."""
    global _desk
    _desk = warm_up()


def call(name: str, given: str, data: object = None) -> tuple[str, bytes | None]:
    """One question of the page: its name, its arguments as JSON and the bytes of a file → an answer as JSON, and bytes."""
    content = data.to_bytes() if hasattr(data, "to_bytes") else data
    answer, out = _CALLS[name](_desk, json.loads(given), content)
    return json.dumps(answer, ensure_ascii=False), out


def _check(desk: Desk, given: dict, data: bytes) -> tuple[object, None]:
    """A file is read and judged: its counts, its findings, and its sheet as a part of the page."""
    report = desk.check(given["name"], data)
    counts = severities(report.findings)
    header = report.document.plan.header if report.document is not None else None
    return {
        "name": report.path,
        "error": report.error,
        "counts": [counts[level] for level in WORST_FIRST],
        "subject": " ".join(filter(None, (header.type, header.subject))) if header is not None else "",
        "word": report.document is not None and report.document.source.layout is not None,
        "html": article(report, given["at"], desk.about()),
        "findings": [
            {"fingerprint": f.fingerprint, "severity": f.severity, "code": f.code, "safe": best_safety(f) == "safe"}
            for f in report.findings
        ],
    }, None


def _kept(desk: Desk, given: dict) -> tuple[FileReport, list[PlacedEdit]]:
    """A report without what its reader skipped, and the edits of the safe corrections that were accepted and do no harm."""
    report = desk.files[given["name"]]
    skipped, refused = set(given["skipped"]), set(given["refused"])
    report = replace(report, findings=tuple(f for f in report.findings if f.fingerprint not in skipped))
    accepted = [f for f in report.findings if f.fingerprint not in refused]
    return report, proven(report.judged.source, accepted, desk.judge.lint(report.path))


def _word(desk: Desk, given: dict, _: object) -> tuple[object, bytes]:
    """The Word copy with comments, the accepted corrections as tracked changes."""
    report, edits = _kept(desk, given)
    return None, annotate(report, edits, reviewer=given["reviewer"], day=datetime.date.today()).data


def _fixed(desk: Desk, given: dict, _: object) -> tuple[object, bytes]:
    """The corrected copy: a text with the corrections made, a Word file with them as tracked changes and no comment."""
    report, edits = _kept(desk, given)
    source = report.judged.source
    if source.layout is not None:
        return None, annotate(replace(report, findings=()), edits, reviewer=given["reviewer"], day=datetime.date.today()).data
    return None, source.bom + apply(source.raw, edits).encode(source.encoding)


def _sheet(desk: Desk, given: dict, _: object) -> tuple[object, bytes]:
    return None, renderer("html")(desk.report(given["names"])).encode()


def _table(desk: Desk, given: dict, _: object) -> tuple[object, bytes]:
    about = desk.about()
    parts = [table.part(desk.files[name], at, about) for at, name in enumerate(given["names"], 1)]
    return None, table.workbook(parts, about.lang)


def _mail(desk: Desk, given: dict, _: object) -> tuple[object, None]:
    return mail.render(desk.report(given["names"])), None


def _compare(desk: Desk, given: dict, data: bytes) -> tuple[object, None]:
    """An earlier draft of a file that lies on the desk: what became of its findings."""
    current = desk.files[given["name"]]
    earlier = desk.judged(given["earlier"], data)
    if earlier.error is not None:
        return {"error": earlier.error}, None
    return {"html": section(compare(earlier, current), "vi")}, None


def _house(desk: Desk, given: dict, data: bytes | None) -> tuple[object, None]:
    """House rules of a table: they hold from now on; without pairs there are none any more."""
    pairs = pairs_of_workbook(data) if data is not None else pairs_of_text(given["text"])
    text = pack(pairs) if pairs else ""
    desk.with_pack(text)
    return {"pairs": pairs, "pack": text}, None


_CALLS: dict[str, Callable] = {
    "check": _check,
    "word": _word,
    "fixed": _fixed,
    "sheet": _sheet,
    "table": _table,
    "mail": _mail,
    "compare": _compare,
    "house": _house,
}
