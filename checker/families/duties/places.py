"""Places: the words behind an agency's name that say whose it is, and units that may be gone (huyện, quận, tỉnh Hà Giang)."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import cache as once

from checker.base import regex as re
from checker.base.cache import of_latest
from checker.base.record import replace
from checker.base.vocabulary import pattern, words
from checker.families.duties.history import cited_titles, is_past
from checker.families.duties.names import CAPITAL, day
from checker.families.duties.records import Agency, Unit
from checker.language.letters import other_tone
from checker.model.document import Document, inside
from checker.source.text import Span, occurrences

_NOUN = r"(?:{{place_nouns}})(?!\w|\s{1,2}(?:{{bodies_of_places}})(?!\w))"  # 'Huyện ủy' is a body, no place
_PLACE = pattern(
    "duties",
    rf"(?:[ \t]{{1,3}}\n?|\n)[ \t]{{0,3}}(?:(?:các|cấp|\d{{1,3}})\s{{1,3}})?{_NOUN}"
    rf"(?P<more>(?:\s{{0,2}}(?:,|/|và|hoặc|-)\s{{0,2}}(?:(?:các|cấp)\s{{1,2}})?{_NOUN}){{0,5}})",
)
_GIVEN = re.compile(rf"[ \t]{{0,2}}(?:-[ \t]?)?\n?[ \t]{{0,2}}(?P<word>[{CAPITAL}][\w'’]{{0,9}})")
_OTHER_USE = pattern("duties", r"\s{1,3}(?:{{district_in_another_use}}|đoàn(?!\s+kết))")
_NAMED_AFTER = pattern(  # 'Trường THPT Quận Ba', 'đường liên huyện', 'Bệnh viện Đa khoa huyện Thanh Ba' keep their names
    "duties",
    r"(?<!\w)(?:(?<!môi.)(?<!thị.)(?<!hiện.)trường|(?<!thành.)phố|(?<!yêu.)(?<!nhu.)(?<!toàn.)cầu|{{named_after_a_district}})"
    r"(?:\s{1,2}(?!(?:{{not_between_name_and_district}})(?!\w))\w{1,9}){0,4}\s{1,2}\Z",
)
_PROVINCE_WORD = re.compile(r"[ \t]{0,2}\n?[ \t]{0,2}-?[ \t]{0,2}(\w+)")
_NUMBER = re.compile(r"[ \t]{1,2}\d{1,2}(?![\w./])")
_NEXT_PROVINCE = re.compile(r"\s{0,2}(?:,|và|;)\s{1,3}")
_PROVINCES = re.compile(r"tỉnh(?<!\wtỉnh):?\s{1,3}")
_OLD_NOUN = pattern("duties", r"(?<!\w)(?:{{districts}})(?!\w|(?<=thị.xã)\s+hội)")
_CITY = pattern("duties", r"\s*(?P<noun>{{cities}})\s*")
_LEVEL = pattern("duties", r"(?:{{before_a_level}})\s{1,3}\Z")


def read_place(text: str, lower: str, at: int) -> int:
    """Where the place behind an agency's name ends ('tỉnh', 'các xã, phường', 'quận Long Biên'); `at` where there is none."""
    match = _PLACE.match(lower, at)
    if not match:
        return at
    return match.end() if match["more"] else given_name(text, match.end())


@once
def _no_name() -> frozenset[str]:
    """The capital words that begin no place's name."""
    return frozenset(words("duties", "no_place_name"))


def given_name(text: str, at: int, most: int = 4) -> int:
    """Where the proper name that begins behind `at` ends; `at` where none does."""
    number = _NUMBER.match(text, at)
    if number:
        return number.end()
    no_name = _no_name()
    for _ in range(most):
        match = _GIVEN.match(text, at)
        if not match or match.start("word") == at or {match["word"], match["word"].capitalize()} & no_name:
            break
        if match["word"].isupper() and "\n" in match.group():
            break  # lines in capitals, as in a header, are names of their own
        at = match.end()
    return at


