"""What may stand for the letters of counts of layers in the rows of a table, and what each choice comes to in a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import accumulate

from symcnn.check.tables.column_numbers import NOWHERE, NumberTable, Variable, fixed_variable
from symcnn.core.record import record

_WINDOWS = (9, 1, 25, 49, 4, 16, 3, 5, 7, 27, 121)
"""How many places a window has that nobody tells."""
_FEW_WINDOWS, _GROUPED_WINDOWS = (9, 25), (9, 1)
_EXPANSIONS = (6, 4, 3, 2)
QUARTER = 4
"""A bottleneck has a quarter of the channels that it gives."""
MOST_COLOURS = 3
_REPEATED = ((2, 0.0), (3, 0.5))
"""How often a block may be repeated where no row tells it, and how many digits that costs."""
_FAR_LESS = 8
"""Biases are so many times less than the parameters at least."""

Choice = tuple[str, Variable, Variable, Variable, Variable, Variable, int, int]
"""A block, what comes in and out, the window, the groups, how often the block is repeated, by how much it widens, the
numbers of each map."""
Block = tuple[tuple[str, str, str, str, str], ...]

BLOCKS: Mapping[str, Block] = {
    "conv": (("conv", "C", "N", "A", "1"),),
    "depthwise": (("depthwise", "C", "C", "A", "1"),),
    "run": (("conv", "C", "N", "A", "1"), ("conv", "N", "N", "A", "R-1")),
    "narrowed": (("conv", "C", "N", "A", "1"), ("conv", "N", "N", "1", "1")),
    "led": (("conv", "C", "N", "1", "1"), ("conv", "N", "N", "A", "1")),
    "separable": (
        ("depthwise", "C", "C", "A", "1"), ("conv", "C", "N", "1", "1"),
        ("depthwise", "N", "N", "A", "R-1"), ("conv", "N", "N", "1", "R-1"),
    ),
    "inverted": (("conv", "C", "E", "1", "1"), ("depthwise", "E", "E", "A", "1"), ("conv", "E", "N", "1", "1")),
    "basic": (("conv", "C", "N", "A", "1"), ("conv", "N", "N", "A", "2R-1"), ("projection", "C", "N", "1", "1")),
    "bottleneck": (
        ("conv", "C", "H", "1", "1"), ("conv", "N", "H", "1", "R-1"), ("conv", "H", "H", "A", "R"),
        ("conv", "H", "N", "1", "R"), ("projection", "C", "N", "1", "1"),
    ),
}  # fmt: skip
"""Layers that are counted together: the kind of each, the channels that come in and out, the places of its window, and
how many of them there are where the block is repeated R times; a projection is one where the channels differ."""
Counting = Callable[[int, int, int, int, int, int], int]
"""What a block comes to, by what comes in and out, the places of its window, the numbers of each map besides its
weights, by how much it widens, and how often it is repeated."""
COUNTED: Mapping[str, Counting] = {
    "conv": lambda come, gone, area, mode, _wider, _times: (area * come + mode) * gone,
    "depthwise": lambda come, _gone, area, mode, _wider, _times: (area + mode) * come,
    "run": lambda come, gone, area, mode, _wider, times: (
        area * gone * (come + (times - 1) * gone) + times * mode * gone
    ),
    "narrowed": lambda come, gone, area, mode, _wider, _times: gone * (area * come + gone) + 2 * mode * gone,
    "led": lambda come, gone, area, mode, _wider, _times: gone * (come + area * gone) + 2 * mode * gone,
    "separable": lambda come, gone, area, mode, _wider, times: (
        (area + gone + mode) * (come + (times - 1) * gone) + times * mode * gone
    ),
    "inverted": lambda come, gone, area, mode, wider, _times: (
        come * wider * (come + area + gone + 2 * mode) + mode * gone
    ),
    "basic": lambda come, gone, area, mode, _wider, times: (
        area * gone * (come + (2 * times - 1) * gone) + 2 * times * mode * gone + _projected(come, gone, mode)
    ),
    "bottleneck": lambda come, gone, area, mode, _wider, times: (
        0 if gone % QUARTER else
        (gone // QUARTER) * (come + (2 * times - 1) * gone + times * area * (gone // QUARTER))
        + times * mode * (gone + 2 * (gone // QUARTER)) + _projected(come, gone, mode)
    ),
}  # fmt: skip
"""What blocks come to."""
MODES = (0, 1, 2)
"""How many numbers each map has besides its weights: none, a bias, a factor and a shift."""


def _projected(come: int, gone: int, mode: int) -> int:
    """What a layer of single places comes to that brings a shortcut to other channels."""
    return (come + mode) * gone if come != gone else 0


@record
class Wanted:
    """Counts that are looked for, and where stretches of such counts begin and end in turn."""

    exact: frozenset[int]
    bounds: Sequence[int]

    def among(self, counts: Sequence[int]) -> Sequence[tuple[int, int]]:
        """Those that are among these, each with its place."""
        if not self.bounds and self.exact.isdisjoint(counts):
            return ()
        return [
            (place, count)
            for place, count in enumerate(counts)
            if count in self.exact or bisect_right(self.bounds, count) % 2
        ]


@record
class Choices:
    """The choices of a table, each at its place: first those of layers with what comes in and out, then those of layers
    that keep their channels, then the figures themselves.

    `pairs` are what comes in and out, with the numbers of each map; `starts` is where the choices of each begin, and
    those of all that follows. `areas`, `few` and `grouped` are the windows of layers, of those in blocks and in groups;
    `blocks` are those that are counted for each window, how often each is repeated, and by how much it widens; `unit`
    and `none` stand for what a choice has not.
    """

    table: NumberTable
    pairs: tuple[tuple[Variable, Variable, int], ...]
    starts: tuple[int, ...]
    areas: tuple[Variable, ...]
    few: tuple[Variable, ...]
    grouped: tuple[Variable, ...]
    blocks: tuple[tuple[str, Variable, int], ...]
    unit: Variable
    none: Variable

    def at(self, place: int) -> Choice:
        """The choice at a place."""
        own, unit, run = self.table.own, self.unit, bisect_right(self.starts, place) - 1
        rest = place - self.starts[run]
        if run < len(self.pairs):
            return self._of_pair(*self.pairs[run], rest)
        if rest < (kept := len(own) * len(self.areas) * len(MODES)):
            owner, (area, mode) = rest // (kept // len(own)), divmod(rest % (kept // len(own)), len(MODES))
            return "depthwise", own[owner], own[owner], self.areas[area], unit, unit, 1, mode
        figure, less = divmod(rest - kept, 1 + len(own))
        return "figure", self.table.figures[figure], own[less - 1] if less else self.none, unit, unit, unit, 1, 0

    def _of_pair(self, entering: Variable, leaving: Variable, mode: int, rest: int) -> Choice:
        if rest < len(self.areas):
            return "conv", entering, leaving, self.areas[rest], self.unit, self.unit, 1, mode
        rest -= len(self.areas)
        if _is_told(entering, leaving):
            window, place = divmod(rest, len(self.blocks))
            if window < len(self.few):
                block, repeat, wider = self.blocks[place]
                return block, entering, leaving, self.few[window], self.unit, repeat, wider, mode
            rest -= len(self.few) * len(self.blocks)
        group, area = divmod(rest, len(self.grouped))
        return "conv", entering, leaving, self.grouped[area], self.table.groups[group], self.unit, 1, mode

    def counts(self, row: int, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """The wanted counts that choices come to in a row, each with the place of its choice.

        Choices with the same numbers in the row come to the same counts.
        """
        windows = [[one.values[row] for one in those] for those in (self.areas, self.few, self.grouped)]
        groups = [one.values[row] for one in self.table.groups]
        blocks = [(COUNTED[block], wider, repeat.values[row]) for block, repeat, wider in self.blocks]
        known: dict[tuple[int, int, int, bool], Sequence[tuple[int, int]]] = {}
        for (entering, leaving, mode), start in zip(self.pairs, self.starts, strict=False):
            come, gone = entering.values[row], leaving.values[row]
            if not (come and gone):
                continue
            numbers = come, gone, mode, _is_told(entering, leaving)
            if (found := known.get(numbers)) is None:
                found = known[numbers] = wanted.among(_of_pair(*numbers, windows, groups, blocks))
            for place, count in found:
                yield start + place, count
        for place, count in wanted.among([*self._of_own(row, windows[0])]):
            yield self.starts[-1] + place, count

    def _of_own(self, row: int, areas: Sequence[int]) -> Iterator[int]:
        """What layers that keep their channels come to, and the figures of a row."""
        own = [one.values[row] for one in self.table.own]
        for value in own:
            yield from ((area + mode) * value if area else 0 for area in areas for mode in MODES)
        for figure in self.table.figures:
            whole = figure.values[row]
            yield whole
            for one, less in zip(self.table.own, own, strict=True):
                is_less = one.column != figure.column and 0 < _FAR_LESS * less < whole
                yield whole - less if is_less else 0


def _of_pair(
    come: int, gone: int, mode: int, is_told: bool, windows: Sequence[Sequence[int]], groups: Sequence[int],
    blocks: Sequence[tuple[Counting, int, int]],
) -> list[int]:  # fmt: skip
    """What the choices of channels that come in and out come to."""
    areas, few, grouped = windows
    both, more = come * gone, mode * gone
    found = [area * both + more if area else 0 for area in areas]
    for area in few if is_told else ():
        found += [
            count(come, gone, area, mode, wider, times) if area > 1 and times else 0 for count, wider, times in blocks
        ]
    for parts in groups if mode < max(MODES) else ():
        divides = parts and come % parts == 0
        found += [area * (both // parts) + more if divides and area else 0 for area in grouped]
    return found


def choices_of(table: NumberTable) -> Choices:
    """The choices of a table."""
    areas, few, grouped = map(tuple, _windows(table))
    pairs = tuple((entering, leaving, mode) for entering, leaving in table.channels for mode in _modes(leaving))
    in_groups = len(table.groups) * len(grouped)
    unit, none = (fixed_variable(value, len(table.rows)) for value in (1, 0))
    blocks = tuple(_blocks(table, unit))
    sizes = (
        len(areas) + len(few) * len(blocks) * _is_told(entering, leaving) + in_groups * (mode < max(MODES))
        for entering, leaving, mode in pairs
    )
    return Choices(table, pairs, tuple(accumulate(sizes, initial=0)), areas, few, grouped, blocks, unit, none)


def _blocks(table: NumberTable, unit: Variable) -> Iterator[tuple[str, Variable, int]]:
    """The blocks of two layers or more, how often each may be repeated, and by how much it widens."""
    size = len(table.rows)
    twice, thrice = (Variable((times,) * size, NOWHERE, cost) for times, cost in _REPEATED)
    yield from (("run", twice, 1), ("narrowed", unit, 1), ("led", unit, 1), ("separable", unit, 1))
    yield from (("inverted", unit, wider) for wider in _EXPANSIONS)
    yield from (("run", thrice, 1), ("basic", unit, 1), ("basic", twice, 1), ("bottleneck", unit, 1))
    yield from ((block, repeat, 1) for repeat in table.repeats for block in ("run", "separable", "basic", "bottleneck"))


def _windows(table: NumberTable) -> Iterator[Sequence[Variable]]:
    """The places of windows that layers may have, those of layers in blocks, and those of layers in groups."""
    size = len(table.rows)
    yield [*table.areas, *(fixed_variable(area, size) for area in _WINDOWS)]
    yield [*table.areas, *(fixed_variable(area, size) for area in _FEW_WINDOWS)]
    yield [*table.areas[:1], *(fixed_variable(area, size) for area in _GROUPED_WINDOWS)]


def _modes(leaving: Variable) -> Sequence[int]:
    """How maps may be counted: few maps of which no row tells have nothing besides their weights."""
    return MODES[:1] if leaving.column == NOWHERE and leaving.values[0] <= MOST_COLOURS else MODES


def _is_told(entering: Variable, leaving: Variable) -> bool:
    return entering.column != NOWHERE or leaving.column != NOWHERE
