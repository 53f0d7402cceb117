"""What names of quantities mean, and where they end."""

from __future__ import annotations

import pytest

from symcnn.documents.reading.vocabulary import meaning_by_words, meaning_of, phrase_at


@pytest.mark.parametrize(
    ("name", "quantity"),
    [
        ("input-volume's height", "I"),
        ("size of the square input image", "I"),
        ("in_width", "I"),
        ("output feature map size", "O"),
        ("FilterSize", "K"),
        ("ksize", "K"),
        ("total number of input channels", "C"),
        ("number of kernels in the previous layer", "C"),
        ("no. of filters", "N"),
        ("rows of zero padding", "P"),
        ("total padding", "pads"),
        ("mult-adds", "macs"),
        ("输入图像的宽", "I"),
        ("步长大小", "S"),
        ("上一层的卷积核数量", "C"),
        ("累计步长", "jump"),
        ("param的数量", "params"),
    ],
)
def test_names(name: str, quantity: str) -> None:
    meaning = meaning_of(name)
    assert meaning is not None
    assert (meaning.quantity, meaning.is_certain) == (quantity, True)


@pytest.mark.parametrize(
    "name", ["kernel sizes", "步", "stridesx", "inside", "out parameters", "size", "in size - kernel"]
)
def test_no_names(name: str) -> None:
    assert meaning_of(name) is None


@pytest.mark.parametrize("name", ["kernel", "channels", "input", "pads", "权重"])
def test_words_that_may_mean_another_thing(name: str) -> None:
    meaning = meaning_of(name)
    assert meaning is not None
    assert not meaning.is_certain


@pytest.mark.parametrize(
    ("text", "name"), [("number of kernels of size K", "number of kernels"), ("kernel size of 3", "kernel size")]
)
def test_a_name_ends_before_what_is_said_of_it(text: str, name: str) -> None:
    found = phrase_at(text, 0, len(text))
    assert found is not None
    assert text[: found[1]] == name


def test_words_in_code_say_nothing_in_a_clause() -> None:
    assert meaning_by_words("in_size - kernel_size") is None
    assert meaning_by_words("the size in the input") is not None
