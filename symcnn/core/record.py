"""Frozen dataclasses that are quick to define.

A dataclass writes and compiles its ``__eq__``, ``__hash__`` and ``__repr__`` when its module is loaded.
For the many small classes of syntax and documents that took a fifth of the time of a short command;
one implementation serves them all.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, TypeVar, dataclass_transform

Class = TypeVar("Class", bound=type)


@dataclass_transform(frozen_default=True)
def record(cls: Class) -> Class:
    """The class as a frozen dataclass with slots, compared and shown by its fields.

    >>> @record
    ... class Point:
    ...     x: int
    ...     y: int
    >>> Point(1, 2), Point(1, 2) == Point(1, 2)
    (Point(x=1, y=2), True)
    """
    made: Any = dataclass(frozen=True, slots=True, eq=False, repr=False)(cls)
    made.__eq__, made.__hash__, made.__repr__ = _equal, _hash, _shown
    result: Class = made
    return result


def _values(self: Any) -> tuple[Any, ...]:
    return tuple(getattr(self, name) for name in self.__match_args__)


def _equal(self: Any, other: object) -> bool:
    return type(self) is type(other) and _values(self) == _values(other)


def _hash(self: Any) -> int:
    return hash(_values(self))


def _shown(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{f.name}={getattr(self, f.name)!r}' for f in fields(self))})"
