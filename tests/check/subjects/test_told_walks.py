"""Walks through whole networks: names by signs and letters, rows and columns, totals, results in their own columns."""

from __future__ import annotations

import pytest
from document_findings import verdict_at

NAMED = """输入为 5 个波段、83 行 61 列的影像块，各层都带偏置：

- 卷积层甲：20 个 7×5 的卷积核，行步幅 3、列步幅 2，四周各填充 2；
- 卷积层乙：34 个 3×3 的卷积核，填充 1，分 2 组；
- 全连接 96，全连接 6。

{}
"""
CAMERA = "The camera delivers frames of 97 rows and 65 columns, one channel. Layer A has 8 kernels of 7×5, {}"
LISTED = """Every layer has biases. The input is 3 x 66 x 130.

```
conv 5x5, 3 -> 20, stride 2, pad 2      33 x 65
maxpool 3, stride 3                     11 x 21
conv 3x3, 20 -> 44, no pad               {}
```
"""
CUBES = """Every conv has a bias. The input is 48×96×96 with one channel, depth first.

- c1: 1→16 channels, 3×3×3, stride (1,2,2), padding 1. Output 16 channels of 48×48×48.
- c2: 16→32, 3×3×3, stride 2, padding 1. {}
"""
FIRST = "| 层 | 说明 | 输出 |\n|-|-|-|\n| 输入 | | 1×72×54 |\n| L1 | 3×3 卷积，步幅 2，补 1 | {} |\n"
COUNTED = (
    "The input layer has 100 neurons. The first dense layer has 50 units, the second dense layer 10 units. "
    "All counts include biases. The first dense layer has 5,050 parameters, the second 510, {}"
)


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        pytest.param(NAMED.format("甲的输出为 20×27×31，{}。"), "乙的输出为 34×27×31", "right", id="by signs"),
        pytest.param(NAMED.format("甲：输出 {}。"), "20×27×30", "wrong", id="a slip of a layer that a sign names"),
        pytest.param(NAMED.format("甲、乙两种方案的输出都是 {}。"), "20×27×30", None, id="signs of other things"),
        pytest.param(NAMED.format("卷积层乙有 {} 个参数。"), "3,094", "right", id="groups, behind its kind"),
        pytest.param(NAMED.format("卷积层乙有 {} 个参数。"), "3,060", "wrong", id="without the biases that all have"),
        pytest.param(CAMERA, "vertical stride 3, horizontal stride 2, padded by 2. Its output is 32×33.", "right",
                     id="strides of rows and columns"),
        pytest.param(CAMERA, "stride 3, padded by 2. Its output is 32×34.", None, id="one stride for both"),
        pytest.param(LISTED, "9 x 19", "right", id="the result in a column of its own"),
        pytest.param(LISTED, "10 x 19", None, id="no slip is told of a column without a head"),
        pytest.param(CUBES, "Output 32 channels of 24×24×24; 13,856 parameters.", "right", id="along three axes"),
        pytest.param(CUBES, "13,840 parameters.", "wrong", id="the biases of the layer before"),
        pytest.param(COUNTED, "5,560 in all.", "right", id="the second of the same kind, and a total"),
    ],
)  # fmt: skip
def test_walks(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        ("12 个 3×3 的核，输入 20×20×8，不填充，分 4 组，每核只读 2 个通道，共 {} 个参数。", "228", "right"),
        ("12 个 3×3 的核，输入 20×20×8，不填充，分 4 组，每组 12 个核，共 {} 个参数。", "912", "right"),
        ("12 个 3×3 的核，输入 20×20×8，分 4 组；不分组时权重为 {} 个。", "864", "right"),
        ("第一层 20 个 5×5 的核，输入 30×30×1。第二层核高 3、宽 1，由 20 降至 8，参数 {} 个。", "488", "right"),
        ("The input is 12×12×8. 16 kernels of 3×3 in two groups have {} weights, ungrouped 1,152.", "576", "right"),
    ],
)
def test_groups_and_kernels_of_two_sides(text: str, place: str, verdict: str) -> None:
    assert verdict_at(text, place) == verdict


LETTERED = """网络：输入 1×40×40；A 层 5×5、12 核、无填充；B 层 3×3、20 核、填充 1、步长 2。

- A 层输出 {}，参数 {}。
- 乘加：A 层 388,800，B 层 {}。
"""


@pytest.mark.parametrize(
    ("output", "params", "macs", "place", "verdict"),
    [
        ("12×36×36", "312", "699,840", "12×36×36", "right"),
        ("12×36×36", "312", "699,840", "312", "right"),
        ("12×36×36", "312", "699,840", "699,840", "right"),
        ("12×36×36", "300", "699,840", "300", "right"),
        ("12×36×36", "321", "699,840", "321", "wrong"),
        ("12×36×36", "312", "698,940", "698,940", "wrong"),
    ],
)
def test_layers_that_letters_name(output: str, params: str, macs: str, place: str, verdict: str) -> None:
    assert verdict_at(LETTERED.format(output, params, macs).replace(place, "{}", 1), place) == verdict


POOLED = """The input is 28×28×3.

    conv1   3x3, 3->8       26x26x8
    pool1   2x2 / 2     -> {}
    conv2   3x3, 8->16      11x11x16
"""


@pytest.mark.parametrize(("size", "verdict"), [("13", "right"), ("12", None)])
def test_what_comes_out_of_a_pooling_is_no_number_of_kernels(size: str, verdict: str | None) -> None:
    assert verdict_at(POOLED, size) == verdict


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        ("With N samples, k taps and hop h it is M = (N - k)/h + {}. A layer of 16 filters of 5x5 follows.", "1", None),
        ("设 n 为边长，则输出为 n/2 + {}。", "1", None),
        ("A layer with 16 filters of 5x5 on 3 channels has $C-{}$ weights.", "1200", None),
        ("A layer with 16 filters of 5x5 on 3 channels: {} weights.", "1200", "right"),
    ],
)
def test_numbers_of_formulas_are_no_figures(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        (FIRST, "20×36×27", "right"),
        ("乘加次数不含偏置，各层都有偏置。一个 3×3 卷积有 8 个输入通道、16 个核，共 {} 个参数。", "1,152", "wrong"),
        ("乘加次数不含偏置，各层都有偏置。一个 3×3 卷积有 8 个输入通道、16 个核，共 {} 个参数。", "1,168", "right"),
    ],
)  # fmt: skip
def test_channels_first_and_policies_of_operations(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict
