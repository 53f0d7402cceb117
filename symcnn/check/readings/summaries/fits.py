"""Whether a row of a summary follows from the row before it: its sizes, and its number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcnn.check.readings.summaries import summary_shapes, weights
from symcnn.check.readings.summaries.summary_places import UNKNOWN, Fit, Place, bad

_CHECKS: Mapping[str, Callable[[Place], Fit]] = {
    "conv": weights.conv,
    "transposed": weights.conv,
    "depthwise": weights.conv,
    "separable": weights.separable,
    "dense": weights.dense,
    "same": summary_shapes.same,
    "prelu": weights.prelu,
    "batch_norm": weights.norm,
    "layer_norm": weights.norm,
    "group_norm": weights.norm,
    "pool": summary_shapes.weightless(summary_shapes.pool),
    "adaptive": summary_shapes.weightless(summary_shapes.pool),
    "global": summary_shapes.weightless(summary_shapes.global_pool),
    "flatten": summary_shapes.weightless(summary_shapes.flatten),
    "reshape": summary_shapes.weightless(summary_shapes.reshape),
    "permute": summary_shapes.weightless(summary_shapes.reshape),
    "pad": summary_shapes.weightless(summary_shapes.resized),
    "crop": summary_shapes.weightless(summary_shapes.resized),
    "upsample": summary_shapes.weightless(summary_shapes.resized),
    "merge": summary_shapes.several,
    "concat": summary_shapes.several,
    "input": summary_shapes.input_row,
}


def fit_of(place: Place) -> Fit:
    """How the row follows from its inputs."""
    check = _CHECKS.get(place.kind or "")
    if any(0 in shape for shape in (place.output, *place.inputs) if shape is not None):
        return bad("zero")
    return UNKNOWN if check is None or not place.output else check(place)
