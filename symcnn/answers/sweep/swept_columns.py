"""The columns of a sweep: quantities of layers, of blocks and of all, one for each axis where axes differ."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.core.record import record
from symcnn.core.text.fault import Faulty
from symcnn.core.text.near import unknown
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import OF_ALL, TOTAL, last_map, quantity_of
from symcnn.network.figures.values import Value


@record
class SweptColumn:
    """A column's name and its value in the symbols that are left."""

    name: str
    value: Value


def columns_of(figures: Figures, quantities: Sequence[str]) -> tuple[SweptColumn, ...]:
    """The columns of quantities such as ``params``, which is that of all layers, and ``C1.O``.

    The value of what cannot be told is None.

    Raises `Faulty` for an owner or a quantity that there is not.
    """
    found: dict[str, SweptColumn] = {}
    for text in quantities:
        owner, _, quantity = text.rpartition(".")
        try:
            value = quantity_of(figures, owner or TOTAL, quantity)
        except Faulty as faulty:
            raise faulty if owner else _unknown(figures, text) from None
        parts = zip(_names(figures, text, value), value, strict=True) if isinstance(value, tuple) else ((text, value),)
        found.update((name, SweptColumn(name, part)) for name, part in parts)
    return tuple(found.values())


def _names(figures: Figures, text: str, value: tuple[Value, ...]) -> list[str]:
    """The names of a quantity's parts: ``C1.O_h``; of an output the sizes and the channels."""
    stem = text.removesuffix(".output")
    if stem == text:
        return [text + axis for axis in figures.axes]
    return [*(f"{stem}.O{axis}" for axis in figures.axes[: len(value) - 1]), f"{stem}.N"]


def _unknown(figures: Figures, text: str) -> Faulty:
    """The fault of a quantity that the whole network has not got: there are its symbols too, and those of layers."""
    last = last_map(figures) or figures.layers[-1]
    return unknown("unknown-quantity", text, (*figures.free_symbols(), *OF_ALL, f"{last.layer.name}.O"))
