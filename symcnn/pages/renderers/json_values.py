"""What data for programs is made of; the keys are a contract, `VERSION` counts its changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from symcnn.core.written.spelling import sympy_text
from symcnn.network.figures.figures import Figures, LayerFigures, Sizes
from symcnn.network.figures.values import Value, as_written, is_number

if TYPE_CHECKING:
    from symcnn.network.language.syntax import Rule

VERSION = 1


def plain(value: Value) -> int | str | None:
    """A whole number as it is, None for what cannot be told, anything else as a string that SymPy reads."""
    if value is None:
        return None
    if is_number(value):
        return value.numerator if value.denominator == 1 else str(value)
    return sympy_text(as_written(value))


def citation_data(rule: Rule | None) -> dict[str, Any] | None:
    """Where a rule is published."""
    return {"key": rule.citation.key, "place": rule.citation.place} if rule and rule.citation else None


def sizes_data(sizes: Sizes) -> list[int | str | None]:
    """One number an axis, and the channels."""
    return [plain(size) for size in sizes]


def network_data(figures: Figures) -> dict[str, Any]:
    """Which network it is, and how it was counted."""
    network = figures.network
    return {
        "network": network.name,
        "conventions": {name: plain(value) for name, value in network.conventions.items()},
    }


def layer_data(found: LayerFigures, figures: Figures) -> dict[str, Any]:
    """Which layer it is, what it takes and what it gives."""
    return {
        "name": found.layer.name,
        "kind": found.layer.kind.name,
        "inputs": [figures.layers[place].layer.name for place in found.layer.inputs],
        "output": sizes_data(found.output),
        **({"again": figures.network.layers[found.layer.again].name} if found.layer.again is not None else {}),
    }
