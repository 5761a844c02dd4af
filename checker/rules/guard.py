"""Readers of facts that fail once: a fault in one costs the rules that ask for its facts, and no others."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from checker.model.document import Document, FactReader


class FactsFailed(Exception):
    """A reader of facts failed on this text."""

    def __init__(self, kind: str, error: Exception):
        super().__init__(kind)
        self.kind, self.error = kind, error


class Guarded(Mapping[str, FactReader]):
    """Readers that fail once: whoever asks for their facts again is told so without a second try."""

    def __init__(self, readers: Mapping[str, FactReader]):
        self._readers = readers
        self._failed: dict[str, FactsFailed] = {}

    def __getitem__(self, kind: str) -> FactReader:
        if kind in self._failed:
            raise self._failed[kind]
        read = self._readers[kind]

        def guarded(doc: Document) -> tuple:
            try:
                return read(doc)
            except FactsFailed:
                raise
            except Exception as error:
                self._failed[kind] = FactsFailed(kind, error)
                raise self._failed[kind] from error

        return guarded

    def __iter__(self) -> Iterator[str]:
        return iter(self._readers)

    def __len__(self) -> int:
        return len(self._readers)
