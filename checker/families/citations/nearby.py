"""Whether the sentence tells whose a document is that is cited without its issuer: 'Sở Y tế đã thống nhất (Công văn số …)', 'các
Quyết định số …; Quyết định số … của UBND tỉnh'.

Only a body that the symbol can mean is an answer: in front where a word of issuing stands between, behind after 'của'.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from checker.base import regex as re
from checker.base.vocabulary import pattern
from checker.families.citations.issuers import Bodies
from checker.families.citations.number import Draft
from checker.model.citation import Body
from checker.source.text import Source

_REACH = 420  # how far a sentence is followed to either side, in code points
_STOP = re.compile(r"\n\n|\||[.;]\n[ \t]*(?:[-+*]|căn cứ|theo|xét|thực hiện|\d)|(?<!tp)\.\s")
_NAME = pattern("citations", r"(?<!\w)(?:(?:{{issuer_posts}})\s+)?(?:{{bodies_near}})(?!\w)")
_TELLS = pattern("citations", r"\(|(?<!\w)(?:{{tells_of_a_document}})(?!\w)")
_OF = pattern("citations", r"(?<!\w)(?:của|do)\s+(?=(?:(?:{{issuer_posts}})\s+)?(?:{{bodies_near}})(?!\w))")


def is_told_nearby(source: Source, one: Draft, organs: Mapping[str, Mapping], bodies: Bodies) -> bool:
    """Whether the sentence of a citation names the body that its symbol can mean, before it or behind 'của'."""
    text, lower = source.text, source.lower
    entry = next((organs[organ] for organ in one.organs if organ in organs), None)
    meant = [bodies[name] for name in entry["names"]] if entry else []
    start, end = one.span
    left = max((stop.end() for stop in _STOP.finditer(lower, max(0, start - _REACH), start)), default=max(0, start - _REACH))
    told = max((word.start() for word in _TELLS.finditer(lower, left, start)), default=left)
    for name in _NAME.finditer(lower, left, told):  # a word of issuing follows
        if text[name.start()].isupper() and _fits(bodies[text[name.start() : name.start() + 60]], meant):
            return True
    stop = _STOP.search(lower, end, end + _REACH)
    right = stop.start() if stop else end + _REACH
    return any(_fits(bodies[text[of.end() : of.end() + 60]], meant) for of in _OF.finditer(lower, end, right))


def _fits(named: Body, meant: Sequence[Body]) -> bool:
    """Whether a named body can be one that the symbol means ('TW' means several); a symbol of nobody known may be anybody's."""
    known = [body for body in meant if body.code]
    return not known or named.code is not None and any(body.may_be(Body(named.code)) for body in known)
