"""Tables in docstrings and comments beside the code of which they tell."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

CODE = """
import torch.nn as nn

class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 20, 5, padding=2)
        self.conv2 = nn.Conv2d(20, 40, 3, padding=1)
        self.conv3 = nn.Conv2d(40, 60, (4, 1))
        self.pool = nn.MaxPool2d(2)

    def forward(self, x):  # (N, 1, 16, 48)
        x = self.pool(self.conv1(x))  # (N, 20, 8, 24)
        x = self.pool(self.conv2(x))  # (N, 40, 4, 12)
        return self.conv3(x)  # (N, 60, 1, 12)
"""
TABLE = """The net for plates, of 2023.

layer    output      params
conv1    20x16x48    520
conv2    40x8x24     {second}
conv3    {third}    9660
"""


def said(text: str) -> dict[str, str]:
    document = read_document("net.py", text)
    found = check_document(document)
    return {document.shown[one.start : one.end]: one.verdict.value for one in found}


@pytest.mark.parametrize("comment", ['"""{}"""', "# {}"])
@pytest.mark.parametrize(
    ("second", "third", "wrong"),
    [
        ("7240", "60x1x12", set()),
        ("7220", "60x1x12", {"7220"}),  # 20 times the square of 19
        ("7240", "60x1x21", {"60x1x21"}),
        ("7240", "60x4x12", {"60x4x12"}),
    ],
)
def test_rows_of_a_comment_are_those_of_the_code(comment: str, second: str, third: str, wrong: set[str]) -> None:
    table = TABLE.format(second=second, third=third)
    found = said(comment.format(table if comment[0] == '"' else table.rstrip().replace("\n", "\n# ")) + CODE)
    assert {quote for quote, verdict in found.items() if verdict == "wrong"} == wrong
    assert found["520"] == "right"


def test_a_table_of_another_net_is_not_held_against_the_code() -> None:
    table = (
        "layer    output      params\nconv1    16x16x48    416\nconv2    32x8x24     4640\nconv3    48x4x12     13872\n"
    )
    assert "wrong" not in said(f'"""The net before:\n\n{table}"""{CODE}').values()


def test_calculations_below_each_other_are_no_table() -> None:
    lines = "conv1   25 * 20       = 500\nconv2   9 * 20 * 40   = 7200\nconv3   4 * 40 * 60   = 9600\n"
    assert said(f'"""Weights:\n{lines}"""{CODE}')["9 * 20 * 40   = 7200"] == "right"
