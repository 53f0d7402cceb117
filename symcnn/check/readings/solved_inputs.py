"""The sizes of an input for which layers give what the comments at them say, where no text tells the input."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from symcnn.check.readings.comment_shapes import commented, sizes_of, without_batch
from symcnn.models.model import Model
from symcnn.network.figures.figures import Figures

_PROBES = (256, 4_096, 65_536)
"""Sizes of which one is large enough for most networks."""
_MOST_COMMENTS = 3
"""The first comments may be wrong themselves; more of them cost more than they find."""

Sizes = tuple[int, ...]


def solved_inputs(
    model: Model, text: str, shown: str, axes: int, measured_at: Callable[[Sizes], Figures | None]
) -> Iterator[Sizes]:
    """The least sizes with which the first layers give the shapes in their comments, along each axis by itself.

    `measured_at` gives the figures of the model for an input of such sizes, none where it does not fit.
    """
    probes = (found for size in _PROBES if (found := measured_at((size,) * axes)) is not None)
    large = next(probes, None)
    if large is None:
        return
    finals = [(comment.final, comment.shapes(text)) for comment in commented(model, large, shown)]
    told = [(final, sizes_of(shapes[-1])) for final, shapes in finals if final is not None and shapes]
    for final, claimed in told[:_MOST_COMMENTS]:
        sides = without_batch(claimed, final.output)
        if len(sides) != axes + 1:
            continue
        place, channels = large.layers.index(final), final.output[-1]
        for wanted in dict.fromkeys([sides[:-1]] * (sides[-1] == channels) + [sides[1:]] * (sides[0] == channels)):
            sizes = tuple(_least(place, axis, side, axes, measured_at) for axis, side in enumerate(wanted))
            if None not in sizes:
                yield tuple(size for size in sizes if size is not None)


def _least(place: int, axis: int, wanted: int, axes: int, measured_at: Callable[[Sizes], Figures | None]) -> int | None:
    """The least size of the input with which a layer gives the wanted side; outputs never fall as inputs grow."""

    def side(size: int) -> int:
        figures = measured_at((size,) * axes)
        return 0 if figures is None else int(figures.layers[place].output[axis])

    low, high = 0, 1
    while side(high) < wanted:
        low, high = high, 2 * high
        if high > 2 * _PROBES[-1]:
            return None
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if side(middle) >= wanted else (middle, high)
    return high if side(high) == wanted else None
