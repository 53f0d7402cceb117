"""Numbers and shapes in letters, in both languages; and words that are no numbers."""

from __future__ import annotations

import pytest

from symcnn.documents.told.marks import marks


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("one thousand eight hundred numbers", 1800),
        ("two hundred and sixteen weights", 216),
        ("eight thousand six hundred and eighty", 8680),
        ("twenty-five", 25),
        ("fourteen", 14),
        ("三十二个", 32),
        ("一千零二十四个", 1024),
        ("两万四千个", 24000),
        ("十六个", 16),
        ("五个卷积核", 5),
    ],
)
def test_numbers(text: str, value: int) -> None:
    """A number in letters is one mark with its value."""
    assert [mark.value for mark in marks(text, 0, len(text)) if mark.is_figure] == [value]


@pytest.mark.parametrize("text", ["第五层", "一起", "三角形", "weights and biases", "tension", "a hundredfold"])
def test_no_numbers(text: str) -> None:
    """Words that hold signs of numbers, or say which of several is meant, are none."""
    assert not [mark for mark in marks(text, 0, len(text)) if mark.is_figure]


@pytest.mark.parametrize(
    ("text", "dims"),
    [
        ("thirty-two pixels high, thirty-two wide", (32, 32)),
        ("six by six by forty", (6, 6, 40)),
        ("300 by 300 color image", (300, 300)),
        ("高为 94、宽为 58", (94, 58)),
        ("28 乘 28", (28, 28)),
        ("5 pixels wide and 3 pixels high", (5, 3)),
    ],
)
def test_shapes(text: str, dims: tuple[int, ...]) -> None:
    """The sides of a shape that are told one by one are one mark."""
    assert [mark.dims for mark in marks(text, 0, len(text)) if mark.is_figure] == [dims]


@pytest.mark.parametrize("text", ["divided by 5 by 3.5", "3 filters and 5 layers", "by 4, 6 wide"])
def test_no_shapes(text: str) -> None:
    """Numbers beside each other are no sides of one shape."""
    assert not [mark for mark in marks(text, 0, len(text)) if mark.dims]
