"""Layers in tables, in sentences, in fenced networks and beside code: the text, then what is said of it."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.documents.formats.read_document import read_document

RIGHT, WRONG, ROUNDED, CONDITIONAL, UNDECIDED = "right", "wrong", "rounded", "conditional", "undecided"


def findings(text: str, name: str = "chapter.md") -> list[tuple[str, Finding]]:
    document = read_document(name, text)
    return [(document.shown[one.start : one.end], one) for one in check_document(document)]


def said(text: str, name: str = "chapter.md") -> list[tuple[str, str, str]]:
    return [(quote, one.code.name, one.verdict.value) for quote, one in findings(text, name)]


# tables of layers -----------------------------------------------------------------------------------

HEAD = "| layer | kernel | stride | padding | filters | input | output | params |\n|---|---|---|---|---|---|---|---|\n"
"""Output sizes by K. He and others' stem, 112 from 224, and by counting windows."""


@pytest.mark.parametrize(
    ("row", "verdicts"),
    [
        ("| conv1 | 7 | 2 | 3 | 64 | 224 | 112 | |", [("112", "layer-output", RIGHT)]),
        ("| conv1 | 7 | 2 | 0 | 64 | 224 | 110 | |", [("110", "layer-output", WRONG)]),
        ("| conv1 | 7x7 | 2 | 3 | 64 | 224x224 | 112×112 | |", [("112×112", "layer-output", RIGHT)]),
        ("| conv1 | 7x7 | 2 | 3 | 64 | $224 \\times 224$ | $112 \\times 112$ | |",
         [("112 \\times 112", "layer-output", RIGHT)]),
        ("| maxpool | 3 | 2 | 0 | | 111 | 55 | |", [("55", "layer-output", RIGHT)]),
        ("| maxpool | 3 | 2 | 0 | | 112 | 56 | |", [("56", "layer-output", CONDITIONAL)]),  # ceiling mode
        ("| maxpool | 3 | 2 | 0 | | 112 | 57 | |", [("57", "layer-output", WRONG)]),
        ("| maxpool | 3 | | 0 | | 112 | 57 | |", []),  # a stride that nobody tells
        ("| inception 3a | 3 | 2 | 0 | 256 | 28 | 99 | |", []),
        (
            "| conv1 | 3 | 1 | 1 | 64 | 28x28x16 | 28 | 9,280 |",
            [("28", "layer-output", RIGHT), ("9,280", "layer-table", RIGHT)],
        ),
        ("| conv1 | 3 | 1 | 1 | 64 | 28 | (28+2*1-3)/1+1=28 | |", [("(28+2*1-3)/1+1=28", "calculation", RIGHT)]),
    ],
)  # fmt: skip
def test_a_row_by_its_own_figures(row: str, verdicts: list[tuple[str, str, str]]) -> None:
    assert said(HEAD + row + "\n") == verdicts


VGG = """
| name | ksize | stride | padding | channel | size | params | memory |
|------|:-----:|:------:|:-------:|:-------:|:----:|:------:|:------:|
| input |  |  |  | 3 | 224x224 |  | 150K |
| conv1_1 | 3 | 1 | 1 | 64 |  | {first} | 3.2M |
| conv1_2 | 3 | 1 | 1 | 64 |  | 36,928 | 3.2M |
| maxpool | 2 | 2 |  |  | {pooled} |  | 0.8M |
| conv2_1 | 3 | 1 | 1 | 128 |  | 73,728 | {values} |
| total |  |  |  |  |  | {total} |  |
"""
"""The first layers of VGG-16 (Simonyan and Zisserman 2014, table 1)."""


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, []),
        ({"first": "1.7K"}, []),
        ({"first": "1,728"}, []),  # weights alone
        ({"first": "1,972"}, [("1,972", "layer-table", WRONG)]),  # two digits of 1,792 exchanged
        ({"pooled": "111x111"}, [("111x111", "layer-output", WRONG)]),
        ({"values": "6.4M"}, []),  # bytes, four each
    ],
)
def test_a_table_from_row_to_row(given: dict[str, str], wrong: list[tuple[str, str, str]]) -> None:
    usual = {"first": "1792", "pooled": "112x112", "values": "1.6M", "total": "112,576"}
    found = said(VGG.format_map(usual | given))
    assert [one for one in found if one[2] in (WRONG, UNDECIDED)] == wrong
    assert len(found) >= 8


def test_values_under_a_head_that_says_bytes() -> None:
    text = VGG.replace("| memory |", "| memory (B) |").format(
        first="1792", pooled="112x112", values="1.6M", total="112,576"
    )
    assert [one for one in said(text) if one[2] == WRONG] == [("memory (B)", "unit", WRONG)]


RECEPTIVE = """
| Layer | K,P,S | RF | Jump |
|-------|-------|----|------|
| conv1 | 11,0,4 | {0} | 4 |
| pool1 | 3,0,2 | {1} | 8 |
| conv2 | 5,2,1 | {2} | 8 |
"""
"""AlexNet: 11, 19, 51 by A. Araujo and others' recurrence (Distill, 2019)."""


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ((11, 19, 51), []),
        ((1, 11, 19), []),  # the column tells the inputs' fields
        ((11, 19, 50), ["50"]),
        ((7, 15, 47), ["7", "15", "47"]),
        ((11, "11+(3-1)*4 = 19", "19+(5-1)*8 = 51"), []),
        ((11, "11+(3-1)*2 = 15", "15+(5-1)*8 = 47"), ["11+(3-1)*2 = 15", "15+(5-1)*8 = 47"]),
    ],
)
def test_receptive_fields(fields: tuple[object, ...], wrong: list[str]) -> None:
    found = said(RECEPTIVE.format(*fields))
    assert [quote for quote, _, verdict in found if verdict == WRONG] == wrong
    assert {code for _, code, verdict in found if verdict == WRONG} <= {"receptive-field"}


# sentences ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("卷积，输入是227×227×3，使用96个11×11×3的卷积核，步长为4，得到的特征图为55×55×96。",
         [("得到的特征图为55×55×96", RIGHT)]),
        ("卷积，输入是224×224×3，使用96个11×11×3的卷积核，步长为4，填充为0，得到的特征图为55×55×96。",
         [("得到的特征图为55×55×96", WRONG)]),
        ("卷积，输入是224×224×3，使用96个11×11×3的卷积核，步长为4，得到的特征图为55×55×96。", []),  # padding untold
        ("The convolution takes an input of 32x32x1; with 5x5 kernels, stride 1, padding 0, the output is 28x28x6.",
         [("output is 28x28x6", RIGHT)]),
        ("The convolution takes an input of 32x32x1; with 5x5 kernels, stride 1, padding 0, the output is 27x27x6.",
         [("output is 27x27x6", WRONG)]),
        ("Convolution with 3x3 kernels and same padding on an input of 14x14x8: output 14x14x16.",
         [("output 14x14x16", RIGHT)]),
        ("For a 7x7 input and a 3x3 filter with stride 1 and pad 0 we get a 5x5 output.", [("5x5 output", RIGHT)]),
        ("For a 7x7 input and a 3x3 filter with stride 1 and pad 0 we get a 6x6 output.", []),  # never wrong
        ("输入224×224×3，使用64个3×3的卷积核，步长1，填充1，则输出为224×224×64。", [("输出为224×224×64", RIGHT)]),
        ("对227×227×3的图像，用96个11×11×3的卷积核以步长4卷积，得到55×55×96的特征图。",
         [("得到55×55×96的特征图", RIGHT)]),
        ("Max pooling with a 3x3 window, stride 2 and padding 0, input 112x112x64, output 56x56x64.",
         [("output 56x56x64", UNDECIDED)]),  # ceiling mode
    ],
)  # fmt: skip
def test_a_layer_in_a_sentence(text: str, verdicts: list[tuple[str, str]]) -> None:
    assert [(quote, verdict) for quote, code, verdict in said(text) if code == "layer-output"] == verdicts


LENET = """
### C1, a convolutional layer

Input size: 32*32

Kernel size: 5*5

Number of kernels: 6

Output size: 28*28

Number of neurons: 28*28*6

Trainable parameters: (5*5+1)*6

Number of connections: {connections}

### S2, a subsampling layer

Input size: 28*28

Sampling area: 2*2

Sampling type: 6

Output size: 14*14

Trainable parameters: 2*6

Number of connections: (2*2+1)*6*14*14
"""
"""LeCun and others 1998, section II.B: 156 and 122,304; 12 and 5,880."""


def test_a_layer_label_by_label() -> None:
    found = said(LENET.format(connections="(5*5+1)*6*28*28"))
    assert {verdict for _, _, verdict in found} == {RIGHT}
    assert [quote for quote, code, _ in found if code == "layer-params"] == [
        "Trainable parameters: (5*5+1)*6",
        "Trainable parameters: 2*6",
    ]
    assert "Number of connections: (2*2+1)*6*14*14" in [quote for quote, _, _ in found]


