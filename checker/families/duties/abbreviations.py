"""Abbreviations (chữ viết tắt): where the text gives their words, and forms one slip from what they must mean.

'kế hoạch hóa gia đình (KHHGD)': the initials of the words before the bracket say KHHGĐ. 'KKHGD' stands beside no words: it is a
slip of an abbreviation that everybody knows. 'LDTBXH' beside 'LĐTBXH' is one of two ways to write the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from checker.base import regex as re
from checker.base.vocabulary import words as words_of
from checker.families.duties.records import Abbreviation
from checker.language.letters import without_marks
from checker.language.words import WORD
from checker.model.document import Document, inside
from checker.source.text import Span, in_order

_TOKEN = re.compile(r"[A-ZĐƯ](?<!\w[A-ZĐƯ])[A-ZĐƯ]+(?:[/&-][A-ZĐƯ]{2,}|,[A-ZĐƯ]{2,}(?=&)|&[A-ZĐ])*(?![\w])")
_PIECE = re.compile(r"[A-ZĐƯ]{3,}")
_ROMAN = re.compile(r"[IVXLC]+\Z")
_NEIGHBOUR = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 12
_SHORTEST_SLIP = 5  # letters that a form needs before one wrong letter, not only D for Đ, tells a slip
_SYMBOL_BEFORE = re.compile(r"(?:\d\s?/\s?|\d\s?-\s?|\d/\d{4}/)\Z")


def read_abbreviations(doc: Document) -> tuple[Abbreviation, ...]:
    """One fact for every distinct form of an abbreviation in the body, in order of its first place."""
    text = doc.text
    known = _known(doc.law.get("abbreviations") or {})
    cited = _symbols(doc)
    headings = [b.span for b in doc.plan.blocks if text[b.span.start : b.span.end].isupper()]
    places: dict[str, list[Span]] = {}
    defined: dict[str, tuple[Span, str]] = {}
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        short = match.group()
        if _ROMAN.match(short) or inside(cited, start) or inside(headings, start):
            continue
        if _is_symbol(text, start) or _in_capitals(text, start, end):
            continue
        bracketed = start and text[start - 1] == "("
        if bracketed and text[end : end + 1] in (")", ","):
            words = _words_before(text, start - 1)
            if words:
                defined.setdefault(short, words)
        plain = short.isalpha()
        if bracketed or plain or not set("/&,") & set(short):
            places.setdefault(short, []).append(Span(start, end))
        if not plain:
            for piece in _PIECE.finditer(text, start, end):
                places.setdefault(piece.group(), []).append(Span(*piece.span()))
    meant = _meant(text, places, defined, known)
    body = doc.plan.body
    found = []
    for short, spans in places.items():
        slip, words = meant.get(short, (None, None))
        within = tuple(span for span in spans if body.start <= span.start < body.end)
        found.append(Abbreviation(spans[0], short, tuple(spans), short in known, short in defined, slip, words, within))
    return tuple(sorted(found, key=lambda one: one.span))


def _is_symbol(text: str, start: int) -> bool:
    """Whether the letters are the symbol of a document: '12/QĐ-UBND', '45-KH/TU'."""
    before = text[max(0, start - 8) : start].rstrip()
    return before[-1:] in ("/", "-") and _SYMBOL_BEFORE.search(before) is not None


def _known(registry: Mapping[str, object]) -> frozenset[str]:
    return frozenset(registry.get("abbreviations", ()))


def _symbols(doc: Document) -> list[Span]:
    """Where the symbols of documents stand: their letters are no abbreviations of the text."""
    spans = doc.cited_spans
    number = doc.plan.header.number
    return sorted([*spans, number.span]) if number else spans


def _in_capitals(text: str, start: int, end: int) -> bool:
    """Whether a word beside it on its line is in capitals with marks: a heading, where letters tell nothing."""
    before = text[max(0, start - 16) : start].rpartition("\n")[2]
    behind = text[end : end + 16].partition("\n")[0]
    beside = []
    if before != before.lower():
        beside = _NEIGHBOUR.findall(before)[-1:]
    if behind != behind.lower():
        beside += _NEIGHBOUR.findall(behind)[:1]
    return any(w.isupper() and _TOKEN.fullmatch(w) is None for w in beside)


def _words_before(text: str, at: int) -> tuple[Span, str] | None:
    """The words in front of a bracket, at most twelve and within one clause, and their initials."""
    low = max(0, at - 110)
    cut = max(text.rfind(mark, low, at) for mark in (".", ";", ":", "(", ")", "|", "\n\n"))
    start = max(low, cut + 1)
    words = list(WORD.finditer(text, start, at))[-14:]
    words = [w for w in words if w.start() > low or low == 0]
    if len(words) < 2:
        return None
    return Span(words[0].start(), words[-1].end()), _initials(w.group() for w in words)


def _initials(words: Iterable[str]) -> str:
    """The first letters in capitals, without the marks of vowels: 'phản ánh kiến nghị' gives PAKN, 'đường' keeps its Đ."""
    return "".join(word[0] if word[0] in "đĐ" else without_marks(word[0]) for word in words).upper()


def _meant(
    text: str, places: Mapping[str, list[Span]], defined: Mapping[str, tuple[Span, str]], known: frozenset[str]
) -> dict[str, tuple[str, Span | None]]:
    """Of each form that is a slip: the form that is meant, and the words in front of it that say so."""
    found = _asked_by_words(text, places, defined, known)
    right_ones = known | {s for s in defined if s not in found and len(s) > 3}
    by_fold: dict[str, str] = {}
    for right in right_ones:
        by_fold.setdefault(_folded(right), right)
    for short, spans in places.items():
        if short in found or short in right_ones or not 4 <= len(short) <= _LONGEST or not short.isalpha():
            continue
        twin = _right_one(short, by_fold, known) or next(
            (s for s in places if s != short and _folded(s) == _folded(short) and len(places[s]) > len(spans)), None
        )
        if twin:
            found[short] = (twin, None)
    mixed_up = _MixedUp(places, set(defined) - set(found), found)
    for short in places:
        if short not in found and short not in known and short not in defined:
            if twin := mixed_up.form_of(short) or _lost_twin(short, places, known):
                found[short] = (twin, None)
    return _each_once(found)


class _MixedUp:
    """Forms of the text whose letters others mix up ('NMT' for 'NTM') or of which they lack one inside ('XDNM' for 'XDNTM').

    Such a form is explained in the text; of a longer one it is enough that it stands there more than once, and the slip once.
    """

    def __init__(self, places: Mapping[str, list[Span]], explained: set[str], slips: Iterable[str]):
        self.places, self.explained = places, explained
        self.by_letters: dict[str, list[str]] = {}
        self.shorter: dict[str, list[str]] = {}
        for form, spans in places.items():
            if form in slips or not form.isalpha() or not 2 < len(form) <= _LONGEST:
                continue
            if form in explained or len(form) >= _SHORTEST_SLIP and len(spans) > 1:
                self.by_letters.setdefault("".join(sorted(form)), []).append(form)
            if len(form) >= _SHORTEST_SLIP and len(spans) > 2:
                for at in range(2, len(form) - 1):
                    self.shorter.setdefault(form[:at] + form[at + 1 :], []).append(form)

    def form_of(self, short: str) -> str | None:
        """The one form that is meant; None where none is, or more than one could be."""
        many = len(self.places[short])
        near = [form for form in self.by_letters.get("".join(sorted(short)), ()) if self._is_mixed(short, form, many)]
        if many == 1:
            near += dict.fromkeys(self.shorter.get(short, ()))
        return near[0] if len(near) == 1 else None

    def _is_mixed(self, short: str, form: str, many: int) -> bool:
        """Whether two neighbours behind the first letter have changed places, or of five letters and more any."""
        if short == form or short[0] != form[0] or many > len(self.places[form]):
            return False
        return _exchanged(short, form) and (many == 1 or form in self.explained) or form in self.explained and len(short) > 4


def _lost_twin(short: str, places: Mapping[str, list[Span]], known: frozenset[str]) -> str | None:
    """The known form, at home in the text, of whose doubled letter one is lost: PCC beside PCCC."""
    longer = {short[:at] + short[at - 1 :] for at in range(1, len(short) + 1)} if len(short) == 3 else ()
    near = [form for form in longer if form in known and len(places.get(form, ())) > len(places[short])]
    return near[0] if len(near) == 1 else None


def _asked_by_words(
    text: str, places: Mapping[str, list[Span]], defined: Mapping[str, tuple[Span, str]], known: frozenset[str]
) -> dict[str, tuple[str, Span | None]]:
    """The forms that the words in front of them contradict, and the pieces of them that stand alone elsewhere."""
    found: dict[str, tuple[str, Span | None]] = {}
    for short, (span, initials) in defined.items():
        if right := _initials_slip(short, initials, text[span.start : span.end], known):
            found[short] = (right, _last_words(text, span, len(_letters(right))))
            for piece, good in zip(_pieces(short), _pieces(right), strict=False):
                if piece != good and piece in places and piece not in known:
                    found.setdefault(piece, (good, found[short][1]))
    return found


def _right_one(short: str, by_fold: Mapping[str, str], known: frozenset[str]) -> str | None:
    """The one right form that is a slip away from `short`: the surest kind of slip that any form explains decides."""
    folded = _folded(short)
    if folded in by_fold:
        return by_fold[folded]
    longer = [(f, k) for f, k in by_fold.items() if len(f) == len(folded) + 1]
    kinds = [
        lambda: [k for f, k in by_fold.items() if f[0] == folded[0] and _exchanged(folded, f) and (k in known or len(k) > 4)]
    ]
    if len(short) == 4:
        kinds.append(lambda: [k for f, k in longer if f[0] == folded[0] and in_order(folded, f)])
    if len(short) >= _SHORTEST_SLIP:
        kinds.append(
            lambda: (
                [k for f, k in by_fold.items() if -1 < len(folded) - len(f) < 2 and _one_wrong(folded, f)]
                or [k for f, k in longer if in_order(folded, f)]
            )
        )
    return next((near[0] for kind in kinds if len(near := kind()) == 1), None)


def _each_once(found: dict[str, tuple[str, Span | None]]) -> dict[str, tuple[str, Span | None]]:
    """'SKSS/KHHGD' and 'KHHGD' are one form: the piece speaks for it, unless only the whole has words that say so."""
    whole = {short for short in found if len(_pieces(short)) > 1}
    kept = {short: meant for short, meant in found.items() if short not in whole or meant[1] is not None}
    for short in [short for short in kept if short in whole]:
        pieces = [piece for piece in _pieces(short) if piece in kept]
        if any(len(piece) > 3 for piece in pieces):
            del kept[short]
        else:
            for piece in pieces:
                del kept[piece]
    return kept


def _pieces(short: str) -> list[str]:
    return re.split(r"[/&,-]", short)


@lru_cache(maxsize=1024)
def _folded(short: str) -> str:
    return short.replace("Đ", "D").replace("Ư", "U")


def _letters(short: str) -> str:
    return "".join(c for c in short if c.isalpha())


def _initials_slip(short: str, initials: str, words: str, known: frozenset[str]) -> str | None:
    """The form that the words in front ask for, where `short` is one letter from it; None where it is right or quite another."""
    letters = _letters(short)
    whole = initials[-len(letters) - 1 :]
    if short.isalpha() and short not in known and _tears_a_known_one(short, whole, known):
        return whole  # 'xây dựng nông thôn mới (XDNM)': NTM is known
    if short.isalpha() and len(letters) > 2 and short not in known and whole in known and in_order(letters, whole):
        return whole  # a letter lost: CSKSS for CSSKSS, BHT for BHYT
    if len(letters) < 4 or in_order(letters, initials[-len(letters) - 4 :]):
        return None
    whole = initials[-len(letters) :]
    if short in known and whole in known and letters[:2] == whole[:2]:
        return whole  # another one: 'bảo hiểm y tế (BHXH)'
    without = _initials(w for w in WORD.findall(words) if w.lower() not in words_of("duties", "small_words"))
    if in_order(letters, without[-len(letters) - 4 :]):
        return None
    for wanted in (initials, without):
        tail = wanted[-len(letters) :]
        if len(tail) == len(letters) and (_folded(tail) == _folded(letters) or _one_replaced(letters, tail)):
            return _like(short, tail)
        tail = wanted[-len(letters) + 1 :]
        if short.isalpha() and len(tail) > 3 and len(tail) == len(letters) - 1 and _one_wrong(letters, tail):
            return tail  # a letter written twice
    return None


def _tears_a_known_one(short: str, whole: str, known: frozenset[str]) -> bool:
    """Whether the initials end with a form that everybody knows, and `short` lacks a letter of just that."""
    if len(short) < 4 or len(whole) != len(short) + 1 or not in_order(short, whole):
        return False
    tail = whole[2:]
    return len(tail) > 2 and tail in known and short.startswith(whole[:2])


def _one_replaced(a: str, b: str) -> bool:
    wrong = [x != y for x, y in zip(a, b, strict=True)]
    swapped = sum(wrong) == 2 and sorted(a) == sorted(b)  # CHCN for CNCH
    return a[0] == b[0] and (sum(wrong) == 1 or swapped)


def _exchanged(a: str, b: str) -> bool:
    """Whether two neighbouring letters behind the first changed places: UBDN for UBND."""
    wrong = [i for i in range(len(a)) if a[i] != b[i]] if len(a) == len(b) else []
    if len(wrong) != 2 or not 0 < wrong[0] == wrong[1] - 1:
        return False
    first, second = wrong
    return a[first] == b[second] and a[second] == b[first]


def _one_wrong(a: str, b: str) -> bool:
    """One letter replaced, doubled or exchanged with its neighbour; a letter more or less is another word."""
    if len(a) == len(b):
        wrong = [i for i in range(len(a)) if a[i] != b[i]]
        if len(wrong) == 2 and wrong[1] == wrong[0] + 1:
            return a[wrong[0]] == b[wrong[1]] and a[wrong[1]] == b[wrong[0]]
        return len(wrong) == 1
    if len(a) == len(b) + 1:
        return any(a[i] == a[i + 1] and a[:i] + a[i + 1 :] == b for i in range(len(b)))
    return False


def _like(short: str, letters: str) -> str:
    """`letters` with the joints of `short`: VTV/TN and VTNTN → VTN/TN."""
    rest = iter(letters)
    return "".join(next(rest) if c.isalpha() else c for c in short)


def _last_words(text: str, span: Span, many: int) -> Span:
    words = list(WORD.finditer(text, *span))[-many:]
    return Span(words[0].start(), words[-1].end())
