"""One page and one browser for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from checker.cli.page.build import build
from checker.cli.settings import Config
from tests.page.browsers import CHROMIUM, FLAGS, MODULES


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("page") / "plancheck.html"
    build(str(path), Config(isolated=True), str(MODULES / "pyodide"))
    return path


@pytest.fixture(scope="package")
def browser():
    api = pytest.importorskip("playwright.sync_api")
    with api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
