"""What may stand for the letters of counts of layers in the rows of a table, and what each choice comes to in a row."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate

from symcnn.check.tables.column_numbers import NOWHERE, NumberTable, Variable, fixed_variable
from symcnn.core.record import record

_WINDOWS = (9, 1, 25, 49, 4, 16, 3, 5, 7, 27, 121)
"""How many places a window has that nobody tells."""
_FEW_WINDOWS, _GROUPED_WINDOWS = (9, 25), (9, 1)
_EXPANSIONS = (6, 4, 3, 2)
MOST_COLOURS = 3
_FAR_LESS = 8
"""Biases are so many times less than the parameters at least."""

Choice = tuple[str, Variable, Variable, Variable, Variable, int, int]
"""A block, what comes in and out, the window, the groups, by how much it widens, the numbers of each map."""
Block = tuple[tuple[str, str, str, str], ...]

BLOCKS: Mapping[str, Block] = {
    "conv": (("conv", "C", "N", "A"),),
    "depthwise": (("depthwise", "C", "C", "A"),),
    "pair": (("conv", "C", "N", "A"), ("conv", "N", "N", "A")),
    "narrowed": (("conv", "C", "N", "A"), ("conv", "N", "N", "1")),
    "led": (("conv", "C", "N", "1"), ("conv", "N", "N", "A")),
    "separable": (("depthwise", "C", "C", "A"), ("conv", "C", "N", "1")),
    "inverted": (("conv", "C", "E", "1"), ("depthwise", "E", "E", "A"), ("conv", "E", "N", "1")),
}
"""Layers that are counted together: the kind of each, the channels that come in and out, the places of its window."""
MODES = (0, 1, 2)
"""How many numbers each map has besides its weights: none, a bias, a factor and a shift."""


_IN_BLOCKS = ("pair", "narrowed", "led", "separable", *("inverted",) * len(_EXPANSIONS))
_WIDENED = (1, 1, 1, 1, *_EXPANSIONS)
"""The blocks of two layers or three that are counted for each window, and by how much each widens."""


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
    `unit` and `none` stand for what a choice has not.
    """

    table: NumberTable
    pairs: tuple[tuple[Variable, Variable, int], ...]
    starts: tuple[int, ...]
    areas: tuple[Variable, ...]
    few: tuple[Variable, ...]
    grouped: tuple[Variable, ...]
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
            return "depthwise", own[owner], own[owner], self.areas[area], unit, 1, mode
        figure, less = divmod(rest - kept, 1 + len(own))
        return "figure", self.table.figures[figure], own[less - 1] if less else self.none, unit, unit, 1, 0

    def _of_pair(self, entering: Variable, leaving: Variable, mode: int, rest: int) -> Choice:
        if rest < len(self.areas):
            return "conv", entering, leaving, self.areas[rest], self.unit, 1, mode
        rest -= len(self.areas)
        if _is_told(entering, leaving):
            window, block = divmod(rest, len(_IN_BLOCKS))
            if window < len(self.few):
                return _IN_BLOCKS[block], entering, leaving, self.few[window], self.unit, _WIDENED[block], mode
            rest -= len(self.few) * len(_IN_BLOCKS)
        group, area = divmod(rest, len(self.grouped))
        return "conv", entering, leaving, self.grouped[area], self.table.groups[group], 1, mode

    def counts(self, row: int, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """The wanted counts that choices come to in a row, each with the place of its choice.

        Choices with the same numbers in the row come to the same counts.
        """
        windows = [[one.values[row] for one in those] for those in (self.areas, self.few, self.grouped)]
        groups = [one.values[row] for one in self.table.groups]
        known: dict[tuple[int, int, int, bool], Sequence[tuple[int, int]]] = {}
        for (entering, leaving, mode), start in zip(self.pairs, self.starts, strict=False):
            come, gone = entering.values[row], leaving.values[row]
            if not (come and gone):
                continue
            numbers = come, gone, mode, _is_told(entering, leaving)
            if (found := known.get(numbers)) is None:
                found = known[numbers] = wanted.among(_of_pair(*numbers, windows, groups))
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
    come: int, gone: int, mode: int, is_told: bool, windows: Sequence[Sequence[int]], groups: Sequence[int]
) -> list[int]:
    """What the choices of channels that come in and out come to."""
    areas, few, grouped = windows
    both, more = come * gone, mode * gone
    found = [area * both + more if area else 0 for area in areas]
    for area in few if is_told else ():
        found += _of_blocks(come, gone, area, mode) if area > 1 else (0,) * len(_IN_BLOCKS)
    for parts in groups if mode < max(MODES) else ():
        divides = parts and come % parts == 0
        found += [area * (both // parts) + more if divides and area else 0 for area in grouped]
    return found


def _of_blocks(come: int, gone: int, area: int, mode: int) -> list[int]:
    """What each block comes to for a window."""
    both, square, more = come * gone, gone * gone, mode * gone
    wider = (come * by for by in _EXPANSIONS)
    return [
        area * (both + square) + 2 * more,
        area * both + square + 2 * more,
        both + area * square + 2 * more,
        area * come + both + mode * come + more,
        *(wide * (come + area + gone) + mode * (2 * wide + gone) for wide in wider),
    ]


def choices_of(table: NumberTable) -> Choices:
    """The choices of a table."""
    areas, few, grouped = map(tuple, _windows(table))
    pairs = tuple((entering, leaving, mode) for entering, leaving in table.channels for mode in _modes(leaving))
    in_groups = len(table.groups) * len(grouped)
    sizes = (
        len(areas) + len(few) * len(_IN_BLOCKS) * _is_told(entering, leaving) + in_groups * (mode < max(MODES))
        for entering, leaving, mode in pairs
    )
    unit, none = (fixed_variable(value, len(table.rows)) for value in (1, 0))
    return Choices(table, pairs, tuple(accumulate(sizes, initial=0)), areas, few, grouped, unit, none)


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
