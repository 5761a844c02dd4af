"""The XML of Word's parts as a tree, over Python's own expat: the one door to XML, on a desk and in a browser alike.

An element is that of `xml.etree` (its children, attributes and searches in C), which here also knows its parent and the
namespaces that were declared at it: an annotated copy must declare them again, `mc:Ignorable` names their prefixes. Nothing is
ever expanded or fetched: a document type is refused where it begins, so there are no entities, and depth is bounded.
"""

from __future__ import annotations

import gc
from _elementtree import Element as _Plain
from collections.abc import Iterable, Iterator, Mapping

from checker.source.limits import MAX_DEPTH

_XML = "http://www.w3.org/XML/1998/namespace"


class Malformed(ValueError):
    """The bytes are no XML, or are nested too deep."""


class DeclaresType(ValueError):
    """The part declares a document type, which could declare entities."""


class Element(_Plain):
    """An element with its parent. The methods beside those of `xml.etree` are named as lxml names them."""

    __slots__ = ("_parent", "_declared")

    def __init__(self, tag: str, attrib: Mapping[str, str] | None = None, declared: tuple[tuple[str, str], ...] = ()):
        super().__init__(tag, dict(attrib or ()))
        self._parent: Element | None = None
        self._declared = declared

    def makeelement(self, tag: str, attrib: Mapping[str, str], nsmap: Mapping[str, str] | None = None) -> Element:
        """A new element without a parent; `nsmap` are the prefixes that it declares."""
        return Element(tag, attrib, tuple((nsmap or {}).items()))

    def getparent(self) -> Element | None:
        """The element that holds this one."""
        return self._parent

    def iter(self, *tags: str) -> Iterator[Element]:
        """This element and all inside it, in the order of the text; only those of the given tags where there are some."""
        if len(tags) < 2:
            return super().iter(*tags)
        return (one for one in super().iter() if one.tag in tags)

    def iterancestors(self, *tags: str) -> Iterator[Element]:
        """The elements around this one, the nearest first; only those of the given tags where there are some."""
        up = self._parent
        while up is not None:
            if not tags or up.tag in tags:
                yield up
            up = up._parent

    def itersiblings(self) -> Iterator[Element]:
        """The elements after this one in its parent."""
        return iter(self._parent[self._at() + 1 :] if self._parent is not None else ())

    def addnext(self, other: Element) -> None:
        """Move `other` behind this element."""
        other._leave()
        self._home().insert(self._at() + 1, other)

    def addprevious(self, other: Element) -> None:
        """Move `other` in front of this element."""
        other._leave()
        self._home().insert(self._at(), other)

    def append(self, child: Element) -> None:
        """Move `child` to the end of this element."""
        child._leave()
        child._parent = self
        super().append(child)

    def insert(self, at: int, child: Element) -> None:
        """Move `child` before the child number `at`."""
        child._leave()
        child._parent = self
        super().insert(at, child)

    def extend(self, children: Iterable[Element]) -> None:
        """Move all of `children` to the end."""
        for child in list(children):
            self.append(child)

    def remove(self, child: Element) -> None:
        """Take `child` out."""
        super().remove(child)
        child._parent = None

    def __deepcopy__(self, memo: object) -> Element:
        twin = Element(self.tag, self.attrib, self._declared)
        twin.text, twin.tail = self.text, self.tail
        for child in self:
            twin.append(child.__deepcopy__(memo))
        return twin

    def _leave(self) -> None:
        if self._parent is not None:
            self._parent.remove(self)

    def _at(self) -> int:
        return next(at for at, child in enumerate(self._home()) if child is self)

    def _home(self) -> Element:
        """The parent. Raises ValueError for an element that has none."""
        if self._parent is None:
            raise ValueError("an element without a parent")
        return self._parent


_LEFT = 1 << 18  # bytes of parts whose trees may lie about
_parsed = 0


def _collect_trees(size: int) -> None:
    """Have the trees of earlier files taken away: children and parents refer to each other, and a run of the command line asks
    the collector so seldom that a folder of Word files would pile them up."""
    global _parsed
    _parsed += size
    if _parsed > _LEFT:
        _parsed = 0
        gc.collect(1)


def parse(data: bytes) -> Element:
    """The root of a part. Raises `Malformed` and `DeclaresType`."""
    from pyexpat import ExpatError

    _collect_trees(len(data))
    builder = _Builder()
    try:
        builder.parser.Parse(data, True)
    except (ExpatError, LookupError) as error:  # LookupError: an encoding that nobody knows
        raise Malformed(str(error)) from None
    if builder.root is None:
        raise Malformed("no element")
    return builder.root


