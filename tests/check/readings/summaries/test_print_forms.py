"""Prints of further tools, and prints without heads: a text with one figure to fill in, then the verdicts on it."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

X = """
                 Kernel Shape      Output Shape   Params Mult-Adds
Layer
0_conv1         [3, 8, 5, 5]    [1, 8, 28, 28]    608.0    470.4k
1_relu1                    -    [1, 8, 28, 28]        -         -
2_pool1                    -    [1, 8, 14, 14]        -         -
3_conv2        [8, 32, 3, 3]   [1, 32, 12, 12]   {conv}  {macs}
4_fc1             [4608, 10]           [1, 10]    {fc}    46.08k
------------------------------------------------------------------
Total params        {total}
"""
PADDLE = """
 Layer (type)       Input Shape          Output Shape         Param #
===========================================================================
   Conv2D-1      [[1, 1, 28, 28]]      [1, 6, 28, 28]          {conv}
 BatchNorm2D-1   [[1, 6, 28, 28]]      [1, 6, 28, 28]          {norm}
  MaxPool2D-1    [[1, 6, 28, 28]]      [1, 6, 14, 14]           0
   Linear-1         [[1, 1176]]           [1, 10]             11,770
"""
BARE = """The last lines of the log:

conv2d_3 (Conv2D)            (None, 30, 30, 12)        336
max_pooling2d_3 (MaxPooling2D) (None, {pool}, 12)   0
flatten_1 (Flatten)          (None, 2700)              0
dense_1 (Dense)              (None, 7)                 {dense}
"""
RIGHT = {
    X: {"conv": "2.34k", "macs": "331.776k", "fc": "46.09k", "total": "49.03k"},
    PADDLE: {"conv": "156", "norm": "24"},
    BARE: {"pool": "15, 15", "dense": "18907"},
}


def verdicts(page: str, **changed: str) -> dict[str, str]:
    """The verdicts that are not simply right, by what they are on."""
    document = read_document("page.txt", page.format_map(RIGHT[page] | changed))
    found = check_document(document)
    return {
        document.text[one.start : one.end]: one.verdict.value
        for one in found
        if one.verdict.value not in ("right", "rounded")
    }


@pytest.mark.parametrize("page", [X, PADDLE, BARE])
def test_what_is_printed_rightly_is_right(page: str) -> None:
    assert verdicts(page) == {}


@pytest.mark.parametrize(
    ("page", "figure", "printed", "verdict"),
    [
        (X, "conv", "2.43k", "wrong"),
        (X, "macs", "313.776k", "wrong"),
        (X, "fc", "46.90k", "wrong"),
        (X, "total", "49.30k", "wrong"),
        (PADDLE, "conv", "165", "wrong"),
        (PADDLE, "norm", "12", None),  # some count the weights alone
        (BARE, "dense", "18900", "conditional"),
        (BARE, "dense", "18970", "wrong"),
        (BARE, "pool", "14, 14", "wrong"),
    ],
)
def test_one_wrong_figure_is_told_at_its_place(page: str, figure: str, printed: str, verdict: str | None) -> None:
    found = verdicts(page, **{figure: printed})
    assert [quote for quote, said in found.items() if said == "wrong" and printed not in quote] == []
    assert next((said for quote, said in found.items() if printed in quote), None) == verdict


def test_biases_that_a_page_tells_are_counted() -> None:
    page = "Every layer has a bias.\n" + BARE
    RIGHT[page] = RIGHT[BARE]
    assert verdicts(page, dense="18900") == {"18900": "wrong"}
    assert verdicts(page) == {}


@pytest.mark.parametrize(("count", "verdict"), [("4,640", None), ("4,608", "conditional"), ("4,604", "wrong")])
def test_a_printed_row_may_be_of_a_layer_without_biases(count: str, verdict: str | None) -> None:
    """The kernel is known from the count alone; that the other rows have biases makes one without conditional."""
    page = "conv2d (Conv2D) (None, 26, 26, 16) 160\nconv2d_1 (Conv2D) (None, 24, 24, 32) {count}\n"
    RIGHT[page] = {}
    found = verdicts(page, count=count)
    assert next((said for quote, said in found.items() if count in quote), None) == verdict


ASCII = """
Layer (type)                             Output Shape              Param #
==========================================================================================
Net                                      [2, 10]                   --
+ Conv2d                                 [2, 8, 30, 30]            224
+ Sequential                             [2, 8, 15, 15]            --
|    + MaxPool2d                         [2, 8, 15, 15]            --
+ Linear                                 [2, 10]                   18,010
==========================================================================================
Total params: 18,234
Trainable params: 18,234
Non-trainable params: 0
==========================================================================================
Params size (MB): {size}
"""
CHANNELS_FIRST = """
   Conv2D-1      [[8, 3, 64, 128]]     [8, 64, 64, 128]       1,792
 BatchNorm2D-1   [[8, 64, 64, 128]]    [8, 64, 64, 128]        {norm}
    ReLU-1       [[8, 64, 64, 128]]    [8, 64, 64, 128]         0
"""


@pytest.mark.parametrize("size", ["0.07", "0.073"])
def test_a_tree_without_lines_counts_in_millions(size: str) -> None:
    RIGHT[ASCII] = {}
    assert "wrong" not in verdicts(ASCII, size=size).values()


@pytest.mark.parametrize(("norm", "is_wrong"), [("256", False), ("265", True)])
def test_channels_of_a_print_are_not_mistaken_for_a_side(norm: str, is_wrong: bool) -> None:
    """128 is the last size of the map and no number of channels."""
    RIGHT[CHANNELS_FIRST] = {}
    assert ("wrong" in verdicts(CHANNELS_FIRST, norm=norm).values()) == is_wrong


@pytest.mark.parametrize(
    "rows",
    [
        # rows without the column of inputs that the head tells
        "  Layer (type)       Input Shape          Output Shape         Param #\n"
        "     Flatten-10                 [-1, 1152]               0\n"
        " x    Linear-11                  [-1, 256]         295,168\n",
        # a size below nothing
        "        BatchNorm2d-2           [-1, 24, 48, 48]              48\n"
        "               ReLU-3           [-1, -4, 48, 48]               0\n",
    ],
)
def test_what_no_program_prints_is_no_mistake_of_ours(rows: str) -> None:
    findings = check_document(read_document("a.txt", rows))
    assert [finding.code.name for finding in findings if finding.code.name == "internal-error"] == []
