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
        pytest.param("It takes 1,036,800 FLOPs.", "1,036,800", "right", id="as many as multiplications"),
        pytest.param("A MAC is 2 FLOPs, so 1.04 MFLOPs.", "1.04 M", None, id="but not where each has two"),
        pytest.param("A MAC is 2 FLOPs, so 2.07 MFLOPs.", "2.07 M", "rounded", id="of which there are twice as many"),
        pytest.param("It has 38,400 connections.", "38,400", None, id="values are no connections"),
        pytest.param("It has 38,400 numbers.", "38,400", "right", id="values"),
        pytest.param("It has 1,036,800 connections.", "1,036,800", "right", id="connections"),
        pytest.param("Then a batch normalisation has 48 parameters.", "48", "right", id="factors and summands"),
        pytest.param("Then a batch normalisation has 24 parameters.", "24", None, id="the factors alone"),
    ],
)
def test_what_equals_a_figure(said: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, MAP.format(said)) == verdict


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        pytest.param("# 96 learnable parameters", "right", id="its own"),
        pytest.param("# 48 learnable parameters", None, id="those of the one before"),
    ],
)
def test_channels_that_are_told_come_in(line: str, verdict: str | None) -> None:
    text = (
        "```python\nblock = nn.Sequential(\n    nn.BatchNorm2d(24),\n    nn.Conv2d(24, 48, 1, bias=False),\n"
        f"    nn.BatchNorm2d(48),  {line}\n)\n```\n"
    )
    assert verdict_on(line.split()[1], text) == verdict


WITHOUT = "{}\n\nA convolution of 3×3 leads from 32 to 64 channels. {}\n"


@pytest.mark.parametrize(
    ("policy", "said", "place", "verdict"),
    [
        ("All layers are without bias.", "It has 18,432 weights.", "18,432", "right"),
        ("All layers are without bias.", "It has 18,496 weights.", "18,496", None),
        ("", "It has 18,496 weights.", "18,496", "right"),  # who says nothing of biases may count them
        ("所有卷积都不设偏置。", "共有 18,496 个权重。", "18,496", None),
        ("所有卷积都带偏置。", "共有 18,496 个权重。", "18,496", "right"),
    ],
)
def test_weights_have_no_biases_where_a_text_has_none(policy: str, said: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, WITHOUT.format(policy, said)) == verdict
