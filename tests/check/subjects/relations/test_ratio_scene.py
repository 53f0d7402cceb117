"""When a ratio may be called wrong: where its own clause says nothing but what it relates."""

from __future__ import annotations

import pytest
from document_findings import verdict_at


@pytest.mark.parametrize(
    ("text", "place", "verdict"),
    [
        # the clause says what else the ratio is of
        ("The first layer has 76,000 weights, the second 6,000, which is {} less.", "52 %", None),
        ("The first layer has 76,000 weights, the second 67,000, which is {} less.", "22 %", "wrong"),
        ("The first layer has 76,000 weights, the second 67,000, with an accuracy {} lower.", "22 %", None),
        ("Going from 20,000 to 25,000 weights {} the dataset.", "doubled", None),
        ("参数从 76,000 个降到 38,000 个，减少 {}。", "一半", "right"),
        ("参数从 76,000 个降到 38,000 个，准确率降低 {}。", "四分之一", None),
        # maps of which the bytes of one are misprinted
        ("In float32 the 30×30×24 map is 86,400 bytes, the 15×15×24 map 5,400 bytes ({}).", "a quarter", None),
        ("In float32 the big map is 86,400 bytes, the small map 21,600 bytes ({}).", "a quarter", "right"),
        # so many billions are a name
        ("Osprey (70,000,000,000 weights) is beaten by a model of {} of it.", "a tenth", None),
        ("DINO (218M parameters) beats SwinV2 (3.0B parameters) with {} of the parameters.", "1/14", None),
        # the channels have a ratio of their own
        ("The 26×26×512 map becomes 26×26×64, then 13×13×256, that is, the channels grow {}.", "4 times", None),
        ("得到 26×26×512 的特征图，降维得到 26×26×64 的特征图，即通道增加{}。", "4倍", None),
        # what was before is told before both figures
        ("两层各 80×80×7 = 44,800，合计 89,600，恰为原来的{}。", "七分之二", None),
        ("原来有 89,600 个权值，现在有 44,800 个，为原来的{}。", "四分之一", "wrong"),
        # powers are no change from one number to another
        ("Going from $3^2$ to $3^3$ kernels multiplies the weights of a layer by {}.", "three", "right"),
    ],
)
def test_a_ratio_is_refuted_where_its_clause_is_understood(text: str, place: str, verdict: str | None) -> None:
    assert verdict_at(text, place) == verdict


ROWS = "| layer | parameters | {} |\n|---|---|---|\n| c1 | 2,640 | 5.5 % |\n| bn | 48 | {{}} {} |\n"


@pytest.mark.parametrize(("head", "more"), [("accuracy", "more"), ("as before", "less than before")])
def test_a_cell_is_of_what_its_column_tells(head: str, more: str) -> None:
    assert verdict_at(ROWS.format(head, more), "0.2 %") is None
