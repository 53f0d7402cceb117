"""Closed forms of a network: its sizes as one floor each, its totals, and the inputs that fit."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.closed.alignment import Meeting, meetings
from symcnn.answers.solve.fitting import fitting_of
from symcnn.answers.solve.size_relations import Solutions
from symcnn.core.algebra.symbolic import added, collected, constant_of, expanded, floor_in, fraction, number_of, written
from symcnn.core.record import record
from symcnn.core.written.tree import Expr, Num, Op, names, negated, product, reciprocal, total
from symcnn.network.figures.assumptions import assumption
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.network.figures.quantities import in_last_round, last_map
from symcnn.network.figures.values import Value, as_written, is_number


@record
class SizeForm:
    """A layer's size along one axis, and the single window that gives it: R, J, P, its start and the line with them.

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
    start: Value = None


@record
class SeenField:
    """What a unit of the last map sees along one axis, or along all where `axis` is empty.

    `start` is the cell at which the first unit's receptive field begins, counted from 0; None where it is not told.
    """

    layer: str
    axis: str
    receptive_field: Expr
    jump: Expr
    start: Expr | None


@record
class ClosedForms:
    """All closed forms; `fitting` are the inputs that fit where one symbol alone decides, else None.

    `meetings` are the layers that several paths lead to.
    """

    symbols: tuple[str, ...]
    sizes: tuple[SizeForm, ...]
    fields: tuple[SeenField, ...]
    totals: tuple[tuple[str, Expr], ...]
    conditions: tuple[Expr, ...]
    fitting: Solutions | None
    meetings: tuple[Meeting, ...]
    assumed: tuple[Expr, ...] = ()


def closed_forms(figures: Figures, assumed: tuple[Expr, ...] = ()) -> ClosedForms:
    """The closed forms of a network in its free symbols, where what is `assumed` holds as well.

    Raises `Faulty` for an assumption that says nothing of a symbol's remainder.
    """
    free = figures.free_symbols()
    assumptions = tuple(assumption(relation, free) for relation in assumed)
    conditions, solved = fitting_of(figures, assumptions)
    if assumptions:
        from symcnn.network.figures.assumed_figures import under

        figures = under(figures, assumptions)
    fitting = None if solved is None else solved[1]
    totals = tuple((quantity, _total(figures.total(quantity))) for quantity in TOTALS)
    symbols = {name for expr in (*conditions, *(expr for _, expr in totals)) for name in names(expr)}
    sizes = tuple(_sizes(figures))
    fields = tuple(_fields(figures))
    return ClosedForms(tuple(sorted(symbols)), sizes, fields, totals, conditions, fitting, meetings(figures), assumed)


def _fields(figures: Figures) -> Iterator[SeenField]:
    """The receptive field of the last layer whose output is a map; of one in a repetition, after its last round."""
    last = last_map(figures)
    if last is None or last.receptive_field[0] is None:
        return
    views = tuple(zip(last.receptive_field, last.jump, last.starts, strict=True))
    alike = all(view == views[0] for view in views)
    for axis, view in zip(("",) if alike else last.axes, views, strict=False):
        field, jump, start = (None if value is None else _total(in_last_round(value, last)) for value in view)
        if field is not None and jump is not None:
            yield SeenField(last.layer.name, axis, field, jump, start)


def _total(value: Value) -> Expr:
    if value is None or is_number(value):
        return as_written(value)
    return _over_one(value) or collected(value)


def _over_one(value: Value) -> Expr | None:
    """``(I − 10)/4`` for I/4 − 5/2; None where the constant term is whole."""
    if constant_of(expanded(value)).denominator == 1:
        return None
    above, divisor = fraction(value)
    below = number_of(divisor)
    return None if below is None else product(collected(expanded(above)), reciprocal(Num(below)))


def _seen(value: Value) -> Value:
    """A figure of the way to a layer, whose powers of rounds are put together."""
    return value if value is None or is_number(value) else expanded(value)


def _sizes(figures: Figures) -> Iterator[SizeForm]:
    """One form for each layer that changes a size, an axis at a time where axes differ."""
    start = figures.layers[0].shared.size
    for found in figures.layers[1:]:
        sizes = found.shared.size
        if not sizes or any(source.shared.size == sizes for source in found.inputs):
            continue
        same = len(set(sizes)) == 1 and len(set(start)) == 1
        for place, size in enumerate(sizes[:1] if same else sizes):
            target = "O" if same else "O" + found.axes[place]
            yield _form(found, target, size, start[place] if len(start) == len(sizes) else 1, place)


def _form(found: LayerFigures, target: str, size: Value, start: Value, place: int) -> SizeForm:
    field, jump = found.receptive_field[place], found.jump[place]
    padding, window = None, None
    if not found.is_grown and isinstance(field, int) and isinstance(jump, int) and not is_number(start):
        padding, window = _window(size, start, field, jump)
    view = _seen(field), _seen(jump)
    return SizeForm(found.layer.name, target, _total(size), *view, padding, window, _seen(found.starts[place]))


def _window(size: Value, start: Value, field: int, jump: int) -> tuple[int | None, Expr | None]:
    """The padding P for which the size is ``⌊(I + P − R)/J⌋ + 1``, and this."""
    padding = _padding(size, start, field, jump)
    if padding is None:
        return None, None
    line = total(written(start), Num(padding), negated(Num(field)))
    return padding, total(Op("floor", (product(line, reciprocal(Num(jump))),)), Num(1))


def _padding(size: Value, start: Value, field: int, jump: int) -> int | None:
    """``⌊(I + a)/J⌋ + b = ⌊(I + P − R)/J⌋ + 1`` for P = a + b·J + R − J."""
    shift, above, below = floor_in(size)
    before = number_of(added([above, -1 * start]))
    if below != jump or before is None:
        return None
    return int(before + shift * jump + field - jump)
