"""A plan, its facts and its findings made by hand, so that reports are tested apart from readers and rules."""

from __future__ import annotations

import datetime
from types import SimpleNamespace

from checker.families.duties.records import Agency, Deadline, Task
from checker.families.money.records import Amount, Budget, BudgetLine
from checker.model.citation import Citation
from checker.model.document import Document
from checker.model.findings import Addend, Addition, FileReport, Finding, Note, PlacedEdit, PlacedFix, Report, Unjudged
from checker.model.plan import Header, NumberLine, PartialDate, PlaceDate, Plan, Recipients, Section, Signature, Unparsed
from checker.outline.blocks import read_blocks
from checker.source.text import Source, Span

TEXT = """\
ỦY BAN NHÂN DÂN
XÃ SÔNG TRẦU

Số: 5/KH-UBND

Sông Trầu, ngày 16 tháng 3 năm 2026

## **KẾ HOẠCH**

### **Tuyên truyền <an toàn> giao thông & trật tự năm 2026**

Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;

Thực hiện Kế hoạch số 346/ KH-UBND ngày 17/02/2026 của Ủy ban nhân dân tỉnh, Ủy ban nhân dân xã ban hành kế hoạch như sau:

## **I. MỤC ĐÍCH, YÊU CẦU**

- Nâng cao ý thức chấp hành pháp luật của người dân.

- Lòng ghép với các phong trào thi đua ở thôn 東京 và trường học.

## **II. NỘI DUNG**

### **1. Kinh phí**

Tổng kinh phí 52.000.000 đồng, gồm: in tờ rơi 30.000.000 đồng; treo băng rôn 20.000.000 đồng.

## **III. TỔ CHỨC THỰC HIỆN**

| TT | Nhiệm vụ | Chủ trì | Thời gian |
|---|---|---|---|
| 1 | Phát tờ rơi | Công an xã | Trước 31/4/2026 |
| 2 | Họp thôn |  | Tháng 5/2026 |

Trên đây là Kế hoạch của Ủy ban nhân dân xã, đề nghị các đơn vị triển khai thực hiện./.

Nơi nhận:
- Như trên;
- Lưu: VT.

TM. ỦY BAN NHÂN DÂN
KT.CHỦ TỊCH
PHÓ CHỦ TỊCH

Nguyễn Văn An
"""


class Maker:
    """Spans, places and findings of one text, each found by its words."""

    def __init__(self, text: str = TEXT, path: str = "kế hoạch/tuyên truyền.txt"):
        self.source = Source(path, text)
        self.path = path

    def span(self, words: str, nth: int = 1) -> Span:
        """The n-th place where `words` stand in the folded text."""
        start = -1
        for _ in range(nth):
            start = self.source.text.index(words, start + 1)
        return Span(start, start + len(words))

    def edit(self, words: str, new: str, within: str | None = None) -> PlacedEdit:
        """An edit of `words`, the ones inside `within` where that is given."""
        base = self.span(within).start if within else 0
        start = self.source.text.index(words, base)
        span = Span(start, start + len(words))
        return PlacedEdit(self.source.place(span), self.source.raw_span(span), new)

    def finding(self, code: str, name: str, severity: str, words: str, message: str, **more) -> Finding:
        """A finding on `words`. `related` is a list of (words, message)."""
        span = self.span(words, more.pop("nth", 1))
        related = tuple(Note(self.source.place(self.span(w)), text) for w, text in more.pop("related", ()))
        return Finding(
            code,
            name,
            severity,
            message,
            self.source.place(span),
            span,
            more.pop("section", None),
            more.pop("basis", None),
            related,
            more.pop("fixes", ()),
            more.pop("args", {}),
            more.pop("fingerprint", f"{code}-{span.start:04}"),
            more.pop("addition", None),
        )

    def section(
        self, label: str, title: str, until: str | None, *, path: str | None = None, roles=("other",), children=(), level=1
    ) -> Section:
        """A section from its heading to the words `until` (the signature where None)."""
        heading = self.span(f"{label}. {title}")
        end = self.span(until).start if until else self.span("Trên đây").start
        return Section(
            label,
            title,
            path or label,
            level,
            "roman" if level == 1 else "arabic",
            Span(heading.start, end),
            heading,
            Span(heading.start, heading.start + len(label) + 1),
            Span(heading.start + len(label) + 2, heading.end),
            roles,
            children=tuple(children),
        )


