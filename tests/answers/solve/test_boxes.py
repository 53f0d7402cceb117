"""Points of boxes: no solution of relations between several symbols is lost, judged by trying all of them."""

from __future__ import annotations

from itertools import product

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st

from symcnn.answers.solve.boxes import Boxes, TooManyPoints
from symcnn.answers.solve.from_least import Relation, told_from_least
from symcnn.core.algebra.integer_program import IntegerRun
from symcnn.core.algebra.program_builder import integer_program
from symcnn.core.algebra.program_ranges import INFINITE
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, reciprocal, total
from symcnn.core.written.tree import product as times
from symcnn.network.language.parse import read_relation

SYMBOLS = ("a", "b", "c")
atoms = st.one_of(
    st.sampled_from(SYMBOLS).map(Sym),
    st.builds(
        lambda name, other, number: Op("floor", (times(total(Sym(name), Sym(other)), reciprocal(Num(number))),)),
        st.sampled_from(SYMBOLS),
        st.sampled_from(SYMBOLS),
        st.integers(1, 3),
    ),
    st.builds(
        lambda name, other: Op("floor", (times(total(Sym(name), Num(7)), reciprocal(Sym(other))),)),
        st.sampled_from(SYMBOLS),
        st.sampled_from(SYMBOLS),
    ),
    st.builds(lambda name: Op("mod", (Sym(name), Num(3))), st.sampled_from(SYMBOLS)),
)
terms = st.builds(lambda factor, parts: times(Num(factor), *parts), st.integers(1, 4), st.lists(atoms, max_size=3))
signed = st.builds(lambda term, falls: negated(term) if falls else term, terms, st.booleans())
sides: st.SearchStrategy[Expr] = st.lists(signed, min_size=1, max_size=4).map(lambda found: total(*found))
relations = st.tuples(
    st.sampled_from(("<", "<=", ">=", "=")), st.builds(lambda side, n: total(side, Num(n)), sides, st.integers(-9, 9))
)


@tries(100)
@given(st.lists(relations, min_size=1, max_size=4))
def test_no_point_is_lost_and_none_is_added(wanted: list[Relation]) -> None:
    program = integer_program(SYMBOLS, (), wanted)
    run = IntegerRun(program)
    true = {point for point in product(range(8), repeat=3) if run(point) is not None}
    boxes = Boxes(program)
    endless = boxes.narrowed(((0, INFINITE),) * 3)
    told = told_from_least(wanted, SYMBOLS, endless or ((0, INFINITE),) * 3)
    for each in (boxes, Boxes(integer_program(SYMBOLS, [expr for _, expr in wanted], told))):
        narrow = each.narrowed(((0, INFINITE),) * 3)
        assert narrow is not None or not true
        if narrow is not None:
            assert all(low <= value <= high for point in true for value, (low, high) in zip(point, narrow, strict=True))
        assert set(each.points(((0, 7),) * 3)) == true


@pytest.mark.parametrize(
    ("wanted", "narrow"),
    [
        ([("<=", "(9*a^2 + 1)*b - 1000"), (">=", "a - 1"), (">=", "b - 1")], ((1, 10), (1, 100))),
        ([("<=", "a*b - 12"), (">=", "a - 1")], ((1, INFINITE), (0, 12))),  # b may be 0
        ([("<=", "floor((a + 1)/2)^2 - 9")], ((0, 6), (0, INFINITE))),
        ([("=", "floor(40/b) - 3"), (">=", "b - 1")], ((0, INFINITE), (11, 13))),
        ([("=", "floor(40/b) - 30"), (">=", "b - 1")], None),
    ],
)
def test_the_bounds_that_follow(wanted: list[tuple[str, str]], narrow: object) -> None:
    program = integer_program(("a", "b"), (), [(name, read_relation(text)) for name, text in wanted])
    assert Boxes(program).narrowed(((0, INFINITE),) * 2) == narrow


def test_a_budget_of_work_and_of_points() -> None:
    program = integer_program(("a", "b"), (), [("=", read_relation("mod(a*b + 1, 1009)"))])
    with pytest.raises(TooManyPoints, match="MAX_BOX_STEPS"):
        list(Boxes(program).points(((0, 10**6), (0, 10**6))))
    everything = Boxes(integer_program(("a", "b"), (), [(">=", read_relation("a + b"))]))
    with pytest.raises(TooManyPoints, match="MAX_COMBINATIONS"):
        list(everything.points(((0, 10**6), (0, 10**6))))
