"""What is known of a layer of which only the channels are told."""

from __future__ import annotations

import pytest

from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.check.subjects.measured.measured_story import measured_layer


@pytest.mark.parametrize(
    ("kind", "outputs"),
    [
        ("flatten", {(None,)}),  # 3 channels of a map, nobody says how large: not 3 values
        ("relu", {(None, None, 3)}),
        ("dense", {(10,)}),  # 3 units are all that comes in
    ],
)
def test_channels_of_maps_whose_sizes_nobody_tells(kind: str, outputs: set[tuple[int | None, ...]]) -> None:
    told = {"channels": ToldValue(3, Certainty.CLAUSE), "kernels": ToldValue(10, Certainty.CLAUSE)}
    measured = measured_layer(ToldLayer(0, kind, told, 0, None), None, None, (), {})
    assert {*measured.outputs} == outputs
