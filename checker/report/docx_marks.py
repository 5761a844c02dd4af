"""Marks in the words of a Word file: where a comment begins and ends, and tracked changes.

A mark stands between runs, so runs are cut at the offsets that are needed: each part keeps the format of the whole. Nothing
else is moved, and what a reader sees is the same before and after.
"""

from __future__ import annotations

import copy
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import groupby

from checker.base.record import dataclass
from checker.source.docx.elements import visible
from checker.source.docx.reading import Reading, Token
from checker.source.docx.styles import w

_RPR, _T, _P, _R = w("rPr"), w("t"), w("p"), w("r")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_PENDING = frozenset((w("ins"), w("moveTo")))
_WORDS = frozenset(map(w, ("t", "tab", "ptab", "br", "cr", "noBreakHyphen", "softHyphen", "sym")))
_ALONE = {"\t": "tab", "\v": "br", "\u2011": "noBreakHyphen", "\u00ad": "softHyphen"}


@dataclass(frozen=True, slots=True)
class Atom:
    """A run that no offset of interest cuts any more, and the half-open range of raw text that it shows."""

    start: int
    end: int
    run: object


class Atoms:
    """The runs of the body, cut at `offsets`, in order. Finds the ones that show a range of the raw text."""

    def __init__(self, reading: Reading, offsets: Iterable[int]):
        cuts = sorted(set(offsets))
        self._atoms: list[Atom] = []
        tokens = [token for token in reading.tokens if token.part == "body"]
        at = 0
        while at < len(tokens):
            stop = at + 1
            while stop < len(tokens) and tokens[stop].run is tokens[at].run:
                stop += 1
            inside = cuts[bisect_right(cuts, tokens[at].start) : bisect_left(cuts, tokens[stop - 1].end)]
            if inside:
                self._atoms.extend(_cut(tokens[at:stop], inside))
            else:
                self._atoms.append(Atom(tokens[at].start, tokens[stop - 1].end, tokens[at].run))
            at = stop
        self._starts = [atom.start for atom in self._atoms]

    def within(self, start: int, end: int) -> list[Atom]:
        """The atoms that show some of raw[start:end], in order; none for an empty range."""
        first = max(0, bisect_right(self._starts, start) - 1)
        last = bisect_left(self._starts, end)
        return [atom for atom in self._atoms[first:last] if atom.end > start and start < end]

    def before(self, offset: int, floor: int) -> Atom | None:
        """The atom that ends at `offset`, at or after `floor` (the start of its paragraph)."""
        at = bisect_left(self._starts, offset) - 1
        return self._atoms[at] if at >= 0 and self._atoms[at].end == offset and self._atoms[at].start >= floor else None

    def after(self, offset: int, ceiling: int) -> Atom | None:
        """The atom that begins at `offset`, before `ceiling` (the end of its paragraph)."""
        at = bisect_left(self._starts, offset)
        return self._atoms[at] if at < len(self._atoms) and self._atoms[at].start == offset < ceiling else None


def _cut(tokens: list[Token], cuts: list[int]) -> list[Atom]:
    """Cut one run at offsets inside it. The first part stays the element that it was."""
    run = tokens[0].run
    known = {id(token.child): token for token in tokens}
    properties = run.find(_RPR)
    parts: list[list[object]] = [[]]
    bounds = [tokens[0].start, *cuts, tokens[-1].end]
    for child in [child for child in run if child.tag != _RPR]:
        run.remove(child)
        token = known.get(id(child))
        for start, piece in _slices(child, token, cuts) if token else ((None, child),):
            if start in cuts:
                parts.append([])
            parts[-1].append(piece)
    atoms: list[Atom] = []
    at = run
    for index, part in enumerate(parts):
        if index:
            fresh = run.makeelement(_R, dict(run.attrib))
            if properties is not None:
                fresh.append(copy.deepcopy(properties))
            at.addnext(fresh)
            at = fresh
        at.extend(part)
        atoms.append(Atom(bounds[index], bounds[index + 1], at))
    return atoms


def _slices(child, token: Token, cuts: list[int]) -> list[tuple[int, object]]:
    """A `w:t` as several, each with the raw offset where it begins; any other element as it is."""
    inside = [cut for cut in cuts if token.start < cut < token.end] if child.tag == _T else []
    if not inside:
        return [(token.start, child)]
    shown = visible(child)
    slices = []
    for start, end in zip([token.start, *inside], [*inside, token.end], strict=True):
        piece = child.makeelement(_T, {_SPACE: "preserve"})
        piece.text = shown[start - token.start : end - token.start]
        slices.append((start, piece))
    return slices


def delete(atom: Atom, fresh: Callable[[], int], by: Mapping[str, str]) -> object:
    """Wrap the words of an atom in tracked deletions, each with an id from `fresh`; gives the last wrapper.

    What shows no words (a picture, the marks of a field, a reference) stays outside, in its place.
    """
    properties = atom.run.find(_RPR)
    groups = [
        (words, list(children))
        for words, children in groupby([child for child in atom.run if child.tag != _RPR], key=lambda child: child.tag in _WORDS)
    ]
    at = last = None
    for index, (words, children) in enumerate(groups):
        run = atom.run
        if index:
            run = atom.run.makeelement(_R, dict(atom.run.attrib))
            if properties is not None:
                run.append(copy.deepcopy(properties))
            run.extend(children)
            at.addnext(run)
        at = run
        if words:
            at = last = _change(run, "del", fresh(), by)
            run.addprevious(at)
            at.append(run)
            for text in [child for child in children if child.tag == _T]:
                shown = visible(text)
                text.tag, text.text = w("delText"), shown
                text.set(_SPACE, "preserve")
    return last


def insertion(like: Atom, words: str, ident: int, by: Mapping[str, str]) -> object:
    """A tracked insertion of `words` in the format of `like`, not yet in its place."""
    run = like.run.makeelement(_R, {})
    properties = like.run.find(_RPR)
    if properties is not None:
        run.append(copy.deepcopy(properties))
        for change in list(run.iter(w("rPrChange"))):
            change.getparent().remove(change)
    for part in _parts(words):
        child = run.makeelement(w(_ALONE[part]) if part in _ALONE else _T, {})
        if part not in _ALONE:
            child.text = part
            child.set(_SPACE, "preserve")
        run.append(child)
    wrapper = _change(like.run, "ins", ident, by)
    wrapper.append(run)
    return wrapper


def put(element, anchor, after: bool) -> None:
    """Put an insertion before or after `anchor`. An insertion of somebody else, still pending, is parted around it, as Word does:
    rejecting the one leaves the other."""
    outer = anchor.getparent()
    if outer.tag not in _PENDING:
        (anchor.addnext if after else anchor.addprevious)(element)
        return
    rest = outer.makeelement(outer.tag, dict(outer.attrib))
    rest.extend([*([] if after else [anchor]), *anchor.itersiblings()])
    outer.addnext(element)
    if len(rest):
        element.addnext(rest)
    if not len(outer):
        outer.getparent().remove(outer)


def paragraph_child(element) -> object:
    """The ancestor (or the element itself) that stands directly in a paragraph."""
    while element.getparent() is not None and element.getparent().tag != _P:
        element = element.getparent()
    return element


def _change(element, kind: str, ident: int, by: Mapping[str, str]):
    return element.makeelement(w(kind), {w("id"): str(ident), **by})


def _parts(words: str) -> list[str]:
    parts: list[str] = []
    for letter in words:
        if letter in _ALONE or not parts or parts[-1] in _ALONE:
            parts.append(letter)
        else:
            parts[-1] += letter
    return parts
