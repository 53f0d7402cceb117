"""A passage says the same wherever it stands, and however often a document has said it before."""

from __future__ import annotations

import pytest

from symcnn.documents.formats.read_document import read_document
from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.passages import passages
from symcnn.documents.told.segments import Segment, segments

SAID = (
    "The first convolution has 6 kernels of 5x5, stride 1, and gives 28x28x6.",
    "第一个卷积层有 6 个 5×5 的卷积核，步长为 1，输出 28×28×6。",
    "It works out 5*5*6 = 150 weights for ResNet-18 (see Fig. 7).",
    "C3: Conv2d(6, 16, kernel_size=5)",
)
OTHER = "Nothing is told of layers here, and nothing at all of what they cost or see in any of their many places."


def read(text: str) -> list[Segment]:
    document = read_document("a.md", text)
    plain = normal(document.text)
    return list(segments(plain, passages(document, plain)))


def told(text: str, found: list[Segment]) -> list[object]:
    return [
        (
            text[one.passage.start : one.passage.end],
            [(text[mark.start : mark.end], mark.sort, mark.value, mark.dims) for mark in one.marks],
            [(text[bound.mark.start : bound.mark.end], bound.role, bound.word in one.marks) for bound in one.bounds],
            (one.kinds, one.cues, one.ordinals, one.label, one.start - one.passage.start),
        )
        for one in found
    ]


@pytest.mark.parametrize("said", SAID)
def test_what_is_said_again_is_read_as_it_was(said: str) -> None:
    once, again = f"{said}\n\n", f"{OTHER}\n\n{said}\n\n{OTHER}\n\n{said}\n\n{OTHER}\n\n{said}\n\n"
    single = told(once, read(once))
    assert any(marks for _, marks, *_ in single)  # type: ignore[misc]
    found = [one for one in told(again, read(again)) if one[0] not in OTHER]  # type: ignore[index]
    assert found == 3 * single


def test_the_marks_of_a_repeated_passage_are_those_that_its_words_are_bound_to() -> None:
    found = read(f"{SAID[0]}\n\n{OTHER}\n\n{SAID[0]}\n\n")
    for segment in found:
        for bound in segment.bounds:
            assert any(mark is bound.mark for mark in segment.marks)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("放大用 2×2、步幅 2 的转置卷积。", [("transposed_conv",)]),
        ("上采样用 2×2、步幅 2 的转置卷积。", [("upsample", "transposed_conv")]),
        ("池化 2×2、步幅 2、卷积 3×3。", [("max_pool",), ("conv",)]),
    ],
)
def test_a_window_before_a_comma_describes_the_kind_behind_it(text: str, kinds: list[tuple[str, ...]]) -> None:
    assert [segment.kinds for segment in read(text)] == kinds


@pytest.mark.parametrize(
    ("text", "is_of_all"),
    [
        ("Every conv is 5×5.", True),
        ("每个卷积都是 5×5。", True),
        ("Every 2nd conv is 5×5.", False),
        ("Each kernel of a conv is 5×5.", False),
    ],
)
def test_every_layer_of_a_kind_is_all_of_them(text: str, is_of_all: bool) -> None:
    assert any("all" in segment.cues for segment in read(text)) == is_of_all
