"""Command lines that are beyond doubt, read without argparse: to import it and set it up takes a third of a bare start.

`PlainParser` is told of options by the same calls as `argparse.ArgumentParser` and gives the same values. What is not plain (a
request for help, a mistake, a value that begins with a hyphen, files between options) it leaves to argparse.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from types import SimpleNamespace

from checker.base.record import dataclass


@dataclass(frozen=True, slots=True)
class _Option:
    """One option, as `add_argument` was told of it."""

    name: str
    action: str
    default: object
    type: Callable[[str], object]
    choices: Sequence[str] | None


class PlainParser:
    """The part of `argparse.ArgumentParser` that a plain command line needs: options, and one list of words ("nargs='+'")."""

    def __init__(self) -> None:
        self._options: dict[str, _Option] = {}
        self._words = ""

    def add_argument(
        self,
        flag: str,
        *,
        action: str = "store",
        default: object = None,
        type: Callable[[str], object] = str,  # noqa: A002
        choices: Sequence[str] | None = None,
        nargs: str | None = None,
        metavar: str | None = None,
        help: str = "",  # noqa: A002
    ) -> None:
        """As `argparse` has it; raises NotImplementedError for what is not known here."""
        if action not in ("store", "store_true", "append") or (nargs == "+") == flag.startswith("-"):
            raise NotImplementedError(flag)
        if nargs:
            self._words = flag
            return
        default = False if action == "store_true" else default
        self._options[flag] = _Option(flag.lstrip("-").replace("-", "_"), action, default, type, choices)

    def read(self, argv: Sequence[str]) -> SimpleNamespace | None:
        """The values by name; None where the command line is not plain."""
        values = {option.name: option.default for option in self._options.values()}
        words: list[str] = []
        last = -1  # where the last of the words stands
        rest = iter(enumerate(argv))
        for at, word in rest:
            if not word.startswith("-") or word == "-":
                if words and last != at - 1:
                    return None
                words.append(word)
                last = at
                continue
            flag, sign, text = word.partition("=")
            option = self._options.get(flag)
            if option is None or sign and option.action == "store_true":
                return None
            if option.action == "store_true":
                values[option.name] = True
                continue
            if not sign:
                _, text = next(rest, (0, "-"))
            value = _value(option, text)
            if value is None:
                return None
            values[option.name] = [*(values[option.name] or ()), value] if option.action == "append" else value
        if not words:
            return None
        return SimpleNamespace(**values, **{self._words: words})


def _value(option: _Option, text: str) -> object:
    """The value that the text of an option stands for; None where argparse has to judge it."""
    if not text or text.startswith("-"):
        return None
    try:
        value = option.type(text)
    except Exception:  # whatever argparse makes a message of
        return None
    return None if option.choices and value not in option.choices else value
