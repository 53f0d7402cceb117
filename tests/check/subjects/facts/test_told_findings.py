"""What is told of layers in words, lists, tables and comments: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on
from document_findings import layer_verdicts as verdicts

from symcnn.check.check_document import check_document
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.core.written.spelling import plain_text
from symcnn.documents.formats.read_document import read_document

WALK = """# A small net

The pictures come in at {size}×{size} with a single grey channel. {policy}

## Conv A
- 9 kernels of 3×3, stride 1, no padding
- output {output}
- learnable values: {params}

## Pool A
- max over 2×2, stride 2, output {pooled}
"""


@pytest.mark.parametrize(
    ("changed", "place", "verdict"),
    [
        ({}, "48×48×9", "right"),
        ({"output": "49×49×9"}, "49×49×9", "wrong"),  # the 1 added twice
        ({"output": "48×48×1"}, "48×48×1", "wrong"),  # the sizes agree, the channels do not
        ({"output": "31×17×5"}, "31×17×5", None),  # nothing of it is understood
        ({"params": "81"}, "81", "right"),  # biases are left out, and nobody says that they are counted
        ({"params": "810"}, "810", "wrong"),  # a factor of 9 too many
        ({"params": "813"}, "813", None),
        ({"pooled": "24×24×9"}, "24×24×9", "right"),
        ({"pooled": "24×24×3"}, "24×24×3", "wrong"),  # pooling keeps its channels
        ({"pooled": "25×25×9"}, "25×25×9", None),  # a padding of 1, of which nothing is said, would give it
    ],
)
def test_a_walk_through_a_network(changed: dict[str, str], place: str, verdict: str | None) -> None:
    told = {"size": "50", "policy": "", "output": "48×48×9", "params": "90", "pooled": "24×24×9"} | changed
    assert verdict_on(place, WALK.format(**told)) == verdict


@pytest.mark.parametrize(
    ("policy", "params", "verdict"),
    [
        ("All counts include the biases.", "1,152", "wrong"),
        ("All counts include the biases.", "1,168", "right"),
        ("", "1,152", "right"),
        ("Biases are not counted.", "1,152", "right"),
    ],
)
def test_biases_are_missing_only_where_they_are_counted(policy: str, params: str, verdict: str) -> None:
    text = f"The input is 20×20×8. {policy}\n\n- conv1: 16 kernels of 3×3, stride 1, no padding: {params} parameters\n"
    assert verdicts(text)[params] == verdict


@pytest.mark.parametrize(("behind", "verdict"), [(", with them 1,168", "right"), (", with them 1,186", "wrong")])
def test_a_count_without_biases_may_be_a_step(behind: str, verdict: str) -> None:
    text = "The input is 20×20×8. All counts include the biases.\n\n"
    text += f"- conv1: 16 kernels of 3×3, stride 1, no padding: 1,152 parameters{behind}\n"
    assert verdicts(text)["1,152"] == verdict


@pytest.mark.parametrize(
    ("sentence", "place", "verdict"),
    [
        ("A convolution takes an input of 40x40x3 and has 8 kernels of 5x5, stride 1, padding 0, output 36x36x8.",
         "36x36x8", "right"),
        ("A convolution takes an input of 40x40x3 and has 8 kernels of 5x5, stride 1, padding 0, output 36x36x3.",
         "36x36x3", "wrong"),
        ("Max pooling with a 2x2 window and stride 2 turns an input of 30x30x6 into an output of 15x15x3.",
         "15x15x3", "wrong"),
        ("Max pooling with a 2x2 window and stride 2 turns an input of 30x30x6 into an output of 15x15x6.",
         "15x15x6", "right"),
        ("卷积层：输入为40×40×3，8个5×5的卷积核，步长为1，填充为0，输出为36×36×3。", "36×36×3", "wrong"),
        ("卷积层：输入为40×40×3，8个5×5的卷积核，步长为1，填充为0，输出为36×36×8。", "36×36×8", "right"),
        ("卷积层：输入为40×40×8，6个5×5×3的卷积核，步长为1。", "5×5×3", "wrong"),
        ("卷积层：输入为3×40×40×8，6个5×5×3的卷积核，步长为1。", "5×5×3", None),  # the third number may be a side
        ("最大池化：输入为30×30×6，窗口2×2，步长2，输出为15×15×6。", "15×15×6", "right"),
        # neither the padding nor the stride is told, and one of them gives it
        ("A convolution takes an input of 40x40x3 and has 8 kernels of 5x5, output 40x40x8.", "40x40x8", "right"),
        ("A convolution with 8 kernels of 5x5 takes an input of 40x40x3; its output is 20x20x8.", "20x20x8", None),
        # the sentence itself says that it is not so
        ("It is wrong that a convolution with 8 kernels of 5x5, stride 1, padding 0 on an input of 40x40x3 gives an "
         "output of 35x35x8.", "35x35x8", None),
        # so many layers, not one
        ("An input of 60x60x4 meets ten convolutions of 5x5 with stride 1 and padding 0, output 20x20x4.",
         "20x20x4", "right"),
        ("An input of 60x60x4 meets ten convolutions of 5x5 with stride 1 and padding 0, output 56x56x4.",
         "56x56x4", None),
    ],
)  # fmt: skip
def test_a_layer_in_one_sentence(sentence: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, sentence) == verdict


TABLE = """| layer | kernel/stride | padding | output | parameters (with biases) |
|---|---|---|---|---|
| input | | | 30×30×3 | |
| conv 1 | 3×3/1, {count} filters | 1 | {output} | {params} |
| pool 1 | 2×2/2 | 0 | 15×15×12 | 0 |
"""


@pytest.mark.parametrize(
    ("changed", "place", "verdict"),
    [
        ({}, "30×30×12", "right"),
        ({}, "336", "right"),
        ({"params": "324"}, "324", "wrong"),  # the head says that biases are counted
        ({"params": "363"}, "363", "wrong"),  # two digits exchanged
        ({"output": "28×28×12"}, "28×28×12", "wrong"),  # the padding is told
    ],
)
def test_a_table_with_two_things_in_a_column(changed: dict[str, str], place: str, verdict: str) -> None:
    told = {"count": "12", "output": "30×30×12", "params": "336"} | changed
    assert verdicts(TABLE.format(**told)).get(place) == verdict


@pytest.mark.parametrize(
    ("field", "verdict"),
    [("17", "right"), ("13", "wrong")],
)
def test_a_receptive_field_follows_from_the_rows_above(field: str, verdict: str) -> None:
    above = "| layer | k | s | field |\n|---|---|---|---|\n| a | 5×5 | 2 | 5 |\n| b | 3×3 | 2 | 9 |\n"
    text = f"{above}| c | 3×3 | 1 | {field} |\n"
    assert verdicts(text)[field] == verdict


CODE = """import torch.nn as nn

