"""Properties of proofs and of the algebra below them, on random formulas."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import pytest
import sympy
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from judges.proofs import Point, box, check, holds, value

from symcnn.answers.prove.proof import ProofVerdict
from symcnn.answers.prove.prove import prove
from symcnn.answers.prove.tidy import tidied
from symcnn.core.algebra.domains import Domain, never_below
from symcnn.core.algebra.normal import normal
from symcnn.core.algebra.polynomials import Polynomial, letter, minus, number, plus, raised, times
from symcnn.core.algebra.quotients import Quotient
from symcnn.core.algebra.residues import classes, moduli
from symcnn.core.algebra.writing import text
from symcnn.core.limits import MAX_RESIDUE_CLASSES
from symcnn.core.written.arithmetic import Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, rebuilt, reciprocal, substituted, walk
from symcnn.network.language.parse import read_relation

PROVED, REFUTED = ProofVerdict.PROVED, ProofVerdict.REFUTED
CONDITIONAL, UNDECIDED = ProofVerdict.CONDITIONAL, ProofVerdict.UNDECIDED

LETTERS = ("I", "K", "P")
PROPERTIES: list[tuple[Callable[..., None], tuple[SearchStrategy[Any], ...]]] = []


def holds_for(*strategies: SearchStrategy[Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Keeps a property, which `test_properties` judges by some examples and a slow test by many."""

    def keep(judge: Callable[..., None]) -> Callable[..., None]:
        PROPERTIES.append((judge, strategies))
        return judge

    return keep


def formulas(*divisors: Expr, leaves: int = 6) -> SearchStrategy[Expr]:
    """Whole numbers by +, −, ·, powers, and floors, ceilings and mod by constants (and by the `divisors`)."""
    first = st.one_of(st.sampled_from(LETTERS).map(Sym), st.integers(0, 7).map(Num))

    def larger(inner: SearchStrategy[Expr]) -> SearchStrategy[Expr]:
        below = st.one_of(st.integers(1, 6).map(Num), st.sampled_from((Num(2), Num(3), *divisors)))
        quotients = st.builds(lambda a, b: Op("*", (a, reciprocal(b))), inner, below)
        rounded = st.builds(lambda name, arg: Op(name, (arg,)), st.sampled_from(("floor", "ceil")), quotients)
        terms = st.lists(st.one_of(inner, inner.map(negated)), min_size=2, max_size=3)
        return st.one_of(
            terms.map(lambda args: Op("+", tuple(args))),
            st.builds(lambda a, b: Op("*", (a, b)), inner, inner),
            st.builds(lambda a, n: Op("^", (a, Num(n))), inner, st.integers(0, 2)),
            rounded,
            rounded,
            st.builds(lambda a, b: Op("mod", (a, b)), inner, below),
        )

    return st.recursive(first, larger, max_leaves=leaves)


def unlike(expr: Expr, way: str) -> Expr:
    """The formula with its roundings changed: ``floor`` to ``ceil``, or taken away."""
    if isinstance(expr, Op) and expr.name in ("floor", "ceil"):
        inner = unlike(expr.args[0], way)
        return inner if way == "none" else Op(way, (inner,))
    return rebuilt(expr, lambda part: unlike(part, way))


@holds_for(formulas(), formulas())
def any_two_formulas_with_constant_divisors_are_decided(left: Expr, right: Expr) -> None:
    proof = prove(left, right)
    assert proof.verdict is not UNDECIDED or proof.limit is MAX_RESIDUE_CLASSES
    check(proof)


@holds_for(formulas(Sym("S")), st.sampled_from(("floor", "ceil", "none")))
def formulas_that_round_in_other_ways(expr: Expr, way: str) -> None:
    check(prove(expr, unlike(expr, way)))


@holds_for(formulas(Sym("S")), st.sampled_from(LETTERS), st.one_of(st.integers(0, 2).map(Num), st.just(Sym("K"))))
def formulas_with_a_letter_left_out(expr: Expr, name: str, put: Expr) -> None:
    check(prove(expr, tidied(substituted(expr, {name: put}))))


@holds_for(formulas(leaves=3), st.integers(1, 4), st.integers(1, 3))
def true_identities_are_proved(expr: Expr, m: int, n: int) -> None:
    """Quotient and remainder, a floor within a floor, and Hermite's identity."""
    inner, below, both = expr, Num(m), Num(m * n)

    def floor(above: Expr, divisor: Expr) -> Expr:
        return Op("floor", (Op("*", (above, reciprocal(divisor))),))

    rest = Op("+", (Op("*", (below, floor(inner, below))), Op("mod", (inner, below))))
    nested = floor(floor(inner, below), Num(n))
    shifts = (floor(Op("+", (inner, Num(m * place))), both) for place in range(n))
    hermite = Op("+", (*shifts, Num(0)))
    for left, right in ((rest, inner), (nested, floor(inner, both)), (hermite, floor(inner, below))):
        proof = prove(left, right)
        assert proof.verdict is PROVED or proof.limit is MAX_RESIDUE_CLASSES


