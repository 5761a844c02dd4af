"""Who signs: the signer's organ and post against the issuer's, and titles before the name (Appendix I, II.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.families.form.signature import read_authorities
from checker.model.checkbook import check
from checker.model.findings import Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_DEPUTY_OF = re.compile(r"PHÓ\s+|Q\.\s*|QUYỀN\s+")


def _body_of(name: str, bodies: Mapping[str, Sequence[str]]) -> str | None:
    """The kind of organ whose name `name` (in capitals) begins with."""
    return next((body for body, names in bodies.items() if name.startswith(tuple(names))), None)


@check("signature_issuer_mismatch")
def signature_issuer_mismatch(
    doc: Document, *, bodies: Mapping[str, Sequence[str]] | None = None, posts: Mapping[str, Sequence[str]] | None = None
) -> Iterator[Hit]:
    """The organ after 'TM.' and the signer's post are those of the issuer, or of the symbol where no issuer is named.

    `bodies`: kind of organ → how its names and codes begin. `posts`: kind of organ → how the post of its head begins; a kind
    that is absent there is not judged by posts. By order (TL.) and by authorisation (TUQ.) others sign.
    """
    plan = doc.plan
    signature, header = plan.signature, plan.header
    if signature is None or not bodies or header.kind not in ("state", "school"):
        return
    symbol = header.number.symbol if header.number else None
    issuer = _body_of((header.issuer or "").upper(), bodies)
    if header.issuer_span is None:  # an issuer that only the opening names is no proof; the symbol is
        issuer = _body_of(symbol.partition("-")[2].upper(), bodies) if symbol else None
    if issuer is None:
        return
    lines = read_authorities(doc, signature)
    shown = header.issuer or symbol or ""
    for line in lines:
        signing = _body_of(line.rest, bodies) if line.prefix == "TM" else None
        if signing and signing != issuer:
            yield Hit(line.span, {"found": doc.words(line.span), "issuer": shown})
            return
    if any(line.prefix in ("TL", "TUQ") for line in lines) or not posts or issuer not in posts:
        return
    if any(_is_post(line.rest, posts[issuer]) for line in lines if line.prefix in ("KT", "Q")):
        return
    if signature.position is None:
        return
    every = [signature.position, *signature.extra]
    held = [_DEPUTY_OF.sub("", doc.words(span).upper(), count=1) for span in every]
    if any(_is_post(post, posts[issuer]) for post in held):
        if issuer != "UBND" or "CHỦ TỊCH" in held[0] or not _is_post(held[0], posts.get("BCĐ", ())):
            return
    foreign = any(_is_post(held[0], heads) for body, heads in posts.items() if body != issuer)
    if foreign:
        yield Hit(signature.position, {"found": doc.words(signature.position), "issuer": shown})


def _is_post(post: str, heads: Sequence[str]) -> bool:
    return any(post.startswith(head) and not post[len(head) : len(head) + 1].isalnum() for head in heads)


_TITLE = re.compile(
    r"(?:(?:GS|PGS|TS|TSKH|Th\.?S|ThS|Ths|THS|BS|Bs|BSCK|CK|CKII?|BSNT|DS|KS|Ks|CN|LS|NSND|NSƯT|NGND|NGƯT|TTND|TTƯT|ĐDCK|KTS|AHLĐ|"
    r"AHLLVT|Dr|Tiến sĩ|Tiến sỹ|Thạc sĩ|Thạc sỹ|Bác sĩ|Bác sỹ|Dược sĩ|Dược sỹ|Kỹ sư|Cử nhân|Giáo sư|Phó Giáo sư|Luật sư|"
    r"Nhà giáo [ưƯ]u tú|Nhà giáo [nN]hân dân|Thầy thuốc [ưƯ]u tú|Anh hùng [lL]ao động|Kiến trúc sư|Ông|Bà|Đồng chí|Đ/c)"
    r"(?![^\W\d_])(?:\s?I{1,3}\b)?[.,\s-]*)+"
)


@check("signer_title")
def signer_title(doc: Document, *, exempt: Sequence[str] = ()) -> Iterator[Hit]:
    """No academic or honorary title before the name. `exempt`: words in issuer or superior that free a sector."""
    plan = doc.plan
    if plan.signature is None or plan.signature.name is None:
        return
    organ = f"{plan.header.parent or ''} {plan.header.issuer or ''}".casefold()
    if plan.header.kind != "state" or any(word in organ for word in exempt):
        return
    name = plan.signature.name
    match = _TITLE.match(doc.text, name.start, name.end)
    if match and match.end() < name.end:
        yield Hit(
            Span(name.start, match.end()),
            {"found": doc.words(name), "expected": doc.words(Span(match.end(), name.end))},
            fixes=fix(doc.text, Span(name.start, match.end()), "", "suggest"),
        )
