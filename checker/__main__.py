"""`python -m checker` is `plancheck`."""

from checker.cli.main import run

run()
