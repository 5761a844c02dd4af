"""One slip of the keyboard, and two wordings of one title: small comparisons that need no library."""

from __future__ import annotations


def one_slip(one: str, other: str) -> bool:
    """Whether one character is put in, left out, replaced or swapped with its neighbour between two different strings."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    front = 0
    while front < min(len(one), len(other)) and one[front] == other[front]:
        front += 1
    if len(one) == len(other):
        swapped = one[front + 1:front + 2] + one[front:front + 1] + one[front + 2:]
        return one[front + 1:] == other[front + 1:] or swapped == other[front:]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[front + 1:] == shorter[front:]


def alike(one: str, other: str) -> bool:
    """Whether two titles are nearly the same: four words of five are common to both."""
    words, others = set(one.split()), set(other.split())
    return len(words & others) * 5 >= max(len(words), len(others)) * 4 > 0
