"""What holds more than a file may is refused with a reason, in whichever format it comes, and before it is read."""

from __future__ import annotations

import io
import sys
import time

import pytest

from checker.cli.files import content, read_source
from checker.source import read_any
from checker.source.limits import MAX_FILE, MAX_TEXT
from checker.source.text import Unreadable
from tests.wordfile import docx, paragraph


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.docx", "a.docm"])
def test_a_text_is_no_longer_than_allowed(name):
    def read(length: int) -> int:
        words = "a" * length
        return len(read_any(name, docx(paragraph(words)) if "doc" in name else words.encode()).raw)

    assert read(MAX_TEXT) == MAX_TEXT
    with pytest.raises(Unreadable) as refused:
        read(MAX_TEXT + 1)
    assert "1 triệu ký tự" in refused.value.text("vi") and "1 million characters" in refused.value.text("en")


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.pdf", "a.odt"])
def test_a_file_that_is_too_large_is_not_read_to_its_end(name, tmp_path, monkeypatch):
    path = tmp_path / name
    with open(path, "wb") as file:
        file.truncate(1 << 40)  # nothing of it lies on the disk
    start = time.process_time()
    with pytest.raises(Unreadable, match="tối đa 64 MB"):
        read_source(str(path))
    assert len(content(str(path))) == MAX_FILE + 1 and time.process_time() - start < 5
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(bytes(MAX_FILE + 2))))
    with pytest.raises(Unreadable, match="tối đa 64 MB"):
        read_source("-", name)
