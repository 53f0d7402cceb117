"""Values in letters by arithmetic of our own, judged by SymPy: the same value, written the same way."""

from __future__ import annotations

import pickle
from collections.abc import Mapping
from typing import Any

import pytest
from conftest import tries
from hypothesis import assume, given
from judges import trees as judge

from symcnn.core.algebra import convert, symbolic
from symcnn.core.algebra.form_functions import expanded, is_whole
from symcnn.core.algebra.form_values import form_evaluator
from symcnn.core.algebra.form_writing import written
from symcnn.core.algebra.forms import Beyond, Form, added, letter, multiplied, size_of
from symcnn.core.algebra.functions import integer_valued
from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr
from symcnn.network.language.parse import read_relation

many = tries(150)
LETTERS: Mapping[str, Any] = {name: letter(name) for name in ("C", "I", "K", "N", "P", "S", "n")}


def valued(text: str) -> Any:
    return form_evaluator(read_relation(text))(LETTERS)


def nodes(expr: Any) -> int:
    return 1 + sum(map(nodes, expr.args))


@many
@given(judge.whole_expressions())
def test_what_sympy_makes_of_it_is_written_alike(expr: Expr) -> None:
    try:
        form = form_evaluator(expr)(LETTERS)
    except (Beyond, Undefined, TooLarge):
        assume(False)
    algebra = convert.to_sympy(expr)
    assert written(form) == convert.from_sympy(algebra)
    assert convert.added([form]) == algebra
    assert is_whole(form) == integer_valued(algebra)
    assert size_of(form) == nodes(algebra)


@many
@given(judge.whole_expressions())
def test_multiplied_out_it_is_what_sympy_makes_of_it(expr: Expr) -> None:
    try:
        form = form_evaluator(expr)(LETTERS)
        out = expanded(form)
    except (Beyond, Undefined, TooLarge):
        assume(False)
    algebra = convert.to_sympy(expr)
    assert written(out) == convert.from_sympy(convert.expanded(algebra))
    assert symbolic.collected(form) == convert.collected(algebra)


@many
@given(judge.whole_expressions(), judge.whole_assignments())
def test_it_has_the_value_of_what_was_written(expr: Expr, known: Mapping[str, int]) -> None:
    try:
        expected = judge.value(expr, known)
        form = form_evaluator(expr)(LETTERS)
    except (judge.NoValue, judge.TooBig, Beyond, Undefined, TooLarge):
        assume(False)
    assert value_of(written(form), known) == expected


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("10080*(floor(I/4) - 7)^2 + 49672", "10080*(floor(I/4) - 7)^2 + 49672"),  # a sum stays a factor
        ("2*(K + 1)", "2*K + 2"),  # but a number goes into it
        ("2*(K + 1)*N", "2*N*(K + 1)"),
        ("(K + 1)*(K + 1)*N/N", "(K + 1)^2"),
        ("(K + 1)*(2 - 1 - K)", "(1 - K)*(K + 1)"),  # equal up to a sign, and kept apart
        ("floor((floor((I - 3)/2) + 1)/3)", "floor((I + 5)/6) - 1"),
        ("floor((2*I + 3)/4)", "floor((I + 1)/2)"),
        ("floor((I - K + 2*P)/S) + 1", "floor((I + 2*P - K)/S) + 1"),
        ("floor((floor(I/S) + K)/2)", "floor((K*S + I)/(2*S))"),
        ("floor(n/2 + 1/3)", "floor(n/2)"),
        ("max(floor(I/2), floor((I + 1)/2), 3)", "max(3, floor((I + 1)/2))"),
        ("max(I, floor(min(K/2, K)))", "max(I, floor(min(K/2, K)))"),  # rounding is kept where its divisor is 1
        ("n/K/2 + n/2/K", "n/K"),
        ("K - K", "0"),
    ],
)
def test_what_is_put_together_and_what_stays(text: str, spelled: str) -> None:
    assert source_text(written(valued(text))) == spelled


@pytest.mark.parametrize("text", ["2^n", "n^(1/2)", "floor(n/K + 1)"])
def test_where_forms_end_sympy_goes_on(text: str) -> None:
    expr = read_relation(text)
    with pytest.raises(Beyond):
        form_evaluator(expr)(LETTERS)
    assert symbolic.value_among(expr, LETTERS) == convert.to_sympy(expr)


def test_sympy_takes_forms_as_its_own() -> None:
    n, form = convert.symbol("n"), added([LETTERS["I"], 1])
    for mixed in (n + form, form + n, 2 * (form * n) / n - form + n):
        assert mixed == n + convert.symbol("I") + 1
    assert form == convert.symbol("I") + 1


def test_sizes_are_compared_and_kept_as_others() -> None:
    one, other = valued("(K + N)^2 + floor(K/2)"), valued("floor(K/2) + (N + K)*(K + N)")
    assert (one, hash(one)) == (other, hash(other))
    assert pickle.loads(pickle.dumps(one)) == one != valued("(K + N)^2") != 4


def test_sums_of_many_terms_are_linear() -> None:
    """Ten times the terms: a thousand floors, each squared, in far less than SymPy takes to load."""
    terms = [multiplied([place, value, value]) for place, value in enumerate(map(_size, range(1, 1001)), 1)]
    out = expanded(added(terms))
    assert isinstance(out, Form)
    assert len(out.terms) == 2001


def _size(place: int) -> Any:
    return added([form_evaluator(read_relation(f"floor(I/{place + 1})"))(LETTERS), place])
