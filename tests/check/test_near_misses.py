"""Guards against false alarms that other people's pages taught: where each must hold, and where it must not."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

LAYER = "## Conv A\n- input 50×50×16\n- 32 kernels of 3×3, stride 1, no padding\n- {}\n"
PICTURE = "A picture of 7×7×3, behind 2 kernels of 3×3×3 with stride 2{}, becomes {}.{}\n"
FED = """```python
import torch
import numpy as np

X = {}
net = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU())
net(X)
```
"""
FAR = (
    "The input is 28×28×1. A convolution with 6 kernels of 5×5, stride 1 and no padding follows, with {} parameters. "
    "It is the one of which so much has been said already by so many people in so many other places that nothing more "
    "need be said of it here at all, and nobody who reads this will ever miss a word about what it does. {}\n"
)

VARIANT = (
    "The input is 50×50×8. A convolution with 20 kernels of 4×4, stride 2 and no padding gives 24×24×20. "
    "{} It takes {} multiplications.\n"
)
GIVEN_OUT = "输入为 112×112×3。第一层是 3×3、步长 2、填充 1、16 通道的卷积，输出为 56×56×16，权重 {} 个。\n"
PER_KERNEL = "The input is 20×20×3. A convolution with 24 kernels of 7×7 has {} weights per kernel.\n"
ROWS = """| layer | kernel | output | MACs |
|--|--|--|--|
| input | | 80×80×3 | |
| conv1 | 5×5, 24, pad 2 | {0} | {1} |
| conv2 | 3×3, 24, pad 1 | {0} | 33,177,600 |
"""

COUNTED = """| layer | kernels | output | parameters |
|--|--|--|--|
| input | | 32×32×3 | |
| conv 1 | 3×3, 32, pad 1 | 32×32×32 | 896 |
| pool | 2×2 | 16×16×32 | 0 |
| conv 2 | 3×3, 64, pad 1 | 16×16×64 | 18,496 |
| conv 3 | 3×3, 64, pad 1 | 16×16×64 | {} |
"""

GROWING = (
    "Input 40×40 with 36 channels; each unit is a 3×3 convolution with 16 kernels (padding 1, no bias).\n\n"
    "{}- in all units: 5,148 weights\n"
)

OVER = (
    "The input is 200×200×1. A convolution with 4 kernels of 3×3, stride 1 and no padding has the output size "
    "${{ {} }}$.\n"
)

OF_GROUPS = (
    "The input is 20×20×64. A convolution with 80 kernels of 3×3, padding 1, in four groups, so that every kernel "
    "sees 16 channels, has {} parameters.\n"
)
FROM = (
    "The 5×5 convolution has 16 filters and stride 2. From 64×64×3 it makes {}. "
    "Then the 2×2 max-pool with stride 2 brings us to 16×16.\n"
)
LEFT_OUT = """| layer | output | parameters |
|--|--|--|
| input | 48×48×3 | |
| conv1, 3×3, 16, pad 1 | 48×48×16 | 448 |
| conv2, 3×3, 32, pad 1 | 24×24×32 | 4,640 |
| conv3, 3×3, 32, pad 1 | {}×32 | 9,248 |
"""
UNLISTED = """| layer | out | params | MACs |
|--|--|--|--|
| conv1 | 32·32·10 | 260 | 256,000 |
| conv2 | 12·12·12 | 3,012 | {} |
| fc1 | 50 | 21,650 | 21,600 |
| fc2 | 10 | 510 | 500 |
| sum | | 25,432 | |
"""
DESIGNS = "| design | kernel | receptive field |\n|--|--|--|\n| A | 9×9 | 9 |\n| B | 5×5 | {} |\n{}"
SHORT = """| layer | setting | output |
|--|--|--|
| input | | 33×33×3 |
| c1 | 24 filters 5×5, s2, p{} | 17×17 |
| c2 | 32 filters 3×3, p0 | 15×15 |
"""
NARROW = """layer   k  s  p  {}  output
input               40x40x3
c1      5  1  2  1  40x40x8
c2      3  1  1  1  40x40x8
c3      3  1  1  2  {}x8
"""


DENSE = """```python
# FC Layer 1: 810 inputs, 400 units.
a = make(810, 400)
# FC Layer 2: 400 inputs, 20 units
b = make(400, 20)

def run(x):{}
    # Fully connected layer, Output shape: [-1, 400].
    return x @ a
```
"""
CONVOLVED = """
    # Convolution Layer. Output shape: [-1, 9, 9, 10]
    x = convolved(x)"""
MADE = """```python
# 20x20x2 => 20x20x6
self.first = nn.Conv2d(2, 6, 3,
                       padding=1)  # same padding
# {} => {}
self.second = nn.MaxPool2d(2)
```
"""
NORMALISED = "The pictures are 40×40×3.\n\n- BatchNormalization (None, 40, 40, 32), {}\n"
DEPTH = (
    "输入为28×28×192。执行一个3×3卷积，它有32个过滤器，输出为28×28×32。{}，每个过滤器大小为3×3×192，"
    "对于输出中的每个数字，都需要执行3×3×{}次乘法运算。\n"
)
PASSED = (
    "输入为30×30×3。卷积层有4个3×3的核，步长2，无填充，输出14×14×4。\n\n- 同样，这个15×15区域经过{}处理，输出15×15。\n"
)
CUBE = "- convolution: 16 kernels of 5×5×{}, input 14×14×14\n"
CONFIG = """```python
from keras import layers, models
model = models.Sequential()
model.add(layers.Input((300,)))
model.add(layers.Dense(500))
model.add(layers.Dense(30))
```

