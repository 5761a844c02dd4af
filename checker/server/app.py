"""The server itself: what a client asks, and what it is told unasked. It speaks over standard input and output."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from checker import __version__
from checker.base.errors import Fatal, Mistakes
from checker.base.record import TYPE_CHECKING
from checker.rules.explain import as_text
from checker.server import telling
from checker.server.workroom import Judged, Workroom, is_plan, mistakes_in
from checker.source.text import Unreadable

if TYPE_CHECKING:
    import argparse

_PAUSE = 0.05  # seconds without a further key before a text is judged


def make_server(args: argparse.Namespace) -> LanguageServer:
    """The server, ready to be started."""
    server = LanguageServer("plancheck", __version__)
    desk = _Desk(server, Workroom(args))
    feature = server.feature
    feature(types.INITIALIZED)(_handler(desk.ready))
    feature(types.TEXT_DOCUMENT_DID_OPEN)(_handler(desk.opened))
    feature(types.TEXT_DOCUMENT_DID_CHANGE)(_handler(desk.changed))
    feature(types.TEXT_DOCUMENT_DID_SAVE)(_handler(desk.saved))
    feature(types.TEXT_DOCUMENT_DID_CLOSE)(_handler(desk.closed))
    feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)(_handler(desk.files_changed))
    kinds = [types.CodeActionKind.QuickFix, types.CodeActionKind.SourceFixAll]
    feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))(_handler(desk.actions))
    feature(types.TEXT_DOCUMENT_HOVER)(_handler(desk.hover))
    feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(_handler(desk.symbols))
    feature(types.TEXT_DOCUMENT_CODE_LENS)(_handler(desk.lenses))
    feature(types.TEXT_DOCUMENT_FORMATTING)(_handler(desk.formatting))
    server.command(telling.EXPLAIN)(_handler(desk.explain))
    return server


def _handler(method: Callable) -> Callable:
    """A function for a method: pygls marks what it is given, and a method cannot be marked."""
    if asyncio.iscoroutinefunction(method):

        async def waited(given):
            return await method(given)

        return waited

    def handled(given):
        return method(given)

    return handled


class _Desk:
    """The handlers of what a client sends."""

    def __init__(self, server: LanguageServer, room: Workroom):
        self._server, self._room = server, room
        self._waiting: dict[str, asyncio.Task] = {}
        self._told = ""

    def ready(self, params) -> None:
        """Load rules and law before the first text comes."""
        with contextlib.suppress(Fatal, Mistakes):
            self._room.judged("file:///plancheck.txt", None, "KẾ HOẠCH\n\n1. Việc một.\n", self._server.workspace.position_codec)

    def opened(self, params) -> None:
        """Judge a text that was opened."""
        self._judge(params.text_document.uri)

    async def changed(self, params) -> None:
        """Judge a text that was changed, when the keys rest for a moment."""
        uri = params.text_document.uri
        if earlier := self._waiting.pop(uri, None):
            earlier.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._later(uri))

    async def _later(self, uri: str) -> None:
        await asyncio.sleep(_PAUSE)
        self._waiting.pop(uri, None)
        self._judge(uri)

    def saved(self, params) -> None:
        """Judge settings and rules that were saved, and with them every text."""
        uri = params.text_document.uri
        if not is_plan(to_fs_path(uri) or uri):
            self._anew()

    def files_changed(self, params) -> None:
        """The same for files that were changed elsewhere."""
        self._anew()

    def closed(self, params) -> None:
        """Take back what was told of a text."""
        uri = params.text_document.uri
        self._room.close(uri)
        self._publish(uri, None, [])

    def _anew(self) -> None:
        self._told = ""
        with contextlib.suppress(Fatal, Mistakes):
            self._room.forget()
        for uri in list(self._server.workspace.text_documents):
            self._judge(uri)

    def _judge(self, uri: str) -> None:
        """Tell what is wrong in a text, whatever it is."""
        document = self._server.workspace.get_text_document(uri)
        path = to_fs_path(uri) or uri
        told: list[types.Diagnostic] | None
        if is_plan(path):
            judged = self._judged(uri)
            told = telling.diagnostics(judged, uri, self._room.lang) if judged else []
        else:
            told = mistakes_in(path)
        if told is not None:
            self._publish(uri, document.version, told)

    def _publish(self, uri: str, version: int | None, told: list[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, told, version=version))

    def _judged(self, uri: str) -> Judged | None:
        """The judgement of an open text; a wrong configuration is told once, and nothing is judged."""
        document = self._server.workspace.get_text_document(uri)
        try:
            return self._room.judged(uri, document.version, document.source, self._server.workspace.position_codec)
        except (Fatal, Mistakes, Unreadable) as error:
            words = (
                "\n".join(f"{m.path}:{m.line}: {m.vi}" for m in error.mistakes)
                if isinstance(error, Mistakes)
                else error.text("vi")
            )
            if words != self._told:
                self._told = words
                self._server.window_show_message(types.ShowMessageParams(types.MessageType.Error, f"plancheck: {words}"))
            return None

    # -- what is asked ------------------------------------------------------------------------------------------------

    def actions(self, params):
        """Code actions in a range."""
        uri, judged = params.text_document.uri, self._judged(params.text_document.uri)
        if judged is None:
            return []
        only = params.context.only
        found = []
        if not only or types.CodeActionKind.QuickFix in only:
            found += telling.actions(judged, uri, params.range, self._room.lang)
        if only and any(str(kind).startswith("source") for kind in only):
            found += telling.fix_all(self._room.fixed(judged), uri, self._room.lang)
        return found

    def hover(self, params):
        """What the findings at a position rest on."""
        judged = self._judged(params.text_document.uri)
        return telling.hover(judged, params.position, self._room.lang) if judged else None

    def symbols(self, params):
        """The outline."""
        judged = self._judged(params.text_document.uri)
        return telling.symbols(judged) if judged else []

    def lenses(self, params):
        """The sums of budgets."""
        judged = self._judged(params.text_document.uri)
        return telling.lenses(judged, self._room.lang) if judged else []

    def formatting(self, params):
        """The safe fixes."""
        judged = self._judged(params.text_document.uri)
        return self._room.fixed(judged) if judged else []

    def explain(self, code: str):
        """One rule in full, shown to the user and given back."""
        rule = self._room.rule(code)
        words = as_text(rule, self._room.lang) if rule else code
        self._server.window_show_message(types.ShowMessageParams(types.MessageType.Info, words))
        return words
