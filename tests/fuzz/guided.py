"""`python -m tests.fuzz.guided [FOLDER] [-max_total_time=…]`: texts led by coverage, where atheris is installed.

FOLDER takes the inputs that reach new code, and begins with random texts. What shows a fault ends the run and stands in it as
`crash-…`. Not among the targets of `tests.fuzz`: libFuzzer counts, mutates and ends the process by itself.
"""

from __future__ import annotations

import sys
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["checker"]):
    from checker.source.text import Source
    from tests.fuzz import oracles, texts
    from tests.plans import judged


def one(data: bytes) -> None:
    """Judge one input. Raises AssertionError for a fault."""
    source = Source("a.txt", data.decode("utf-8", "ignore")[:4000])
    report = judged(source, "strict")
    faults = [*oracles.crashed(report), *oracles.wrong_places(report, source.raw), *oracles.wrong_quotes(report, source.raw)]
    assert not faults, faults[:3]


def main() -> None:
    """Never returns: libFuzzer ends the process."""
    folder = Path(next((word for word in sys.argv[1:] if not word.startswith("-")), "fuzz-found/guided"))
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        for number in range(200):
            (folder / f"seed-{number}").write_text(texts.made(number)[0], "utf-8", "surrogatepass")
    options = [word for word in sys.argv[1:] if word.startswith("-")]
    atheris.Setup([sys.argv[0], f"-artifact_prefix={folder}/", *options, str(folder)], one)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
