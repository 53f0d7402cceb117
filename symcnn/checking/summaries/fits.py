"""Whether a row of a summary follows from the row before it: its sizes, and its number of parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from symcnn.checking.summaries import shapes, weights
from symcnn.checking.summaries.places import UNKNOWN, Fit, Place, bad

_CHECKS: Mapping[str, Callable[[Place], Fit]] = {
    "conv": weights.conv,
    "transposed": weights.conv,
    "depthwise": weights.conv,
    "separable": weights.separable,
    "dense": weights.dense,
    "same": shapes.same,
    "prelu": weights.prelu,
    "batch_norm": weights.norm,
    "layer_norm": weights.norm,
    "group_norm": weights.norm,
    "pool": shapes.weightless(shapes.pool),
    "adaptive": shapes.weightless(shapes.pool),
    "global": shapes.weightless(shapes.global_pool),
    "flatten": shapes.weightless(shapes.flatten),
    "reshape": shapes.weightless(shapes.reshape),
    "permute": shapes.weightless(shapes.reshape),
    "pad": shapes.weightless(shapes.resized),
    "crop": shapes.weightless(shapes.resized),
    "upsample": shapes.weightless(shapes.resized),
    "merge": shapes.several,
    "concat": shapes.several,
    "input": shapes.input_row,
}


def fit_of(place: Place) -> Fit:
    """How the row follows from its inputs."""
    check = _CHECKS.get(place.kind or "")
    if any(0 in shape for shape in (place.output, *place.inputs) if shape is not None):
        return bad("zero")
    return UNKNOWN if check is None or not place.output else check(place)
