"""Capitals that Decree 30, Appendix II leaves no doubt about (CT703)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from checker.base import regex as re
from checker.families.wording.zones import untouchable
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit
from checker.model.plan import Block
from checker.source.text import Span, occurrences, word_end

_COUNTRY = re.compile(r"Việt[ \n]nam(?!\w)")
_COMMITTEE_OF = re.compile(r"(?:Thành|Tỉnh|Huyện|Quận|Đảng|Thị|Phường|Xã)[ \n]\Z")
_CAPITAL_AFTER = tuple(re.compile(rf"{mark}[ \n](?=[A-ZĐÂÁƯÔÊ])") for mark in ",;")  # one mark each: quick to search for


@check("capitalisation")
def capitalisation(
    doc: Document, *, types: tuple[str, ...], laws: tuple[str, ...], verbs: tuple[str, ...], after_comma: tuple[str, ...] = ()
) -> Iterator[Hit]:
    """Sure slips of capitals outside agency names. `types` are document types ('Nghị quyết'), `laws` names of laws without
    'Luật' ('Bình đẳng giới'), `verbs` the words that begin a clause and no name, after ';' ('Làm', 'Vận động'); `after_comma`
    those of them that are sure after ',' too."""
    text = doc.text
    for match in _COUNTRY.finditer(text):
        yield _hit(doc, match.start(), match.end(), text[match.start() : match.end()].replace("nam", "Nam"))
    for word in ("Ủy", "Uỷ"):
        for at in occurrences(text, word):
            match = _COMMITTEE_OF.search(text, max(0, at - 7), at)
            if match and not text[at + 2 : at + 3].isalnum():
                yield _hit(doc, match.start(), at + 2, match.group() + text[at : at + 2].lower())
    yield from _types(doc, types)
    yield from _laws(doc, laws)
    yield from _after_marks(doc, verbs, after_comma)


def _hit(doc: Document, start: int, end: int, expected: str) -> Hit:
    """A hit whose edit is the letters that differ."""
    found = doc.text[start:end]
    edits = tuple(
        Edit(Span(start + at, start + at + 1), new)
        for at, (old, new) in enumerate(zip(found, expected, strict=True))
        if old != new
    )
    return Hit(Span(start, end), {"expected": " ".join(expected.split())}, fixes=(Fix(edits, "suggest"),))


@lru_cache(maxsize=4)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, list[str]]:
    """The phrases by their first word."""
    found: dict[str, list[str]] = {}
    for phrase in phrases:
        found.setdefault(phrase.split()[0].rstrip(","), []).append(phrase)
    return found


def _types(doc: Document, types: tuple[str, ...]) -> Iterator[Hit]:
    """'Nghị Quyết' for 'Nghị quyết', outside lines that give every word a capital."""
    text = doc.text
    for match in chain.from_iterable(words.finditer(text) for words in _in_capitals(types)):
        at, end = match.span()
        if not text[at - 1 : at].isalnum() and not text[end : end + 1].isalnum() and not _all_titled(text, at, end):
            words = match.group()
            yield _hit(doc, at, end, words[0] + words[1:].lower())


@lru_cache(maxsize=4)
def _in_capitals(types: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    """Patterns of the types with a capital in each word; one for each first letter, which is quick to search for."""
    by_letter: dict[str, list[str]] = {}
    for kind in types:
        by_letter.setdefault(kind[0], []).append(" ".join(word[0].upper() + word[1:] for word in kind.split()))
    return tuple(re.compile(f"{letter}(?:{'|'.join(one[1:] for one in ones)})") for letter, ones in by_letter.items())


def _all_titled(text: str, start: int, end: int) -> bool:
    """Whether the words on both sides have capitals too: a title set in capitals of each word, or a name."""
    before = text[max(0, start - 20) : start].split()
    after = text[end : end + 20].split()
    return bool(before and before[-1][0].isupper() and text[start - 1] == " " and before[-1][1:].islower()) or bool(
        after and after[0][0].isupper() and after[0][1:].islower() and text[end] == " "
    )


def _laws(doc: Document, laws: tuple[str, ...]) -> Iterator[Hit]:
    """'Luật bình đẳng giới', 'luật Bình đẳng giới' for 'Luật Bình đẳng giới'; 'Bộ luật lao động' for 'Bộ luật Lao động'."""
    text, lower = doc.text, doc.source.lower
    if "luật" not in lower:
        return
    by_word = _by_first_word(laws)
    for start in occurrences(lower, "luật"):
        at = start + 5
        if text[start + 1 : start + 4] != "uật" or text[at - 1 : at] not in (" ", "\n"):
            continue
        before = lower[max(0, start - 6) : start].split()
        if text[start - 1 : start].isalnum() or before and before[-1] in ("pháp", "kỷ", "kỉ"):
            continue
        stop = word_end(text, at, len(text))
        name = next(
            (
                law
                for law in by_word.get(text[at].upper() + text[at + 1 : stop], ())
                if " ".join(lower[at : at + len(law)].split()) == law.lower()
                and not text[at + len(law) : at + len(law) + 1].isalnum()
            ),
            None,
        )
        if name is None:
            continue
        code = text[max(0, start - 3) : start - 1] == "Bộ"
        end = at + len(name)
        right = ("l" if code else "L") + text[start + 1 : at] + text[at].upper() + text[at + 1 : end]
        # 'luật bình đẳng giới' in small letters throughout can speak of law in general
        if text[start:end] != right and (code or text[start].isupper() or text[at].isupper()):
            yield _hit(doc, start, end, right)


def _after_marks(doc: Document, verbs: tuple[str, ...], after_comma: tuple[str, ...]) -> Iterator[Hit]:
    """'…; Làm rõ', '…, Tăng cường' inside a running sentence. Not between the items of a list of named things, nor after a colon
    whose list begins with a capital."""
    text = doc.text
    zones = untouchable(doc)
    by_word = _by_first_word(verbs)
    commas = frozenset(after_comma)
    for match in chain.from_iterable(mark.finditer(text) for mark in _CAPITAL_AFTER):
        at = match.end()
        stop = word_end(text, at, len(text))
        verb = next((verb for verb in by_word.get(text[at:stop], ()) if text.startswith(verb, at)), None)
        if verb is None or match.start() in zones or text[match.start()] == "," and verb not in commas:
            continue
        end = at + len(verb)
        following = text[end : end + 1]
        if (
            following.isalnum()
            or following == " "
            and text[end + 1 : end + 2].isupper()
            and (" " not in verb or verb == "Tổ chức")
        ):
            continue  # 'Tổ chức Y tế thế giới', 'Báo Lao động'
        if text.startswith((" số ", "\nsố "), end):
            continue  # '…; Hướng dẫn số 36-HD/BTCTW': a document
        if not (text[match.start() - 1].isalnum() or text[match.start() - 1] in ")”") or _in_named_list(doc, match.start()):
            continue
        hit = _hit(doc, at, end, text[at].lower() + text[at + 1 : end])
        yield Hit(Span(match.start(), end), {**hit.args, "mark": text[match.start()]}, fixes=hit.fixes)


def _in_named_list(doc: Document, mark: int) -> bool:
    """Whether the clause before the mark begins with a capital after ':' or ';': then capitals are how this list is set."""
    block = _block_at(doc, mark)
    if block is None:
        return True
    text = doc.text
    begin = max(block.span.start, mark - 2000)
    start = max(text.rfind(sign, begin, mark) for sign in (":", ";", ". ", ".\n"))
    if start < 0:
        words = text[begin:mark].split()
        return len(words) < 6 or words[0] in ("Căn", "Thực", "Theo") and block.label is None
    if text[start] == ".":
        return False
    clause = text[start + 1 : mark].lstrip()
    return clause[:1].isupper() or clause[:1] in '“"(' or text[start] == ":" and clause[:1].isdigit()


def _block_at(doc: Document, offset: int) -> Block | None:
    blocks = doc.plan.blocks
    at = bisect_right(blocks, offset, key=lambda block: block.span.start) - 1
    inside = at >= 0 and offset < blocks[at].span.end and blocks[at].kind in ("paragraph", "item")
    return blocks[at] if inside else None
