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

FIVE = "If we choose a 5×5 kernel with stride 3 and no padding instead, the same 6×6 map becomes 20×20."
LEFT_OUT = "转置卷积 $i=13,k=5,s=2,p=2$,输出填充 1:$o=26$;无输出填充则为 {}。"
LISTED = "判别器：卷积核 4、步长 2、填充 1，96 依次变 {}。"


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
        # the next window, in the same words; the size before it is told far from it, or by the story of another layer
        ("Transposed: starting at 6×6, a 4×4 kernel, stride 2, padding 1 gives 12×12. " + FIVE, "20×20", "right"),
        (
            "We replaced the 7×7 stride-2 stem (padding 3, 90×90 → 45×45) by a 3×3 stride-2 stem with padding 1, "
            "which gives 45×45 too.",
            "45×45",
            "right",
        ),
        (LEFT_OUT.format("25"), "25", "right"),
        (LEFT_OUT.format("27"), "27", "wrong"),
        (LISTED.format("48、24、12"), "12", "right"),
        (LISTED.format("48、24、13"), "13", None),
        # what leads on is the next size that comes in, and what follows it is of no window that is told
        ("Transposed: k=4, s=2, p=1, from 4 to 8. Output padding 1 would make 7 into 15.", "7", None),
        ("转置卷积核 6、步长 1、填充 0，1 变 6，之后 6 → 12 → 24。", "12", None),
        # no sizes: channels behind an arrow, what no word leads to, windows, doubts
        ("Transposed, k=4, s=2, p=1. Then 24 → 48 channels.", "48", None),
        ("Pooling 3×3, stride 2, on 21×21, some 10 years old.", "10", None),
        ("The transposed convolution from 9 with k=5, s=2, p=2 does not give 16.", "16", None),
        ("Upwards, from 9 with k=5, s=2, p=2, it is 16.", "16", None),  # of no kind that is named
    ],
)
def test_sizes(text: str, size: str, verdict: str | None) -> None:
    assert next((one for place, _, one in said(text) if place == size), None) == verdict
