"""Where a polynomial is at most 0, judged by its values one by one."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from symcnn.core.algebra.thresholds import at_most_zero, differences


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=6), st.booleans())
def test_where_a_polynomial_is_at_most_zero(coefficients: list[int], strict: bool) -> None:
    def value(place: int) -> int:
        return sum(factor * place**power for power, factor in enumerate(coefficients))

    found = at_most_zero(differences([value(place) for place in range(len(coefficients))]), strict=strict)
    for place in range(400):  # beyond 51 no such polynomial changes its sign
        held = any(first <= place and (last is None or place <= last) for first, last in found)
        assert held == (value(place) < 0 if strict else value(place) <= 0)
    assert all(last is None or last < 400 for _, last in found)
    assert all(low is not None and low + 1 < high for (_, low), (high, _) in pairwise(found))


@given(st.fractions(), st.integers(0, 10**40), st.integers(1, 5))
def test_far_borders(shift: Fraction, bound: int, degree: int) -> None:
    def value(place: int) -> Fraction:
        return place**degree + shift - bound

    for first, last in at_most_zero(differences([value(place) for place in range(degree + 1)])):
        assert value(first) <= 0
        assert last is not None
        assert value(last) <= 0 < value(last + 1)
