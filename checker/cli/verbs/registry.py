"""`plancheck registry find "537/QĐ-TTg"`: what is known of a document; `registry build FOLDER…`: a registry from an archive."""

from __future__ import annotations

import argparse
import datetime
from collections.abc import Iterator, Mapping, Sequence

from checker.base.errors import Fatal
from checker.cli.files import discover, read_source
from checker.cli.options import add_config, configuration
from checker.cli.settings import Config
from checker.families.citations.archive import as_yaml, build, find
from checker.families.readers import Readers
from checker.model.document import Document
from checker.outline.read import read_plan
from checker.report.streams import say, tell
from checker.rules.registries import Law
from checker.source.text import Unreadable


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    parser.add_argument("action", choices=("find", "build"))
    parser.add_argument(
        "words",
        nargs="+",
        metavar="SỐ|PATH",
        help="find: số, ký hiệu hoặc chữ trong trích yếu (number or words); build: thư mục (folders)",
    )
    parser.add_argument("--output", metavar="FILE", help="build: ghi ra tệp này (write to this file)")
    parser.add_argument(
        "--agree",
        type=int,
        default=3,
        metavar="N",
        help="build: số tệp dẫn giống nhau để coi là đã xác minh (files that must cite alike; default 3)",
    )
    add_config(parser)


def main(args: argparse.Namespace) -> int:
    """0 found or built, 1 nothing is known, 2 nothing could be read."""
    config = configuration(args)
    law = Law(config.registries)
    if args.action == "find":
        known = find(law["documents"]["documents"], " ".join(args.words))
        say("".join(_shown(entry, config.lang) for entry in known))
        if not known:
            tell("nothing is known of it\n" if config.lang == "en" else "không có trong danh mục\n")
        return int(not known)
    text = as_yaml(build(_documents(args.words, config, law)), args.agree)
    if args.output:
        with open(args.output, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
    else:
        say(text)
    return 0


def _documents(paths: Sequence[str], config: Config, law: Law) -> Iterator[tuple[str, Document]]:
    """(path, document) of all files that can be read. Raises `Fatal` where there is none."""
    count = 0
    for path in discover(paths, config.include, config.exclude, False, config.folder):
        try:
            source = read_source(path)
        except Unreadable as error:
            tell(f"{path}: {error.why}\n")
            continue
        count += 1
        yield path.replace("\\", "/"), Document(read_plan(source), Readers(), law)
    if not count:
        raise Fatal("không có tệp nào để đọc", "no file to read")


_TEXTS = {
    "vi": {
        "of": "ngày {}",
        "by": "của {}",
        "until": "hết hiệu lực từ ngày {}",
        "next": "thay bằng {}",
        "ended": "thời kỳ đến hết {}",
        "effective": "hiệu lực từ {}",
        "unsure": "chưa xác minh",
    },
    "en": {
        "of": "of {}",
        "by": "by {}",
        "until": "not in force since {}",
        "next": "replaced by {}",
        "ended": "period to {}",
        "effective": "in force from {}",
        "unsure": "not verified",
    },
}


def _shown(entry: Mapping, lang: str) -> str:
    """Two lines for people: what it is, and what is known of its force."""
    texts = _TEXTS["en" if lang == "en" else "vi"]
    head = [f"{entry['type']} số {entry['id']}"]
    if entry.get("date"):
        head.append(texts["of"].format(_day(entry["date"])))
    if entry.get("issuer"):
        head.append(texts["by"].format(entry["issuer"]))
    notes = [
        texts[name].format(_day(entry[field]))
        for name, field in (("effective", "effective"), ("until", "until"), ("ended", "period_ended"))
        if entry.get(field)
    ]
    if entry.get("replaced_by"):
        notes.append(texts["next"].format(entry["replaced_by"]))
    if not entry.get("verified", True) or entry.get("unverified"):
        notes.append(texts["unsure"] + (f": {', '.join(entry['unverified'])}" if entry.get("unverified") else ""))
    lines = [" ".join(head), f"  {entry['title']}" if entry.get("title") else "", f"  {'; '.join(notes)}" if notes else ""]
    return "".join(line + "\n" for line in lines if line)


def _day(day: datetime.date) -> str:
    return f"{day:%d/%m/%Y}"
