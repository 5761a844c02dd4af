"""Citations (viện dẫn): every place where a document is cited by number, and laws cited by name.

The finder gives slices, the grammar says what each one is, `citation_identity` what its number means, `citation_groups` which
mentions are of one document. `text` runs from the type word (or 'số', or the number) through number, date and issuer, without
the cited title; the document's own number line is no citation, the mention in its own subject is one. A number without symbol
('Nghị quyết số 163 ngày 27/11/2024') is a citation where 'số' stands before it; a bare 'Nghị quyết 21' in prose is not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from checker.base import regex as re
from checker.base.lalr import Tree
from checker.base.vocabulary import pattern
from checker.families.citations import find as citation_finder
from checker.families.citations.find import Candidate
from checker.families.citations.issuers import Bodies
from checker.families.citations.laws import laws_by_name
from checker.families.citations.mentions import group
from checker.families.citations.number import Draft, Number, draft, finished, read_number
from checker.families.citations.symbols import Symbols, symbols
from checker.families.citations.traits import add_traits
from checker.language.days import calendar_day
from checker.model.citation import NOBODY, Citation
from checker.model.document import Document
from checker.model.plan import Unparsed
from checker.source.text import Source, Span

# what has a number and is no document: forms, standards, accounts, addresses
_FORMS = pattern("citations", r"(?:{{forms}})[\s.:]*(?:số[\s.:]*)?\Z")
_OWN_NUMBER = re.compile(r"Số[ \t]*:[ \t]*\Z")
_OWN_LINE = re.compile(r"^[ \t]*Số[ \t]*:[ \t]*\Z", re.MULTILINE)  # below the title: 'PHƯƠNG ÁN NỔ MÌN⏎Số: 01/PANM'
_STRONG = frozenset(("normative", "individual", "party", "law", "joint"))
_BARE = frozenset(("number", "number_year", "abbreviation", "old"))
_SHAPE_OF_BLANK = re.compile(r"số\s{0,3}:?[ .…_]{1,40}/\s?[A-ZĐ]{1,4}[\w&-]{1,20}")
_VERB = pattern("citations", r"\s+(?:{{issuer_verbs}})(?!\w)")
_DAY_BEFORE = pattern(
    "citations",
    r"ngày\s+(?P<day>\d{1,2})(?:[/.-]|\s+tháng\s+)(?P<month>\d{1,2})(?:[/.-]|,?\s+năm\s+)(?P<year>(?:19|20)\d\d),?\s+"
    r"(?P<issuer>[^.;:\d]{2,160}?)\s+(?:(?:đã|vừa)\s+)?(?:có|{{issuing_verbs}})\s+\Z",
)
_NO_NAME = pattern("citations", r"(?<!\w)(?:{{inside_no_name}})(?!\w)")
_BEFORE_ISSUER = pattern(
    "citations",
    r"(?P<issuer>(?:(?:{{issuer_posts}})\s+)?(?:{{issuer_heads}})(?!\w)[^.;:,|]{0,60}?)"
    r"\s+(?:tại|(?:đã\s+|vừa\s+)?(?:có|ban\s+hành))\s+\Z",
)
_OF = pattern("citations", r"(?<!\w)của\s+(?=(?:(?:{{issuer_posts}})\s+)?(?:{{issuer_heads}})(?!\w))")


def read_citations(doc: Document) -> tuple[Citation, ...]:
    """All citations in order of position."""
    return doc.facts("citation_reading")[0]


def read_unread(doc: Document) -> tuple[Unparsed, ...]:
    """What looks like a citation and could not be read as one."""
    return doc.facts("citation_reading")[1]


def read_reading(doc: Document) -> tuple[tuple[Citation, ...], tuple[Unparsed, ...]]:
    """(citations, unparsed): the one pass behind both."""
    source, plan = doc.source, doc.plan
    known = symbols(doc.law)
    own = plan.header.number.span if plan.header.number else None
    own_id = "".join(source.words(plan.header.number.value).split()) if plan.header.number else None
    found: list[Draft] = []
    unread: list[Unparsed] = []
    bodies = Bodies(doc.law["type_issuers"]["issuers"])
    for one in citation_finder.find(source, plan.blocks, known.types):
        if own and own.start <= one.number < own.end or _is_other_number(source, one):
            continue
        previous = found[-1] if found else None
        tree = known.grammar.parse(source.text, one.start, one.end)
        if tree is None and one.start < one.head:
            one = one._replace(start=one.head)
            tree = known.grammar.parse(source.text, one.head, one.end)
        if tree is None:
            if one.type and one.so and not _OWN_LINE.search(source.text, max(0, one.number - 24), one.number):
                unread.append(Unparsed(Span(one.head, min(one.end, one.number + 30)), "số, ký hiệu viện dẫn không đọc được"))
            continue
        citation = _citation(source, one, tree, known, bodies, previous)
        if citation.type is None and citation.normal == own_id:
            continue  # a web page's own 'Số hiệu | 980/KH-UBND'
        if _is_plausible(citation, one, tree, known, previous, source):
            found.append(citation)
    blanks = _blanks(source, found, plan.header.number.symbol if plan.header.number else None)
    unread.extend(
        one for one in blanks if not (plan.attachment and plan.attachment.start <= one.span.start < plan.attachment.end)
    )
    found.extend(laws_by_name(source, plan.blocks, found))
    found.sort(key=lambda c: c.span)
    group(doc, found)
    if doc.covering is not None:
        said = _said_by(doc.covering)
        for citation in found:
            citation.first = citation.first and citation.normal not in said
    add_traits(doc, found)
    return tuple(map(finished, found)), tuple(sorted(unread, key=lambda u: u.span))


def _said_by(covering: Document) -> set[str | None]:
    """The documents that the covering document names in full, and itself: to a plan that it issues they are known."""
    number = covering.plan.header.number
    own = {"".join(covering.words(number.value).split())} if number else set()
    return own | {one.normal for one in covering.facts("citation") if one.date or one.id is None}


def _is_other_number(source: Source, one: Candidate) -> bool:
    """A form code ('Mẫu 01/ABC'), a standard, an account, a phone number; or the number line of a header inside a table."""
    before = source.text[max(one.floor, one.head - 24) : one.head if not one.type else one.number]
    if not one.type and _FORMS.search(before.lower()):
        return True
    return bool(_OWN_NUMBER.search(source.text, max(one.floor, one.number - 12), one.number)) and (
        not source.text[one.floor : one.number].strip(" \t\n|#>*")[3:].strip(": \t")
    )


def _citation(source: Source, one: Candidate, tree: Tree, known: Symbols, bodies: Bodies, previous: Draft | None) -> Draft:
    """The citation that a parse tree says."""
    text = source.text
    parts: dict[str, list] = {}
    for token in tree.tokens():
        parts.setdefault(token.type, []).append(token)
    shape = _shape(tree)
    number = parts["NUM"][0]
    id_end = max(t.end_pos for name in ("NUM", "YEAR4", "ABBR", "JOINT", "ASSEMBLY", "ORGAN") for t in parts.get(name, ()))
    id_span = Span(number.start_pos, id_end)
    raw = text[id_span.start : id_span.end]
    year = str(parts["YEAR4"][0]) if "YEAR4" in parts else None
    abbr = next((str(parts[name][0]) for name in ("ABBR", "JOINT") if name in parts), None)
    organs = tuple("".join(t.split()) for name in ("ASSEMBLY", "ORGAN") for t in parts.get(name, ()))
    capitals = text[one.head : min(one.end, id_end + 30)].isupper()
    day, date_span, dating = _date(text, parts)
    if dating is None:
        day, date_span, dating = _date_before(source, one)
    if shape == "letter" and day and day.year > _LAST_TURNED and _is_turned(known, one.type, organs):
        shape, abbr, organs = "wrong_symbol", organs[1], organs[:1]
    read = read_number(known, shape, str(number), year, abbr, organs, raw, capitals)
    issuer_span = _issuer(text, parts)
    type_token = parts.get("TYPE", (None,))[0]
    so = parts.get("SO", (None,))[0]
    start = type_token.start_pos if type_token else so.start_pos if so else id_span.start
    end = max(id_span.end, *(span.end for span in (date_span, issuer_span) if span and span.start >= start), start)
    if date_span and end == date_span.end and text[end : end + 1] == ")" and "(" in text[id_span.end : end]:
        end += 1
    if issuer_span is None:
        issuer_span = _issuer_before(source, start, one)
    issuer = source.words(issuer_span) if issuer_span else None
    clause_span = Span(parts["PART"][0].start_pos, parts["PART"][-1].end_pos) if "PART" in parts else None
    kind = one.type
    if kind is None and previous is not None and _is_list(text, previous.span.end, start):
        same = read.abbr in (None, previous.abbr) and (shape in _BARE or read.kind == previous.kind)
        kind = previous.type if same else None
    return draft(
        span=Span(start, end),
        type=kind,
        number=str(number),
        year=int(year) if year else None,
        symbol=read.symbol,
        id="".join(raw.split()),
        normal=read.normal,
        kind=_kind(known, read, kind),
        date=day,
        issuer=issuer,
        clause=source.words(clause_span).rstrip(",") if clause_span else None,
        type_span=Span(type_token.start_pos, type_token.end_pos) if type_token else None,
        so_span=Span(so.start_pos, so.start_pos + len(so.rstrip())) if so else None,
        id_span=id_span,
        date_span=date_span,
        issuer_span=issuer_span,
        clause_span=clause_span,
        date_text=source.words(date_span) if date_span else None,
        abbr=read.abbr,
        organs=read.organs,
        faults=read.faults,
        dating=dating,
        body=bodies[issuer] if issuer else NOBODY,
    )


def _shape(tree) -> str:
    """The name that the grammar gives to the number."""
    for part in tree.children[0].children:
        if getattr(part, "data", None) not in (None, "clause", "head", "tail"):
            return str(part.data)
    raise ValueError("a citation without its number")


_LAST_TURNED = 2005  # 'Quyết định số 747/TTg-QĐ' was right until Circular 55/2005 set the order of today


def _is_turned(known: Symbols, kind: str | None, organs: tuple[str, ...]) -> bool:
    """'Kế hoạch số 45/UBND-KH': the code of the type stands behind that of the organ, where a letter has its unit."""
    return (
        kind not in (None, "Công văn", "Văn bản")
        and len(organs) == 2
        and organs[1].lower() in known.codes
        and known.is_organ(organs[0])
    )


def _kind(known: Symbols, read: Number, kind: str | None) -> str:
    if read.kind == "letter" and kind not in (None, "Công văn", "Văn bản"):
        return "individual" if known.is_organ(read.organs[0]) else "other"  # 'Quyết định số 118/TTg'; 'Kế hoạch số 5/KHX-UBND'
    return read.kind


def _date(text: str, parts: Mapping[str, list]):
    """(day or None, its span, 'day' | 'partial' | None). The span holds 'ngày' and no comma before it."""
    if "DAY" in parts:
        day, month, year = (int(parts[name][0]) for name in ("DAY", "MONTH", "YEAR"))
        floor = max(0, parts["DAY"][0].start_pos - 10)
        near = text[floor : parts["DAY"][0].start_pos].lower().rfind("ngày")
        span = Span(floor + near if near >= 0 else parts["DAY"][0].start_pos, parts["YEAR"][0].end_pos)
        return calendar_day(day, month, year + 2000 if year < 100 else year), span, "day"
    if "PARTIAL" in parts:
        token = parts["PARTIAL"][0]
        words = token.rstrip(" \n\t.…_,")
        lead = len(words) - len(words.lstrip(",( \n\t"))
        return None, Span(token.start_pos + lead, token.start_pos + len(words)), "partial"
    return None, None, None


def _date_before(source: Source, one: Candidate):
    """'Ngày 10 tháng 12 năm 2025, UBND tỉnh có Văn bản số 349/UBND-VX': the day told in front, as `_date`."""
    floor = max(one.floor, one.head - 220)
    if "ngày" not in source.lower[floor : one.head]:
        return None, None, None
    found = _DAY_BEFORE.search(source.lower, floor, one.head)
    if found is None:
        return None, None, None
    day = calendar_day(int(found["day"]), int(found["month"]), int(found["year"]))
    return day, Span(found.start(), found.end("year")), "day"


def _issuer(text: str, parts: Mapping[str, list]) -> Span | None:
    if "BEFORE" in parts:
        token = parts["BEFORE"][0]
        lead = len(token) - len(token[3:].lstrip())
        return Span(token.start_pos + lead, token.start_pos + len(token.rstrip()))
    for name in ("ISSUER", "BARE_ISSUER"):
        if name in parts:
            token = parts[name][0]
            words = token.rstrip(" \n\t.,-–")
            lead = len(words) - len(words.lstrip(", \n\t"))
            return Span(token.start_pos + lead, token.start_pos + len(words))
    return None


def _issuer_before(source: Source, start: int, one: Candidate) -> Span | None:
    """'Sở Nội vụ tại Tờ trình số 133/TTr-SNV', 'UBND tỉnh đã ban hành Kế hoạch số …'."""
    floor = max(one.floor, start - 100)
    if not source.lower[floor:start].rstrip().endswith(("tại", "có", "hành")):
        return None
    found = _BEFORE_ISSUER.search(source.lower, floor, start)
    while found and not source.text[found.start()].isupper():  # 'cơ sở thống nhất của HĐND tỉnh tại …'
        found = _BEFORE_ISSUER.search(source.lower, found.start() + 1, start)
    if not found:
        return None
    begin, end = found.span("issuer")
    for nearer in _OF.finditer(source.lower, begin, end):  # 'Bộ trưởng Bộ Tài chính và chỉ đạo của UBND tỉnh tại …'
        begin = nearer.end()
    if _NO_NAME.search(source.lower, begin, end):
        return None  # 'Quốc hội để tổ chức triển khai và báo cáo theo quy định tại Kết luận …'
    verb = _VERB.search(source.lower, begin, end)
    return Span(begin, verb.start() if verb else end)


def _is_list(text: str, after: int, before: int) -> bool:
    """Whether only a comma, a semicolon or 'và' stands between two citations."""
    between = text[after:before] if before - after < 20 else "\n\n"
    return "\n\n" not in between and between.replace("các", "").strip(" \n\t,;") in ("", "và", "hoặc")


def _is_plausible(citation: Draft, one: Candidate, tree: Tree, known: Symbols, previous: Draft | None, source: Source) -> bool:
    """Whether what the grammar accepts is a citation and not a code, a ratio or a name with a number in it."""
    shape = _shape(tree)
    if shape in _BARE:
        if not one.type or shape in ("number", "number_year") and not one.so:
            return False
        return (
            shape not in ("number", "number_year")
            or citation.dating is not None
            or (citation.type in known.alone and not source.lower.startswith(("%", " %"), citation.id_span.end))
        )
    if one.type:  # 'Đề án 06/CP' is a name
        return one.so or citation.type in known.alone or shape != "letter" or len(citation.organs) > 1 or bool(citation.faults)
    listed = previous is not None and _is_list(source.text, previous.span.end, citation.span.start)
    if citation.kind in _STRONG and citation.abbr:
        sure = citation.kind in ("party", "normative") or known.is_organ(citation.organs[0] if citation.organs else "")
        return one.so or listed or sure
    if citation.kind in _STRONG:
        return True
    if one.so and len(citation.organs) > 1 and known.is_organ(citation.organs[-1]):
        return True  # 'Giấy phép số 12/GP-UBND'
    return bool(citation.organs) and known.is_organ(citation.organs[0]) and (one.so or listed or len(citation.organs) > 1)


def _blanks(source: Source, found: list[Draft], own_symbol: str | None) -> list[Unparsed]:
    """'Quyết định số ……/QĐ-UBND': the number of a cited document is blank. Not the plan's own ('Kèm theo Kế hoạch số …')."""
    starts = [c.span.start for c in found]
    blanks = []
    for match in _SHAPE_OF_BLANK.finditer(source.text):
        index = bisect_right(starts, match.start()) - 1
        if own_symbol and match.group().rpartition("/")[2].strip() == own_symbol:
            continue
        if source.text[match.start() - 1 : match.start()].isspace() and (index < 0 or match.start() >= found[index].span.end):
            blanks.append(Unparsed(Span(*match.span()), "số của văn bản viện dẫn còn để trống"))
    return blanks
