"""Which figures of a summary's rows are slips: the fewest without which the rows come out, and the total decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product as combinations

from symcnn.check.edits.edits import slip
from symcnn.check.readings.summaries.fits import counts_for
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Fit, Level, counts_of
from symcnn.check.readings.summaries.summary_table import NO_CHANGES, Changes, SummaryTable
from symcnn.documents.reading.print_rows import Shape

_MOST_SLIPS = 3
"""So many wrong figures are looked for, in a summary and where rows hang together."""
_MOST_FAILING = 8
"""So many rows that hang together may fail by a few slips."""
_MOST_WAYS = 512
"""So many ways to mend the rows are held against the total."""
Way = tuple[tuple[int, int], Changes]
"""Changes that mend rows, and how strange they leave them: in what is seldom seen, and in arguments."""


def mended(table: SummaryTable, fits: Sequence[Fit], missing: set[int]) -> Changes:
    """The figures whose correction alone makes rows come out that fail.

    Rows that hang together are mended by themselves, by as few slips as will do. Of several ways the totals decide,
    from which the sum of the rows is `missing` so much, then what is seen most often; what adds up as it is printed
    is no wrong number of parameters.
    """
    failing = {at for at, fit in enumerate(fits) if fit.fails}
    groups = [_ways(table, fits, rows) for rows in _hanging_together(table, failing)]
    if 0 in missing:
        groups = [[one for one in ways if difference(table, one[1]) == 0] for ways in groups]
    told = [ways for ways in groups if ways]
    every = [one for _, one in zip(range(_MOST_WAYS), combinations(*told), strict=False)]
    agreeing = [ways for ways in every if sum(difference(table, way) for _, way in ways) in missing]
    if len(told) < len(groups) or not agreeing:
        agreeing = every
    least = min((_strangeness_of_all(ways) for ways in agreeing), default=(0, 0))
    best = [ways for ways in agreeing if _strangeness_of_all(ways) == least]
    found: dict[int, int | Shape] = {}
    for _, way in best[0] if best else ():
        for at, value in way.items():
            if all(any(other.get(at) == value for _, other in ways) for ways in best):
                found[at] = value
    return found if len(found) <= _MOST_SLIPS else NO_CHANGES


def _strangeness_of_all(ways: Sequence[Way]) -> tuple[int, int]:
    return sum(strange for (strange, _), _ in ways), sum(arguments for (_, arguments), _ in ways)


def difference(table: SummaryTable, changes: Changes) -> int:
    """How many parameters more the changed rows have."""
    return sum(value - (table.params[at] or 0) for at, value in changes.items() if isinstance(value, int))


def _hanging_together(table: SummaryTable, failing: set[int]) -> list[set[int]]:
    """The rows that fail in groups: rows that a wrong figure of one row may be behind are in one."""
    groups: list[tuple[set[int], set[int]]] = []
    for at in sorted(failing):
        rows, around = {at}, {*table.around(at)}
        apart = []
        for others, places in groups:
            if places & around:
                rows, around = rows | others, around | places
            else:
                apart.append((others, places))
        groups = [*apart, (rows, around)]
    return [rows for rows, _ in groups]


def _ways(table: SummaryTable, fits: Sequence[Fit], rows: set[int]) -> list[Way]:
    """The ways to mend these rows by as few slips as will do, those first that leave the least that is strange.

    Where rows are odd and none impossible, only a map that alone is not square is taken for a slip, of which another
    row tells as well, or a number of parameters.
    """
    if len(rows) > _MOST_FAILING:
        return []
    are_odd = all(fits[at].level is Level.ODD for at in rows)
    are_biased = all(fit.has_biases is not False for fit in fits)
    for most in range(1, _MOST_SLIPS + 1):
        found: dict[frozenset[tuple[int, int | Shape]], Changes] = {}
        for way in _search(table, NO_CHANGES, rows, most):
            if any(_is_drawn_along(table, at, one) for at, one in way.items()):
                continue
            if not are_odd or _is_told(table, way) or _makes_square(table, way):
                found[frozenset(way.items())] = way
        if found:
            ways = [(_strangeness(table, way, are_biased=are_biased), way) for way in found.values()]
            return sorted(ways, key=lambda one: one[0])
    return []


def _search(table: SummaryTable, changes: Changes, failing: set[int], left: int) -> Iterator[Changes]:
    """The ways to mend the rows that fail: the first of them by one slip in it or before it, then the others."""
    if not failing:
        yield changes
    if not failing or not left:
        return
    first = min(failing)
    for at in table.around(first):
        after = table.outputs.get(at, ())
        for value in _slips(table, at, changes, counted=at == first) if at not in changes else ():
            new = {**changes, at: value}
            if not _comes_out(table, first, new):
                continue
            sound = (place for place in (at, *after) if place not in failing)
            if all(table.fit(one, new).level >= min(table.fit(one, changes).level, Level.WEAK) for one in sound):
                still = {one for one in failing if one not in (at, *after) or not _comes_out(table, one, new)}
                yield from _search(table, new, still, left - 1)


def _comes_out(table: SummaryTable, at: int, changes: Changes) -> bool:
    """Whether a row follows in a usual way; where functions may stand between rows, it must follow without them."""
    fit = table.fit(at, changes)
    return fit.is_usual and fit.level >= (Level.GOOD if table.place(at).loose else Level.WEAK)


def _strangeness(table: SummaryTable, way: Changes, *, are_biased: bool) -> tuple[int, int]:
    """How much a way leaves that is seldom seen: odd layers, oblong maps, counts that are no slips; then arguments.

    Where all other rows `are_biased`, a layer without biases is odd.
    """
    touched = {place for at in way for place in (at, *table.outputs.get(at, ()))}
    fits = [table.fit(at, way) for at in touched]
    odd = [fit.level < Level.GOOD or not fit.is_usual or (are_biased and fit.has_biases is False) for fit in fits]
    oblong = [len({*table.split(shape)[0]}) > 1 for shape in way.values() if isinstance(shape, tuple)]
    shapes = {at: one for at, one in way.items() if isinstance(one, tuple) and table.outputs.get(at)}
    untold = [not _comes_in(table, at, shape) for at, shape in shapes.items()]
    other = [not _is_slip(count, table.params[at] or 0) for at, count in way.items() if isinstance(count, int)]
    return sum((*odd, *oblong, *untold, *other)), sum(fit.layer.departures for fit in fits if fit.layer)


def _is_slip(right: int, printed: int) -> bool:
    return slip(str(right), str(printed)) is not None


def _slips(table: SummaryTable, at: int, changes: Changes, *, counted: bool) -> Iterator[int | Shape]:
    """What may be right in a row that one slip changed: its shape, or its parameters where they are `counted`."""
    params, shape = table.params[at], table.shapes[at] or ()
    if counted and params is not None:
        place = table.place(at, changes)
        counts = dict.fromkeys(counts_for(place))
        slips = [count for count in counts if count != params and _is_slip(count, params)]
        is_told = bool(counts_of(place.kernel, (None, *place.output))) or (place.kind and not place.kind.stores)
        is_told = is_told or (place.form is RowForm.UNITS and not place.loose)
        yield from slips or ([*counts][:1] if is_told and params not in counts else [])
    yield from near_shapes(shape)
    sides, channels = table.split(shape)
    if len(sides) > 1 and len({*sides}) == 1:
        for value in _near(sides[0]):
            square = (value,) * len(sides)
            yield (channels, *square) if table.first else (*square, channels)


def _is_drawn_along(table: SummaryTable, at: int, value: int | Shape) -> bool:
    """Whether a square map of which no input is known would be oblong, as the next row has it: that one is wrong."""
    if isinstance(value, int) or table.place(at).before is not None:
        return False
    return len({*table.split(table.shapes[at])[0]}) < 2 <= len({*table.split(value)[0]})


def _is_told(table: SummaryTable, way: Changes) -> bool:
    """Whether a row after the changed ones prints their shapes as what comes in; counts need an input beyond doubt."""
    return all(
        _comes_in(table, at, value) if isinstance(value, tuple) else not table.place(at).loose
        for at, value in way.items()
    )


def _comes_in(table: SummaryTable, at: int, shape: Shape) -> bool:
    inputs = (table.summary.rows[after].input for after in table.outputs.get(at, ()))
    return any(one is not None and one[1:] == shape for one in inputs)


def _makes_square(table: SummaryTable, way: Changes) -> bool:
    """Whether the only maps that are not square become so, and more rows come out better by that than the changed."""
    touched = {place for at in way for place in (at, *table.outputs.get(at, ()))}
    pairs = [(table.fit(at), table.fit(at, way)) for at in touched]
    better = sum((new.level, new.is_usual) > (old.level, old.is_usual) for old, new in pairs)
    changed = (way.get(at, shape) for at, shape in enumerate(table.shapes))
    maps = [table.split(shape)[0] for shape in changed if isinstance(shape, tuple)]
    return better > len(way) and all(len({*sides}) < 2 for sides in maps)


def near_shapes(shape: Shape) -> Iterator[Shape]:
    """The shapes of which one size is parted from this one's by a slip of the pen."""
    for axis, size in enumerate(shape):
        yield from ((*shape[:axis], value, *shape[axis + 1 :]) for value in _near(size))


def _near(size: int | None) -> tuple[int, ...]:
    """The numbers that one slip of the pen makes this one of."""
    digits = "" if size is None or size < 0 else str(size)
    found = set()
    for at in range(len(digits) + 1 if digits else 0):
        for digit in "0123456789":
            found.add(digits[:at] + digit + digits[at:])
            found.add(digits[:at] + digit + digits[at + 1 :])
        found.add(digits[:at] + digits[at + 1 :])
        found.add(digits[:at] + digits[at + 1 : at + 2] + digits[at : at + 1] + digits[at + 2 :])
    return tuple(sorted({int(text) for text in found if text and text[0] != "0"} - {size}))
