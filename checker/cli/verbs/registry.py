"""The registry of documents on the command line.

registry find "537/QĐ-TTg"          what is known of a document
registry build FOLDER…              a registry from an archive
registry add "Quyết định số …"      one document more in a registry file
registry check [FILE…]              what registries say against themselves
registry diff OLD NEW               what has changed between two
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator, Sequence

from checker.base.errors import Fatal, Mistakes
from checker.cli.faults import cause
from checker.cli.files import discover, read_source
from checker.cli.options import add_config, configuration, count, day
from checker.cli.settings import Config
from checker.families.citations.archive import as_yaml, build, find
from checker.families.citations.contradictions import contradictions
from checker.families.citations.ledger import differences, entry_of, with_entry
from checker.families.citations.registers import Entry, entries
from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.report.documents import change, contradiction, shown
from checker.report.streams import say, tell
from checker.rules.documents import read_documents
from checker.rules.registries import Law, is_table, read_registry
from checker.source.text import Source

LISTS = ("documents", "central_documents", "hearsay_documents")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("action", choices=tuple(_ACTIONS), metavar="|".join(_ACTIONS))
    parser.add_argument(
        "words",
        nargs="*",
        metavar="SỐ|PATH",
        help="find: số, ký hiệu hoặc chữ trong trích yếu (number or words); build: thư mục (folders); "
        "add: một viện dẫn (a citation); check, diff: tệp danh mục (registry files)",
    )
    parser.add_argument("--output", metavar="FILE", help="build, add: ghi ra tệp này (write to this file)")
    parser.add_argument(
        "--agree",
        type=count,
        default=3,
        metavar="N",
        help="build: số tệp dẫn giống nhau để coi là đã xác minh (files that must cite alike; default 3)",
    )
    parser.add_argument("--title", metavar="WORDS", help="add: trích yếu (title)")
    parser.add_argument("--effective", type=day, metavar="YYYY-MM-DD", help="add: ngày có hiệu lực (first day in force)")
    parser.add_argument("--until", type=day, metavar="YYYY-MM-DD", help="add: ngày hết hiệu lực (first day no longer in force)")
    parser.add_argument("--replaced-by", metavar="SỐ", help="add: văn bản thay thế (successor)")
    parser.add_argument("--as-of", type=day, metavar="YYYY-MM-DD", help="find: hiệu lực vào ngày này (in force on that day?)")
    add_config(parser)


def main(args: argparse.Namespace) -> int:
    """0 done and nothing to say against it, 1 nothing is known, something is wrong or has changed, 2 nothing could be read."""
    if not args.words and args.action != "check":
        raise Fatal("thiếu số văn bản hoặc đường dẫn", "a number or a path is missing")
    config = configuration(args)
    return _ACTIONS[args.action](args, config, Law(config.registries))


def _find(args: argparse.Namespace, config: Config, law: Law) -> int:
    known = find([entry for name in LISTS for entry in entries(law[name])], " ".join(args.words))
    say("".join(shown(entry, config.lang, args.as_of) for entry in known))
    if not known:
        tell("nothing is known of it\n" if config.lang == "en" else "không có trong danh mục\n")
    return int(not known)


def _build(args: argparse.Namespace, config: Config, law: Law) -> int:
    unread: list[str] = []
    held = build(_documents(args.words, config, law, unread))
    _write(args.output, as_yaml(held, args.agree))
    named = sum(bool(entry.types) for entry in held)
    _done(config, f"{named} văn bản trong danh mục", f"{named} documents in the registry")
    return 2 if unread else 0


def _add(args: argparse.Namespace, config: Config, law: Law) -> int:
    """One document, read from a citation of it; refused where it contradicts the file that it is added to."""
    words = " ".join(args.words)
    read = Document(read_plan(Source("-", words)), Readers(), law)
    cited = read.facts("citation")
    if len(cited) != 1 or cited[0].normal is None or cited[0].type is None:
        raise Fatal(f"không đọc được một viện dẫn ở “{words}”", f"no single citation in “{words}”")
    if any(date.value is None for date in read.facts("date")):
        raise Fatal(f"ngày ở “{words}” không có trong lịch", f"“{words}” has a day that no calendar has")
    more = {"effective": args.effective, "until": args.until, "replaced_by": args.replaced_by}
    entry = entry_of(cited[0], args.title or words[cited[0].span.end :].strip(" .,;"), more)
    held = list(_held(args.output)) if args.output and os.path.exists(args.output) else []
    wrong = [found for found in contradictions([*held, entry], law) if found[1] is entry]
    if wrong or entry in held:
        tell(
            "".join(contradiction(*found, config.lang) + "\n" for found in wrong)
            or f"{entry['id']}: đã có trong tệp (already there)\n"
        )
        return 1
    text = ""
    if held:
        with open(args.output, encoding="utf-8") as file:
            text = file.read()
    _write(args.output, with_entry(text, entry))
    _done(
        config,
        f"đã thêm {entry['id']}; {len(held) + 1} văn bản trong danh mục",
        f"added {entry['id']}; {len(held) + 1} documents",
    )
    return 0


def _check(args: argparse.Namespace, config: Config, law: Law) -> int:
    """The files that are named, else the registries in force: the built-in ones with what the office adds."""
    checked = [entry for path in args.words for entry in _held(path)]
    if not args.words:
        checked = [entry for name in LISTS[:2] for entry in entries(law[name])]
    lines = [contradiction(*found, config.lang) for found in contradictions(checked, law)]
    say("".join(f"{line}\n" for line in lines))
    _done(config, f"{len(checked)} văn bản, {len(lines)} chỗ mâu thuẫn", f"{len(checked)} documents, {len(lines)} contradictions")
    return int(bool(lines))


def _diff(args: argparse.Namespace, config: Config, law: Law) -> int:
    if len(args.words) != 2:
        raise Fatal("diff cần hai tệp: cũ, mới", "diff takes two files: old and new")
    old, new = (list(_held(path)) for path in args.words)
    lines = [change(*found) for found in differences(old, new)]
    say("".join(f"{line}\n" for line in lines))
    _done(
        config,
        f"{len(old)} và {len(new)} văn bản, {len(lines)} chỗ khác",
        f"{len(old)} and {len(new)} documents, {len(lines)} changes",
    )
    return int(bool(lines))


_ACTIONS = {"find": _find, "build": _build, "add": _add, "check": _check, "diff": _diff}


def _held(path: str) -> Iterator[Entry]:
    """The documents of one file. Raises `Mistakes` where it holds none in the form of a registry."""
    data = read_registry(path)
    held = data["documents"] if isinstance(data, dict) and "documents" in data else "none"
    if held is None:  # 'documents:', to be filled in
        held = []
    if not (isinstance(held, list) and is_table(held)):
        what = "cần khóa documents với danh sách văn bản", "the key `documents` with a list of documents is needed"
        raise Mistakes.of_file(path, *what)
    return entries({"documents": held})


def _done(config: Config, vi: str, en: str) -> None:
    """Say beside the output what was done: silence would look the same as nothing found."""
    tell((en if config.lang == "en" else vi) + "\n")


def _write(path: str | None, text: str) -> None:
    if path:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    else:
        say(text)


def _documents(paths: Sequence[str], config: Config, law: Law, unread: list[str]) -> Iterator[tuple[str, Document]]:
    """(path, document) of all files that can be read; the others are told, and their paths go into `unread`. Raises `Fatal`
    where none can be read."""
    count = 0
    for path in discover(paths, config.include, config.exclude, False, config.folder):
        try:
            docs = read_documents(read_source(path), Readers(), law)
        except Exception as error:  # one bad file costs only itself
            tell(f"{path}: {cause(error, config.lang)}\n")
            unread.append(path)
            continue
        count += 1
        yield from ((path.replace("\\", "/"), doc) for doc in docs)
    if not count:
        raise Fatal("không có tệp nào để đọc", "no file to read")
