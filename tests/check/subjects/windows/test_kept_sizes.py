"""The paddings with which windows keep the size of a map."""

from __future__ import annotations

import pytest
from document_findings import verdict_at

BRANCHES = "Three 3×3 branches with dilations 5, 10, 20: to keep the side the paddings are 5, 10, {}."
POOLS = "空间金字塔用 3、7、11 三种最大池化（步幅 1），填充依次为 1、3、{}。"
ONE = "取 $k=5$，$d=4$，则 $k_e=17$，保持尺寸须 $p={}$。"


@pytest.mark.parametrize(
    ("text", "padding", "verdict"),
    [
        (BRANCHES, "20", "right"),
        (BRANCHES, "21", "wrong"),
        (BRANCHES, "40", None),  # no slip
        ("The blocks have k=7 with dilations 1, 3, 9; padding 3, 9, {} keeps the length.", "27", "right"),
        (POOLS, "5", "right"),
        (POOLS, "6", "wrong"),
        ("等效核分别为 9、13、25；保持尺寸的填充为 4、6、{}。", "12", "right"),
        (ONE, "8", "right"),
        (ONE, "7", None),  # one alone may be of another window
        ("Convolutions of 7×7 and padding {}.", "3", None),  # nobody says that the size is kept
        ("Dilations 2, 4, 8 and 3×3 kernels. Keep the paddings at 2 and {}.", "4", None),  # of other windows
    ],
)
def test_paddings(text: str, padding: str, verdict: str | None) -> None:
    assert verdict_at(text, padding) == verdict
