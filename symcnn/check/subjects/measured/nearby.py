"""What a layer gives where it may stand elsewhere in the network than behind the layer that is told before it."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import is_sure_of

_BACK = 6
"""How many layers back the one may stand that a layer follows."""
_AHEAD = 3
"""How many layers ahead of the one that is spoken of a number may belong to."""
_MOST_SHAPES = 5


class Nearby:
    """The layers near one and their readings, also on what earlier layers give; each is derived once."""

    def __init__(self, told: MeasuredStory) -> None:
        self.told = told
        self._known: dict[int, tuple[LayerReading, ...]] = {}

    def layers(self, place: int) -> Iterator[int]:
        """The places of the layers that a number may belong to, the nearest first: those before, then those behind."""
        table, left = self.told.layers[place].layer.table, _BACK
        for before in range(place, max(place - 2 * _BACK, -1), -1):
            yield before
            left -= self.told.layers[before].layer.table in (None, table)  # the rows of another table are no way
            if not left:
                break
        yield from range(place + 1, min(place + 1 + _AHEAD, len(self.told.layers)))

    def readings(self, place: int) -> tuple[LayerReading, ...]:
        """The readings of a layer on what may come in where it is a branch."""
        if place not in self._known:
            self._known[place] = self._branched(place)
        return self._known[place]

    def _branched(self, place: int) -> tuple[LayerReading, ...]:
        measured = self.told.layers[place]
        if measured.layer.kind == "input" or measured.layer.known is not None or "input" in measured.layer.arguments:
            return ()
        told = measured.layer.number("channels") if is_sure_of(measured.layer, "channels") else None
        shapes: dict[Shape, None] = {}
        for earlier in range(place - 1, max(place - 1 - _BACK, -1), -1):
            before = self.told.layers[earlier]
            shapes.update(dict.fromkeys(before.outputs[:1]))
            if "input" in before.layer.arguments:
                shapes.update(dict.fromkeys(before.inputs[:1]))
        fitting = (shape for shape in shapes if told is None or shape[-1] == told)  # what is told to come in does
        others = tuple(shape for shape in fitting if shape not in measured.inputs)[:_MOST_SHAPES]
        return readings(measured.layer, others) if others else ()
