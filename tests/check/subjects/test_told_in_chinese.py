"""Counts and shapes told in Chinese prose: what is found, and the nearest text of which it must not be said."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on

LED = "输入 64×64×3。卷积层有 32 个 3×3 卷积核，不填充，边长从 64 降到 {size}。"
NETWORK = "输入层有 24 个神经元，隐藏层有 16 个神经元，输出层有 9 个神经元。"
LATE = "隐藏层有 16 个神经元，输入层有 24 个神经元，输出层有 9 个神经元。"
TWO = "隐藏层有 30 个神经元，输入层有 200 个，输出层有 8 个。{between}，偏置分别为 {first} 和 8 个。"


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        pytest.param(LED.format(size=62), "62", "right", id="led to"),
        pytest.param(LED.format(size=61), "61", "wrong", id="led to what does not come out"),
        pytest.param(LED.format(size=61), "64", None, id="what is led from is not what comes out"),
        pytest.param(
            "卷积层输入 64×64×3，32 个 3×3 卷积核，不填充，边长由 64 缩小到 61。", "64", None, id="led from, shrinking"
        ),
        pytest.param(f"{NETWORK}输入层到隐藏层共有 384 个权重。", "384", "right", id="an input layer comes in"),
        pytest.param(f"{LATE}输入层到隐藏层共有 384 个权重。", "384", "right", id="an input layer told late"),
        pytest.param(f"{NETWORK}隐藏层到输出层共有 134 个权重。", "134", "wrong", id="a slip between two layers"),
        pytest.param(f"{NETWORK}隐藏层到输出层共有 144 个权重。", "144", "right", id="the layer that is led to"),
        pytest.param(f"{NETWORK}输入层有 24 个特征。", "24", None, id="what comes in is no count of weights"),
        pytest.param("全连接层从 256 降到 12，参数量为 3084。", "3084", "right", id="led from one width to another"),
        pytest.param("全连接层从 256 个输入算起，有 12 个单元。", "256", None, id="only a start"),
        pytest.param(
            "卷积层有 20 个 5×5 的核，输入 28×28×1，不填充，输出 24×24×20，有 11520 个神经元。",
            "11520",
            "right",
            id="values of a map",
        ),
        pytest.param("全连接层有 30 个神经元，输入 400 维，共 12030 个参数。", "12030", "right", id="units of a layer"),
        pytest.param(TWO.format(between="隐藏层到输出层有 240 条", first=30), "30", "right", id="each its own"),
        pytest.param(TWO.format(between="隐藏层到输出层有 240 条", first=30), "240", None, id="no units of a layer"),
        pytest.param(
            "全连接层的输入是 784 维的向量，输出 256 维，权重共有 200704 个，加上偏置一共 200960 个参数。",
            "200704",
            "right",
            id="units told as what comes out",
        ),
        pytest.param(
            "64 通道的特征图经过 128 个 3×3 的卷积核，不计偏置共有 73728 个权重，加上偏置是 73856 个。",
            "73856",
            "right",
            id="both ways of counting",
        ),
        pytest.param(
            "输入为 6 个 30×30 的特征图，池化窗口为 2×2，得到 6 个 15×15 的特征图。",
            "15×15",
            "right",
            id="so many maps",
        ),
        pytest.param(
            "VGG16 的第一个全连接层把 7×7×512 的特征图展平，再连接到 4096 个神经元，权重就有 102760448 个，"
            "加上偏置共 102764544 个参数。",
            "102760448",
            "right",
            id="biases of the next number",
        ),
    ],
)
def test_chinese_prose(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text) == verdict


CODE = """```python
# 输入：{size}
{between}self.conv1 = nn.Conv2d(1, 32, 3)  # 变为 {given}
```
"""


@pytest.mark.parametrize(
    ("size", "between", "given", "verdict"),
    [
        pytest.param("1 x 28 x 28", "", "32 x 26 x 26", "right", id="right above the layer"),
        pytest.param("1 x 28 x 28", "", "32 x 27 x 26", "wrong", id="what does not come out"),
        pytest.param("1 x 28 x 28", "x = resize(x)\n", "32 x 27 x 26", None, id="above another line"),
        pytest.param("28", "", "32 x 27 x 26", None, id="one side tells no map"),
    ],
)
def test_input_above_code(size: str, between: str, given: str, verdict: str | None) -> None:
    assert verdict_on(given, CODE.format(size=size, between=between, given=given)) == verdict
