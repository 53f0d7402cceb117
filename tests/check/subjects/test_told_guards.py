"""Guards against false alarms on what is told of layers: each beside the text on which it must not hold."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on
from document_findings import layer_verdicts as verdicts
from document_findings import verdict_at

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

GIVEN = "The input is {size}×{size}×3.\n\n- conv1: {told} 3×3, stride 1, no padding{output}\n- {line}\n"


@pytest.mark.parametrize(
    ("size", "told", "output", "line", "place", "verdict"),
    [
        # the kernels are as many as an output has channels: of two outputs nobody knows which
        ("30", "6 kernels of", ", output 28×28×6", "output 28×28×12", "28×28×12", "wrong"),
        ("30", "kernels of", ", output 28×28×6", "output 28×28×12", "28×28×12", None),
        # one number near the side may be that of the channels
        ("10", "7 kernels of", "", "output: 9", "9", "wrong"),
        ("10", "7 kernels of", "", "output: 7", "7", "right"),
        # what would be is not said to be
        ("50", "9 kernels of", "", "output 50×50×9", "50×50×9", "wrong"),
        ("50", "9 kernels of", "", "if it were padded, output 50×50×9", "50×50×9", None),
    ],
)
def test_what_is_not_sure_is_not_refuted(
    size: str, told: str, output: str, line: str, place: str, verdict: str | None
) -> None:
    assert verdict_on(place, GIVEN.format(size=size, told=told, output=output, line=line)) == verdict


@pytest.mark.parametrize(
    ("outputs", "wrong"),
    [
        (("27x27", "25x25", "23x23"), ["27x27"]),
        (("27x27", "24x24", "22x22"), ["27x27", "24x24"]),
        (("27x27", "24x24", "21x21"), []),  # nothing fits: the column has not been understood
    ],
)
def test_a_column_that_fails_throughout_is_left_aside(outputs: tuple[str, ...], wrong: list[str]) -> None:
    rows = "".join(f"| conv{at} | {5 if at == 1 else 3} | 1 | 0 | {output} |\n" for at, output in enumerate(outputs, 1))
    text = "| layer | kernel | stride | padding | output |\n|---|---|---|---|---|\n| input | | | | 32x32 |\n" + rows
    assert [place for place, verdict in verdicts(text).items() if verdict == "wrong"] == wrong


@pytest.mark.parametrize("said", ["with the biases 55,392", "together with the biases: 55,392", "含偏置55,392"])
def test_a_count_with_its_biases_is_no_count_of_biases(said: str) -> None:
    text = f"The input is 28×28×64.\n\n- conv2: 96 kernels of 3×3, stride 1, padding 1: 55,296 weights, {said}\n"
    assert verdicts(text) == {"55,296": "right", "55,392": "right"}
    assert verdict_on("55,932", text.replace(said, "biases: 55,932")) == "wrong"


PARTS = "| layer | weights | biases | params |\n|---|---|---|---|\n| conv1 | {weights} | 18 | 1,258 |\n"


@pytest.mark.parametrize(("weights", "wrong"), [("1,200", True), ("1.2K", False)])
def test_rounded_parts_make_no_exact_sum(weights: str, wrong: bool) -> None:
    found = check_document(read_document("a.md", PARTS.format(weights=weights)))
    assert any(one.verdict.value == "wrong" for one in found) is wrong


BLOCKS = """| layer | kernel | stride | padding | output | params |
|---|---|---|---|---|---|
| input | | | | 32x32x3 | 0 |
| conv1 | 3 | 1 | 1 | 32x32x16 | 448 |
| conv2 | 3 | 1 | 1 | 32x32x16 | 2,320 |
| {name} | 3 | 1 | 1 | 32x32x16 | 2,450{more} |
"""


@pytest.mark.parametrize(
    ("name", "more", "verdict"),
    [
        ("conv3", "", "wrong"),
        ("conv3, dense", "", None),  # a row of several layers
        ("conv3", " | 3", None),  # more cells than heads: nobody knows below which one a cell stands
    ],
)
def test_a_row_of_which_all_is_known(name: str, more: str, verdict: str | None) -> None:
    assert verdict_on("2,450", BLOCKS.format(name=name, more=more)) == verdict


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # what a transposed convolution adds to its output is told, or may be
        (
            "Transposed convolution, kernel 3, stride 2, padding 1, output padding 1, input 7x7: output {}.",
            "14x14",
            "right",
        ),
        ("转置卷积：输入 7×7，核 3×3，步长 2，填充 1，输出填充 1，输出 {}。", "13×13", "wrong"),
        ("转置卷积：输入 7×7，核 3×3，步长 2，填充 1，输出 {}。", "14×14", None),
        ("Transposed convolution, kernel 4, stride 2, padding 1, input 13×17: output {}.", "28×36", "wrong"),
        (
            "```python\nup = nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1)  # 7→{}\n```",
            "14",
            "right",
        ),
        (
            "```python\nup = nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=1)  # 7→{}\n```",
            "13",
            "wrong",
        ),
        (
            "```python\nup = nn.ConvTranspose2d(8, 4, 3, stride=2, padding=1, output_padding=more)  # 7→{}\n```",
            "14",
            None,
        ),
        # a vector has no channels that a picture could have
        ("A dense layer of 128 units, then one of 10. Flatten the 28x28 images to {} values.", "784", "right"),
        ("全连接层 128 个神经元，再接 10 个神经元的全连接层。把 28×28 的图像展平为 {} 个数。", "784", "right"),
        # weights that have a name are told without the biases, which have one too
        ("```python\nc1 = nn.Conv2d(1, 6, 5)\n# c1.weight: {} parameters\n```", "150", "right"),
        ("```python\nc1 = nn.Conv2d(1, 6, 5)\n# c1: {} 个参数\n```", "150", "wrong"),
        # a region is pooled to so many places, whatever its size
        ("Max pooling with a window of 7×7 and stride 32 on 20×20 gives {}.", "2×2", "wrong"),
        ("The window is 7×7, the stride 32. RoI pooling turns 20×20 into {}.", "2×2", None),
    ],
)
def test_what_is_told_and_what_may_be(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict


FIELDS = "| layer | kernel | stride | {} |\n|---|---|---|---|\n{}"


@pytest.mark.parametrize(
    ("head", "rows", "wrong"),
    [
        ("receptive field", "| conv1 | 3 | 1 | 3 |\n| pool1 | 2 | 2 | 5 |\n", 1),
        ("bit field", "| conv1 | 3 | 1 | 8 |\n", 0),  # nothing fits: nobody knows what the column tells
        ("感受野", "| conv1 | 3 | 1 | 4 |\n", 0),
        ("感受野", "| conv1 | 3 | 1 | 4 |\n| conv2 | 3 | 1 | 6 |\n| conv3 | 3 | 1 | 8 |\n", 3),  # but it goes on
    ],
)
def test_a_column_of_fields_is_understood_first(head: str, rows: str, wrong: int) -> None:
    found = check_document(read_document("a.md", FIELDS.format(head, rows)))
    assert sum(one.verdict.value == "wrong" for one in found) == wrong


STAGES = """Every convolution has a kernel of 3×3, stride 1 and no padding. Input 44×40×1.

