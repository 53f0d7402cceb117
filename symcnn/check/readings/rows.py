"""What a row of a table says of its layer: sizes, channels, the layer itself, and how it may be miscounted."""

from __future__ import annotations

from fractions import Fraction

from symcnn.core.written.arithmetic import Number, exact
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.documents.reading.layer_tables import Figure, LayerRow
from symcnn.network.figures.figures import LayerFigures
from symcnn.network.figures.made_layers import Made, made

WINDOWS = ("conv", "max_pool", "avg_pool")
POOLING = ("max_pool", "avg_pool")


def spatial(figure: Figure | None) -> tuple[int, ...] | None:
    """The sizes along two axes that a figure tells; one number stands for both."""
    if figure is None or any(value.denominator != 1 or value < 1 for value in figure.values):
        return None
    values = tuple(value.numerator for value in figure.values)
    return (values[0], values[0]) if len(values) == 1 else values[:2]


def third(figure: Figure | None) -> int | None:
    """The channels of a stated shape; the axis that differs from two equal ones tells which they are."""
    if figure is None or len(figure.values) != 3 or any(value.denominator != 1 for value in figure.values):
        return None
    return figure.values[2].numerator if figure.values[0] == figure.values[1] else None


def whole(row: LayerRow, role: str) -> int | None:
    figure = row.figures.get(role)
    if figure is None or len(figure.values) != 1 or figure.values[0].denominator != 1 or figure.values[0] < 1:
        return None
    return figure.values[0].numerator


def filters_of(row: LayerRow) -> int | None:
    """The channels that come out: as the row counts them, as its kernels do, or as its output has them."""
    kernel = row.figures.get("kernel")
    if "filters" not in row.figures and kernel is not None and len(kernel.values) == 4:
        return kernel.values[3].numerator
    output = row.figures.get("output")
    if row.kind == "dense" and output is not None and sorted(output.values)[:-1] in ([], [1], [1, 1]):
        return whole(row, "filters") or max(output.values).numerator
    return whole(row, "filters") or third(output)


def made_of(row: LayerRow) -> Made | None:
    """The layer of a row, as far as the row says all that it needs."""
    filters = filters_of(row)
    if row.kind == "dense":
        return made("dense", {"N": Num(filters)}) if filters else None
    if row.kind not in WINDOWS or "kernel" not in row.figures:
        return None
    stride, padding = _stated(row, "stride", 1), _stated(row, "padding", 0)
    if stride is None or padding is None:
        return None
    arguments: dict[str, Expr] = {"K": _size(row.figures["kernel"]), "S": stride, "P": padding}
    if row.padding:
        arguments["P"] = Sym(row.padding)
    if row.kind == "conv":
        arguments = {"N": Num(filters or 1), **arguments}
    return made(row.kind, arguments)


def _size(figure: Figure) -> Expr:
    numbers = tuple(map(Num, figure.values[:2]))
    return numbers[0] if len(set(numbers)) == 1 else Op("x", numbers)


def _stated(row: LayerRow, role: str, otherwise: int) -> Expr | None:
    """What the row says; a blank cell is the usual value, a column that is not there is unknown."""
    if role in row.figures:
        return _size(row.figures[role])
    is_usual = role == "padding" or (role in row.blank and row.kind not in POOLING)
    return Num(otherwise) if is_usual else None


def miscounted(row: LayerRow, layer: LayerFigures) -> tuple[Number, ...]:
    """Counts that are well-known slips: one input channel for all, one bias for all filters or neurons."""
    weights, filters = layer["weights"], layer.output[-1]
    if row.kind == "dense":
        return (weights + 1,)
    channels = layer.inputs[0].output[-1]
    one_channel = exact(Fraction(weights, channels))
    return (weights + 1, one_channel + filters, one_channel) if channels > 1 and filters > 1 else ()
