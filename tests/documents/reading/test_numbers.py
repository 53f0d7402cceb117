"""Numbers as people write them, with the words for large numbers of several languages."""

from __future__ import annotations

import re

import pytest

from symcnn.documents.reading.numbers import NUMBER, read_number


@pytest.mark.parametrize(
    ("text", "value", "read"),
    [
        ("4 millions of values", 4_000_000, "4 millions"),
        ("4 Billion FLOPs", 4_000_000_000, "4 Billion"),
        ("120 Mil", 120_000_000, "120 Mil"),
        ("4 Millionen Parameter", 4_000_000, "4 Millionen"),
        ("400萬", 4_000_000, "400萬"),
        ("40億", 4_000_000_000, "40億"),
        ("400만", 4_000_000, "400만"),
        (r"4 \text{ million parameters}", 4_000_000, r"4 \text{ million parameters}"),
        # words that only begin alike
        ("4 millimetres", 4, "4"),
        ("120 Miles", 120, "120"),
        ("3 billiards", 3, "3"),
    ],
)
def test_words_for_large_numbers(text: str, value: int, read: str) -> None:
    found = re.match(NUMBER, text)
    assert found is not None
    number = read_number(found)
    assert number is not None
    assert (number.value, found[0]) == (value, read)
