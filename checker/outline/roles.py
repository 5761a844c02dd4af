"""What a section is for, from its title: the real variants of section titles in plans, and near misses of them."""

from __future__ import annotations

from functools import cache as once
from functools import lru_cache

from checker.base import regex as re
from checker.base.fuzzy import best
from checker.base.vocabulary import pattern, words
from checker.language.words import WORD

_ROLES = ("other", "purpose", "objectives", "tasks", "timeline", "budget", "organisation", "monitoring", "appendix")
# Of several words in one phrase the first that stands there decides ('NỘI DUNG GIÁM SÁT' is tasks).
# Without a group for each role: a search can then skip from first letter to first letter.
_KEYWORD = pattern("outline", "|".join(f"{{{{role_{role}}}}}" for role in _ROLES), gap=" ")
_ASIDE = re.compile(r"\([^)]{0,80}\)")
_PHRASE = re.compile(r"[,;:/()]|\s[-–]\s|\bvà\b|&")


@once
def _role_by_keyword() -> dict[str, str]:
    """The role that a keyword names; of several the first."""
    return {keyword: role for role in reversed(_ROLES) for keyword in words("outline", f"role_{role}")}


@lru_cache(maxsize=1024)  # plans share their titles
def roles_of(title: str) -> tuple[str, ...]:
    """The roles a title names, in the order in which it names them; ('other',) where it names none."""
    low = title.lower()
    if "(" in low:
        low = " ".join(_ASIDE.sub(" ", low).split())
    if "trách nhiệm" not in low and not _KEYWORD.search(low):  # most are sentences
        return ("other",)
    roles: list[str] = []
    low = low.rstrip(" .:")
    for phrase in _PHRASE.split(low):
        hit = _KEYWORD.search(phrase)
        role = _role_by_keyword()[hit.group()] if hit else "organisation" if phrase.strip() == "trách nhiệm" else None
        if role and role != "other" and role not in roles:
            roles.append(role)
    return tuple(roles) or ("other",)


@once
def _words_of_titles() -> dict[str, frozenset[str]]:
    """The words of each known title."""
    return {title: frozenset(WORD.findall(title)) for title in words("outline", "section_titles")}


def nearest_title(title: str) -> str | None:
    """The known title that `title` misspells (not the one it is), in lower case, or None."""
    low = " ".join(title.lower().split()).strip(" .:;,")
    known = _words_of_titles()
    if low in known or not 4 <= len(low) <= 60:
        return None
    said = set(WORD.findall(low))
    alike = [title for title, has in known.items() if 2 * len(said & has) >= max(2, len(said))]
    near = best(low, alike, 84.0) if alike else None
    return near[0] if near else None


def roles_or_nearest(title: str) -> tuple[str, ...]:
    """The roles of a title, of its nearest known one where it names none by itself."""
    roles = roles_of(title)
    if roles == ("other",) and (near := nearest_title(title)):
        return roles_of(near)
    return roles
