"""Expressions in whole numbers as one straight line of steps: plain data that runs on integers and on arrays alike.

A step is made once however often its value is used. Nothing is written as code and run: a step names an operation of
`RUN`, and the earlier steps whose values it takes. A quotient is kept as two whole numbers until it is asked for.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Any

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, exact

NUMBER, NAME = "number", "name"


@record
class ProgramStep:
    """One value: an `operation` on the steps at the places `args`, or a `number`, or the name at that place."""

    operation: str
    args: tuple[int, ...]
    number: int = 0


@record
class IntegerProgram:
    """Values and relations in whole numbers for `names`.

    `values` are pairs of steps, numerator and denominator; `relations` an operation and a step that is compared with 0;
    `divisors` the steps that must not be 0 and `exponents` those that must not be negative, else nothing has a value.
    """

    names: tuple[str, ...]
    steps: tuple[ProgramStep, ...]
    values: tuple[tuple[int, int], ...]
    relations: tuple[tuple[str, int], ...]
    divisors: tuple[int, ...]
    exponents: tuple[int, ...]


class NoProgram(ValueError):
    """The expression is none of whole numbers."""


COMPARED: Mapping[str, Callable[[Any, int], Any]] = {
    "=": lambda value, zero: value == zero,
    "<=": lambda value, zero: value <= zero,
    ">=": lambda value, zero: value >= zero,
    "<": lambda value, zero: value < zero,
    ">": lambda value, zero: value > zero,
}

RUN: Mapping[str, Callable[..., Any]] = {
    "+": lambda *args: sum(args),
    "*": lambda *args: math.prod(args),
    "^": lambda base, exponent: base**exponent,
    "//": lambda above, below: above // below,
    "%": lambda above, below: above % below,
    "max": max,
    "min": min,
    "gcd": math.gcd,
}
"""The operations on Python's integers."""


class IntegerRun:
    """A program made ready for one configuration after another."""

    def __init__(self, program: IntegerProgram) -> None:
        self.program = program
        self._start = [step.number if step.operation == NUMBER else 0 for step in program.steps]
        self._names = [(place, step.number) for place, step in enumerate(program.steps) if step.operation == NAME]
        self._guards = frozenset((*program.divisors, *program.exponents))
        self._work = tuple(
            (place, RUN[step.operation], step.args) for place, step in enumerate(program.steps) if step.operation in RUN
        )

    def __call__(self, given: Sequence[int]) -> tuple[Number, ...] | None:
        """The values for these values of the names; None where a relation does not hold, or nothing has a value."""
        values = self._start.copy()
        for place, name in self._names:
            values[place] = given[name]
        try:
            for place, operation, args in self._work:
                values[place] = operation(*[values[arg] for arg in args])
        except ZeroDivisionError:
            return None
        program = self.program
        if any(values[place] < 0 for place in program.exponents) or any(
            values[place] == 0 for place in program.divisors
        ):
            return None
        if not all(COMPARED[name](values[place], 0) for name, place in program.relations):
            return None
        return tuple(_quotient(values[above], values[below]) for above, below in program.values)


def _quotient(above: int, below: int) -> Number:
    return above if below == 1 else exact(Fraction(above, below))
