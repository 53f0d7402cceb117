"""A table of figures for programs."""

from __future__ import annotations

from typing import Any

from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures, Repetition
from symcnn.network.figures.quantities import of_layer
from symcnn.pages.renderers.json_values import VERSION, layer_data, network_data, plain, sizes_data


def table_data(figures: Figures) -> dict[str, Any]:
    """What `symcnn table --json` says."""
    return {
        "version": VERSION,
        **network_data(figures),
        "layers": [_layer(found, figures) for found in figures.layers[1:]],
        "total": {quantity: plain(figures.total(quantity)) for quantity in TOTALS},
    }


def _round(repetition: Repetition) -> dict[str, Any]:
    return {"index": repetition.index, "count": plain(repetition.count), "first": repetition.first}


def _layer(found: LayerFigures, figures: Figures) -> dict[str, Any]:
    return {
        **layer_data(found, figures),
        **{quantity: plain(of_layer(figures, found, quantity)) for quantity in TOTALS if quantity != "param_bytes"},
        "receptive_field": sizes_data(found.receptive_field),
        "jump": sizes_data(found.jump),
        **({"rounds": [_round(each) for each in found.repetitions]} if found.repetitions else {}),
    }
