"""What comes into the first layer of a chain, where no word tells it: the sizes before it that make the figures behind
it come true."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise, product

from symcnn.check.subjects.kind_traits import takes_argument
from symcnn.check.subjects.measured_story import MeasuredLayer, measured_layer, output_of
from symcnn.check.subjects.printed_counts import says_enough
from symcnn.check.subjects.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.told_layers import Certainty, Story, ToldFact, ToldLayer, ToldValue
from symcnn.core.record import record, replace
from symcnn.documents.told.mark import Mark

_LONGEST = 8
"""How many layers of a chain are measured."""
_REACH = 400
"""How many characters before a first layer its input is told."""
_MOST_SIZES, _MOST_CHANNELS, _MOST_FIGURES = 4, 6, 60
"""How many pairs of sizes, numbers of channels, and figures behind them are tried."""
_APART = 40
"""How many characters stand at most between the two sides of a map."""
_SMALLEST_SIDE, _MOST_MAPS = 12, 512
_USUAL_CHANNELS = (1, 3)
_FEWEST_FITTING = 2
"""How many figures show that an input is meant."""


@record
class _Input:
    """Sizes and channels that may come in, with the mark of the sizes."""

    sizes: tuple[int, ...]
    channels: int
    mark: Mark


def with_fitted_inputs(story: Story) -> Story:
    """The story with what comes into chains of which it is not told, where one input fits better than all others."""
    opened = [place for place, layer in enumerate(story.layers) if _is_open(layer)]
    if not opened:
        return story
    layers, said, marks = list(story.layers), story.facts_of_layers(), story.marks_in_order()
    followers = _followers(story.layers)
    for place in opened:
        entering = _fitting(story, _chain(followers, place), said, marks)
        if entering is not None:
            layers[place] = _entered(layers[place], entering)
    return replace(story, layers=tuple(layers))


def _is_open(layer: ToldLayer) -> bool:
    """Whether a layer with a window is the first of a chain in prose, and no size is told that comes in."""
    is_first = layer.before is None and not layer.is_code and layer.table is None and layer.known is None
    return is_first and takes_argument(layer.kind, "kernel") and "input" not in layer.arguments


def _followers(layers: Sequence[ToldLayer]) -> dict[int, int]:
    """The first layer that follows each one that is followed."""
    followers: dict[int, int] = {}
    for place, layer in enumerate(layers):
        if layer.before is not None and layer.before < place:
            followers.setdefault(layer.before, place)
    return followers


def _chain(followers: Mapping[int, int], first: int) -> tuple[int, ...]:
    chain = [first]
    while len(chain) < _LONGEST and chain[-1] in followers:
        chain.append(followers[chain[-1]])
    return tuple(chain)


def _entered(layer: ToldLayer, entering: _Input) -> ToldLayer:
    told = {
        "input": ToldValue(entering.sizes, Certainty.GUESS, entering.mark),
        "channels": ToldValue(entering.channels, Certainty.GUESS, entering.mark),
    }
    return replace(layer, arguments={**told, **layer.arguments})


def _fitting(
    story: Story, chain: Sequence[int], said: Mapping[int, Sequence[ToldFact]], marks: Sequence[Mark]
) -> _Input | None:
    """The one input under which most figures behind the first layer come true, and enough of them."""
    first = story.layers[chain[0]]
    places = first.place - _REACH, _end(first), first.place
    near, end, start = (bisect_left(marks, place, key=lambda mark: mark.start) for place in places)
    before, behind = marks[near:end], marks[start : start + _MOST_FIGURES]
    tried = [(len(_agreeing(story, chain, said, entering, behind)), entering) for entering in _inputs(before, first)]
    most = max((count for count, _ in tried), default=0)
    best = [entering for count, entering in tried if count == most]
    return best[0] if most >= _FEWEST_FITTING and len(best) == 1 else None


def _end(layer: ToldLayer) -> int:
    """Where what is told of a layer ends."""
    marks = (told.mark for told in layer.arguments.values() if told.mark is not None)
    return max((mark.end for mark in marks), default=layer.place)


def _inputs(before: Sequence[Mark], first: ToldLayer) -> Iterator[_Input]:
    """What may come in, by the numbers that stand before the first layer: the last of them first."""
    taken = {told.mark.start for told in first.arguments.values() if told.mark is not None}
    free = [mark for mark in before if mark.start not in taken]
    sizes = list(_sizes(free))[:_MOST_SIZES]
    counts = [mark.whole for mark in reversed(free) if mark.sort == "number" and 0 < (mark.whole or 0) <= _MOST_MAPS]
    channels = list(dict.fromkeys((*_USUAL_CHANNELS, *counts[:_MOST_CHANNELS])))
    told = first.number("channels")
    for (mark, dims), count in product(sizes, channels if told is None else [told]):
        if len(dims) == 3:
            yield from (
                _Input(rest, depth, mark)
                for depth, rest in ((dims[2], dims[:2]), (dims[0], dims[1:]))
                if count == channels[0] and min(rest) >= _SMALLEST_SIDE
            )
        elif count not in dims:
            yield _Input(dims, count or 1, mark)


def _sizes(free: Sequence[Mark]) -> Iterator[tuple[Mark, tuple[int, ...]]]:
    """The sides of a map: a shape, two numbers near each other, or one number for both."""
    for mark in reversed(free):
        dims = shape_of(mark)
        if mark.sort in ("shape", "tuple") and len(dims) in (2, 3) and max(dims) >= _SMALLEST_SIDE:
            yield mark, dims
    numbers = [mark for mark in free if mark.sort == "number" and (mark.whole or 0) >= _SMALLEST_SIDE]
    for height, width in pairwise(numbers):
        if width.start - height.end <= _APART:
            yield height, (height.whole or 0, width.whole or 0)
    for side in numbers:
        yield side, (side.whole or 0,) * 2


def _agreeing(
    story: Story,
    chain: Sequence[int],
    said: Mapping[int, Sequence[ToldFact]],
    entering: _Input,
    behind: Sequence[Mark],
) -> set[int]:
    """The places of the telling figures that are those of a layer of the chain."""
    telling = [mark for mark in behind if shape_of(mark) != entering.sizes and mark.start != entering.mark.start]
    agreeing: set[int] = set()
    before: MeasuredLayer | None = None
    for place in chain:
        layer = story.layers[place] if before is not None else _entered(story.layers[place], entering)
        before = measured_layer(layer, None, before, said.get(place, ()), story.usual)
        for reading in before.readings:
            output, counts = output_of(before.layer, reading), {*reading.figures.values()}
            agreeing |= {mark.start for mark in telling if _agrees(mark, output, counts)}
    return agreeing


def _agrees(mark: Mark, output: tuple[int | None, ...], counts: set[int]) -> bool:
    dims = shape_of(mark)
    if len(dims) > 1:
        return max(dims) >= _SMALLEST_SIDE and None not in output[:-1] and is_printed_as(output, dims)
    return says_enough(mark) and mark.whole in counts
