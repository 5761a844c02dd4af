"""The signature (chữ ký, quyền hạn, chức vụ, họ tên): Decree 30/2020/NĐ-CP, Article 13 and Appendix I, II.7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from checker.base import regex as re
from checker.base.record import dataclass
from checker.base.vocabulary import pattern, words
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Hit, fix
from checker.model.plan import Header, Signature
from checker.source.text import Span

_PREFIX = re.compile(
    r"(?P<word>TUQ|TUN|T\.U\.Q|TM|KT|TL|TN|T[ \t]?[./][ \t]?M|K[ \t]?[./][ \t]?T|T[ \t]?[./][ \t]?L|Q)"
    r"(?P<mark>[ \t]*[.,:;/-]?)[ \t]*(?=[^\W\d_]|\Z)",
    re.IGNORECASE,
)
_COMPETENCE_WITHIN = 2000  # characters below the type within which the line of competence stands
_DEPUTY = ("PHÓ ", "THỨ TRƯỞNG", "P. ", "P.")


@dataclass(frozen=True, slots=True)
class Authority:
    """A line such as 'KT. CHỦ TỊCH': its prefix in the decree's form ('KT') and the words after it in capitals.

    `right` is the line as it is to be written, None where no signer has such a prefix; `expected` is what a message shows for it.
    `state` is 'there', 'wrong' or 'unknown' (the prefix).
    """

    span: Span
    prefix: str
    rest: str
    state: str
    expected: str
    right: str | None


def read_authorities(doc: Document) -> tuple[Authority, ...]:
    """The authority lines of the signature that begin with a prefix, in order."""
    lines = doc.plan.signature.authority if doc.plan.signature else ()
    return tuple(read for read in (_authority(doc, span) for span in lines) if read)


def _authority(doc: Document, span: Span) -> Authority | None:
    """What an authority line says; None where it has no prefix."""
    match = _PREFIX.match(doc.text, span.start, span.end)
    if match is None:
        return None
    prefix = re.sub(r"[\W_]", "", match["word"]).upper()
    if prefix == "Q" and not match["mark"].strip() or len(prefix) > 1 and not match["mark"] and match.end() == match.end("word"):
        return None  # 'Quyền', 'TMC': letters of another word
    rest = doc.words(Span(match.end(), span.end)).upper()
    kind, known = doc.plan.header.kind, words("form", "authority")
    dotted = f"{prefix}. {rest}"
    slashed = f"{prefix[0]}/{prefix[1:]} {rest}" if len(prefix) == 2 else dotted  # the way of the Party
    if prefix not in known:
        return Authority(span, prefix, rest, "unknown", ", ".join(f"{one}." for one in known), None)
    fits = (dotted, slashed) if kind in ("party", "front", "other") else (dotted,)
    right = slashed if kind == "party" else dotted
    return Authority(span, prefix, rest, "there" if doc.words(span) in fits else "wrong", right, right)


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

    Algorithm: it follows who signs for whom through the lines of the signature.
    """
    signature = doc.plan.signature
    if signature is None:
        return
    lines = {line.prefix: line for line in reversed(doc.facts("authority"))}
    deputy = lines.get("KT")
    if deputy and "TUQ" in lines:
        yield Hit(deputy.span, {"found": doc.words(deputy.span), "expected": ""}, note="redelegated")
    elif signature.position is None:
        return  # the line below the authority could not be read as a post
    elif deputy:
        yield from _wrong_deputy(doc, (signature.position, *signature.extra), deputy, deputies or {})
    elif "TUQ" not in lines and doc.plan.header.kind in ("state", "school"):
        yield from _deputy_alone(doc, signature.position, deputies or {})


def _wrong_deputy(doc: Document, posts: Sequence[Span], line: Authority, deputies: Mapping[str, str]) -> Iterator[Hit]:
    """The first of the posts where none is that of the deputy of whom 'KT. …' names; of two offices each has its own."""
    expected = deputy_of(line.rest, deputies)
    if not any(_matches(doc.words(post).upper(), expected, line.rest) for post in posts):
        args = {"found": doc.words(posts[0]), "expected": expected, "authority": doc.words(line.span)}
        yield Hit(posts[0], args, fixes=fix(doc.text, posts[0], expected, "suggest"))


def _deputy_alone(doc: Document, where: Span, deputies: Mapping[str, str]) -> Iterator[Hit]:
    """A deputy's post with no 'KT.' above it."""
    post = doc.words(where).upper()
    if post.startswith(_DEPUTY):
        head = next((h for h, d in deputies.items() if post.startswith(d)), post.removeprefix("PHÓ ").strip())
        fixes = fix(doc.text, Span(where.start, where.start), f"KT. {head}\n", "suggest")
        yield Hit(where, {"found": doc.words(where), "expected": f"KT. {head}"}, note="alone", fixes=fixes)


def _matches(post: str, expected: str, head: str) -> bool:
    """Whether `post` is the deputy that 'KT. head' asks for, perhaps with more words ('PHÓ CHỦ TỊCH THƯỜNG TRỰC')."""
    if post.startswith(expected):
        return True
    of_two = [one.strip() for one in re.split(r"[,-]", head)]  # 'KT. BỘ TRƯỞNG, CHỦ NHIỆM' / 'PHÓ CHỦ NHIỆM'
    if len(of_two) > 1 and any(one and post.startswith((f"PHÓ {one}", f"THỨ {one.removeprefix('BỘ ')}")) for one in of_two):
        return True
    # 'KT. TRƯỞNG BAN CHỈ ĐẠO' / 'PHÓ TRƯỞNG BAN': the post may leave the organ's name out.
    return len(post.split()) >= 3 and expected.startswith(post + " ") and post.startswith("PHÓ ") and bool(head)


