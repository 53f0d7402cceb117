"""Where a row of values at 0, 1, 2, … whose differences come to an end is at most 0: exactly, and without an end.

A row is held by its `Differences` at 0: ``p(q) = d₀ + d₁·q + d₂·q(q−1)/2 + …``. Those from ``d₁`` on are the row
``p(q + 1) − p(q)``. Where that keeps its sign p only rises or only falls, so it crosses 0 at most once there,
and halving finds the place.

This is no `Polynomial`. A few values of a formula give a row in one class of residues, with no coefficient ever
worked out, which takes ten times as long; and the row that tells where it rises is there already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from symcnn.core.written.arithmetic import Number

Interval = tuple[int, int | None]
"""The first and the last value; None: without end."""

Differences = tuple[Number, ...]
"""Of a row of values, at 0; the last one is not 0."""


def differences(values: Sequence[Number]) -> Differences:
    """The differences of the row that begins with these values, all further ones being 0.

    >>> differences([0, 1, 4, 9])
    (0, 1, 2)
    """
    found: list[Number] = []
    row = list(values)
    while row:
        found.append(row[0])
        row = [after - before for before, after in pairwise(row)]
    while found and found[-1] == 0:
        found.pop()
    return tuple(found)


def value_at(deltas: Differences, place: int) -> Number:
    """The value at a place of the row.

    >>> value_at((0, 1, 2), 12)
    144
    """
    value: Number = 0
    choices = 1
    for order, delta in enumerate(deltas):
        value += choices * delta
        choices = choices * (place - order) // (order + 1)
    return value


def at_most_zero(deltas: Differences, *, strict: bool = False) -> tuple[Interval, ...]:
    """The intervals of whole numbers from 0 on where the row is at most 0, or less than 0.

    >>> at_most_zero(differences([-10, -9, -6, -1]))  # q² − 10
    ((0, 3),)
    >>> at_most_zero(differences([6, 2, 0, 0, 2]))  # (q − 2)(q − 3)
    ((2, 3),)
    """
    holds: Callable[[Number], bool] = (lambda value: value < 0) if strict else (lambda value: value <= 0)
    if len(deltas) <= 1:
        return ((0, None),) if holds(deltas[0] if deltas else 0) else ()
    found: list[Interval] = []
    for first, last in _runs(deltas[1:]):
        part = _part(lambda place: holds(value_at(deltas, place)), first, last, in_the_end=deltas[-1] < 0)
        if part is None:
            continue
        if found and found[-1][1] is not None and part[0] <= found[-1][1] + 1:
            part = (found.pop()[0], part[1])
        found.append(part)
    return tuple(found)


def _runs(deltas: Differences) -> Iterator[Interval]:
    """Intervals that share their ends, on each of which a row with these differences only rises or falls."""
    start = 0
    for first, last in at_most_zero(deltas):
        if first > start:
            yield start, first
        if last is None:
            yield first, None
            return
        yield first, last + 1
        start = last + 1
    yield start, None


def _part(holds: Callable[[int], bool], first: int, last: int | None, *, in_the_end: bool) -> Interval | None:
    """The part of an interval where something holds that begins or ceases to hold at most once in it."""
    begins = holds(first)
    ends = in_the_end if last is None else holds(last)
    if begins == ends:
        return (first, last) if begins else None
    if last is None:
        reach = 1
        while holds(first + reach) == begins:
            reach *= 2
        border = _border(lambda place: holds(place) != begins, first, first + reach)
    else:
        border = _border(lambda place: holds(place) != begins, first, last)
    return (first, border - 1) if begins else (border, last)


def _border(holds: Callable[[int], bool], first: int, last: int) -> int:
    """The first place where something holds that holds not at `first` but at `last`."""
    while last - first > 1:
        middle = (first + last) // 2
        if holds(middle):
            last = middle
        else:
            first = middle
    return last
