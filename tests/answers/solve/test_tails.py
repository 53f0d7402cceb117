"""Relations with the symbol below a line: the same as without it beyond the bound, judged by plain integers."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from symcnn.answers.solve.size_relations import NoClasses
from symcnn.answers.solve.tails import tail
from symcnn.core.written.arithmetic import Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, product, reciprocal, total
from symcnn.network.language.parse import read_relation

sides = st.builds(
    lambda factors: total(*(product(Num(f), Op("^", (Sym("s"), Num(n)))) for n, f in enumerate(factors))),
    st.lists(st.integers(-6, 6) | st.fractions(-3, 3, max_denominator=4), min_size=1, max_size=4),
)


@settings(deadline=None)
@given(sides, sides)
def test_the_same_beyond_the_bound(above: Expr, below: Expr) -> None:
    rounded = Op("floor", (product(above, reciprocal(below)),))
    try:
        (found,), bound = tail([rounded], "s")
    except Undefined:
        assert value_of(below, {"s": Fraction(5, 7)}) == 0
        reject()
    for value in (*range(bound + 1, bound + 40), bound + 10**9):
        assert value_of(found, {"s": value}) == value_of(rounded, {"s": value})


def test_what_is_cancelled_has_no_value_where_it_is_nothing_below() -> None:
    _, bound = tail([read_relation("floor((s - 9)*(s + 1)/(s - 9)) = 3")], "s")
    assert bound >= 9


@pytest.mark.parametrize("text", ["floor(floor(s/2)/s) = 0", "floor(max(s, 3)/s) = 1", "floor(s^13/s) = 1"])
def test_what_is_no_polynomial_has_no_tail(text: str) -> None:
    with pytest.raises(NoClasses):
        tail([read_relation(text)], "s")
