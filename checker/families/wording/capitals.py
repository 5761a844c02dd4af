"""Capitals that Decree 30, Appendix II leaves no doubt about (CT703)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain

from checker.base import regex as re
from checker.families.wording.clauses import clauses_in_capitals, small_after_stops
from checker.families.wording.common_words import common_in_capitals, numbered_in_small
from checker.families.wording.fixed_names import miswritten_names
from checker.language.compounds import compounds, plain_compounds
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.text import Span, occurrences, word_end

_COUNTRY = re.compile(r"Việt[ \n]nam(?!\w)")
_COMMITTEE_OF = re.compile(r"(?:Thành|Tỉnh|Huyện|Quận|Đảng|Thị|Phường|Xã)[ \n]\Z")


@check("capitalisation")
def capitalisation(
    doc: Document,
    *,
    types: tuple[str, ...],
    laws: tuple[str, ...],
    verbs: tuple[str, ...],
    after_comma: tuple[str, ...] = (),
    heads: tuple[str, ...] = (),
    posts: tuple[str, ...] = (),
    deputies: tuple[str, ...] = (),
    units: tuple[str, ...] = (),
    times: tuple[str, ...] = (),
    levels: tuple[str, ...] = (),
    own: tuple[str, ...] = (),
) -> Iterator[Hit]:
    """Sure slips of capitals outside agency names. `types` are document types ('Nghị quyết'), `laws` names of laws without
    'Luật' ('Bình đẳng giới'); after ';' any word but the `heads` of names ('Ban', 'Chủ tịch'), and before a capital the `verbs`
    that begin a clause ('Tuyên truyền Luật …'); `after_comma` the words that are sure after ',' too. `posts` are held by people
    ('Bộ trưởng'), `deputies` behind 'Phó' ('Chủ tịch'), `units` stand before the name of a place ('xã'), `times` before the
    figures of a date ('ngày'), `levels` behind 'UBND' without a name ('xã'), of which `own` can stand for one's own province.
    Feasts, provinces and people are held against a list.

    Algorithm: words are judged by what stands around them.
    """
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
    yield from _posts(doc, posts)
    yield from _deputies(doc, deputies)
    yield from _places(doc, units)
    yield from _levels(doc, levels, own)
    for span, right in miswritten_names(doc):
        yield _hit(doc, span.start, span.end, _in_words(doc.text[span.start : span.end], right))
    yield from _itself(doc)
    yield from _dates(doc, times)
    for span, right in (*numbered_in_small(doc, types), *common_in_capitals(doc)):
        yield _hit(doc, *span, right)
    for span in small_after_stops(doc):
        at = text.index(". ", span.start) + 2
        yield _hit(doc, span.start, span.end, text[span.start : at] + text[at].upper() + text[at + 1 : span.end])
    for span in clauses_in_capitals(doc, verbs, after_comma, heads):
        at = span.start + 2
        hit = _hit(doc, at, span.end, text[at].lower() + text[at + 1 : span.end])
        yield Hit(span, {**hit.args, "mark": text[span.start]}, fixes=hit.fixes)


def _hit(doc: Document, start: int, end: int, expected: str) -> Hit:
    """A hit whose edit is the letters that differ."""
    found = doc.text[start:end]
    edits = tuple(
        Edit(Span(start + at, start + at + 1), new)
        for at, (old, new) in enumerate(zip(found, expected, strict=True))
        if old != new
    )
    return Hit(Span(start, end), {"expected": " ".join(expected.split())}, fixes=(Fix(edits, "suggest"),))


def _in_words(written: str, right: str) -> str:
    """`right` with the blanks of `written`."""
    pieces = re.split(r"(\s+)", written)
    pieces[::2] = right.split()
    return "".join(pieces)


def _alike(doc: Document, found: list[tuple[Span, str]]) -> Iterator[Hit]:
    """One hit for each way to write it wrong, with all its places."""
    by_words: dict[str, list[tuple[Span, str]]] = {}
    for span, right in found:
        by_words.setdefault(doc.words(span), []).append((span, right))
    for same in by_words.values():
        hits = [_hit(doc, *span, right) for span, right in same]
        edits = tuple(edit for hit in hits for fix in hit.fixes for edit in fix.edits)
        yield Hit(hits[0].span, hits[0].args, fixes=(Fix(edits, "suggest"),), more=tuple(hit.span for hit in hits[1:]))


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
    after = text[end : end + 30].split()
    if before and text[start - 1] == " " and _is_titled(before[-1]) and not _begins(text, start - len(before[-1]) - 1):
        return True
    if not after or text[end] != " " or not _is_titled(after[0]):
        return False
    return not (len(after) > 2 and after[1].islower() and after[1].isalpha())  # 'Nghị Quyết Đại hội Đảng bộ'


def _is_titled(word: str) -> bool:
    return word[0].isupper() and word[1:].islower()


def _begins(text: str, at: int) -> bool:
    """Whether a line begins at `at`, labels and marks left out."""
    return not any(char.isalpha() for char in text[max(text.rfind("\n", 0, at) + 1, at - 12) : at])


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
        right = ("l" if code else "L") + text[start + 1 : at] + _named(text[at:end], name, laws)
        # 'luật bình đẳng giới' in small letters throughout can speak of law in general
        if text[start:end] != right and (code or text[start].isupper() or text[at].isupper()):
            begin = start - len("Bộ ") if code else start
            yield _hit(doc, begin, end, text[begin:start] + right)


def _posts(doc: Document, posts: tuple[str, ...]) -> Iterator[Hit]:
    """'Bộ Trưởng Bộ Y tế' for 'Bộ trưởng …'; not where the word before has a capital too, as in a title, nor in a line that is
    no sentence."""
    text = doc.text
    for match in chain.from_iterable(words.finditer(text) for words in _in_capitals(posts)):
        at, end = match.span()
        previous = text[max(0, at - 20) : at].split()
        inside = (
            text[at - 1 : at] == " " and bool(previous) and (previous[-1][0].islower() or _opens(text, at, end, previous[-1]))
        )
        if inside and not text[end : end + 1].isalnum():
            yield _hit(doc, at, end, match.group()[0] + match.group()[1:].lower())


def _named(written: str, name: str, laws: tuple[str, ...]) -> str:
    """The name of a law in its own letters, but 'Nhà nước' and 'Nhân dân', which respect gives a capital; as it stands if it
    stands in capitals or is another of the names."""
    if written.isupper() or written in laws:
        return written
    right = _in_words(written, name)
    for word in ("Nhà nước", "Nhân dân"):
        right = right[:1] + right[1:].replace(word.lower(), word) if word in written[1:] else right
    return right


_SENTENCE_BEHIND = re.compile(r"(?:[ ][^\s,;:.]{1,12}){0,3}(?:[ ][^\W\d_A-ZĐ]{2,7}){2}")


def _opens(text: str, at: int, end: int, previous: str) -> bool:
    """Whether an item begins with the post, or one word before it, and goes on as a sentence: '- Chủ Tịch UBND xã chỉ đạo …',
    'Các Trưởng Thôn thông báo …'."""
    if _SENTENCE_BEHIND.match(text, end) is None:
        return False
    line = text.rfind("\n", max(0, at - 12), at) + 1
    if line > 0 and text[line:at].strip() in ("-", "+", "*", "•"):
        return True
    return previous.istitle() and previous.isalpha() and _begins(text, at - len(previous) - 1)


@lru_cache(maxsize=2)
def _deputy(posts: tuple[str, ...]) -> re.Pattern[str]:
    """'Phó chủ tịch', 'phó Chủ tịch': one of the two words with the capital of the office."""
    either = rf"(?<=phó )(?:{'|'.join(posts)})|(?<=Phó )(?:{'|'.join(map(str.lower, posts))})"
    return re.compile(rf"[pP]hó (?<!\w[pP]hó )(?:{either})(?!\w)")


def _deputies(doc: Document, posts: tuple[str, ...]) -> Iterator[Hit]:
    if posts:
        places = [Span(*match.span()) for match in _deputy(posts).finditer(doc.text)]
        yield from _alike(doc, [(span, f"Phó {doc.text[span.start + 4 : span.end].capitalize()}") for span in places])


_COUNCIL = "(?:UBND|HĐND|[UỦ][yỷ] ban nhân dân|Hội đồng nhân dân)[ \\n]"
_COUNCIL_BEFORE = re.compile(rf"{_COUNCIL}\Z")
_ENDS_UNNAMED = re.compile(r"(?!\w)(?![ \n][A-ZĐÀ-Ỹ])")
_LONGEST_COUNCIL = 21


def _levels(doc: Document, levels: tuple[str, ...], own: tuple[str, ...]) -> Iterator[Hit]:
    """'UBND Xã' for 'UBND xã', where no name follows; of one's `own` province only where the text has it in small letters too."""
    text, found = doc.text, []
    for level in dict.fromkeys((*levels, *own)) if levels else ():
        for at in occurrences(text, level.capitalize()):
            end = at + len(level)
            if text[at - 1 : at] not in (" ", "\n") or not _ENDS_UNNAMED.match(text, end):
                continue
            council = _COUNCIL_BEFORE.search(text, max(0, at - _LONGEST_COUNCIL), at)
            if council and (level not in own or re.search(_COUNCIL + level, text)):
                found.append((Span(council.start(), end), council.group() + level))
    yield from _alike(doc, sorted(found))


