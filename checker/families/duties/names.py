"""KnownAgency names of agencies as a tree of words: one walk from a head word ("Sở", "Phòng", "UBND") tells the longest name.

"và", "&", comma and hyphen are not looked at, both places of the tone mark are read ("hóa", "hoá"), and one wrong word is
forgiven on request, which is how a misspelled name is told from another body's right one.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from functools import lru_cache

from checker.base import regex as re
from checker.base.cache import of_latest
from checker.base.record import NamedTuple
from checker.base.vocabulary import words
from checker.families.duties.records import KnownAgency
from checker.language.letters import other_tone, without_marks
from checker.language.lexicon import is_word
from checker.language.words import WORD


@lru_cache(maxsize=4096)  # a plan names the same bodies again and again
def right_case(written: str, forms: tuple[str, ...]) -> str | None:
    """The name with the capitals of the form that it is, None where they are right or the name stands in capitals throughout."""
    if " ".join(written.split()) in forms or written.isupper():
        return None
    said = WORD.findall(written)
    if any(len(w) > 3 and w.isupper() and w not in " ".join(forms) for w in said):
        return None
    wanted = None
    for form in forms:
        parts = WORD.findall(form)
        if [w.lower() for w in parts if w != "và"] != [w for w in map(_new_tone(parts), said) if w != "và"]:
            continue
        right = _recase(written, parts)
        if right == written:
            return None
        if wanted is None or _changes(written, right) < _changes(written, wanted):
            wanted = right
    return wanted


def _changes(written: str, right: str) -> int:
    """How many letters of the one are others in the other."""
    return sum(a != b for a, b in zip(written, right, strict=True))


def _new_tone(parts: list[str]) -> Callable[[str], str]:
    """A word → the spelling that the form has of it, where only its marks differ."""
    by_bare = {without_marks(p.lower()): p.lower() for p in parts}
    return lambda word: by_bare.get(without_marks(word.lower()), word.lower())


def _recase(written: str, parts: list[str]) -> str:
    """`written` with each word's capitals taken from `parts` in order; its own spelling, joints and 'và' stay."""
    rest = iter([p for p in parts if p != "và"])
    out, at = [], 0
    for match in WORD.finditer(written):
        word = match.group()
        out.append(written[at : match.start()])
        if word.lower() == "và":
            out.append("và")
        else:
            part = next(rest, word)
            first = word[0].upper() if part[0].isupper() else word[0].lower()
            out.append(word if len(part) > 1 and part.isupper() else first + word[1:].lower())
        at = match.end()
    return "".join(out) + written[at:]


_NEXT = re.compile(r"[ \t]{0,3}(?:[,&–-][ \t]{0,3})?\n?[ \t]{0,3}(\w+)")  # a hyphen behind a line end is a bullet
CAPITAL = "A-ZĐÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬÈÉẺẼẸÊỀẾỂỄỆÌÍỈĨỊÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢÙÚỦŨỤƯỪỨỬỮỰỲÝỶỸỴ"
_GOES_ON = re.compile(r"[ \t]{1,3}\d")
_LEAF = ""


class Match(NamedTuple):
    """A name that was read. `end` is where it ends; `forms` are the registered ways to write these very words.

    `wrong` is the span of the one word that is a slip, None where every word is right; `right` the word that belongs there.
    Where a word, "và" or a mark is lost, `wrong` is the blank in its place.
    """

    known: KnownAgency
    end: int
    forms: tuple[str, ...]
    wrong: tuple[int, int] | None = None
    right: str | None = None


class Path(NamedTuple):
    """How far words go along the tree: the longest name on the way, the node that they reach, the next word, which is not in
    that node (None where there is none, or nothing could follow), and how many words fitted."""

    match: Match | None
    node: dict | None
    step: re.Match | None
    depth: int


def day(value: object) -> datetime.date | None:
    """A day of a registry, where YAML may have left it as text. Raises ValueError for text that is no ISO day."""
    if value is None or isinstance(value, datetime.date):
        return value
    return datetime.date.fromisoformat(str(value))


def words_of(name: str) -> list[str]:
    """The words of a name in lower case that the tree is built of."""
    return [word for word in WORD.findall(name.lower()) if word != "và"]


def _is_of_next(lower: str, step: re.Match) -> bool:
    """Whether the last word of a name is one with the word behind it: 'thanh tra | số liệu'."""
    behind = _NEXT.match(lower, step.end())
    return behind is not None and is_word(step[1], behind[1])


@lru_cache(maxsize=4096)
def mistyped(a: str, b: str) -> bool:
    """Whether two different words are one slip of the keyboard apart: only marks differ, or one letter is wrong."""
    if a == b or abs(len(a) - len(b)) > 1 or len(a) > 1 and a[0] != b[0] and a[-1] != b[-1]:
        return False
    first, second = without_marks(a), without_marks(b)
    if first == second:
        return True
    shortest = min(len(first), len(second))
    if shortest < 2 or shortest == 2 and first[0] != second[0]:
        return False
    if len(first) == len(second):
        wrong = [i for i in range(len(first)) if first[i] != second[i]]
        if len(wrong) == 2:
            i, j = wrong
            return j == i + 1 and a[i] == b[j] and a[j] == b[i]
        return len(wrong) == 1 and sum(x != y for x, y in zip(a, b, strict=True)) == 1
    short, long = sorted((a, b), key=len)
    at = next((i for i in range(len(short)) if short[i] != long[i]), len(short))
    return short[at:] == long[at + 1 :]


