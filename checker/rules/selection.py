"""Which rules a word stands for: a code, a name, an alias, a family (VD) or a prefix of codes (VD3)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from checker.rules.packs import Rule


class Unknown(Exception):
    """`word` stands for no rule; `meant` is what was probably meant, or None."""

    def __init__(self, word: str, meant: str | None):
        super().__init__(word)
        self.word, self.meant = word, meant

    def text(self, lang: str) -> str:
        """What to say about it."""
        if lang == "en":
            return f"no rule is called “{self.word}”" + (f"; did you mean “{self.meant}”?" if self.meant else "")
        return f"không có quy tắc “{self.word}”" + (f"; có phải “{self.meant}”?" if self.meant else "")


class Index:
    """The rules by every word that stands for them."""

    def __init__(self, rules: Sequence[Rule]):
        self.rules = rules
        self._codes: dict[str, tuple[str, ...]] = {}

    def _names(self) -> Mapping[str, tuple[str, ...]]:
        if not self._codes:
            for rule in self.rules:
                for word in (rule.code, rule.name, *rule.aliases):
                    self._codes[word.casefold()] = (rule.code,)
        return self._codes

    def codes(self, word: str) -> tuple[str, ...]:
        """The codes that `word` stands for, in order. Raises `Unknown`."""
        folded = word.strip().casefold()
        if exact := self._names().get(folded):
            return exact
        if folded == "all":
            return tuple(rule.code for rule in self.rules)
        if folded.isascii() and folded[:2].isalpha():
            if begun := tuple(rule.code for rule in self.rules if rule.code.casefold().startswith(folded)):
                return begun
        from checker.base.fuzzy import did_you_mean

        words = {rule.code for rule in self.rules} | {rule.name for rule in self.rules} | {r.family for r in self.rules}
        words |= {alias for rule in self.rules for alias in rule.aliases}
        raise Unknown(word, did_you_mean(word, words))

    def all_codes(self, words: Iterable[str]) -> frozenset[str]:
        """The codes that any of the words stands for. Raises `Unknown` at the first that stands for none."""
        return frozenset(code for word in words for code in self.codes(word))


def strict_codes(index: Index, words: Iterable[str]) -> frozenset[str]:
    """Of the words, the single rules: selecting a strict rule by its code or name runs it in the default profile."""
    return frozenset(codes[0] for word in words if len(codes := index.codes(word)) == 1)


def in_force(rules: Sequence[Rule], select: Sequence[str] | None, ignore: Sequence[str], profile: str) -> tuple[Rule, ...]:
    """The rules that a file is judged by. `select` replaces the default (None: all), `ignore` takes away; a mandatory rule stays.

    Raises `Unknown`.
    """
    index = Index(rules)
    chosen = None if select is None else index.all_codes(select)
    named = strict_codes(index, select or ())
    dropped = index.all_codes(ignore)
    return tuple(
        rule
        for rule in rules
        if rule.mandatory
        or (
            (chosen is None or rule.code in chosen)
            and rule.code not in dropped
            and rule.status != "deprecated"
            and (rule.profile == "default" or profile == "strict" or rule.code in named)
        )
    )


def owners(rules: Sequence[Rule], chosen: Sequence[Rule]) -> tuple[Rule, ...]:
    """The rules, not among `chosen`, that own words which a chosen rule yields: they run unseen, so that what somebody has
    switched off does not come back under another code."""
    by_code = {rule.code: rule for rule in rules}
    taken = {rule.code for rule in chosen}
    found: dict[str, Rule] = {}
    waiting = [code for rule in chosen for code in rule.yields_to]
    while waiting:
        code = waiting.pop()
        if code in taken or code in found or code not in by_code:
            continue
        found[code] = by_code[code]
        waiting.extend(by_code[code].yields_to)
    return tuple(found[code] for code in sorted(found))
