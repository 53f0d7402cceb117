"""The Pareto front of configurations: those than which none is better in one respect and as good in the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy

if TYPE_CHECKING:
    from numpy.typing import NDArray

_TRIED = 8
"""By so many good points most others are thrown out before the rest is sorted."""


def front(costs: NDArray[Any]) -> NDArray[Any]:
    """The places of the rows that no other row beats, in order; less is better, and equal rows stay together.

    >>> front(numpy.array([[1, 9], [2, 5], [3, 5], [2, 5], [4, 1]])).tolist()
    [0, 1, 3, 4]
    """
    places = _unbeaten_by_few(costs)
    rows = costs[places]
    order = numpy.lexsort(rows.T[::-1])
    rows = rows[order]
    is_new = numpy.ones(len(rows), bool)
    is_new[1:] = (rows[1:] != rows[:-1]).any(axis=1)
    distinct = rows[is_new]
    kept = _of_two(distinct) if distinct.shape[1] <= 2 else _of_several(distinct)
    found: NDArray[Any] = numpy.sort(places[order[kept[numpy.cumsum(is_new) - 1]]])
    return found


def _unbeaten_by_few(costs: NDArray[Any]) -> NDArray[Any]:
    """The places that are left when some good rows have thrown out what they beat."""
    places = numpy.arange(len(costs))
    for each in range(min(_TRIED, len(costs))):
        rows = costs[places]
        shift, spread = rows.min(axis=0), rows.max(axis=0) - rows.min(axis=0)
        scaled = (rows - shift).astype(float) / numpy.where(spread == 0, 1, spread).astype(float)
        weights = numpy.ones(costs.shape[1])
        weights[each % costs.shape[1]] += each
        best = rows[numpy.argmin(scaled @ weights)]
        is_beaten = (rows >= best).all(axis=1) & (rows != best).any(axis=1)
        if not is_beaten.any() and each >= costs.shape[1]:
            break
        places = places[~is_beaten]
    return places


def _of_two(rows: NDArray[Any]) -> NDArray[Any]:
    """Of distinct rows in order: those whose last cost is less than every one before."""
    last = rows[:, -1]
    kept = numpy.ones(len(rows), bool)
    if rows.shape[1] == 1:
        kept[1:] = False
        return kept
    kept[1:] = last[1:] < numpy.minimum.accumulate(last)[:-1]
    return kept


def _of_several(rows: NDArray[Any]) -> NDArray[Any]:
    """Of distinct rows in order: the first is beaten by none that follows; what it beats is left out, and so on."""
    kept = numpy.zeros(len(rows), bool)
    left = numpy.arange(len(rows))
    while len(left):
        first = left[0]
        kept[first] = True
        left = left[1:]
        left = left[(rows[left] < rows[first]).any(axis=1)]
    return kept
