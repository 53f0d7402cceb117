"""What is left of many conditions holds for just the values for which all of them hold: by brute force."""

from __future__ import annotations

from itertools import product

import pytest

from symcnn.answers.solve.distinct_conditions import distinct
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import names
from symcnn.network.language.parse import read_relation


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        (("3 <= H", "3 <= W", "H - 2 >= 1", "2 <= H - 2", "floor(H/2) - 3 >= 1", "W - 2 >= 1"), ["H ≥ 8", "W ≥ 3"]),
        (("K <= I + 2", "I - K + 3 >= 1", "K <= I - K + 3"), ["2K ≤ I + 3"]),
        (("2 <= I", "floor(I/2^(m - 1)) >= 1", "3 <= floor(I/2^(m - 1)) + 2", "floor(I/2^m) >= 1"), ["2^m ≤ I"]),
        (("K <= floor(I/2) + 1", "K <= I"), ["2K ≤ I + 2", "K ≤ I"]),
        (("floor((I - K)/S) + 1 >= 1", "K >= 2"), ["K ≤ I", "K ≥ 2"]),
        (("5 - floor((K - I)/S) >= 1", "S >= 3"), ["K + 1 ≤ I + 5S", "S ≥ 3"]),
        # what is no line stays as it is, and so does a remainder
        (("mod(I, S) = 0", "K <= I"), ["mod(I, S) = 0", "K ≤ I"]),
        (("H*W >= 12", "H >= 2"), ["H·W ≥ 12", "H ≥ 2"]),
    ],
)
def test_the_same_values_hold(conditions: tuple[str, ...], expected: list[str]) -> None:
    read = [read_relation(each) for each in conditions]
    left = distinct(read, lambda _: 1)
    assert sorted(map(plain_text, left)) == sorted(expected)
    letters = sorted({name for each in read for name in names(each)})
    for values in product(range(1, 18), repeat=len(letters)):
        point = dict(zip(letters, values, strict=True))
        assert all(value_of(each, point) for each in read) == all(value_of(each, point) for each in left), point
