"""What a published number may count: which quantities, of which layers of a network."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import is_number
from symcnn.network.wiring.kind_traits import sort_of


@record
class Counting:
    """Figures of a network that are added up: of some `quantities`, of a `part` of its layers, empty for all."""

    quantities: tuple[str, ...]
    part: str = ""


@record
class Term:
    """What the layers of a kind add to a number."""

    kind: str
    layers: int
    value: int


def _no_dense(layers: Sequence[LayerFigures]) -> Iterator[LayerFigures]:
    return (layer for layer in layers if sort_of(layer.layer.kind) != "dense")


def _no_head(layers: Sequence[LayerFigures]) -> Iterator[LayerFigures]:
    dense = [layer for layer in layers if sort_of(layer.layer.kind) == "dense"]
    return (layer for layer in layers if layer not in dense[-1:])


def _kernels(layers: Sequence[LayerFigures]) -> Iterator[LayerFigures]:
    return (layer for layer in layers if sort_of(layer.layer.kind) in ("conv", "dense"))


def _convolutions(layers: Sequence[LayerFigures]) -> Iterator[LayerFigures]:
    return (layer for layer in layers if sort_of(layer.layer.kind) == "conv")


_PARTS: Mapping[str, Callable[[Sequence[LayerFigures]], Iterator[LayerFigures]]] = {
    "": iter,
    "no-dense": _no_dense,
    "no-head": _no_head,
    "kernels": _kernels,
    "convolutions": _convolutions,
}
"""Which layers may count: without dense ones, without the last of these, those with kernels, convolutions alone."""


def _of_parts(quantity: str, *parts: str) -> tuple[Counting, ...]:
    return tuple(Counting((quantity,), part) for part in parts)


_OPERATIONS = ("", "kernels", "no-dense", "convolutions")

COUNTINGS: Mapping[str, tuple[Counting, ...]] = {
    "params": (*_of_parts("params", "", "no-head", "no-dense"), *_of_parts("weights", "", "kernels", "convolutions")),
    "macs": (*_of_parts("macs", *_OPERATIONS), *_of_parts("flops", *_OPERATIONS)),
    "flops": (*_of_parts("flops", *_OPERATIONS), *_of_parts("macs", *_OPERATIONS)),
    "memory": (
        Counting(("param_bytes",)),
        Counting(("activation_bytes",)),
        Counting(("param_bytes", "activation_bytes")),
    ),
}
"""What a number of parameters, operations or bytes may count, the plainest first."""


def terms(figures: Figures, counting: Counting) -> tuple[Term, ...] | None:
    """What each kind of layer adds, in the order in which kinds are met; None where that is no number."""
    sums: dict[str, tuple[int, Number]] = {}
    for quantity in counting.quantities:
        for layer in _PARTS[counting.part](figures.counted(quantity)):
            value = layer.in_all_rounds(quantity)
            if not is_number(value):
                return None
            if value:
                layers, before = sums.get(layer.layer.kind.name, (0, 0))
                sums[layer.layer.kind.name] = (layers + (quantity == counting.quantities[0]), before + value)
    return tuple(Term(kind, layers, int(value)) for kind, (layers, value) in sums.items())
