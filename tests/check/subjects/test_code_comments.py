"""Numbers that alone are the comments beside the layers of code, and shapes there of a network that nobody feeds."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

COUNTS = """import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.a = nn.Conv2d(3, 10, 3)    # {a}
        self.b = nn.Conv2d(10, 20, 3)   # {b}
        self.c = nn.Conv2d(20, 8, 1)    # {c}
"""
POOLED = """import torch.nn as nn

net = nn.Sequential(
    nn.Conv2d(3, 12, 5, stride=2, padding=2),  # input[3, 64, 64]  output[12, 32, 32]
    nn.ReLU(),
    nn.MaxPool2d(3, stride=2),                 # output{pool}
)
"""


def wrong(code: str) -> list[str]:
    document = read_document("net.py", code)
    return [document.text[one.start : one.end] for one in check_document(document) if one.verdict.value == "wrong"]


@pytest.mark.parametrize(
    ("a", "b", "c", "expected"),
    [
        ("280", "1,820", "168", []),
        ("280", "1,820", "160", ["160"]),  # without the biases that the layer has
        ("280", "1,902", "168", ["1,902"]),
        ("280", "57", "58", []),  # most of them are no counts
        ("30", "28", "28", []),
    ],
)
def test_numbers_alone_are_counts_where_most_are(a: str, b: str, c: str, expected: list[str]) -> None:
    assert wrong(COUNTS.format(a=a, b=b, c=c)) == expected


@pytest.mark.parametrize(("pool", "expected"), [("[12, 15, 15]", []), ("[12, 16, 16]", ["[12, 16, 16]"])])
def test_a_pool_of_code_does_not_round_as_it_likes(pool: str, expected: list[str]) -> None:
    assert wrong(POOLED.format(pool=pool)) == expected


def test_a_pool_that_rounds_up_says_so() -> None:
    code = POOLED.format(pool="[12, 16, 16]").replace("stride=2), ", "stride=2, ceil_mode=True), ")
    assert wrong(code) == []


@pytest.mark.parametrize(
    ("above", "behind", "expected"), [("gives 8×28×28", "", ["8×28×28"]), ("is the first", "# -> 8×28×28", [])]
)
def test_a_comment_behind_code_speaks_of_what_that_makes(above: str, behind: str, expected: list[str]) -> None:
    code = f"""# The input is 1×32×32; a convolution with 8 kernels of 3×3, stride 1 and no padding comes first.
# The convolution {above}.
import torch.nn as nn

net = nn.Sequential(
    double(1, 8),  {behind}
)
"""
    assert wrong(code) == expected


ENLARGED = """import torch.nn as nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.up = nn.ConvTranspose2d(16, 8, 3, stride=2, padding=1)  # {}
"""


@pytest.mark.parametrize(
    ("comment", "expected"),
    [
        ("25 -> 49", []),
        ("25 -> 50", ["50"]),
        ("16 -> 8", []),  # channels
        ("25 -> 50 -> 49", []),  # what leads on is of other layers too
    ],
)
def test_sizes_from_which_an_arrow_leads(comment: str, expected: list[str]) -> None:
    assert wrong(ENLARGED.format(comment)) == expected
