"""A table driver for grammars that Lark has compiled: contextual lexer, shift and reduce, a light tree. Standard library only.

The tables are plain data (see `grammars.py`), so that reading a citation needs neither Lark nor its start-up time. The trees
are those of Lark itself (`parser="lalr"`, `lexer="contextual"`, no placeholders); a test compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from checker.base.record import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import Any

END = "$END"


_new_text = str.__new__


class Token(str):
    """The text of a terminal; `type` is its name, [start_pos, end_pos) its place in the text that was parsed."""

    __slots__ = ("type", "start_pos", "end_pos")
    type: str
    start_pos: int
    end_pos: int

    def __new__(cls, type_: str, text: str, start: int, end: int) -> Token:
        token = str.__new__(cls, text)
        token.type, token.start_pos, token.end_pos = type_, start, end
        return token

    @property
    def span(self) -> tuple[int, int]:
        """Half-open range in the text that was parsed."""
        return self.start_pos, self.end_pos


class Tree:
    """A rule (or its alias) by name in `data`, with its `children`: trees and tokens, in order."""

    __slots__ = ("data", "children")

    def __init__(self, data: str, children: list):
        self.data, self.children = data, children

    def __repr__(self) -> str:
        return f"Tree({self.data!r}, {self.children!r})"

    def tokens(self) -> Iterator[Token]:
        """All tokens below, in order."""
        waiting = self.children[::-1]
        while waiting:
            child = waiting.pop()
            if isinstance(child, Tree):
                waiting += child.children[::-1]
            else:
                yield child

    def trees(self) -> Iterator[Tree]:
        """This tree and all below, from the top, in order."""
        yield self
        for child in self.children:
            if isinstance(child, Tree):
                yield from child.trees()

    def find(self, data: str) -> Tree | None:
        """The first tree of that name, or None."""
        return next((tree for tree in self.trees() if tree.data == data), None)

    @property
    def span(self) -> tuple[int, int] | None:
        """From the first token to the last; None for a tree without tokens."""
        found = list(self.tokens())
        return (found[0].start_pos, found[-1].end_pos) if found else None


# A lexer matches one pattern after the other; the name of the group that matched is the terminal. `unless` says by terminal which
# texts of it are another terminal (a keyword inside a word); `ignored` are terminals that are thrown away.
Match = Callable[..., object]


class Grammar:
    """Parse tables, ready to run.

    `actions[state][terminal]` is the next state + 1 to shift, or -(rule + 1) to reduce; `gotos[state][origin]` the state after a
    reduction. A rule is (origin, length, name, kept, expand1); `kept` is (index, spliced) of the children that stay, or None
    where all do. `lexers[state]` finds the lexer of a state; `scanner(number)` gives its (matchers, unless).
    """

    __slots__ = ("actions", "gotos", "rules", "lexers", "ignored", "start", "end", "_scanner", "_scanners")

    def __init__(
        self,
        actions: Sequence[Mapping[str, int]],
        gotos: Sequence[Mapping[str, int]],
        rules: Sequence[tuple],
        lexers: Sequence[int],
        ignored: Sequence[str],
        start: int,
        end: int,
        scanner: Callable[[int], tuple[list[Match], dict[str, list[Match]]]],
    ):
        self.actions, self.gotos, self.rules, self.lexers = actions, gotos, rules, lexers
        self.ignored, self.start, self.end = frozenset(ignored), start, end
        self._scanner = scanner
        self._scanners: dict[int, tuple] = {}

    def parse(self, text: str, start: int, end: int) -> Tree | None:
        """The tree of text[start:end], or None where the grammar refuses it."""
        actions, rules, gotos = self.actions, self.rules, self.gotos
        state = self.start
        states = [state]
        values: list[Any] = []
        at = start
        while True:
            token = self._next(text, at, end, state)
            if token is None:
                return None
            at, kind = token.end_pos, token.type
            while True:
                action = actions[state].get(kind)
                if action is None:
                    return None
                if action > 0:
                    state = action - 1
                    states.append(state)
                    values.append(token)
                    break
                origin, length, name, kept, expand1 = rules[-action - 1]
                if length:
                    children = values[-length:]
                    del states[-length:], values[-length:]
                else:
                    children = []
                values.append(_node(name, children, kept, expand1))
                state = gotos[states[-1]][origin]
                states.append(state)
                if kind == END and state == self.end:
                    return values[-1]

    def _next(self, text: str, at: int, end: int, state: int) -> Token | None:
        """The next token that the state can take, END at the end of the slice, None where nothing fits."""
        number = self.lexers[state]
        scanner = self._scanners.get(number)
        if scanner is None:
            scanner = self._scanners[number] = self._scanner(number)
        matchers, unless = scanner
        ignored = self.ignored
        while at < end:
            for match in matchers:
                if found := match(text, at, end):
                    break
            else:
                return None
            kind, begin, at = found.lastgroup, at, found.end()
            if kind in ignored:
                continue
            word = found.group()
            for other in unless.get(kind, ()):
                if keyword := other(word):
                    kind = keyword.lastgroup
                    break
            token = _new_text(Token, word)  # as Token(kind, word, begin, at), which takes twice as long
            token.type, token.start_pos, token.end_pos = kind, begin, at
            return token
        return Token(END, "", end, end)


def _node(name: str, children: list, kept: tuple | None, expand1: bool) -> object:
    """What a reduced rule becomes: its tree, or its only child where that takes the tree's place."""
    if kept is not None:
        filtered: list = []
        for index, spliced in kept:
            if spliced:
                filtered += children[index].children
            else:
                filtered.append(children[index])
        children = filtered
    return children[0] if expand1 and len(children) == 1 else Tree(name, children)
