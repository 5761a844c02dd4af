"""The paths of a repository, which services of code review ask for, whatever folder the command ran in."""

from __future__ import annotations

import os


def from_root(path: str, root: str) -> str:
    """A path as given on the command line, as the repository at `root` has it; as it is where it lies outside of it."""
    path = path.replace("\\", "/").removeprefix("./")
    if not root or path.startswith("<"):
        return path
    for full, top in ((os.path.abspath(path), root), (os.path.realpath(path), os.path.realpath(root))):
        try:
            below = os.path.relpath(full, top)
        except ValueError:  # another drive
            continue
        if below != ".." and not below.startswith(f"..{os.sep}"):
            return below.replace(os.sep, "/")
    return path
