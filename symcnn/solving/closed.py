"""Closed forms of a network: its sizes as one floor each, its totals, and the inputs that fit."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.algebra.convert import added, expanded, from_sympy, to_sympy
from symcnn.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.figures.values import Value, as_written, is_number
from symcnn.record import record
from symcnn.solving.classes import NotLinear, Solutions, solutions
from symcnn.written.arithmetic import TooLarge
from symcnn.written.tree import Expr, Num, Op, Sym, names, negated, product, reciprocal, total


@record
class SizeForm:
    """A layer's size along one axis, and the single window that gives it: R, J, P and the line with them.

    `window` is ``⌊(I + P − R)/J⌋ + 1`` with its numbers, or None where the way to the layer is no
    chain of windows.
    """

    layer: str
    target: str
    size: Expr
    receptive_field: Value
    jump: Value
    padding: int | None
    window: Expr | None


@record
class ClosedForms:
    """All closed forms; `fitting` are the inputs that fit where one symbol alone decides, else None."""

    symbols: tuple[str, ...]
    sizes: tuple[SizeForm, ...]
    totals: tuple[tuple[str, Expr], ...]
    conditions: tuple[Expr, ...]
    fitting: Solutions | None


def closed_forms(figures: Figures) -> ClosedForms:
    """The closed forms of a network in its free symbols."""
    conditions = tuple(dict.fromkeys(conditions_of(figures)))
    free = tuple(sorted({name for condition in conditions for name in names(condition)}))
    fitting = None
    if len(free) == 1:
        try:
            fitting = solutions(conditions, free[0])
        except NotLinear:
            fitting = None
    totals = tuple((quantity, _total(figures.total(quantity))) for quantity in TOTALS)
    symbols = {name for _, expr in totals for name in names(expr)} | set(free)
    return ClosedForms(tuple(sorted(symbols)), tuple(_sizes(figures)), totals, conditions, fitting)


def conditions_of(figures: Figures) -> Iterator[Expr]:
    """What must hold for every layer: its own conditions, and that no size vanishes."""
    for found in figures.layers:
        yield from found.shared.conditions
        for size in found.shared.size:
            if not is_number(size):
                yield Op(">=", (from_sympy(size), Num(1)))


def _total(value: Value) -> Expr:
    if value is None or is_number(value):
        return as_written(value)
    try:
        return from_sympy(expanded(value))
    except TooLarge:
        return from_sympy(value)


def _sizes(figures: Figures) -> Iterator[SizeForm]:
    """One form for each layer that changes a size, an axis at a time where axes differ."""
    start = figures.layers[0].shared.size
    for found in figures.layers[1:]:
        sizes = found.shared.size
        if not sizes or any(source.shared.size == sizes for source in found.inputs):
            continue
        same = len(set(sizes)) == 1 and len(set(start)) == 1
        for place, size in enumerate(sizes[:1] if same else sizes):
            target = "O" if same else "O" + figures.axes[place]
            yield _form(found, target, size, start[place], place)


def _form(found: LayerFigures, target: str, size: Value, start: Value, place: int) -> SizeForm:
    field, jump = found.receptive_field[place], found.jump[place]
    padding, window = None, None
    if not found.is_grown and isinstance(field, int) and isinstance(jump, int) and not is_number(start):
        padding, window = _window(size, start, field, jump)
    return SizeForm(found.layer.name, target, as_written(size), field, jump, padding, window)


def _window(size: Value, start: Value, field: int, jump: int) -> tuple[int | None, Expr | None]:
    """The padding P for which the size is ``⌊(I + P − R)/J⌋ + 1``; judged by the algebra, not assumed."""
    letter = from_sympy(start)
    for padding in _candidates(size, start, field, jump):
        line = total(letter, Num(padding), negated(Num(field)))
        window = total(Op("floor", (product(line, reciprocal(Num(jump))),)), Num(1))
        if expanded(added([size, -1 * to_sympy(window)])) == 0:
            return padding, window
    return None, None


def _candidates(size: Value, start: Value, field: int, jump: int) -> Iterator[int]:
    """P from the value at one input: each P in a row of J values gives the same size there."""
    names_of_start = [str(name) for name in start.free_symbols]
    if len(names_of_start) != 1:
        return
    point = {Sym(names_of_start[0]).name: 1_000 * jump}
    from symcnn.written.arithmetic import value_of

    outer = int(value_of(from_sympy(size), point))
    inner = int(value_of(from_sympy(start), point))
    first = (outer - 1) * jump - inner + field
    yield from range(first, first + jump)
