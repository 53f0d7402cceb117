"""What one window makes of one size, told without a network around it."""

from __future__ import annotations

import pytest
from document_findings import said

UP = "And a transposed convolution? From 9 with k=5, s=2, p=2 you get 17; add `output_padding=1` for {}."
TWO_AXES = "ConvTranspose2d(96→48, k=4, s=2, p=1): from 30×18 it yields 60×36. With k=3, s=2, p=1 it would be {}."
POOL = "43×43 用 3×3、步幅 2 池化得 21×21；44×44 则得 {}（向上取整）。"
CODE = "`Conv2d(8, 16, 3, dilation=2)` is wide: without padding at stride 1 you'd get {} from 40×40."
LETTERS = "转置卷积:$n=11,k=4,s=2,p=1$: $o=22$; $n=22,k=3,s=2,p=1,\\mathit{{op}}=1$: $o={}$。\n"
DESIGN = "Conv1 takes 50×50×3 and has 24 kernels of 5×5 with stride 1 and padding 0.\n\n"


@pytest.mark.parametrize(
    ("text", "size", "verdict"),
    [
        # a clause tells what is other with the window before it
        (UP.format("18"), "18", "right"),
        (UP.format("19"), "19", "wrong"),
        (UP.format("18") + " With k=2, s=2: 18.", "18", "right"),
        (TWO_AXES.format("59×35"), "59×35", "right"),
        (TWO_AXES.format("58×34"), "58×34", "wrong"),
        (TWO_AXES.format("60×36"), "60×36", "right"),  # with an output padding of which nothing is told
        (LETTERS.format("44"), "44", "right"),
        (LETTERS.format("43"), "43", "wrong"),
        # the size after the figure that comes of it; the dilation is that of the layer in the code
        (CODE.format("36×36"), "36×36", "right"),
        (CODE.format("38×38"), "38×38", "wrong"),
        # the same window on another size
        (POOL.format("21×21"), "21×21", "right"),
        (POOL.format("22×22"), "22×22", "conditional"),
        (POOL.format("22×22").replace("向上取整", "有余"), "22×22", None),
        # from one size to the next
        ("转置卷积 k=4, s=2, p=1，从 3×3 开始？答：3 → 6 → 12 → 24。", "24", "right"),
        ("转置卷积 k=4, s=2, p=1，从 3×3 开始？答：3 → 6 → 12 → 25。", "25", None),
        # an argument of a told layer is another one
        (DESIGN + "Conv1 with stride 2 would give 23×23.", "23×23", "right"),
        # no sizes: channels behind an arrow, what no word leads to, windows, doubts
        ("Transposed, k=4, s=2, p=1. Then 24 → 48 channels.", "48", None),
        ("Pooling 3×3, stride 2, on 21×21, some 10 years old.", "10", None),
        ("The transposed convolution from 9 with k=5, s=2, p=2 does not give 16.", "16", None),
        ("Upwards, from 9 with k=5, s=2, p=2, it is 16.", "16", None),  # of no kind that is named
    ],
)
def test_sizes(text: str, size: str, verdict: str | None) -> None:
    assert next((one for place, _, one in said(text) if place == size), None) == verdict
