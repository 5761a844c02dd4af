"""Facts about documents from public texts → rules/registry/central_documents.yaml and hearsay_documents.yaml.

    python scripts/merge_documents.py central.yaml all.jsonl

In: `central.yaml` has the documents of central organs whose evidence is 'verified' or 'multi'; `all.jsonl` all that were seen,
with how many texts of how many collections name them. Out: the two lists by type and issuer, without what documents.yaml has, and
without what contradicts itself (the year in the number and the day, the term of the National Assembly, two days).
"""

from __future__ import annotations

import datetime
import json
import pathlib
import sys
from collections import Counter, defaultdict

import yaml

HERE = pathlib.Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HERE))

from checker.families.citations.contradictions import contradictions  # noqa: E402
from checker.families.citations.number import key  # noqa: E402
from checker.rules.registries import Law  # noqa: E402

FOLDER = HERE / "rules" / "registry"
HEADS = {
    "central": """# Documents of central organs, from public texts; state 2026-11-22. Each line: number, day, texts/collections
# that name it, and where it is known the first day in force. Made by scripts/merge_documents.py, not read by hand: 37 of 38 days
# agree with known ones, and of 200 dated citations in real plans 196 (the rest are slips of those plans).
#   verified  two collections name it alike, or it is there itself and another text cites it: a difference is a warning
#   multi     three texts of one collection name it alike: a difference is reported as info
# What documents.yaml has with the same number and day is left out here.
registry: central_documents
law_as_of: 2026-11-22
documents:
""",
    "hearsay": """# Documents that one or two public texts name: known to `plancheck registry find`, never a reason for a finding.
# Form and state as in central_documents.yaml; the issuer is missing where no text names it. '-' for a day that no text gives.
registry: hearsay_documents
law_as_of: 2026-11-22
documents:
""",
}


def main(central: str, everything: str) -> None:
    """Read both, write both, and say how many were left out and why."""
    law = Law()
    own = {(key(e["id"]), e["date"]) for e in law["documents"]["documents"] if e["date"]}
    seen = {key(one["id"]): one for one in map(json.loads, open(everything, encoding="utf-8"))}
    good = [fact(one, seen) for one in yaml.load(open(central, encoding="utf-8"), yaml.CSafeLoader)["documents"]]
    wrong = Counter()
    kept, weak = [], []
    bad = {id(entry): kind for kind, entry, _ in contradictions(good, law)}
    for entry in good:
        if id(entry) in bad:
            wrong[bad[id(entry)]] += 1
        elif (key(entry["id"]), entry["date"]) not in own:
            kept.append(entry)
    joint = [one for one in seen.values() if one["cls"] == "joint" and one["evidence"] != "single" and "rivals" not in one]
    kept += [fact(one, seen) for one in joint if one.get("type")]
    taken = {key(entry["id"]) for entry in (*good, *kept)} | {number for number, _ in own}
    for one in seen.values():
        if key(one["id"]) not in taken and one.get("type"):
            weak.append(fact(one | {"evidence": "single"}, seen))
    bad = {id(entry): kind for kind, entry, _ in contradictions(weak, law)}
    weak = [entry for entry in weak if id(entry) not in bad]
    wrong.update(bad.values())
    for name, entries in (("central", kept), ("hearsay", weak)):
        (FOLDER / f"{name}_documents.yaml").write_text(HEADS[name] + as_yaml(entries), encoding="utf-8")
        print(name, len(entries))
    print("left out", dict(wrong))


def fact(one: dict, seen: dict) -> dict:
    """An entry with its day as a date and how often it was seen."""
    known = seen.get(key(one["id"]), {})
    day = one.get("date")
    issuer = one.get("issuer") or ""
    if "Thể thao và Du lịch" in one:  # a comma that was taken for the end of the name
        issuer = "Bộ Văn hóa, Thể thao và Du lịch"
    return {
        "id": one["id"],
        "type": "Nghị quyết liên tịch" if "/NQLT" in one["id"] else one["type"],
        "date": datetime.date.fromisoformat(day) if isinstance(day, str) else day,
        "issuer": issuer,
        "evidence": one["evidence"],
        "seen": f"{max(known.get('n_docs', 0), one.get('seen_in', 0))}/{known.get('n_repos', 1)}",
        "effective": one.get("effective"),
    }


def as_yaml(entries: list[dict]) -> str:
    """The entries by type and issuer, the largest group first, in order of day."""
    groups = defaultdict(list)
    for entry in entries:
        groups[entry["type"], entry["issuer"]].append(entry)
    lines = []
    for (kind, issuer), group in sorted(groups.items(), key=lambda one: (-len(one[1]), one[0])):
        lines.append(f"  - type: {kind}\n" + (f'    issuer: "{issuer}"\n' if issuer else ""))
        for evidence in ("verified", "multi", "single"):
            rows = [entry for entry in group if entry["evidence"] == evidence]
            if rows:
                rows.sort(key=lambda entry: (entry["date"] or datetime.date.min, entry["id"]))
                lines.append(f"    {evidence}: |\n" + "".join(f"      {row(entry)}\n" for entry in rows))
    return "".join(lines)


def row(entry: dict) -> str:
    """'91/2015/QH13 2015-11-24 10/3 2017-01-01'."""
    return " ".join(str(part) for part in (entry["id"], entry["date"] or "-", entry["seen"], entry["effective"]) if part)


if __name__ == "__main__":
    main(*sys.argv[1:])