_NAME = re.compile(r"([^\W\d_]+)[ ]([^\W\d_]+)(?: ([^\W\d_]+))?")


def _places(doc: Document, units: tuple[str, ...]) -> Iterator[Hit]:
    """'xã Long thành' for 'xã Long Thành', where the text has that name elsewhere and 'thành' begins no other word."""
    text = doc.text
    known = compounds(doc.derived("compounds", plain_compounds))
    behind = {at + len(unit) + 1 for unit in units for at in occurrences(text, f"{unit} ") if not text[at - 1 : at].isalnum()}
    for start in sorted(at for at in behind if text[at : at + 1].isupper()):
        match = _NAME.match(text, start)
        if match is None:
            continue
        first, second, third = match.groups()
        if not first.istitle() or not second.islower() or third and known.has(second, third):
            continue
        if known.has(first.lower(), second):
            continue  # 'tỉnh Công an'
        name = f"{first} {second.title()}"
        if _stands(text, name):
            yield _hit(doc, start, match.end(2), name)


def _stands(text: str, name: str) -> bool:
    return any(not text[at + len(name) : at + len(name) + 1].isalnum() for at in occurrences(text, name))


@lru_cache(maxsize=2)
def _capital_before_a_date(times: tuple[str, ...]) -> re.Pattern[str]:
    heads = "|".join(word.title() for word in times)
    return re.compile(rf"(?:{heads})(?= \d{{1,2}}(?:[/.-]\d{{1,2}})?[/.-]\d{{4}}| \d{{1,2}} (?:tháng|năm) \d| \d{{4}}(?!\d))")


