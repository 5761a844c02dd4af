"""What stops the whole job: told in one line to the user, exit code 2."""

from __future__ import annotations


class Fatal(Exception):
    """The job cannot be done. `vi` and `en` say why."""

    def __init__(self, vi: str, en: str):
        super().__init__(en)
        self.vi, self.en = vi, en

    def text(self, lang: str) -> str:
        """Why, in one language."""
        return self.en if lang == "en" else self.vi
