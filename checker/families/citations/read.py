"""Citations (viện dẫn): every place where a document is cited by number, and laws cited by name.

The finder gives slices, the grammar says what each one is, `citation_identity` what its number means, `citation_groups` which
mentions are of one document. `text` runs from the type word (or 'số', or the number) through number, date and issuer, without
the cited title; the document's own number line is no citation, the mention in its own subject is one. A number without symbol
('Nghị quyết số 163 ngày 27/11/2024') is a citation where 'số' stands before it; a bare 'Nghị quyết 21' in prose is not.
"""

from __future__ import annotations

import datetime
from bisect import bisect_right

from checker.base import regex as re
from checker.base.lalr import Token, Tree
from checker.base.record import NamedTuple
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
_NO_NAME = pattern("citations", r"(?<!\w)(?:(?:{{inside_no_name}})(?!\w)|(?:ngày|số)\s+\d)")
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
    number = plan.header.number
    found, unread = _numbered(doc)
    within = plan.attachment or Span(0, 0)
    blanks = _blanks(source, found, number.symbol if number else None)
    unread.extend(one for one in blanks if not within.start <= one.span.start < within.end)
    found.extend(laws_by_name(source, plan.blocks, found))
    found.sort(key=lambda c: c.span)
    group(doc, found)
    if doc.covering is not None:
        said = _said_by(doc.covering)
        for citation in found:
            citation.first = citation.first and citation.normal not in said
    add_traits(doc, found)
    return tuple(map(finished, found)), tuple(sorted(unread, key=lambda u: u.span))


def _numbered(doc: Document) -> tuple[list[Draft], list[Unparsed]]:
    """What is cited by number, and what looks like it and cannot be read."""
    source, known, number = doc.source, symbols(doc.law), doc.plan.header.number
    own, own_id = (number.span, "".join(source.words(number.value).split())) if number else (Span(0, 0), None)
    bodies = Bodies(doc.law["type_issuers"]["issuers"])
    found: list[Draft] = []
    unread: list[Unparsed] = []
    for one in citation_finder.find(source, doc.plan.blocks, known.types):
        if own.start <= one.number < own.end or _is_other_number(source, one):
            continue
        one, tree = _parsed(source, one, known)
        if tree is None:
            if one.type and one.so and not _OWN_LINE.search(source.text, max(0, one.number - 24), one.number):
                unread.append(Unparsed(Span(one.head, min(one.end, one.number + 30)), "số, ký hiệu viện dẫn không đọc được"))
            continue
        previous = found[-1] if found else None
        citation = _citation(source, one, tree, known, bodies, previous)
        if citation.type is None and citation.normal == own_id:
            continue  # a web page's own 'Số hiệu | 980/KH-UBND'
        if _is_plausible(citation, one, _shape(tree), known, previous, source.lower):
            found.append(citation)
    return found, unread


def _parsed(source: Source, one: Candidate, known: Symbols) -> tuple[Candidate, Tree | None]:
    """The candidate as the grammar reads it: from its clause on, else from its head."""
    tree = known.grammar.parse(source.text, one.start, one.end)
    if tree is None and one.start < one.head:
        one = one._replace(start=one.head)
        tree = known.grammar.parse(source.text, one.head, one.end)
    return one, tree


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


class _Parts:
    """The tokens of a parse tree by name."""

    def __init__(self, tree: Tree):
        self._tokens: dict[str, list[Token]] = {}
        for token in tree.tokens():
            self._tokens.setdefault(token.type, []).append(token)

    def all(self, *names: str) -> list[Token]:
        """Those of some names, one name after the other."""
        return [token for name in names for token in self._tokens.get(name, ())]

    def __getitem__(self, name: str) -> Token:
        """The first of a name. Raises KeyError where there is none."""
        return self._tokens[name][0]

    def text(self, *names: str) -> str | None:
        """The words of the first of the first of these names that is there."""
        return next(map(str, self.all(*names)), None)

    def span(self, name: str) -> Span | None:
        """From the first of a name to its last."""
        tokens = self._tokens.get(name)
        return Span(tokens[0].start_pos, tokens[-1].end_pos) if tokens else None

    def stripped(self, name: str, before: str = "", after: str | None = None) -> Span | None:
        """The first of a name without some marks around it, without blanks behind it where none are named."""
        if name not in self._tokens:
            return None
        start, words = self[name].start_pos, self[name].rstrip(after)
        return Span(start + len(words) - len(words.lstrip(before)), start + len(words))


class _Dating(NamedTuple):
    """The day that is told (None where the calendar lacks it, or a part is blank), where, and 'day' or 'partial'. The span
    holds 'ngày' and no comma before it."""

    day: datetime.date | None
    span: Span | None
    kind: str | None


_UNDATED = _Dating(None, None, None)
_OF_NUMBER = ("NUM", "YEAR4", "ABBR", "JOINT", "ASSEMBLY", "ORGAN")


