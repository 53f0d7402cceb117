"""Stacks of windows: so many layers of one window with these strides and dilations, one behind the other."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from symcnn.check.subjects.layers.layer_readings import views
from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.core.record import record
from symcnn.documents.told.mark import Mark
from symcnn.network.wiring.kind_traits import is_pool

VIEW, JUMP = "receptive_field", "jump"
VIEWS = (VIEW, JUMP)
_MOST_LAYERS = 128
_PLAIN = "conv"
"""What has a window of which no kind is told."""


@record
class Windows:
    """Layers told at once: their windows, dilations and strides, one for each of them or one for all.

    `count` is how many there are, as far as it is told, and `kind` what they are.
    """

    mark: Mark
    kernel: tuple[int, ...]
    count: int | None = None
    dilation: tuple[int, ...] = ()
    stride: tuple[int, ...] = ()
    kind: str = ""

    @property
    def tells(self) -> bool:
        """Whether more is told than the side of a window."""
        return bool(self.count or self.dilation or len(self.kernel) > 1)

    def layers(self, more: int = 0) -> tuple[ToldLayer, ...]:
        """The layers, with so many more of them; none where they are too many, or the lists not of one length."""
        lists = {len(values) for values in (self.kernel, self.dilation, self.stride) if len(values) > 1}
        if len(lists) > 1:
            return ()
        each = lists.pop() if lists else 1
        rounds = (1 if self.count == each else self.count or 1) + more
        if not 0 < rounds * each <= _MOST_LAYERS:
            return ()
        return tuple(self._layer(place) for _ in range(rounds) for place in range(each))

    def _layer(self, place: int) -> ToldLayer:
        lists = {"kernel": self.kernel, "dilation": self.dilation, "stride": self.stride}
        told = {role: values[place if len(values) > 1 else 0] for role, values in lists.items() if values}
        if self.kind and is_pool(self.kind) and "stride" not in told:
            told["stride"] = told["kernel"]
        arguments = {role: ToldValue(value, Certainty.CLAUSE, self.mark) for role, value in told.items()}
        return ToldLayer(self.mark.start, self.kind or _PLAIN, arguments, 0, None)


@record
class WindowStack:
    """Windows one behind the other, all of them so many times."""

    parts: tuple[Windows, ...]
    rounds: int = 1

    @property
    def tells(self) -> bool:
        """Whether more is told than the side of one window."""
        return len(self.parts) > 1 or self.rounds > 1 or self.parts[0].tells

    @property
    def largest(self) -> int:
        """The side of the largest window."""
        return max(side for part in self.parts for side in part.kernel)

    @property
    def layers(self) -> tuple[ToldLayer, ...]:
        """All layers; none where those of a part are not known, or they are too many."""
        parts = [part.layers() for part in self.parts]
        layers = tuple(layer for part in parts for layer in part) * self.rounds
        return layers if all(parts) and len(layers) <= _MOST_LAYERS else ()

    def slips(self) -> frozenset[int]:
        """What is often told in the place of what a stack of one window sees.

        One layer more or less, so many times the window, a one too many or too few; of repeated stacks so many times
        what one of them sees; of dilated windows one too many or too few, of a single one the dilation times its side.
        """
        if not seen_through(self):
            return frozenset()
        true, each = seen_through(self)[-1], self.layers[: len(self.layers) // self.rounds]
        slips = {true - 1, true + 1}
        if self.rounds > 1:
            slips |= {self.rounds * seen_by(each) + off for off in (-1, 0, 1)}
        if len(self.parts) > 1 or len(self.parts[0].kernel) > 1:
            return frozenset(slips - {true, self.largest, 0})
        part, side, count = self.parts[0], self.largest, len(self.layers)
        if count > 1 and not any(stride > 1 for stride in part.stride):
            slips |= {true + off * (side - 1) * rate for rate in part.dilation for off in (-1, 1)}
        if self.rounds == 1:
            slips |= {seen_by(part.layers(more)) for more in (-1, 1) if part.count and part.layers(more)}
            slips |= {count * side, count * side - 1}
        if count == 1:
            rate = max(part.dilation, default=1)
            slips |= {rate * side, rate * side - 1, rate * (side - 1) - 1, true + side - 1, true - side + 1}
        return frozenset(slips - {true, side, 0})


def seen_by(layers: Sequence[ToldLayer], quantity: str = VIEW) -> int:
    """What the last of some layers sees of what comes in, or its jump; 0 where that is not known."""
    through = views(layers)
    return through[-1].get(quantity, 0) if len(through) == len(layers) > 0 else 0


@lru_cache(maxsize=256)
def seen_through(stack: WindowStack, quantity: str = VIEW) -> tuple[int, ...]:
    """The same for each layer of a stack; nothing where one of them is not known."""
    values = tuple(seen.get(quantity, 0) for seen in views(stack.layers))
    return values if len(values) == len(stack.layers) and all(values) else ()


@lru_cache(maxsize=256)
def seen_alone(stack: WindowStack) -> tuple[int, ...]:
    """What each layer of a stack sees by itself: the sides of dilated windows."""
    return tuple(seen_by((layer,)) for layer in stack.layers)


@lru_cache(maxsize=256)
def seen_backwards(stack: WindowStack) -> tuple[int, ...]:
    """What the last unit of a stack sees of what comes into its last layer, into the last two, and so on."""
    layers = stack.layers
    return tuple(seen_by(layers[place:]) for place in reversed(range(len(layers))))


def names_view(mark: Mark) -> bool:
    """Whether a word says what a layer sees of the input."""
    return mark.sort == "word" and ("view" in mark.named("word") or VIEW in mark.named("quantity"))


def names_jump(mark: Mark) -> bool:
    """Whether a word says how far apart what neighbours see stands."""
    return mark.sort == "word" and JUMP in mark.named("quantity")
