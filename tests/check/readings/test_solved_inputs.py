"""Models whose code tells no input: what most of the comments at the layers agree on tells it."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

PLANE = """import torch.nn as nn
net = nn.Sequential(
    nn.Conv2d(3, 32, 3),  # -> {}
    nn.MaxPool2d(4),  # -> {}
    nn.Conv2d(32, 64, 3),  # -> {}
    nn.MaxPool2d(4),  # -> {}
)
"""
LINE = PLANE.replace("2d", "1d")


@pytest.mark.parametrize(
    ("code", "shapes", "wrong"),
    [  # floor((93 − 4)/4) + 1 = 23, and 21 behind it
        (PLANE, ("32 x 93 x 93", "32 x 23 x 23", "64 x 21 x 21", "64 x 5 x 5"), set()),
        (PLANE, ("32 x 93 x 93", "32 x 24 x 24", "64 x 21 x 21", "64 x 5 x 5"), {"32 x 24 x 24"}),
        (PLANE, ("32 x 95 x 95", "32 x 23 x 23", "64 x 21 x 21", "64 x 5 x 5"), set()),  # 95 comes to 23 and 21 too
        (PLANE, ("32 x 98 x 98", "32 x 23 x 23", "64 x 21 x 21", "64 x 5 x 5"), set()),  # the second, and what follows
        (PLANE, ("32 x 93 x 93", "32 x 23 x 23", "64 x 21 x 21", "64 x 6 x 6"), {"64 x 6 x 6"}),
        (PLANE, ("32 x 93 x 61", "32 x 23 x 15", "64 x 21 x 13", "64 x 5 x 3"), set()),
        (PLANE, ("32 x 93 x 93", "32 x 24 x 24", "64 x 22 x 22", "64 x 5 x 5"), set()),  # the second, and what follows
        (PLANE, ("32 x 93 x 93", "32 x 24 x 24", "the same", "pooled"), set()),  # one witness alone
        (LINE, ("32 x 993", "32 x 248", "64 x 246", "64 x 61"), set()),
        (LINE, ("32 x 993", "32 x 284", "64 x 246", "64 x 61"), {"32 x 284"}),
        (LINE, ("32 x 993", "4 x 8", "64 x 246", "64 x 61"), set()),  # of something else
    ],
)
def test_one_comment_against_the_others(code: str, shapes: tuple[str, ...], wrong: set[str]) -> None:
    text = code.format(*shapes)
    found = check_document(read_document("net.py", text))
    assert {text[one.start : one.end] for one in found if one.verdict.value == "wrong"} == wrong
