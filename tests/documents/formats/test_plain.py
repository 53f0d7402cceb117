"""Plain text."""

from __future__ import annotations

import pytest
from document_texts import EDGE, text_of


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("- C1: 5*5 = 25\n● S2: 2*6\n1. C3", " C1: 5*5 = 25\n S2: 2*6\n C3"),
        ("-\n-1 + 2", "—\n-1 + 2"),
        (r"\(O = I_a\), \[x\] and $K^2$", rf"{EDGE}O = I_a{EDGE}, {EDGE}x{EDGE} and {EDGE}K^2{EDGE}"),
        ("5*5*1 and **2**", "5*5*1 and **2**"),
        ("at https://a.b/5*5=26 is", "at is"),
    ],
)
def test_plain_text(source: str, expected: str) -> None:
    assert text_of("a.txt", source) == expected
