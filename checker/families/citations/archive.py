"""The registry of documents: looking one up, and building one from an archive of plans and decisions.

What is built is a file `documents.yaml` in the form of the built-in one (rules/registry/documents.yaml); named under
`registries:` in the configuration it adds to that.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import takewhile

from checker.base import fuzzy
from checker.base import regex as re
from checker.base.record import dataclass, field
from checker.base.vocabulary import pattern
from checker.families.citations.number import is_one_number, key
from checker.model.citation import NOBODY, Body, Citation
from checker.model.document import Document

# A title ends where a list, a heading or a cell of a table begins.
_LINE_GOES_ON = r"\n(?!\s*(?:\n|[-+*#|]|(?:\d{1,2}|[IVX]{1,5}|[a-zđ])[.)]\s|Điều\s\d))"
_TITLE = pattern(
    "citations", r"[ ,:(“\"]*(?:\n(?!\s))?((?:{{archive_titles}})\s(?:[^.;“”()|\t\n]|" + _LINE_GOES_ON + r"){8,160})", gap=" "
)
_PLAIN = re.compile(r"[^\W\d_][\w ./-]*\Z|\d+(?:[./-]\w+)*[/-][A-ZĐ][\w&/-]*\Z")
_WORDS_OF_YAML = frozenset(("null", "true", "false", "yes", "no", "on", "off"))


# -- looking up -------------------------------------------------------------------------------------------------------


def find(entries: Sequence[Mapping], wanted: str) -> list[Mapping]:
    """The documents with that number and symbol; else those one slip from it; else those whose title holds the words."""
    mine = "".join(wanted.split())
    exact = [entry for entry in entries if is_one_number(entry["id"], mine)]
    if exact or not any(char.isdigit() for char in wanted):
        return exact or [entry for entry in entries if wanted.casefold() in entry.get("title", "").casefold()]
    return [entry for entry in entries if fuzzy.one_slip(key(entry["id"]), key(mine))]


# -- building ---------------------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Held:
    """What an archive says of one document: it is there (`own` is its path) or is cited `times` times in `paths`."""

    id: str
    date: datetime.date | None
    types: Counter = field(default_factory=Counter)
    issuers: Counter = field(default_factory=Counter)
    titles: Counter = field(default_factory=Counter)
    body: Body = NOBODY
    own: str | None = None
    times: int = 0
    paths: list[str] = field(default_factory=list)


def build(documents: Iterable[tuple[str, Document]]) -> list[Held]:
    """The documents that an archive holds and cites, in order of their numbers. `documents` are (path, document)."""
    held: dict[str, list[Held]] = {}
    undated: list[tuple[str, Document, Citation]] = []
    for path, doc in documents:
        _add_own(held, path, doc)
        for one in doc.facts("citation"):
            if one.normal is None or one.kind == "other":
                continue
            if one.date is None:
                undated.append((path, doc, one))
            else:
                _add(held, path, doc, one)
    for path, doc, one in undated:
        _add(held, path, doc, one)
    return sorted((entry for group in held.values() for entry in group), key=lambda e: (e.id, e.date or datetime.date.min))


def _add_own(held: dict[str, list[Held]], path: str, doc: Document) -> None:
    header = doc.plan.header
    if not header.number or not header.number.number or not header.type or not header.date or not header.date.day:
        return
    if not header.date.exists:
        return
    own = "".join(doc.words(header.number.value).split())
    entry = _entry(held, own, header.date.first, NOBODY)
    entry.own = path
    entry.types[header.type] += 1
    if header.issuer:
        entry.issuers[header.issuer] += 1
    if header.subject:
        entry.titles[header.subject] += 1


def _add(held: dict[str, list[Held]], path: str, doc: Document, one: Citation) -> None:
    entry = _entry(held, one.normal, one.date, one.body)
    entry.times += 1
    if path not in entry.paths:
        entry.paths.append(path)
    if one.type:
        entry.types[one.type] += 1
    if one.issuer:
        entry.issuers[one.issuer] += 1
        entry.body = entry.body if entry.body.code else one.body
    title = _TITLE.match(doc.text, one.span.end)
    if title and entry.own is None:
        lines = takewhile(lambda line: not line.isupper(), title[1].split("\n"))  # a heading in capitals ends it, too
        entry.titles[" ".join(" ".join(lines).split()).rstrip(" ,")] += 1


def _entry(held: dict[str, list[Held]], number: str, date: datetime.date | None, body: Body) -> Held:
    """The entry of a document, made where it is new. A mention without date is of the most cited document with its number."""
    group = held.setdefault(key(number), [])
    same = [entry for entry in group if (date is None or entry.date == date) and entry.body.may_be(body)]
    same = [entry for entry in same if is_one_number(entry.id, number)]
    if same:
        return max(same, key=lambda entry: entry.times)
    new = Held(number, date, body=body)
    group.append(new)
    return new


# -- writing ----------------------------------------------------------------------------------------------------------

HEAD = """# Văn bản có trong kho lưu và được dẫn trong đó; tạo bằng “plancheck registry build”.
# Đặt tên tệp này là documents.yaml và ghi nó ở “registries:” trong cấu hình.
# evidence: verified (có trong kho và được tệp khác dẫn cùng ngày), multi (có trong kho, hoặc đủ số tệp dẫn giống nhau: chỉ cho
# phát hiện mức info), single (mới được dẫn ít lần: không dùng để soát).
# source: header (có trong kho), header+citation (có trong kho và được tệp khác dẫn cùng ngày), citation (chỉ được dẫn).
documents:
"""
CONFLICTS = """# Cùng số, cùng cơ quan, cùng năm mà khác ngày với mục ở trên hoặc với nhau: không dùng để soát; hãy xem lại.
conflicts:
"""


def as_yaml(held: Sequence[Held], agree: int = 3) -> str:
    """A registry file: one line per document with its evidence. `agree` is how many files must cite a document alike to vouch for
    it. What cannot be right beside another one is listed apart."""
    named = [entry for entry in held if entry.types]  # a bare number in a list of documents says too little
    apart = _in_conflict(named, agree)
    kept = [_line(entry, agree) for entry in named if id(entry) not in apart]
    return HEAD + "".join(kept) + (CONFLICTS if apart else "") + "".join(_line(e, agree) for e in named if id(e) in apart)


def _line(entry: Held, agree: int) -> str:
    fields: dict[str, object] = {"id": entry.id, "type": _most(entry.types), "date": entry.date}
    if issuer := _most(entry.issuers):
        fields["issuer"] = issuer
    fields["title"] = _most(entry.titles) or ""
    fields["evidence"] = _evidence(entry, agree)
    fields["source"] = "+".join(("header",) * bool(entry.own) + ("citation",) * bool(_elsewhere(entry)))
    if entry.own:
        fields["file"] = entry.own
    if entry.times:
        fields["cited"] = entry.times
        fields["in"] = entry.paths[:5]
    return "  - {" + ", ".join(f"{name}: {scalar(value)}" for name, value in fields.items()) + "}\n"


def _elsewhere(entry: Held) -> list[str]:
    """The files that cite a document, its own one left out."""
    return [path for path in entry.paths if path != entry.own]


def _evidence(entry: Held, agree: int) -> str:
    """As for the built-in registry: the document's own header and a citation elsewhere make it sure; the header alone, or `agree`
    files that cite it alike, are one voice, since an archive's files are copied from each other."""
    if entry.own is not None and _elsewhere(entry):
        return "verified"
    return "multi" if _is_vouched_for(entry, agree) else "single"


