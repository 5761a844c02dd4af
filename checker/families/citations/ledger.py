"""A registry file of an office as text: one document added to it, and what has changed between two of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from checker.families.citations.archive import HEAD, scalar
from checker.families.citations.number import key
from checker.model.citation import Citation

_FIELDS = ("type", "date", "issuer", "title", "effective", "until", "replaced_by", "verified")


def entry_of(one: Citation, title: str, more: Mapping[str, object]) -> dict[str, object]:
    """The entry of a cited document; `more` are the fields that a citation does not say (effective, until, replaced_by)."""
    entry = {"id": one.normal, "type": one.type, "date": one.date, "issuer": one.issuer, "title": title, **more, "verified": True}
    return {name: value for name, value in entry.items() if value is not None}


def with_entry(text: str, entry: Mapping[str, object]) -> str:
    """The text of a registry file with one more document, put before its conflicts."""
    text = text or HEAD
    line = "  - {" + ", ".join(f"{name}: {scalar(value)}" for name, value in entry.items()) + "}\n"
    at = text.find("\nconflicts:")
    at = text.rfind("\n", 0, text.rfind("\n#", 0, at) + 1) + 1 if at >= 0 else len(text)
    front = text[:at] if text[:at].endswith("\n") else text[:at] + "\n"
    return front + line + text[at:]


def differences(old: Iterable[Mapping], new: Iterable[Mapping]) -> Iterator[tuple[str, Mapping, dict[str, tuple]]]:
    """('-', entry, {}) for what is gone, ('+', entry, {}) for what is new, ('~', entry, {field: (before, after)}) for what says
    something else, in order of numbers."""
    before, after = _by_identity(old), _by_identity(new)
    for identity in sorted(before.keys() | after.keys()):
        if identity not in after:
            yield "-", before[identity], {}
        elif identity not in before:
            yield "+", after[identity], {}
        else:
            one, two = before[identity], after[identity]
            changed = {name: (one.get(name), two.get(name)) for name in _FIELDS if one.get(name) != two.get(name)}
            if changed:
                yield "~", two, changed


def _by_identity(entries: Iterable[Mapping]) -> dict[tuple[str, str, int], Mapping]:
    """Number, issuer, and which of several with both: the first, the second …"""
    found: dict[tuple[str, str, int], Mapping] = {}
    for entry in entries:
        name, count = (key(entry["id"]), entry.get("issuer") or ""), 0
        while (*name, count) in found:
            count += 1
        found[(*name, count)] = entry
    return found