```
[{{'class_name': 'Dense',
  'config': {{'name': 'dense_1',
   'units': 500}}}},
 {{'class_name': 'Dense',
  'config': {{'name': 'dense_2',
   'units': {}}}}}]
```
"""
DUMPED = """```python
from keras import layers, models
model = models.Sequential()
model.add(layers.Input((300,)))
model.add(layers.Dense(500, activation='relu'))
model.add(layers.Dense(200, activation='relu'))
model.add(layers.Dense(30{}))
```

```
[{{'class_name': 'Dense',
  'config': {{'name': '{}',
   'units': 500}}}}]
```
"""
FLATTENED = "一个39×39×3的输入图像。{}展开成一个向量，有3个通道。\n"
THIRD = """```python
from keras import layers, models
{}
model = models.Sequential()
model.add(layers.Input((20, 20, 3)))
model.add(layers.Conv2D(20, 3))
model.add(layers.Conv2D(8, 3))
model.add(layers.Conv2D(24, 3))
```

The third convolutional layer has 24 kernels of size 3×3×{}.
"""
TASK = """```python
import torch.nn as nn
{}
net = nn.Sequential(nn.Conv2d(3, 6, 5), nn.Conv2d(16, 8, 5))
```
"""


def wrong_in(text: str) -> list[str]:
    """What is called wrong."""
    findings = check_document(read_document("a.md", text))
    return [text[finding.start : finding.end] for finding in findings if finding.verdict.value == "wrong"]


PADDED = """A 6×6 picture, convolved with a 3×3 kernel, gives an output of 4×4.

