"""The documents of a file: of nearly every file one, of a decision with the plan that it issues two."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from checker.base.record import TYPE_CHECKING
from checker.model.document import Document, FactReader
from checker.outline.parts import COVERING, PLAN
from checker.rules.registries import Law
from checker.source.text import Source

if TYPE_CHECKING:
    from typing import Any

    from checker.model.repository import Repository


def read_documents(
    source: Source,
    readers: Mapping[str, FactReader],
    law: Mapping[str, Any],
    stage: str = "draft",
    as_of: datetime.date | None = None,
    repository: Repository | None = None,
) -> list[Document]:
    """Each document of a file, with what the first says for those that belong to it. `repository` are the documents
    that lie beside it."""
    from checker.outline.read import read_plans

    docs: list[Document] = []
    for plan in read_plans(source, own_titles(law)):
        docs.append(Document(plan, readers, law, stage, as_of, docs[0] if docs else None, repository))
    return docs


def own_titles(law: Mapping[str, Any]) -> tuple[str, ...]:
    """The types that the office adds and whose name is a title line (`heads: true` in its `document_types.yaml`)."""
    own = law.own("document_types") if isinstance(law, Law) else ()
    return tuple(entry["name"] for file in own for entry in file.get("types", ()) if entry.get("heads"))


def main_document(docs: Sequence[Document]) -> Document:
    """The document that a file is about: the plan, whatever issues it."""
    return next((doc for doc in docs if doc.plan.role == PLAN), docs[0])


def of_the_plan(docs: Sequence[Document]) -> list[Document]:
    """Those whose sections, tasks and money are of the file's plan: all but the document that only issues it."""
    issued = [doc for doc in docs if doc.plan.role != COVERING]
    return issued if any(doc.plan.role == PLAN for doc in issued) else list(docs)
