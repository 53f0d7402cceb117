"""Comments on lines of their own between layers of code: above the layers of which they tell, or below."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

LAYERS = ("nn.Conv3d(2, 12, (3, 5, 5), padding=(1, 2, 2)),", "nn.Conv3d(12, 30, 3),", "nn.Conv3d(30, 7, 1),")


def code(counts: tuple[str, ...], *, above: bool) -> str:
    """A chain of layers with a comment at each."""
    lines = []
    for layer, count in zip(LAYERS, counts, strict=True):
        pair = [f"    {layer}", f"    # {count} parameters"]
        lines += pair[::-1] if above else pair
    return "\n".join(["from torch import nn", "", "net = nn.Sequential(", *lines, ")", ""])


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize(
    ("counts", "wrong"),
    [
        (("1,812", "9,750", "217"), []),
        (("1,812", "9,705", "217"), ["9,705"]),
        (("1,812", "3,270", "217"), ["3,270"]),
        # numbers that show no way tell of no layer
        (("1,218", "9,705", "217"), []),
    ],
)
def test_comments(counts: tuple[str, ...], wrong: list[str], *, above: bool) -> None:
    document = read_document("net.py", code(counts, above=above))
    found = (finding for finding in check_document(document) if finding.verdict.value == "wrong")
    assert [document.text[one.start : one.end] for one in found] == wrong
