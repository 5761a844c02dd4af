"""Labels of table rows and list lines ('A', 'I', '1', '1.1', 'a', '-'): their kind, their number, and which one may follow."""

from __future__ import annotations

from functools import lru_cache

from checker import regex as re
from checker.record import NamedTuple

_LABEL = re.compile(
    r"(?P<decimal>\d{1,2}(?:\.\d{1,2}){1,4})[.)]?\Z|(?P<arabic>\d{1,3})[.)]?\Z|(?P<roman>[IVX]{1,6})[.)]?\Z|(?P<capital>[A-HĐK-UYW])[.)]?\Z"
    r"|(?P<letter>[a-zđ]\d?)[.)]?\Z|(?P<bullet>[-–—+*•○▪])\Z|\((?P<inner>\d{1,2}|[a-zđ])\)\Z"
)
_ROMAN = {"I": 1, "V": 5, "X": 10}
_LETTERS = "abcdđeghiklmnopqrstuvxy"


class RowLabel(NamedTuple):
    """`style` names the kind of numbering ('bullet-' carries its sign), `path` its numbers ((1, 3, 2) for '1.3.2', (0,)
    for bullets).
    """

    style: str
    path: tuple[int, ...]

    @property
    def ordinal(self) -> int:
        """The number among its siblings; 0 for a bullet."""
        return self.path[-1]


def read_row_label(text: str) -> RowLabel | None:
    """The label that a whole cell or mark is, or None."""
    return _short_label(text) if len(text) < 17 else None


@lru_cache(maxsize=512)
def _short_label(text: str) -> RowLabel | None:
    match = _LABEL.match(text.strip())
    if not match:
        return None
    style, word = match.lastgroup, match[match.lastgroup]
    if style == "decimal":
        return RowLabel("decimal", tuple(map(int, word.split("."))))
    if style == "arabic" or style == "inner" and word.isdigit():
        return RowLabel(style, (int(word),))
    if style == "roman":
        total = 0
        for letter, after in zip(word, word[1:] + " ", strict=True):
            total += -_ROMAN[letter] if _ROMAN.get(after, 0) > _ROMAN[letter] else _ROMAN[letter]
        return RowLabel("roman", (total,))
    if style == "capital":
        return RowLabel("capital", (_LETTERS.find(word.lower()) + 1,))
    if style == "bullet":
        return RowLabel(f"bullet{'-' if word in '–—' else word}", (0,))
    return RowLabel(style, (_LETTERS.find(word[0]) + 1,))


class Labels:
    """Which labels may come next in a stream of cells: the first of a new list, or the successor of one that was seen."""

    def __init__(self) -> None:
        self._last: dict[str, set[tuple[int, ...]]] = {}

    def expects(self, label: RowLabel) -> bool:
        """Whether the label starts or continues a numbering (so that '100' before 'Bộ' is a quantity, no label)."""
        if label.ordinal <= 1:
            return True
        before = (*label.path[:-1], label.ordinal - 1)
        return before in self._last.get(label.style, ())

    def add(self, label: RowLabel) -> None:
        """Note a label that starts a row."""
        self._last.setdefault(label.style, set()).add(label.path)
