"""A real client over standard input and output, for tests: it starts `plancheck server` and keeps what it is told."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.conftest import ROOT


class Conversation:
    """One client with its server in the folder `folder`."""

    def __init__(self, client: LanguageClient, folder: Path):
        self.client, self.folder = client, folder
        self.told: dict[str, list[types.Diagnostic]] = {}
        self.news = asyncio.Event()
        self.messages: list[str] = []
        self.version = 0

    def uri(self, name: str) -> str:
        return (self.folder / name).as_uri()

    async def next(self, uri: str) -> list[types.Diagnostic]:
        """The diagnostics that are published next for a text."""
        while uri not in self.told:
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 30)
        return self.told.pop(uri)

    async def open(self, name: str, text: str, language: str = "markdown") -> list[types.Diagnostic]:
        item = types.TextDocumentItem(self.uri(name), language, self.version, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return await self.next(self.uri(name))

    async def change(self, name: str, range_: types.Range, new: str) -> list[types.Diagnostic]:
        self.version += 1
        document = types.VersionedTextDocumentIdentifier(self.version, self.uri(name))
        change = types.TextDocumentContentChangePartial(range=range_, text=new)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))
        return await self.next(self.uri(name))

    def identifier(self, name: str) -> types.TextDocumentIdentifier:
        return types.TextDocumentIdentifier(self.uri(name))

    async def actions(self, name: str, where: types.Range, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext([], only=list(only) or None)
        asked = types.CodeActionParams(self.identifier(name), where, context)
        return list(await self.client.text_document_code_action_async(asked) or ())


def converse(folder: Path, talk: Callable[[Conversation], Awaitable[None]], *options: str) -> None:
    """Start a server in `folder` and talk to it."""
    asyncio.run(asyncio.wait_for(_converse(folder, talk, options), 60))


async def _converse(folder: Path, talk: Callable[[Conversation], Awaitable[None]], options: tuple[str, ...]) -> None:
    client = LanguageClient("tests", "1")
    self = Conversation(client, folder)

    @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
    def _(params: types.PublishDiagnosticsParams) -> None:
        self.told[params.uri] = list(params.diagnostics)
        self.news.set()

    @client.feature(types.WINDOW_SHOW_MESSAGE)
    def _(params: types.ShowMessageParams) -> None:
        self.messages.append(params.message)

    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PLANCHECK_CONFIG", None)
    await client.start_io(sys.executable, "-m", "checker", "server", *options, cwd=folder, env=environment)
    await client.initialize_async(types.InitializeParams(types.ClientCapabilities(), root_uri=folder.as_uri()))
    client.initialized(types.InitializedParams())
    try:
        await talk(self)
    finally:
        await client.shutdown_async(None)
        client.exit(None)
        await client.stop()
