# What a developer runs, each in one word. PYTHON names another interpreter: make test PYTHON=python3.13
PYTHON ?= .venv/bin/python
WORKERS ?= auto
SECONDS ?= 600

.PHONY: help install test quick lint format types docs bench fuzz guided

help:            ## this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install:         ## a virtual environment with everything that the other words need
	python3 -m venv .venv && .venv/bin/python -m pip install --quiet -e ".[dev]"

test:            ## the whole suite, and what was skipped
	$(PYTHON) -m pytest -n $(WORKERS) -rs

quick:           ## what is fast: no browser, no building, no office, no long random tests (under 30 seconds)
	$(PYTHON) -m pytest -n $(WORKERS) -m "not slow"

lint:            ## ruff: rules and format
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .

format:          ## ruff mends what it can
	$(PYTHON) -m ruff check --fix .
	$(PYTHON) -m ruff format .

types:           ## mypy against the list of known errors, which may only shrink
	$(PYTHON) -m tests.types

docs:            ## write again what is made from code and rules (docs/rules.md, docs/checks.md, docs/schema/); then the site, in site/
	$(PYTHON) -m tests.fresh
	$(PYTHON) -m mkdocs build --strict

fuzz:            ## random texts, Word files and settings, SECONDS for each; what shows a fault is kept in fuzz-found/
	$(PYTHON) -m tests.fuzz --seconds $(SECONDS)

guided:          ## texts led by coverage, SECONDS long; needs the extra “fuzz” (atheris)
	$(PYTHON) -m tests.fuzz.guided -max_total_time=$(SECONDS)

bench:           ## benchmarks, as ratios within one run
	$(PYTHON) -m tests.bench
