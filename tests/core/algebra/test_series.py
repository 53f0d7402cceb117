"""Sums over rounds, against sums of plain numbers."""

from __future__ import annotations

from typing import Any

import pytest
from sympy import Integer, Symbol

from symcnn.core.algebra.series import NoClosedForm, summed

j, n, k = map(Symbol, "jnk")


@pytest.mark.parametrize("first", [1, 2, 3])
@pytest.mark.parametrize(
    "summand",
    [
        Integer(7),
        k,
        2 * j - 1,
        k * j**3 + j,
        3 * 4**j,
        j * 2 ** (2 * j + 1),
        j**3 * 3**j + k,
        k * j * 2 ** (j - 1),
        2**j * 3**j,
        j / 2**j,
        (4 * 2**j - 1) ** 2 * k,
    ],
)
def test_a_sum_is_that_of_its_rounds(summand: Any, first: int) -> None:
    found = summed(summand, "j", n, first)
    for last in range(first - 1, first + 4):
        rounds = sum((summand.subs({j: place, k: 5}) for place in range(first, last + 1)), Integer(0))
        assert found.subs({n: last, k: 5}) == rounds


@pytest.mark.parametrize("summand", [1 / j, j**k, k**j, 2 ** (j * j), 2 ** (k * j)])
def test_what_has_no_sum_of_this_form(summand: Any) -> None:
    with pytest.raises(NoClosedForm):
        summed(summand, "j", n)
