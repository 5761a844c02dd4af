"""Clauses that begin with a capital after ";" or ",", sentences that begin without one (a part of CT703)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from checker.base import regex as re
from checker.families.wording.zones import addresses
from checker.language.compounds import Compounds, compounds, plain_compounds
from checker.model.document import Document
from checker.source.text import Span, word_end

_AFTER_SEMICOLON = re.compile(r";[ \n](?=[A-ZĐÂÁÀẢÃẤẦẨẪẮẰẲẴĂƯỨỪỬỮỰÔỐỒỔỖỘƠỚỜỞỠỢÊẾỀỂỄỆÍÌỈĨỊÓÒỎÕỌÚÙỦŨỤÝỲỶỸỴ])")
_AFTER_COMMA = re.compile(r",[ \n](?=[A-ZĐÂÁƯÔÊ])")
_OPENS = '“"(«'


def clauses_in_capitals(
    doc: Document, verbs: tuple[str, ...], after_comma: tuple[str, ...], heads: tuple[str, ...]
) -> Iterator[Span]:
    """From the mark to the end of the first word of each clause that begins with a capital inside a sentence.

    After ';' any word before one in small letters, but the `heads` of names, and the `verbs` before a capital too; after ','
    only the words of `after_comma`. Not between the items of a list of named things, nor after a colon whose list begins with a
    capital."""
    text = doc.text
    addressed = addresses(doc)
    names, known = _by_first_word(heads), compounds(doc.derived("compounds", plain_compounds))
    for match in _AFTER_SEMICOLON.finditer(text):
        at = match.end()
        if text[at - 1] == "\n" and doc.source.layout is not None:
            continue  # in a file of Word a line's end is a paragraph's, with a capital of its own
        end = _clause_word(text, at, verbs, names, known)
        if end and match.start() not in addressed and _in_sentence(doc, match.start(), names, verbs):
            yield Span(match.start(), end)
    for match in _AFTER_COMMA.finditer(text):
        end = _verb(text, match.end(), after_comma)
        if end and match.start() not in addressed and _in_sentence(doc, match.start(), names, verbs):
            yield Span(match.start(), end)


_STOP_SMALL = re.compile(r"\. (?=[^\W\d_]{2})(?<=[^\W\d_]{2}\. )")


def small_after_stops(doc: Document) -> Iterator[Span]:
    """From the last word of a sentence to the first of the next that begins small ('đào tạo. tập huấn'); only between two known
    compounds: behind an abbreviation ('tr. đồng', 'v.v. và') stands no full stop."""
    text, lower = doc.text, doc.source.lower
    known, fixed = compounds(doc.derived("compounds", plain_compounds)), addresses(doc)
    for match in _STOP_SMALL.finditer(text):
        stop, at = match.start(), match.end()
        if text[at].isupper() or stop in fixed:
            continue
        before = lower[max(0, stop - 24) : stop].split(" ")[-2:]
        behind = re.match(r"(\w+) (\w+)", lower[at : at + 24])
        if len(before) == 2 and behind and known.has(*before) and known.has(*behind.groups()):
            yield Span(stop - len(before[1]), at + len(behind[1]))


@lru_cache(maxsize=8)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[str]]:
    """The phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split()[0], []).append(phrase)
    return found


def _clause_word(text: str, at: int, verbs: tuple[str, ...], names: dict[str, list[str]], known: Compounds) -> int:
    """Where the word ends that begins a clause and no name; 0 where none does."""
    end = _verb(text, at, verbs)
    if end:
        return end
    stop = word_end(text, at, len(text))
    first, following = text[at:stop], text[stop + 1 : stop + 2]
    if not first.istitle() or text[stop : stop + 1] not in (" ", "\n") or not (following.isalpha() and following.islower()):
        return 0  # 'Nghệ An', 'STEM', 'Covid-19'
    if len(first) == 1 and first.isascii():
        return 0  # a symbol: '(W là đường cản; C là khoảng cách)'
    if any(
        text.startswith(head, at) and not text[at + len(head) : at + len(head) + 1].isalnum() for head in names.get(first, ())
    ):
        return 0
    return stop if text[stop + 1 : word_end(text, stop + 1, len(text))] != "số" else 0