def _is_vouched_for(entry: Held, agree: int) -> bool:
    return entry.own is not None or entry.date is not None and len(entry.paths) >= agree


def _in_conflict(held: Sequence[Held], agree: int) -> set[int]:
    """The ids of entries that share number, issuer and year with one of another day, but for the one that is vouched for, if it
    is the only one."""
    groups: dict[tuple, list[Held]] = {}
    for entry in held:
        if entry.date:
            groups.setdefault((key(entry.id), entry.date.year), []).append(entry)
    apart: set[int] = set()
    for group in groups.values():
        for entry in group:
            rivals = [other for other in group if other.date != entry.date and other.body.may_be(entry.body)]
            strong = [other for other in rivals if _is_vouched_for(other, agree)]
            if rivals and (strong or not _is_vouched_for(entry, agree)):
                apart.add(id(entry))
    return apart


def _most(counted: Counter) -> str | None:
    return min(counted, key=lambda name: (-counted[name], name)) if counted else None


def scalar(value: object) -> str:
    """A value as YAML writes it inside a flow mapping."""
    if isinstance(value, list):
        return "[" + ", ".join(map(scalar, value)) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, (int, datetime.date)):
        return str(value)
    text = str(value)
    return text if _PLAIN.match(text) and text.casefold() not in _WORDS_OF_YAML else "'" + text.replace("'", "''") + "'"