def test_a_count_that_may_be_of_another_thing_is_not_judged() -> None:
    found = said(LENET.format(connections="(5*5)*6*28*28"))
    assert {verdict for _, _, verdict in found} == {RIGHT}
    assert not [quote for quote, _, _ in found if "(5*5)*6" in quote]


# known networks -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("## VGG-16 (138M parameters)", ROUNDED),
        ("ResNet-50 has 25,557,032 parameters.", RIGHT),
        ("AlexNet 有 6000 万个参数", ROUNDED),
        ("## VGG-16 (183M parameters)", UNDECIDED),
        ("MobileNetV2 has 3.5M params", ROUNDED),
    ],
)
def test_the_parameters_of_a_known_network(text: str, verdict: str) -> None:
    assert [(code, found) for _, code, found in said(text)] == [("model-figure", verdict)]


@pytest.mark.parametrize(
    "text", ["VGG-16 and AlexNet.", "AlexNet won in 2012; our net has 5M parameters", "AlexNet2 (3M params)"]
)
def test_a_number_that_is_of_another_thing(text: str) -> None:
    assert [one for one in said(text) if one[2] != UNDECIDED] == []


# fenced networks ------------------------------------------------------------------------------------

CHAPTER = """
```cnn
network LeNet
input 32 x 32 x 1
C1: conv N=6 K=5
S2: subsample K=2
claim C1.params = 156
```

C1 gives `C1.output = 28×28×6` with `C1.params` = {params}; in all $total.params = 168$.
"""


@pytest.mark.parametrize(("params", "verdict"), [("156", RIGHT), ("(5*5+1)*6 = 156", RIGHT), ("150", WRONG)])
def test_claims_on_a_fenced_network(params: str, verdict: str) -> None:
    found = [(quote, one) for quote, code, one in said(CHAPTER.format(params=params)) if code == "claim"]
    assert found[0] == ("claim C1.params = 156", RIGHT)
    assert found[1] == ("C1.output = 28×28×6", RIGHT)
    assert found[2][1] == verdict
    assert found[3] == ("total.params = 168", RIGHT)


def test_a_fenced_network_with_a_fault() -> None:
    assert said("```cnn\ninput 8 x 8 x 1\nC1: conf N=6 K=5\n```\n") == [("conf", "claim", UNDECIDED)]


# beside code ----------------------------------------------------------------------------------------

CODE = """
model = Sequential([
    # 28*28*1 -> {first}
    Conv2D(6, 5, input_shape=(28, 28, 1)),
    MaxPooling2D(2),  # {second}
    Flatten(),
    Dense(10),
])
"""


@pytest.mark.parametrize(
    ("first", "second", "verdicts"),
    [
        ("24*24*6", "12x12x6", [("28*28*1", RIGHT), ("24*24*6", RIGHT), ("12x12x6", RIGHT)]),
        ("24*24*16", "12x12x6", [("28*28*1", RIGHT), ("24*24*16", WRONG), ("12x12x6", RIGHT)]),
        (
            "6*24*24",
            "24*24*6",
            [("28*28*1", RIGHT), ("6*24*24", RIGHT), ("24*24*6", RIGHT)],
        ),  # channels first; what it takes
        ("7*9*11", "8*8", [("28*28*1", RIGHT)]),  # something else
    ],
)
def test_shapes_in_comments(first: str, second: str, verdicts: list[tuple[str, str]]) -> None:
    found = said(CODE.format(first=first, second=second), "net.py")
    assert [(quote, verdict) for quote, code, verdict in found if code == "layer-output"] == verdicts


def test_shapes_in_prose_beside_code() -> None:
    code = CODE.format(first="", second="")
    text = f"```python{code}```\n\nThe outputs of shape `(12, 12, 6)` are flattened to `(864,)`, not to `(865,)`.\n"
    assert said(text) == [
        ("28*28*1", "layer-output", RIGHT),
        ("outputs of shape `(12, 12, 6)", "layer-output", RIGHT),
        ("flattened to `(864,)", "layer-output", RIGHT),
    ]


def test_no_verdict_without_a_derivation() -> None:
    texts = [VGG.format(first="1792", pooled="9x9", values="1.6M", total="9"), RECEPTIVE.format(11, 19, 50), CHAPTER]
    for text in (*texts, LENET.format(connections="1"), "VGG-16 (138M parameters)"):
        for _, finding in findings(text):
            assert finding.verdict == UNDECIDED or finding.derivation


# columns of tables that make each other up ----------------------------------------------------------

COLUMNS = "| layer | shape of kernels | output | params |\n|---|---|---|---|\n".replace("shape of kernels", "kernel")


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 73,856 |\n", [("73,856", "layer-table", RIGHT)]),
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 73,728 |\n", [("73,728", "layer-table", RIGHT)]),
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 73,586 |\n", [("73,586", "layer-table", WRONG)]),
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 1.2M |\n", []),
        (
            "| | Shape | Activation Size | # parameters |\n|---|---|---|---|\n| Input | (32, 32, 3) | 3072 | 0 |\n"
            "| CONV1 (f=5, s=1) | (28, 28, 8) | 6272 | 608 |\n",
            [
                ("3072", "layer-table", RIGHT),
                ("(28, 28, 8)", "layer-output", RIGHT),
                ("6272", "layer-table", RIGHT),
                ("608", "layer-table", RIGHT),
            ],
        ),
        (
            "| | Shape | # parameters |\n|---|---|---|\n| Input | (14, 14, 8) | 0 |\n"
            "| CONV2 (f=5, s=1) | (10, 10, 16) | 416 |\n",  # one input channel counted
            [("(10, 10, 16)", "layer-output", RIGHT), ("416", "layer-table", WRONG)],
        ),
        (
            "| Layer | Weights | Biases | Parameters |\n|---|---|---|---|\n| Conv-1 | 34,848 | 96 | 34,944 |\n"
            "| Conv-2 | 614,400 | 256 | 614,656 |\n| Total | | | 649,600 |\n",
            [("34,944", "layer-table", RIGHT), ("614,656", "layer-table", RIGHT), ("649,600", "sum", RIGHT)],
        ),
        (
            "| Layer | Weights | Biases | Parameters |\n|---|---|---|---|\n| Conv-1 | 34,848 | 96 | 34,944 |\n"
            "| Conv-2 | 614,400 | 256 | 614,656 |\n| Total | | | 649,660 |\n",
            [("34,944", "layer-table", RIGHT), ("614,656", "layer-table", RIGHT), ("649,660", "sum", WRONG)],
        ),
        (
            "| 网络层 | 输入尺寸 | 核尺寸 | 输出尺寸 |\n|---|---|---|---|\n"
            "| 卷积层 C1 | 32×32×1 | 5×5×1/1,6 | 28×28×6 |\n"
            "| 下采样层 S2 | 28×28×6 | 2×2/2 | 14×14×6 |\n",
            [("28×28×6", "layer-output", RIGHT), ("14×14×6", "layer-output", RIGHT)],
        ),
        (  # rows may be left out between two
            "| layer | kernel | stride | padding | output |\n|---|---|---|---|---|\n| input | - | - | - | 28 |\n"
            "| avgpool | 7 | 1 | 0 | 1 |\n",
            [],
        ),
        (
            "| layer | kernel | stride | padding | output |\n|---|---|---|---|---|\n| input | - | - | - | 28 |\n"
            "| upconv | 2 | 2 | 0 | 56 |\n| dilated conv | 3 | 1 | 2 | 28 |\n",
            [],
        ),
    ],
)
def test_columns_that_make_each_other_up(text: str, verdicts: list[tuple[str, str, str]]) -> None:
    assert said(text) == verdicts


@pytest.mark.parametrize(
    "text",
    [
        "Dilated convolution: input 28×28, kernel size 3×3, stride 1, padding 2, dilation 2, output 28×28.",
        "The conv layer has input 224×224, kernel size 7×7, stride 2, padding 3 and, after a pool, output 56×56.",
        "Conv block: input 56×56×64, kernel size 3×3, stride 1, padding 1 (two of them), output 28×28×64.",
        "转置卷积：输入为4×4，卷积核大小4×4，步长2，填充1，输出为8×8。",
        "卷积层：输入为32×32，卷积核大小5×5，步长1，padding=2，经过池化后输出 16×16。",
    ],
)
def test_what_more_than_one_plain_layer_gives(text: str) -> None:
    assert [quote for quote, _, verdict in said(text) if verdict == WRONG] == []


@pytest.mark.parametrize(
    ("text", "shapes"),
    [
        ("输出尺寸：(227-11)/4+1=55，即 55×55×96。", [("55×55×96", RIGHT)]),
        ("(28-3)/2+1 = 13, so 13x13x32", [("13x13x32", CONDITIONAL)]),
        ("(227-11)/4+1 = 55, from 227×227×3 images", []),
        ("(227-11)/4+1 = 55, 55*55*96 = 290400", []),
    ],
)
def test_shapes_behind_their_calculation(text: str, shapes: list[tuple[str, str]]) -> None:
    assert [(quote, verdict) for quote, code, verdict in said(text) if code == "layer-output"] == shapes