def _dates(doc: Document, times: tuple[str, ...]) -> Iterator[Hit]:
    """'vào Ngày 04/11/2025', 'trong Tháng 9/2026' behind a word in small letters; '… Ngày 20/11' can be the name of a feast."""
    if not times:
        return
    text = doc.text
    for match in _capital_before_a_date(times).finditer(text):
        at = match.start()
        words = text[max(0, at - 12) : at].split()
        if text[at - 1 : at] == " " and not text[at - 2 : at].isspace() and words and words[-1].isalpha() and words[-1].islower():
            yield _hit(doc, at, match.end(), match.group().lower())


def _itself(doc: Document) -> Iterator[Hit]:
    """'kế hoạch này' in a plan: the one document that is meant is named with a capital; one finding for all places."""
    kind = doc.plan.header.type
    if not kind:
        return
    words, text = f"{kind.lower()} này", doc.text
    spans = [Span(at, at + len(kind)) for at in occurrences(text, words) if not text[at - 1 : at].isalnum()]
    if spans:
        first = Span(spans[0].start, spans[0].start + len(words))
        edits = tuple(Edit(Span(span.start, span.start + 1), kind[0]) for span in spans)
        yield Hit(first, {"expected": f"{kind} này"}, tuple(Related(span) for span in spans[1:]), fixes=(Fix(edits, "suggest"),))
