"""Everything that a cold start would have to compile, compiled: what a wheel is built with (see `base.cache.shipped`)."""

from __future__ import annotations

import importlib
import os
import pkgutil

from checker.base import regex
from checker.base.data import data_folder
from checker.base.vocabulary import vocabulary
from checker.families.readers import Readers
from checker.rules.documents import read_documents
from checker.rules.engine import Settings, lint
from checker.rules.examples import full_text
from checker.rules.packs import RuleBook, load_packs
from checker.rules.registries import Law, names
from checker.source.text import Source


def warm() -> None:
    """Compile rules, registries, word lists, grammars and patterns into the cache folder."""
    book, law = load_packs(), Law()
    for name in names():
        law[name]
    for name in os.listdir(os.path.join(data_folder("rules"), "words")):
        if name.endswith(".yaml"):
            vocabulary(name.removesuffix(".yaml"))
    _judge_examples(book, law)
    _make_patterns()
    regex.remember()


def _judge_examples(book: RuleBook, law: Law) -> None:
    """Judge the plan of the first example of each rule: what is derived from the registries, and which patterns texts need."""
    settings = Settings(book.rules, all_rules=book.rules)
    readers = Readers()
    for rule in book.rules:
        for example in rule.examples[:2]:
            source = Source("x", full_text(example)[0])
            lint(source, settings, law)
            for doc in read_documents(source, readers, law):
                for kind in readers:
                    doc.facts(kind)


def _make_patterns() -> None:
    """Import every module of plancheck and make the patterns that wait for their first use."""
    import checker

    for module in pkgutil.walk_packages(checker.__path__, "checker."):
        if module.name.startswith("checker._data") or module.name == "checker.__main__":
            continue
        try:
            found = importlib.import_module(module.name)
        except ImportError:  # of an extra that is not installed here
            continue
        for value in list(vars(found).values()):
            if regex.waits(value):
                value.search("")
