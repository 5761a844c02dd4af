"""`plancheck server`: the language server, over standard input and output, for an editor to start."""

from __future__ import annotations

import argparse

from checker.base.errors import Fatal
from checker.cli.options import add_judging


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The arguments of the verb."""
    add_judging(parser)
    parser.add_argument("--stdio", action="store_true", help="cách duy nhất; nhiều trình soạn thảo tự thêm (the only way)")


def main(args: argparse.Namespace) -> int:
    """0 when the client says good-bye."""
    try:
        from checker.server.app import make_server
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in ("pygls", "lsprotocol"):
            raise
        raise Fatal(
            'cần thư viện pygls: cài plancheck[server], ví dụ pip install "plancheck[server]"',
            'pygls is needed: install plancheck[server], for example pip install "plancheck[server]"',
        ) from None
    make_server(args).start_io()
    return 0
