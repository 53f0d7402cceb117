"""Parameters of well-known networks."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, ROUNDED, UNDECIDED, said


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("## VGG-16 (138M parameters)", ROUNDED),
        ("ResNet-50 has 25,557,032 parameters.", RIGHT),
        ("AlexNet 有 6000 万个参数", ROUNDED),
        ("## VGG-16 (183M parameters)", UNDECIDED),
        ("MobileNetV2 has 3.5M params", ROUNDED),
    ],
)
def test_the_parameters_of_a_known_network(text: str, verdict: str) -> None:
    assert [(code, found) for _, code, found in said(text)] == [("model-figure", verdict)]


@pytest.mark.parametrize(
    "text", ["VGG-16 and AlexNet.", "AlexNet won in 2012; our net has 5M parameters", "AlexNet2 (3M params)"]
)
def test_a_number_that_is_of_another_thing(text: str) -> None:
    assert [one for one in said(text) if one[2] != UNDECIDED] == []