{}
"""


HELD = """```python
import torch
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.f1 = nn.Linear(400, 84)
        self.out = nn.Linear(84, 10)

    def forward(self, x):  # x: (N, 400)
        return self.out(torch.tanh(self.f1(x)))  # (N, {}) -> (N, {})
```
"""
GIVEN = "E1：6×6 卷积，步长 2，补 2，17 通道。输出 36×36×17，参数 {}。\n"
UNITS = "A dense layer with 4 units on 3,500 values has {} parameters.\n"
BLOCKS = """```python
import torch
import torch.nn as nn

def double(cin, cout):
    return nn.Sequential(nn.Conv2d(cin, cout, 3, padding=1), nn.Conv2d(cout, cout, 3, padding=1))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(3, 48, 3, padding=1)
        self.block = double(48, 24)  # behind the first: {}

    def forward(self, x):  # x: (N, 3, 16, 16)
        return self.block(self.first(x))
```
"""
PARTS = """```python
import torch.nn as nn

def block(cin, cout, k, s):
    return nn.Sequential(nn.Conv2d(cin, cout, k, s, k // 2, bias=False), nn.BatchNorm2d(cout), nn.ReLU())

net = nn.Sequential(
    block(3, 16, 5, 2),  # weights 5*5*3*16 = 1200, {}
)
```
"""
FORMER = "The output in float32 is 1,572,864 bytes. After the pool it is 768 KiB. In half precision {} is 768 KiB.\n"
SEEN = (
    "**Receptive field?** The 3×3 convolution sees 3×3, the second 3×3 convolution 5×5, "
    "the third 3×3 convolution 10×10{}.\n"
)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        # what a function takes by default is no count of this layer
        (LAYER.format("parameters: 4,680"), ["4,680"]),
        (LAYER.format("parameters: 4,680 by default"), []),
        (LAYER.format("参数：默认 4,680 个"), []),
        # a small number is no slip of the figure of another layer
        (LAYER.format("parameters: 1"), []),
        (LAYER.format("parameters: 320"), ["320"]),  # one input channel
        # a padding that is told behind a shape may be in the picture already
        (PICTURE.format("", "3×3×2", " The padding is 1."), []),
        (PICTURE.format("", "5×5×2", " The padding is 1."), ["5×5×2"]),
        (PICTURE.format(" and padding 1", "3×3×2", ""), ["3×3×2"]),
        # a share of a size is no quotient
        ("得到大小为1/32 = 7x7的特征图。", []),
        ("其大小为 1/4 = 0.35。", ["1/4 = 0.35"]),
        # PyTorch takes no arrays of NumPy: what such a page feeds belongs to another of its programs
        (FED.format("np.random.uniform(size=(2, 20))"), []),
        (FED.format("torch.rand(2, 20)"), ["torch.nn.Linear(4, 8)"]),
        # far behind a layer a size is refuted only where something near is right; a question says nothing
        (FAR.format("its own", "The output size is 24×24×7."), []),
        (FAR.format("156", "The output size is 24×24×7."), ["24×24×7"]),
        (FAR.format("156", "Is the output size 24×24×7?"), []),
        # what holds in a case is not held against the rule for all; a word on the left says itself what it is
        ("A convolution makes an output of size $O = (I - K)/S$.", ["O = (I - K)/S"]),
        ("If all is counted from 0, a convolution makes an output of size $O = (I - K)/S$.", []),
        ("转置卷积的输入矩阵需要进行 $padding'=k-1$ 的填充。", []),
        # behind a variant nobody knows of which of both a text speaks
        (VARIANT.format("", "1,474,650"), ["1,474,650"]),
        (VARIANT.format("With padding 1 it would give 25×25×20.", "1,474,560"), []),
        (VARIANT.format("With padding 1 it would give 25×25×20.", "1,474,650"), []),
        # channels of a convolution that it prints are those that come out
        (GIVEN_OUT.format("432"), []),
        (GIVEN_OUT.format("423"), ["423"]),
        # what all kernels hold is no slip of what one holds
        (PER_KERNEL.format("3,528"), []),
        (PER_KERNEL.format("157"), ["157"]),
        # what grows with the map is not sure where another map is printed
        (ROWS.format("80×80×24", "11,520,001"), ["11,520,001"]),
        (ROWS.format("40×40×24", "2,880,000"), []),
        # one digit tells no slip of bytes
        ("A map of 512 float32 numbers takes 2 GB.", []),
        ("A map of 512 float32 numbers takes 2,408 bytes.", ["2,408 bytes"]),
        # biases that are left out where others are counted
        (COUNTED.format("36,928"), []),
        (COUNTED.format("36,864"), ["36,864"]),
        # a word before a calculation is no name whose number it begins with
        ("So 5*5*6 = 148 weights.", ["5*5*6 = 148"]),
        ("That's 5*5*6 = 148 weights.", ["5*5*6 = 148"]),
        ("See fc 6*2 = 13.", []),
        ("We took VGG 16*2 = 33.", []),
        # many values of one quantity are those of several layers
        (GROWING.format("- unit 1: 5,184 weights\n"), ["5,148"]),
        (GROWING.format("- unit 1: 5,184 weights\n- unit 2: 6,912 weights\n- unit 3: 8,640 weights\n"), []),
        # a command of TeX is no word, and what stands above its stroke no figure
        (OVER.format("200 - 3 \\over 1"), []),
        (OVER.format("197"), ["197"]),
        # the size of what comes in, whatever it is called
        ("输入Tensor的大小为200×200，卷积核大小为3×3，步长为1，填充为0，输出为198×198。", []),
        ("输入Tensor的大小为200×200，卷积核大小为3×3，步长为1，填充为0，输出为199×199。", ["199×199"]),
        # channels that one kernel of a group sees
        (OF_GROUPS.format("11,600"), []),
        (OF_GROUPS.format("11,060"), ["11,060"]),
        # a layer that is told before what comes into it stands between that and what follows
        (FROM.format("32×32×16"), []),
        ("The input is 64×64×3. Then the 2×2 max-pool with stride 2 brings us to 31×31.\n", ["31×31"]),
        # a table that leaves out what halves its maps
        (LEFT_OUT.format("24×24"), []),
        (LEFT_OUT.format("22×22"), ["22×22×32"]),
        (UNLISTED.format("432,000"), []),
        (UNLISTED.format("36,000"), ["36,000"]),
        # rows that are designs side by side, and rows that follow each other
        (DESIGNS.format("9", ""), []),
        (DESIGNS.format("13", "| C | 3×3 | 14 |\n"), ["14"]),
        # a padding by its letter behind a stride
        (SHORT.format(2), []),
        (SHORT.format(1), ["17×17"]),
        # a column of small numbers whose head says nothing known may tell an argument
        (NARROW.format("q", "38x38"), []),
        (NARROW.format("d", "40x40"), ["40x40x8"]),
        # the name of a row stands in a column of its own; a number close behind it may belong to it
        ("We count:\n\n    F2    12*50+50   = 605\n", ["12*50+50   = 605"]),
        ("We count F2 12*50+50 = 605.", []),
        # what takes so many bytes, and what takes a share
        ("输入占 16*20*4 = 1208 字节。", ["16*20*4 = 1208 字节"]),
        ("全连接层占 3/4 = 57。", []),
        # what is doubled is a change, and not what becomes of the weights
        ("高和宽减半以及通道翻倍的设计使得多数卷积层都有相同的模型参数尺寸。", []),
        # where several layers are called alike, nobody knows which one is meant
        (DENSE.format(""), ["[-1, 400]"]),
        (DENSE.format(CONVOLVED), []),
        # a layer of which several figures are told and none is right is another one
        (MADE.format("20x20x6", "10x10x6"), []),
        (MADE.format("20x20x2", "21x21x6"), ["21x21x6"]),
        (NORMALISED.format("128"), []),
        (NORMALISED.format("12"), ["(None, 40, 40, 32)"]),
        # kernels that are deeper than the map look at another one
        (DEPTH.format("它有32个过滤器", "192"), []),
        (DEPTH.format("过滤器很多", "129"), []),
        # what comes out of a network is not what its last layer gives
        (PASSED.format("卷积网络"), []),
        (PASSED.format("卷积"), ["15×15"]),
        # a cube in a cube is a window along three axes
        (CUBE.format(5), []),
        (CUBE.format(3), ["5×5×3"]),
        # of two values of which one is right the other one is that of another layer, unless it is near
        (CONFIG.format(30), []),
        (FAR.format("156", "The convolution has 165 parameters."), ["165"]),
        # the numbers of layers that Keras names itself depend on what was run before
        (DUMPED.format("", "dense_1"), []),
        (DUMPED.format(", name='fc2'", "fc2"), ["500"]),
        # channels tell what comes into units, but not how much is flattened
        (FLATTENED.format("对卷积进行处理，将其展开成1960个单元。最后处理全部的1960个数字，把它们"), []),
        ("- dense: 30 channels, 10 units, 311 parameters\n", ["311"]),
        # where several programs make layers, nobody knows of which one the third layer is meant
        (THIRD.format("start = layers.Conv2D(20, 3)", 8), []),
        (THIRD.format("start = models.Sequential([layers.Conv2D(20, 3)])", 8), []),
        (THIRD.format("", 3), ["3×3×3"]),
        # code that is a task lacks layers
        (TASK.format(""), ["nn.Conv2d(16, 8, 5)"]),
        (TASK.format("# TODO: what stands between"), []),
        (TASK.format("# 在这里补全代码"), []),
        # who looks through one place sees nothing that could be told wrongly
        ("我们看到 1×1 的卷积核，感受野 2 处。", []),
        ("两层 3×3 的卷积核叠在一起，感受野是 6×6。", ["6×6"]),
        # what is given a name of its own is not seen
        ("See what two 3×3 layers see, with `batch_size=6`.", []),
        ("看看两层 3×3 的卷积看到多大，取 batch_size=6。", []),
        # what is said to lack something is no claim
        ("Page 70: the formula “O = (I − K)/S” of a convolution lacks its + 1.", []),
        ("第 70 页：卷积的输出尺寸公式 O = (I − K)/S 漏了加 1。", []),
        # a line that begins with a plus goes on with a sum
        ("\\begin{align}\n& 27 \\cdot 32 \\\\\n&+& 24 \\cdot 32 = 1632\n\\end{align}", []),
        ("\\begin{align}\n& 27 \\cdot 32 \\\\\n&& 24 \\cdot 32 = 1632\n\\end{align}", ["24 \\cdot 32 = 1632"]),
        # a thousandth of a second is another unit, a question says nothing, and a year is no amount
        ("1004/16000 = 62.75 ms", []),
        ("1004/16000 = 62.75 s", ["1004/16000 = 62.75"]),
        ("The conv costs 25*5*64*40 = 1,254,400? No, 320,000.", []),
        ("The conv costs 25*5*64*40 = 1,254,400.", ["25*5*64*40 = 1,254,400"]),
        ("The 2015 paper has 75,497,472 MACs, more than twice as many.", []),
        # what is changed on the way is no result, and of several ratios nobody knows which is of which
        ("A pointwise layer keeps its cost if halving the side goes with doubling both channel numbers.", []),
        ("反卷积的边长翻倍，像素成四倍，权重恰减为四分之一。", []),
        ("Doubling the resolution makes four times as many parameters.", ["four times"]),
        # equal figures have no ratio that could be told wrongly
        ("The error falls from 50 parameters to 50 parameters, twice as many.", []),
        # a percentage of one digit is no slip of another, and rough figures have no exact ratio
        ("The weights shrink from 36,864 to 27,648, that is 5 % less.", []),
        ("The weights shrink from 36,864 to 27,648, that is 75 % less.", ["75 %"]),
        ("A model with 10M parameters takes 5x as many as one with 1M parameters.", []),
        # floats cannot tell such numbers apart
        ("In floats `1 + 1e17 - 1e17 = 0`.", []),
        ("In floats `1 + 1e7 - 1e7 = 0`.", ["1 + 1e7 - 1e7 = 0"]),
        # a column of single digits is no column of results
        ("| a | b |\n|--|--|\n| 0.99 - 0.44 | 1 |\n| 0.88 - 0.32 | 1 |\n| 0.34 - 0.41 | 1 |\n", []),
        ("| a | b |\n|--|--|\n| 99 - 44 | 55 |\n| 88 - 32 | 56 |\n| 74 - 41 | 34 |\n", ["74 - 41 | 34"]),
        # a padding that is told of another convolution, paragraphs later, is not that of one whose output is told
        (PADDED.format("A convolution that is padded so that the size stays is called a same convolution."), []),
        (PADDED.format("另一种常用的做法是 same 卷积。"), []),
        # kernels are counted behind their plural, and measured behind one of them
        ("- input: 30×30×1\n- convolution\n- filters: 1\n- output: 28×28\n", []),
        ("- input: 30×30×1\n- convolution\n- filter: 1\n- output: 28×28\n", ["28×28"]),
        # numbers from … to … are no difference
        ("- Rows 2–7 = 0 and columns 0-3 = 4 pixels.\n", []),
        ("- Rows left: 7 − 2 = 4.\n", ["7 − 2 = 4"]),
        ("Sizes of 7--3 = 2 pixels.\n", []),
        # a verb behind a result that a sign gives tells of something else
        ("- 19 = 9 + 9 + 1 yields 3 tiles\n", []),
        ("- 20 = 9 + 9 + 1 yields 3 tiles\n", ["20 = 9 + 9 + 1 yields 3"]),
        # the value of a letter, and what follows from it
        ("For $K_h=5$ = $25/10=2.5$.\n", []),
        ("For $K_h=5$ = $25/10=3.5$.\n", ["5$ = $25/10=3.5"]),
        # so many times less is the inverse
        ("缩小 $(1-0.9)^2 = 100$.\n", []),
        ("缩小 $(1-0.9)^2 = 10$.\n", ["(1-0.9)^2 = 10"]),
        # numbers of which no width is told may be of any
        ("The map has 37,632 values; it takes 18.4 KiB.\n", []),
        ("The map has 37,632 values; in float32 it takes 36.75 KiB.\n", ["36.75 KiB"]),
        # a line gives what its outermost call gives, not what is made within
        (HELD.format(84, 10), []),
        (HELD.format(84, 12), []),
        # a comma behind a side of a window parts it from what follows
        ("转置卷积,3×3,步长 1,填充 3,256→128,参数 295,040。\n", []),
        ("转置卷积,3×3,步长 1,填充 3,256→128,参数 294,050。\n", ["294,050"]),
        # two arrows lead from channels to channels, and from size to size
        ("卷积 2×2、步长 2、64→32:80→40,参数 8,224。\n", []),
        ("卷积 2×2、步长 2、64→32:80→40,参数 8,242。\n", ["8,242"]),
        # what is told before the groups may be of the layer without any
        ("A 3×3 convolution takes 48 maps to 96. Whole, it has 41,472 weights. With $g=4$ fewer are left.\n", []),
        ("A 3×3 convolution takes 48 maps to 96. With $g=4$ it has 41,472 weights.\n", ["41,472"]),
        # what an arrow leads to is no window
        ("4. **Convolution 4**: 4×4×32 → 2×2×64 (4×4 filter, same padding, 2×2 max pool)\n", []),
        # a bound is no count of bytes, and of two things the former is not the last
        ("卷积参数合计 23,386。int8 权重不到 32 KB。\n", []),
        ("卷积参数合计 23,386 个，int8 下为 234 KB。\n", ["234 KB"]),
        (FORMER.format("the former"), []),
        (FORMER.format("it"), ["768 KiB"]),
        # a ratio is right of two numbers of which one is misprinted
        ("神经元数从 16,000 减到 8,000，减为原来的四分之一。\n", []),
        ("The weights shrink from 16,000 to 2,000, a factor of 4.\n", ["4"]),
        # beside kernels an arrow leads from size to size
        ("conv1：5×5，10 核，44 → 40，参数 5×5×1×10+10 = 260\n", []),
        ("conv1：5×5，44 → 10，参数 11,100\n", ["11,100"]),
        # a value, and what a layer with it gives
        ("12×12 with k = 6, s = 4 and p = 1 gives 48×48.\n", []),
        ("283,115,520 × 2 × 30 = 16.99 GOPS.\n", []),
        ("283,115,520 × 2 × 30 = 19.66 GOPS.\n", ["283,115,520 × 2 × 30 = 19.66 G"]),
        # channels that a map has which comes out are no others that come in
        (GIVEN.format("36·17 + 17 = 629"), []),
        (GIVEN.format("36·17 + 16 = 629"), ["36·17 + 16 = 629"]),
        # units are worked out on as many values as the working has
        (UNITS.format("35·4 + 4 = 144"), []),
        (UNITS.format("14,040"), ["14,040"]),
        # an item of a list goes on about no other item
        ("- 层 B 输出 int8：43,200 字节。\n- 层 D 输出 int8：86,400 字节。\n", []),
        ("层 B 输出 float16：43,200 字节，int8：86,400 字节。\n", ["86,400 字节"]),
        # what comes into a block is not what it gives
        (BLOCKS.format("48×16×16"), []),
        (PARTS.format("BN 32"), []),
        (PARTS.format("parameters 1,223"), []),
        # a stack without pooling is not all where the paragraph speaks of pooling
        (SEEN.format(""), ["10×10"]),
        (SEEN.format(", the pool 12×12"), []),
    ],
)
def test_what_is_called_wrong(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


@pytest.mark.parametrize(
    ("stride", "size", "is_wrong"),
    [(1, 13, False), (1, 12, False), (1, 11, True), (2, 13, True)],
)
def test_a_pool_that_moves_by_single_steps_may_be_padded(stride: int, size: int, is_wrong: bool) -> None:
    rows = [
        "   10 conv    512  3 x 3 / 1    13 x  13 x 256   ->    13 x  13 x 512  0.399 BFLOPs",
        f"   11 max          2 x 2 / {stride}    13 x  13 x 512   ->    {size} x  {size} x 512",
    ]
    found = check_document(read_document("log.txt", "layer     filters    size   input    output\n" + "\n".join(rows)))
    assert ("wrong" in {one.verdict.value for one in found}) == is_wrong


NAMED = """{}

