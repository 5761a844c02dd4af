"""What a rule may need of a plan, and the reason to give where the text does not have it: not judged is not passed."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from checker.base.vocabulary import words
from checker.model.document import Document
from checker.model.plan import Plan
from checker.outline.genre import APPENDIX


def _is_plan(plan: Plan) -> bool:
    return plan.genre in words("outline", "plan_types")


def _is_gazette(plan: Plan) -> bool:
    """A copy from the gazette (Công báo), which leaves out the recipients."""
    return "CÔNG BÁO/Số" in plan.source.raw


# need → (what of the plan it is, why a rule was not judged in Vietnamese and English)
# '{genre}' is the kind of the text.
NEEDS: Mapping[str, tuple[Callable[[Plan], object], str, str]] = {
    "plan": (
        _is_plan,
        "văn bản là {genre}, không phải kế hoạch, chương trình, đề án, phương án",
        "the text is no plan, programme or scheme ({genre})",
    ),
    "issued": (
        lambda plan: plan.issued,
        "văn bản không có dấu hiệu được ban hành (phần đầu, tên loại, căn cứ, chữ ký, nơi nhận)",
        "nothing shows that the text is issued as a document (header, type, legal basis, signature, recipients)",
    ),
    "titled": (
        lambda plan: plan.header.type or _is_plan(plan),
        "văn bản là {genre}, không có dòng tên loại của Nghị định 30/2020/NĐ-CP",
        "the text has no line with a type of Decree 30/2020/NĐ-CP ({genre})",
    ),
    "whole": (
        lambda plan: not plan.attached and plan.genre != APPENDIX,
        "văn bản ban hành kèm theo: thành phần này thuộc văn bản ban hành",
        "an attached document: the document that issues it has this component",
    ),
    "decree": (
        lambda plan: plan.genre not in words("outline", "other_titles"),
        "văn bản là {genre}: không theo thể thức của Nghị định 30/2020/NĐ-CP",
        "a {genre} does not have the form of Decree 30/2020/NĐ-CP",
    ),
    "office": (
        lambda plan: not plan.personal,
        "văn bản của cá nhân, không do cơ quan ban hành",
        "the text is one person's, no office issues it",
    ),
    "complete": (
        lambda plan: "end" not in plan.unread,
        "văn bản dừng giữa chừng (bản trích): không có phần cuối để xét",
        "the text stops before its end (an extract)",
    ),
    "typed": (
        lambda plan: True,
        "văn bản như bản quét (nhận dạng chữ): chữ và dấu không đáng tin",
        "the text looks like the output of a scan: its letters and marks cannot be trusted",
    ),
    "recipients_due": (
        lambda plan: not _is_gazette(plan),
        "bản in Công báo không in phần “Nơi nhận”",
        "the gazette prints no recipients",
    ),
    "opened": (
        lambda plan: "header" not in plan.unread,
        "phần đầu bị lược bỏ hoặc dồn dòng: không biết bản gốc có mở đầu, căn cứ hay không",
        "the header is left out or run together: whether the paper has an opening is not known",
    ),
    "header": (
        lambda plan: plan.header.national_title or plan.header.motto or plan.header.issuer_span,
        "văn bản không có phần đầu (Quốc hiệu, Tiêu ngữ, cơ quan ban hành)",
        "the text has no header (national title, motto, issuer)",
    ),
    "title": (
        lambda plan: plan.header.type_span,
        "văn bản không có dòng tên loại",
        "the text has no line with the document type",
    ),
    "subject": (lambda plan: plan.header.subject_span, "văn bản không có trích yếu", "the text has no subject"),
    "number": (lambda plan: plan.header.number, "văn bản không có dòng số, ký hiệu", "the text has no number line"),
    "date": (lambda plan: plan.header.date, "văn bản không ghi ngày ban hành", "the text does not give its own date"),
    "opening": (lambda plan: plan.opening, "văn bản không có phần mở đầu", "the text has no opening"),
    "body": (lambda plan: plan.body.end > plan.body.start, "văn bản không có nội dung", "the text has no body"),
    "sections": (lambda plan: plan.sections, "văn bản không chia mục", "the text has no sections"),
    "recipients": (lambda plan: plan.recipients, "văn bản không có phần “Nơi nhận”", "the text has no recipients"),
    "signature": (lambda plan: plan.signature, "văn bản không có phần chữ ký", "the text has no signature block"),
    "tables": (lambda plan: plan.tables, "không đọc được bảng nào trong văn bản", "no table was read in the text"),
    "layout": (
        lambda plan: plan.source.layout is not None,
        "tệp văn bản thuần không cho biết trình bày (chỉ tệp .docx)",
        "a text file shows no layout (only .docx does)",
    ),
}


def _is_typed(doc: Document) -> bool:
    try:
        return not doc.facts("scan")
    except KeyError:  # nobody reads it here
        return True


def lacking(doc: Document, needs: tuple[str, ...], lang: str) -> str | None:
    """Why a rule with these needs cannot be judged on this plan; None where it can."""
    plan = doc.plan
    for need in needs:
        holds, *why = NEEDS[need]
        if not (_is_typed(doc) if need == "typed" else holds(plan)):
            return why[lang == "en"].format(genre=plan.genre or ("loại không rõ", "of a kind that is not clear")[lang == "en"])
    return None
