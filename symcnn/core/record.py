"""Frozen dataclasses that are quick to define.

A dataclass writes and compiles its methods when its module is loaded. For the many small classes of
syntax and documents that took a fifth of the time of a short command: here one implementation of each
method serves them all. A field whose name begins with an underscore is no value of the record: there is
kept what has been worked out from the others.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from inspect import get_annotations
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)
Record = TypeVar("Record")


@dataclass_transform(frozen_default=True)
def record(cls: Class) -> Class:
    """The class as a frozen dataclass with slots, compared and shown by its fields.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1), Point(1, y=2) == Point(1, 2)
    (Point(x=1, y=0), True)
    """
    return _made(cls, _VALUE)


@dataclass_transform(frozen_default=True, eq_default=False)
def single(cls: Class) -> Class:
    """The class as a record each of which is equal to itself alone: looked up quickly, however much it holds.

    >>> @single
    ... class Rule:
    ...     name: str
    >>> Rule("a"), Rule("a") == Rule("a")
    (Rule(name='a'), False)
    """
    return _made(cls, {name: value for name, value in _VALUE.items() if name not in ("__eq__", "__hash__")})


@dataclass_transform(eq_default=False)
def entity(cls: Class) -> Class:
    """The class with slots for its fields, which may be set again; each of its objects is equal to itself alone.

    It inherits no fields.

    >>> @entity
    ... class Light:
    ...     colour: str
    ...     is_on: bool = False
    >>> one = Light("red")
    >>> one.is_on = True
    >>> one.is_on, one == Light("red", is_on=True)
    (True, False)
    """
    return _made(cls, {})


def replace(one: Record, /, **changes: Any) -> Record:
    """The record with other values for some of its fields.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int
    >>> replace(Point(1, 2), y=3)
    Point(x=1, y=3)
    """
    names = one.__match_args__  # type: ignore[attr-defined]
    values = [changes.pop(name) if name in changes else getattr(one, name) for name in names]
    return type(one)(*values, **changes)


def _made(cls: Class, shared: Mapping[str, object]) -> Class:
    annotations = get_annotations(cls)
    every = tuple(annotations)
    names = tuple([name for name in every if name[0] != "_"])
    plain: dict[str, Any] = {**cls.__dict__}
    defaults = {name: plain.pop(name) for name in every if name in plain}
    plain.pop("__dict__", None)
    plain.pop("__weakref__", None)
    own: dict[str, Any] = {
        "__slots__": every,
        "__match_args__": names,
        "__values__": attrgetter(*names) if names else staticmethod(lambda _: ()),
        "__qualname__": cls.__qualname__,
        "__dataclass_fields__": _Fields(annotations, defaults),
    }
    made: Any = type(cls)(cls.__name__, cls.__bases__, {**shared} | plain | own)
    if "__init__" not in plain:
        made.__init__ = _setter(made, names, defaults)
    return made  # type: ignore[no-any-return]


class _Fields:
    """What `dataclasses` knows of the fields of a class, when somebody asks for it."""

    def __init__(self, annotations: Mapping[str, Any], defaults: Mapping[str, Any]) -> None:
        self._annotations, self._defaults = annotations, defaults

    def __get__(self, _: object, made: Any) -> Any:
        from dataclasses import dataclass, field

        kept = {name: field(init=False, default=self._defaults[name]) for name in self._annotations if name[0] == "_"}
        bare = {"__annotations__": self._annotations, "__doc__": made.__doc__, **self._defaults, **kept}
        found: Any = dataclass(init=False, repr=False, eq=False, match_args=False)(type("", (), bare))
        made.__dataclass_fields__ = fields = found.__dataclass_fields__
        return fields


def _setter(made: Any, names: tuple[str, ...], defaults: Mapping[str, Any]) -> Any:
    """What sets the fields: written out for few of them, since most records have few."""
    setters = tuple([made.__dict__[name].__set__ for name in made.__slots__])
    count = len(setters)
    values_of = _completing(made, names, defaults)
    match setters:
        case (one,):

            def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
                (first,) = values if len(values) == count and not named else values_of(values, named)
                one(self, first)

        case (one, two):

            def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
                first, second = values if len(values) == count and not named else values_of(values, named)
                one(self, first)
                two(self, second)

        case (one, two, three):

            def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
                first, second, third = values if len(values) == count and not named else values_of(values, named)
                one(self, first)
                two(self, second)
                three(self, third)

        case (one, two, three, four):

            def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
                first, second, third, fourth = (
                    values if len(values) == count and not named else values_of(values, named)
                )
                one(self, first)
                two(self, second)
                three(self, third)
                four(self, fourth)

        case (one, two, three, four, five, *others):

            def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: N807
                first, second, third, fourth, fifth, *rest = (
                    values if len(values) == count and not named else values_of(values, named)
                )
                one(self, first)
                two(self, second)
                three(self, third)
                four(self, fourth)
                five(self, fifth)
                for set_field, value in zip(others, rest, strict=True):
                    set_field(self, value)

        case _:

            def __init__(self: Any, *values: Any, **named: Any) -> None:  # noqa: ARG001, N807
                values_of(values, named)

    return __init__


def _completing(made: Any, names: tuple[str, ...], defaults: Mapping[str, Any]) -> Any:
    """What adds the defaults to the values that are given, and puts those that are named in their places."""
    every = made.__slots__
    usual = [defaults.get(name, _MISSING) for name in every]
    needed = [place for place, value in enumerate(usual) if value is _MISSING]
    anew = [place for place, value in enumerate(usual) if hasattr(value, "default_factory")]
    behind: dict[int, tuple[Any, ...]] = {}

    def values_of(values: tuple[Any, ...], named: Mapping[str, Any]) -> Sequence[Any]:
        count = len(values)
        if not named and count in behind:
            return values + behind[count]
        if count > len(names):
            raise TypeError(f"{made.__name__}({', '.join(names)}) does not take {count} values")
        found = [*values, *usual[count:]]
        for name, value in named.items():
            place = names.index(name) if name in names else -1
            if place < count:
                raise TypeError(f"{made.__name__}({', '.join(names)}) does not take {name} beside {count} values")
            found[place] = value
        for place in needed:
            if found[place] is _MISSING:
                raise TypeError(f"{made.__name__}({', '.join(names)}) takes more than {count} values and {[*named]}")
        for place in anew:
            if found[place] is usual[place]:
                found[place] = usual[place].default_factory()
        if not named and not anew:
            behind[count] = tuple(usual[count:])
        return found

    return values_of


_MISSING = object()


def _equal(self: Any, other: Any) -> bool:
    return type(self) is type(other) and bool(self.__values__(self) == self.__values__(other))


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _shown(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _refused(self: object, name: str, *_: object) -> NoReturn:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot change the field {name!r} of {type(self).__name__}")


def _reduced(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), tuple([getattr(self, name) for name in self.__match_args__])


_VALUE: Mapping[str, object] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__reduce__": _reduced,
}