@holds_for(formulas(Sym("S")), st.sampled_from((1, -1)), st.data())
def a_number_that_is_off_by_one_is_not_proved(expr: Expr, step: int, data: st.DataObject) -> None:
    found = [node for node in walk(expr) if isinstance(node, Num)]
    assume(found)
    chosen = data.draw(st.sampled_from(found))

    def changed(part: Expr) -> Expr:
        if part is chosen:
            moved = chosen.value + step
            return Num(moved) if moved >= 0 else negated(Num(-moved))
        return rebuilt(part, changed)

    other = changed(expr)
    try:
        proof = prove(expr, other)
    except Undefined:
        return  # divided by zero
    check(proof)
    relation = Op("=", (expr, other))
    if any(holds(relation, point) is False for point in box(proof.domain)):
        assert proof.verdict in (REFUTED, CONDITIONAL)


@holds_for(formulas(leaves=4), formulas(leaves=4), st.sampled_from(("<=", ">=", "<", ">")))
def inequalities(left: Expr, right: Expr, relation: str) -> None:
    check(prove(left, right, relation))


def polynomials() -> SearchStrategy[Polynomial]:
    """Small polynomials in three letters."""
    first = st.one_of(st.sampled_from(LETTERS).map(letter), st.integers(-5, 5).map(number))
    return st.recursive(
        first,
        lambda inner: st.one_of(
            st.builds(plus, inner, inner),
            st.builds(minus, inner, inner),
            st.builds(times, inner, inner),
            st.builds(raised, inner, st.integers(0, 3)),
        ),
        max_leaves=8,
    )


def as_sympy(poly: Polynomial) -> Any:
    terms = (
        sympy.Rational(c.numerator, c.denominator) * sympy.Mul(*(sympy.Symbol(str(a)) ** n for a, n in monomial))
        for monomial, c in poly.terms.items()
    )
    return sympy.Add(*terms)


@holds_for(polynomials(), polynomials(), st.integers(0, 3))
def polynomials_are_what_sympy_expands(one: Polynomial, other: Polynomial, exponent: int) -> None:
    a, b = as_sympy(one), as_sympy(other)
    assert as_sympy(times(one, other)) == sympy.expand(a * b)
    assert as_sympy(minus(one, other)) == sympy.expand(a - b)
    assert as_sympy(raised(one, exponent)) == sympy.expand(a**exponent)


@holds_for(polynomials(), st.integers(-3, 3))
def bounds_hold_everywhere(poly: Polynomial, bound: int) -> None:
    if never_below(poly, bound):
        for point in box(Domain(LETTERS, ())):
            found = value(read_relation(text(poly)), point)
            assert found is not None
            assert found >= bound


@holds_for(formulas())
def a_class_is_what_the_formula_is_there(expr: Expr) -> None:
    form: Quotient = normal(expr)[0]
    for part in classes(form.above)[::7]:
        for q in (0, 1, 2):
            values = {name: m * q + r for name, m, r in zip(part.names, part.moduli, part.residues, strict=True)}
            point = {**dict.fromkeys(LETTERS, 3), **values}
            inside = {f"0{name}": q for name in part.names} | point
            terms = (c * prod_of(monomial, inside) for monomial, c in part.value.terms.items())
            assert sum(terms, Fraction(0)) == value(expr, point)


def prod_of(monomial: frozenset[tuple[Any, int]], point: Point) -> Fraction:
    result = Fraction(1)
    for atom, exponent in monomial:
        result *= Fraction(point[str(atom)]) ** exponent
    return result


each_property = pytest.mark.parametrize(("judge", "strategies"), PROPERTIES, ids=[f.__name__ for f, _ in PROPERTIES])


@each_property
def test_properties(judge: Callable[..., None], strategies: tuple[SearchStrategy[Any], ...]) -> None:
    settings(max_examples=25, deadline=None)(given(*strategies)(judge))()


@pytest.mark.slow
@each_property
def test_properties_by_many_examples(judge: Callable[..., None], strategies: tuple[SearchStrategy[Any], ...]) -> None:
    settings(max_examples=2000, deadline=None, suppress_health_check=list(HealthCheck))(given(*strategies)(judge))()


def test_moduli_are_as_small_as_they_can_be() -> None:
    form, _ = normal(read_relation("floor((2*I + 3*K)/6) + floor(floor(P/2)*I/3)"))
    assert moduli(form.above) == {"I": 3, "K": 2, "P": 6}
