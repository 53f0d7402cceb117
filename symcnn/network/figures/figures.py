"""The figures of a network as data: every quantity of every layer, and the totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from symcnn.core.record import record
from symcnn.core.written.tree import Expr
from symcnn.network.figures.values import Value, is_number
from symcnn.network.figures.variant import Variant
from symcnn.network.wiring.network import Network, WiredLayer

TOTALS = (
    "weights",
    "biases",
    "params",
    "trainable",
    "neurons",
    "connections",
    "macs",
    "flops",
    "param_bytes",
    "activation_bytes",
)
"""The quantities that have a total, in the order of the tables."""

HELD = ("weights", "biases", "params", "trainable", "param_bytes")
"""Those of what a layer holds, which counts once however often it is used."""

Sizes = tuple[Value, ...]


@record
class Shared:
    """What layers with the same arguments and the same input have in common."""

    variant: Variant
    values: Mapping[str, Value]
    size: Sizes
    channels: Value
    conditions: tuple[Expr, ...]


@record
class Repetition:
    """A repetition whose `count` of rounds is a symbol; `index` counts them from `first` on.

    `falls` tells that what enters a round, sizes and channels, is never more than what entered the one before, or never
    less; None where one grows and one falls, or where that is not seen.
    """

    index: str
    count: Value
    first: int = 1
    falls: bool | None = None

    @property
    def last(self) -> Value:
        """The index of the last round."""
        return self.count if self.first == 1 else added_up([self.count, self.first - 1])


@record
class LayerFigures:
    """One layer's figures; the receptive field and the jump have one value for each of `axes`.

    Those are the axes of its map, and of a vector those of what came in.

    `is_grown` tells that a layer on the way has enlarged the map. A layer in a repetition without a
    number stands for all rounds: its figures speak of the round that the repetition's index counts.
    `views` are, for each axis, the values that the receptive field and the jump come from, and their own.
    `starts` are the input cells at which the receptive field of its first unit begins, None where that
    cannot be told.
    """

    layer: WiredLayer
    shared: Shared
    inputs: tuple[LayerFigures, ...]
    axes: tuple[str, ...]
    receptive_field: Sizes
    jump: Sizes
    is_grown: bool
    repetitions: tuple[Repetition, ...] = ()
    starts: Sizes = ()
    views: tuple[Mapping[str, Value], ...] = ()

    @property
    def output(self) -> Sizes:
        """The spatial sizes, then the channels."""
        return (*self.shared.size, self.shared.channels)

    def __getitem__(self, quantity: str) -> Value:
        """The value of a quantity of `TOTALS`, of a letter, or of any name in the layer's rules."""
        return self.shared.values[quantity]

    def in_all_rounds(self, quantity: str) -> Value:
        """The value of a quantity, added up over all rounds of the repetitions that the layer stands in.

        None where the rounds have no sum in closed form. What a layer holds that is used again counts at its first use.
        """
        if self.layer.again is not None and quantity in HELD:
            return 0
        value = self.shared.values[quantity]
        if self.repetitions:
            from symcnn.core.algebra.series import NoClosedForm, summed

            try:
                for repetition in reversed(self.repetitions):
                    value = summed(value, repetition.index, repetition.last, repetition.first)
            except NoClosedForm:
                return None
        return value


@record
class Figures:
    """The figures of a network: its layers (the input first) and the axes' suffixes."""

    network: Network
    axes: tuple[str, ...]
    layers: tuple[LayerFigures, ...]
    _totals: dict[str, Value] = field(default_factory=dict)

    def total(self, quantity: str) -> Value:
        """The sum over all layers; the input counts only where a convention stores it."""
        if quantity not in self._totals:  # claims ask for it again and again
            self._totals[quantity] = added_up([figures.in_all_rounds(quantity) for figures in self.counted(quantity)])
        return self._totals[quantity]

    def free_symbols(self) -> tuple[str, ...]:
        """The symbols without a value: those that the network names, and letters that nobody declares."""
        return self.network.free_symbols

    def counted(self, quantity: str) -> tuple[LayerFigures, ...]:
        """The layers that a total counts."""
        return self.layers if quantity == "activation_bytes" else self.layers[1:]


def added_up(values: list[Value]) -> Value:
    """The sum; None where a value is not known."""
    if all(map(is_number, values)):
        return sum(values)
    if None in values:
        return None
    from symcnn.core.algebra.symbolic import added

    return added(values)
