"""The windows of told layers of which a sentence may vary an argument: of those that it names, or speaks of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping

from symcnn.check.subjects.layer_reading import Shape
from symcnn.check.subjects.layers.told_layers import Certainty, ToldValue
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory
from symcnn.check.subjects.measured.told_verdict import is_told
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.wiring.kind_traits import ROLES, has_plain_window

ARGUMENTS = ("kernel", "stride", "padding", "dilation", "added", "rounding")
"""What of a layer says how it changes a size."""
_NAME = late_pattern(r"[A-Za-z][\w.-]*\w|[A-Za-z]|[\u2460-\u2473]")
_NEAR = 400
"""How many signs before a figure the layer may be told that is spoken of and not named."""

Window = Mapping[str, ToldValue]
"""The arguments of a window by their roles."""
Sides = tuple[int, ...]


@record
class WindowBase:
    """A window told before of which a clause may tell what is other, the kind of its layer, and what may come in.

    `is_near` tells that it is told where the clause stands, or of a layer that the clause names.
    """

    kind: str
    window: Window
    sizes: tuple[Sides, ...]
    is_near: bool


class VariedWindows:
    """The windows of the layers of a story, by their names and by where they are spoken of."""

    def __init__(self, text: str, told: MeasuredStory) -> None:
        self.text = text
        self.told = told
        self.named: dict[str, int] = {}
        for place, measured in enumerate(told.layers):
            if measured.layer.label and has_plain_window(measured.layer.kind):
                self.named.setdefault(measured.layer.label.lower(), place)
        spoken = [(fact.mark.start, fact.layer) for fact in told.story.facts if fact.layer is not None]
        spoken += [(one.layer.place, place) for place, one in enumerate(told.layers)]
        self.spoken = sorted(spoken)

    def bases(self, start: int, at: int) -> Iterator[WindowBase]:
        """The windows that a sentence may vary which begins at a place, at a figure of it."""
        names = (match[0].lower() for match in _NAME.finditer(self.text, start, at))
        named = [self.named[name] for name in names if name in self.named]
        place = bisect_left(self.spoken, (at, -1)) - 1
        near = place >= 0 and at - self.spoken[place][0] < _NEAR
        for one in dict.fromkeys((*named[-1:], *([self.spoken[place][1]] if near and not named else []))):
            base = _base(self.told.layers[one], is_named=bool(named))
            if base is not None:
                yield base


def _base(measured: MeasuredLayer, *, is_named: bool) -> WindowBase | None:
    layer = measured.layer
    if not has_plain_window(layer.kind):
        return None
    if layer.known is not None:
        spelled = ((ROLES.get(letter, ""), _value(value)) for letter, value in layer.known.arguments)
        window = {role: ToldValue(value, Certainty.CLAUSE) for role, value in spelled if value is not None and role}
        shapes: tuple[Shape, ...] = (layer.known.shape,)
    else:
        window, shapes = {**layer.arguments}, measured.inputs
    kept = {role: value for role, value in window.items() if role in ARGUMENTS}
    sizes = tuple(sides for shape in shapes if (sides := tuple(size for size in shape[:-1] if size is not None)))
    is_near = is_named and measured.is_sure and is_told(layer)
    return WindowBase(layer.kind, kept, sizes[:2], is_near) if "kernel" in kept else None


def _value(value: Expr) -> int | tuple[int, ...] | str | None:
    match value:
        case Num(number):
            return int(number)
        case Op("x", parts) if all(isinstance(part, Num) for part in parts):
            return tuple(int(part.value) for part in parts if isinstance(part, Num))
        case Sym(name):
            return name
    return None