net = nn.Sequential(
    nn.Conv2d(3, 16, kernel_size=3),  # {count} parameters
    nn.ReLU(),
)
"""


@pytest.mark.parametrize(("count", "verdict"), [("448", "right"), ("432", "wrong"), ("484", "wrong"), ("61", None)])
def test_a_count_in_a_comment_belongs_to_the_layer_of_its_line(count: str, verdict: str | None) -> None:
    assert verdicts(CODE.format(count=count), "a.py").get(count) == verdict


@pytest.mark.parametrize(
    "text",
    [
        "We trained for 30 epochs with batches of 64 on pictures of 640x480.",
        "The convolution was published in 1998; its learning rate was 0.01.",
        "第3版讲义第57页；图片原始分辨率640×480。",
        "The values stay in the interval (-1, 1) after the dense layer with 10 units.",
    ],
)
def test_numbers_that_tell_nothing_of_layers(text: str) -> None:
    assert "wrong" not in verdicts(text).values()


STORIES = [
    # numbers in letters, and what each kernel has
    (
        "A colour picture of thirty by thirty pixels meets twenty kernels of five by five, unpadded. Each kernel has"
        " seventy-five weights. The layer has 1,520 parameters.",
        {"seventy-five": "right", "1,520": "right"},
    ),
    # one more of the same, the second of two, and what a word said of the first says of the second
    (
        "The input is 60×60×3. Two convolutions with 10 kernels of 3×3 (padding 1) follow. The first has 280"
        " parameters, the second 910.",
        {"280": "right", "910": "right"},
    ),
    # a question asks for a variant: what is not told again is as before
    (
        "(a) An image of 3×50×50 meets a convolution with 6 filters of 5×5, stride 1, padding 2. Answer: 6×50×50.\n\n"
        "(b) What if the stride is 2? Answer: 6×25×25, and still 456 parameters.",
        {"6×50×50": "right", "6×25×25": "right", "456": "right"},
    ),
    # arguments by their letters, and a bare number behind an arrow
    (
        "40x40x3 -> conv K5 S1 P0, 8 filters -> 36x36x8 -> maxpool 2/2 -> 18x18x8",
        {"36x36x8": "right", "18x18x8": "right"},
    ),
    # one side of a map
    (
        "输入 80×80。第一层 3×3、步长 1、填充 1，边长保持 80 不变。第二层 3×3、步长 2、填充 1，变成 40。",
        {"80": "right", "40": "right"},
    ),
    ("输入 80×80。第一层 5×5、步长 1、填充 1，边长仍是 80。", {"80": "wrong"}),
    ("输入 80×80。第一层 5×5、步长 1，边长仍是 80。", {"80": "right"}),  # a padding may make it so
    # channels that a clause says come out, and the depth of a layer before the last
    (
        "Input 20×20×16. A 3×3 convolution without padding gives 24 channels and has 3,480 parameters.",
        {"3,480": "right"},
    ),
    # branches follow one layer, not each other
    (
        "The input is 16×16×64. Two branches run in parallel:\n\n* 1×1 convolution, 8 filters: 520 parameters\n"
        "* 3×3 convolution, 4 filters: 2,308 parameters\n",
        {"520": "right", "2,308": "right"},
    ),
    # what stands within quotation marks may be what others say
    (
        "Input 32×32×3, 3×3 kernels, 8 of them, no padding, stride 1. They wrote “output 31×31×8” there.",
        {"31×31×8": None},
    ),
    ("Input 32×32×3, 3×3 kernels, 8 of them, no padding, stride 1. The output is 31×31×8.", {"31×31×8": "wrong"}),
    # biases that are counted, a digit, the depth of an earlier layer
    (
        "All biases are counted: with biases.\n\n## Conv 1\n- input 30×30×4\n- 8 kernels of 3×3, no padding\n"
        "- output 28×28×8\n- parameters 296\n\n## Conv 2\n- 16 kernels of 3×3, no padding\n- parameters 592\n",
        {"296": "right", "592": "wrong"},
    ),
]


@pytest.mark.parametrize(("text", "expected"), STORIES, ids=lambda one: one[:24] if isinstance(one, str) else "")
def test_stories(text: str, expected: dict[str, str | None]) -> None:
    """What is told of a layer over several clauses, and what is left aside."""
    assert {place: verdict_on(place, text) for place in expected} == expected


ALIGNED = """Input: a grey picture of 40x20.

