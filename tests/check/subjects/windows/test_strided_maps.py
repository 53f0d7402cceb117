"""Maps that are an input divided by a stride: pyramids, and a network at another input size."""

from __future__ import annotations

import pytest
from document_findings import said

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

GRIDS = "The detector takes 480×320 frames, strides 8/16/32 (W×H): P3 60×40, P4 30×20, P5 {}.\n"
TABLE = (
    "输入 384×384，步幅 8、16、32\n\n| 尺度 | 网格 | 通道 |\n|---|---|---|\n| P3 | 48×48 | 64 |\n| P4 | 24×24 | 128 |\n"
    "| P5 | {} | 256 |\n"
)
UNTOLD = "At 352 pixels the grids are 44×44, 22×22 and {}.\n"
PRINTED = (
    "```\nconv1 (Conv2D 3x3 s2 same)   (None, 96, 96, 24)   672\n"
    "conv2 (Conv2D 3x3 s2 same)   (None, 48, 48, 40)   8680\n```\nThe input is 192×192×3.\n\n"
)


@pytest.mark.parametrize(
    ("text", "size", "verdict"),
    [
        (GRIDS.format("15×10"), "60×40", "right"),
        (GRIDS.format("15×10"), "15×10", "right"),
        (GRIDS.format("14×10"), "14×10", "wrong"),  # the strides are told in this order, and two of them fit
        (GRIDS.replace("8/16/32", "several").format("14×10"), "14×10", None),  # no stride is told
        (GRIDS.replace("8/16/32", "32/16/8").format("14×10"), "14×10", None),  # nor in this order
        (GRIDS.replace("30×20", "31×20").format("14×10"), "14×10", None),  # two do not fit: something else is meant
        (TABLE.format("12×12"), "12×12", "right"),
        (TABLE.format("13×13"), "13×13", "wrong"),
        (UNTOLD.format("11×11"), "11×11", "right"),
        (UNTOLD.format("12×12"), "44×44", None),  # two may do so by chance
        (UNTOLD.format("12×12"), "12×12", None),
        ("Boxes of 40×40, 80×80 and 160×160 on 400×400 frames.\n", "160×160", None),
        (PRINTED + "With an input of 256×256: conv1 128×128, conv2 64×64.\n", "64×64", "right"),
        (PRINTED + "With an input of 256×256 the last map is 64×64×40.\n", "64×64×40", "right"),
        (PRINTED + "With an input of 256×256 the last map is 64×64×24.\n", "64×64×24", None),  # a map of other depth
        (PRINTED + "With an input of 256×256: conv1 64×64.\n", "64×64", None),  # that of another layer
        (PRINTED + "With an input of 256×256: conv1 126×126.\n", "126×126", None),
    ],
)
def test_maps(text: str, size: str, verdict: str | None) -> None:
    assert next((one for place, _, one in said(text) if place == size), None) == verdict


def test_maps_that_go_up_and_down_are_no_pyramid() -> None:
    rows = "".join(f"| P{row} | {'60×40' if row % 2 else '120×80'} |\n" for row in range(1200))
    found = check_document(read_document("a.md", f"Input 480×320.\n\n| level | map |\n|---|---|\n{rows}"))
    assert not [one for one in found if one.code.name == "internal-error"]
