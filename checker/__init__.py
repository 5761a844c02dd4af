"""plancheck: the linter for drafted Vietnamese administrative plans (kế hoạch)."""

__version__ = "0.2.0"