class _Builder:
    """What expat calls while it reads."""

    def __init__(self):
        from pyexpat import ParserCreate

        self.root: Element | None = None
        self._open: list[Element] = []
        self._last: Element | None = None  # the element that ended last inside the open one: text goes to its tail
        self._names: dict[str, str] = {}
        self._declared: list[tuple[str, str]] = []
        self.parser = parser = ParserCreate(namespace_separator="}")
        parser.buffer_text, parser.buffer_size = True, 1 << 20
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text

    def _doctype(self, *_: object) -> None:
        raise DeclaresType

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        self._declared.append((prefix or "", uri or ""))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise Malformed("nested too deep")
        names = self._names
        if attributes:
            attributes = {names.get(key) or self._full(key): value for key, value in attributes.items()}
        element = Element(names.get(name) or self._full(name), attributes, tuple(self._declared))
        self._declared.clear()
        if self._open:
            parent = self._open[-1]
            element._parent = parent
            _Plain.append(parent, element)
        else:
            self.root = element
        self._open.append(element)
        self._last = None

    def _full(self, name: str) -> str:
        full = self._names[name] = "{" + name if "}" in name else name
        return full

    def _end(self, _: str) -> None:
        self._last = self._open.pop()

    def _text(self, text: str) -> None:
        """A piece of text: the parser gives one that is longer than its buffer in several."""
        if self._last is None:
            self._open[-1].text = (self._open[-1].text or "") + text
        else:
            self._last.tail = (self._last.tail or "") + text


def serialise(root: Element) -> bytes:
    """A part's bytes: every element with the prefixes that it had."""
    out = ["<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"]
    scopes = [_Scope({"xml": _XML})]
    todo: list[Element | str] = [root]  # an element, or what is written after it
    while todo:
        one = todo.pop()
        if isinstance(one, str):
            out.append(one)
            if one.startswith("</"):
                scopes.pop()
            continue
        name, head, scope = _head(one, scopes[-1])
        tail = _escaped(one.tail) if one is not root and one.tail else ""
        if one.text or len(one):
            out.append(f"<{head}>{_escaped(one.text or '')}")
            scopes.append(scope)
            todo += [tail, f"</{name}>", *reversed(one)]
        else:
            out.append(f"<{head}/>{tail}")
    return "".join(out).encode()


class _Scope:
    """The prefixes that hold at a place, and the names already written with them."""

    def __init__(self, prefixes: Mapping[str, str]):
        self.prefixes = prefixes
        self._written: dict[tuple[str, bool], str | None] = {}

    def with_more(self, more: Mapping[str, str]) -> _Scope:
        """The scope inside an element that declares `more`."""
        return _Scope({**self.prefixes, **more}) if more else self

    def name(self, full: str, attribute: bool) -> str | None:
        """'{uri}p' → 'w:p'; None where no prefix stands for the URI. An attribute without a prefix has no namespace."""
        key = (full, attribute)
        if key not in self._written:
            self._written[key] = self._look_up(full, attribute)
        return self._written[key]

    def _look_up(self, full: str, attribute: bool) -> str | None:
        if full[0] != "{":
            return full
        uri, _, local = full[1:].partition("}")
        prefix = next((p for p, u in self.prefixes.items() if u == uri and (p or not attribute)), None)
        return None if prefix is None else f"{prefix}:{local}" if prefix else local

    def fresh_prefix(self) -> str:
        """A prefix that nothing uses."""
        return next(p for n in range(len(self.prefixes) + 1) if (p := f"ns{n}") not in self.prefixes)


def _head(element: Element, scope: _Scope) -> tuple[str, str, _Scope]:
    """The name of an element as it is written, all that stands between its brackets, and the scope inside it."""
    declared = {prefix: uri for prefix, uri in element._declared if scope.prefixes.get(prefix) != uri}
    inside = scope.with_more(declared)
    for full, attribute in ((element.tag, False), *((key, True) for key in element.attrib)):
        if inside.name(full, attribute) is None:
            declared[inside.fresh_prefix()] = full[1:].partition("}")[0]
            inside = scope.with_more(declared)
    name = inside.name(element.tag, False) or ""
    names = "".join(f' xmlns{":" + prefix if prefix else ""}="{_quoted(uri)}"' for prefix, uri in declared.items())
    attributes = "".join(f' {inside.name(key, True)}="{_quoted(value)}"' for key, value in element.attrib.items())
    return name, f"{name}{names}{attributes}", inside


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\r", "&#13;")


def _quoted(text: str) -> str:
    text = _escaped(text).replace('"', "&quot;")
    return text.replace("\t", "&#9;").replace("\n", "&#10;")
