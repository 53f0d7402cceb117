"""Sizes that arrows lead through a network whose windows a text tells once for all."""

from __future__ import annotations

import pytest
from document_findings import said

WINDOWS = (
    "All convolutions are 3×3 without padding, the poolings 2×2 with stride 2, the up-convolutions 2×2, stride 2.\n\n"
)
PADDED = "Each level has two 3×3 convolutions with padding 1, then 2×2 max pooling.\n\n"
LEVELS = "```\n188 → 186 → 184   (24 channels)\n pool 92 → {} → 88   (48 channels)\n pool 44 → 42 → 40   (96)\n```\n"
UP = WINDOWS + "Going up: 40 → 80 (up-convolution) → 78 → {} → 152 → 150 → 148.\n"
FLOORED = "每级用 2×2、步长 2 的最大池化，不填充。\n\n输入取 250 不行：250 → 125 → {} → 31 → 15。\n"


@pytest.mark.parametrize(
    ("text", "size", "verdict"),
    [
        (WINDOWS + LEVELS.format("90"), "92", "right"),  # behind a pooling, on the next line
        (WINDOWS + LEVELS.format("90"), "88", "right"),
        (WINDOWS + LEVELS.format("91"), "91", "wrong"),  # which breaks two steps, between which one window makes 90
        (UP.format("76"), "152", "right"),
        (UP.format("67"), "67", "wrong"),
        (FLOORED.format("62"), "31", "right"),
        ("卷积都是 5×5、步长 1、不填充，池化 2×2。\n\n边长：60 → 56 → 28 → 24。\n", "24", "right"),
        (FLOORED.format("63"), "63", None),  # where the next step fits, nobody knows which of both is meant
        # channels are no sizes
        (WINDOWS + "The channels 64 → 128 → 265 → 512 → 1024 → 2048 → 4096 double.\n", "265", None),
        (WINDOWS + "64 → 128 → 265 → 512 → 1024 → 2048 → 4096 channels.\n", "265", None),
        (PADDED + "Sides: 64 → 64 → 32 → 33 → 16.\n", "33", None),  # a convolution kept it, or the pooling halved it
        (WINDOWS + "Going up: 40 → 80 (64 → 32 channels) → 78 → 76.\n", "32", None),
        # one step is no walk, and numbers of other things are none
        (WINDOWS + "First 50 → 48, then 40 → 36.\n", "48", None),
        (WINDOWS + "The learning rate is halved: 80 → 40 → 21 → 10.\n", "21", None),
        (WINDOWS + "We went from 300 → 298 -> 290 pages.\n", "290", None),
        # without the windows nothing follows
        (LEVELS.format("91"), "91", None),
    ],
)
def test_walks(text: str, size: str, verdict: str | None) -> None:
    assert next((one for place, _, one in said(text) if place == size), None) == verdict
