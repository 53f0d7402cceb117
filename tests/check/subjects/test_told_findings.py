"""What is told of layers in words, lists, tables and comments: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.core.text.languages import LANGUAGES
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.sentences import said

CODES = ("layer-output", "layer-params", "layer-fact", "layer-table", "receptive-field")


def verdicts(text: str, name: str = "a.md") -> dict[str, str]:
    """What is said of each place, by what stands there."""
    found = {}
    for finding in check_document(read_document(name, text)):
        assert all(said(finding.why, language) for language in LANGUAGES)
        if finding.code.name in CODES:
            found[text[finding.start : finding.end]] = finding.verdict.value
    return found


def verdict_on(place: str, text: str, name: str = "a.md") -> str | None:
    """What is said of a place, alone or with the words before it."""
    return next((verdict for quote, verdict in verdicts(text, name).items() if quote.endswith(place)), None)


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
        ({"params": "810"}, "810", None),
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
        ("最大池化：输入为30×30×6，窗口2×2，步长2，输出为15×15×6。", "15×15×6", "right"),
        # neither the padding nor the stride is told, and one of them gives it
        ("A convolution takes an input of 40x40x3 and has 8 kernels of 5x5, output 40x40x8.", "40x40x8", "right"),
        ("A convolution with 8 kernels of 5x5 takes an input of 40x40x3; its output is 20x20x8.", "20x20x8", None),
        # the sentence itself says that it is not so
        ("It is wrong that a convolution with 8 kernels of 5x5, stride 1, padding 0 on an input of 40x40x3 gives an "
         "output of 35x35x8.", "35x35x8", None),
        # so many layers, not one
        ("An input of 60x60x4 meets ten convolutions of 5x5 with stride 1 and padding 0, output 20x20x4.",
         "20x20x4", None),
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
