"""Numbers given in digits and again in words: '50.000.000 đồng (Bằng chữ: Năm mươi triệu đồng)', '05 (năm) bản'."""

from __future__ import annotations

from bisect import bisect_right
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
    found: list[Wording | Unparsed] = []
    amounts = [a for a in doc.facts("amount") if not a.in_words and a.value is not None] if "đồng" in low or "chữ" in low else []
    ends = [amount.span.end for amount in amounts]
    taken: set[int] = set()
    for match in _IN_WORDS.finditer(low):
        last = bisect_right(ends, match.start())  # the amounts before it
        before = amounts[last - 1 : last] if last and match.start() - ends[last - 1] < _FARTHEST else []
        before = _in_row(doc, match.start()) or before
        words, span = _words_at(low, match.end())
        if not words or not before:
            continue
        taken.add(span.start)
        value = read_words(words)
        if value is None:
            found.append(Unparsed(span, "không đọc được số tiền bằng chữ"))
        else:
            found.append(_wording(doc.text, span, before[-1].span, value, before[-1].value, money=True))
    for amount in amounts:
        opening = _AFTER_AMOUNT.match(low, amount.span.end)
        if not opening or opening.end() in taken:
            continue
        words, span = _words_at(low, opening.end())
        value = read_words(words) if words and low[span.end : span.end + 30].split(")")[0].split() in ([], ["đồng"]) else None
        if value is not None and len(words) > 1:
            found.append(_wording(doc.text, span, amount.span, value, amount.value, money=True))
    for match in _COUNT.finditer(low):
        words = match[1].split()
        if words[0] not in WORDS:
            continue
        digits = _DIGITS.search(low, max(0, match.start() - 8), match.start())
        value = read_words(words) if digits and all(w in WORDS for w in words) else None
        if value is not None and (words in (["năm"], ["không"])) and not _NOUN.match(low, match.end()):
            continue  # '1 (năm)' may be the year
        if value is not None and not 1900 < (number := int(digits.group())) < 2100:
            at = Span(digits.start(), digits.start() + len(digits.group().rstrip()))
            found.append(_wording(doc.text, Span(*match.span(1)), at, value, number, money=False))
    return sorted(found, key=lambda w: w.span)


def _in_row(doc: Document, at: int) -> list[Amount]:
    """The amounts of the table row whose words hold `at`: '| Tổng cộng (Bằng chữ: …) | 35.000.000 |'."""
    rows = (row for table in doc.facts("money_table") if table.span.start <= at < table.span.end for row in table.rows)
    row = next((row for row in rows if row.span.start <= at < row.span.end), None)
    return [amount for amount in row.amounts.values() if amount.value is not None] if row is not None else []


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
