"""The issuing organ written short (Decree 30/2020/NĐ-CP, Appendix I, II.2), and an addressee, which a plan has not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.spots import line_at
from checker.model.checkbook import check
from checker.model.findings import Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document


@check("issuer_abbreviated")
def issuer_abbreviated(doc: Document, *, words: Mapping[str, str] | None = None, of_front: Sequence[str] = ()) -> Iterator[Hit]:
    """The issuer's own line holds an abbreviation of `words` (short form → full form), matched as whole words.

    Of the Front and the mass organisations only the forms `of_front` are looked for: their own guides allow others.

    Algorithm: each short form is replaced in a name that may stand on two lines.
    """
    header = doc.plan.header
    if header.issuer_span is None or not words:
        return
    line = doc.text[header.issuer_span.start : header.issuer_span.end]
    whole = header.issuer_text or line  # a name of two lines stands in `issuer_span` with its first
    full, found, mended = whole, [], line
    for short, long in words.items():
        if header.kind == "front" and short not in of_front:
            continue
        pattern = re.compile(rf"(?<![\w&]){re.escape(short)}(?![\w&])", re.IGNORECASE)
        if pattern.search(full):
            found.append(short)
            full, mended = pattern.sub(long, full), pattern.sub(long, mended)
    if found:
        full, mended = full.upper(), mended.upper()
        yield Hit(
            header.issuer_span,
            {"found": whole, "short": ", ".join(found), "expected": " ".join(full.split()), "of": header.kind},
            fixes=fix(doc.text, header.issuer_span, mended, "suggest"),
        )


@check("addressee")
def addressee(doc: Document, *, words: Sequence[str] = ("kính gửi",)) -> Iterator[Hit]:
    """'Kính gửi' before the first section: a plan has no addressee of its own.

    Algorithm: what may stand before the words is another thing above the title than below it.
    """
    plan = doc.plan
    end = plan.sections[0].span.start if plan.sections else plan.body.end
    start = plan.header.type_span.start if plan.header.type_span else 0
    for word in words:
        at = doc.source.lower.find(word, 0, end)
        if at >= 0:
            line = line_at(doc, at)
            if not doc.text[line.start : at].strip(" \t*#>_|") or at < start:
                yield Hit(Span(at, line.end), {"found": doc.words(Span(at, line.end))})
