"""Expressions as they are read: the tree that each spelling makes."""

from __future__ import annotations

from fractions import Fraction

import pytest

from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.network.language.parse import read_relation

A, B, C = Sym("a"), Sym("b"), Sym("c")


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("1", Num(1)),
        ("2.5", Num(Fraction(5, 2))),
        ("a - b + c", total(A, negated(B), C)),
        ("a − b", total(A, negated(B))),
        ("a - (b + c)", total(A, negated(total(B, C)))),
        ("a + (b + c)", total(A, total(B, C))),
        ("-a + b", total(negated(A), B)),
        ("-a*b", negated(product(A, B))),
        ("(-a)*b", product(negated(A), B)),
        ("a*-b", product(A, negated(B))),
        ("a*--b", product(A, B)),
        ("-a^2", negated(Op("^", (A, Num(2))))),
        ("(-a)^2", Op("^", (negated(A), Num(2)))),
        ("a*b/c", product(A, B, reciprocal(C))),
        ("a/b*c", product(A, reciprocal(B), C)),
        ("a/(b*c)", product(A, reciprocal(product(B, C)))),
        ("a·b∗c", product(A, B, C)),
        ("2a", product(Num(2), A)),
        ("2a*b", product(Num(2), A, B)),
        ("b*2a", product(B, product(Num(2), A))),
        ("a/2b", product(A, reciprocal(product(Num(2), B)))),
        ("2a^2", product(Num(2), Op("^", (A, Num(2))))),
        ("a^2^b", Op("^", (A, Op("^", (Num(2), B))))),
        ("a²", Op("^", (A, Num(2)))),
        ("a¹²", Op("^", (A, Num(12)))),
        ("a^-1", Op("^", (A, negated(Num(1))))),
        ("a mod b", Op("mod", (A, B))),
        ("a*b mod c", Op("mod", (product(A, B), C))),
        ("a mod b*c", product(Op("mod", (A, B)), C)),
        ("mod(a, b)", Op("mod", (A, B))),
        ("⌊a/2⌋", Op("floor", (product(A, reciprocal(Num(2))),))),
        ("⌈a⌉ + floor(b)", total(Op("ceil", (A,)), Op("floor", (B,)))),
        ("max(a, b, c)", Op("max", (A, B, C))),
        ("a x b", Op("x", (A, B))),
        ("a×b", Op("x", (A, B))),
        ("5x7", Op("x", (Num(5), Num(7)))),
        ("5xa", Op("x", (Num(5), A))),
        ("(a, b)", Op("x", (A, B))),
        ("a*b x c + 1", total(Op("x", (product(A, B), C)), Num(1))),
        ("C1.params", Sym("C1.params")),
        ('"conv 1".params', Sym("conv 1.params")),
        ("a = b = c", Op("=", (A, B, C))),
        ("a ≤ b", Op("<=", (A, B))),
        ("a >= b", Op(">=", (A, B))),
    ],
)
def test_reading(text: str, tree: Expr) -> None:
    assert read_relation(text) == tree


def test_brackets_around_a_product_stay() -> None:
    """The written form keeps its author's brackets, whatever the first factor is."""
    assert read_relation("(a*b)*c") == product(product(A, B), C)
    assert read_relation("(2*b)*c") == product(product(Num(2), B), C)
