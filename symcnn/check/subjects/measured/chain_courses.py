"""What the layers of a document's chains see, one behind the other, and runs of figures held against them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_views import views_through
from symcnn.check.subjects.measured.window_stacks import VIEW
from symcnn.core.record import record
from symcnn.network.wiring.kind_traits import takes_argument

_FEWEST = 3
_LONGEST = 24
"""How many layers of a chain are followed."""


@record
class SeenStep:
    """What the last of these layers sees of the input."""

    size: int
    chain: tuple[ToldLayer, ...]


SeenCourse = Sequence[SeenStep]


def chain_courses(told: MeasuredStory) -> Iterator[SeenCourse]:
    """What the layers of each chain see that no other layer goes on with, and of each table."""
    layers = [measured.layer for measured in told.layers]
    followed = {layer.before for layer in layers if layer.before is not None and _belongs(layers[layer.before], layer)}
    for place, _ in enumerate(layers):
        if place not in followed:
            steps = tuple(_steps(told.chain(place)[:_LONGEST]))
            if len(steps) >= _FEWEST:
                yield steps


def _belongs(before: ToldLayer, layer: ToldLayer) -> bool:
    """Whether a layer is one more of those that code, a table or prose tells of."""
    return before.is_code == layer.is_code and before.table == layer.table


def _steps(chain: Sequence[ToldLayer]) -> Iterator[SeenStep]:
    """What each layer sees that sees more than the one before, up to one of which no window is told."""
    told = takewhile(_tells_window, chain)
    return (SeenStep(size, windows) for _, size, windows in views_through(enumerate(told), VIEW))


def _tells_window(layer: ToldLayer) -> bool:
    return layer.known is not None or "kernel" in layer.arguments or not takes_argument(layer.kind, "kernel")


def course_parts(chain: SeenCourse, count: int) -> Iterator[SeenCourse]:
    """So many steps of a chain, one behind the other, from each place on."""
    return (chain[start : start + count] for start in range(len(chain) - count + 1))


def misses_of(sides: Sequence[int], steps: SeenCourse) -> int:
    """How many figures of a run are neither what layers see nor follow from the one before; more than one are not
    counted."""
    found, before, above = 0, 0, 0
    for side, step in zip(sides, steps, strict=True):
        is_right, follows = side == step.size, before != above and side - before == step.size - above
        found += not (is_right or follows)
        if found > 1:
            break
        before, above = side, step.size
    return found
