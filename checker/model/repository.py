"""What is known of the other documents of a repository: enough to hold a plan against them, and none of their words."""

from __future__ import annotations

import datetime

from checker.base.record import dataclass
from checker.model.citation import NOBODY, Body

_Day = datetime.date | None


@dataclass(frozen=True, slots=True)
class Filed:
    """A document that lies in the repository at `path`.

    `id` is its number and symbol, `body` and `issuer` (folded) whose it is, `date` its day, `type` its kind. `start` and `end`
    are the period it plans for, both None where it names none; `judged` tells whether it is judged in this run, too. `words`
    are marks of the words of its subject: two drafts of one document share nearly all of them.
    """

    path: str
    id: str
    type: str
    date: datetime.date
    issuer: str
    body: Body = NOBODY
    start: _Day = None
    end: _Day = None
    words: frozenset[int] = frozenset()
    judged: bool = True

    def is_by(self, other: Filed) -> bool:
        """Whether both are of one issuer, as far as their names say it."""
        if self.body.code and other.body.code:
            return self.body == other.body
        return bool(self.issuer) and self.issuer == other.issuer

    def is_draft_of(self, other: Filed) -> bool:
        """Whether the two are copies or versions of one document: of one day, with nearly the same subject."""
        both, either = len(self.words & other.words), len(self.words | other.words)
        return self.date == other.date and both * 5 >= either * 4

    def plain(self) -> tuple:
        """As marshal takes it, without its path; `of_plain` reads it."""
        body = (self.body.code, self.body.unit, self.body.place)
        days = tuple(day and day.toordinal() for day in (self.date, self.start, self.end))
        return self.id, self.type, self.issuer, body, days, tuple(sorted(self.words))


def of_plain(data: tuple, path: str, judged: bool) -> Filed:
    """The document that `Filed.plain` wrote down, which now lies at `path`."""
    number, kind, issuer, body, days, words = data
    date, start, end = (day and datetime.date.fromordinal(day) for day in days)
    return Filed(path, number, kind, date, issuer, Body(*body), start, end, frozenset(words), judged)
