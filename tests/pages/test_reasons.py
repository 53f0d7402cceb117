"""A wrong place is told with its cause: which term, which biases, which slip."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.check.findings.finding import Finding
from symcnn.documents.formats.read_document import read_document
from symcnn.pages.build.sentences import said

LEGEND = "K is the kernel size, C the number of input channels, N the number of kernels.\n"
NETWORK = "```cnn\nnetwork A\ninput 27x27x96\nC2: conv N=256 K=5 P=2 G=2\n```\n\n"
KERAS = (
    "```python\nfrom tensorflow.keras import layers, models\nmodel = models.Sequential([layers.Input((28, 28, 1)),\n"
    "    layers.Conv2D(8, 3), layers.Flatten(), layers.Dense(10)])\n```\n\n"
    "```\nLayer (type)   Output Shape   Param #\nconv2d (Conv2D)   (None, 26, 26, 8)   {conv}\n"
    "flatten (Flatten)   (None, {flat})   0\ndense (Dense)   (None, 10)   {dense}\nTotal params: 54,170\n```\n"
)


def wrong(text: str) -> Finding:
    """The one finding that is wrong."""
    (found,) = (one for one in check_document(read_document("a.md", text)) if one.verdict.value == "wrong")
    return found


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("11×11×3×96 + 96 = 34848", "sum without its last term (the 96 biases left out)", "漏加最后一项（96 个偏置）"),
        ("1×1024 + 28×28 = 1024", "1,024 is the sum without its last term, 28·28", "漏加最后一项 28·28"),
        ("(5*5+1)*6*28*28 = 122340", "not 122,340: two digits were exchanged", "：相邻两位数字颠倒"),
        ("3×3×64×128 = 73856", "not 73,856; perhaps the biases were left out", "可能漏加了偏置"),
        ("⌊(28 - 3)/2⌋ + 1 = 14", "perhaps rounded up instead of down", "应向下取整，误作向上取整"),
        ("⌈(28 - 3)/2⌉ + 1 = 13", "perhaps rounded down instead of up", "应向上取整，误作向下取整"),
        (LEGEND + "weights = K*C*N", ": the kernel size was not squared", "：卷积核尺寸没有平方"),
        ("The output size of a convolution: O = floor((I - K)/S)", ": the + 1 was left out", "：漏加了 1"),
        (
            NETWORK + "C2.params = 614656",
            "the 2 groups are ignored, though each kernel sees only 48 channels",
            "48 个通道",
        ),
        (NETWORK + "C2.params = 307200", "C2.params is 307,456: the 256 biases are left out", "漏加了 256 个偏置"),
        (NETWORK + "C2.params = 370456", "two digits were exchanged", "相邻两位数字颠倒"),
        (KERAS.format(conv=72, flat=5408, dense=54090), "72 is that without the 8 biases", "漏加 8 个偏置"),
    ],
)
def test_the_cause_is_named(text: str, english: str, chinese: str) -> None:
    found = wrong(text)
    assert english in said(found.why, "en")
    assert chinese in said(found.why, "zh")
    assert found.derivation


@pytest.mark.parametrize(
    ("text", "english", "chinese"),
    [
        ("5*5 = 24", "5·5 is 25, not 24", "5·5 等于 25，不是 24"),
        ("5/4 = 1.5", "5/4 is 1.25, not 1.5", "5/4 等于 1.25，不是 1.5"),
        ("2/3 = 0.62", "2/3 is about 0.667, not 0.62", "2/3 等于 约 0.667，不是 0.62"),
    ],
)
def test_a_number_that_is_off_and_no_slip_is_told_beside_the_right_one(text: str, english: str, chinese: str) -> None:
    assert said(wrong(text).why, "en") == english
    assert said(wrong(text).why, "zh") == chinese


def test_an_edit_keeps_the_way_of_grouping() -> None:
    found = wrong(r"$7^2 \cdot 3 \cdot 64 + 64 = 9{,}742$")
    assert found.edit is not None
    assert found.edit.replacement == "9{,}472"


def test_the_total_of_a_summary_with_a_wrong_row_is_that_of_the_code() -> None:
    text = KERAS.format(conv=72, flat=5408, dense=54090)
    (total,) = (found for found in check_document(read_document("a.md", text)) if found.code.name == "summary-total")
    assert total.verdict.value == "right"
    assert said(total.why, "en") == "the sum of the rows as the code has them"


def test_a_wrong_shape_is_derived_and_its_slip_named() -> None:
    found = wrong(KERAS.format(conv=80, flat=5480, dense=54090))
    assert found.edit is not None
    assert (found.edit.name, found.edit.replacement) == ("digits-exchanged", "5408")
    assert len(found.derivation) == 1


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("Of 254,508 parameters the dense layer has 247,872, which is 97.4 % of them.", "it is about 97.39 % of it"),
        ("Of 1,600 parameters the dense layer has 1,200, which is 75 % of them.", "it is 75 % of it"),
        ("The first has 254,508 parameters, the second 6,636, so 38 times fewer.", "it is about 38.35 times as much"),
    ],
)
def test_a_ratio_whose_decimals_never_end_is_told_by_some_of_them(text: str, english: str) -> None:
    found = [one for one in check_document(read_document("a.md", text)) if one.code.name == "told-relation"]
    assert [said(one.why, "en") for one in found] == [english]
