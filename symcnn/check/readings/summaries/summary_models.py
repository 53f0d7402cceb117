"""A model read from code as the rows that its framework's summary would print."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.check.readings.summaries.row_layers import SHOWN, numeric_workings
from symcnn.check.readings.summaries.summary_code import Candidate, ExpectedRow
from symcnn.core.written.tree import Expr
from symcnn.models.model import KERAS, PYTORCH, Model, ModelLayer
from symcnn.network.figures.figures import LayerFigures
from symcnn.network.figures.measure import measure


def candidate_of(model: Model) -> Candidate | None:
    """The rows of a model's summary; None where the code leaves something open.

    >>> from symcnn.models.python.read_models import read_models
    >>> code = "model = Sequential([Conv2D(6, 5, input_shape=(28, 28, 1)), Flatten(), Dense(10)])"
    >>> (model,), _ = read_models(code, [(0, len(code))])
    >>> [(row.name, row.output, row.params) for row in candidate_of(model).rows]
    [('conv2d', (24, 24, 6), 156), ('flatten', (3456,), 0), ('dense', (10,), 34570)]
    """
    if model.network is None or not model.is_whole or not model.layers:
        return None
    if model.framework == PYTORCH and any(layer.again is not None for layer in model.network.layers):
        return None  # some tools count what is used again once, others each time
    figures, faults = measure(model.network)
    if faults or not figures.layers or any(layer.repetitions for layer in figures.layers):
        return None
    workings = {layer.layer.name: tuple(numeric_workings(figures, layer, SHOWN)) for layer in figures.layers[1:]}
    by_name = {layer.layer.name: layer for layer in figures.layers}
    layers = _once(model.layers) if model.framework == KERAS else model.layers
    rows = [_row(layer, by_name, workings, model) for layer in layers]
    found = tuple(row for row in rows if row is not None)
    return Candidate(model.upto, model.framework, found) if len(found) == len(rows) else None


def _once(layers: Sequence[ModelLayer]) -> Sequence[ModelLayer]:
    """The layers, each by its first use: Keras, which gives no name twice, prints what is used again once."""
    known: dict[str, ModelLayer] = {}
    return [layer for layer in layers if not layer.name or known.setdefault(layer.name, layer) is layer]


def _row(
    layer: ModelLayer,
    by_name: Mapping[str, LayerFigures],
    workings: Mapping[str, tuple[Expr, ...]],
    model: Model,
) -> ExpectedRow | None:
    parts = [by_name.get(name) for name in layer.network_layers]
    known = [part for part in parts if part is not None]
    if not known or len(known) < len(parts):
        return None
    counts = {quantity: [part[quantity] for part in known if part.layer.inputs] for quantity in ("params", "trainable")}
    if not all(isinstance(value, int) for values in counts.values() for value in values):
        return None
    params, trained = (
        sum(value for value in counts[name] if isinstance(value, int)) for name in ("params", "trainable")
    )
    output = tuple(value if isinstance(value, int) else None for value in known[-1].output)
    if model.framework == PYTORCH and len(output) > 1:
        output = (output[-1], *output[:-1])
    lines = tuple(line for part in known for line in workings.get(part.layer.name, ()))
    trainable = None if model.is_frozen else trained
    is_function = model.framework == PYTORCH and layer.class_name[:1].islower()
    aside = [part.shared.values.get("statistics") for part in known] if model.framework == PYTORCH else []
    statistics = sum(value for value in aside if isinstance(value, int))
    return ExpectedRow(
        layer.name, layer.class_name, output, params, trainable, known[0].layer.name, lines, is_function, statistics
    )