def _short_forms(name: str) -> tuple[str, ...]:
    """'Sở Tư pháp' → 'Sở TP': the head with the initials of its field, as lists and tables write it."""
    head, *field = [word for word in WORD.findall(name) if word != "và"]
    if head not in ("Sở", "Bộ") or len(field) < 2:
        return ()
    return (f"{head} {''.join(word[0] for word in field).upper()}",)


def plain_names(registry: Mapping[str, object]) -> tuple[dict, list[tuple]]:
    """The tree of a registry's agencies as plain data, to be kept: (tree, agencies). A leaf is the number of the agency that the
    words down to it name, with the registered ways to write them."""
    bases = registry.get("bases") or {}
    root: dict[str, dict] = {}
    agencies = []
    for number, entry in enumerate(registry.get("agencies", ())):
        name, basis = str(entry["name"]), entry.get("basis")
        since, until = (date and date.isoformat() for date in (day(entry.get("from")), day(entry.get("until"))))
        agencies.append(
            (
                name,
                str(entry.get("level", "any")),
                str(entry.get("kind", "unit")),
                since,
                until,
                entry.get("successor"),
                bases.get(basis, basis),
                entry.get("mark"),
                bool(entry.get("short", True)),
            )
        )
        for form in (name, *entry.get("also", ()), *_short_forms(name)):
            _add(root, number, form)
    return root, agencies


def _add(root: dict[str, dict], number: int, form: str) -> None:
    nodes = [root]
    for word in words_of(form):
        following = []
        for node in nodes:
            child = node.setdefault(word, {})
            following.append(child)
            node.setdefault(other_tone(word), child)
        nodes = following[:1]
    leaf = nodes[0].setdefault(_LEAF, (number, []))
    if leaf[0] == number:
        leaf[1].append(form)


class Names:
    """The tree. `heads` are the first words of all names, in lower case."""

    def __init__(self, plain: tuple[dict, list[tuple]]):
        self.root, self._agencies = plain
        self._known: dict[int, KnownAgency] = {}
        self.heads = frozenset(self.root)

    def _agency(self, number: int) -> KnownAgency:
        if number not in self._known:
            name, level, kind, since, until, *rest = self._agencies[number]
            self._known[number] = KnownAgency(name, level, kind, day(since), day(until), *rest)
        return self._known[number]

    def read(self, lower: str, start: int, head: str) -> Match | None:
        """The longest name whose head word stands at `start` of the lowered text; None where no name does."""
        return self.follow(lower, start, head).match

    def follow(self, lower: str, start: int, head: str) -> Path:
        """The way of the words from `start` on through the tree, as far as it goes."""
        node = self.root.get(head)
        end = stop = start + len(head)
        found = step = None
        depth = 0
        following = _NEXT.match
        while node:
            depth += 1
            leaf = node.get(_LEAF)
            if leaf:
                found, stop = leaf, end
                if len(node) == 1:
                    step = None
                    break
            step = following(lower, end)
            word = step and step[1]
            if word == "và":
                step = following(lower, step.end())
                word = step and step[1]
            if not step or word not in node:
                break
            node, end = node[word], step.end()
        match = Match(self._agency(found[0]), stop, tuple(found[1])) if found else None
        return Path(match, node, step, depth)

    def read_slip(self, lower: str, path: Path, least: int = 3) -> Match | None:
        """A name of `least` words or more with exactly one wrong word, that at which `path` ends; None where that does not fit.

        The name must be longer than the right one on the path, so that a right shorter name is never called a slip of a longer
        one.
        """
        right, node, step, depth = path
        if step is None:
            return None
        word = step[1]
        if _GOES_ON.match(lower, step.end()):
            return None  # 'Luật Thanh tra số 84/2025/QH15'
        first, last, length = word[0], word[-1], len(word)
        for child, following in node.items():
            if not child or not -2 < len(child) - length < 2 or length > 1 and child[0] != first and child[-1] != last:
                continue
            if mistyped(word, child):
                found = self._rest(lower, following, step.end(), depth + 1, least)
                longer = (
                    right is None
                    or found
                    and found[1] > step.end()
                    or any(w != "và" for w in WORD.findall(lower, right.end, step.start(1)))
                )
                if found and longer and not (found[1] == step.end() and _is_of_next(lower, step)):
                    return Match(self._agency(found[0]), found[1], found[2], step.span(1), child)
        return None

    def read_lost(self, lower: str, path: Path) -> Match | None:
        """A name of four words or more that has lost exactly one inside it ('Ủy nhân dân'); None where that does not fit.

        Small words ('các') are no loss: another body's right name lacks them. Where two words could be lost none is.
        """
        right, node, step, depth = path
        found: Match | None = None
        for child, following in node.items() if step else ():
            if not child or step[1] not in following or child in words("duties", "small_words"):
                continue
            rest = self._rest(lower, following[step[1]], step.end(), depth + 2, 4)
            if rest and (right is None or rest[1] > right.end):
                if found:
                    return None
                found = Match(self._agency(rest[0]), rest[1], rest[2], (step.start(), step.start(1)), child)
        return found

    @staticmethod
    def _rest(lower: str, node: dict, end: int, depth: int, least: int = 3) -> tuple[int, int, tuple[str, ...]] | None:
        found = None
        while node:
            leaf = node.get(_LEAF)
            if leaf and depth >= least:
                found = (leaf[0], end, tuple(leaf[1]))
            step = _NEXT.match(lower, end)
            if step and step.group(1) == "và":
                step = _NEXT.match(lower, step.end())
            if not step:
                break
            node = node.get(step.group(1))
            end = step.end()
            depth += 1
        return found


@of_latest
def names_of(plain: tuple[dict, list[tuple]]) -> Names:
    """The tree of `plain_names`, made once for one and the same data."""
    return Names(plain)
