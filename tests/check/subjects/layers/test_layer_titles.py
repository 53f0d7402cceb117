"""Layers under lines that say which they are, what one says goes into it, and the depth of its kernels."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on
from document_findings import layer_verdicts as verdicts

WALK = """First convolutional layer:
The picture is 42×42×3. There are 18 kernels of 3×3×3, stride 1, no padding; the output is 40×40×18.
First pooling layer:
The pooling window is 2×2 with stride 2; the output is 20×20×18.
Second convolutional layer:
The 26 kernels are 3×3×{depth} with stride 1 and padding 1; the input feature map is 20×20. The output is {output}.
"""
HALVES = """第一卷积层：
输入图像为 60*60*3，卷积核有 64 个，卷积核尺度为 5*5*3，步长 1，输出特征图尺度为 56*56。
第二卷积层：
卷积核有 80 个（两块GPU各 40 个，{sees}第一卷积层的输出），卷积核尺度为 3*3*{depth}，步长 1，输入特征图尺度为 56*56。
"""
UNITS = """第一全连接层：
输入特征图单元数为 5*5*12，输出单元数为 90，权重个数为 {first}。
第二全连接层：
输入单元数 90，输出单元数 14，权重个数为 {second}。
"""
POOLED = (
    "输入为 26*26*7，20 个 3*3*7 的卷积核，不填充，输出 24*24*20。"
    "池化：输入 24*24*20，池化核 2*2*{}，步长 2，输出 12*12*20。"
)


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        pytest.param(WALK.format(depth=18, output="20×20×26"), "20×20×26", "right", id="a layer under its title"),
        pytest.param(WALK.format(depth=18, output="20×20×18"), "20×20×18", "wrong", id="as many maps as came in"),
        pytest.param(WALK.format(depth=18, output="20×20×26"), "3×3×18", "right", id="all that come in are seen"),
        pytest.param(WALK.format(depth=9, output="20×20×26"), "3×3×9", "right", id="or half of them"),
        pytest.param(WALK.format(depth=6, output="20×20×26"), "3×3×6", None, id="there may be groups"),
        pytest.param(HALVES.format(sees="共用", depth=64), "3*3*64", "right", id="both halves are seen"),
        pytest.param(HALVES.format(sees="各自只看各GPU内的", depth=32), "3*3*32", "right", id="its own half is seen"),
        pytest.param(HALVES.format(sees="共用", depth=3), "3*3*3", "wrong", id="what came in first"),
        pytest.param(UNITS.format(first="300*90", second="90*14"), "300*90", "right", id="units of both ends"),
        pytest.param(UNITS.format(first="300*90", second="90*14"), "90*14", "right", id="units without a kind"),
        pytest.param(UNITS.format(first="300*90", second="90*15"), "90*15", "wrong", id="a product of other numbers"),
        pytest.param(POOLED.format(20), "2*2*20", "right", id="the depth of a pooling"),
        pytest.param(POOLED.format(7), "2*2*7", "wrong", id="the depth of the convolution before"),
        pytest.param(POOLED.format(5), "2*2*5", None, id="a depth of nothing"),
    ],
)
def test_under_titles(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text) == verdict


def test_a_kernel_as_deep_as_the_picture_sees_not_all_maps() -> None:
    found = verdicts(WALK.format(depth=3, output="20×20×26").replace("18 kernels of 3×3×3", "18 kernels of 3×3"))
    assert found["3×3×3"] == "wrong"


def test_a_volume_has_kernels_along_three_axes() -> None:
    """3×3×3 on 64×64×32 may lie along three axes; on 64×64 it sees 32 maps, and 3 are none of them."""
    flat = "输入 {}，共 32 通道。\n第一卷积层：\n输入为 {}，卷积核 8 个，卷积核尺度 3*3*3，步长 1，填充 1。\n"
    assert verdict_on("3*3*3", flat.format("64*64*32", "64*64*32")) is None
    assert verdict_on("3*3*3", flat.format("64*64", "64*64")) == "wrong"


def test_a_first_layer_that_is_another_begins_another_network() -> None:
    walk = WALK.format(depth=18, output="20×20×26")
    other = walk.replace("42×42×3", "52×52×1").replace("3×3×3", "5×5×1").replace("40×40", "48×48")
    found = verdicts(f"{walk}\nAnother network:\n\n{other.replace('20×20×26', '24×24×26').replace('20×20', '24×24')}")
    assert {"48×48×18", "24×24×26"} <= {quote for quote, verdict in found.items() if verdict == "right"}
    assert "wrong" not in found.values()


def test_a_size_that_comes_out_only_where_it_is_rounded_up_is_conditional() -> None:
    text = (
        "Input 42×67×3. A 3×3 convolution with 18 kernels, padding 1, then 2×2 pooling.\nThe map is a grid of 21×{}.\n"
    )
    assert verdict_on("21×34", text.format(34)) == "conditional"
    assert verdict_on("21×33", text.format(33)) == "right"
