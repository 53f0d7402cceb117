"""Which layers of two networks are counterparts: the pairs in order that have the most in common.

Layers that are the same at both ends are counterparts, and in between the best alignment is found by
dynamic programming. Large networks are first cut where a layer of the same name is the same in both, and
only pairs near the diagonal are looked at: `MAX_ALIGNED` bounds the work, never the size of a network.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from symcnn.answers.compare.makeup import Makeup, learns
from symcnn.core.limits import MAX_ALIGNED

Item = tuple[str, int]
"""A name, and the number of what it is the name of."""

Places = tuple[int | None, int | None]

_LEAST_BAND = 16
_NAMESAKE = 3


def aligned(first: Sequence[Item], second: Sequence[Item], likeness: Callable[[int, int], int]) -> list[Places]:
    """The places of counterparts, in the order of both; what has none stands beside None.

    `likeness` says how much two have in common, 0 where they cannot be counterparts.

    >>> aligned([("a", 1), ("b", 2)], [("x", 1), ("y", 5), ("z", 2)], lambda one, other: int(one == other))
    [(0, 0), (None, 1), (1, 2)]
    """
    band = max(_LEAST_BAND, MAX_ALIGNED // (2 * (len(first) + len(second) + 1)))
    matched: list[tuple[int, int]] = []
    start = (0, 0)
    for anchor in (*_anchors(first, second, band), (len(first), len(second))):
        matched += _segment(first, second, start, anchor, likeness, band)
        if anchor[0] < len(first):
            matched.append(anchor)
        start = anchor[0] + 1, anchor[1] + 1
    return _with_gaps(matched, len(first), len(second))


def _anchors(first: Sequence[Item], second: Sequence[Item], band: int) -> list[tuple[int, int]]:
    """The longest row of items that are in both, name and all, in the same order; none for what is small."""
    if max(len(first), len(second)) <= band:
        return []
    places = {item: place for place, item in enumerate(second)}
    shared = [(place, places[item]) for place, item in enumerate(first) if item in places]
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for at, (_, place) in enumerate(shared):
        length = bisect_left(ends, place)
        before.append(tails[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        tails[length : length + 1] = [at]
    row = []
    at = tails[-1] if tails else -1
    while at >= 0:
        row.append(shared[at])
        at = before[at]
    return row[::-1]


def _segment(
    first: Sequence[Item],
    second: Sequence[Item],
    start: tuple[int, int],
    end: tuple[int, int],
    likeness: Callable[[int, int], int],
    band: int,
) -> list[tuple[int, int]]:
    """The counterparts between two anchors."""
    (i, j), (last_i, last_j) = start, end
    head: list[tuple[int, int]] = []
    while i < last_i and j < last_j and first[i] == second[j]:
        head.append((i, j))
        i, j = i + 1, j + 1
    tail: list[tuple[int, int]] = []
    while i < last_i and j < last_j and first[last_i - 1] == second[last_j - 1]:
        last_i, last_j = last_i - 1, last_j - 1
        tail.append((last_i, last_j))
    inner = _best(first[i:last_i], second[j:last_j], likeness, band)
    return [*head, *((i + one, j + other) for one, other in inner), *tail[::-1]]


_BOTH, _FIRST, _SECOND = range(3)


def _best(
    first: Sequence[Item], second: Sequence[Item], likeness: Callable[[int, int], int], band: int
) -> list[tuple[int, int]]:
    """The pairs whose likenesses add up to the most, at most `band` away from the diagonal."""
    if not first or not second:
        return []
    namesakes = {name: place for place, (name, _) in enumerate(second, 1)}
    known: dict[int, dict[int, int]] = {}
    best = [0] * (len(second) + 1)
    filled = 0
    moves: list[tuple[int, bytearray]] = []
    for place, (name, item) in enumerate(first, 1):
        centre = place * len(second) // len(first)
        low, high = max(1, centre - band), min(len(second), centre + band)
        while filled < high:
            filled += 1
            best[filled] = best[filled - 1]
        likenesses = known.setdefault(item, {})
        namesake = namesakes.get(name)
        above_left = left = best[low - 1]
        row = bytearray(high - low + 1)
        for other in range(low, high + 1):
            key = second[other - 1][1]
            like = likenesses.get(key)
            if like is None:
                like = likenesses[key] = likeness(item, key)
            above = best[other]
            both = above_left + like + (_NAMESAKE if other == namesake else 0) if like else -1
            above_left = above
            if both >= above and both >= left:
                left = both
            elif above >= left:
                left, row[other - low] = above, _FIRST
            else:
                row[other - low] = _SECOND
            best[other] = left
        moves.append((low, row))
    return _way_back(moves, len(second))


def _way_back(moves: Sequence[tuple[int, bytearray]], end: int) -> list[tuple[int, int]]:
    pairs = []
    place, other = len(moves), end
    while place and other:
        low, row = moves[place - 1]
        other = min(other, low + len(row) - 1)
        move = row[other - low] if other >= low else _FIRST
        if move == _BOTH:
            pairs.append((place - 1, other - 1))
        place -= move != _SECOND
        other -= move != _FIRST
    return pairs[::-1]


def _with_gaps(matched: Sequence[tuple[int, int]], first: int, second: int) -> list[Places]:
    """The pairs, and beside None what stands between them."""
    found: list[Places] = []
    i = j = 0
    for one, other in (*matched, (first, second)):
        found += [(place, None) for place in range(i, one)]
        found += [(None, place) for place in range(j, other)]
        if one < first:
            found.append((one, other))
        i, j = one + 1, other + 1
    return found


_SAME_KIND = 6
_AKIN = 2
_WITH_PARAMETERS = 4


def likeness(first: Makeup, second: Makeup) -> int:
    """How much two layers have in common; 0 where they cannot be counterparts.

    Counterparts are of kinds with one name; or else of kinds that both have parameters (or both have none) and need an
    argument of the same name, as convolutions and dense layers need N, and have something in common beside that.
    What has parameters counts more than what has none.
    """
    one, other = first.kind, second.kind
    required = {*one.required} & {*other.required}
    alike = (first.sizes == second.sizes) + (first.channels == second.channels)
    arguments = dict(second.arguments)
    equal = [name for name, value in first.arguments if arguments.get(name) == value]
    alike += sum(name in required for name in equal)
    akin = required and alike and learns(one) == learns(other) and one.merges == other.merges
    if one.name != other.name and not akin:
        return 0
    common = (_SAME_KIND if one is other else _AKIN) + alike + len(equal)
    return common * _WITH_PARAMETERS if learns(one) else common
