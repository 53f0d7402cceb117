"""Expressions in one line of text: what is printed is read back as the same tree."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from conftest import tries
from hypothesis import example, given
from hypothesis import strategies as st
from judges import trees as judge

from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import plain_text, source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.network.language.parse import read_relation

A, B, C = Sym("a"), Sym("b"), Sym("c")


many = tries(150)


@many
@given(st.one_of(judge.expressions(), judge.relations()))
@example(negated(negated(A)))
@example(total(Sym("input"), Num(1)))
@example(Op("=", (Sym("source"), Num(1))))
@example(product(A, reciprocal(negated(B))))
@example(Op("^", (Op("^", (A, B)), Op("^", (B, C)))))
def test_source_text_reads_back(expr: Expr) -> None:
    assert read_relation(source_text(expr)) == expr


@many
@given(st.one_of(judge.expressions(), judge.relations()))
def test_plain_text_reads_back(expr: Expr) -> None:
    """Numbers stay below 1000 here: ``122,304`` is for people, and reads as two numbers."""
    assert read_relation(plain_text(expr)) == expr


@pytest.mark.parametrize("printer", [source_text, plain_text])
@pytest.mark.parametrize(
    "text",
    [
        "2*x_1",  # not 2x_1: that is 2 × _1
        "2*x_1^2",
        "a + 3*x_h*b",
        "2*xs",
        "area(K)*C",
        "sum(C)",
    ],
)
def test_names_that_start_with_x_and_functions_of_rules(printer: Callable[[Expr], str], text: str) -> None:
    expr = read_relation(text)
    assert read_relation(printer(expr)) == expr


@pytest.mark.parametrize(
    "text",
    [
        "0.5",  # not 1/2: that is a quotient of two numbers
        "2.5*a",
        "0.25^2",
        '"conv 1".params',  # not conv 1.params: that is two words
        r'"a\"b".O',
        r'"a\\b".O',
        '"1".weights + 1',
        '"+".weights',
        "[1, 2]",  # not pair(1, 2): there is no such function
        "([1, 2], [0, 1])",
        "[0 1 | 1 2 | 0]",
        "[6 of 3, 9 of 4]",
    ],
)
def test_whatever_is_read_has_a_source_text(text: str) -> None:
    expr = read_relation(text)
    assert read_relation(source_text(expr)) == expr


@given(st.integers(0, 10**6), st.integers(0, 6))
def test_decimals_keep_their_value(digits: int, places: int) -> None:
    text = f"{digits // 10**places}.{digits % 10**places:0{places}d}" if places else str(digits)
    assert value_of(read_relation(source_text(read_relation(text)))) == Fraction(digits, 10**places)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("K^2*C*N", "K²·C·N"),
        ("floor((I + 2*P - K)/S) + 1", "⌊(I + 2P − K)/S⌋ + 1"),
        ("(5^2*1 + 1)*6*28^2", "(5²·1 + 1)·6·28²"),
        ("26*6*784 = 122304", "26·6·784 = 122,304"),
        ("ceil(I/S) <= 3", "⌈I/S⌉ ≤ 3"),
        ("28 x 28 x 6", "28×28×6"),
        ("a*(b + 1)/(2*c)", "a·(b + 1)/(2c)"),
        ("-(a + b)", "−(a + b)"),
        ("a^(b + 1)", "a^(b + 1)"),
        ("max(a, 0) mod 2", "mod(max(a, 0), 2)"),
        ("2*3", "2·3"),
        ("2*C1.O", "2·C1.O"),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    assert plain_text(read_relation(text)) == plain
