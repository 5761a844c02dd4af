"""Findings are values: what a check hands over (`Hit`) and what a report shows (`Finding`)."""

from __future__ import annotations

from collections.abc import Mapping

from checker.base.record import TYPE_CHECKING, dataclass, field
from checker.source.text import Place, Span

if TYPE_CHECKING:
    from checker.model.document import Document

LANGS = ("vi", "en")  # of messages; each is also a key of their texts
PROFILES = ("default", "strict")  # which rules are on where none are selected by name
STAGES = ("draft", "issue")  # dự thảo, trình ký ban hành
SEVERITIES = ("info", "warning", "error")
SAFETIES = ("suggest", "unsafe", "safe")  # who may apply a fix: nobody, --unsafe, everybody


@dataclass(frozen=True, slots=True)
class Edit:
    """Put `new` in the place of `span`."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class Fix:
    """Edits that mend one finding together. `safety` is never above the level that the rule's entry states."""

    edits: tuple[Edit, ...]
    safety: str = "safe"


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding speaks of; `note` names the rule's `related` text, filled with `args`. `fact` is what stands
    there, where a rule may ask for a field of it."""

    span: Span
    note: str = "default"
    args: Mapping[str, object] = field(default_factory=dict)
    fact: object | None = None


@dataclass(frozen=True, slots=True)
class Addend:
    """One item of a sum: where it stands, its value in đồng (None: unknown) and its words."""

    span: Span
    value: int | None
    label: str


@dataclass(frozen=True, slots=True)
class Addition:
    """A sum as a report shows it: what was added, what it gives, and the total that the plan states (None: none)."""

    addends: tuple[Addend, ...]
    sum: int
    total: int | None


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check found: the words that are wrong and the named arguments of the rule's message.

    `cap` bounds the severity ('info' where the evidence is general knowledge); `note` picks a variant of the message.
    `absent`: something is missing, and the span is only the nearest component; the fingerprint then leaves its words out.
    `addition` is the sum that the finding is about.
    `alike`: the related places are the same slip again, so what yields to this finding yields there too, and it yields by place.
    `more` are further places of the same cause: one finding stands for them all.
    `fact` is the fact that a generic check found wanting: the rule's entry says by its fields what is told (rules/telling.py).
    """

    span: Span
    args: Mapping[str, object] = field(default_factory=dict)
    related: tuple[Related, ...] = ()
    fixes: tuple[Fix, ...] = ()
    cap: str | None = None
    note: str = "default"
    absent: bool = False
    addition: Addition | None = None
    fact: object | None = None
    alike: bool = False
    more: tuple[Span, ...] = ()

    @property
    def places(self) -> tuple[Span, ...]:
        """Where the slip stands: in one place, or also in the related ones."""
        alike = tuple(other.span for other in self.related) if self.alike else ()
        return (self.span, *alike, *self.more)


# -- what a report shows: rendered in one language, with places of the input ------------------------------------------


@dataclass(frozen=True, slots=True)
class Note:
    """A related place with what it has to do with the finding."""

    place: Place
    message: str


@dataclass(frozen=True, slots=True)
class OtherPlace:
    """A further place that a finding stands for, with a fingerprint of its own: it can be silenced alone."""

    place: Place
    span: Span
    section: str | None
    fingerprint: str


@dataclass(frozen=True, slots=True)
class PlacedEdit:
    """An edit with its place in the input; `raw` is the half-open range of the raw text that `new` replaces."""

    place: Place
    raw: Span
    new: str


@dataclass(frozen=True, slots=True)
class PlacedFix:
    """A fix as it is shown and applied."""

    safety: str
    title: str
    edits: tuple[PlacedEdit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, ready to be shown. `section` is the label path ('II.2.a') or None; `span` is folded."""

    code: str
    name: str
    severity: str
    message: str
    place: Place
    span: Span
    section: str | None
    basis: str | None
    related: tuple[Note, ...]
    fixes: tuple[PlacedFix, ...]
    args: Mapping[str, object]
    fingerprint: str
    addition: Addition | None = None
    places: tuple[OtherPlace, ...] = ()

    @property
    def everywhere(self) -> tuple[Place, ...]:
        """Its own place, the related ones and the further ones: where its fixes may change something."""
        return (self.place, *(note.place for note in self.related), *(at.place for at in self.places))


@dataclass(frozen=True, slots=True)
class Unjudged:
    """A rule that could not be judged on this input, and why."""

    code: str
    why: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """All that was found in one file. `error` is set, and everything else empty, where the file could not be read.

    `document` is the `Document` that was judged (None with an error), for reports that show the text; `facts` are those
    that a report shows, by kind.
    `suppressed` holds (finding, reason) pairs; `used_entries` the indices of the ignore file's entries that silenced one.
    `in_text` holds the fingerprints of those that a comment in the text silenced, `in_baseline` of those that were there before.
    `notes` are lines about the input for standard error (macros left alone).
    `yielded` holds (code, raw range) of what is not told since another finding owns the words: it may show once that is mended.
    """

    path: str
    error: str | None = None
    type: str | None = None
    as_of: str | None = None
    profile: str = "default"
    stage: str = "draft"
    read: Mapping[str, int] = field(default_factory=dict)
    not_checked: tuple[Unjudged, ...] = ()
    findings: tuple[Finding, ...] = ()
    suppressed: tuple[tuple[Finding, str], ...] = ()
    document: Document | None = None
    facts: Mapping[str, tuple] = field(default_factory=dict)
    used_entries: frozenset[int] = frozenset()
    in_text: frozenset[str] = frozenset()
    in_baseline: frozenset[str] = frozenset()
    notes: tuple[str, ...] = ()
    yielded: frozenset[tuple[str, Span]] = frozenset()

    @property
    def judged(self) -> Document:
        """The document of a file that could be read. Raises ValueError for another."""
        if self.document is None:
            raise ValueError(f"no document of {self.path}")
        return self.document


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one run: the files in the order they were given, and the rule packs that judged them.

    `root` is the folder of the repository, absolute; services that know a repository want its paths. Empty where there is none.
    """

    files: tuple[FileReport, ...]
    packs: tuple[Mapping[str, str | None], ...]
    rules: Mapping[str, object] = field(default_factory=dict)
    lang: str = "vi"
    root: str = ""


def edit(text: str, span: Span, new: str) -> Edit:
    """The edit that puts `new` in the place of `text[span]`, cut down to what differs."""
    old = text[span.start : span.end]
    front = 0
    while front < min(len(old), len(new)) and old[front] == new[front]:
        front += 1
    back = 0
    while back < min(len(old), len(new)) - front and old[-1 - back] == new[-1 - back]:
        back += 1
    return Edit(Span(span.start + front, span.end - back), new[front : len(new) - back])


def fix(text: str, span: Span, new: str, safety: str = "safe") -> tuple[Fix, ...]:
    """A finding's one fix: `new` in the place of `span`; nothing where that changes nothing."""
    if text[span.start : span.end] == new:
        return ()
    return (Fix((edit(text, span, new),), safety),)
