"""`python -m checker` is `plancheck`."""

from checker.cli import run

run()
