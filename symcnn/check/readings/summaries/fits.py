"""Whether a row of a summary follows from the row before it: its sizes, and its number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcnn.check.readings.summaries import summary_shapes, weights
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import UNKNOWN, Fit, Place, bad

_CHECKS: Mapping[RowForm, Callable[[Place], Fit]] = {
    RowForm.KERNELS: weights.windows,
    RowForm.SPREAD: weights.windows,
    RowForm.DEPTHWISE: weights.windows,
    RowForm.SEPARATED: weights.separable,
    RowForm.UNITS: weights.units,
    RowForm.SAME: summary_shapes.same,
    RowForm.SLOPES: weights.slopes,
    RowForm.NORM: weights.norm,
    RowForm.STATISTICS: weights.norm,
    RowForm.WINDOW: summary_shapes.weightless(summary_shapes.pool),
    RowForm.ADAPTIVE: summary_shapes.weightless(summary_shapes.pool),
    RowForm.GLOBAL: summary_shapes.weightless(summary_shapes.global_pool),
    RowForm.FLAT: summary_shapes.weightless(summary_shapes.flatten),
    RowForm.RESHAPED: summary_shapes.weightless(summary_shapes.reshape),
    RowForm.PERMUTED: summary_shapes.weightless(summary_shapes.reshape),
    RowForm.RESIZED: summary_shapes.weightless(summary_shapes.resized),
    RowForm.MERGED: summary_shapes.several,
    RowForm.JOINED: summary_shapes.several,
    RowForm.INPUT: summary_shapes.input_row,
}


def fit_of(place: Place) -> Fit:
    """How the row follows from its inputs."""
    check = _CHECKS.get(place.form) if place.form else None
    if any(0 in shape for shape in (place.output, *place.inputs) if shape is not None):
        return bad("zero")
    return UNKNOWN if check is None or not place.output else check(place)
