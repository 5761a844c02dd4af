"""Words: misspelled phrases (CT705), doubled words (CT711), what is no syllable (CT704), and mixed tone marks (CT706)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING
from checker.base.vocabulary import words
from checker.families.spots import count_lines
from checker.families.wording.pairs import pair_table
from checker.families.wording.words import is_at_home
from checker.language.lexicon import is_word
from checker.language.phrases import all_words, in_case
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related
from checker.source.spans import Touched
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.families.wording.pairs import Oddity
    from checker.families.wording.words import Confusable, DoubledWord, OddWord


@check("confusable")
def confusable(
    doc: Document, facts: Sequence[Confusable], *, seen: int = 0, ratio: int = 200, rare: int = 10, bond: int = 50, scan: int = 6
) -> Iterator[Hit]:
    """A phrase one slip from the right one ('lòng ghép' for 'lồng ghép'): of the list, or by evidence where `seen` is given.

    By evidence: with every neighbour a word with other marks is at least `ratio` times as frequent, with one of them seen at
    least `seen` times, and the word as written fewer than `rare` times; and the right pair stands together `bond` times more
    often than by chance (twice that where a neighbour stands beside neither word), or the word is seen fewer than `rare` times
    anywhere. Silent on what looks like a scan: slips and words
    that are no syllables are more than `scan` in a thousand. Notes: counted, unseen. args: expected; with evidence often and
    seldom too.

    Algorithm: a phrase is weighed against how often it and its neighbours stand in texts.
    """
    sure, lost = ([fact for fact in facts if fact.lost is of] for of in (False, True))
    for fact in sure:
        if not _is_the_type(doc, fact.span):
            yield Hit(fact.span, {"expected": " ".join(fact.right.split())}, fixes=(Fix((_changed(doc, fact),), "suggest"),))
    if not seen:
        return
    listed = Touched(fact.span for fact in sure)
    odd = [one for one in doc.facts("oddity") if _weighs(one, seen, ratio, rare, bond) and not listed.by(one.pair)]
    told = Touched(one.pair for one in odd)
    lost = [fact for fact in lost if not told.by(fact.span)]
    if (odd or lost) and not _is_scan(doc, [fact.span for fact in (*sure, *odd)], scan):
        for fact in lost:
            args = {"expected": " ".join(fact.right.split()), "lost": True}
            yield Hit(fact.span, args, fixes=(Fix((_changed(doc, fact),), "suggest"),), note="lost")
        for one in odd:
            if not (_is_the_type(doc, one.pair) or _is_a_land(doc, one) or _is_a_term(doc, one)):
                right, word = (
                    in_case(doc.text[span.start : span.end], w) for span, w in ((one.pair, one.right), (one.span, one.word))
                )
                args = {"expected": right, "often": _grouped(one.often), "seldom": _grouped(one.seldom)}
                fix = Fix((Edit(one.span, word),), "suggest")
                yield Hit(one.pair, args, fixes=(fix,), note="counted" if one.seldom else "unseen")


def _is_the_type(doc: Document, span: Span) -> bool:
    """'KẾ HOACH': the line of the type, judged as a component of the header."""
    return span.end <= doc.plan.body.start and _is_a_line(doc.text, span)


def _is_a_land(doc: Document, one: Oddity) -> bool:
    """'biến hoá kỳ thú': what would be right is the name of a country, and no word here has a capital."""
    return one.right in words("wording", "lands") and doc.text[one.pair.start : one.pair.end].islower()


def _is_a_term(doc: Document, one: Oddity) -> bool:
    """Whether the words are listed as a term, or the rare one of them is at home in this text."""
    return doc.source.lower[one.pair.start : one.pair.end] in words("wording", "terms") or is_at_home(doc, one.span)


def _weighs(one: Oddity, seen: int, ratio: int, rare: int, bond: int) -> bool:
    """Whether the evidence is enough; of a known compound a form that nobody writes needs less."""
    if one.never:
        return True
    if one.often < seen or one.ratio < ratio or one.most >= rare:
        return False
    return one.times < rare or one.bond >= bond * (1 + one.silent)


def _is_scan(doc: Document, slips: Sequence[Span], most: int) -> bool:
    """Whether so many words are wrong that a machine has read them off a picture; a few in a short text, or slips that crowd in
    one line, say nothing."""
    wrong = count_lines(doc.text, (span.start for span in slips)) + len(doc.facts("odd_word"))
    return wrong >= 8 and wrong * 1000 > most * len(all_words(doc.source.lower))


def _grouped(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def _is_a_line(text: str, span: Span) -> bool:
    before = text[max(0, span.start - 12) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + 12].partition("\n")[0]
    return not (before + after).strip(" #*_\t") and (span.end + 12 > len(text) or "\n" in text[span.end : span.end + 12])


def _changed(doc: Document, fact: Confusable) -> Edit:
    """The edit of the words that differ, from the first to the last."""
    found, right = doc.text[fact.span.start : fact.span.end], fact.right
    front = 0
    while front < min(len(found), len(right)) and found[front] == right[front]:
        front += 1
    while front > 0 and found[front - 1].isalnum():
        front -= 1
    back = 0
    while back < min(len(found), len(right)) - front and found[-1 - back] == right[-1 - back]:
        back += 1
    while back > 0 and found[-back].isalnum():
        back -= 1
    return Edit(Span(fact.span.start + front, fact.span.end - back), right[front : len(right) - back])


_IN_A_NAME = re.compile(r"\w (?:[-–&] )?\Z")  # 'Phòng Kế hoạch - Tổng hợp tổng hợp …': the verb follows the name


@check("repeated_word")
def repeated_word(
    doc: Document,
    facts: Sequence[DoubledWord],
    *,
    always: tuple[str, ...],
    bound: tuple[str, ...],
    unless: tuple[str, ...] = (),
    ends: tuple[str, ...] = (),
    nouns: tuple[str, ...] = (),
    verbal: tuple[str, ...] = (),
    twins: tuple[str, ...] = (),
    free: tuple[str, ...] = (),
) -> Iterator[Hit]:
    """A word written twice by slip. `always` are the words that no sentence doubles ('các các'); `bound` are halves of words,
    wrong unless one ends a word and the other begins one ('trách nhiệm nhiệm vụ'); any other that is hardly ever doubled, but the
    `twins` ('người người'), where it belongs to neither side. A known compound is wrong twice in a row,
    but not the `nouns` that are verbs too ('các tổ chức tổ chức'), unless one of the `verbal` words says that a verb follows
    ('được tổ chức tổ chức'). The end of a compound is wrong twice where it begins nothing ('di động động'). `unless` lists what
    may follow, as 'word follower' ('trong trong sạch'), `free` the words that go on with any clause ('trực tiếp tiếp'),
    `ends` the compounds that end with such a word ('hiện tại tại xã').

    Algorithm: a doubled word is judged by the words around it.
    """
    rights, ended, often = frozenset(unless), frozenset(ends), frozenset(twins)
    wrong, halves, either = frozenset(always), frozenset(bound), frozenset(nouns)
    for fact in facts:
        text = doc.text[fact.span.start : fact.span.end]
        if "\n" in text and text.isupper():
            continue  # two lines of a header: 'BỘ CÔNG AN' / 'CÔNG AN TỈNH NINH BÌNH'
        half = len(text.split()) // 2
        second = text.split()[half]
        if second[0].isupper() and (second[1:].islower() or len(second) == 1) or f"{fact.word} {fact.after}" in rights:
            continue
        if fact.whole:
            named = (
                text[0].isupper()
                and second[0].islower()
                and _IN_A_NAME.search(doc.text, max(0, fact.span.start - 4), fact.span.start)
            )
            slip = not named and (fact.word not in either or fact.before in verbal) and fact.after not in ("hóa", "hoá")
        else:
            whole = fact.word in wrong and f"{fact.before} {fact.word}" not in ended
            parted = fact.ends and (
                fact.begins or pair_table().bond(fact.word, fact.after) >= _SURELY and fact.after not in wrong
            )
            slip = whole or fact.word in halves and not parted or fact.after in wrong and _ends_twice(fact)
            slip = slip or fact.word not in often and (_is_alone(fact) or _ends_alone(fact, frozenset(free)))
        if slip:
            first = text[: re.match(r"\S+" + r"\s+\S+" * (half - 1), text).end()]
            yield Hit(
                fact.span,
                {"expected": " ".join(first.split())},
                fixes=(Fix((Edit(Span(fact.span.start + len(first), fact.span.end), ""),), "suggest"),),
            )


def _ends_twice(fact: DoubledWord) -> bool:
    """'di động động cho': a compound whose end stands twice, before a word that often follows it and makes no word with it."""
    if not fact.ends or fact.begins:
        return False
    table = pair_table()
    word, after = table[fact.word], table[fact.after]
    seen = (word.before(after.named), word.times() * after.times()), (word.before(word.named), word.times() ** 2)
    return seen[0][0] > 0 and all(often * table.total < 3 * chance for often, chance in seen)


def _ends_alone(fact: DoubledWord, free: frozenset[str]) -> bool:
    """'điều trị trị.', 'phân công công rõ': the end of a compound stands twice, and the second goes with nothing behind it."""
    if not fact.ends or fact.begins or fact.word in free or is_word(fact.word, fact.word):
        return False
    return not fact.after or not (is_word(fact.word, fact.after) or pair_table().bond(fact.word, fact.after) >= _WITH)


_WITH = 2  # times more often side by side than by chance


def _is_alone(fact: DoubledWord) -> bool:
    """'…, số số căn cước': a word that is hardly ever doubled, of which neither is a part of another word."""
    table = pair_table()
    if fact.ends or fact.begins or max(table.bond(fact.before, fact.word), table.bond(fact.word, fact.after)) >= _BOUND:
        return False
    word = table[fact.word]
    chance = word.times() ** 2 / table.total
    return chance >= 20 and 3 * word.before(word.named) < chance


_BOUND, _SURELY = 5, 50  # times more often side by side than by chance


@check("invalid_syllable")
def invalid_syllable(doc: Document, facts: Sequence[OddWord]) -> Iterator[Hit]:
    """A word that is no Vietnamese syllable and on no list; each word once, its other places as related ones.

    Algorithm: words are read by the grammar of Vietnamese syllables.
    """
    first: dict[str, list[OddWord]] = {}
    for fact in facts:
        first.setdefault(fact.word.lower(), []).append(fact)
    for places in first.values():
        yield Hit(
            places[0].span, {"count": len(places)}, related=tuple(Related(other.span) for other in places[1:20]), alike=True
        )


# -- hóa and hoá ------------------------------------------------------------------------------------------------------

_OLD = re.compile(r"(?:[òóỏõọ][ae]|[ùúủũụ]y)(?!\w)")
_NEW = re.compile(r"(?:o[àáảãạèéẻẽẹ]|u[ỳýỷỹỵ])(?!\w)")


@check("tone_placement")
def tone_placement(doc: Document) -> Iterator[Hit]:
    """'hóa' and 'hoá' in one document: the rarer way, at its first place, with the other places as related ones.

    Algorithm: two ways of writing are counted over the whole text.
    """
    lower = doc.source.lower
    old = [match.start() for match in _OLD.finditer(lower) if lower[match.start() - 1 : match.start()] != "q"]
    new = [match.start() for match in _NEW.finditer(lower) if lower[match.start() - 1 : match.start()] != "q"]
    if not old or not new:
        return
    rare = old if len(old) < len(new) else new
    spans = [_whole_word(lower, at) for at in rare]
    edits = tuple(Edit(Span(at, at + 2), _other_way(doc.text[at : at + 2])) for at in rare)
    words = doc.text[spans[0].start : spans[0].end]
    at = rare[0] - spans[0].start
    expected = words[:at] + edits[0].new + words[at + 2 :]
    yield Hit(
        spans[0],
        {"expected": expected, "rare": len(rare), "common": max(len(old), len(new))},
        related=tuple(Related(span) for span in spans[1:50]),
        fixes=(Fix(edits, "suggest"),),
        alike=True,
    )


def _whole_word(lower: str, at: int) -> Span:
    start, end = at, at + 2
    while start > 0 and lower[start - 1].isalpha():
        start -= 1
    return Span(start, end)


def _other_way(vowels: str) -> str:
    """'óa' → 'oá' and back."""
    first, second = (unicodedata.normalize("NFD", char) for char in vowels)
    if len(first) > 1:
        return unicodedata.normalize("NFC", first[0] + second + first[1:])
    return unicodedata.normalize("NFC", first + second[1:] + second[0])
