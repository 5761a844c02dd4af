"""Reading .plancheck-ignore.yaml: suppressions for official texts, which cannot carry comments."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from checker.base.errors import Mistakes, YamlMistake
from checker.base.yaml_cursor import At, Bad, mapping, string, strings
from checker.base.yaml_store import content_of, read_cached
from checker.rules.selection import Index, Unknown
from checker.rules.suppress import Entry

_KEYS = ("code", "path", "text", "section", "fingerprint", "reason", "author", "until")


def load(path: str, index: Index) -> tuple[Entry, ...]:
    """The entries of an ignore file. Raises `Mistakes` and `Fatal`."""
    content = content_of(path)
    try:
        yaml = read_cached("ignore", content)
    except YamlMistake as error:
        raise error.in_file(path) from None
    bad = Bad()
    at = At(bad, path, yaml, ())
    data = yaml.data
    if data is None:
        return ()
    if not isinstance(data, list):
        at.wrong("tệp bỏ qua là một danh sách mục “- code: …”", "an ignore file is a list of entries “- code: …”")
        raise Mistakes(bad.mistakes)
    lines = content.decode("utf-8-sig").splitlines()
    entries = [_entry(at / number, entry, index, lines) for number, entry in enumerate(data)]
    if bad.mistakes:
        raise Mistakes(bad.mistakes)
    return tuple(entries)


def _entry(at: At, value: object, index: Index, lines: Sequence[str]) -> Entry:
    value = mapping(at, value)
    at.known_keys(value, _KEYS)
    words: Sequence[str] = ()
    if "code" in value:
        words = strings(at / "code", value["code"])
    else:
        at.wrong("mục thiếu “code”", "the entry has no “code”")
    codes: list[str] = []
    for number, word in enumerate(words):
        try:
            codes += index.codes(word)
        except Unknown as error:
            here = at / "code"
            (here / number if isinstance(value["code"], list) else here).wrong(error.text("vi"), error.text("en"))
    texts = {}
    for key in ("path", "text", "section", "author", "fingerprint"):
        texts[key] = string(at / key, value[key]) if value.get(key) is not None else None
    reason = value.get("reason")
    if reason is not None and not isinstance(reason, str):
        (at / "reason").wrong("phải là chữ", "must be a string")
    until = value.get("until")
    if until is not None and not isinstance(until, datetime.date):
        (at / "until").wrong("phải là ngày, ví dụ 2026-12-31", "must be a date such as 2026-12-31")
    return Entry(
        tuple(codes),
        ", ".join(words),
        texts["path"],
        texts["text"],
        texts["section"],
        str(reason or "").strip(),
        texts["author"],
        until,
        at.path,
        *at.place,
        lines[at.place[0] - 1][at.place[1] - 1 :].rstrip(),
        texts["fingerprint"],
    )
