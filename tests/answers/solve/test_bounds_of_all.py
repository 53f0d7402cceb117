"""No solution lies beyond the bounds that relations between several symbols set."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from symcnn.answers.solve.bounds_of_all import greatest_values
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, total
from symcnn.core.written.tree import product as times

SYMBOLS = ("a", "b", "c")
terms = st.builds(
    lambda factor, names: times(Num(factor), *map(Sym, names)),
    st.integers(1, 4),
    st.lists(st.sampled_from(SYMBOLS), max_size=3),
)
sides = st.lists(terms, min_size=1, max_size=3).map(lambda found: total(*found))
names = st.sampled_from(("<", "<=", ">=", "="))
relations = st.builds(lambda name, left, right: Op(name, (left, right)), names, sides, sides)


@given(st.lists(relations, min_size=1, max_size=3))
def test_no_solution_is_lost(wanted: list[Expr]) -> None:
    greatest = greatest_values(wanted, dict.fromkeys(SYMBOLS, 0))
    for point in product(range(7), repeat=len(SYMBOLS)):
        known = dict(zip(SYMBOLS, point, strict=True))
        if all(value_of(relation, known) for relation in wanted):
            assert all(known[name] <= most for name, most in greatest.items())