class Provinces:
    """The provinces of the registry by lowered name; several entries of one name where its kind changed."""

    def __init__(self, registry: Mapping[str, object]):
        bases = registry.get("bases") or {}
        self.by_name: dict[str, list[Mapping[str, object]]] = {}
        for entry in registry.get("provinces", ()):
            entry = {**entry, "basis": bases.get(entry.get("basis"), entry.get("basis"))}
            for form in (entry["name"], *entry.get("also", ())):
                plain = re.findall(r"\w+", form.lower())
                for name in {" ".join(plain), " ".join(map(other_tone, plain))}:
                    self.by_name.setdefault(name, []).append(entry)
        self.first_words = frozenset(name.partition(" ")[0] for name in self.by_name)
        ends = [day(e["until"]) for e in registry.get("provinces", ()) if e.get("until")]
        levels = registry.get("levels") or {}
        self.district, self.city = (
            {**level, "basis": bases.get(level.get("basis"), level.get("basis"))}
            for level in (levels.get(name) or {} for name in ("district", "city"))
        )
        self.district_until = day(self.district.get("until")) or datetime.date(2025, 6, 30)
        self.first_end = min([self.district_until, *ends])

    def read(self, lower: str, at: int) -> tuple[str, int] | None:
        """The longest province name at `at`: (key, end)."""
        name_words: list[str] = []
        found = None
        end = at
        while len(name_words) < 5 and (match := _PROVINCE_WORD.match(lower, end)):
            end = match.end()
            name_words.append(match.group(1))
            if name_words[0] not in self.first_words:
                return None
            name = " ".join(name_words)
            if name in self.by_name:
                found = (name, end)
        return found


@of_latest
def provinces_of(registry: Mapping[str, object]) -> Provinces:
    """The provinces of a registry, indexed once for as long as the same registry is asked for."""
    return Provinces(registry)


def read_units(doc: Document) -> tuple[Unit, ...]:
    """Every mention of a district-level unit or a province that is gone at the plan's date, in order."""
    law = provinces_of(doc.law["places"])
    gone_by = doc.not_before
    if gone_by <= law.first_end:
        return ()
    titles = cited_titles(doc)
    units = sorted((*_districts(doc, law), *_cities(doc, law), *_old_provinces(doc, law)), key=lambda unit: unit.span)
    gone = {a.span for a in doc.facts("agency") if a.standing and a.acting and not a.past} if units else set()
    return tuple(
        replace(
            unit,
            past=unit.past or inside(titles, unit.span.start),
            owner_gone=unit.owner in gone,
            whole=doc.words(unit.shown).lower() == unit.name.lower(),
        )
        for unit in units
        if unit.until < gone_by
    )


def _owner(starts: list[int], agencies: tuple, at: int) -> Span | None:
    index = bisect_right(starts, at) - 1
    if index >= 0 and at < agencies[index].span.end:
        return agencies[index].span
    return None


def _districts(doc: Document, law: Provinces) -> Iterator[Unit]:
    lower, text = doc.source.lower, doc.text
    nouns = {noun.partition(" ")[0] for noun in words("duties", "districts")}
    if not (hits := sorted(at for noun in nouns for at in occurrences(lower, noun))):
        return
    agencies = doc.facts("agency")
    starts = [a.span.start for a in agencies]
    cited = doc.cited_spans
    year = doc.as_of.year
    for start, end in (match.span() for at in hits if (match := _OLD_NOUN.match(lower, at))):
        if _OTHER_USE.match(lower, end) or _NAMED_AFTER.search(lower, max(0, start - 40), start):
            continue
        before = _LEVEL.search(lower, max(0, start - 12), start)
        name_end = given_name(text, end)
        span = Span(before.start() if before and before.group().split()[0] == "cấp" else start, name_end)
        owner = _owner(starts, agencies, start)
        mark = law.district.get("mark")
        if owner and _is_unit(agencies[bisect_right(starts, start) - 1]):
            mark = "GK"  # centres and courts were reorganised province by province
        past = inside(cited, start) or is_past(lower, span, year)
        noun = " ".join(lower[start:end].split())
        successor = (law.district.get("successors") or {}).get(noun, law.district.get("successor"))
        yield Unit(span, doc.words(span), law.district_until, successor, law.district.get("basis"), mark, owner, past)