def _is_head(text: str, at: int, names: dict[str, list[str]]) -> bool:
    heads = names.get(text[at : word_end(text, at, len(text))], ())
    return any(text.startswith(head, at) and not text[at + len(head) : at + len(head) + 1].isalnum() for head in heads)


def _verb(text: str, at: int, verbs: tuple[str, ...]) -> int:
    """Where the one of `verbs` ends that stands at `at` and is no beginning of a name; 0 where none is."""
    stop = word_end(text, at, len(text))
    for verb in _by_first_word(verbs).get(text[at:stop], ()):
        end = at + len(verb)
        following = text[end : end + 1]
        if not text.startswith(verb, at) or following.isalnum():
            continue
        if following == " " and text[end + 1 : end + 2].isupper() and (" " not in verb or verb == "Tổ chức"):
            return 0  # 'Tổ chức Y tế thế giới', 'Báo Lao động'
        return 0 if text.startswith((" số ", "\nsố "), end) else end  # '…; Hướng dẫn số 36-HD/BTCTW': a document
    return 0


def _in_sentence(doc: Document, mark: int, names: dict[str, list[str]], verbs: tuple[str, ...]) -> bool:
    """Whether the clause before the mark is a running one: it ends with a word, and its sentence is no list set in capitals."""
    text = doc.text
    if not (text[mark - 1].isalnum() or text[mark - 1] in ")”"):
        return False
    begin, numbered = _bounds(doc, mark)
    if begin is None:
        return False
    begin = max(begin, mark - 2000)
    if text.count("“", begin, mark) > text.count("”", begin, mark):
        return False  # the words of a title
    bracket = text.rfind("(", begin, mark)
    if text.rfind(")", begin, mark) < bracket and text[bracket + 1].isupper():
        return False  # '(Chi phí thuê; Chi phí mua)'
    start = max(text.rfind(sign, begin, mark) for sign in (":", ". ", ".\n"))
    first = text.find(";", max(start, begin), mark)
    first = first if first >= 0 else mark
    if _names_between(text, first, mark, names, verbs):
        return False
    if start < 0:
        words = text[begin:first].split()
        return len(words) >= 6 and (words[0] not in ("Căn", "Thực", "Theo") or numbered)
    clause = text[start + 1 : first].lstrip()
    if text[start] == ".":
        return len(clause.split()) >= 3
    return not (clause[:1].isupper() or clause[:1] in _OPENS or clause[:1].isdigit())


def _names_between(text: str, first: int, mark: int, names: dict[str, list[str]], verbs: tuple[str, ...]) -> bool:
    """Whether one of the clauses between two marks begins with a head of names: then this is a list of them."""
    at = first
    while 0 <= at < mark:
        if _is_head(text, at + 2, names) and not _verb(text, at + 2, verbs):
            return True
        at = text.find(";", at + 1, mark)
    return False


def _bounds(doc: Document, offset: int) -> tuple[int | None, bool]:
    """Where the paragraph, item or cell of an offset begins, and whether it has a label."""
    blocks = doc.plan.blocks
    at = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    if at < 0 or offset >= blocks[at].span.end:
        return None, False
    if blocks[at].kind != "table":
        numbered = blocks[at].label is not None
        torn = not numbered and doc.text[max(0, blocks[at].start - 4) : blocks[at].start].rstrip().endswith((";", ","))
        return (None if torn else blocks[at].span.start), numbered  # the items of a list without labels, one a line
    cell = next((cell for cell in _cells(doc) if cell.start <= offset < cell.end), None)
    return (cell.start, True) if cell else (None, False)


@lru_cache(maxsize=1)
def _cells(doc: Document) -> tuple[Span, ...]:
    """The cells of all tables, headings left out."""
    return tuple(cell.span for table in doc.plan.tables for row in table.rows[table.header :] for cell in row.cells)
