"""Numbered layers in a list: their names, what goes into them, and what is said of two of them."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on
from document_findings import relation_verdict_on

LIST = """1. C1层是一个卷积层
输入图片:36*36
卷积核大小:5*5
卷积核种类:8
输出特征图大小:32*32
2. S2层是一个下采样层
输入:32*32
采样区域:2*2
采样种类:8
输出特征图大小:16*16
S2中每个特征图的大小是C1中特征图大小的{share}
3. C3层也是一个卷积层
输入:S2中所有8个特征图
卷积核大小:5*5
卷积核种类:18
输出特征图大小:12*12
C3的前6个特征图以S2中3个相邻的特征图为输入。
4. S4层是一个下采样层
输入:12*12
采样区域:2*2
采样种类:18
输出特征图大小:6*6
5. C5层是一个卷积层
输入:S4层的全部18个特征图
卷积核大小:{kernel}
卷积核种类:90
可训练参数:{params}
{same}
"""


def told(**changed: str) -> str:
    given = {"share": "1/4", "kernel": "6*6", "params": "58410", "same": "连接个数等于参数个数，因为输出只有1*1。"}
    return LIST.format(**(given | changed))


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        pytest.param(told(), "1/4", "right", id="a quarter of the map before"),
        pytest.param(told(share="1/2"), "1/2", "wrong", id="its side, not its area"),
        pytest.param(told(share="1/7"), "1/7", None, id="no slip that is known"),
        pytest.param(told(), "58410", "right", id="the channels of the maps that come in"),
        pytest.param(told(params="3330"), "3330", "wrong", id="one channel alone"),
        pytest.param(told(), "连接个数等于参数个数", "right", id="one place for each kernel"),
        pytest.param(told(kernel="4*4"), "连接个数等于参数个数", "wrong", id="more places than one"),
        pytest.param(told(kernel="4*4", same="并非连接个数等于参数个数。"), "连接个数等于参数个数", None, id="denied"),
        pytest.param(
            told(kernel="4*4", same="全连接层里连接个数等于参数个数。"), "连接个数等于参数个数", None, id="another kind"
        ),
    ],
)
def test_a_list_of_layers(text: str, place: str, verdict: str | None) -> None:
    assert (relation_verdict_on(place, text) or verdict_on(place, text)) == verdict


WORKED = (
    "Input 47×47×3; 10 kernels of 5×5, stride {stride}, no padding, so {worked}; the output is {output}×{output}×10."
)


@pytest.mark.parametrize(
    ("stride", "worked", "output", "verdict"),
    [
        pytest.param(2, "(47-5)/2+1", 22, "right", id="a calculation whose result stands behind"),
        pytest.param(4, "(47-5)/4+1", 11, "conditional", id="one that must be rounded down"),
        pytest.param(4, "(47-5)/2+1", 11, None, id="one of another stride"),
    ],
)
def test_a_calculation_without_its_result(stride: int, worked: str, output: int, verdict: str | None) -> None:
    assert verdict_on(worked, WORKED.format(stride=stride, worked=worked, output=output)) == verdict


def test_the_layer_of_the_code_is_the_one_into_which_the_map_goes() -> None:
    """The second layer is the first pooling: of two poolings in the code the map tells which one is meant."""
    text = (
        "```python\nfrom tensorflow import keras\nfrom tensorflow.keras import layers\nmodel = keras.Sequential([\n"
        "    layers.Input((40, 40, 3)),\n    layers.Conv2D(24, 3, padding='same'),\n    layers.MaxPooling2D(2),\n"
        "    layers.Conv2D(32, 3, padding='same'),\n    layers.MaxPooling2D(2),\n])\n```\n\n"
        "第二层：输入为 40*40*24，池化核 2*2*{}，步长 2，输出 20*20*24\n"
    )
    assert verdict_on("2*2*24", text.format(24)) == "right"
    assert verdict_on("2*2*3", text.format(3)) == "wrong"
