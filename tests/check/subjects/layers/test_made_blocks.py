"""Comments at calls of a document's own functions and classes: the layers that they make, as one."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

CODE = """import torch
from torch import nn

def pair(a, b):
    return nn.Sequential(nn.Conv2d(a, b, 3, bias=False), nn.ReLU(), nn.Conv2d(b, b, 1))

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.one = pair(3, 16)   # {} parameters
        self.two = pair(16, 40)  # {} parameters

    def forward(self, x):
        return torch.fft.fft(self.two(self.one(x)))
"""


@pytest.mark.parametrize(
    ("first", "second", "found"),
    [
        ("704", "7,400", [("704", "right"), ("7,400", "right")]),
        ("704", "7,040", [("704", "right"), ("7,040", "wrong")]),
    ],
)
def test_blocks(first: str, second: str, found: list[tuple[str, str]]) -> None:
    document = read_document("net.py", CODE.format(first, second))
    said = [(document.text[one.start : one.end], one.verdict.value) for one in check_document(document)]
    assert [one for one in said if one[0] in (first, second)] == found


def test_a_call_that_is_made_more_than_once_is_no_block() -> None:
    code = CODE.replace(
        "self.two = pair(16, 40)  # {} parameters", "self.all = [pair(16, n) for n in (8, 9)]  # {} parameters"
    )
    document = read_document("net.py", code.format("704", "1,000").replace("self.two(self.one(x))", "x"))
    assert [one.verdict.value for one in check_document(document) if one.start > code.index("self.all")] in (
        [],
        ["undecided"],
    )
