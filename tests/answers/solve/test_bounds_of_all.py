"""No solution lies beyond the bounds that relations between several symbols set."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from symcnn.answers.solve.bounds_of_all import greatest_values, only_holds_below
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, reciprocal, total
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


@settings(deadline=None)
@given(st.lists(relations, min_size=1, max_size=3))
def test_no_solution_is_lost(wanted: list[Expr]) -> None:
    greatest = greatest_values(wanted, dict.fromkeys(SYMBOLS, 0))
    for point in product(range(7), repeat=len(SYMBOLS)):
        known = dict(zip(SYMBOLS, point, strict=True))
        if all(value_of(relation, known) for relation in wanted):
            assert all(known[name] <= most for name, most in greatest.items())


differences = st.tuples(sides, sides).map(lambda both: total(both[0], times(Num(-1), both[1])))


@settings(deadline=None)
@given(differences, st.sampled_from(("<", "<=", "=")), st.integers(-3, 20))
def test_beyond_a_budget_nothing_holds(side: Expr, name: str, most: int) -> None:
    relation = Op(name, (total(side, Op("floor", (times(side, reciprocal(Num(2))),))), Num(most)))
    if not only_holds_below(relation, dict.fromkeys(SYMBOLS, 1)):
        return
    broken = [point for point in product(range(1, 5), repeat=len(SYMBOLS)) if not _holds(relation, point)]
    for point in product(range(1, 6), repeat=len(SYMBOLS)):
        if _holds(relation, point):
            assert not any(all(mine >= its for mine, its in zip(point, other, strict=True)) for other in broken)


def _holds(relation: Expr, point: tuple[int, ...]) -> bool:
    return bool(value_of(relation, dict(zip(SYMBOLS, point, strict=True))))
