"""Receptive fields and jumps of rows that stand for several layers."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said

POOLED = (
    "After the 2×2 pooling of each block of 3×3 layers.\n\n| block | layers | field | jump |\n|---|---|---|---|\n"
    "| 1 | 1 | 4 | 2 |\n| 2 | 3 | 18 | 4 |\n| 3 | 2 | {} | 8 |\n| 4 | 2 | {} | 16 |\n| 5 | 1 | 118 | 32 |\n"
)


def _verdicts(text: str, cells: tuple[str, ...]) -> list[str | None]:
    found = {quote: verdict for quote, _, verdict in said(text)}
    return [found.get(cell) for cell in cells]


def test_rows_see_as_far_as_their_layers_and_the_pooling_behind_them() -> None:
    assert _verdicts(POOLED.format(38, 78), ("18", "38", "78", "118", "32")) == [RIGHT, RIGHT, RIGHT, WRONG, RIGHT]
    assert _verdicts(POOLED.format(38, 78).replace("118", "126"), ("4", "18", "38", "78", "126", "32")) == [RIGHT] * 6


def test_one_field_that_no_others_follow_from_is_wrong() -> None:
    cells = ("18", "36", "78", "126")
    assert _verdicts(POOLED.format(36, 78).replace("118", "126"), cells) == [RIGHT, WRONG, RIGHT, RIGHT]


@pytest.mark.parametrize("fields", [(36, 74), (40, 86)])
def test_a_table_that_fails_twice_is_not_understood(fields: tuple[int, int]) -> None:
    assert WRONG not in _verdicts(POOLED.format(*fields), tuple(map(str, fields)))


def test_the_last_of_few_is_not_wrong() -> None:
    text = "\n".join(POOLED.format(38, 70).splitlines()[:-1]) + "\n"
    assert _verdicts(text, ("18", "38", "70")) == [RIGHT, RIGHT, None]


def test_small_numbers_of_other_things_are_left_aside() -> None:
    table = "| month | trials | field | jump |\n|---|---|---|---|\n"
    assert said(table + "| 1 | 2 | 6 | 3 |\n| 2 | 2 | 15 | 4 |\n| 3 | 3 | 44 | 9 |\n") == []
