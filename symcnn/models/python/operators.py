"""Python's operators on plain values, as Python itself computes them, floats included; everything is bounded."""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping

from symcnn.core.limits import MAX_ELEMENTS, MAX_EXPONENT, MAX_NUMBER_LENGTH
from symcnn.models.frameworks.references import Reference, Value
from symcnn.models.python.code_values import BATCH, Extent

_BITS = int(MAX_NUMBER_LENGTH * math.log2(10))

ARITHMETIC: Mapping[type[ast.operator], Callable[[Value, Value], Value]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
    ast.Div: operator.truediv,
    ast.Mod: operator.mod,
    ast.Pow: operator.pow,
}

COMPARISONS: Mapping[type[ast.cmpop], Callable[[Value, Value], bool]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
    ast.In: lambda left, right: left in right,
    ast.NotIn: lambda left, right: left not in right,
}


class NotPlain(Exception):
    """The values are not such that the result is certain."""


def is_number(value: Value) -> bool:
    """Whether the value is a Python number."""
    return isinstance(value, int | float)


def is_plain(value: Value) -> bool:
    """Whether the value is a number, a string or None, or a tuple, list or dict of such (and not too many)."""
    pending = [value]
    for _ in range(MAX_ELEMENTS):
        if not pending:
            return True
        match pending.pop():
            case list() | tuple() as row:
                pending.extend(row)
            case dict() as named:
                pending.extend(named.values())
            case other if other is not None and not isinstance(other, int | float | str):
                return False
    return False


def combined(sign: type[ast.operator], left: Value, right: Value) -> Value:
    """The value of ``left sign right``.

    >>> combined(ast.FloorDiv, 7, 2), combined(ast.Mult, [3], 2)
    (3, [3, 3])

    Raises `NotPlain`.
    """
    if sign is ast.Mult and (isinstance(left, Extent) or isinstance(right, Extent)):
        return _extent(left, right)
    if sign not in ARITHMETIC:
        raise NotPlain
    if is_number(left) and is_number(right):
        if sign is ast.Pow and not (abs(right) <= MAX_EXPONENT and abs(left) <= 10**MAX_EXPONENT):
            raise NotPlain
        try:
            value = ARITHMETIC[sign](left, right)
        except (ArithmeticError, ValueError):
            raise NotPlain from None
        return bounded(value)
    if sign is ast.Add and type(left) is type(right) and isinstance(left, list | tuple | str):
        return _short(len(left) + len(right), lambda: left + right)
    if sign is ast.Mult:
        row, times = (left, right) if isinstance(left, list | tuple) else (right, left)
        if isinstance(row, list | tuple) and type(times) is int:
            return _short(len(row) * max(times, 0), lambda: row * times)
    raise NotPlain


def _extent(left: Value, right: Value) -> Extent:
    match left, right:
        case Extent(tensor, factor, axes), int(number) if type(number) is int:
            return Extent(tensor, factor * number, axes)
        case int(number), Extent(tensor, factor, axes) if type(number) is int:
            return Extent(tensor, factor * number, axes)
        case Extent(tensor, factor, axes), Extent(other, times, more) if tensor == other and not {*axes} & {*more}:
            return Extent(tensor, factor * times, (*axes, *more))
    raise NotPlain


def bounded(value: Value) -> Value:
    """The number, if it would fit on a page.

    Raises `NotPlain`.
    """
    if isinstance(value, int) and value.bit_length() <= _BITS:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    raise NotPlain


def _short(length: int, make: Callable[[], Value]) -> Value:
    if length > MAX_ELEMENTS:
        raise NotPlain
    return make()


def compared(sign: type[ast.cmpop], left: Value, right: Value) -> bool:
    """Whether the comparison holds.

    Raises `NotPlain`.
    """
    if sign in (ast.Is, ast.IsNot) and (left is None or right is None):
        return COMPARISONS[sign](left, right)
    is_container = isinstance(right, list | tuple | dict) and is_plain(left)
    if sign in (ast.In, ast.NotIn) and not (is_container or (isinstance(left, str) and isinstance(right, str))):
        raise NotPlain
    if sign in (ast.Eq, ast.NotEq, ast.Is, ast.IsNot) and _is_kind(left) and _is_kind(right):
        return (left == right) is (sign in (ast.Eq, ast.Is))
    if not (is_plain(left) and is_plain(right)):
        raise NotPlain
    try:
        return bool(COMPARISONS[sign](left, right))
    except (TypeError, RecursionError):
        raise NotPlain from None


def _is_kind(value: Value) -> bool:
    """Whether the value is a class or a function, which can be told from another."""
    from symcnn.models.python.code_values import Class, Function

    return isinstance(value, Reference | Class | Function)


def truth(value: Value) -> bool:
    """Whether a condition with this value holds.

    Raises `NotPlain`.
    """
    if is_plain(value) or isinstance(value, list | tuple | dict):
        return bool(value)
    from symcnn.models.python.code_values import Class, CodeLayer, Function, Instance, Partial, Sequential

    if isinstance(value, CodeLayer | Sequential | Instance | Class | Function | Partial):
        return True
    raise NotPlain


def negative(value: Value) -> Value:
    """``-value``; -1 written as such stays a number.

    Raises `NotPlain`.
    """
    if not is_number(value):
        raise NotPlain
    return -value


def item(value: Value, index: Value) -> Value:
    """``value[index]`` of a list, tuple, string or dict.

    Raises `NotPlain`.
    """
    try:
        if isinstance(value, list | tuple | str) and (type(index) is int or isinstance(index, slice)):
            return value[index]
        if isinstance(value, dict) and isinstance(index, int | str):
            return value[index]
    except (LookupError, ValueError, TypeError):
        raise NotPlain from None
    raise NotPlain


def is_batch(value: Value) -> bool:
    """Whether the value stands for the number of samples, or for whatever is left."""
    return value is BATCH or (type(value) is int and value == -1)
