"""A program on arrays of NumPy: a whole grid of configurations at once, exact.

Each name varies along an axis of its own, so that what depends on few names is worked out for these alone. Numbers of
64 bits are used where the ranges of all values say that these hold them; else Python's integers, which are slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import reduce
from typing import TYPE_CHECKING, Any

import numpy

from symcnn.core.algebra.integer_program import COMPARED, NAME, NUMBER, IntegerProgram
from symcnn.core.algebra.program_ranges import fits_64_bits, program_ranges

if TYPE_CHECKING:
    from numpy.typing import NDArray

Array = "NDArray[Any]"

Values = tuple["NDArray[Any] | int", "NDArray[Any] | int"]
"""Numerators and denominators, which broadcast to the grid."""


def run_on_grid(
    program: IntegerProgram, axes: Sequence[NDArray[Any]], *, is_small: bool = False
) -> tuple[NDArray[Any] | bool, list[Values]]:
    """Where all relations hold, and the program's values; both broadcast to the grid of the axes.

    `is_small` says that the ranges are known to fit 64 bits.
    """
    ends = [(int(axis.min()), int(axis.max())) for axis in axes]
    whole = numpy.int64 if is_small or fits_64_bits(program_ranges(program, ends)) else object
    grid = [_along(axis.astype(whole, copy=False), place, len(axes)) for place, axis in enumerate(axes)]
    last_use = _last_uses(program)
    values: list[Any] = []
    for place, step in enumerate(program.steps):
        if step.operation == NUMBER:
            values.append(step.number)
        elif step.operation == NAME:
            values.append(grid[step.number])
        else:
            args = [values[arg] for arg in step.args]
            if step.operation in _DIVIDING and step.args[1] in program.divisors:
                args[1] = numpy.where(args[1] == 0, 1, args[1])
            elif step.operation == "^" and step.args[1] in program.exponents:
                args[1] = numpy.maximum(args[1], 0)
            spent = [
                value
                for arg, value in zip(step.args, args, strict=True)
                if last_use[arg] == place and program.steps[arg].operation in _FOLDED
            ]
            values.append(_applied(step.operation, args, spent))
        for arg in step.args:
            if last_use[arg] == place:
                values[arg] = None
    return _holding(program, values), [(values[above], values[below]) for above, below in program.values]


def _along(axis: NDArray[Any], place: int, count: int) -> NDArray[Any]:
    return axis.reshape([-1 if each == place else 1 for each in range(count)])


def _last_uses(program: IntegerProgram) -> list[int]:
    """After which step the value of each is needed no more: memory is for values that are."""
    last = [len(program.steps)] * len(program.steps)
    kept = {place for pair in program.values for place in pair}
    kept.update(program.divisors, program.exponents, (place for _, place in program.relations))
    for place, step in enumerate(program.steps):
        for arg in step.args:
            if arg not in kept:
                last[arg] = place
    return last


def _applied(operation: str, args: list[Any], spent: list[Any]) -> Any:
    """The operation; the arrays of `spent` are needed no more, and one of the result's shape takes it."""
    if operation in _FOLDED:
        apply = _FOLDED[operation]
        shape = numpy.broadcast_shapes(*map(numpy.shape, args))
        first, second, *others = sorted(args, key=numpy.size)
        done = apply(first, second, out=_room(spent, shape) if not others else None)
        for place, other in enumerate(others, 1):
            room = done if numpy.shape(done) == shape else _room(spent, shape) if place == len(others) else None
            done = apply(done, other, out=room)
        return done
    if operation in _DIVIDING:
        return _DIVIDING[operation](*args)
    base, exponent = args
    if type(exponent) is int and 1 < exponent <= _FEW_FACTORS:
        return reduce(numpy.multiply, [base] * exponent)
    return numpy.power(base, exponent)


def _room(spent: list[Any], shape: tuple[int, ...]) -> Any:
    """An array of that shape that may be written over, if there is one."""
    return next((each for each in spent if numpy.shape(each) == shape and shape), None)


_FEW_FACTORS = 4
"""Up to here products are faster than NumPy's powers of whole numbers."""

_DIVIDING: dict[str, numpy.ufunc] = {"//": numpy.floor_divide, "%": numpy.mod}

_FOLDED: dict[str, numpy.ufunc] = {
    "+": numpy.add,
    "*": numpy.multiply,
    "max": numpy.maximum,
    "min": numpy.minimum,
    "gcd": numpy.gcd,
}


def _holding(program: IntegerProgram, values: list[Any]) -> NDArray[Any] | bool:
    """Where there are values and all relations hold; the smallest arrays are joined first."""
    tests = [COMPARED[name](values[place], 0) for name, place in program.relations]
    tests += [values[place] != 0 for place in program.divisors]
    tests += [values[place] >= 0 for place in program.exponents]
    holds: NDArray[Any] | bool = True
    for test in sorted(tests, key=numpy.size):
        holds = numpy.logical_and(holds, test)
    return holds