Convolution 3x3, stride 1, padding 1, with biases; pooling 2x2, stride 2.

    layer     output        values    params
    conv1     40x20x12      9600      {first}
    pool1     20x10x12      2400      0
    conv2     20x10x24      4800      {second}
    total                             {total}
"""


@pytest.mark.parametrize(
    ("changed", "place", "verdict"),
    [
        ({}, "120", "right"),
        ({}, "2616", "right"),
        ({}, "4800", "right"),
        ({"second": "2592"}, "2592", "wrong"),  # without the biases that the text counts
        ({"second": "2661"}, "2661", "wrong"),  # two digits exchanged
    ],
)
def test_a_table_without_strokes(changed: dict[str, str], place: str, verdict: str) -> None:
    told = {"first": "120", "second": "2616", "total": "2736"} | changed
    assert verdict_on(place, ALIGNED.format(**told), "a.txt") == verdict


TOTALS = """| 层 | 核 | 步长 | 填充 | 输出 | 参数量 |
|---|---|---|---|---|---|
| 输入 | | | | 24×24×2 | |
| 卷积1 | 3×3 | 1 | 1 | 24×24×10 | {first} |
| 卷积2 | 3×3 | 1 | 1 | 24×24×20 | {second} |
| 合计 | | | | | {total} |
"""


@pytest.mark.parametrize(
    ("first", "second", "total", "wrong"),
    [
        ("190", "1,820", "2,010", []),
        ("190", "1,820", "2,100", ["2,100"]),
        ("190", "1,802", "2,010", ["1,802"]),  # the total is right for what follows, not for what is printed
        ("180", "1,800", "1,980", []),  # no biases anywhere
    ],
)
def test_a_total_below_its_column(first: str, second: str, total: str, wrong: list[str]) -> None:
    text = TOTALS.format(first=first, second=second, total=total)
    found = check_document(read_document("a.md", text))
    assert [text[one.start : one.end] for one in found if one.verdict.value == "wrong"] == wrong


@pytest.mark.parametrize(("groups", "verdict"), [("2", "right"), ("4", None)])
def test_groups_that_do_not_divide_the_channels_are_of_another_layer(groups: str, verdict: str | None) -> None:
    text = f"卷积层：输入为40×40×3，8个5×5的卷积核，步长为1，填充为0，组数为{groups}，输出为36×36×8。"
    assert verdict_on("36×36×8", text) == "right"
    even = f"卷积层：输入为40×40×6，8个5×5的卷积核，步长为1，填充为0，组数为{groups}，参数600个。"
    assert verdict_on("600", even) == verdict


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # all is told, and no padding, stride or rounding gives it
        ("A 2×2 max pooling makes 13×13×32 maps of 8×8×32 into 7×7×32.", "7×7×32", None),
        ("A 2×2 max pooling turns the 28×28×32 maps into 12×12×32.", "12×12×32", "wrong"),
        ("A 3×3 max pooling turns the 28×28×32 maps into 14×14×32.", "14×14×32", None),  # with a stride of 2
        ("A 7×7 kernel, stride 2 and padding 3 enlarges a 64×64 map to 32×32.", "32×32", "right"),
        ("A 7×7 kernel, stride 2 and padding 3 brings a 64×64 map to 33×33.", "33×33", "wrong"),
        ("A 7×7 kernel brings a 64×64 map to 60×60.", "60×60", None),  # a padding of 1
        # a factor too many, or too few
        ("A 1×1 convolution from 64 to 128 channels costs 8,192 weights.", "8,192", "right"),
        ("A 1×1 convolution from 64 to 128 channels costs 4,096 weights.", "4,096", "wrong"),
        ("A 1×1 convolution from 64 to 128 channels costs 5,000 weights.", "5,000", None),
        # who shows a product counts in another way
        ("A 3×3 convolution from 64 to 128 channels: the weights are 3*64*128 = 24,576.", "24,576", None),
        # along one axis a kernel is one number
        ("The convolution goes from 64 to 128 channels with kernel 3, so it has 24,576 weights.", "24,576", "right"),
        # the biases are said to be counted
        ("全连接层把 128 个输入映射到 10 个输出，共有 1,280 个参数（含偏置）。", "1,280", "wrong"),
        ("全连接层把 128 个输入映射到 10 个输出，共有 1,280 个参数。", "1,280", "right"),
        # a clause about a layer of another kind
        ("A 3×3 convolution from 64 to 128 channels has 73,728 weights. Depthwise there are 36,864 weights.", "36,864",
         None),
        ("A 3×3 convolution from 64 to 128 channels has 73,728 weights. In all there are 36,864 weights.", "36,864",
         "wrong"),
        # a layer that sees each channel by itself has the kernel of the convolution before it
        ("A 3×3 convolution from 64 to 128 channels has 73,728 weights. Depthwise on 64 channels are 576 weights.",
         "576", "right"),
        ("A 3×3 convolution from 64 to 128 channels has 73,728 weights. Depthwise on 64 channels are 8,100 weights.",
         "8,100", None),
        # numbers on both sides of an arrow
        ("The pointwise convolution 64 → 128 adds 8,192 weights.", "8,192", "right"),
        ("The pointwise convolution 64 → 128 adds 4,096 weights.", "4,096", "wrong"),
        ("The 3×3 convolution brings 64 → 62.", "62", "right"),
        # a number beside the word for biases
        ("A 3×3 convolution from 64 to 128 channels gives 73,856 with biases.", "73,856", "right"),
        ("A 3×3 convolution from 64 to 128 channels gives 73,728 with biases.", "73,728", "wrong"),
        ("A 3×3 convolution from 64 to 128 channels gives 73,728.", "73,728", "right"),
        # the biases are said not to be counted
        ("A 3×3 convolution from 64 to 128 channels has 73,856 weights without the biases.", "73,856", "wrong"),
        ("A 3×3 convolution from 64 to 128 channels has 73,728 weights without the biases.", "73,728", "right"),
        ("A 3×3 convolution from 64 to 128 channels has 73,728 weights without the biases, 73,856 in all.", "73,856",
         "right"),
        ("A 3×3 convolution without biases from 64 to 128 channels has 73,856 weights, said nobody.", "73,856",
         "wrong"),
        ("A dense layer maps 128 features to 10 classes; counting the biases that is 1,280 parameters.", "1,280",
         "wrong"),
        # of two shapes that come out the fuller one is told too
        ("The map is 20×20×8. A convolution with 16 kernels of 3×3 and padding 1 keeps it at 20×20, so the output is "
         "20×20×16.", "20×20×16", "right"),
        ("The map is 20×20×8. A convolution with 16 kernels of 3×3 and padding 1 keeps it at 20×20, so the output is "
         "20×20×8.", "20×20×8", "wrong"),
        # two layers of units, and the list's own numbers
        ("1. A dense layer of 64 units on 800 values has 51,264 parameters, the output layer of 10 units 650.", "650",
         "right"),
        ("A dense layer of 64 units on 800 values has 51,264 parameters, the output layer of 10 units 640 more.", "640",
         "right"),
        ("(2) 卷积层：128 个 3×3 卷积核，输入 56×56×64。\n(3) 输出特征图为 54×54×128。", "54×54×128", "right"),
        # a convolution does not follow units
        ("输入一幅 32×32 的彩色图片。全连接层有 1000 个神经元。\n\n改用 10 个 3×3 的卷积核，不填充，输出为 30×30×10。",
         "30×30×10", "right"),
        # what only a later sentence tells may be told of another picture
        ("Two 3×3×3 kernels with a stride of 2 take a 7×7×3 picture, output 3×3×2. The padding in the figure is 1.",
         "3×3×2", None),
        ("Two 3×3×3 kernels with a stride of 2 and a padding of 1 take a 7×7×3 picture, output 3×3×2.",
         "3×3×2", "wrong"),
        # what one place of the window gives
        ("Four 3×3 kernels without padding at a stride of 1 on a 5×5 picture: the output is 1×1×4.", "1×1×4", None),
        ("Four 3×3 kernels without padding at a stride of 1 on a 5×5 picture: the output is 2×2×4.", "2×2×4", "wrong"),
        # what is asked is not claimed
        ("A 1×1 convolution takes 256×7×7 maps to 64 channels. Does it reduce the 256×7×7 maps to 32×7×7 in one step?",
         "32×7×7", None),
        ("A 1×1 convolution with 64 kernels takes 256×7×7 maps and gives 32×7×7.", "32×7×7", "wrong"),
        # of what "to" leads to nobody says that it comes out
        ("Six 5×5 kernels without padding take 32×32 pictures. Then resize it to 30×30.", "30×30", None),
        # channels that come out
        ("The convolution has 12 filters, so its output has 6 channels.", "6", "wrong"),
        ("The convolution has 12 filters, so its output has 12 channels.", "12", "right"),
        ("The convolution has 12 filters in 2 groups, so the output of each has 6 channels.", "6", None),
        # values in a row
        ("A 7×7×512 tensor flattens to 25,088 values.", "25,088", "right"),
        ("A 7×7×512 tensor flattens to 25,880 values.", "25,880", "wrong"),
        ("A 7×7×512 tensor flattens to 31,000 values.", "31,000", None),
        ("A 7×7×512 tensor flattens to 25,088 values. The next step gives 12,544.", "12,544", None),
        # a window that moves by more than itself
        ("After a 2×2 max pooling, 60×60×16 becomes 20×20×16.", "20×20×16", "wrong"),
        ("After a 3×3 max pooling, 60×60×16 becomes 20×20×16.", "20×20×16", "right"),
        # behind a print that does not agree nothing is sure
        ("A 2×2 max pooling brings 28×28×8 maps to 5×5×9. A 1×1 convolution with 16 kernels gives 14×14×9.", "14×14×9",
         None),
        ("A 2×2 pooling brings 28×28×8 maps to 14×14×8. A 1×1 convolution with 16 kernels gives 14×14×9.", "14×14×9",
         "wrong"),
        # how many times as much is no count
        ("卷积层有 64 个 3×3 的卷积核，输入 3 个通道，参数 1,792 个，全连接层是卷积层的三千多倍。", "三千", None),
        # one more stride of the same layer
        ("A picture of 9×9 under a 3×3 kernel with padding 1 stays 9×9. With stride 2 it becomes 5×5.", "9×9", "right"),
    ],
)  # fmt: skip
def test_what_a_sentence_tells_in_full(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text) == verdict


@pytest.mark.parametrize(
    ("memory", "verdict"),
    [("memory: 112*112*8 = 100,352 weights: 216", "right"), ("weights: 216 memory: 112*112*8 = 100,352", "right")],
)
def test_lines_of_labels_are_no_table(memory: str, verdict: str) -> None:
    text = f"INPUT: [112x112x3]  memory: 37,632\nCONV: [112x112x8]  8 kernels of 3x3  {memory}\n"
    assert verdict_on("216", text, "a.txt") == verdict


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        ("填充的大小为1，填充值为0。输入图片尺寸为4×4，使用3×3的卷积核，输出图片尺寸为4×4。", "4×4", "right"),
        ("填充为0。输入图片尺寸为4×4，使用3×3的卷积核，步长为1，输出图片尺寸为3×3。", "3×3", "wrong"),
        ("Input 5×5×8, a 1×1 convolution with 4 kernels. Why is the output not 5×5×6 in one step?", "5×5×6", None),
        ("Input 5×5×8, a 1×1 convolution with 4 kernels, output 5×5×6.", "5×5×6", "wrong"),
    ],
)
def test_what_fills_and_what_is_asked_is_no_argument(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text) == verdict


def test_what_is_not_told_is_no_size() -> None:
    padded = ToldLayer(0, "pad", {"padding": ToldValue("same", Certainty.CLAUSE)}, 0, None)
    assert [reading.output for reading in readings(padded, [(8, 8, 4)])] == []
    told = ToldLayer(0, "pad", {"padding": ToldValue(1, Certainty.CLAUSE)}, 0, None)
    assert [reading.output for reading in readings(told, [(8, 8, 4)])] == [(10, 10, 4)]


def test_the_size_behind_a_layer_of_several_parts_is_derived() -> None:
    text = """'''A critic of 64x64 pictures.

(64, 32, 32) -> (3, 64, 64)
'''
from torch import nn

def halved(cin, cout, norm=True):
    layers = [nn.Conv2d(cin, cout, 4, 2, 1, bias=False)]
    if norm:
        layers.append(nn.BatchNorm2d(cout))
    return layers + [nn.ReLU()]

net = nn.Sequential(
    *halved(3, 64, norm=False),   # 64x64 -> (64, 32, 32)
    *halved(64, 128),   # -> (128, 16, 16)
    *halved(128, 256),   # -> (256, 8, 8)
)
"""
    found = [one for one in check_document(read_document("a.py", text)) if one.code.name == "layer-output"]
    assert [text[one.start : one.end] for one in found][-1:] == ["(256, 8, 8)"]
    assert all(plain_text(relation) for one in found for relation in one.derivation)
