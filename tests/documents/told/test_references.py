"""Numbers that say which figure or table is meant are no figures; those beside them are."""

from __future__ import annotations

import pytest

from symcnn.documents.reading.tokens import normal
from symcnn.documents.told.marks import marks


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("see Fig. 7", []),
        ("see Figures 7 and a map of 9", [9]),
        ("as in Table 2, with 3 kernels", [3]),
        ("(Eq. 4) gives 25", [25]),
        ("如 **图7** 所示", []),
        ("见表 3 中的 64 个核", [64]),
        ("由式(4)得 25", [25]),
        ("特征图 7", [7]),  # a map
        ("a feature map 7", [7]),
        ("the table 7x7", [49]),  # a shape
        ("figure 1,024 of them", [1024]),  # a count
    ],
)
def test_which_numbers_count(text: str, numbers: list[int]) -> None:
    plain = normal(text)
    assert [mark.value for mark in marks(plain, 0, len(plain)) if mark.is_figure] == numbers