def plan(maker: Maker) -> Plan:
    """The outline of `TEXT`."""
    span, source = maker.span, maker.source
    blocks, tables, _ = read_blocks(source)
    header = Header(
        "state",
        issuer="Ủy ban nhân dân xã Sông Trầu",
        issuer_text="ỦY BAN NHÂN DÂN XÃ SÔNG TRẦU",
        issuer_span=Span(span("ỦY BAN NHÂN DÂN").start, span("XÃ SÔNG TRẦU").end),
        number=NumberLine(span("Số: 5/KH-UBND"), span("5/KH-UBND"), "5", "KH-UBND"),
        place_date=PlaceDate(
            span("Sông Trầu, ngày 16 tháng 3 năm 2026"),
            "Sông Trầu",
            span("Sông Trầu"),
            span("ngày 16 tháng 3 năm 2026"),
            PartialDate(2026, 3, 16),
        ),
        type="Kế hoạch",
        type_span=span("KẾ HOẠCH"),
        subject="Tuyên truyền <an toàn> giao thông & trật tự năm 2026",
        subject_span=span("Tuyên truyền <an toàn> giao thông & trật tự năm 2026"),
    )
    money = maker.section("1", "Kinh phí", "III. TỔ CHỨC", path="II.1", roles=("budget",), level=2)
    sections = (
        maker.section("I", "MỤC ĐÍCH, YÊU CẦU", "II. NỘI DUNG", roles=("purpose",)),
        maker.section("II", "NỘI DUNG", "III. TỔ CHỨC", roles=("tasks",), children=(money,)),
        maker.section("III", "TỔ CHỨC THỰC HIỆN", None, roles=("organisation",)),
    )
    recipients = Span(span("Nơi nhận:").start, span("- Lưu: VT.").end)
    signature = Span(span("TM. ỦY BAN").start, span("Nguyễn Văn An").end)
    opening = Span(span("Căn cứ Nghị định").start, span("như sau:").end)
    return Plan(
        source,
        blocks,
        tables,
        header,
        opening,
        (span("Căn cứ Nghị định"),),
        sections,
        span("Trên đây"),
        Span(opening.start, span("thực hiện./.").end),
        Recipients(recipients, span("Nơi nhận:"), (span("- Như trên;"), span("- Lưu: VT."))),
        Signature(signature, (span("TM. ỦY BAN NHÂN DÂN"), span("KT.CHỦ TỊCH")), span("PHÓ CHỦ TỊCH"), span("Nguyễn Văn An")),
    )


def facts(maker: Maker) -> dict[str, tuple]:
    """The facts of `TEXT`, by kind."""
    span = maker.span
    decree = "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ"
    letter = "Kế hoạch số 346/ KH-UBND ngày 17/02/2026 của Ủy ban nhân dân tỉnh"
    police = Agency(span("Công an xã"), "Công an xã")
    limit = Deadline(span("Trước 31/4/2026"), None, "before")
    leaflets, banners = (
        Amount(span(words), value) for words, value in (("30.000.000 đồng", 30_000_000), ("20.000.000 đồng", 20_000_000))
    )
    total = Amount(span("52.000.000 đồng"), 52_000_000)
    return {
        "citation": (
            Citation(
                span(decree),
                "Nghị định",
                "30",
                2020,
                "NĐ-CP",
                "30/2020/NĐ-CP",
                "30/2020/NĐ-CP",
                "normative",
                datetime.date(2020, 3, 5),
                "Chính phủ",
                None,
                True,
            ),
            Citation(
                span(letter),
                "Kế hoạch",
                "346",
                None,
                "KH-UBND",
                "346/KH-UBND",
                "346/KH-UBND",
                "individual",
                datetime.date(2026, 2, 17),
                "Ủy ban nhân dân tỉnh",
                None,
                True,
            ),
        ),
        "task": (
            Task(span("| 1 | Phát tờ rơi"), police, "lead", span("Phát tờ rơi"), limit),
            Task(
                span("| 2 | Họp thôn"),
                None,
                None,
                span("Họp thôn"),
                Deadline(span("Tháng 5/2026"), datetime.date(2026, 5, 31), "month"),
            ),
        ),
        "budget": (
            Budget(
                span("Tổng kinh phí 52.000.000 đồng"),
                total,
                label="Tổng kinh phí",
                items=(BudgetLine("in tờ rơi", leaflets.span, leaflets), BudgetLine("treo băng rôn", banners.span, banners)),
            ),
        ),
        "amount": (total, leaflets, banners),
        "unparsed": (Unparsed(span("thôn 東京"), "không rõ là địa danh nào"),),
    }


def document(maker: Maker) -> Document:
    """The plan without readers: a report that asks it for facts gets a KeyError."""
    return Document(plan(maker), {}, {})


