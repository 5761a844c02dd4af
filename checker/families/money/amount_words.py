"""Numbers given in digits and again in words: '50.000.000 đồng (Bằng chữ: Năm mươi triệu đồng)', '05 (năm) bản'."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Iterator, Sequence
from functools import lru_cache

from checker.base import regex as re
from checker.base.record import TYPE_CHECKING, replace
from checker.base.vocabulary import vocabulary
from checker.families.money.records import Amount, Wording
from checker.language.numerals import WORDS, read_words, write_words
from checker.language.words import LETTERS
from checker.model.plan import Unparsed
from checker.source.text import Span

if TYPE_CHECKING:
    from checker.model.document import Document

_IN_WORDS = re.compile(r"bằng\s+chữ\s*[:;,.]?\s*[“\"(]?\s*")
_AFTER_AMOUNT = re.compile(r"(?:/(?:\d+\s)?[^\W\d_]+)?\s?\(\s*")
_COUNT = re.compile(r"\((?:(?<=\d\()|(?<=\d\s\())([^\W\d_]{2,6}(?:\s[^\W\d_]{2,6}){0,8})\)")
_DIGITS = re.compile(r"(?<![\d.,/%])\d{1,6}\s?\Z")
_NOUN = re.compile(r"\s[^\W\d_]")
_FARTHEST = 300
_UNREAD = "không đọc được số tiền bằng chữ"


def read_wordings(doc: Document) -> tuple[Wording, ...]:
    """Every number in words that stands for one in digits, in order."""
    wordings = tuple(w for w in _read(doc) if isinstance(w, Wording))
    if all(w.value == w.expected for w in wordings):
        return wordings
    sums = {b.stated.span: b.sum for top in doc.facts("budget") for b in top.walk() if b.stated and b.balanced is False}
    return tuple(replace(w, blamed=True) if sums.get(w.digits) == w.value else w for w in wordings)


def read_unread_words(doc: Document) -> tuple[Unparsed, ...]:
    """'Bằng chữ' with words that are no number."""
    return tuple(w for w in _read(doc) if isinstance(w, Unparsed))


@lru_cache(maxsize=1)
def _read(doc: Document) -> list[Wording | Unparsed]:
    low = doc.source.lower
    amounts = [a for a in doc.facts("amount") if not a.in_words and a.value is not None] if "đồng" in low or "chữ" in low else []
    said = list(_said_so(doc, low, amounts))
    found = [*said, *_in_brackets(doc.text, low, amounts, {one.span.start for one in said}), *_of_counts(doc.text, low)]
    return sorted(found, key=lambda w: w.span)


def _said_so(doc: Document, low: str, amounts: Sequence[Amount]) -> Iterator[Wording | Unparsed]:
    """The words behind 'bằng chữ', for the last amount of their row or before them."""
    ends = [amount.span.end for amount in amounts]
    for match in _IN_WORDS.finditer(low):
        last = bisect_right(ends, match.start())  # the amounts before it
        before = amounts[last - 1 : last] if last and match.start() - ends[last - 1] < _FARTHEST else []
        before = _in_row(doc, match.start()) or before
        words, span = _words_at(low, match.end())
        if words and before:
            value = read_words(words)
            yield Unparsed(span, _UNREAD) if value is None else _of_amount(doc.text, span, before[-1], value)


def _in_brackets(text: str, low: str, amounts: Sequence[Amount], taken: Container[int]) -> Iterator[Wording]:
    """The words in brackets right behind an amount; `taken` are the starts of those that were read."""
    for amount in amounts:
        opening = _AFTER_AMOUNT.match(low, amount.span.end)
        if not opening or opening.end() in taken:
            continue
        words, span = _words_at(low, opening.end())
        alone = len(words) > 1 and low[span.end : span.end + 30].split(")")[0].split() in ([], ["đồng"])
        value = read_words(words) if alone else None
        if value is not None:
            yield _of_amount(text, span, amount, value)


def _of_counts(text: str, low: str) -> Iterator[Wording]:
    """'05 (năm) bản'; not '2025 (…)', and not '1 (năm)', which may be the year."""
    for match in _COUNT.finditer(low):
        words = match[1].split()
        if words[0] not in WORDS or words in (["năm"], ["không"]) and not _NOUN.match(low, match.end()):
            continue
        digits = _DIGITS.search(low, max(0, match.start() - 8), match.start())
        value = read_words(words) if digits and all(w in WORDS for w in words) else None
        if value is not None and not 1900 < (number := int(digits.group())) < 2100:
            at = Span(digits.start(), digits.start() + len(digits.group().rstrip()))
            yield _wording(text, Span(*match.span(1)), at, value, number, money=False)


def _in_row(doc: Document, at: int) -> list[Amount]:
    """The amounts of the table row whose words hold `at`: '| Tổng cộng (Bằng chữ: …) | 35.000.000 |'."""
    rows = (row for table in doc.facts("money_table") if table.span.start <= at < table.span.end for row in table.rows)
    row = next((row for row in rows if row.span.start <= at < row.span.end), None)
    return [amount for amount in row.amounts.values() if amount.value is not None] if row is not None else []


def _of_amount(text: str, span: Span, amount: Amount, value: int) -> Wording:
    return _wording(text, span, amount.span, value, amount.worth, money=True)


def _wording(text: str, span: Span, digits: Span, value: int, expected: int, money: bool) -> Wording:
    words = "" if value == expected else write_words(expected)
    if text[span.start].isupper():
        words = words[:1].upper() + words[1:]
    return Wording(span, digits, value, expected, money, words)


def _words_at(low: str, start: int) -> tuple[list[str], Span]:
    """The number words at `start`, and their span with 'đồng' and 'chẵn' left out."""
    words: list[str] = []
    end = start
    for match in LETTERS.finditer(low, start, start + 260):
        gap = low[end : match.start()]
        if gap.strip(" \n,") or match.group() in vocabulary("money")["behind_words"]:
            break
        words.append(match.group())
        end = match.end()
    return (words, Span(start, end)) if words and words[0] in WORDS else ([], Span(start, start))
