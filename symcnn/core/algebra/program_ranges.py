"""Between which numbers every value of a program lies, for all values of its names between two numbers each.

A name may have no greatest value: its range ends at ``INFINITE``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence

from symcnn.core.algebra.integer_program import NAME, NUMBER, IntegerProgram

Range = tuple[float, float]
"""The least and the greatest value: whole numbers, or an infinity of floating point."""

INFINITE = math.inf

MOST = 2**63 - 1
"""The greatest number of 64 bits with a sign."""

_BEYOND = 2**1000
"""Beyond this only the sign of a number is of interest; floating point can still be compared with it."""


def program_ranges(program: IntegerProgram, given: Sequence[Range]) -> tuple[Range, ...]:
    """A range for each step; never too narrow.

    What has no value (a division by 0, a negative power) is not counted.
    """
    return tuple(RangeRun(program)(given))


class RangeRun:
    """A program made ready for the ranges of one box after another; of some of its steps alone where these are told."""

    def __init__(self, program: IntegerProgram, wanted: Iterable[int] | None = None) -> None:
        self.program = program
        kept = range(len(program.steps)) if wanted is None else _needed(program, wanted)
        self._start: list[Range] = [(step.number, step.number) for step in program.steps]
        self._names = [(place, program.steps[place].number) for place in kept if program.steps[place].operation == NAME]
        self._work = [
            (place, _RANGES[step.operation], step.args)
            for place, step in ((place, program.steps[place]) for place in kept)
            if step.operation not in (NAME, NUMBER)
        ]

    def __len__(self) -> int:
        """How many steps it takes."""
        return len(self._work) + 1

    def __call__(self, given: Sequence[Range]) -> list[Range]:
        """The ranges of all steps; those that are not wanted, and need not be known for these, have none."""
        found = self._start.copy()
        for place, name in self._names:
            found[place] = given[name]
        for place, operation, args in self._work:
            low, high = operation([found[arg] for arg in args])
            found[place] = (low, high) if low > -_BEYOND and high < _BEYOND else _within(low, high)
        return found


def fits_64_bits(ranges: Sequence[Range]) -> bool:
    """Whether every value is a number of 64 bits."""
    return all(low >= -MOST and high <= MOST for low, high in ranges)


def _needed(program: IntegerProgram, wanted: Iterable[int]) -> list[int]:
    """The places of the steps that lead to those that are wanted, in order."""
    found: set[int] = set()
    waiting = list(wanted)
    while waiting:
        place = waiting.pop()
        if place not in found:
            found.add(place)
            waiting += program.steps[place].args
    return sorted(found)


def _within(low: float, high: float) -> Range:
    """The same range, where a number that is beyond all others is an infinity, or the last one before it."""
    low = -INFINITE if low < -_BEYOND else min(low, _BEYOND)
    return low, INFINITE if high > _BEYOND else max(high, -_BEYOND)


def _sum(args: list[Range]) -> Range:
    return sum([low for low, _ in args]), sum([high for _, high in args])


def _product(args: list[Range]) -> Range:
    low, high = args[0]
    for least, greatest in args[1:]:
        if low >= 0 and least >= 0:
            low, high = low * least, _times(high, greatest)
        else:
            ends = (_times(low, least), _times(low, greatest), _times(high, least), _times(high, greatest))
            low, high = min(ends), max(ends)
    return low, high


def _times(one: float, other: float) -> float:
    """The product; nothing of what has no end is nothing."""
    if not one or not other:
        return 0
    if INFINITE in (abs(one), abs(other)):
        return INFINITE if (one > 0) == (other > 0) else -INFINITE
    return one * other


def _power(args: list[Range]) -> Range:
    (low, high), (least, greatest) = args
    least = max(least, 0)
    most = max(abs(low), abs(high))
    times = max(greatest, 0)
    if low == high and abs(low) <= 1 and least == times < INFINITE:
        return low**least, low**least
    if low >= 1:
        return _raised(low, least), _raised(high, times)
    if low >= 0:
        return 0, max(_raised(high, times), 1)
    largest = _raised(most, times)
    return (0 if least == times and times % 2 == 0 else -largest), max(largest, 1)


def _raised(base: float, exponent: float) -> float:
    if base <= 1 or exponent == 0:
        return 1 if exponent == 0 else base
    if INFINITE in (base, exponent) or exponent * math.log2(base) > 1001:
        return INFINITE
    found: float = base**exponent
    return found


def _floor(args: list[Range]) -> Range:
    (low, high), (least, greatest) = args
    if greatest < 0:
        low, high, least, greatest = -high, -low, -greatest, -least
    if least <= 0:  # 0 is among the divisors, and so may be 1 and −1
        most = max(abs(low), abs(high))
        return -most, most
    return _divided(low, greatest if low >= 0 else least), _divided(high, least if high >= 0 else greatest)


def _divided(above: float, below: float) -> float:
    """The quotient of a positive divisor, rounded down."""
    if above in (INFINITE, -INFINITE):
        return above
    if below == INFINITE:
        return 0 if above >= 0 else -1
    return above // below


def _remainder(args: list[Range]) -> Range:
    (low, high), (least, greatest) = args
    if least == greatest > 0 and high - low < least and low // least == high // least:
        return low % least, high % least
    return min(least + 1, 0), max(greatest - 1, 0)


def _greatest(args: list[Range]) -> Range:
    return max([low for low, _ in args]), max([high for _, high in args])


def _least(args: list[Range]) -> Range:
    return min([low for low, _ in args]), min([high for _, high in args])


def _divisor(args: list[Range]) -> Range:
    """The greatest common divisor."""
    if all(low == high for low, high in args):
        found = math.gcd(*(int(low) for low, _ in args))
        return found, found
    return 0, max(max(abs(low), abs(high)) for low, high in args)


_RANGES: Mapping[str, Callable[[list[Range]], Range]] = {
    "+": _sum,
    "*": _product,
    "^": _power,
    "//": _floor,
    "%": _remainder,
    "max": _greatest,
    "min": _least,
    "gcd": _divisor,
}
