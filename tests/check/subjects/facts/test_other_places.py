"""Sizes that are wrong behind the layer told before theirs, and right elsewhere in what the text goes through."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on

ONCE_FOR_ALL = "The pictures are 64×64×3. pool1 is a 2×2 max pooling with stride 2.\n\n"
CONV1 = "conv1 has 16 kernels of 3×3, padding 1, and gives 64×64×16; "
STEM = "先是 7×7 卷积（步长 2，填充 3），再是 3×3 最大池化（步长 2，填充 1），"


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # a layer that is told once for all stands behind one that is told later
        (ONCE_FOR_ALL + CONV1 + "pool1 makes 32×32×16 of it.", "32×32×16", "right"),
        (ONCE_FOR_ALL + "pool1 makes 32×32×16 of it.", "32×32×16", "wrong"),
        # what comes in comes into the first layer of the sentence
        (STEM + "224×224 的图变成 56×56。", "56×56", "right"),
        (STEM + "224×224 的图变成 57×57。", "57×57", "wrong"),
        (
            "先是 7×7 卷积（步长 2，填充 3）。\n\n3×3 最大池化（步长 2，填充 1）把 224×224 变成 56×56。",
            "56×56",
            "wrong",
        ),
    ],
)
def test_a_layer_may_stand_elsewhere(text: str, place: str, verdict: str | None) -> None:
    assert layer_verdict_on(place, text + "\n") == verdict