@check("signature_collective")
def signature_collective(
    doc: Document, *, organs: Sequence[str] = ("Ủy ban nhân dân", "Hội đồng nhân dân"), personal: Sequence[str] = ()
) -> Iterator[Hit]:
    """A collective that issues signs with 'TM. <ORGAN>'. `personal`: types that its head issues on his own.

    Algorithm: the line that is missing is built from the issuer's name.
    """
    signature = doc.plan.signature
    issuer = doc.plan.header.issuer or ""
    if signature is None or doc.plan.header.kind != "state" or doc.plan.header.type in personal:
        return
    organ = next((organ for organ in organs if issuer.casefold().startswith(organ.casefold())), None)
    prefixes = {line.prefix for line in doc.facts("authority")}
    if organ is None or prefixes & {"TM", "TL", "TUQ", "TN", "TUN"} or _is_chairmans_own(doc, organ) or _is_normative(doc):
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


def _is_normative(doc: Document) -> bool:
    """Whether the number has a year ('48/2025/NQ-HĐND'): such documents are signed in the way of a law of their own."""
    number = doc.plan.header.number
    return number is not None and re.search(r"\d/(?:19|20)\d\d/", doc.words(number.value)) is not None


def _is_chairmans_own(doc: Document, organ: str) -> bool:
    """Whether a line above the basis says that the Chairman decides: 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH …'."""
    header = doc.plan.header
    start = header.type_span.end if header.type_span else 0
    opening = doc.text[start : start + _COMPETENCE_WITHIN]
    return any(re.unkept(rf"\n[ \t*_#|]*CHỦ TỊCH {one.upper()}").search(opening) for one in (organ, organ.replace("Ủy", "Uỷ")))


# -- who signs --------------------------------------------------------------------------------------------------------

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

    Algorithm: three names of one body, each written in its own way, are compared.
    """
    header = doc.plan.header
    if doc.plan.signature is None or not bodies or header.kind not in ("state", "school"):
        return
    issuer = _issuing_body(header, bodies)
    if issuer is None:
        return
    where = _stranger(doc, issuer, bodies) or _foreign_post(doc, doc.plan.signature, issuer, posts or {})
    if where is not None:
        shown = header.issuer or (header.number.symbol if header.number else None) or ""
        yield Hit(where, {"found": doc.words(where), "issuer": shown})


def _issuing_body(header: Header, bodies: Mapping[str, Sequence[str]]) -> str | None:
    """The kind of organ that issues. An issuer that only the opening names is no proof; the symbol is."""
    if header.issuer_span is not None:
        return _body_of((header.issuer or "").upper(), bodies)
    symbol = header.number.symbol if header.number else None
    return _body_of(symbol.partition("-")[2].upper(), bodies) if symbol else None


def _stranger(doc: Document, issuer: str, bodies: Mapping[str, Sequence[str]]) -> Span | None:
    """The line 'TM. …' of another body. Where one of two offices is the issuer, they sign together."""
    signing = [(line.span, _body_of(line.rest, bodies)) for line in doc.facts("authority") if line.prefix == "TM"]
    strangers = [span for span, body in signing if body and body != issuer]
    return strangers[0] if strangers and len(strangers) == len(signing) else None


def _foreign_post(doc: Document, signature: Signature, issuer: str, posts: Mapping[str, Sequence[str]]) -> Span | None:
    """The signer's post where it is that of another body's head."""
    lines, heads = doc.facts("authority"), posts.get(issuer)
    if heads is None or signature.position is None or any(line.prefix in ("TL", "TUQ") for line in lines):
        return None
    if any(line.prefix in ("KT", "Q") and _is_post(line.rest, heads) for line in lines):
        return None
    held = [_DEPUTY_OF.sub("", doc.words(span).upper(), count=1) for span in (signature.position, *signature.extra)]
    own = any(_is_post(post, heads) for post in held)
    if own and (issuer != "UBND" or "CHỦ TỊCH" in held[0] or not _is_post(held[0], posts.get("BCĐ", ()))):
        return None
    foreign = any(_is_post(held[0], others) for body, others in posts.items() if body != issuer)
    return signature.position if foreign else None


def _is_post(post: str, heads: Sequence[str]) -> bool:
    return any(post.startswith(head) and not post[len(head) : len(head) + 1].isalnum() for head in heads)


_TITLE = pattern("form", r"(?:(?:{{signers_titles}})(?![^\W\d_])(?:\s?I{1,3}\b)?[.,\s-]*)+", gap=" ")  # 'BSCK II.'


@dataclass(frozen=True, slots=True)
class Signer:
    """The signer's name as written (`found`). `titles_span` holds the academic and honorary titles before it, None where there
    are none; `expected` is the name without them. `organ` names the superior and the issuing organ, in small letters."""

    span: Span
    titles_span: Span | None
    found: str
    expected: str
    organ: str


def read_signer(doc: Document) -> tuple[Signer, ...]:
    """The name under the signature, where one stands there."""
    name = doc.plan.signature.name if doc.plan.signature else None
    if name is None:
        return ()
    match = _TITLE.match(doc.text, *name)
    titles = Span(*match.span()) if match and match.end() < name.end else None
    bare = Span(titles.end, name.end) if titles else name
    organ = f"{doc.plan.header.parent or ''} {doc.plan.header.issuer or ''}".casefold()
    return (Signer(name, titles, doc.words(name), doc.words(bare), organ),)
