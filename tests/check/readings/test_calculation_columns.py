"""Calculations whose results stand in another column."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

WORKED = """| layer | working | params |
|--|--|--|
| a | 9*3*8 + 8 | 224 |
| b | 9*8*6 + 6 | {} |
| c | 9*6*5 + 5 | {} |
"""
RULED = """===== ============= ======
layer working       count
===== ============= ======
a     7*12*24       2,016
b     (24+1)*10     250
c     10*6 + 6      {}
===== ============= ======
"""
SHAPES = """| layer | kernels | weights |
|--|--|--|
| a | 7x5x3x3 | 315 |
| b | 9x7x3x3 | 567 |
| dense | 4x9 | {} |
"""
BRACKETED = """| layer | working | params |
|--|--|--|
| a | (9*1 + 2)*8 | 88 |
| b | (9*8 + 2)*16 | 1,184 |
| c | (9*16 + 2)*6 | {} |
"""

TEX = r"""\begin{tabular}{lrr}
layer & working & weights \\
a & $3\cdot3\cdot4\cdot8+8$ & 296 \\
b & $9\cdot8\cdot10+10$ & 730 \\
c & $10\cdot6+6$ & 60 \\
\end{tabular}
"""


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (WORKED.format("438", "275"), []),
        (WORKED.format("438", "257"), ["9*6*5 + 5 | 257"]),
        # columns that fail more often than they fit have nothing to do with each other
        (WORKED.format("483", "257"), []),
        (RULED.format("66"), []),
        (RULED.format("76"), ["10*6 + 6      76"]),
        # the biases beside a product of weights
        (SHAPES.format("40"), []),
        # a sum among the factors is no side of a shape
        (BRACKETED.format("876"), []),
        (BRACKETED.format("867"), ["(9*16 + 2)*6 | 867"]),
    ],
)
def test_columns(text: str, wrong: list[str]) -> None:
    document = read_document("notes.rst" if "===" in text else "notes.md", text)
    found = (finding for finding in check_document(document) if finding.verdict.value == "wrong")
    assert [document.text[one.start : one.end] for one in found] == wrong


def test_columns_of_tex() -> None:
    found = [finding.verdict.value for finding in check_document(read_document("notes.tex", TEX))]
    assert found == ["right", "right", "wrong"]
