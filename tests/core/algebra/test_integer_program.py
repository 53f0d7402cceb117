"""A program gives what substitution gives, for whatever expression of whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from conftest import tries
from hypothesis import given
from hypothesis import strategies as st
from sympy import Add, Integer, Mul, Pow, Rational, Symbol, nan, zoo

from symcnn.core.algebra.convert import from_sympy
from symcnn.core.algebra.functions import FloorDiv, Gcd, Greatest, Least
from symcnn.core.algebra.integer_program import IntegerProgram, IntegerRun, NoProgram
from symcnn.core.algebra.program_builder import integer_program

NAMES = ("I", "K", "n")
SIZE, KERNEL, KERNELS = map(Symbol, NAMES)


def program_of(*exprs: Any, relation: tuple[str, Any] | None = None) -> IntegerProgram:
    """The program of SymPy's expressions, as they are written."""
    relations = [] if relation is None else [(relation[0], from_sympy(relation[1]))]
    return integer_program(NAMES, list(map(from_sympy, exprs)), relations)


def expressions() -> st.SearchStrategy[Any]:
    """Sums, products, quotients and powers of symbols, floors and extremes of these."""
    numbers = st.builds(Rational, st.integers(-9, 9), st.integers(1, 4))
    atoms: st.SearchStrategy[Any] = st.sampled_from([SIZE, KERNEL, KERNELS])

    def larger(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        several = st.lists(inner, min_size=2, max_size=3)
        return st.one_of(
            st.builds(lambda parts, number: Add(*parts, number), several, numbers),
            st.builds(lambda parts, number: Mul(*parts, number), several, numbers),
            st.builds(Pow, inner, st.integers(-2, 3)),
            st.builds(FloorDiv, inner, st.one_of(atoms, st.integers(1, 6).map(Integer))),
            st.builds(lambda parts: Greatest(*parts), several),
            st.builds(lambda parts: Least(*parts), several),
        )

    written = st.recursive(atoms, larger, max_leaves=8)
    # What SymPy has divided by nothing while it was built is no formula.
    return written.filter(lambda expr: not expr.has(zoo, nan))


@tries(300)
@given(expressions(), st.fixed_dictionaries({name: st.integers(1, 40) for name in NAMES}))
def test_a_program_gives_what_substitution_gives(expr: Any, point: Mapping[str, int]) -> None:
    try:
        program = program_of(expr)
    except NoProgram:
        return
    value = expr.subs({Symbol(name): number for name, number in point.items()})
    run = IntegerRun(program)([point[name] for name in NAMES])
    if run is None:
        assert not value.is_finite or not value.is_Rational
    else:
        assert run == (value,)


@pytest.mark.parametrize(
    ("expr", "point", "value"),
    [
        (KERNELS * (KERNELS + 1) / 2, (0, 0, 7), 28),
        (SIZE / KERNEL, (7, 2, 0), Rational(7, 2)),
        (SIZE / KERNEL, (7, 0, 0), None),
        (FloorDiv(SIZE, KERNEL), (7, 0, 0), None),
        (FloorDiv(SIZE, KERNEL), (-7, 2, 0), -4),
        (2**KERNELS, (0, 0, 5), 32),
        (2**KERNELS, (0, 0, -1), None),
        (Gcd(SIZE, KERNEL) * 3, (12, 18, 0), 18),
    ],
    ids=str,
)
def test_values(expr: Any, point: tuple[int, ...], value: Any) -> None:
    assert IntegerRun(program_of(expr))(point) == (None if value is None else (value,))


@pytest.mark.parametrize(
    ("relation", "holds", "breaks"),
    [
        (("<=", KERNEL - SIZE), (5, 5, 0), (4, 5, 0)),
        (("=", SIZE / 2 - KERNEL), (10, 5, 0), (11, 5, 0)),
        (("<", 1 / KERNEL - Rational(1, 3)), (0, 4, 0), (0, 3, 0)),
        ((">", 1 / KERNEL), (0, 4, 0), (0, -4, 0)),
    ],
    ids=str,
)
def test_relations(relation: tuple[str, Any], holds: tuple[int, ...], breaks: tuple[int, ...]) -> None:
    run = IntegerRun(program_of(SIZE, relation=relation))
    assert run(holds) == (holds[0],)
    assert run(breaks) is None


@pytest.mark.parametrize("expr", [Symbol("other"), Pow(SIZE, Rational(1, 2)), SIZE**1000], ids=str)
def test_what_is_no_program(expr: Any) -> None:
    with pytest.raises(NoProgram):
        program_of(expr)


def test_a_value_that_is_used_again_is_one_step() -> None:
    floor = FloorDiv(SIZE, KERNEL)
    program = program_of(floor**2 * KERNELS, floor + 1, floor)
    assert sum(step.operation == "//" for step in program.steps) == 1


def test_factors_of_one_name_are_taken_out() -> None:
    """On a grid of I and n, only one step then depends on both."""
    sizes = [FloorDiv(SIZE, divisor) for divisor in range(2, 9)]
    program = program_of(Add(*(k * KERNELS * size**2 for k, size in enumerate(sizes, 3))))
    needs: list[set[int]] = []
    for step in program.steps:
        own = {step.number} if step.operation == "name" else set()
        needs.append(own.union(*(needs[arg] for arg in step.args)))
    assert sum(len(need) == 2 for need in needs) == 1
