"""Closed forms of a network: its sizes as one floor each, its totals, and the inputs that fit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from symcnn.answers.closed.alignment import Meeting, meetings
from symcnn.answers.solve.fitting import fitting_of, least_value
from symcnn.answers.solve.open_rounds import rounds_of
from symcnn.answers.solve.size_relations import NoClasses, Solutions, solutions
from symcnn.core.algebra.forms import is_formed
from symcnn.core.algebra.symbolic import added, collected, constant_of, expanded, floor_in, fraction, number_of, written
from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, names, negated, product, reciprocal, total
from symcnn.network.figures.assumptions import Assumption, assumption, bound_of
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.network.figures.quantities import in_last_round, last_map
from symcnn.network.figures.values import Value, as_written, is_number

if TYPE_CHECKING:  # loads SymPy, which a network without letters in its depth does not need
    from symcnn.core.algebra.exact_quotients import Bounds


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

    Raises `Faulty`, as `assumptions_of` does.
    """
    assumptions = assumptions_of(figures, assumed)
    conditions, solved = fitting_of(figures, assumptions)
    fitting = None if solved is None else solved[1]
    if assumptions or not all(is_formed(size) for found in figures.layers for size in found.output):
        from symcnn.network.figures.assumed_figures import under

        told = [*assumptions, *filter(None, map(bound_of, conditions))]
        if solved is not None and solved[1].smallest is not None:
            told.append(Assumption(solved[0], least=solved[1].smallest, most=solved[1].largest))
        figures = under(figures, assumptions, _bounds(figures, told))
    totals = tuple((quantity, _total(figures.total(quantity))) for quantity in TOTALS)
    symbols = {name for expr in (*conditions, *(expr for _, expr in totals)) for name in names(expr)}
    sizes = tuple(_sizes(figures))
    fields = tuple(_fields(figures))
    return ClosedForms(tuple(sorted(symbols)), sizes, fields, totals, conditions, fitting, meetings(figures), assumed)


def assumptions_of(figures: Figures, relations: Sequence[Expr]) -> tuple[Assumption, ...]:
    """What relations assume of the symbols of a network.

    Raises `Faulty` for one that says nothing of a symbol's remainder, bound or value, and where no number meets them.
    """
    found = tuple(assumption(relation, figures.free_symbols()) for relation in relations)
    for name in dict.fromkeys(each.symbol for each in found):
        own = [relation for relation in relations if names(relation) == (name,)]
        with suppress(NoClasses):
            if not solutions(own, name, least_value(figures, name)).classes:
                raise refused("nothing-assumed", name=name, relations=tuple(map(source_text, own)))
    return found


def _bounds(figures: Figures, told: Sequence[Assumption]) -> Bounds:
    """What letters are at least and at most: those that count rounds, inner ones first, then those of the network."""
    from symcnn.core.algebra import convert

    rounds = reversed(tuple(rounds_of(figures).items()))
    found = {convert.symbol(name): (each.first, convert.added([each.last])) for name, each in rounds}
    for name in figures.free_symbols():
        own = [each for each in told if each.symbol == name]
        least = max((each.least for each in own if each.least is not None), default=0)
        most = min((each.most for each in own if each.most is not None), default=None)
        found[convert.symbol(name)] = max(least, least_value(figures, name)), most
    return found


def _fields(figures: Figures) -> Iterator[SeenField]:
    """The receptive field of the last layer whose output is a map; of one in a repetition, after its last round."""
    last = last_map(figures)
    if last is None or last.receptive_field[0] is None:
        return
    views = tuple(zip(last.receptive_field, last.jump, last.starts, strict=True))
    alike = all(view == views[0] for view in views)
    for axis, view in zip(("",) if alike else last.axes, views, strict=False):
        field, jump, start = (
            None if value is None else _total(in_last_round(value, last.repetitions)) for value in view
        )
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
