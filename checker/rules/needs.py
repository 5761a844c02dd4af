"""What a rule may need of a plan, and the reason to give where the text does not have it: not judged is not passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.model.plan import Plan

_HAS: Mapping[str, Callable[[Plan], object]] = {
    "header": lambda plan: plan.header.national_title or plan.header.motto or plan.header.issuer_span,
    "title": lambda plan: plan.header.type_span,
    "subject": lambda plan: plan.header.subject_span,
    "number": lambda plan: plan.header.number,
    "date": lambda plan: plan.header.date,
    "opening": lambda plan: plan.opening,
    "body": lambda plan: plan.body.end > plan.body.start,
    "sections": lambda plan: plan.sections,
    "recipients": lambda plan: plan.recipients,
    "signature": lambda plan: plan.signature,
    "tables": lambda plan: plan.tables,
    "layout": lambda plan: plan.source.layout is not None,
}

_WHY: Mapping[str, tuple[str, str]] = {
    "header": (
        "văn bản không có phần đầu (Quốc hiệu, Tiêu ngữ, cơ quan ban hành)",
        "the text has no header (national title, motto, issuer)",
    ),
    "title": ("văn bản không có dòng tên loại", "the text has no line with the document type"),
    "subject": ("văn bản không có trích yếu", "the text has no subject"),
    "number": ("văn bản không có dòng số, ký hiệu", "the text has no number line"),
    "date": ("văn bản không ghi ngày ban hành", "the text does not give its own date"),
    "opening": ("văn bản không có phần mở đầu", "the text has no opening"),
    "body": ("văn bản không có nội dung", "the text has no body"),
    "sections": ("văn bản không chia mục", "the text has no sections"),
    "recipients": ("văn bản không có phần “Nơi nhận”", "the text has no recipients"),
    "signature": ("văn bản không có phần chữ ký", "the text has no signature block"),
    "tables": ("văn bản không có bảng", "the text has no tables"),
    "layout": ("tệp văn bản thuần không cho biết trình bày (chỉ tệp .docx)", "a text file shows no layout (only .docx does)"),
}


def lacking(plan: Plan, needs: tuple[str, ...], lang: str) -> str | None:
    """Why a rule with these needs cannot be judged on this plan; None where it can."""
    for need in needs:
        if not _HAS[need](plan):
            return _WHY[need][lang == "en"]
    return None
