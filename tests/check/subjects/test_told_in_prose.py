"""Shapes and counts as sentences of lectures tell them: what the map now is, what comes to how many parameters."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        ("A 30x30x3 image meets 8 filters of size 5x5 without padding. The feature map is now 26x26x8.",
         [("26x26x8", RIGHT)]),
        ("输入 30x30x3。8 个 5x5 的卷积核，不填充。此时特征图为 26x26x8。", [("26x26x8", RIGHT)]),
        ("The input measures 20x20x1. Ten 3x3 filters without padding make it 18x18x10.", [("18x18x10", RIGHT)]),
        ("The input is 20x20x1. With 10 filters of 3x3 the layer comes to 100 learnable parameters.",
         [("100", RIGHT)]),
        ("The 600 features are passed to a fully connected layer with 50 units, which has 30,050 parameters.",
         [("30,050", RIGHT)]),
        ("A fully connected layer of 50 units works on a vector with 600 entries. It has 30,050 parameters.",
         [("30,050", RIGHT)]),
        ("A depthwise 3x3 convolution over 16 channels has 144 weights. A pointwise convolution from 16 to 40 channels "
         "needs 640 weights.", [("640", RIGHT)]),
        ("Global average pooling turns the 5x5x96 map into a vector of 96. The dense layer with 10 outputs has 970 "
         "parameters.", [("970", RIGHT)]),
        ("The input is 20x20x6. A filter of 3x3 has 54 weights. With 12 such filters the layer stores 648 weights.",
         [("54", RIGHT), ("648", RIGHT)]),
        ("The 6 feature maps of 12x12 are convolved with 16 filters of 5x5. What we get are 16 feature maps of 8x8.",
         [("16 feature maps of 8x8", RIGHT)]),
        ("A dense layer with 20 units on 300 features has 6,020 parameters. The output layer with 8 units has 168.",
         [("168", RIGHT)]),
        ("We start with 24x24x1. A convolution with 8 filters of 3x3 and no padding produces 22x22x8.",
         [("22x22x8", RIGHT)]),
        ("A 36x36x3 image. 16 filters of 3x3 with padding 1 and stride 2 spit out an 18x18x16 tensor.",
         [("18x18x16", RIGHT)]),
        ("The convolution receives 16 channels and has 40 filters. Its kernel is 3x3, so there are 5,760 weights.",
         [("5,760", RIGHT)]),
        ("The block before has 20x20x24 entries. We apply 40 filters of 3x3 with padding 1: the output is 20x20x40.",
         [("20x20x40", RIGHT)]),
    ],
)  # fmt: skip
def test_what_sentences_say_of_layers(text: str, verdicts: list[tuple[str, str]]) -> None:
    found = {(quote, verdict) for quote, _, verdict in said(text)}
    assert found >= set(verdicts)


@pytest.mark.parametrize(
    "text",
    [
        "Pooling 2x2 with stride 2 brings 24x24x20 to 12x12x20, and three quarters of the values are thrown away.",
        "Pooling 2x2 with stride 2 brings 24x24x20 to 12x12x20, and a quarter of the values is left.",
        "2x2 池化，步长 2，24x24x20 变成 12x12x20，四分之三的激活值被丢弃。",
        "A 12x12x3 input meets 4 filters of 3x3. The 10x10x4 feature map is pooled by a 2x2 max pooling to 5x5x4.",
        "A 12x12x20 input. 40 filters of 5x5 without padding arrive at a volume of 8x8x40 with 20,040 parameters.",
        "The input is 12x12x3. Later, 40 filters of 5x5 work on a volume of 8x8x40, with 40,040 parameters.",
        "A convolution with 48 kernels of shape 3x3 on a 24-channel input has 10,368 weights.",
        "A dense layer with 20 units on 300 features has 6,020 parameters. The output layer with 8 units takes 170 ms.",
        "A convolution with 40 filters. To get 8x8x40 from 12x12x20, one needs 5x5 kernels and 20,040 weights.",
        "The convolution has 40 filters of 3x3. A 5x5 kernel would be dearer: on 16 channels it has 400 weights.",
    ],
)
def test_true_sentences_are_never_wrong(text: str) -> None:
    assert WRONG not in {verdict for *_, verdict in said(text)}


def test_a_slip_in_a_sentence_is_told() -> None:
    text = "The input measures 48x48x3. 32 filters of 5x5 slide over it. The number of parameters in the layer is {}."
    assert ("832", WRONG) in {(quote, verdict) for quote, _, verdict in said(text.format("832"))}
    assert ("2432", RIGHT) in {(quote, verdict) for quote, _, verdict in said(text.format("2432"))}
