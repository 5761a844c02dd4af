"""Frozen records with the interface of `dataclasses`, without compiling source code for every class.

`dataclasses.dataclass` writes the methods of each class as source and executes it: a millisecond per class, and plancheck has
a hundred of them, which was six times a bare interpreter start. Here the methods are closures over the list of fields, and a
class costs some microseconds. What `dataclasses` has beyond this (init=False, InitVar, kw_only, __post_init__) is left out.
"""

from __future__ import annotations

from operator import attrgetter

TYPE_CHECKING = False  # `typing`, which has it too, takes two milliseconds to import
if TYPE_CHECKING:  # what type checkers and editors shall think
    from dataclasses import dataclass, field, fields, is_dataclass, replace
    from typing import NamedTuple
else:
    from _collections import _tuplegetter

    _MISSING = object()
    _OFTEN = 64  # records of a class after which its __init__ is compiled

    class FrozenRecordError(AttributeError):
        """Somebody tried to change a frozen record."""

    class Field:
        """One field: its name, its annotation as written, its default or the function that makes one; whether it is shown and
        compared."""

        __slots__ = ("name", "type", "default", "factory", "repr", "compare")
        init, _field_type = True, None  # what `dataclasses.replace` asks for

        def __init__(self, default=_MISSING, factory=None, repr=True, compare=True):  # noqa: A002 - as `dataclasses` calls it
            self.name, self.type, self.default, self.factory = "", None, default, factory
            self.repr, self.compare = repr, compare

    def field(*, default=_MISSING, default_factory=None, repr=True, compare=True):  # noqa: A002
        """A field with a default, or with a function that makes one for each record."""
        return Field(default, default_factory, repr, compare)

    def dataclass(cls=None, *, frozen=False, slots=False, order=False):
        """Make a record of a class: `@dataclass(frozen=True, slots=True)`."""
        if cls is None:
            return lambda cls: _record(cls, frozen, slots, order)
        return _record(cls, frozen, slots, order)

    def _record(cls, frozen, slots, order):
        known = {}
        for base in reversed(cls.__mro__[1:]):
            known.update(getattr(base, "__dataclass_fields__", {}))
        own = cls.__dict__.get("__annotations__", {})
        for name, type_ in own.items():
            default = cls.__dict__.get(name, _MISSING)
            known[name] = part = default if isinstance(default, Field) else Field(default)
            part.name, part.type = name, type_
        space = {key: value for key, value in cls.__dict__.items() if key not in own and key not in ("__dict__", "__weakref__")}
        if slots:
            space["__slots__"] = tuple(own)
        else:
            space.update({name: known[name].default for name in own if known[name].default is not _MISSING})
        made = type(cls)(cls.__name__, cls.__bases__, space)
        made.__qualname__ = cls.__qualname__
        _equip(made, tuple(known.values()), frozen, slots, order)
        made.__dataclass_fields__ = known
        return made

    def _equip(cls, parts, frozen, slots, order):
        names = tuple(part.name for part in parts)
        own = cls.__dict__
        values = _values(names)
        compared = _values(tuple(part.name for part in parts if part.compare))
        shown = tuple(part.name for part in parts if part.repr)
        cls.__init__ = _init(cls, parts, names, slots)
        cls.__match_args__ = names
        cls.__reduce__ = lambda self: (type(self), values(self))
        if "__repr__" not in own:
            cls.__repr__ = lambda self: f"{cls.__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"
        if "__eq__" not in own:
            cls.__eq__ = lambda self, other: compared(self) == compared(other) if other.__class__ is cls else NotImplemented
            cls.__hash__ = (lambda self: hash(compared(self))) if frozen else None
        if order:
            cls.__lt__ = lambda self, other: compared(self) < compared(other) if other.__class__ is cls else NotImplemented
        if frozen:
            cls.__setattr__ = cls.__delattr__ = _refuse

    def _values(names):
        """Record → tuple of its values."""
        if len(names) > 1:
            return attrgetter(*names)
        return lambda self: tuple(getattr(self, name) for name in names)

    def _init(cls, parts, names, slots):
        count = len(names)
        positions = {name: at for at, name in enumerate(names)}
        template = [part.default for part in parts]
        factories = [(at, part.factory) for at, part in enumerate(parts) if part.factory]

        def complete(args, given):
            """All values in order, from the positional ones, the named ones and the defaults."""
            found = template[:]
            if len(args) > count:
                raise TypeError(f"{cls.__qualname__} takes {count} values, {len(args)} given")
            found[: len(args)] = args
            for name, value in given.items():
                at = positions.get(name, -1)
                if at < len(args):
                    raise TypeError(f"{cls.__qualname__} got {'several values for' if at >= 0 else 'an unknown field'} {name!r}")
                found[at] = value
            for at, factory in factories:
                if found[at] is _MISSING:
                    found[at] = factory()
            if any(value is _MISSING for value in found):
                missing = [name for name, value in zip(names, found, strict=True) if value is _MISSING]
                raise TypeError(f"{cls.__qualname__} lacks {', '.join(missing)}")
            return found

        made = 0
        putters = tuple(getattr(cls, name).__set__ for name in names) if slots else ()

        def __init__(self, *args, **given):
            nonlocal made
            made += 1
            if made == _OFTEN:
                cls.__init__ = _compiled_init(parts, putters)
            if given or len(args) != count:
                args = complete(args, given)
            if slots:
                for put, value in zip(putters, args):  # noqa: B905 - the lengths are known
                    put(self, value)
            else:
                self.__dict__.update(zip(names, args))  # noqa: B905

        return __init__

    def _compiled_init(parts, putters):
        """The same as source code, compiled: four times as fast, and worth its cost once a class is used often."""
        space = {"MISSING": _MISSING}
        head, body = [], []
        for at, part in enumerate(parts):
            name = part.name
            space |= {f"put_{at}": putters[at] if putters else None, f"default_{at}": part.default, f"make_{at}": part.factory}
            head.append(f"{name}=MISSING" if part.factory else name if part.default is _MISSING else f"{name}=default_{at}")
            value = f"make_{at}() if {name} is MISSING else {name}" if part.factory else name
            body.append(f"put_{at}(self, {value})" if putters else f"self.__dict__[{name!r}] = {value}")
        exec(f"def __init__(self, {', '.join(head)}):\n    " + "\n    ".join(body), space)
        return space["__init__"]

    def _refuse(self, name, value=None):
        raise FrozenRecordError(f"{type(self).__qualname__} is frozen: {name!r}")

    def fields(record):
        """The fields of a record or of its class, in order."""
        return tuple(record.__dataclass_fields__.values())

    def is_dataclass(thing):
        """Whether something is a record or the class of one."""
        return hasattr(thing, "__dataclass_fields__")

    def replace(record, /, **changes):
        """A copy with some values changed."""
        for name in record.__match_args__:
            if name not in changes:
                changes[name] = getattr(record, name)
        return type(record)(**changes)

    class _NamedTupleType(type):
        """Makes a named tuple of a class statement, without looking at the types as `typing.NamedTuple` does."""

        def __new__(cls, name, bases, space):
            names = tuple(space.get("__annotations__", ()))
            defaults = {part: space.pop(part) for part in names if part in space}
            return type(name, (tuple,), space | _tuple_parts(name, names, defaults))

    def _tuple_parts(name, names, defaults):
        """What makes a tuple a named one, as `collections.namedtuple` does, which compiles source code for each."""
        count, new = len(names), tuple.__new__

        def complete(args, given):
            if len(args) > count:
                raise TypeError(f"{name} takes {count} values, {len(args)} given")
            if twice := given.keys() & names[: len(args)]:
                raise TypeError(f"{name} got several values for {min(twice)!r}")
            if unknown := given.keys() - {*names}:
                raise TypeError(f"{name} got an unknown field {min(unknown)!r}")
            values = {**defaults, **dict(zip(names, args)), **given}  # noqa: B905 - defaults follow
            if lacking := [part for part in names if part not in values]:
                raise TypeError(f"{name} lacks {', '.join(lacking)}")
            return [values[part] for part in names]

        made = 0

        def __new__(cls, *args, **given):
            nonlocal made
            made += 1
            if made == _OFTEN:
                cls.__new__ = staticmethod(_compiled_new(names, defaults))
            return new(cls, complete(args, given) if given or len(args) != count else args)

        return {
            "__slots__": (),
            "__new__": __new__,
            "__match_args__": names,
            "_fields": names,
            "_field_defaults": defaults,
            "_make": classmethod(lambda cls, values: cls(*values)),
            "_replace": lambda self, **changes: type(self)(**{**dict(zip(names, self)), **changes}),  # noqa: B905
            "_asdict": lambda self: dict(zip(names, self)),  # noqa: B905
            "__repr__": lambda self: f"{name}({', '.join(f'{part}={value!r}' for part, value in zip(names, self))})",  # noqa: B905
            "__getnewargs__": lambda self: tuple(self),
            **{part: _tuplegetter(at, f"Field {at}") for at, part in enumerate(names)},
        }

    def _compiled_new(names, defaults):
        """The same as source code, compiled: worth its cost once a class is used often."""
        head = ", ".join(f"{part}=defaults[{part!r}]" if part in defaults else part for part in names)
        return eval(f"lambda cls, {head}: new(cls, ({', '.join(names)},))", {"new": tuple.__new__, "defaults": defaults})

    NamedTuple = type.__new__(_NamedTupleType, "NamedTuple", (), {})
