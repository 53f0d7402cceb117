"""A table of figures for programs."""

from __future__ import annotations

from typing import Any

from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.pages.renderers.json_values import VERSION, plain


def table_data(figures: Figures) -> dict[str, Any]:
    """What `symcnn table --json` says."""
    return {
        "version": VERSION,
        "network": figures.network.name,
        "conventions": {name: plain(value) for name, value in figures.network.conventions.items()},
        "layers": [_layer_data(found, figures) for found in figures.layers[1:]],
        "total": {quantity: plain(figures.total(quantity)) for quantity in TOTALS},
    }


def _layer_data(found: LayerFigures, figures: Figures) -> dict[str, Any]:
    layer = found.layer
    return {
        "name": layer.name,
        "kind": layer.kind.name,
        "inputs": [figures.layers[place].layer.name for place in layer.inputs],
        "output": [plain(size) for size in found.output],
        **{quantity: plain(found[quantity]) for quantity in TOTALS if quantity != "param_bytes"},
        "receptive_field": [plain(size) for size in found.receptive_field],
        "jump": [plain(size) for size in found.jump],
    }
