"""Counts of known layers without the biases that the text counts elsewhere."""

from __future__ import annotations

import pytest
from document_findings import verdict_at

VGG = "In VGG-16 conv3_1 has 295,168 parameters, conv3_2 has 590,080, conv3_3 has 590,080, and conv4_1 has {}.\n"


@pytest.mark.parametrize(
    ("text", "count", "verdict"),
    [
        (VGG, "1,180,160", "right"),
        (VGG, "1,179,648", None),
        (VGG.replace("conv4_1 has {}", "conv4_1 has as many weights as {}"), "1,179,648", "right"),
        ("In VGG-16 conv4_1 counts {}.\n", "1,179,648", "right"),  # nothing else tells how it counts
    ],
)
def test_a_count_without_its_biases_is_not_right_beside_others_that_have_them(
    text: str, count: str, verdict: str | None
) -> None:
    assert verdict_at(text, count) == verdict