def _cities(doc: Document, law: Provinces) -> Iterator[Unit]:
    """The cities of provinces that a body's name ends with: 'Công an thành phố Pleiku'. Without a body the name may be that of a
    place alone; one with the name of a city that is a province is that."""
    lower, text, year = doc.source.lower, doc.text, doc.as_of.year
    until = day(law.city.get("until"))
    for agency in doc.facts("agency"):
        known, place = agency.known, agency.place
        noun = _CITY.match(lower, *place) if known and place else None
        if known is None or place is None or noun is None or until is None or not text[noun.end() : place.end][:1].isupper():
            continue
        span = Span(noun.start("noun"), place.end)
        province = law.read(lower, noun.end())
        short = text[noun.end() : span.end].isupper() and not text.startswith("THÀNH", span.start)  # 'TP. HCM', no heading
        if short or "\n" in text[slice(*span)] or province and any(e["kind"] == "thành phố" for e in law.by_name[province[0]]):
            continue
        past = agency.past or inside(doc.cited_spans, span.start) or is_past(lower, span, year)
        mark = law.city.get("mark") if known.kind == "council" else "GK"
        yield Unit(span, doc.words(span), until, law.city.get("successor"), law.city.get("basis"), mark, agency.span, past)


def _is_unit(agency: Agency) -> bool:
    return agency.known is not None and agency.known.kind in ("unit", "court")


def _old_provinces(doc: Document, law: Provinces) -> Iterator[Unit]:
    lower = doc.source.lower
    cited = doc.cited_spans
    year = doc.as_of.year
    agencies = doc.facts("agency")
    starts = [a.span.start for a in agencies]
    seen: set[int] = set()
    for match in _PROVINCES.finditer(lower):
        at, first = match.end(), True
        if (
            at >= len(lower)
            or not doc.text[at].isupper()
            or _NAMED_AFTER.search(lower, max(0, match.start() - 40), match.start())
        ):
            continue
        many = ":" in match.group() or lower[max(0, match.start() - 5) : match.start()].split()[-1:] == ["các"]
        while found := law.read(lower, at):
            name, end = found
            entry = _gone(law, name, "tỉnh")
            if entry and at not in seen:
                seen.add(at)
                span = Span(match.start() if first and not many else at, end)
                past = inside(cited, at) or is_past(lower, span, year)
                yield _unit(doc, entry, span, _owner(starts, agencies, at), past)
            step = _NEXT_PROVINCE.match(lower, end)
            if not step or not many:
                break
            at, first = step.end(), False
    for agency in agencies:  # 'Sở Y tế Nam Định': the slot of a province
        renamed = agency.known and agency.known.name.lower().startswith(words("duties", "renamed_with_their_province"))
        if renamed and agency.known.level == "province" and agency.place and agency.place.start not in seen:
            found = law.read(lower, agency.place.start)
            entry = found and _gone(law, found[0], "tỉnh")
            if entry and found[1] <= agency.span.end:
                past = agency.past or inside(cited, agency.place.start)
                yield _unit(doc, entry, Span(agency.place.start, found[1]), agency.span, past)


def _gone(law: Provinces, name: str, kind: str) -> Mapping[str, object] | None:
    return next((e for e in law.by_name[name] if e.get("until") and e.get("kind") == kind), None)


def _unit(doc: Document, entry: Mapping[str, object], span: Span, owner: Span | None, past: bool) -> Unit:
    name = f"{entry['kind']} {entry['name']}"
    return Unit(span, name, day(entry["until"]), entry.get("successor"), entry.get("basis"), entry.get("mark"), owner, past)