| stage | size | channels |
|---|---|---|
| {} | 44×40 | 1 |
"""


@pytest.mark.parametrize(("name", "wrong"), [("scan", 0), ("conv1", 1)])
def test_a_row_that_names_no_layer_has_no_window(name: str, wrong: int) -> None:
    found = check_document(read_document("a.md", STAGES.format(name)))
    assert sum(one.verdict.value == "wrong" for one in found) == wrong


TURNED = """| layer | op | output | params |
|---|---|---|---|
| L3 | 1×1 convolution | 46×36×27 | 940 |
| L4 | 3×3 depthwise, stride 2, no padding | 46×17×13 | 460 |
| L5 | 1×1 convolution | 64×17×13 | {} |
"""


@pytest.mark.parametrize("count", ["3,008", "182"])
def test_channels_stand_at_either_end_of_a_map(count: str) -> None:
    assert verdict_on(count, TURNED.format(count)) != "wrong"


LISTED = """1. 输入大小为 32×32
2. 输入以 1 的步幅输入 5×5 卷积层内核，输出 {} 的特征图。
3. 再以 2 的步幅输入 2×2 {}，尺寸 14×14
"""


@pytest.mark.parametrize(
    ("size", "layer", "verdict"),
    [("28×28", "汇合层", "right"), ("28×28", "这一层", "right"), ("27×27", "池化层", "wrong")],
)
def test_of_two_outputs_one_is_of_another_layer(size: str, layer: str, verdict: str | None) -> None:
    assert verdict_on(size, LISTED.format(size, layer)) == verdict


COUNTED = (
    "We take pictures of 26×26×1 (there are {} in the set). The first layer has 6 filters of 3×3 and {} parameters.\n"
)
EACH = "The input is 14×14×10. The layer has 12 filters of 5×5 without padding. {} Output 10×10×12.\n"


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        pytest.param(COUNTED.format("40,000 of them", 60), "60", "right", id="pictures by thousands are no kernels"),
        pytest.param(COUNTED.format("40,000 of them", 54), "54", "right", id="without biases"),
        pytest.param(COUNTED.format("40,000 of them", 348), "348", None, id="of which depth, nobody knows"),
        pytest.param(EACH.format("Each filter is 5×5×10."), "10×10×12", "right", id="each is one of the layer's"),
    ],
)
def test_what_opens_no_layer(text: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, text) == verdict


MODEL = """```python
inp = keras.Input((20, 2))
x = layers.Conv1D(4, 5)(inp)
x = layers.MaxPooling1D(2)(x)
x = layers.Conv1D(6, 3)(x)
x = layers.LSTM(7)(x)
# {} {} multiplications
```
"""


@pytest.mark.parametrize(
    ("named", "count", "verdict"),
    [
        pytest.param("The first layer takes", "640", "right", id="the first of the code"),
        pytest.param("The second layer takes", "432", "right", id="of those with weights"),
        pytest.param("The ninth layer takes", "16*5*2*4 = 640", None, id="one that there is not"),
    ],
)
def test_layers_of_code_by_their_numbers(named: str, count: str, verdict: str | None) -> None:
    assert verdict_on(count, MODEL.format(named, count)) == verdict


STACK = """| stage | operation | output | parameters |
|:--|:--|:-:|--:|
| A | conv 3×3, 8 maps | 12×12×8 | 224 |
| B | dense, 20 units | 20 | 23,060 |

