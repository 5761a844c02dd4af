"""New entries of .plancheck-ignore.yaml: one for one place of a finding, whose reason somebody has yet to write."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable

from checker.base.globs import escaped
from checker.cli.judge import IGNORE_FILE, ignore_path
from checker.cli.writing import write_atomic
from checker.model.findings import FileReport, Finding
from checker.rules.suppress import parted

_HEAD = {
    "vi": "# Phát hiện được chấp nhận; mỗi mục phải nêu lý do ở “reason”.\n",
    "en": "# Findings that are accepted; each entry must say why in “reason”.\n",
}


def entry_text(finding: Finding, path: str) -> str:
    """The entry for the place of a finding in the file that the ignore file calls `path`; it does nothing without a reason."""
    values = {"code": finding.code, "path": escaped(path), "fingerprint": finding.fingerprint, "text": _words(finding)}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items() if value]
    return "- " + "\n  ".join([*lines, "reason:"]) + "\n"


def _words(finding: Finding) -> str:
    return " ".join(finding.place.text.split())[:80].rstrip()


def file_for(folder: str) -> str:
    """The ignore file that holds in a folder; where there is none, the one to be made there."""
    return ignore_path(folder) or os.path.join(folder, IGNORE_FILE)


def with_entries(old: str, findings: Iterable[Finding], path: str, lang: str) -> tuple[str, int]:
    """(the text of an ignore file with an entry for every place of the findings that it has none for, how many were added)."""
    text, added = old or _HEAD[lang], 0
    if text and not text.endswith("\n"):
        text += "\n"
    for finding in findings:
        for part in parted(finding):
            entry = entry_text(part, path)
            if part.fingerprint and f'fingerprint: "{part.fingerprint}"' in text and entry.split("\n  reason")[0] in text:
                continue
            text, added = text + entry, added + 1
    return text, added


def below(path: str, ignore_file: str) -> str:
    """How an ignore file calls the file at `path`."""
    try:
        return os.path.relpath(path, os.path.dirname(ignore_file) or ".").replace("\\", "/")
    except ValueError:  # another drive
        return path.replace("\\", "/")


def add(files: Iterable[FileReport], folder_of: Callable[[str], str], mandatory: frozenset[str], lang: str) -> dict[str, int]:
    """Write an entry for each finding that may be silenced → ignore file → entries added. `folder_of` gives the folder that the
    ignore file of a plan lies in, or above. Raises `OSError`."""
    texts: dict[str, str] = {}
    added: dict[str, int] = {}
    for file in files:
        if os.path.basename(file.path) == IGNORE_FILE or not os.path.isfile(file.path):
            continue
        target = os.path.abspath(file_for(folder_of(file.path)))
        if target not in texts:
            texts[target] = _text_of(target)
        wanted = [finding for finding in file.findings if finding.code not in mandatory and finding.fingerprint]
        texts[target], more = with_entries(texts[target], wanted, below(file.path, target), lang)
        added[target] = added.get(target, 0) + more
    for target, count in added.items():
        if count:
            write_atomic(target, texts[target].encode("utf-8", "backslashreplace"))
    return {target: count for target, count in added.items() if count}


def _text_of(path: str) -> str:
    try:
        with open(path, encoding="utf-8-sig", newline="") as file:
            return file.read()
    except FileNotFoundError:
        return ""
