"""Maps that follow from the map told before by what is told between them."""

from __future__ import annotations

import pytest
from document_findings import said

TREE = "```\nphoto 3×120×120\n  └ conv3×3 p1 → 20     20×120×120   564 parameters\n     └ maxpool 2        {}\n```\n"
BLOCKS = (
    "```\nstem    3x3/2 pad1, 3 -> 12     120x120x3 -> 60x60x12\n"
    "b1      dw 3x3/1 + pw 12 -> 24            -> 60x60x24\n"
    "b2      dw 3x3/2 + pw 24 -> 40            -> {}\n```\n"
)
LEVELS = "```\n96x96x3 -> [20,20] -> 96x96x20 --pool--> {}\n```\n"
SIDES = "一上来是 9×9,8 个核,不填充:60→52,池化到 {},再 5×5、16 核、不填充到 22。\n"
STAGES = "The stem gives 40×40×16. The next stage, 16 → 48 channels: {}.\n"

TABLE = (
    "\\begin{{tabular}}{{lllr}}\nLayer & Kernel & Output & Parameters \\\\\nconv1 & $3{{\\times}}3$, 32, p1 & "
    "$48{{\\times}}48{{\\times}}32$ & 896 \\\\\npool1 & $2{{\\times}}2$ & ${}$ & 0 \\\\\n\\end{{tabular}}\n"
)
UNET = (
    "All convolutions are 3×3 and valid, 2×2 max pooling.\n\n```\nlevel 0   204 -> 202 -> 200    32 ch    params 320\n"
    "pool      200 -> 100\nlevel 1   100 -> {} -> {}      64 ch    params 18496\n```\n"
)


@pytest.mark.parametrize(
    ("text", "size", "verdict"),
    [
        (TREE.format("20×60×60"), "20×60×60", "right"),
        (TREE.format("20×59×59"), "20×59×59", None),  # which nothing gives
        (TREE.format("40×60×60"), "40×60×60", None),  # a pooling keeps the channels
        (BLOCKS.format("30x30x40"), "60x60x24", "right"),
        (BLOCKS.format("30x30x40"), "30x30x40", "right"),
        (BLOCKS.format("60x60x40"), "60x60x40", None),  # the stride is told
        (BLOCKS.format("29x29x40"), "29x29x40", None),  # the other windows are padded
        (LEVELS.format("48x48x20"), "48x48x20", "right"),
        (LEVELS.format("48x48x40"), "48x48x40", None),
        (SIDES.format("26"), "52", "right"),
        (SIDES.format("26"), "26", "right"),
        (SIDES.format("26"), "22", "right"),
        (SIDES.format("25"), "25", None),
        (STAGES.format("40×40×48"), "40×40×48", "right"),
        (STAGES.format("40×40×32"), "40×40×32", None),  # as many channels are not told
        (STAGES.format("20×20×48"), "20×20×48", None),  # nor is what would halve it
        (TABLE.format("24{\\times}24{\\times}32"), "24{\\times}24{\\times}32", "right"),
        (TABLE.format("25{\\times}25{\\times}32"), "25{\\times}25{\\times}32", None),
        # lines between those that stand below heads are lines
        (UNET.format("98", "96"), "98", "right"),
        (UNET.format("98", "96"), "96", "right"),
        (UNET.format("99", "96"), "96", None),
        # what is only supposed follows from nothing
        ("The stem gives 40×40×16. If a 2×2 pooling followed, we would have 20×20×16.\n", "20×20×16", None),
        # a window that is not read is not the usual one
        (
            "```\nconv (Conv2d)     3/1/1   [1, 16, 20, 20]\npool (MaxPool2d)  5/2/0   [1, 16, 10, 10]\n```\n",
            "[1, 16, 10, 10]",
            None,
        ),
    ],
)
def test_steps(text: str, size: str, verdict: str | None) -> None:
    assert next((one for place, _, one in said(text) if place == size), None) == verdict
