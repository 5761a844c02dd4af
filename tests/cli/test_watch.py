"""`check --watch`: a real process that sees files change."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading

import pytest

from tests.conftest import ROOT
from tests.packs import pack
from tests.plans import plan_with

pytest.importorskip("watchfiles")
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGINT")


class Watcher:
    """A process and what it says, line by line."""

    def __init__(self, folder, *words: str):
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "checker", "check", "--watch", "--format", "concise", *words],
            cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8",
            preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
        )  # fmt: skip
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=lambda: [self.lines.put(line) for line in self.process.stdout], daemon=True).start()

    def round(self) -> str:
        """What is said until it waits."""
        said = ""
        while "chờ thay đổi" not in said:
            said += self.lines.get(timeout=60)
        return said


def test_a_change_of_a_plan_or_of_a_configuration_is_another_round(tmp_path):
    (tmp_path / "office.yaml").write_text(pack(), "utf-8")
    settings = tmp_path / ".plancheck.yaml"
    settings.write_text("packs: [office.yaml]\nselect: [XX]\nfail-on: warning\n", "utf-8")
    plan = tmp_path / "a.txt"
    plan.write_text(plan_with("1. Triển khai quyết liệt."), "utf-8")
    watcher = Watcher(tmp_path, ".")
    try:
        assert "XX001" in watcher.round()
        plan.write_text(plan_with("1. Triển khai."), "utf-8")
        assert "XX001" not in watcher.round()
        settings.write_text("selct: [XX]\n", "utf-8")
        assert "có phải “select”" in watcher.round()
        settings.write_text("packs: [office.yaml]\nselect: [XX]\nfail-on: warning\n", "utf-8")
        assert "XX001" not in watcher.round()
        plan.write_text(plan_with("1. Triển khai quyết liệt."), "utf-8")
        assert "XX001" in watcher.round()
        watcher.process.send_signal(signal.SIGINT)
        assert watcher.process.wait(60) == 1
    finally:
        watcher.process.kill()


def test_its_own_reports_start_no_round():
    from checker.cli.watching import _of_interest

    wanted = _of_interest(["ra.docx", "bản sao"])
    here = os.getcwd()
    assert not wanted(None, os.path.join(here, "ra.docx")) and not wanted(None, os.path.join(here, "bản sao", "a.docx"))
    assert wanted(None, os.path.join(here, "bản sao khác.docx")) and wanted(None, os.path.join(here, ".plancheck.yaml"))
    assert not wanted(None, os.path.join(here, "~$a.docx")) and not wanted(None, os.path.join(here, "phiếu.html"))
