"""`python -m tests.planted [CODE…]`: what is planted, what of it is missed, which traps speak."""

from __future__ import annotations

import sys
from collections import Counter

from tests.plans import judged
from tests.planted.planting import planted, traps
from tests.planted.test_planted import is_caught


def main(codes: tuple[str, ...]) -> None:
    there, caught = Counter[str](), Counter[str]()
    for one in planted():
        if codes and not one.code.startswith(codes):
            continue
        family = one.code[:2]
        there[family] += 1
        if is_caught(one):
            caught[family] += 1
        else:
            found = [(f.code, f.place.text[:24]) for f in judged(one.source, "strict").findings if f.code[:2] != "WD"]
            print("missed", one, found[:6])
    for family in there:
        print(family, f"{caught[family]}/{there[family]} = {caught[family] / there[family]:.3f}")
    for one in traps():
        found = [(f.code, f.place.text[:40]) for f in judged(one.source).findings if not f.code.startswith(("WD", "SP"))]
        if found and (not codes or one.code.startswith(codes)):
            print("trap speaks", one, found)


if __name__ == "__main__":
    main(tuple(sys.argv[1:]))
