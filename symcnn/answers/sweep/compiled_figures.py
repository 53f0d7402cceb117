"""Figures of a network with free symbols as a program, which gives them for one configuration after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from symcnn.answers.solve.fitting import conditions_of
from symcnn.core.algebra.convert import added, fraction, to_sympy
from symcnn.core.algebra.functions import integer_valued, modulo
from symcnn.core.algebra.integer_program import IntegerProgram
from symcnn.core.algebra.program_builder import integer_program
from symcnn.core.limits import MAX_LAYERS
from symcnn.core.text.fault import refused
from symcnn.core.written.tree import Expr, Op
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value, is_number

Relation = tuple[str, Value]
"""A relation to 0: its sign, and what stands before it."""


def compiled(
    figures: Figures, names: Sequence[str], values: Iterable[Value], wanted: Iterable[Relation] = ()
) -> IntegerProgram:
    """The program of these values; it gives none where the network does not fit or what is wanted does not hold.

    It is right where no symbol is negative and none has a value of `special_values`.

    Raises `NoProgram` where there is none in these symbols, `Faulty` where others have no values.
    """
    exprs = [added([value]) for value in values]
    relations = (*_written(conditions_of(figures)), *_whole_arguments(figures), *wanted)
    every = (*exprs, *(expr for _, expr in relations))
    left = {symbol.name for expr in every for symbol in expr.free_symbols}.difference(names)
    rounds = {repetition.index for found in figures.layers for repetition in found.repetitions}
    if left - rounds:
        unknown = tuple(sorted(left - rounds))
        raise refused("needs-values", names=unknown, example=unknown[0])
    return integer_program(names, exprs, relations)


def to_zero(name: str, sides: Sequence[Value]) -> Iterator[Relation]:
    """A chain of relations between values, each as one to 0."""
    for left, right in pairwise(sides):
        yield name, added([left, -1 * added([right])])


def _written(conditions: Iterable[Expr]) -> Iterator[Relation]:
    for condition in dict.fromkeys(conditions):
        if isinstance(condition, Op):
            yield from to_zero(condition.name, [to_sympy(side) for side in condition.args])


def _whole_arguments(figures: Figures) -> Iterator[Relation]:
    """That arguments are whole numbers, and that repetitions have some rounds, and no more layers than a file may."""
    for value in dict.fromkeys(_arguments(figures)):
        expr = added([value])
        above, below = fraction(expr)
        if not integer_valued(expr):
            yield "=", modulo(above, below)
    for loop in figures.network.loops:
        for repetition in figures.layers[loop.start].repetitions if loop.start < len(figures.layers) else ():
            yield from to_zero("<=", (1, repetition.count, MAX_LAYERS // (loop.end - loop.start)))


def _arguments(figures: Figures) -> Iterator[Value]:
    for found in figures.layers:
        for name in found.layer.kind.parameters:
            if name != "rate":
                for target, value in found.shared.values.items():
                    if (target == name or target.startswith(f"{name}_")) and value is not None and not is_number(value):
                        yield value
        for repetition in found.repetitions:
            if not is_number(repetition.count):
                yield repetition.count
