"""Which strings are Vietnamese syllables: onset, rime and tone by a closed grammar (registry 'syllables').

What the grammar accepts need not be a word; what it refuses is none. Both placements of the tone mark (hóa, hoá) are accepted.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from checker.base.cache import of_latest
from checker.base.record import TYPE_CHECKING
from checker.language.letters import TONES, toned_letter, without_marks, without_tone

if TYPE_CHECKING:
    from typing import Any

_FRONT = frozenset("eêiy")
_STOPPED = ("p", "t", "c", "ch")
_CHANGED = {"c": "eêiy", "g": "eê", "ng": "eêiy"}  # spelled k, gh and ngh there


def _tone_places(rime: str) -> tuple[int, ...]:
    """The letters of a rime that may bear its tone mark: 'oan' → (1,), 'oa' → (0, 1), 'ươi' → (1,)."""
    marked = [at for at, char in enumerate(rime) if char in "ăâêôơư"]
    if marked:
        return (marked[-1] if rime[:2] != "ưa" else 0,)
    vowels = [at for at, char in enumerate(rime) if char in "aeiouy"]
    if rime in ("oa", "oe", "uy"):
        return (0, 1)
    if vowels[-1] + 1 < len(rime):
        return (vowels[-1],)  # before a final consonant
    return (vowels[1] if len(vowels) == 3 else vowels[0],)


class Syllables:
    """The grammar of the registry; asked word by word, each distinct word once."""

    def __init__(self, registry: Mapping[str, Any]):
        self._onsets = sorted(registry["onsets"], key=len, reverse=True)
        self._rimes = frozenset(registry["rimes"])
        self._after_qu = frozenset(registry["after_qu"])
        self._bare = frozenset(registry["bare"])
        self._known = frozenset(registry["foreign"]) | frozenset(registry["names"])
        self._seen: dict[str, bool] = {}
        self._bare_rimes: frozenset[str] | None = None

    def knows(self, word: str) -> bool:
        """Whether `word` (any case) can be a Vietnamese syllable, or stands in the lists of foreign words and names."""
        word = word.lower()
        if word not in self._seen:
            self._seen[word] = word in self._known or self.is_syllable(word)
        return self._seen[word]

    def is_listed(self, word: str) -> bool:
        """Whether `word`, in small letters, stands in the lists of foreign words and names."""
        return word in self._known

    def could_be_meant(self, word: str) -> bool:
        """Whether a word that is no syllable looks like one gone wrong: it has a Vietnamese letter, or an onset and a rime that
        only lack their marks ('cac', 'phap'). Other words in plain letters are foreign ('carbon', 'sandbox')."""
        word = word.lower()
        if not word.isascii():
            return True
        if self._bare_rimes is None:
            self._bare_rimes = frozenset(without_marks(rime) for rime in (*self._rimes, *self._after_qu))
        return any(rime in self._bare_rimes for _, rime in self._cuts(word))

    def is_syllable(self, word: str) -> bool:
        """Whether `word` is an onset, a rime and at most one tone that go together."""
        bare, tones = without_tone(word)
        if len(tones) > 1 or not bare:
            return False
        at = toned_letter(word)
        return any(
            self._fits(onset, rime, tones) and (at < 0 or at - (len(bare) - len(rime)) in _tone_places(rime))
            for onset, rime in self._cuts(bare)
        )

    def retoned(self, word: str) -> str | None:
        """The syllable that a word is whose tone mark stands on the wrong letter ('đựơc' → 'được', 'gíao' → 'giáo'), in lower
        case; None where it is none."""
        bare, tones = without_tone(word)
        if len(tones) != 1 or self.knows(word):
            return None
        mark = next(mark for mark, tone in TONES.items() if tone == tones[0])
        moved = (unicodedata.normalize("NFC", bare[:at] + mark + bare[at:]) for at in range(1, len(bare) + 1))
        right = [one for one in moved if self.is_syllable(one)]
        return right[0] if len(right) == 1 else None

    def _cuts(self, bare: str) -> list[tuple[str, str]]:
        cuts = [(onset, bare[len(onset) :]) for onset in self._onsets if bare.startswith(onset)]
        if bare.startswith("gi"):
            cuts.append(("gi", bare[1:]))  # gì, gìn, giếng: one i for both
        return [*cuts, ("", bare)]

    def _fits(self, onset: str, rime: str, tones: list[str]) -> bool:
        if not rime or onset == "q":
            return False
        if rime.endswith(_STOPPED) and (not tones or tones[0] not in ("sắc", "nặng")):
            return False
        if onset == "qu":
            return rime in self._after_qu
        if rime not in self._rimes:
            return False
        if rime in self._bare:
            return not onset
        if not onset:
            return not rime.startswith("iê")
        if onset in ("k", "gh", "ngh"):
            return rime[0] in _FRONT and (rime[0] != "y" or onset == "k")
        return rime[0] not in _CHANGED.get(onset, "")


@of_latest
def syllables(registry: Mapping[str, Any]) -> Syllables:
    """The grammar of the registry; made once for one and the same registry."""
    return Syllables(registry)
