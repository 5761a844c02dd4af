"""How money is written, and whether the plan says where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from checker.base import regex as re
from checker.families.money.numbers import write_number
from checker.families.money.records import Amount
from checker.model.checkbook import check
from checker.model.document import Document
from checker.model.findings import Edit, Fix, Hit, Related

_DIGIT = re.compile(r"\d")


@check("amount_malformed")
def amount_malformed(doc: Document) -> Iterator[Hit]:
    """An amount whose digits cannot be right (NS605): groups that are not thousands, two kinds of separators, no unit.

    Thousands parted by commas are reported once, at the first place; where no amount has dots, as a warning only.

    Algorithm: how amounts are written is counted over the whole plan before one is called wrong.
    """
    commas: list[Amount] = []
    amounts = doc.facts("amount")
    dots = sum(1 for a in amounts if a.flaw is None and a.number and "." in doc.text[a.number.start : a.number.end])
    for amount in amounts:
        if amount.flaw == "commas":
            commas.append(amount)
        elif amount.flaw in ("groups", "separators", "decimal_dot", "unit"):
            span = amount.number or amount.span
            found = doc.words(span)
            fixes = ()
            expected = ""
            if amount.flaw == "separators" and amount.value is not None:
                expected = write_number(int("".join(_DIGIT.findall(found))))
            elif amount.flaw == "decimal_dot":
                expected = found.replace(".", ",")
            elif amount.flaw == "groups" and amount.value is not None:
                expected = found.replace(". ", ".")
            if expected:
                fixes = (Fix((Edit(span, expected),), safety="suggest"),)
            note = "default" if amount.flaw == "groups" else amount.flaw
            yield Hit(span, {"found": found, "expected": expected}, fixes=fixes, note=note)
    if commas:
        first = commas[0].number or commas[0].span
        found = doc.words(first)
        expected = found.translate(str.maketrans(",.", ".,"))
        yield Hit(
            first,
            {"found": found, "expected": expected, "count": len(commas)},
            tuple(Related(a.number or a.span, args={"found": doc.words(a.number or a.span)}) for a in commas[1:]),
            (Fix((Edit(first, expected),), safety="suggest"),),
            cap=None if dots else "warning",
            note="commas",
        )
