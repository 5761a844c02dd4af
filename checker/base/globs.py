"""Patterns of paths: '*' and '?' within one folder, '[ab]', '{a,b}', '**' for folders, as Git reads them; forward slashes.

No library is behind this: pathspec takes exponential time for a pattern of many stars, as an untrusted `.gitignore` may have one.
Here what stands between two stars is looked for once, at its first place, which is enough in one name (and in one path for '**').
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from checker.base import regex as re

_MAGIC = re.compile(r"[*?\[{]")
_TOKEN = re.compile(
    r"(?P<star>\*\**)|(?P<one>\?)|\[(?P<not>[!^]?)(?P<set>\]?(?:\\.|[^\]])*)\]|\\(?P<escaped>.)|(?P<plain>.)", re.DOTALL
)
_IN_SET = re.compile(r"\\(.)|([\[\]\\^&~|])", re.DOTALL)
_BRACES = re.compile(r"(?<!\[)\{([^{}/]*,[^{}/]*)\}")
_MOST = 256  # patterns that the braces of one may stand for


def matches(path: str, glob: str) -> bool:
    """Whether `glob` names `path` or a folder above it. A glob without '/' is tried on every part of the path."""
    return _pattern(glob).match(_normal(path.replace("\\", "/").removeprefix("./"))) is not None


def listed(forms: Sequence[str], globs: Iterable[str]) -> bool:
    """Whether a list of globs names a path, in any of its forms: the last one that fits decides, and '!…' takes back."""
    found = False
    for glob in globs:
        if any(matches(path, glob.removeprefix("!")) for path in forms):
            found = not glob.startswith("!")
    return found


def has_magic(path: str) -> bool:
    """Whether a path may be meant as a pattern."""
    return _MAGIC.search(path) is not None


def escaped(path: str) -> str:
    """The glob that names exactly this path."""
    return _MAGIC.sub(lambda match: f"[{match[0]}]", path)


def _normal(text: str) -> str:
    """Accents as one letter: names on a disk of macOS have them apart."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


@lru_cache(maxsize=256)
def _pattern(glob: str) -> re.Pattern[str]:
    plain = _normal(glob).replace("\\", "/").removeprefix("./").rstrip("/")
    try:
        return re.unkept(f"(?:{'|'.join(map(regex_of, _without_braces(plain)))})(?:/.*)?\\Z", re.DOTALL)
    except re.error:  # '[z-a]'
        return re.unkept("(?!)")


def _without_braces(glob: str) -> Iterator[str]:
    """The globs that one with '{a,b}' stands for."""
    waiting, given = [glob], 0
    while waiting and given < _MOST:
        one = waiting.pop()
        braces = _BRACES.search(one)
        if braces is None:
            given += 1
            yield one
        else:
            waiting += [one[: braces.start()] + part + one[braces.end() :] for part in braces[1].split(",")]


def regex_of(pattern: str) -> str:
    """The regular expression of a pattern without '/' at its end; one without any '/' fits in every folder."""
    anchored = "/" in pattern
    parts = pattern.removeprefix("/").split("/")
    if not anchored and parts != ["**"]:
        parts = ["**", *parts]
    found = [""]  # what stands between two '**'
    chunk: list[str] = []  # what is being read of it
    inside = len(parts) > 1 and parts[-1] == "**"
    for part in parts[:-1] if inside else parts:
        if part == "**":
            found[-1] += "".join(chunk)
            found.append("")
            chunk = []
        else:
            chunk.append(_name(part) + "/")
    found[-1] += "".join(chunk)
    first, *rest = found
    made = first + "".join(f"(?>(?:[^/]+/)*?{chunk})" for chunk in rest[:-1])
    made += f"(?:[^/]+/)*{rest[-1]}" if rest else ""
    return made + ".+" if inside else made.removesuffix("/") if rest and rest[-1] or not rest else made + "[^/]+"


def _name(part: str) -> str:
    """The regular expression of one name."""
    chunks = [""]
    for token in _TOKEN.finditer(part):
        if token["star"]:
            chunks.append("")
        elif token["one"]:
            chunks[-1] += "[^/]"
        elif token["set"] is not None:
            inside = _IN_SET.sub(lambda match: "\\" + (match[1] or match[2]), token["set"])
            chunks[-1] += f"(?!/)[{'^' if token['not'] else ''}{inside}]"
        else:
            chunks[-1] += re.escape(token["escaped"] or token["plain"])
    if len(chunks) == 1:
        return chunks[0]
    first, *middle, last = chunks
    return first + "".join(f"(?>[^/]*?{chunk})" for chunk in middle if chunk) + f"[^/]*{last}"