| layer | kernel | output | parameters |
|--|--|--|--|
| input | | 27×27×96 | |
| conv2 | 5×5, pad 2 | 27×27×256 | 614,656 |
| pool2 | 3×3, stride 2 | 13×13×256 | 0 |
| conv3 | 3×3, pad 1 | 13×13×384 | 885,120 |
| conv4 | 3×3, pad 1 | 13×13×384 | 1,327,488 |
| conv5 | 3×3, pad 1 | 13×13×256 | {} |
"""


@pytest.mark.parametrize(
    ("title", "count", "wrong"),
    [
        ("The net of 2012 is AlexNet.", "442,624", []),  # as its fifth convolution has it, in two groups
        ("It is a net of 2012.", "442,624", ["442,624"]),
        ("The net of 2012 is AlexNet.", "442,642", ["442,642"]),
    ],
)
def test_what_a_layer_of_a_named_network_has_is_not_wrong(title: str, count: str, wrong: list[str]) -> None:
    assert wrong_in(NAMED.format(title, count)) == wrong


TOLD_TWICE = """```python
import torch
from torch import nn
net = nn.Sequential(nn.Conv2d(3, 8, 3), nn.Conv2d({}, 4, 3))
```
{}
"""
OTHER_PROGRAM = "```python\nimport paddle\nnet = paddle.nn.Conv2D(3, 8, 3)\n```"


@pytest.mark.parametrize(
    ("channels", "more", "is_wrong"),
    [(8, "", False), (6, "", True), (6, OTHER_PROGRAM, False), (8, OTHER_PROGRAM, False)],
)
def test_programs_in_several_frameworks_do_not_contradict_each_other(channels: int, more: str, is_wrong: bool) -> None:
    assert bool(wrong_in(TOLD_TWICE.format(channels, more))) == is_wrong


MIXED = "A 1×1 first: 64→16 costs 64·16 = 1,024 weights, then 3×3 16→32 costs 9·16·32 = 4,608, in sum {}, half of it.\n"
STRIDED = "The input is 16×16×4. A convolution with 8 kernels of 4×4, stride 2 and padding 1 follows; {}.\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (MIXED.format("5,632"), []),  # which is that of both, and no count of the second
        (MIXED.format("5,623"), ["5,623"]),
        (STRIDED.format("parameters 128→64"), []),  # which are channels
        (STRIDED.format("parameters 502"), ["502"]),
    ],
)
def test_sums_and_channels_are_no_counts_of_a_layer(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


MADE = """```python
import torch
from torch import nn
net = nn.Sequential(
    nn.Flatten(),
    nn.Linear(676, 12),  # takes the 676 pixels, {} parameters
    nn.Linear(12, 10),
)
net(torch.zeros(1, 1, 26, 26))
```
"""


@pytest.mark.parametrize(("parameters", "wrong"), [(8124, []), (8142, ["8142"])])
def test_what_comes_into_a_layer_of_code_is_none_of_its_units(parameters: int, wrong: list[str]) -> None:
    assert wrong_in(MADE.format(parameters)) == wrong


@pytest.mark.parametrize(("share", "is_wrong"), [("92%", False), ("93%", False), ("91%", True), ("94%", True)])
def test_a_percentage_may_be_cut_as_other_figures(share: str, is_wrong: bool) -> None:
    assert bool(wrong_in(f"Of the class 13/14 = {share} were told rightly.\n")) == is_wrong


NOISE = "## 转置卷积\n\n- {}：1 → 4，参数 {}\n"


@pytest.mark.parametrize(
    ("layer", "count", "wrong"),
    [
        ("噪声 90 维 → 核 4、步长 1、填充 0、120 通道", "172,920", []),  # 90 come in, and 120 go out
        ("噪声 90 维 → 核 4、步长 1、填充 0、120 通道", "172,290", ["172,290"]),
    ],
)
def test_channels_and_kernels_that_may_be_exchanged_refute_no_count(layer: str, count: str, wrong: list[str]) -> None:
    assert wrong_in(NOISE.format(layer, count)) == wrong


TREE = "输入 4 通道，192×192。\n\n```\n4×192×192\n  └ conv3×3 p1 → 24     24×192×192     参数 {}\n```\n"
PART = """```python
from torch import nn
def unit(ci, co, k, s=1):
    return nn.Sequential(nn.Conv2d(ci, co, k, s, k // 2, bias=False), nn.BatchNorm2d(co), nn.ReLU())
stem = unit(3, 16, 3, s=2)  # 卷积 {} 参数，BN 另有 32
```
"""
REPLACED = "I replaced one 5×5 layer (48 → 48) by two 3×3 layers (48 → 48).\n\nWeights: {} against {}.\n"
SPREAD = "After conv 1 (5×5) a unit sees 5 pixels; the 2×2 pool makes that 6; conv 2 stretches it to {}.\n"


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (TREE.format("888"), []),  # the padding before an arrow is no channel
        (TREE.format("878"), ["878"]),
        (PART.format("432"), []),  # what a part of a block has
        ("pad 1 -- 64*32*16 + 32 = 32800\n", []),  # a dash is no sign
        ("pad 1 -- 64*32*16 + 32 = 32080\n", ["64*32*16 + 32 = 32080"]),
        (REPLACED.format("25·48·48 = 57,600", "2·9·48·48 = 41,472"), []),  # the working of the other layer
        (REPLACED.format("25·48·48 = 57,600", "2·9·48·48 = 41,427"), ["2·9·48·48 = 41,427"]),
        (SPREAD.format("10"), []),  # the number of a layer is nothing that it sees
    ],
)
def test_arguments_parts_dashes_and_names_are_no_figures(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


PRINTED = """| layer | output | parameters |
|--|--|--|
| conv2d (Conv2D, 5×5) | (None, 60, 60, 24) | 1,824 |
| conv2d_1 (Conv2D, 3×3) | (None, 58, 58, 32) | 6,944 |
| pooled_by_five | (None, 11, 11, 32) | 0 |
| flatten (Flatten) | (None, {}) | 0 |
"""


@pytest.mark.parametrize(("values", "wrong"), [(3872, []), (3782, ["(None, 3782)"])])
def test_a_vector_is_that_of_a_map_before_it_of_which_nothing_is_known(values: int, wrong: list[str]) -> None:
    assert wrong_in(PRINTED.format(values)) == wrong


UNITS_MADE = """```python
from torch import nn
net = nn.Sequential(
    nn.Flatten(),
    nn.Linear(800, 500),  # 800 -> 500    参数 {}
)
```
"""
LATER = """网络处理 12 帧、96×96 的灰度视频，写成 1×12×96×96，共 110,592 个值。卷积都是 3×3×3、填充 1、带偏置。