def findings(maker: Maker) -> tuple[Finding, ...]:
    """One finding of most kinds: with a safe fix, a suggestion, related places, in a table, on an absence."""
    decree = "Nghị định 30/2020/NĐ-CP, Phụ lục I"
    return (
        maker.finding(
            "TT108",
            "document-number-unpadded",
            "warning",
            "5/KH-UBND",
            "Số “5” dưới 10 phải viết “05”.",
            basis=f"{decree}, mục II.3",
            fixes=(PlacedFix("safe", "Viết “05”", (maker.edit("5", "05", "5/KH-UBND"),)),),
        ),
        maker.finding(
            "VD301",
            "citation-malformed",
            "error",
            "346/ KH-UBND",
            "“346/ KH-UBND” có dấu cách trong số, ký hiệu; viết “346/KH-UBND”.",
            basis=f"{decree}, mục II.3",
            fixes=(PlacedFix("safe", "", (maker.edit(" ", "", "/ KH-UBND"),)),),
        ),
        maker.finding(
            "CT705",
            "confusable-phrase",
            "warning",
            "Lòng ghép",
            "“Lòng ghép”: cụm từ đúng là “Lồng ghép”.",
            section="I",
            basis="Thông lệ soạn thảo",
            fixes=(PlacedFix("suggest", "Viết “Lồng ghép”", (maker.edit("Lòng", "Lồng"),)),),
        ),
        maker.finding(
            "NS601",
            "total-mismatch",
            "error",
            "52.000.000 đồng",
            "Tổng ghi 52.000.000 đồng, cộng các dòng được 50.000.000 đồng, thừa 2.000.000 đồng.",
            section="II.1",
            related=[("30.000.000 đồng", "một số hạng"), ("20.000.000 đồng", "một số hạng")],
            args={"total": 52_000_000, "sum": 50_000_000},
            addition=Addition(
                (
                    Addend(maker.span("30.000.000 đồng"), 30_000_000, "in tờ rơi"),
                    Addend(maker.span("20.000.000 đồng"), 20_000_000, "treo băng rôn"),
                ),
                50_000_000,
                52_000_000,
            ),
        ),
        maker.finding("TH503", "date-invalid", "error", "31/4/2026", "Lịch không có ngày “31/4/2026”.", section="III"),
        maker.finding(
            "TT141",
            "signature-authority-format",
            "warning",
            "KT.CHỦ TỊCH",
            "“KT.CHỦ TỊCH” viết là “KT. CHỦ TỊCH”.",
            basis=f"{decree}, mục II.7",
            fixes=(PlacedFix("unsafe", "Viết “KT. CHỦ TỊCH”", (maker.edit("KT.CHỦ", "KT. CHỦ"),)),),
        ),
        maker.finding("TT130", "closing-mark", "info", "thực hiện./.", "Dấu kết thúc <b>./.</b> & \x1b[31mđỏ."),
    )


def rule(code: str, name: str, title: str, severity: str, fix: str, wrong: str, right: str) -> SimpleNamespace:
    """What reports look at of a rule."""
    return SimpleNamespace(
        code=code,
        name=name,
        aliases=("old-" + name,),
        title={"vi": title},
        why={"vi": "Vì người đọc tra cứu theo số & ký hiệu."},
        basis="Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.3",
        severity=SimpleNamespace(default=severity),
        fix=fix,
        examples=(SimpleNamespace(text=wrong, bad=True), SimpleNamespace(text=right, bad=False)),
    )


RULES = {
    "TT108": rule("TT108", "document-number-unpadded", "Số văn bản thiếu số 0", "warning", "safe", "⟦5/KH-UBND⟧", "05/KH-UBND"),
    "VD301": rule("VD301", "citation-malformed", "Số, ký hiệu sai dạng", "error", "safe", "⟦346/ KH-UBND⟧", "346/KH-UBND"),
}


def report(lang: str = "vi", **more) -> Report:
    """A report of two files: the plan, and one that could not be read."""
    maker = Maker()
    found = sorted(findings(maker), key=lambda f: (f.place.line, f.place.column, f.code))
    waived = maker.finding("CT701", "spacing", "info", "& trật tự", "Dấu cách.", fixes=())
    plan_file = FileReport(
        maker.path,
        None,
        "Kế hoạch",
        "2026-03-16",
        read={"citations": 2, "dates": 3, "amounts": 3, "tasks": 2, "agencies": 4, "unparsed": 1},
        not_checked=(Unjudged("TT101", "văn bản không có quốc hiệu"), Unjudged("TT102", "văn bản không có quốc hiệu")),
        findings=tuple(found),
        suppressed=((waived, "tên riêng của chương trình"),),
        document=document(maker),
        facts=facts(maker),
    )
    broken = FileReport("hỏng \x1b[2J.txt", "không phải UTF-8 (có thể là TCVN3, VNI hay bảng mã khác), byte 17")
    packs = tuple({"name": name, "version": "1.0", "law_as_of": "2026-11-22"} for name in ("tt", "vd"))
    return Report((plan_file, broken), packs, more.pop("rules", RULES), lang)
