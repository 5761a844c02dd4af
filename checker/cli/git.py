"""The repository that files stand in: found by its `.git`, without running anything."""

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
