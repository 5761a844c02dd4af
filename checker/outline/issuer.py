"""The issuer's full name, taken from the opening or the closing where the header does not give it."""

from __future__ import annotations

from checker.base import regex as re
from checker.base.record import replace
from checker.base.vocabulary import pattern
from checker.model.plan import Header
from checker.outline.organs import names_fully, sentence_case
from checker.source.text import Source, Span

_BAN_HANH = pattern("outline", r"(?P<name>(?:{{issuers}})(?!\w)[^.;:]{0,140}?)\s+(?:{{issues_a_plan}})\s[^.;]{0,60}?kế\s+hoạch")
_HEADS = pattern("outline", r"(?:{{issuers}})(?!\w)")
_ABOUT = re.compile(r"\s(?:về|việc|hướng dẫn|yêu cầu|đề nghị)(?!\w)")  # what is said of an organ, no part of its name
_RUNS_ON = re.compile(r"(?<!\w)(?:của|do|cho|tại|với|và|bởi|theo|ngày|số)\s*\Z")


def with_full_issuer(source: Source, header: Header, *running: Span | None) -> Header:
    """The header with the issuer's full name: where it does not give it, as some words of the body do, the first first."""
    if header.issuer and names_fully(header.issuer):
        return header
    names = (_issuer_in(source, span, header.issuer) for span in running if span)
    return replace(header, issuer=next(filter(None, names), header.issuer if header.issuer_span else None))


def _acts(text: str, low: str, start: int, at: int) -> bool:
    """Whether the organ named at `at` begins a clause, so that it is the one that issues: no other document's author ('… của Ủy
    ban nhân dân tỉnh ban hành Kế hoạch …') and nobody who is asked to ('đề nghị Phòng Kinh tế xây dựng kế hoạch')."""
    before = low[start:at].rstrip(" \t*_")
    if not before or before[-1] in ",;:.":
        return True
    return before[-1] == "\n" and text[at].isupper() and not _RUNS_ON.search(before)


def _issuer_in(source: Source, span: Span, short: str | None) -> str | None:
    """The organ that some words say issues a plan: the last that each of its clauses names, of which the first is taken."""
    low, text = source.lower, source.text
    for match in _BAN_HANH.finditer(low, *span):
        end = match.end("name")
        heads = [head.start() for head in _HEADS.finditer(low, match.start("name"), end)]
        for at in reversed([at for at in heads if _acts(text, low, span.start, at)]):
            name = sentence_case(" ".join(text[at:end].split()))
            if _is_issuer(name, short):
                return name
    return None


def _is_issuer(name: str, short: str | None) -> bool:
    """Whether a name is that of an office, in full, and of the one that the header calls `short`."""
    whole = names_fully(name) and len(name.split()) > 2 and not _ABOUT.search(name)
    return whole and (short is None or name.lower().startswith(short.lower()[:8]))