Before B the tensor is flattened to {} numbers.
"""


@pytest.mark.parametrize("count", ["1,152", "1,125"])
def test_units_that_are_flattened_are_another_map(count: str) -> None:
    assert verdict_on(count, "The input is 14×14×3.\n\n" + STACK.format(count)) != "wrong"


CRITIC = """```python
self.c1 = nn.Conv2d(3, 16, 4, 2, 1, bias=False)   # 32 -> 16
self.c2 = nn.Conv2d(16, 32, 4, 2, 1, bias=False)  # 16 -> 8
# {}
```
"""


@pytest.mark.parametrize(
    ("told", "verdict"),
    [("takes 524,288 MACs", "right"), ("takes 196,608 MACs", "wrong"), ("c1 takes 196,608 MACs", "right")],
)
def test_a_comment_that_names_another_layer(told: str, verdict: str) -> None:
    found = [one.verdict.value for one in check_document(read_document("a.md", CRITIC.format(told))) if one.start > 130]
    assert found == [verdict]


TWO_LAYERS = "The input is 36×36×1. C1 has 6 kernels of 5×5 and gives 32×32×6. S2 is a 2×2 max pool: 16×16×6.\n\n{}\n"


@pytest.mark.parametrize(
    ("sentences", "verdict"),
    [
        # what is changed may give other figures up to the end of its paragraph
        ("Somebody swaps the kernels of C1 for 3×3. S2 then gives 15×15×6.", None),
        ("Somebody swaps the kernels of C1 for 3×3.\n\nIn the network above, S2 gives 15×15×6.", "wrong"),
        ("Somebody draws the kernels of C1. S2 then gives 15×15×6.", "wrong"),
    ],
)
def test_behind_a_change_nothing_is_refuted(sentences: str, verdict: str | None) -> None:
    assert verdict_on("15×15×6", TWO_LAYERS.format(sentences)) == verdict
