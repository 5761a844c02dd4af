"""The words of a name and what joins them: whether written words are a registered form, and which "và", comma or hyphen is lost.

The tree of names looks at neither; a list ('Sở Y tế, Tư pháp') is told from a name by them, and so is 'Sở Khoa học Công nghệ'.
"""

from __future__ import annotations

from functools import lru_cache

from checker.families.duties.names import Match
from checker.language.words import WORD


def fits(text: str, start: int, match: Match) -> bool:
    """Whether the words can be one of the name's forms: abbreviations in capitals ('CA' is Công an, 'ca' a shift), and no comma
    or hyphen where the form has none ('Ban Xây dựng Đảng - Ủy viên' is no Đảng ủy)."""
    written = " ".join(_whole(text, start, match).split())
    if written in match.forms:
        return True
    found, joints = _parts(written)
    for form in match.forms:
        parts, allowed = _parts(form)
        if (
            len(parts) == len(found)
            and all(not (len(p) > 1 and p.isupper()) or w == p for p, w in zip(parts, found, strict=True))
            and all(a or not j for a, j in zip(allowed, joints, strict=True))
        ):
            return True
    return False


def is_loss(text: str, start: int, match: Match) -> bool:
    """Whether a name that lacks a word is that name: the word behind has the capitals of the form ('Hội đồng Dân tộc' has lost
    nothing of 'Hội đồng nhân dân'), and the words are no line in capitals, where they tell nothing."""
    if text[start : match.end].isupper() or any(_is_short(form) for form in match.forms):
        return False
    behind = WORD.match(text, match.wrong[1]).group()
    return any(behind in WORD.findall(form) for form in match.forms) and fits(text, start, match)


def _whole(text: str, start: int, match: Match) -> str:
    """The written name, with the word that it has lost."""
    if match.wrong and text[slice(*match.wrong)].isspace():
        return f"{text[start : match.wrong[0]]} {match.right} {text[match.wrong[1] : match.end]}"
    return text[start : match.end]


def lost_joint(text: str, start: int, match: Match) -> Match | None:
    """The match with what is lost between two of its words, where every registered form has a joint there; None where none is.

    Forms with abbreviations say nothing: 'Sở KH CN' is a matter of taste.
    """
    written = text[start : match.end]
    if " ".join(written.split()) in match.forms or any(_is_short(form) for form in match.forms):
        return None
    found, joints = _parts(" ".join(written.split()))
    lost: set[int] | None = None
    for form in match.forms:
        parts, wanted = _parts(form)
        if len(parts) == len(found):
            gaps = {i for i, (a, j) in enumerate(zip(wanted, joints, strict=True)) if a and not j}
            lost = gaps if lost is None else lost & gaps
    if not lost:
        return None
    at = min(lost)
    words = [m for m in WORD.finditer(text, start, match.end) if m.group().lower() != "và"]
    gap = (words[at - 1].end(), words[at].start())
    return match._replace(wrong=gap, right=_joint(match.forms[0], at))


_NAMED_WITH_AND = ("department", "government")  # closed lists: no department is called so with a comma


def comma_for_and(text: str, start: int, match: Match) -> Match | None:
    """The match with the comma that stands where every registered form has 'và' ('Sở Văn hóa, Thể thao, Du lịch'); None where
    none does, and where 'và' stands in another place ('Sở Văn hóa và Thể thao, Du lịch cộng đồng')."""
    forms = [form for form in match.forms if not _is_short(form)]
    if match.known.kind not in _NAMED_WITH_AND or "," not in text[start : match.end] or not forms:
        return None
    said = [word for word in WORD.finditer(text, start, match.end) if word.group().lower() != "và"]
    found = None
    for at, (before, behind) in enumerate(zip(said, said[1:], strict=False), 1):
        joint = text[before.end() : behind.start()].strip()
        asked = {_joint(form, at) for form in forms}
        if joint == "," and asked == {"và"}:
            found = before.end(), behind.start()
        elif joint.lower() == "và" and "và" not in asked:
            return None
    return found and match._replace(wrong=found, right="và")


def _is_short(form: str) -> bool:
    return any(len(word) > 1 and word.isupper() for word in WORD.findall(form))


def _joint(form: str, at: int) -> str:
    """What stands before the word `at` of a form: 'và', ',' or '-'."""
    words = [m for m in WORD.finditer(form) if m.group().lower() != "và"]
    return form[words[at - 1].end() : words[at].start()].strip()


@lru_cache(maxsize=2000)
def _parts(name: str) -> tuple[list[str], list[bool]]:
    """The words of a name without 'và', and whether a mark or 'và' stands between each and the one before."""
    parts: list[str] = []
    joints: list[bool] = []
    end, joined = 0, False
    for match in WORD.finditer(name):
        joined = joined or not name[end : match.start()].isspace() and end > 0
        end = match.end()
        if match.group().lower() == "và":
            joined = True
            continue
        parts.append(match.group())
        joints.append(joined)
        joined = False
    return parts, joints
