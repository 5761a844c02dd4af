"""The signature block (chữ ký, quyền hạn, chức vụ): Decree 30/2020/NĐ-CP, Article 13 and Appendix I, II.7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, dataclass
from checker.families.spots import last_body_line
from checker.model.checkbook import check
from checker.model.findings import Hit, fix
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document
    from checker.model.plan import Signature

_PREFIX = re.compile(
    r"(?P<word>TUQ|TUN|T\.U\.Q|TM|KT|TL|TN|T[ \t]?[./][ \t]?M|K[ \t]?[./][ \t]?T|T[ \t]?[./][ \t]?L|Q)"
    r"(?P<mark>[ \t]*[.,:;/-]?)[ \t]*(?=[^\W\d_]|\Z)",
    re.IGNORECASE,
)
_DEPUTY = ("PHÓ ", "THỨ TRƯỞNG", "P. ", "P.")


@dataclass(frozen=True, slots=True)
class Authority:
    """A line such as 'KT. CHỦ TỊCH': its prefix in the decree's form ('KT') and the words after it in capitals."""

    span: Span
    prefix: str
    rest: str


def read_authority(doc: Document, span: Span) -> Authority | None:
    """What an authority line says; None where it has no known prefix."""
    match = _PREFIX.match(doc.text, span.start, span.end)
    if match is None:
        return None
    word = re.sub(r"[\W_]", "", match["word"]).upper()
    if word == "Q" and not match["mark"].strip() or len(word) > 1 and not match["mark"] and (match.end() == match.end("word")):
        return None  # 'Quyền', 'TMC': letters of another word
    rest = doc.words(Span(match.end(), span.end)).upper()
    return Authority(span, word, rest)


def read_authorities(doc: Document, signature: Signature) -> list[Authority]:
    """The authority lines of a signature in order."""
    return [read for read in (read_authority(doc, span) for span in signature.authority) if read]


@check("signature_missing")
def signature_missing(doc: Document) -> Iterator[Hit]:
    """A signature block follows the body."""
    if doc.plan.signature is None:
        yield Hit(last_body_line(doc))


@check("signature_authority_form")
def signature_authority_form(doc: Document, *, prefixes: Sequence[str] = ("TM", "KT", "TL", "TUQ", "Q")) -> Iterator[Hit]:
    """'KT. CHỦ TỊCH': one of `prefixes`, a dot, a blank, capitals. Party documents write 'K/T'."""
    signature = doc.plan.signature
    if signature is None:
        return
    kind = doc.plan.header.kind
    for line in read_authorities(doc, signature):
        found = doc.words(line.span)
        slashed = f"{line.prefix[0]}/{line.prefix[1:]}" if len(line.prefix) == 2 else f"{line.prefix}."
        right = {f"{line.prefix}. {line.rest}"}
        if kind in ("party", "front", "other"):
            right.add(f"{slashed} {line.rest}")
        if found in right and line.prefix in prefixes:
            continue
        expected = f"{slashed} {line.rest}" if kind == "party" else f"{line.prefix}. {line.rest}"
        known = line.prefix in prefixes
        yield Hit(
            line.span,
            {"found": found, "expected": expected if known else ", ".join(f"{p}." for p in prefixes)},
            fixes=fix(doc.text, line.span, expected) if known else (),
            note="default" if known else "unknown",
        )


def deputy_of(post: str, deputies: Mapping[str, str]) -> str:
    """The deputy of a post, both in capitals: an irregular one of `deputies`, else 'PHÓ …'."""
    for head, deputy in deputies.items():
        if post.startswith(head):
            return deputy
    return f"PHÓ {post}"


@check("signature_chain")
def signature_chain(doc: Document, *, deputies: Mapping[str, str] | None = None) -> Iterator[Hit]:
    """A deputy signs under 'KT. <head>', and only the matching one; what was authorised (TUQ.) is not passed on.

    `deputies`: heads whose deputy is not called 'PHÓ <head>'. In the Party's and the Front's collectives a deputy signs
    without 'KT.' (T/M BAN THƯỜNG VỤ / PHÓ BÍ THƯ).
    """
    signature = doc.plan.signature
    if signature is None:
        return
    lines = read_authorities(doc, signature)
    prefixes = {line.prefix for line in lines}
    post = doc.words(signature.position).upper() if signature.position else ""
    deputy = next((line for line in lines if line.prefix == "KT"), None)
    delegated = next((line for line in lines if line.prefix == "TUQ"), None)
    if deputy and delegated:
        yield Hit(deputy.span, {"found": doc.words(deputy.span), "expected": ""}, note="redelegated")
        return
    if deputy:
        expected = deputy_of(deputy.rest, deputies or {})
        if _matches(post, expected, deputy.rest):
            return
        where = signature.position or deputy.span
        fixes = fix(doc.text, signature.position, expected, "suggest") if signature.position else ()
        yield Hit(where, {"found": doc.words(where), "expected": expected, "authority": doc.words(deputy.span)}, fixes=fixes)
    elif post.startswith(_DEPUTY) and "TUQ" not in prefixes and doc.plan.header.kind in ("state", "school"):
        head = next((h for h, d in (deputies or {}).items() if post.startswith(d)), post.removeprefix("PHÓ ").strip())
        line = f"KT. {head}\n"
        start = signature.position.start
        yield Hit(
            signature.position,
            {"found": doc.words(signature.position), "expected": f"KT. {head}"},
            note="alone",
            fixes=fix(doc.text, Span(start, start), line, "suggest"),
        )


def _matches(post: str, expected: str, head: str) -> bool:
    """Whether `post` is the deputy that 'KT. head' asks for, perhaps with more words ('PHÓ CHỦ TỊCH THƯỜNG TRỰC')."""
    if post.startswith(expected):
        return True
    # 'KT. TRƯỞNG BAN CHỈ ĐẠO' / 'PHÓ TRƯỞNG BAN': the post may leave the organ's name out.
    return len(post.split()) >= 3 and expected.startswith(post + " ") and post.startswith("PHÓ ") and bool(head)


@check("signature_collective")
def signature_collective(doc: Document, *, organs: Sequence[str] = ("Ủy ban nhân dân", "Hội đồng nhân dân")) -> Iterator[Hit]:
    """A collective that issues signs with 'TM. <ORGAN>'."""
    signature = doc.plan.signature
    issuer = doc.plan.header.issuer or ""
    if signature is None or doc.plan.header.kind != "state":
        return
    organ = next((organ for organ in organs if issuer.casefold().startswith(organ.casefold())), None)
    prefixes = {line.prefix for line in read_authorities(doc, signature)}
    if organ is None or prefixes & {"TM", "TL", "TUQ", "TN", "TUN"}:
        return
    first = signature.authority[0] if signature.authority else signature.position or signature.name
    if first is None:
        return
    expected = f"TM. {organ.upper()}"
    yield Hit(
        first,
        {"found": doc.words(first), "expected": expected},
        fixes=fix(doc.text, Span(first.start, first.start), f"{expected}\n", "suggest"),
    )


@check("signer_name_missing")
def signer_name_missing(doc: Document) -> Iterator[Hit]:
    """A name stands under the position."""
    signature = doc.plan.signature
    if signature is None or signature.name:
        return
    where = signature.position or (signature.authority[-1] if signature.authority else signature.span)
    yield Hit(where, {"found": doc.words(where)})
