"""Powers by squaring, of whatever can be multiplied."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Factor = TypeVar("Factor")


def by_squaring(times: Callable[[Factor, Factor], Factor], value: Factor, exponent: int) -> Factor:
    """The power of a value to a whole exponent from 1.

    >>> by_squaring(lambda left, right: left * right, 3, 5)
    243
    """
    result = value
    for bit in bin(exponent)[3:]:
        result = times(result, result)
        if bit == "1":
            result = times(result, value)
    return result
