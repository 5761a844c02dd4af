"""Shell completion and --version."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from checker.cli.main import VERBS, main
from checker.cli.verbs.completion import SHELLS, known_values, script
from checker.rules.packs import load_packs

CODES = sorted(rule.code for rule in load_packs().rules)
VD31 = " ".join(code for code in CODES if code.startswith("VD31"))
SP = [code for code in CODES if code.startswith("SP")]


@pytest.mark.parametrize("shell", SHELLS)
def test_script_names_verbs_and_options(shell):
    text = script(shell)
    assert text == script(shell)
    for verb, options in known_values().items():
        assert verb in text and verb in VERBS
        assert all(name.lstrip("-") in text for name in options)


@pytest.mark.skipif(not shutil.which("bash"), reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["plancheck", "che"], "check"),
        (["plancheck", "check", "--form"], "--format"),
        (["plancheck", "check", "--format", "sar"], "sarif"),
        (["plancheck", "check", "--profile", ""], "default strict"),
        (["plancheck", "check", "--format", "=", "gitl"], "gitlab"),
        (["plancheck", "check", "--format", "="], "pretty concise json jsonl sarif github gitlab junit html"),
        (["plancheck", "rules", "te"], "test"),
        (["plancheck", "registry", "a"], "add"),
        (["plancheck", "completion", ""], "bash zsh fish powershell"),
        (["plancheck", "explain", "VD31"], VD31),
        (["plancheck", "check", "--select", "TT,S"], "TT,SP TT," + " TT,".join(SP)),
    ],
)
def test_bash_completes(words, expected):
    said = " ".join(repr(word) for word in words)
    lines = f'{script("bash")}\nCOMP_WORDS=({said}); COMP_CWORD={len(words) - 1}\n_plancheck\necho "${{COMPREPLY[@]}}"'
    done = subprocess.run(["bash", "-c", lines], capture_output=True, text=True, check=True)
    assert done.stdout.split() == expected.split() and not done.stderr


def test_version_tells_the_packs_and_the_day_of_their_law(capsys):
    with pytest.raises(SystemExit) as done:
        main(["--version"])
    assert done.value.code == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("plancheck ")
    assert any(re.search(r"tt +\d+\.\d+ .*\(pháp luật đến \d\d/\d\d/\d{4}\)", line) for line in lines)
