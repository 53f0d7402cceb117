"""Figures of a network with free symbols as a program, which gives them for one configuration after another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from symcnn.answers.solve.fitting import conditions_of
from symcnn.core.algebra.integer_program import IntegerProgram
from symcnn.core.algebra.program_builder import integer_program
from symcnn.core.algebra.symbolic import fraction, is_whole, written
from symcnn.core.limits import MAX_LAYERS
from symcnn.core.written.tree import ONE, Expr, Num, Op, names, negated, product, reciprocal, total
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value, is_number, needs_values

Relation = tuple[str, Expr]
"""A relation to 0: its sign, and what stands before it."""


def compiled(
    figures: Figures, free: Sequence[str], values: Iterable[Value], wanted: Iterable[Relation] = ()
) -> IntegerProgram:
    """The program of these values; it gives none where the network does not fit or what is wanted does not hold.

    It is right where no symbol is negative and none has a value of `special_values`.

    Raises `NoProgram` where there is none in these symbols, `Faulty` where others have no values.
    """
    exprs = [written(value) for value in values]
    relations = (*fitting_relations(figures), *wanted)
    every = (*exprs, *(expr for _, expr in relations))
    left = {name for expr in every for name in names(expr)}.difference(free)
    rounds = {repetition.index for found in figures.layers for repetition in found.repetitions}
    if left - rounds:
        raise needs_values(sorted(left - rounds))
    return integer_program(free, exprs, relations)


def fitting_relations(figures: Figures) -> Iterator[Relation]:
    """What must hold for the network to fit together, its arguments being whole numbers."""
    yield from _written(conditions_of(figures))
    yield from _whole_arguments(figures)


def to_zero(name: str, sides: Sequence[Expr]) -> Iterator[Relation]:
    """A chain of relations between expressions, each as one to 0."""
    for left, right in pairwise(sides):
        yield name, total(left, negated(right))


def _written(conditions: Iterable[Expr]) -> Iterator[Relation]:
    for condition in dict.fromkeys(conditions):
        if isinstance(condition, Op):
            yield from to_zero(condition.name, condition.args)


def _whole_arguments(figures: Figures) -> Iterator[Relation]:
    """That arguments are whole numbers, and that repetitions have some rounds, and no more layers than a file may."""
    for value in dict.fromkeys(_arguments(figures)):
        if not is_whole(value):
            above, below = map(written, fraction(value))
            rounded = Op("floor", (product(above, reciprocal(below)),))
            yield "=", total(above, negated(product(below, rounded)))
    for loop in figures.network.loops:
        for repetition in figures.layers[loop.start].repetitions if loop.start < len(figures.layers) else ():
            yield from to_zero("<=", (ONE, written(repetition.count), Num(MAX_LAYERS // (loop.end - loop.start))))


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
