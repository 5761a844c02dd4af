"""`plancheck baseline PATH…`: take the findings of today as known, so that `check --baseline` shows new ones only."""

from __future__ import annotations

import argparse
import datetime
import os

from checker.cli.baseline_file import DEFAULT_NAME, Baseline, load, save, updated
from checker.cli.batches import judge_all
from checker.cli.judge import Judges
from checker.cli.options import Configurations, add_files, add_judging, files_of
from checker.report.streams import tell


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_files(parser)
    add_judging(parser)
    parser.add_argument("--baseline", metavar="FILE", help=f"tệp mốc, mặc định {DEFAULT_NAME} (the baseline)")
    parser.add_argument("--prune", action="store_true", help="bỏ các mục không còn (drop what is gone)")


def main(args: argparse.Namespace) -> int:
    """0 written, 2 a file could not be read (its entries stay as they are)."""
    configs = Configurations(args)
    config = configs.common
    paths = files_of(args, configs)
    judges = Judges(configs, datetime.date.today())
    path = args.baseline or os.path.join(config.folder if config.path else "", DEFAULT_NAME)
    files = tuple(one.file for one in judge_all(judges, paths, args.stdin_filename, args.jobs))
    mandatory = frozenset(rule.code for rule in judges.book().rules if rule.mandatory)
    old = load(path) if os.path.exists(path) else Baseline(path)
    new, added, dropped = updated(old, files, mandatory, args.prune)
    if new != old or not os.path.exists(path):
        save(new)
    unread = [file for file in files if file.error is not None]
    for file in unread:
        tell(f"{file.path}: {file.error}\n")
    if config.lang == "en":
        tell(f"{path}: {len(new.known)} places known, {added} added, {dropped} dropped\n")
    else:
        tell(f"{path}: {len(new.known)} chỗ đã có từ trước, thêm {added}, bỏ {dropped}\n")
    return 2 if unread else 0
