"""Numbers in the order of a network's figures: which layers they are told of, and when they are of none."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

_CHAIN = """The input is a picture of 70×70×3. A 5×5 convolution with 12 kernels comes first, without padding. Then
follows a 2×2 max pooling of stride 2. The second convolution has 20 kernels of 4×4 and no padding. Another 2×2 max
pooling of stride 2 ends it.

"""

SAID = [  # ((66, 33, 30, 15), and the receptive fields 5, 6, 12, 14, with spaces 1, 2, 2, 4)
    ("What does a unit see? 5 cells at first, then 6, then 12, and 14 at the end.", ("5", "6", "12", "14")),
    ("Each side goes 66, 33, 30 and finally 15.", ("66", "33", "30", "15")),
    ("The receptive fields grow: 5, then 6, 11 and 14.", ("5", "6", "14")),  # three of four do fit
    ("一个单元看到多大的区域？先是 5，再是 6，然后 12，最后 14。", ("5", "6", "12", "14")),
    ("The lecture is in room 5, floor 6, at 12, and ends at 14.", ()),  # nobody speaks of what is seen
    ("What does a unit see? 14 cells, or 12, or 6, or 5.", ()),  # not in their order
    ("We saw 5 talks in 6 rooms, 300 people, 20 posters, 17 demos, 9 prizes and 14 students.", ()),  # too many others
]


@pytest.mark.parametrize(("text", "right"), SAID)
def test_numbers_in_the_order_of_a_chain(text: str, right: tuple[str, ...]) -> None:
    whole = f"{_CHAIN}{text}\n"
    found = [one for one in check_document(read_document("a.md", whole)) if one.start >= len(_CHAIN)]
    assert tuple(whole[one.start : one.end] for one in found if one.verdict.value == "right") == right


SLIPS = [  # 66, 33, 30, 15
    ("The sides go down from 70 over 66, 33 and 30 to 15.", None),
    ("Each side of the maps goes 70, 66, 34, 30 and 15.", "34"),
    ("Each side of the maps goes 70, 66, 32, 29 and 15.", None),  # two that do not fit
    ("Each side of the maps might go 70, 66, 34, 30 and 15 if we padded.", None),
    ("Each side of the maps goes 70, 66, 7, 30 and 15.", None),  # a number of something else
]

_NAMED = """The picture is 90×90. conv1: 5×5, no padding. pool1: 2×2, stride 2. conv2: 4×4, no padding. pool2: 2×2,
stride 2. conv3: 3×3, no padding.

"""
LABELLED = [  # 86, 43, 40, 20, 18
    ("The side of the map: 86 after conv1, 43 after pool1, 40 after conv2, 20 after pool2 and 17 after conv3.", "17"),
    ("The side of the map: 86 after conv1, 43 after pool1, 40 after conv2, 20 after pool2 and 18 after conv3.", None),
    # of no layer, of one that is not told, of a layer of another order, and beside another number
    ("The side of the map: 86 after conv1, 43 after pool1, 40 after conv2, 20 after pool2 and 17 of them.", None),
    ("The side of the map: 86 after conv1, 43 after pool1, 40 after conv2, 20 after pool2 and 17 after conv4.", None),
    ("The side of the map: 86 after conv1, 43 after pool1, 40 after pool2, 20 after conv2 and 17 after conv3.", None),
    (
        "The side of the map: 86 after conv1, 43 after pool1, 40 after conv2, 20 after pool2, conv3 took 17 of 19 s.",
        None,
    ),
]


@pytest.mark.parametrize(("text", "wrong"), LABELLED)
def test_the_number_of_a_layer_that_is_named_as_those_before_it(text: str, wrong: str | None) -> None:
    whole = f"{_NAMED}{text}\n"
    found = [one for one in check_document(read_document("a.md", whole)) if one.verdict.value == "wrong"]
    assert [whole[one.start : one.end] for one in found] == ([wrong] if wrong else [])


def test_the_receptive_field_of_a_named_layer_of_a_known_network() -> None:
    text = "# AlexNet\n\n## Receptive field\n\nIt is conv1 11, pool1 19, conv2 51, pool2 67, conv3 {}.\n"
    for size, verdict in (("99", "right"), ("93", "wrong"), ("931", None)):
        whole = text.format(size)
        found = {whole[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", whole))}
        assert found.get(size) == verdict


@pytest.mark.parametrize(("text", "wrong"), SLIPS)
def test_the_one_number_that_does_not_fit(text: str, wrong: str | None) -> None:
    whole = f"{_CHAIN}{text}\n"
    found = [one for one in check_document(read_document("a.md", whole)) if one.verdict.value == "wrong"]
    assert [whole[one.start : one.end] for one in found] == ([wrong] if wrong else [])


KNOWN = [
    ("# VGG-16\n\nPooling halves the sides again and again: 112, 56, 28, 14 and at last 7.\n", 5),
    ("# VGG-16\n\n感受野：第一段之后是 5，汇聚后 6；第二段之后 14，汇聚后 16；第三段之后 40。\n", 5),
    ("# VGG-16\n\n## 感受野\n\n第一段之后是 5，汇聚后 6；第二段之后 14，汇聚后 16。\n", 4),  # what its heading names
    ("# VGG-16\n\n## 课时\n\n第一段之后是 5，汇聚后 6；第二段之后 14，汇聚后 16。\n", 0),
    ("# A net\n\nPooling halves the sides again and again: 112, 56, 28, 14 and at last 7.\n", 0),  # of no known one
    ("# VGG-16\n\nWe trained for 7, 14, 28, 56 and 112 hours.\n", 0),  # in the other order
]


@pytest.mark.parametrize(("text", "count"), KNOWN)
def test_numbers_in_the_order_of_a_known_network(text: str, count: int) -> None:
    found = [one for one in check_document(read_document("a.md", text)) if one.verdict.value == "right"]
    assert len(found) == count


def test_a_number_between_two_figures_of_a_known_network_that_is_none() -> None:
    """Pooling leads from 92 to 100, and the fifth stage to 196."""
    text = "# VGG-16\n\n感受野：第三段之后 40，汇聚后 44；第四段之后 92，汇聚后 {}；第五段之后 196。\n"
    for size, verdict in (("100", "right"), ("108", "wrong"), ("212", None)):
        whole = text.format(size)
        found = {whole[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", whole))}
        assert found.get(size) == verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("And ten classes: 840 parameters.", "right"),
        ("And ten classes: 840 parameters with the biases.", None),  # it has 850
    ],
)
def test_a_number_in_the_order_of_another_quantity_is_not_right(text: str, verdict: str | None) -> None:
    whole = f"LeNet-5. Into 120 units: 48,000 weights, with the biases 48,120. Then 84 units: 10,164. {text}\n"
    found = {whole[one.start : one.end]: one.verdict.value for one in check_document(read_document("a.md", whole))}
    assert found.get("840") == verdict
