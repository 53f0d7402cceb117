"""Frozen dataclasses that are quick to define.

A dataclass writes and compiles its methods when its module is loaded. For the many small classes of
syntax and documents that took a fifth of the time of a short command: here one implementation of each
method serves them all, and `dataclasses` compiles what sets the fields only for a class of which many
records are made.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import Field, FrozenInstanceError, dataclass
from inspect import get_annotations
from operator import attrgetter
from typing import Any, NoReturn, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)

_FEW = 200


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


def _made(cls: Class, shared: Mapping[str, object]) -> Class:
    names = tuple(get_annotations(cls))
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    left_out = {*names, "__dict__", "__weakref__"}
    plain: dict[str, Any] = {name: value for name, value in cls.__dict__.items() if name not in left_out}
    bare = {"__annotations__": get_annotations(cls), "__module__": cls.__module__, "__doc__": cls.__doc__} | defaults
    own: dict[str, Any] = {
        "__slots__": names,
        "__match_args__": names,
        "__values__": staticmethod(_values_of(names)),
        "__qualname__": cls.__qualname__,
        "__init__": _first_setter(names, defaults, bare, is_frozen=bool(shared)),
        "__dataclass_fields__": _Fields(bare),
    }
    made: Class = type(cls)(cls.__name__, cls.__bases__, {**shared} | plain | own)
    return made


class _Fields:
    """What `dataclasses` knows of the fields of a class, when somebody asks for it."""

    def __init__(self, bare: dict[str, Any]) -> None:
        self._bare = bare

    def __get__(self, _: object, made: Any) -> Any:
        made.__dataclass_fields__ = fields = _dataclass(self._bare, init=False).__dataclass_fields__
        return fields


def _dataclass(bare: dict[str, Any], **which: bool) -> Any:
    return dataclass(repr=False, eq=False, match_args=False, **which)(type("", (), {**bare}))


def _first_setter(names: tuple[str, ...], defaults: Mapping[str, Any], bare: dict[str, Any], *, is_frozen: bool) -> Any:
    """What sets the fields of the first few records; all else is for `dataclasses`."""
    left, set_field = _FEW, object.__setattr__

    def __init__(self: Any, *values: object, **named: object) -> None:  # noqa: N807
        nonlocal left
        left -= 1
        if left > 0 and not named and len(values) == len(names):
            for name, value in zip(names, values, strict=True):
                set_field(self, name, value)
            return
        given = dict(zip(names, values, strict=False)) | named
        if left > 0 and len(given) == len(values) + len(named) and {*defaults, *given} == {*names}:
            for name in names:
                set_field(self, name, given[name] if name in given else _default(defaults[name]))
        else:
            type(self).__init__ = _dataclass(bare, frozen=is_frozen).__init__
            type(self).__init__(self, *values, **named)

    return __init__


def _default(value: Any) -> object:
    return value.default_factory() if isinstance(value, Field) else value  # type: ignore[operator]


def _values_of(names: tuple[str, ...]) -> Callable[[Any], tuple[Any, ...]]:
    """What gives the values of all fields of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda self: tuple([getattr(self, name) for name in names])


def _equal(self: Any, other: Any) -> bool:
    return type(self) is type(other) and bool(self.__values__(self) == self.__values__(other))


def _hash(self: Any) -> int:
    return hash(self.__values__(self))


def _shown(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self.__match_args__)})"


def _refused(self: object, name: str, *_: object) -> NoReturn:
    raise FrozenInstanceError(f"cannot change the field {name!r} of {type(self).__name__}")


def _reduced(self: Any) -> tuple[type, tuple[Any, ...]]:
    return type(self), self.__values__(self)


_VALUE: Mapping[str, object] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
    "__setattr__": _refused,
    "__delattr__": _refused,
    "__reduce__": _reduced,
}
