"""What has quantities: layers, blocks, and all layers together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from symcnn.core.text.fault import Faulty
from symcnn.core.text.near import unknown
from symcnn.library.answered import HasFigures, shown_safely
from symcnn.library.figure_values import Figure, figure, sizes
from symcnn.library.network_error import telling_python
from symcnn.library.worked_solutions import derive
from symcnn.network.figures.figures import TOTALS, LayerFigures
from symcnn.network.figures.quantities import SIZED, TOTAL
from symcnn.network.figures.values import Value
from symcnn.pages.build.faults import message


class HasQuantities(HasFigures, Protocol):
    """A network that can be asked for the value of a quantity."""

    def quantity(self, owner: str, quantity: str) -> Value:
        """The value; a tuple where it has one value an axis."""


class Owner:
    """What has quantities: a block (``net["stage1"].params``), or all layers together (``net.total.params``).

    Each quantity is an attribute: weights, biases, params, trainable, neurons, connections, macs and flops are counts,
    param_bytes and activation_bytes are in bytes. `AttributeError` says which is probably meant.
    """

    def __init__(self, net: HasQuantities, owner: str) -> None:
        self.net, self.owner = net, owner

    if TYPE_CHECKING:
        weights: Figure
        biases: Figure
        params: Figure
        trainable: Figure
        neurons: Figure
        connections: Figure
        macs: Figure
        flops: Figure
        param_bytes: Figure
        activation_bytes: Figure

    def __getattr__(self, quantity: str) -> Figure:
        if quantity.startswith("__"):
            raise AttributeError(quantity)
        try:
            value = self.net.quantity(self.owner, quantity)
        except Faulty as faulty:
            raise AttributeError(message(faulty.fault, "en")) from None
        along_axes: Any = sizes(value) if isinstance(value, tuple) else figure(value)
        found: Figure = along_axes
        return found

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.net, self.owner)

    def __dir__(self) -> list[str]:
        return list(TOTALS)

    def __repr__(self) -> str:
        return f"<{'Total' if self.owner == TOTAL else f'Block {self.owner!r}'} of {self.net.name!r}>"

    def _repr_markdown_(self) -> str:
        return shown_safely(lambda: "\n".join(f"- {name} = {_line(getattr(self, name))}" for name in TOTALS))


def _line(value: Figure | None) -> str:
    """A figure in a list of them: mathematics where it has symbols."""
    if value is None or isinstance(value, int):
        return "?" if value is None else f"{value:,}"
    from sympy import latex

    return f"${latex(value)}$"


class Layer(Owner):
    """A layer: its quantities and the letters of its kind are attributes (``weights``, ``O``, ``O_h``, ``K``).

    A size that differs from axis to axis is a tuple.
    """

    if TYPE_CHECKING:
        O: Figure  # noqa: E741
        N: Figure
        I: Figure  # noqa: E741
        C: Figure
        K: Figure
        S: Figure
        P: Figure

    @property
    def _found(self) -> LayerFigures:
        return next(found for found in self.net.figures.layers if found.layer.name == self.owner)

    @property
    def name(self) -> str:
        """The layer's name."""
        return self.owner

    @property
    def kind(self) -> str:
        """The name of the layer's kind, which `symcnn explain` tells of."""
        return self._found.layer.kind.name

    @property
    def output(self) -> tuple[Figure, ...]:
        """The spatial sizes, then the channels; the channels alone for a vector."""
        return sizes(self.net.quantity(self.owner, "output"))

    @property
    def receptive_field(self) -> tuple[Figure, ...]:
        """The receptive field along each axis, in cells of the network's input."""
        return sizes(self._found.receptive_field)

    @property
    def jump(self) -> tuple[Figure, ...]:
        """The distance of neighbouring units along each axis, in cells of the network's input."""
        return sizes(self._found.jump)

    def __dir__(self) -> list[str]:
        return sorted({*SIZED, "name", "kind", "formula", *self._found.shared.values})

    def __repr__(self) -> str:
        return f"<Layer {self.name!r}: {self.kind}>"

    def formula(self, quantity: str) -> Figure:
        """The rule for a quantity in the letters of the layer's kind.

        >>> from symcnn import parse
        >>> parse("input 32x32x1\\nC1: conv N=6 K=5")["C1"].formula("weights")
        C*K**2*N

        Raises `KeyError` for a quantity that the kind has no rule for.
        """
        from symcnn.core.algebra.convert import to_sympy

        variant = self._found.shared.variant
        rules = {formula.target: formula for formula in (*variant.formulas, *variant.trace)}
        if quantity not in rules:
            with telling_python():
                raise unknown("unknown-quantity", quantity, rules)
        expr: Figure = to_sympy(rules[quantity].expr)
        return expr

    def _repr_markdown_(self) -> str:
        return shown_safely(lambda: derive(self.net, layers=(self.name,)).markdown())
