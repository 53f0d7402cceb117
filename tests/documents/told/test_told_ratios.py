"""Ratios as they are told: where they stand, their value, and which way they are meant."""

from __future__ import annotations

import pytest

from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.told_ratios import told_ratios


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("about 40 % fewer weights", [("40 %", "2/5", "less")]),
        ("is cut to 12.5 % of it", [("12.5 %", "1/8", "of")]),
        ("saves 60 % of the products", [("60 %", "3/5", "less")]),
        ("grows by 15 percent", [("15 percent", "3/20", "more")]),
        ("three times as many as before", [("three times", "3", "of")]),
        ("a factor of about 2.25 cheaper", [("2.25", "9/4", "less")]),
        ("9× fewer", [("9*", "9", "less")]),
        (
            "two thirds of them, an order of magnitude",
            [("two thirds", "2/3", "of")],  # nobody says how much an order of magnitude is exactly
        ),
        ("the third layer has 3×3 kernels", []),  # which of several, and a shape
        ("24x24x8 -> 12x12x8", []),
        ("(33-3)/2 + 1 = 16", []),
        ("减少了约 62%", [("62%", "31/50", "less")]),
        ("减少到原来的四分之一", [("四分之一", "1/4", "of")]),
        ("是它的两倍", [("两倍", "2", "of")]),
        ("twenty-five times as many", [("twenty-five times", "25", "of")]),
        ("大约一万两千倍", [("一万两千倍", "12000", "")]),
        ("只有十六分之一", [("十六分之一", "1/16", "of")]),
        ("约占全部的八成", [("八成", "4/5", "of")]),
        ("变成八成", [("八成", "4/5", "of")]),
        ("乘以约 0.64", [("0.64", "16/25", "")]),
        ("只有一半", [("一半", "1/2", "of")]),
        # a sign at which nothing is multiplied, and one at which something is
        ("MACs go up by 10.67×.", [("10.67*", "1067/100", "")]),
        ("2.5×3 = 7.5, 1.5×(2 + 4)", []),
        ("more work (×1.58)", [("*1.58", "79/50", "more")]),
        ("more work (6×1.58)", []),
        # so much to one, and no more to two
        ("二者之比约 8.9:1。", [("8.9:1", "89/10", "")]),
        ("at 16:10, or 16:1.5", []),
        ("之比 11.8", [("11.8", "59/5", "")]),
        ("比值 2/7", [("2/7", "2/7", "")]),
        # what stands behind a comma is no group of three digits
        ("129,024,1.71 倍", [("1.71 倍", "171/100", "")]),
        ("129,024 倍", []),
    ],
)
def test_what_is_a_ratio(text: str, found: list[tuple[str, str, str]]) -> None:
    plain = normal(text)
    ratios = told_ratios(plain, 0, len(plain))
    assert [(plain[one.start : one.end], str(one.value), one.way) for one in ratios] == found
