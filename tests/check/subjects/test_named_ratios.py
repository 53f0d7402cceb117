"""Ratios of things that are named, of totals and down a column: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document


def _said(text: str, place: str, name: str = "a.md") -> str | None:
    found = check_document(read_document(name, text))
    said = {text[one.start : one.end]: one.verdict.value for one in found if one.code.name == "told-relation"}
    return said.get(place)


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # networks and layers by their names
        ("AlexNet has 61 M parameters, SqueezeNet 1.25 M. The parameters of AlexNet are {} those of SqueezeNet.",
            "49 times", "rounded"),
        ("VGG-16 约有 138M 参数，AlexNet 约有 61M。VGG-16 的参数量是 AlexNet 的 {}。", "2.3 倍", "rounded"),
        ("- conv1: 21*94*64 = 126,336\n- conv2: 12*28*1000 = 336,000，约为 conv1 的 {}", "2.7 倍", "rounded"),
        ("- conv1: 21*94*64 = 126,336\n- conv2: 12*28*1000 = 336,000，约为 conv1 的 {}", "3.7 倍", "wrong"),
        ("- conv1: 21*94*64 = 126,336\n- conv2: 12*28*1000 = 336,000，约为 conv1 的 {}", "5.9 倍", None),  # no slip
        ("- conv1: 21*94*64 = 126,336，共 126,400\n- conv2: 12*28*1000 = 336,000，约为 conv1 的 {}", "3.7 倍", None),
        ("- conv1: 21*94*64 = 126,336\n- conv2 is trained {}", "3 times", None),
        # the former and the latter, a part of the whole
        ("甲网约 1169 万参数，乙网约 2180 万参数，前者约为后者的 {}。", "53.6%", "rounded"),
        ("甲网约 1169 万参数，乙网约 2180 万参数，前者约为后者的 {}。", "63.6%", "wrong"),
        ("甲网约 1169 万参数，乙网约 2180 万参数，精度约为 {}。", "63.6%", None),
        ("Most of it is dense: 123,600 of 138,000 parameters, that's {}.", "90%", "rounded"),
        ("Most of it is dense: 123,600 of 138,000 parameters, that's {}.", "80%", "wrong"),  # one ten too few
        ("Most of it is dense: 123,600 and 138,000 parameters, that's {}.", "80%", None),
        ("Each has 345,600 values, whereas the map has 38,400, inflated {}.", "9 times", "right"),
        # by another ratio
        ("The weights shrink to {} of 4,096, a saving of 45 %.", "55 %", None),
        ("The block keeps 55 % of them, a saving of {}.", "45 %", "right"),
        ("The block keeps 55 % of them, a saving of {}.", "42 %", None),
        # pools that keep or drop values
        ("Max pooling 2×2 keeps one in four, so it drops {} of the activations.", "75 %", "right"),
        ("Max pooling 2×2 takes the largest, {} of the activations.", "75 %", "right"),  # they are gone
    ],
)  # fmt: skip
def test_a_ratio_by_names(text: str, place: str, verdict: str | None) -> None:
    assert _said(text.format(place) + "\n", place) == verdict


def test_a_column_that_fails_is_not_of_these_amounts() -> None:
    rows = "\n".join(f"| l{place} | {place}0,000 | {place * place + 31}.5% |" for place in range(1, 6))
    text = f"| layer | parameters | pruned |\n|---|---|---|\n{rows}\n| all | 150,000 | 99.9% |\n"
    assert not [one for one in check_document(read_document("a.md", text)) if one.code.name == "told-relation"]


def test_a_quotient_without_end_is_read() -> None:
    text = "VGG-16 的全连接层占参数的 89%：123,642,856 / 138,357,544。\n"
    assert all(one.verdict.value != "wrong" for one in check_document(read_document("a.md", text)))