def _citation(source: Source, one: Candidate, tree: Tree, known: Symbols, bodies: Bodies, previous: Draft | None) -> Draft:
    """The citation that a parse tree says."""
    parts = _Parts(tree)
    id_span = Span(parts["NUM"].start_pos, max(token.end_pos for token in parts.all(*_OF_NUMBER)))
    dating = _date(source.text, parts) or _date_before(source, one) or _UNDATED
    shape, read = _number(source.text, one, parts, _shape(tree), id_span, known, dating.day)
    type_span, so_span, clause_span = parts.span("TYPE"), parts.stripped("SO"), parts.span("PART")
    start = (type_span or so_span or id_span).start
    issuer_span = _issuer(parts)
    end = _end(source.text, start, id_span, dating.span, issuer_span)
    issuer_span = issuer_span or _issuer_before(source, start, one)
    issuer = source.words(issuer_span) if issuer_span else None
    kind = one.type
    if kind is None and previous is not None and _is_list(source.text, previous.span.end, start):
        same = read.abbr in (None, previous.abbr) and (shape in _BARE or read.kind == previous.kind)
        kind = previous.type if same else None
    year = parts.text("YEAR4")
    return draft(
        span=Span(start, end),
        type=kind,
        number=str(parts["NUM"]),
        year=int(year) if year else None,
        symbol=read.symbol,
        id="".join(source.text[slice(*id_span)].split()),
        normal=read.normal,
        kind=_kind(known, read, kind),
        date=dating.day,
        issuer=issuer,
        clause=source.words(clause_span).rstrip(",") if clause_span else None,
        type_span=type_span,
        so_span=so_span,
        id_span=id_span,
        date_span=dating.span,
        issuer_span=issuer_span,
        clause_span=clause_span,
        date_text=source.words(dating.span) if dating.span else None,
        abbr=read.abbr,
        organs=read.organs,
        faults=read.faults,
        dating=dating.kind,
        body=bodies[issuer] if issuer else NOBODY,
    )


def _number(
    text: str, one: Candidate, parts: _Parts, shape: str, id_span: Span, known: Symbols, day: datetime.date | None
) -> tuple[str, Number]:
    """The shape of the number, and what it says."""
    abbr = parts.text("ABBR", "JOINT")
    organs = tuple("".join(token.split()) for token in parts.all("ASSEMBLY", "ORGAN"))
    if shape == "letter" and day and day.year > _LAST_TURNED and _is_turned(known, one.type, organs):
        shape, abbr, organs = "wrong_symbol", organs[1], organs[:1]
    capitals = text[one.head : min(one.end, id_span.end + 30)].isupper()
    raw = text[id_span.start : id_span.end]
    return shape, read_number(known, shape, str(parts["NUM"]), parts.text("YEAR4"), abbr, organs, raw, capitals)


def _end(text: str, start: int, id_span: Span, date: Span | None, issuer: Span | None) -> int:
    """Where the citation that begins at `start` ends: behind its number, its date and its issuer, and the bracket around them."""
    end = max(id_span.end, *(span.end for span in (date, issuer) if span and span.start >= start), start)
    closes = date and end == date.end and text[end : end + 1] == ")" and "(" in text[id_span.end : end]
    return end + 1 if closes else end


def _shape(tree: Tree) -> str:
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


def _date(text: str, parts: _Parts) -> _Dating | None:
    """The day behind the number."""
    if parts.all("DAY"):
        at = parts["DAY"].start_pos
        day, month, year = (int(parts[name]) for name in ("DAY", "MONTH", "YEAR"))
        near = text[max(0, at - 10) : at].lower().rfind("ngày")
        span = Span(max(0, at - 10) + near if near >= 0 else at, parts["YEAR"].end_pos)
        return _Dating(calendar_day(day, month, year + 2000 if year < 100 else year), span, "day")
    partial = parts.stripped("PARTIAL", ",( \n\t", " \n\t.…_,")
    return _Dating(None, partial, "partial") if partial else None


def _date_before(source: Source, one: Candidate) -> _Dating | None:
    """'Ngày 10 tháng 12 năm 2025, UBND tỉnh có Văn bản số 349/UBND-VX': the day told in front."""
    floor = max(one.floor, one.head - 220)
    if "ngày" not in source.lower[floor : one.head]:
        return None
    found = _DAY_BEFORE.search(source.lower, floor, one.head)
    if found is None:
        return None
    day = calendar_day(int(found["day"]), int(found["month"]), int(found["year"]))
    return _Dating(day, Span(found.start(), found.end("year")), "day")


def _issuer(parts: _Parts) -> Span | None:
    """The issuer behind the number; 'BEFORE' is told by 'của' in front of it."""
    if parts.all("BEFORE"):
        before = parts["BEFORE"]
        lead = len(before) - len(before[3:].lstrip())
        return Span(before.start_pos + lead, before.start_pos + len(before.rstrip()))
    edges = ", \n\t", " \n\t.,-–"
    return parts.stripped("ISSUER", *edges) or parts.stripped("BARE_ISSUER", *edges)


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


def _is_plausible(citation: Draft, one: Candidate, shape: str, known: Symbols, previous: Draft | None, low: str) -> bool:
    """Whether what the grammar accepts is a citation and not a code, a ratio or a name with a number in it."""
    if shape in _BARE:
        return bool(one.type) and _is_cited_bare(citation, one, shape, known, low)
    organs = citation.organs
    if one.type:  # 'Đề án 06/CP' is a name
        return one.so or citation.type in known.alone or shape != "letter" or len(organs) > 1 or bool(citation.faults)
    listed = previous is not None and _is_list(low, previous.span.end, citation.span.start)
    of_organ = bool(organs) and known.is_organ(organs[0])
    if citation.kind in _STRONG:
        return one.so or listed or of_organ or not citation.abbr or citation.kind in ("party", "normative")
    if one.so and len(organs) > 1 and known.is_organ(organs[-1]):
        return True  # 'Giấy phép số 12/GP-UBND'
    return of_organ and (one.so or listed or len(organs) > 1)


def _is_cited_bare(citation: Draft, one: Candidate, shape: str, known: Symbols, low: str) -> bool:
    """Whether a number without a symbol is cited: by 'số', and a day or a type that needs no more."""
    if shape not in ("number", "number_year"):
        return True
    alone = citation.type in known.alone and not low.startswith(("%", " %"), citation.id_span.end)
    return one.so and (citation.dating is not None or alone)


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