conv2   48→96   96×12×48×48     参数 {}
若把 conv2 拆成 1×3×3（48→96）接 3×1×1（96→96），不算偏置：9·48·96 = 41,472 与 3·96·96 = 27,648，合计 69,120。
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (UNITS_MADE.format("400,500"), []),  # 500 are the units, though the word for parameters stands behind them
        (UNITS_MADE.format("400,050"), ["400,050"]),
        (LATER.format("124,512"), []),  # the window that is told behind it is that of a variant
    ],
)
def test_units_beside_an_arrow_and_windows_of_variants_refute_nothing(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


ARGUMENTS = """| {0} | {1} | {2} | {3} |
|--|--|--|--|
| conv | kernel_size=4, stride=2, padding="same" | (32, 32, 3) | (16, 16, 8) |
| conv | kernel_size=4, stride=2, padding="same" | (16, 16, 8) | (8, 8, 16) |
| flatten | | (8, 8, 16) | (1024,) |
| dense | {4} | (1024,) | (2,) |
"""
ENGLISH, CHINESE = ("layer", "parameters", "input", "output"), ("层", "超参数", "输入", "输出")


@pytest.mark.parametrize(
    ("heads", "cell", "wrong"),
    [
        (ENGLISH, "unit=2, activation='softmax'", []),  # a name of its own, whatever the head says
        (CHINESE, "2", []),  # hyperparameters are no parameters
        (ENGLISH, "2,050", []),
        (ENGLISH, "2,005", ["2,005"]),
    ],
)
def test_arguments_of_a_call_are_no_counts_of_their_column(heads: tuple[str, ...], cell: str, wrong: list[str]) -> None:
    assert wrong_in(ARGUMENTS.format(*heads, cell)) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("$$\nV = 8 \\times 7\n+ 2 \\times 3 \\times 4 = 80\n$$\n", []),  # the rest of the sum stands above
        ("$$\nV = 8 \\times 7\n- 2 \\times 3 \\times 4 = 32\n$$\n", []),
        ("Weights:\n\n$$\n+ 2 \\times 3 \\times 4 = 80\n$$\n", ["+ 2 \\times 3 \\times 4 = 80"]),
        ("- 3*3*8 = 72\n- 3*3*16 = 140\n", ["3*3*16 = 140"]),
    ],
)
def test_a_line_may_go_on_with_the_sum_above_it(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("池化层可以用 1×1，3×3 还是 5×5 的过滤器？\n", []),  # a choice
        ("8 个 5×5 的卷积核、步长 1、无填充作用于 12×12×3 的输入，输出还是 12×12×8。\n", ["12×12×8"]),
    ],
)
def test_one_word_asks_which_or_says_that_it_stays(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("The map is (600/16) * (800/16) = 38*50 large.\n", []),  # its sides were rounded, each for itself
        ("The map is (600/16) * (800/16) = 37*50 large.\n", []),
        ("The map is (600/16) * (800/16) = 36*50 large.\n", ["(600/16) * (800/16) = 36*50"]),
        ("The map is (640/16) * (800/16) = 41*50 large.\n", ["(640/16) * (800/16) = 41*50"]),
        ("大小是 60*40（1000/16≈62,600/16≈38）。\n", []),  # the comma parts two quotients
        ("大小是 1000/16≈42,600/16≈38。\n", ["1000/16≈42,600/16≈38"]),
        ("It has 3*3*64 = 1,576 weights.\n", ["3*3*64 = 1,576"]),
    ],
)
def test_sides_of_maps_are_rounded_and_listed_one_by_one(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("通过网络的一层把一个 6×6×3 的维度演化为一个 4×4×2 维度的结果。\n", []),  # nothing says that it is a kernel
        ("这一层把 6×6×3 的输入与一个 4×4×2 的卷积核做卷积。\n", ["4×4×2"]),
        ("隐藏层中有 23×23 个神经元。简单的想法是对隐藏层的所有神经元使用相同的权重。\n", []),  # they share them
        (
            "A 3×3 kernel runs over a 2×2 input padded with 2×2 zeros using unit strides "
            "(i.e., $i' = 2$, $s' = 1$ and $p' = 2$).\n",
            [],
        ),
    ],
)
def test_what_nobody_says_refutes_nothing(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


def test_a_number_that_a_layer_is_told_to_have_proves_no_other() -> None:
    text = "The input is 28×28×1, flattened. A dense layer with 2018 units follows.\n\n"
    text += "It was shown in 2018. It holds 1,582,112 numbers.\n"
    findings = check_document(read_document("a.md", text))
    assert [text[finding.start : finding.end] for finding in findings] == ["1,582,112"]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("1 = 3x3 matrix of ones\n", []),  # what the sign stands for
        ("8 = 3x3 weights\n", ["8 = 3x3"]),
        ("池化层是使用 1×1，3×3 还是 5×5 的过滤器？\n", []),  # a choice
        ("这里将 32×32 的框增加 4 倍，64×64 的增加 2 倍。\n", []),  # of each its own
        ("这里将 32×32 的框扩大到 64×64 的框，增加 2 倍。\n", ["2 倍"]),
        ("A layer gives a 224×224 map of 64 channels, downsampled to 112×112×64. This is four times smaller.\n", []),
        ("A layer gives a 224×224×64 map, downsampled to 112×112×64. This is 16 times smaller.\n", ["16 times"]),
        (
            "The first convolution has one input channel (hence one input channel) and provides ten output channels.\n",
            [],
        ),
    ],
)
def test_numbers_belong_to_what_they_are_told_of(text: str, wrong: list[str]) -> None:
    assert wrong_in(text) == wrong


