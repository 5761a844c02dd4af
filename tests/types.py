"""mypy over checker/, held against the committed list of errors that are still there: `python -m tests.types [--write]`.

The list (tests/types.txt) says how many errors a module may have. More is a failure; fewer is well, and `--write` then makes the
list shorter, never longer. Modules of the rooms in `CLEAN` may not be on it at all.
"""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Mapping

from tests.conftest import ROOT

LIST = ROOT / "tests" / "types.txt"
CLEAN = ("base", "source", "language", "model", "rules", "cli")


def main(argv: list[str]) -> int:
    """0 where no module has more errors than the list allows."""
    done = subprocess.run([sys.executable, "-m", "mypy", "checker"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):
        print(done.stdout + done.stderr)
        return 2
    errors = [line for line in done.stdout.splitlines() if ": error:" in line]
    found, allowed = Counter(line.split(":")[0].replace("\\", "/") for line in errors), listed()
    worse = {path for path, count in found.items() if count > allowed.get(path, 0)}
    print("\n".join(line for line in errors if line.split(":")[0] in worse) + "\n" * bool(worse), end="")
    print(f"mypy: {found.total()} errors, {sum(allowed.values())} allowed by tests/types.txt; more in {len(worse)} files")
    if better := sum((allowed - found).values()):
        print(f"{better} fewer than allowed: “python -m tests.types --write” makes the list shorter")
    if "--write" in argv:
        write(found & allowed if LIST.exists() else found)
    return int(bool(worse))


def listed() -> Counter[str]:
    """Path → errors that it may have."""
    lines = LIST.read_text("utf-8").splitlines() if LIST.exists() else []
    return Counter({path: int(count) for count, path in (line.split() for line in lines if not line.startswith("#"))})


def write(counts: Mapping[str, int]) -> None:
    """Write the list."""
    head = "# Errors of mypy that are still there, by file; “python -m tests.types --write” makes it shorter, never longer.\n"
    lines = [f"{count:4} {path}\n" for path, count in sorted(counts.items()) if count]
    LIST.write_text(head + "".join(lines), "utf-8", newline="\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
