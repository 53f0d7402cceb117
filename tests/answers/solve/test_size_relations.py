"""Relations between sizes: every solution and no other, judged by plain integers."""

from __future__ import annotations

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from symcnn.answers.solve.size_relations import NoClasses, form, solutions
from symcnn.core.algebra.thresholds import differences, value_at
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.network.language.parse import read_relation

lines = st.recursive(
    st.just(Sym("I")),
    lambda inner: st.one_of(
        st.builds(lambda e, n: total(e, Num(n)), inner, st.integers(0, 9)),
        st.builds(lambda e, n: total(e, negated(Num(n))), inner, st.integers(0, 9)),
        st.builds(lambda e, n: product(Num(n), e), inner, st.integers(1, 3)),
        st.builds(lambda e, n: Op("floor", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
        st.builds(lambda e, n: Op("ceil", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
        st.builds(lambda e, n: Op("mod", (e, Num(n))), inner, st.integers(1, 4)),
        st.builds(lambda a, b: product(a, b, reciprocal(Num(2))), inner, inner),
        st.builds(lambda e: Op("^", (e, Num(2))), inner),
    ),
    max_leaves=5,
)
signs = st.sampled_from(("=", "<=", ">=", "<", ">"))
relations = st.builds(lambda sign, left, right: Op(sign, (left, right)), signs, lines, lines)
with_numbers = st.builds(lambda sign, left, n: Op(sign, (left, Num(n))), signs, lines, st.integers(-5, 60))


@settings(deadline=None)
@given(st.lists(relations | with_numbers, min_size=1, max_size=3))
def test_every_solution_and_no_other(found: list[Expr]) -> None:
    try:
        answer = solutions(found, "I")
    except NoClasses:
        reject()
    for value in range(1, 400):
        assert (value in answer) == all(value_of(relation, {"I": value}) for relation in found)


@settings(deadline=None)
@given(lines)
def test_a_form_is_one(expr: Expr) -> None:
    found = form(expr, "I")
    for start in range(found.modulus):
        values = [value_of(expr, {"I": start + place * found.modulus}) for place in range(-20, 20)]
        deltas = differences(values)
        assert len(deltas) <= found.degree + 1
        assert value_at(deltas, 45) == value_of(expr, {"I": start + 25 * found.modulus})


@pytest.mark.parametrize(
    "text", ["floor(I/k) = 3", "max(I, 3) = 3", "8/I = 2", "I^13 = 1", "(I^4)^4 = 1", "2^I = 8", "floor(I/5001) = 1"]
)
def test_what_has_no_classes_is_refused(text: str) -> None:
    with pytest.raises(NoClasses):
        solutions([read_relation(text)], "I")


def test_floors_that_a_sum_cancels_do_not_cancel_between_two_sides() -> None:
    found = solutions([read_relation("floor(I/2) = 10 - floor(I/2)")], "I")
    assert [value for value in range(30) if value in found] == [10, 11]


@pytest.mark.parametrize("text", ["max(I, 1) = 1", "I/I = 1", "mod(I, I) = 0", "gcd(I, 1) = 1", "I*I^(-1) = 1"])
def test_what_is_simple_only_from_some_value_on_is_refused(text: str) -> None:
    with pytest.raises(NoClasses):
        solutions([read_relation(text)], "I", 0)


@pytest.mark.parametrize(
    ("text", "held"), [("max(2, 3)*I = 9", [3]), ("I*2^(-1) = 1", [2]), ("mod(I, 7) = 6", [6, 13])]
)
def test_numbers_may_be_any(text: str, held: list[int]) -> None:
    found = solutions([read_relation(text)], "I", 0)
    assert [value for value in range(20) if value in found] == held