@pytest.mark.parametrize(
    ("pools", "wrong"),
    [
        ("two max pooling layers of 2×2", []),
        ("two 2×2 max pooling operations", []),
        ("two 2×2 pooling stages", []),
        ("two `MaxPool2d(kernel_size=2)` operations", []),
        ("a max pooling layer of 2×2", ["7×7"]),
        ("a `MaxPool2d(kernel_size=2)` operation", ["7×7"]),
    ],
)
def test_several_layers_are_several(pools: str, wrong: list[str]) -> None:
    assert wrong_in(f"After {pools}, the size changes from 28×28 to 7×7.\n") == wrong


@pytest.mark.parametrize(("word", "wrong"), [("kernel_size 7", []), ("size 10", ["4"])])
def test_an_argument_that_becomes_another_one_tells_no_sizes(word: str, wrong: list[str]) -> None:
    code = "# NOTE: pooling of 2x2, change {} -> 4\n"
    assert wrong_in(code.format(word)) == wrong


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("See NIPS 2012, of which this is volume 25(2): 2012.\n", []),
        ("The layer has 25 maps and 1204 places. It holds 30,100 numbers.\n", ["30,100"]),
        ("(0): Conv2d(64, 128, kernel_size=(3, 3), bias=False)\n", []),
        ("With N kernels of K, the biases are biases = N.\n", ["biases = N"]),
    ],
)
def test_what_is_only_called_again_follows_from_nothing(text: str, said: list[str]) -> None:
    findings = check_document(read_document("a.md", text))
    found = [finding for finding in findings if finding.code.name in ("formula", "told-relation")]
    assert [text[finding.start : finding.end] for finding in found] == said


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Global average pooling of the map. Using top 56 patches yields an optimal result.\n", []),
        ("The input is 7×7×56. Global average pooling follows. Its output is 56 values.\n", ["56"]),
    ],
)
def test_a_layer_of_which_no_size_is_known_gives_none(text: str, said: list[str]) -> None:
    findings = check_document(read_document("a.md", text))
    assert [text[finding.start : finding.end] for finding in findings] == said
