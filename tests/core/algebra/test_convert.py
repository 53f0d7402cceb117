"""From the written form to SymPy and back: what SymPy is given has the value of what was written."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from conftest import tries
from hypothesis import assume, given
from judges import trees as judge
from judges.trees import NoValue, TooBig
from sympy import Integer, Symbol

from symcnn.core.algebra import convert
from symcnn.core.algebra.convert import added, from_sympy, to_sympy
from symcnn.core.algebra.functions import FloorDiv
from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr
from symcnn.network.language.parse import read_relation

SIZE, K, N = Symbol("I"), Symbol("K"), Symbol("n")

many = tries(80)


def at(expr: Any, known: Mapping[str, int]) -> Fraction:
    """The value of a SymPy expression where its symbols are these integers."""
    number = expr.xreplace({Symbol(name): Integer(value) for name, value in known.items()})
    assert number.is_Rational, number
    return Fraction(int(number.p), int(number.q))


def judged(expr: Expr, known: Mapping[str, int]) -> Fraction:
    """The value by plain recursion; examples without one are passed over."""
    try:
        return judge.value(expr, known)
    except (NoValue, TooBig):
        assume(False)
        raise


@many
@given(judge.whole_expressions(), judge.whole_assignments())
def test_sympy_has_the_value_of_the_written_form(expr: Expr, known: Mapping[str, int]) -> None:
    expected = judged(expr, known)
    assert value_of(expr, known) == expected
    assert at(to_sympy(expr), known) == expected


@many
@given(judge.whole_expressions(), judge.whole_assignments())
def test_there_and_back_again(expr: Expr, known: Mapping[str, int]) -> None:
    expected = judged(expr, known)
    back = from_sympy(to_sympy(expr))
    assert judge.value(back, known) == expected
    assert value_of(read_relation(source_text(back)), known) == expected


@many
@given(judge.whole_expressions(), judge.whole_assignments())
def test_values_put_in_at_once(expr: Expr, known: Mapping[str, int]) -> None:
    """Numbers may come in while SymPy's expression is made."""
    expected = judged(expr, known)
    assert at(to_sympy(expr, known), {}) == expected
    assert at(to_sympy(expr, {**known, "I": SIZE}), known) == expected


LETTERS = ("I", "K", "n", "P", "S")
VALUES = [dict(zip(LETTERS, values, strict=True)) for values in product((-7, -1, 0, 1, 2, 5, 8), repeat=5)][::53]
"""Some hundred assignments of small integers, spread evenly over all of them."""


@pytest.mark.parametrize(
    "text",
    [
        "floor((2*P + 2)*K/6)",  # SymPy 1.14: floor(K*(P + 1)/3) with the floor dropped for some symbols
        "mod(8*mod(n, 4), 64)",  # SymPy 1.14: miscounted
        "floor(n/2)",
        "floor(-n/2)",
        "floor((n - 7)/2)",
        "floor(n/(-2))",
        "ceil(n/3)",
        "ceil(n/(-3))",
        "ceil(-n/3)",
        "ceil(n/S)",
        "ceil((I + 1)/S)",
        "floor(I/S) + ceil(-I/S)",
        "n mod 3",
        "n mod (-3)",
        "-n mod 3",
        "n mod S",
        "floor(n/2 + 1/3)",
        "floor(n/2 + K/3)",
        "ceil(n/2 + K/3)",
        "floor(n/2/3)",
        "floor(n*K/4)",
        "floor(n*K/2*P/3)",
        "floor((2*n + 1)/4)",
        "floor((6*n + 4*K - 3)/10)",
        "floor(n/(1/2))",
        "floor(n/S/2)",
        "floor(floor(n/2)/S)",
        "floor(n/2)*2 + (n mod 2)",
        "floor((floor((n + 1)/2) + 1)/2)",
        "floor((2*floor((n + 1)/2) + 1)/4)",
        "floor((floor((floor((floor((I - 3)/2) + 1)/3) - 5)/2) + 7)/4)",
        "floor((floor(I/2)*K + n)/6)",
        "floor((floor(I/2) + floor(I/3))/2)",
        "ceil((ceil((ceil(I/2) + 1)/3) - 2)/4)",
        "floor(max(n/2, K))",  # the greatest of fractions is no whole number
        "floor(min(n/2, K/3))",
        "ceil(max(n/2, K))",
        "floor(max(n/2, K)/3)",
        "floor(max(n, K)/3)",
        "gcd(2*n, 6) + floor(gcd(n, K)/2)",
        "floor(2^K/3)",
        "floor(n^2/3)",
        "(n^2 + n)/2",
        "(n + K)^3 - n/3",
        "1/n + n/(K + 1)",
        "I x K x 3",
    ],
)
def test_a_formula_keeps_its_value(text: str) -> None:
    expr = read_relation(text)
    algebra = to_sympy(expr)
    back = from_sympy(algebra)
    for known in VALUES:
        try:
            expected = judge.value(expr, known)
        except NoValue:
            continue
        assert at(algebra, known) == expected, known
        assert judge.value(back, known) == expected, known


@pytest.mark.parametrize("text", ["n/0", "n/(K - K)", "floor(n/0)", "n mod 0", "0*(n + 1/0)", "(K - K)^-1*n"])
def test_what_has_no_value_is_not_hidden(text: str) -> None:
    """A division by zero among symbols is as undefined as one among numbers."""
    with pytest.raises(Undefined):
        to_sympy(read_relation(text))


@pytest.mark.parametrize("text", ["9^9^6*n", "2^(10^5) + n", "floor((10^2000 + n)/7)", "max(n, 10^900*10^900)"])
def test_limits_hold_among_symbols(text: str) -> None:
    with pytest.raises(TooLarge):
        to_sympy(read_relation(text))


def test_sums_of_many_terms() -> None:
    assert at(added([SIZE, 1, Fraction(1, 2), K, SIZE]), {"I": 4, "K": 1}) == Fraction(21, 2)


def test_a_formula_with_60_nested_floors_is_converted_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every floor of the formula makes one floor; nothing is converted over and over."""
    depth, made = 60, []

    def counted(above: Any, below: Any) -> Any:
        made.append(below)
        assert len(made) <= 4 * depth, "more floors are made than are written"
        return FloorDiv(above, below)

    monkeypatch.setattr(convert, "FloorDiv", counted)
    algebra = to_sympy(read_relation("floor((" * (depth // 2) + "I" + " + 1)/2)" * (depth // 2)))
    assert len(algebra.atoms(FloorDiv)) == 1
