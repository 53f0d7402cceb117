"""What may stand for the letters of counts of layers in the rows of a table, and what each choice comes to in a row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcnn.check.tables.column_numbers import NOWHERE, NumberTable, Variable, fixed_variable

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


def choices(table: NumberTable) -> Iterator[Choice]:
    """The choices, in the order in which `count_choices` counts them."""
    size = len(table.rows)
    unit, none = fixed_variable(1, size), fixed_variable(0, size)
    areas, few, grouped = _windows(table)
    for entering, leaving in table.channels:
        for mode in _modes(leaving):
            yield from (("conv", entering, leaving, area, unit, 1, mode) for area in areas)
            for area in few if _is_told(entering, leaving) else ():
                for block in ("pair", "narrowed", "led", "separable"):
                    yield block, entering, leaving, area, unit, 1, mode
                for wider in _EXPANSIONS:
                    yield "inverted", entering, leaving, area, unit, wider, mode
            for group in table.groups if mode < max(MODES) else ():
                yield from (("conv", entering, leaving, area, group, 1, mode) for area in grouped)
    for entering in table.own:
        for area in areas:
            yield from (("depthwise", entering, entering, area, unit, 1, mode) for mode in MODES)
    for figure in table.figures:
        yield "figure", figure, none, unit, unit, 1, 0
        yield from (("figure", figure, less, unit, unit, 1, 0) for less in table.own)


def count_choices(table: NumberTable, row: int) -> Iterator[int]:
    """What each choice comes to in a row; 0 where a number of it is not known."""
    areas, few, grouped = ([one.values[row] for one in windows] for windows in _windows(table))
    groups = [one.values[row] for one in table.groups]
    for entering, leaving in table.channels:
        come, gone = entering.values[row], leaving.values[row]
        is_known, both = come and gone, come * gone
        for mode in _modes(leaving):
            more = mode * gone
            yield from (area * both + more if is_known and area else 0 for area in areas)
            for area in few if _is_told(entering, leaving) else ():
                if not is_known or area < 2:
                    yield from (0,) * (4 + len(_EXPANSIONS))
                    continue
                square = gone * gone
                yield area * (both + square) + 2 * more
                yield area * both + square + 2 * more
                yield both + area * square + 2 * more
                yield area * come + both + mode * come + more
                for wider in _EXPANSIONS:
                    wide = come * wider
                    yield wide * (come + area + gone) + mode * (2 * wide + gone)
            for parts in groups if mode < max(MODES) else ():
                divides = is_known and parts and come % parts == 0
                yield from (area * (both // parts) + more if divides and area else 0 for area in grouped)
    for one in table.own:
        for area in areas:
            yield from ((area + mode) * one.values[row] if area else 0 for mode in MODES)
    for figure in table.figures:
        whole = figure.values[row]
        yield whole
        for one in table.own:
            is_less = one.column != figure.column and 0 < _FAR_LESS * one.values[row] < whole
            yield whole - one.values[row] if is_less else 0


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
