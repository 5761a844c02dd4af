"""Reading what users write in YAML: a cursor that knows its place, and notes every mistake there with what was probably meant."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from checker.base.errors import MOST_MISTAKES, Mistake, Mistakes
from checker.base.record import TYPE_CHECKING, dataclass, field
from checker.base.yaml_places import Path, Yaml

if TYPE_CHECKING:
    from typing import Any


@dataclass(slots=True)
class Bad:
    """All mistakes found so far."""

    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, path: str, place: tuple[int, int], vi: str, en: str) -> None:
        """One more. Raises `Mistakes` where there are so many that nobody reads on."""
        self.mistakes.append(Mistake(path, *place, vi, en))
        if len(self.mistakes) >= MOST_MISTAKES:
            raise Mistakes(self.mistakes)


@dataclass(frozen=True, slots=True)
class At:
    """A place in a YAML file that is being read: `at / "rules" / 3 / "code"`."""

    bad: Bad
    path: str
    yaml: Yaml
    steps: Path

    def __truediv__(self, step: str | int) -> At:
        return At(self.bad, self.path, self.yaml, (*self.steps, step))

    @property
    def data(self) -> Any:
        """What stands here; None where nothing does."""
        data = self.yaml.data
        for step in self.steps:
            try:
                data = data[step] if isinstance(data, (dict, list)) else None  # type: ignore[index]
            except (LookupError, TypeError):
                return None
        return data

    @property
    def place(self) -> tuple[int, int]:
        """Line and column, 1-based; of the nearest entry around where nothing stands here."""
        steps = self.steps
        while steps and steps not in self.yaml.values:
            steps = steps[:-1]
        return self.yaml.values.get(steps, (1, 1))

    def wrong(self, vi: str, en: str, key: bool = False) -> None:
        """Note a mistake at this value, or at its key. One mistake per place: the first says it."""
        place = self.yaml.keys.get(self.steps, self.place) if key else self.place
        self.bad.add(self.path, place, vi, en)

    def known_keys(self, data: Mapping[str, object], known: Collection[str]) -> set[str]:
        """Note every key of `data` that nobody reads → the keys that were probably meant, which are then not missing."""
        meant = set()
        for key in data:
            if key not in known:
                (self / key).one_of(key, known, vi="khóa", en="key", key=True)
                from checker.base.fuzzy import did_you_mean

                meant.add(did_you_mean(key, known) or "")
        return meant

    def one_of(self, value: object, choices: Collection[str], vi: str = "giá trị", en: str = "value", key: bool = False) -> bool:
        """Whether `value` is one of `choices`; if not, note it with what was probably meant, or with the few choices."""
        if isinstance(value, str) and value in choices:
            return True
        from checker.base.fuzzy import did_you_mean

        meant = did_you_mean(value, choices) if isinstance(value, str) else None
        few = ", ".join(sorted(choices)) if len(choices) <= 8 else ""
        self.wrong(
            f"không có {vi} “{value}”" + (f"; có phải “{meant}”?" if meant else f"; chọn: {few}" if few else ""),
            f"{en} “{value}” is unknown" + (f"; did you mean “{meant}”?" if meant else f"; choose from: {few}" if few else ""),
            key,
        )
        return False


def mapping(at: At, value: object) -> Mapping[str, Any]:
    """`value` if it is a mapping; else a note and an empty one."""
    if isinstance(value, dict):
        return value
    at.wrong("phải là các cặp “khóa: giá trị”", "must be a mapping of keys to values")
    return {}


def string(at: At, value: object) -> str:
    """`value` if it is a string with something in it; else a note and ''."""
    if isinstance(value, str) and value.strip():
        return value
    at.wrong("phải là chữ, không để trống", "must be a string, not empty")
    return ""


def strings(at: At, value: object) -> tuple[str, ...]:
    """The strings of a list, or one string alone."""
    if isinstance(value, list):
        return tuple(string(at / index, part) for index, part in enumerate(value))
    return (string(at, value),)


def choice(*known: str) -> Callable[[At, object], str]:
    """A reader of one of the choices; the first of them where something else stands."""

    def read(at: At, value: object) -> str:
        return str(value) if at.one_of(value, known) else known[0]

    return read


def choices(*known: str) -> Callable[[At, object], tuple[str, ...]]:
    """A reader of one or several of the choices."""

    def read(at: At, value: object) -> tuple[str, ...]:
        values = strings(at, value)
        return tuple(v for i, v in enumerate(values) if (at / i if isinstance(value, list) else at).one_of(v, known))

    return read


def boolean(at: At, value: object) -> bool:
    """Whether true stands there; a note where it is neither true nor false."""
    if not isinstance(value, bool):
        at.wrong("phải là true hoặc false", "must be true or false")
    return value is True
