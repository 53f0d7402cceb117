"""What is known of a layer of which only the channels are told."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on

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


WALK = "The picture is 34×34×1.\n\n- C1: 8 filters 5×5, no padding\n- C2: 12 filters 3×3, no padding\n\n"


@pytest.mark.parametrize(
    ("again", "size", "verdict"),
    [
        ("C2: 28·28·12 outputs, 72 multiplications each.", "28×28×12", "right"),  # the map that comes out, once more
        ("C2: 28·28·12 outputs, 72 multiplications each.", "27×27×12", "wrong"),
        ("C2 takes 30×30×8.", "28×28×12", "right"),
    ],
)
def test_a_map_that_is_told_again_does_not_come_in(again: str, size: str, verdict: str) -> None:
    assert layer_verdict_on(size, f"{WALK}C1: 30×30×8.\n\nC2: {size}.\n\n{again}\n") == verdict


@pytest.mark.parametrize(
    ("told", "kernel"),
    [({"stride": 2}, None), ({}, 3)],  # it goes on by its own size; without a stride any usual one will do
)
def test_the_window_of_a_pooling_that_nothing_tells(told: dict[str, int], kernel: int | None) -> None:
    arguments = {role: ToldValue(value, Certainty.CLAUSE) for role, value in told.items()}
    measured = measured_layer(ToldLayer(0, "max_pool", arguments, 0, None), None, None, (), {})
    assert measured.layer.number("kernel") == kernel
