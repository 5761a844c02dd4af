"""Agencies (cơ quan): every mention of a registered name, what its place is, and whether it acts in this plan or is history.

One cheap scan finds the head words ("Sở", "Phòng", "UBND"); the tree of names says what stands there. A name that is not
registered and has the regular shape ("Chi cục …", "Bệnh viện …") is an agency without an entry.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache as once

from checker.base import regex as re
from checker.base.vocabulary import pattern, words
from checker.families.duties.history import is_past, sentence_start, situations
from checker.families.duties.joints import comma_for_and, fits, is_loss, lost_joint
from checker.families.duties.names import CAPITAL, Match, Names, Path, mistyped, names_of, plain_names, right_case, words_of
from checker.families.duties.places import provinces_of, read_place
from checker.families.duties.records import Agency, KnownAgency
from checker.language.letters import other_tone
from checker.language.phrases import to_search
from checker.model.document import Document, inside
from checker.source.text import Span, occurrences

_Mention = tuple[Span, Match | None, int]  # its span with the place, what the registry has (None: nothing), the end of the name

_PLURAL = pattern("duties", r"(?:{{before_a_common_noun}}|\d)\s{1,3}\Z")
_CUE = pattern("duties", r"{{<calls}}(?!\w)")
_ACT = pattern("duties", r"\s{0,3}[:,]?\s{0,3}(?:{{acts}})(?!\w)")
# 'Chi cục Hải quan', 'Hội đồng Thi đua - Khen thưởng': capital words, each with at most one small one behind.
_SHAPE = pattern(
    "duties",
    r"{{<unregistered_heads}}(?:[ \t]?\n?[ \t]?(?:[-–&][ \t]?)?"
    r"(?:(?:và(?:(?![ \t\n](?:{{unregistered_heads}}|Sở|Bộ|Công an)(?!\w))"
    rf"|(?=[ \t\n](?:{{{{heads_that_are_fields}}}})[ ][{CAPITAL}]))|công tác)[ \t]\n?)?"
    rf"[{CAPITAL}][\w&]{{0,12}}(?:[ \t\n](?!(?:{{{{not_in_a_name}}}})(?!\w))[^\W\d_]{{1,7}})?){{1,8}}",
    gap=" ",
)
_SYMBOL_BEFORE = re.compile(r"[\d/][\wĐ&]{0,8}[-/]\Z|[A-ZĐ]{2,5}-\Z")  # '12/KH-UBND' names no body
_OF_COUNCIL = pattern("duties", r"\s{1,2}(?:{{of_the_council}})(?!\w)")  # 'Ban Dân tộc HĐND tỉnh' is a committee
_GROUP = pattern(
    "duties",
    r"(?:các\s{1,2})?(?:{{members_of_groups}})(?!\w)"
    r"(?:(?:\s?[,/-]\s{0,2}|\s{1,2}và\s{1,2}|\s)(?:các\s{1,2})?(?:{{members_of_groups}})(?!\w)){0,14}",
)
_DOES = pattern("duties", r"\s(?:{{acts}})(?!\w)")  # 'công ty thuộc Bộ xây dựng lộ trình': a verb, not its field
_OBJECT = pattern("duties", r" (?!(?:{{not_in_a_name}}|{{acts}})(?!\w))[^\W\d_]{2}")
_NUMBERED = re.compile(r" (?:số )?\d{1,2}(?![\w./,-])")
_GOES_ON = re.compile(r"\s{0,2}[,&/-]\s{0,2}[A-ZĐ]|\s{1,2}và\s{1,2}[A-ZĐ]")


def read_agencies(doc: Document) -> tuple[Agency, ...]:
    """All mentions of agencies outside the signature, in order of position; mentions do not overlap."""
    names = names_of(doc.derived("agencies", plain_names))
    found = _mentions(doc, names)
    setting = _Setting(doc)
    return tuple(setting.agency(*mention) for mention in found)


def _mentions(doc: Document, names: Names) -> list[_Mention]:
    """Every mention, apart from each other and in order: those of the registry, and what else is shaped as a name."""
    taken: list[_Mention] = []
    for item in sorted(_registered(doc, names), key=lambda item: (item[0].start, -item[0].end)):
        if not taken or item[0].start >= taken[-1][0].end:
            taken.append(item)
    return sorted((*taken, *_shaped(doc, taken)), key=lambda item: item[0])


def _registered(doc: Document, names: Names) -> Iterator[_Mention]:
    text, lower = doc.text, doc.source.lower
    provinces = provinces_of(doc.law["places"])
    for start, name in (*_known(text, lower, names), *_lower(text, lower, names), *_slipped(text, lower, names)):
        end = read_place(text, lower, name.end)
        if end == name.end and name.known.level in ("province", "any"):
            at = _skip(lower, end)
            if at < len(text) and text[at].isupper() and (province := provinces.read(lower, at)):
                end = province[1]
        if name.known.short or end != name.end:
            yield Span(start, end), name, name.end


def _shaped(doc: Document, taken: Sequence[_Mention]) -> Iterator[_Mention]:
    """Names that no registry has, beside those that are `taken`."""
    text, lower = doc.text, doc.source.lower
    heads = frozenset(words("duties", "unregistered_heads"))
    at = last = 0
    for shape in sorted((*_SHAPE.finditer(text), *_groups(lower)), key=lambda found: found.start()):
        if shape.start() < last:
            continue
        while at < len(taken) and taken[at][0].end <= shape.start():
            at += 1
        following = taken[at][0].start if at < len(taken) else len(text)
        if following < shape.end():
            continue
        stop = _in_its_block(doc, shape)
        if stop < shape.end() and text[shape.start() : stop] in heads:
            continue
        end = read_place(text, lower, stop) if stop == shape.end() else stop
        if following >= end:
            last = end
            yield Span(shape.start(), end), None, stop


def _in_its_block(doc: Document, name: re.Match) -> int:
    """Where a name ends that is no longer than its paragraph or cell, and behind its number: 'Trường THPT Cao Lãnh 2'."""
    blocks = doc.plan.blocks
    at = bisect_right(blocks, name.start(), key=lambda block: block.span.start) - 1
    end = min(name.end(), blocks[at].span.end) if at >= 0 and blocks[at].span.end > name.start() else name.end()
    if at >= 0 and blocks[at].kind == "table" and "\n" in doc.text[name.start() : end]:
        end = _in_its_cell(doc, name.start(), end)
    end = name.start() + len(doc.text[name.start() : end].rstrip())
    number = _NUMBERED.match(doc.text, end) if doc.source.lower.startswith("trường", name.start()) else None
    return number.end() if number else end


def _in_its_cell(doc: Document, start: int, end: int) -> int:
    """Where a name that runs to `end` ends, no farther than the cell of its table."""
    cells = doc.facts("cell")
    at = bisect_right(cells, start, key=lambda cell: cell.span.start) - 1
    return min(end, cells[at].span.end) if at >= 0 and start < cells[at].span.end else end


def _groups(lower: str) -> Iterator[re.Match]:
    """Names of groups: 'các sở, ban, ngành', 'các cơ quan, đơn vị'."""
    torn = words("duties", "groups_over_a_line_end") if "các\n" in lower else ()
    for group in to_search((*words("duties", "groups"), *(one.replace(" ", "\n", 1) for one in torn)), lower):
        for at in occurrences(lower, group):
            if (at == 0 or not lower[at - 1].isalnum()) and (match := _GROUP.match(lower, at)):
                yield match


def _skip(lower: str, at: int) -> int:
    while at < len(lower) - 1 and lower[at] in " \t\n" and not lower.startswith("\n\n", at):
        at += 1
    return at


def _longest_first(words: Iterable[str]) -> str:
    """The words as branches of a pattern. Always in the same order, or the pattern would be another one at each start."""
    return "|".join(sorted(map(re.escape, words), key=lambda word: (-len(word), word)))


def _heads(names: Names) -> re.Pattern:
    """One pattern for all head words with a capital, its branches by first letter so that the scan skips fast."""
    if not hasattr(names, "pattern"):
        by_letter: dict[str, set[str]] = {}
        for head in names.heads:
            for form in (head.capitalize(), head.upper()):
                by_letter.setdefault(form[0], set()).add(form[1:])
        branches = (f"{letter}(?<!\\w{letter})(?:{_longest_first(tails)})" for letter, tails in sorted(by_letter.items()))
        names.pattern = re.compile(f"(?:{'|'.join(branches)})(?!\\w)")
    return names.pattern


def _known(text: str, lower: str, names: Names) -> Iterator[tuple[int, Match]]:
    end = 0
    for head in _heads(names).finditer(text):
        start = head.start()
        if start < end or text[start - 1 : start] in ("-", "/") and _SYMBOL_BEFORE.search(text, max(0, start - 12), start):
            continue
        word = lower[start : head.end()]
        path = names.follow(lower, start, word)
        match = path.match
        at = head.end()
        if match and (not fits(text, start, match) or _DOES.match(text, at) and _OBJECT.match(text, match.end)):
            match = None
        sure = match and (match.end - start > 24 or match.end == at and head.group().isupper())
        other = word in words("duties", "capital_behind") and text[at + 1 : at + 2].islower()  # 'Ban hành', 'Hội nghị', 'Bộ luật'
        slip = None if sure or other else names.read_slip(lower, path) or _slip_before_a_place(text, lower, names, path)
        if slip and fits(text, start, slip):
            match = slip
        elif not sure and not other and (lost := names.read_lost(lower, path)) and is_loss(text, start, lost):
            match = lost
        elif match:
            match = (
                lost_joint(text, start, match) or not _is_one_of_many(lower, start) and comma_for_and(text, start, match) or match
            )
        if match:
            end = match.end
            if not _OF_COUNCIL.match(lower, end):
                yield start, match


def _is_one_of_many(lower: str, start: int) -> bool:
    """Whether 'các' or a number makes the head a common noun: 'các Sở Giáo dục, Đào tạo …' are several."""
    return _PLURAL.search(lower, max(0, start - 10), start) is not None


def _slip_before_a_place(text: str, lower: str, names: Names, path: Path) -> Match | None:
    """A misspelled name of two words, where a place behind it tells that it is one: 'Công ản xã'."""
    slip = names.read_slip(lower, path, 2) if path.match is None and path.depth == 1 else None
    return slip if slip and read_place(text, lower, slip.end) > slip.end else None


def _lower(text: str, lower: str, names: Names) -> Iterator[tuple[int, Match]]:
    """Names whose head stands in lower case though they name one body: 'sở Y tế', 'ủy ban nhân dân xã'."""
    for literal in to_search(words("duties", "heads_in_small_letters"), lower):
        head = literal.split()[0]
        literal = literal if literal != head else f"{head} "
        for at in occurrences(text, literal):
            if not text[at - 1 : at].isalnum() and not _PLURAL.search(lower, max(0, at - 10), at):
                match = names.read(lower, at, head)
                if match and len(words_of(lower[at : match.end])) > 2 and _whole(text, lower, match) and fits(text, at, match):
                    if not _is_a_room(text, lower, at, match):
                        yield at, match


def _is_a_room(text: str, lower: str, at: int, match: Match) -> bool:
    """'Bố trí phòng y tế học đường tại …': small letters throughout, and no place behind."""
    written = text[at : match.end]
    return lower.startswith("phòng", at) and written.islower() and read_place(text, lower, match.end) == match.end


def _whole(text: str, lower: str, match: Match) -> bool:
    """Whether the name ends where it ends: 'phòng Y tế, Tư pháp' is a list of several, 'sở y tế' a common noun."""
    return not _GOES_ON.match(text, match.end)


def _slipped(text: str, lower: str, names: Names) -> Iterator[tuple[int, Match]]:
    """Names whose head word itself is misspelled: 'Sờ Y tế', 'Úy ban nhân dân'. All the other words must be right."""
    for wrong in _slipped_heads(names).finditer(text):
        word = lower[wrong.start() : wrong.end()]
        heads = _heads_by_letter()[word[0]]
        if word not in heads and not _goes_on_in_capitals(text, *wrong.span()):
            for head in heads:
                if mistyped(word, head) and (match := _behind(text, lower, wrong.span(), head, names)):
                    yield match
                    break
    flat = lower.replace("\n", " ")
    for name in words("duties", "heads_told_by_the_rest"):
        head, _, rest = name.partition(" ")
        for at in occurrences(flat, f" {rest}") if to_search((rest,), lower) else ():
            start = at
            while start and lower[start - 1].isalpha():
                start -= 1
            word = lower[start:at]
            if word not in (head, other_tone(head)) and text[start].isupper() and mistyped(word, head):
                if match := _behind(text, lower, (start, at), head, names):
                    yield match


def _goes_on_in_capitals(text: str, start: int, end: int) -> bool:
    """Whether a word in capitals is not the first of its line: 'THIẾT BỊ Y TẾ' names no ministry."""
    before = text[max(0, start - 12) : start].rpartition("\n")[2].split()
    return end - start > 1 and text[start:end].isupper() and bool(before) and before[-1].isupper()


@once
def _heads_by_letter() -> dict[str, list[str]]:
    """The head words that a slip can turn into another word, by first letter."""
    found: dict[str, list[str]] = {}
    for head in words("duties", "short_heads"):
        found.setdefault(head[0], []).append(head)
    return found


def _slipped_heads(names: Names) -> re.Pattern:
    """Short capital words that could be a head, before a word that is the second of a registered name."""
    if not hasattr(names, "slipped"):
        heads = words("duties", "short_heads")
        seconds = {word for head in heads for word in names.root.get(head, ()) if word}
        by_letter: dict[str, set[str]] = {}
        for form in (form for word in seconds for form in (word, word.capitalize())):
            by_letter.setdefault(form[0], set()).add(form[1:])
        behind = "|".join(f"{letter}(?:{_longest_first(tails)})" for letter, tails in sorted(by_letter.items()))
        letters = "".join(sorted(letter.upper() for letter in _heads_by_letter()))
        right = "|".join(sorted(re.escape(head[1:]) for head in heads))
        firsts = "".join(sorted(by_letter))
        names.slipped = re.compile(
            rf"[{letters}](?<!\w[{letters}])(?!(?:{right})\s)\w{{1,5}}(?=[ \t\n][{firsts}])(?=\s(?:{behind})(?!\w))"
        )
    return names.slipped


def _behind(text: str, lower: str, wrong: tuple[int, int], head: str, names: Names) -> tuple[int, Match] | None:
    """The name of three words or more that `head` in the place of the wrong word would begin."""
    found = names.read(head + lower[wrong[1] : wrong[1] + 90], 0, head)
    if not found or len(words_of(lower[wrong[1] : wrong[1] - len(head) + found.end])) < 2:
        return None
    return wrong[0], Match(found.known, found.end - len(head) + wrong[1], found.forms, wrong, head)


def _like(written: str, right: str, name: str) -> str:
    """The right word with the capitals of the registered name, or all in capitals where the text is."""
    if written.isupper() and len(written) > 1:
        return right.upper()
    return next((w for w in name.replace(",", " ").split() if w.lower() == right), right)


class _Setting:
    """Where in the plan something stands: what makes a mention an actor."""

    def __init__(self, doc: Document):
        self.doc = doc
        self.text, self.lower = doc.text, doc.source.lower
        self.gone_by, self.there_by = doc.not_before, doc.not_after
        self.cited = doc.cited_spans
        self.year = doc.as_of.year
        plan = doc.plan
        self.organisation = [s.span for s in plan.sections if "organisation" in s.roles or "monitoring" in s.roles]
        self.situation = situations(plan)
        self.headings = {s.title_span.start for s in doc.sections}
        self.recipients = plan.recipients.span if plan.recipients else Span(0, 0)
        rows = [row for table in doc.facts("task_table") for row in table.rows]
        self.tables = sorted({cell for row in rows for cell in (row.lead, row.partner) if cell})
        self.header_end = plan.body.start
        self.basis = list(plan.legal_basis)

    def agency(self, span: Span, match: Match | None, name_end: int) -> Agency:
        doc = self.doc
        start = span.start
        known: KnownAgency | None = match.known if match else None
        where, heading = self._where(start)
        dated = standing = self._standing(known)
        past = inside(self.cited, start) or inside(self.basis, start)
        if dated and not past:
            past = is_past(self.lower, span, self.year, heading)
        acting = not past and (where in ("recipient", "table", "organisation") or bool(dated and self._is_told(span, where)))
        place = Span(_skip(self.lower, name_end), span.end) if span.end > name_end else None
        if known:
            name = f"{known.name} {doc.words(place)}" if place else known.name
        else:
            name = doc.words(span)
        slip = Span(*match.wrong) if match and match.wrong else None
        styled = right_case(self.text[start:name_end], match.forms) if match and not slip else None
        if styled and self._is_common(known, start, place):
            styled = None
        wrong = self.text[slip.start : slip.end] if slip else ""
        named = self._tight(Span(start, place.start if place else span.end))
        lost = not any(map(str.isalnum, wrong))
        shown = doc.words(named) if lost else wrong
        right = _like(shown, match.right, known.name) if match and known and slip and match.right else None
        misspelled = None if slip is None else "" if lost else wrong.lower()
        return Agency(span, name, known, place, where, acting, past, standing, styled, slip, right, misspelled, named)

    def _tight(self, span: Span) -> Span:
        """The span without blanks at its end."""
        return Span(span.start, span.start + len(self.text[span.start : span.end].rstrip()))

    def _standing(self, known: KnownAgency | None) -> str | None:
        if known and known.until and known.until < self.gone_by:
            return "gone"
        return "not_yet" if known and known.since and known.since > self.there_by else None

    def _is_common(self, known: KnownAgency, start: int, place: Span | None) -> bool:
        """Whether the words are a common noun for several units: 'các Trạm y tế', 'Trạm y tế các xã'."""
        if known.kind != "unit":
            return False
        if self.lower[max(0, start - 4) : start].split() == ["các"]:
            return True
        return place is not None and self.lower.startswith(("các", "cấp", "tuyến"), place.start)

    def _where(self, at: int) -> tuple[str, bool]:
        """(the part of the plan, whether the name stands there as an entry of a list or a heading)."""
        if self.recipients.start <= at < self.recipients.end:
            return "recipient", True
        if inside(self.tables, at):
            return "table", True
        if at < self.header_end:
            return "header", True
        if inside(self.organisation, at):
            return "organisation", at in self.headings
        opening = self.doc.plan.opening
        if opening and opening.start <= at < opening.end:
            return "opening", False
        return "body", at in self.headings

    def _is_told(self, span: Span, where: str) -> bool:
        """Whether the sentence gives the body something to do, to get or to answer for."""
        header = self.doc.plan.header
        if where == "header":
            return any(s and s.start <= span.start < s.end for s in (header.issuer_span, header.parent_span))
        if where == "body":  # what a plan says of a body that is there now makes it one of its actors
            return not inside(self.situation, span.start)
        if _ACT.match(self.lower, span.end):
            return True
        floor = max(sentence_start(self.lower, span.start), span.start - 150)
        return _CUE.search(self.lower, floor, span.start) is not None
