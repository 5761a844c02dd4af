"""The repository that files stand in: found by its `.git`, without running anything; Git is asked for what only it can tell."""

from __future__ import annotations

import os
from collections.abc import Sequence

_WORKSPACES = ("CI_PROJECT_DIR", "GITHUB_WORKSPACE")  # where GitLab and GitHub put a repository, also without its `.git`


def top(path: str) -> str | None:
    """The top folder of the repository that holds `path`, absolute; None outside of one."""
    folder = os.path.abspath(path)
    while not os.path.exists(os.path.join(folder, ".git")):
        parent = os.path.dirname(folder)
        if parent == folder:
            return None
        folder = parent
    return folder


def root_of(paths: Sequence[str]) -> str:
    """The folder that reports for a repository name their paths from; empty where there is none."""
    start = next((path for path in paths if path != "-"), ".")
    return top(start) or next((os.environ[name] for name in _WORKSPACES if os.environ.get(name)), "")


# -- what Git passes over besides `.gitignore` ------------------------------------------------------------------------


def exclude_files(top: str) -> list[str]:
    """The files of patterns that hold in the whole repository at `top`, the weakest first: the user's, then `info/exclude`."""
    config = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    settings = [os.path.join(config, "git", "config"), os.path.expanduser("~/.gitconfig"), os.path.join(_common(top), "config")]
    if "GIT_CONFIG_GLOBAL" in os.environ:
        settings[:2] = [os.environ["GIT_CONFIG_GLOBAL"]]
    named = any(b"excludesfile" in _content(path).lower() for path in settings)
    user = (answer(top, "config", "--path", "core.excludesFile") if named else None) or os.path.join(config, "git", "ignore")
    return [os.path.join(top, user), os.path.join(_common(top), "info", "exclude")]


def _common(top: str) -> str:
    """The folder that all work trees of a repository share: `.git`, or what it points to."""
    folder = os.path.join(top, ".git")
    if os.path.isdir(folder):
        return folder
    folder = os.path.join(top, _content(folder).decode("utf-8", "surrogateescape").removeprefix("gitdir:").strip())
    shared = _content(os.path.join(folder, "commondir")).decode("utf-8", "surrogateescape").strip()
    return os.path.join(folder, shared) if shared else folder


def _content(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError:
        return b""


def answer(top: str, *words: str) -> str | None:
    """What Git answers, without the line end; None where it cannot say."""
    import subprocess

    try:
        done = subprocess.run(["git", "-C", top, *words], capture_output=True, check=False)
    except OSError:
        return None
    return done.stdout.decode("utf-8", "surrogateescape").removesuffix("\n") if done.returncode == 0 else None
