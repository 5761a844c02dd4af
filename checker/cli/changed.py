"""`--changed [REV]`: of the files that a command line means, those that are not as a commit has them."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Iterable, Iterator

from checker.base.errors import Fatal
from checker.cli import git
from checker.cli.files import STDIN

_QUIET = ("-c", "core.fsmonitor=false")  # a repository may name a program there
_SINCE = ("diff", "--name-only", "-z", "--no-renames", "--no-ext-diff", "--diff-filter=d", "--ignore-submodules")
_NEW = ("ls-files", "--others", "--exclude-standard", "-z")


def changed(paths: Iterable[str], revision: str) -> list[str]:
    """Of the paths, those that were changed, in the work tree or in commits, since the branch of `revision` was left; files that
    Git does not know yet among them. Raises `Fatal` outside of a repository and for what is no commit."""
    known: dict[str, frozenset[str]] = {}
    found = []
    for path in paths:
        top = None if path == STDIN else git.top(os.path.dirname(path))
        if top is None:
            raise Fatal(f"--changed cần kho Git, mà {path} không nằm trong kho nào", f"--changed: {path} is in no Git repository")
        if top not in known:
            known[top] = frozenset(map(_key, _since(top, revision)))
        if _key(path) in known[top]:
            found.append(path)
    return found


def _since(top: str, revision: str) -> Iterator[str]:
    """The paths of what is different in the repository at `top`."""
    commit = git.answer(top, "rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}")
    if commit is None and git.answer(top, "rev-parse", "--git-dir") is None:
        raise Fatal(f"git không mở được kho {top}", f"git cannot open the repository {top}")
    if commit is None:
        hint = f"; viết --changed=HEAD {revision}" if os.path.exists(revision) else ""
        english = f"; write --changed=HEAD {revision}" if os.path.exists(revision) else ""
        raise Fatal(f"kho không có commit hay nhánh “{revision}”{hint}", f"there is no commit or branch “{revision}”{english}")
    start = git.answer(top, "merge-base", commit, "HEAD") or commit  # without a common past, or in a shallow copy: the commit
    for words in ((*_SINCE, start), _NEW):
        names = git.answer(top, *_QUIET, *words)
        if names is None:
            raise Fatal("git không trả lời; chạy lại lệnh git " + words[0], f"git does not answer: git {words[0]}")
        yield from (os.path.join(top, name) for name in names.split("\0") if name)


def _key(path: str) -> str:
    """A path by which two ways of writing it are one: macOS composes accents in another way than Git."""
    folder, name = os.path.split(os.path.abspath(path))
    return os.path.normcase(unicodedata.normalize("NFC", os.path.join(os.path.realpath(folder), name)))
