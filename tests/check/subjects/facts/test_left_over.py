"""Numbers of which nothing is said, explained by the figures of layers near them, and those that are not."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on

MAP = "The input is 40×40×3. A convolution with 24 kernels of 3×3, stride 1 and padding 1 follows. {}\n"


@pytest.mark.parametrize(
    ("said", "place", "verdict"),
    [
        pytest.param("Somewhere 1,036,800 bytes are free.", "1,036,800", None, id="as many bytes as multiplications"),
        pytest.param("It needs 1,036,800 MACs.", "1,036,800", "right", id="multiplications"),
        pytest.param("It needs 2,073,600 MACs.", "2,073,600", "wrong", id="twice as many, by no convention"),
        pytest.param("It takes 2,073,600 FLOPs.", "2,073,600", "right", id="operations"),
        pytest.param("Then a batch normalisation has 48 parameters.", "48", "right", id="factors and summands"),
        pytest.param("Then a batch normalisation has 24 parameters.", "24", None, id="the factors alone"),
    ],
)
def test_what_equals_a_figure(said: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, MAP.format(said)) == verdict
