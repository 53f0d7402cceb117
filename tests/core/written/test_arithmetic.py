"""The values of the written form: exact, refused where there is none or where it would fill the memory."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import pytest
from conftest import tries
from hypothesis import assume, example, given
from judges import trees as judge
from judges.trees import NoValue, TooBig

from symcnn.core.limits import MAX_DIGITS
from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal
from symcnn.network.language.parse import read_relation

A, B, C = Sym("a"), Sym("b"), Sym("c")


many = tries(150)


@many
@given(judge.expressions(), judge.assignments())
@example(product(A, reciprocal(A)), {"a": 0})
@example(Op("mod", (A, Num(0))), {"a": 1})
@example(Op("^", (Num(0), negated(Num(1)))), {})
@example(Op("^", (Num(0), Num(0))), {})
@example(Op("^", (Num(4), product(Num(1), reciprocal(Num(2))))), {})
@example(Op("floor", (product(A, reciprocal(Num(0))),)), {"a": 1})
def test_values_agree_with_plain_recursion(expr: Expr, known: Mapping[str, int | Fraction]) -> None:
    try:
        expected = judge.value(expr, known)
    except TooBig:
        assume(False)
    except NoValue:
        with pytest.raises((Undefined, TooLarge)):
            value_of(expr, known)
    else:
        found = value_of(expr, known)
        assert found == expected
        assert isinstance(found, int) == (expected.denominator == 1), "whole values are integers"


@pytest.mark.parametrize(
    "text", ["1/0", "a/(b - b)", "5 mod 0", "0^-1", "2^(1/2)", "gcd(1/2, 3)", "floor(1/0)", "0*(1/0)"]
)
def test_there_is_no_value(text: str) -> None:
    with pytest.raises(Undefined):
        value_of(read_relation(text), {"a": 3, "b": 4})


@pytest.mark.parametrize(
    "text",
    [
        "9^9^9^9",
        "2^(10^6)",
        "(1/2)^(10^6)",
        "10^500*10^501",
        "10^900*10^900/10^900",
        "(1/10^900)*(1/10^900)",
        "1/10^900/10^900",
        f"10^{MAX_DIGITS + 100}",
    ],
)
def test_numbers_of_thousands_of_digits_are_refused(text: str) -> None:
    with pytest.raises(TooLarge):
        value_of(read_relation(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [("1^(10^900)", 1), ("(-1)^(10^900)", 1), ("0^(10^900)", 0), ("9^9", 387420489), ("10^900/10^899", 10)],
)
def test_large_steps_to_small_numbers_are_not(text: str, value: int) -> None:
    assert value_of(read_relation(text)) == value


@pytest.mark.parametrize(("text", "value"), [("max(7)", 7), ("min(7)", 7), ("gcd(7)", 7), ("max(a) + 1", 4)])
def test_the_greatest_of_one_number_is_that_number(text: str, value: int) -> None:
    assert value_of(read_relation(text), {"a": 3}) == value


@pytest.mark.parametrize(
    ("text", "truth"),
    [
        ("2 + 2 = 4", 1),
        ("4 = 2 + 2 = 5", 0),
        ("1 < 2 < 3", 1),
        ("1 < 3 < 2", 0),
        ("3 >= 3 ≥ 2", 1),
        ("1 > 1", 0),
        ("1/3 + 1/3 + 1/3 = 1", 1),
        ("1 <= 1 <= 0", 0),
    ],
)
def test_relations_hold_or_not(text: str, truth: int) -> None:
    assert value_of(read_relation(text)) == truth
