"""`python -m tests.fuzz TARGET…`: random inputs until the time or the count is up; exit code 1 where a fault was found."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
import tempfile
import time
from pathlib import Path

from checker.base import cache
from tests.fuzz.tally import Tally

TARGETS = {"text": "tests.fuzz.texts", "word": "tests.fuzz.word", "settings": "tests.fuzz.settings"}


def main() -> int:
    """0 nothing was found, 1 something was."""
    args = _arguments()
    os.environ.setdefault("PLANCHECK_CACHE_DIR", tempfile.mkdtemp())
    faults = 0
    for name in args.target or TARGETS:
        tally = Tally(args.found / name)
        _run(name, args, tally)
        faults += tally.faults.total()
        print(json.dumps({"target": name, "seed": args.seed, **tally.summary()}, ensure_ascii=False, indent=1), flush=True)
    return int(bool(faults))


def _run(name: str, args: argparse.Namespace, tally: Tally) -> None:
    run = importlib.import_module(TARGETS[name]).run
    cache.enabled = name == "text"  # each file of settings would leave an entry
    end = time.monotonic() + args.seconds if args.seconds else float("inf")
    number = args.seed
    while time.monotonic() < end and (not args.count or number < args.seed + args.count):
        run(number, tally)
        number += 1
        if args.log and (number - args.seed) % args.log == 0:
            print(json.dumps({"target": name, **tally.summary()}, ensure_ascii=False), file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz")
    parser.add_argument("target", nargs="*", choices=(*TARGETS, []), help="text, word, settings; default: each in turn")
    parser.add_argument("--seconds", type=float, default=0, help="for each target; without it and --count: for ever")
    parser.add_argument("--count", type=int, default=0, help="inputs of each target")
    parser.add_argument("--seed", type=int, default=0, help="the number of the first input")
    parser.add_argument("--log", type=int, default=0, help="tell the state after so many inputs")
    parser.add_argument("--found", type=Path, default=Path("fuzz-found"), help="where inputs that show a fault are kept")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
