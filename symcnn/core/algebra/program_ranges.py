"""Between which numbers every value of a program lies, for all values of its names between two numbers each."""

from __future__ import annotations

import math
from collections.abc import Sequence

from symcnn.core.algebra.integer_program import IntegerProgram

Range = tuple[int, int]
"""The least and the greatest value."""

MOST = 2**63 - 1
"""The greatest number of 64 bits with a sign."""

_BEYOND = 2**4096
"""Where powers end to be worked out: far beyond 64 bits."""


def program_ranges(program: IntegerProgram, given: Sequence[Range]) -> tuple[Range, ...]:
    """A range for each step; never too narrow.

    What has no value (a division by 0, a negative power) is not counted.
    """
    found: list[Range] = []
    for step in program.steps:
        args = [found[arg] for arg in step.args]
        match step.operation:
            case "number":
                found.append((step.number, step.number))
            case "name":
                found.append(given[step.number])
            case "+":
                found.append((sum(low for low, _ in args), sum(high for _, high in args)))
            case "*":
                found.append(_product(args))
            case "^":
                found.append(_power(*args))
            case "//":
                found.append(_floor(*args))
            case "max":
                found.append((max(low for low, _ in args), max(high for _, high in args)))
            case "min":
                found.append((min(low for low, _ in args), min(high for _, high in args)))
            case _:  # the greatest common divisor
                found.append((0, max(max(abs(low), abs(high)) for low, high in args)))
    return tuple(found)


def fits_64_bits(ranges: Sequence[Range]) -> bool:
    """Whether every value is a number of 64 bits."""
    return all(low >= -MOST and high <= MOST for low, high in ranges)


def _product(args: list[Range]) -> Range:
    low, high = 1, 1
    for least, greatest in args:
        corners = (low * least, low * greatest, high * least, high * greatest)
        low, high = min(corners), max(corners)
    return low, high


def _power(base: Range, exponent: Range) -> Range:
    most = max(abs(base[0]), abs(base[1]))
    times = max(exponent[1], 0)
    if most > 1 and times * math.log2(most) > 4096:
        return -_BEYOND, _BEYOND
    if base[0] >= 0:
        return (base[0] ** max(exponent[0], 0) if base[0] else 0), max(1, base[1]) ** times
    largest = most**times
    return (0 if exponent[0] == times and times % 2 == 0 else -largest), max(largest, 1)


def _floor(above: Range, below: Range) -> Range:
    if below[0] > 0 or below[1] < 0:
        corners = [number // divisor for number in above for divisor in below]
        return min(corners), max(corners)
    most = max(abs(above[0]), abs(above[1]))
    return -most, most
