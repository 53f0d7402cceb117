"""Letters that mean what a number in their place would: which words bind them, and which do not."""

from __future__ import annotations

import re

import pytest

from symcnn.documents.formats.read_document import read_document
from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.legends import legends
from symcnn.documents.told.passages import passages

BOUND = [
    # where a number would be bound to its word
    ("The kernel has $k$ taps and moves by $s$.", {"k": "K", "s": "S"}),
    ("A layer with $m$ filters of $a \\times b$.", {"m": "N", "a": "K_h", "b": "K_w"}),
    ("A layer turns $C$ channels into $D$ channels.", {"C": "C", "D": "N"}),
    ("A fully connected layer from $m$ to $q$ units.", {"m": "C", "q": "N"}),
    ("由 $c$ 个通道变为 $e$ 个通道,核高 $a$、核宽 $b$。", {"c": "C", "e": "N", "a": "K_h", "b": "K_w"}),
    ("卷积分为 $g$ 组,步幅为 $s$。", {"g": "G", "s": "S"}),
    # both ends together, or each
    ("$p$ counts the zeros put at both ends together.", {"p": "pads"}),
    ("We add $p$ zeros at each end.", {"p": "P"}),
    ("两端合计补 $P$ 个零。", {"P": "pads"}),
    ("两端各补 $P$ 个零。", {"P": "P"}),
    # along the other axis of the same thing
    ("输出图高 $H$、宽 $W$。", {"H": "O_h", "W": "O_w"}),
    # the letter of a command is the letter itself
    ("The spacing $\\delta$ of the taps.", {"δ": "D"}),
    # an operand of a formula is bound to nothing, nor is a word
    ("It reads $C/g$ inputs.", {"g": None}),
    ("It needs $3 + k$ filters.", {"k": None}),
    ("A picture of $n$ rows.", {"A": None}),
    # what leads nowhere is no end
    ("To keep $N$ they pad.", {"N": None}),
]


@pytest.mark.parametrize(("text", "expected"), BOUND)
def test_letters(text: str, expected: dict[str, str | None]) -> None:
    document = read_document("page.md", text)
    plain = normal(document.text)
    found = legends(plain, expected, passages=tuple(passages(document, plain)))
    entries = {name: found.nearest(name, len(plain)) for name in expected}
    meanings = {name: entry.meaning if entry else None for name, entry in entries.items()}
    said = {name: one and re.sub("(?<=.)_$", "", f"{one.quantity}_{one.axis}") for name, one in meanings.items()}
    assert said == expected


def test_what_a_legend_settles_no_number_unsettles() -> None:
    text = "Let $C$ be the number of input channels. With biases there are $C$ further numbers."
    document = read_document("page.md", text)
    plain = normal(document.text)
    found = legends(plain, ["C"], passages=tuple(passages(document, plain)))
    assert {entry.meaning.quantity for entry in found.entries["C"] if entry.meaning} == {"C"}
