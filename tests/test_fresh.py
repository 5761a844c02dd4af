"""What is generated in docs/ is fresh."""

from __future__ import annotations

import pytest

from tests.conftest import ROOT
from tests.fresh import made

MADE = made()


@pytest.mark.parametrize("name", MADE)
def test_generated_docs_are_fresh(name):
    assert (ROOT / name).read_text("utf-8") == MADE[name], "python -m tests.fresh"
