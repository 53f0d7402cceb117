"""The front is what brute force says."""

from __future__ import annotations

import numpy
import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from symcnn.answers.sweep.fronts import front


def unbeaten(rows: list[tuple[int, ...]]) -> list[int]:
    """The places of rows than which no other is as good everywhere and better somewhere."""
    return [
        place
        for place, row in enumerate(rows)
        if not any(other != row and all(a <= b for a, b in zip(other, row, strict=True)) for other in rows)
    ]


@pytest.mark.parametrize("width", [1, 2, 3, 4])
@tries(60)
@given(data=st.data())
def test_the_front_is_what_brute_force_says(width: int, data: st.DataObject) -> None:
    rows = data.draw(st.lists(st.tuples(*[st.integers(-5, 9)] * width), min_size=1, max_size=40))
    assert front(numpy.array(rows)).tolist() == unbeaten(rows)


def test_pythons_integers() -> None:
    rows = [(10**30, 1), (10**30 + 1, 0), (10**30 + 1, 1)]
    assert front(numpy.array(rows, object)).tolist() == [0, 1]
