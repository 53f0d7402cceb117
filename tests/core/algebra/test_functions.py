"""Our own floors, ceilings and moduli: a rewriting never changes a value."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import pytest
from conftest import tries
from hypothesis import example, given
from hypothesis import strategies as st
from judges import trees as judge
from sympy import Add, Integer, Mul, Symbol

from symcnn.core.algebra.forms import size_of
from symcnn.core.algebra.functions import FloorDiv, Greatest, Least, ceil_div, modulo
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import source_text
from symcnn.network.figures.measure import measure
from symcnn.network.figures.values import Value, as_written
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate

SIZE, K, N = Symbol("I"), Symbol("K"), Symbol("n")

many = tries(80)


def at(expr: Any, known: Mapping[str, int]) -> Fraction:
    """The value of a SymPy expression where its symbols are these integers."""
    number = expr.xreplace({Symbol(name): Integer(value) for name, value in known.items()})
    assert number.is_Rational, number
    return Fraction(int(number.p), int(number.q))


def numerators() -> st.SearchStrategy[Any]:
    """Sums of whole multiples of symbols, products, powers and floors."""
    coefficients = st.integers(-24, 24)
    atoms: st.SearchStrategy[Any] = st.sampled_from([SIZE, K, N, SIZE * K, K**2, SIZE * K * N])

    def floors(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.builds(lambda n, m: FloorDiv(n, Integer(m)), sums(inner), st.integers(1, 12))

    def sums(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        terms = st.lists(st.tuples(coefficients, inner), min_size=1, max_size=3)
        return st.builds(lambda found, c: Add(*(Mul(a, b) for a, b in found), Integer(c)), terms, coefficients)

    def nested(inner: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return st.one_of(floors(inner), st.builds(Mul, atoms, floors(inner)))

    return sums(st.recursive(atoms, nested, max_leaves=4))


@many
@given(numerators(), st.integers(1, 36), judge.whole_assignments())
@example(2 * SIZE * K + 2 * K, 6, {"I": -3, "K": 5, "n": 0})
@example(FloorDiv(SIZE + 3, Integer(2)) + 1, 2, {"I": -9, "K": 0, "n": 0})
def test_rewriting_a_floor_never_changes_its_value(n: Any, m: int, known: Mapping[str, int]) -> None:
    assert at(FloorDiv(n, Integer(m)), known) == math.floor(at(n, known) / m)
    if known["K"]:
        assert at(FloorDiv(n, K), known) == math.floor(at(n, known) / known["K"])


@many
@given(numerators(), st.integers(-36, 36).filter(bool), judge.whole_assignments())
def test_ceilings_and_moduli_of_any_sign(n: Any, m: int, known: Mapping[str, int]) -> None:
    number = at(n, known)
    assert at(ceil_div(n, Integer(m)), known) == math.ceil(number / m)
    assert at(modulo(n, Integer(m)), known) == number % m


@many
@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(1, 5)), min_size=1, max_size=4), st.integers(-200, 200))
def test_a_nest_of_floors_is_one_floor(nest: Sequence[tuple[int, int]], size: int) -> None:
    """⌊(⌊(x + a)/m⌋ + b)/n⌋ = ⌊(x + a + b·m)/(m·n)⌋"""
    algebra: Any = SIZE
    number = size
    for shift, stride in nest:
        algebra = FloorDiv(algebra + shift, Integer(stride))
        number = (number + shift) // stride
    assert len(algebra.atoms(FloorDiv)) <= 1
    assert at(algebra, {"I": size}) == number


def text(size: Value) -> str:
    return source_text(as_written(size))


@pytest.mark.parametrize("strides", [[1, 2, 1, 1] * 38, [2] * 152, [3, 1, 2, 5] * 38], ids=["some", "all", "mixed"])
def test_a_chain_of_152_layers_is_one_floor(strides: Sequence[int]) -> None:
    """The output size of every layer stays as small as that of the first: the work is linear in the depth."""
    lines = [f"conv N=1 K=3 P={place % 3} S={stride}" for place, stride in enumerate(strides)]
    program, _ = read(Source("deep.cnn", "\n".join(["input I x 1", *lines])))
    network, _ = elaborate(program)
    assert network is not None
    figures, faults = measure(network)
    assert faults == ()
    sizes = [layer.output[0] for layer in figures.layers]
    assert len(sizes) == 153
    assert all(text(size).count("floor") <= 1 and size_of(size) <= 8 for size in sizes)
    size = number = 7 * math.prod(strides)
    for place, stride in enumerate(strides):
        number = (number + 2 * (place % 3) - 3) // stride + 1
    assert value_of(as_written(sizes[-1]), {"I": size}) == number


@many
@given(st.lists(numerators(), min_size=2, max_size=3), st.sampled_from((1, 2, 4)), judge.whole_assignments())
@example([SIZE + 1, SIZE + 3], 4, {"I": 5, "K": 0, "n": 0})
def test_the_least_and_the_greatest_of_floors(parts: list[Any], m: int, known: Mapping[str, int]) -> None:
    floors = [FloorDiv(part, Integer(m)) for part in parts]
    values = [math.floor(at(part, known) / m) for part in parts]
    assert at(Least(*floors), known) == min(values)
    assert at(Greatest(*floors), known) == max(values)


def test_floors_over_the_same_number_are_compared() -> None:
    assert Least(FloorDiv(SIZE + 1, Integer(4)) + 1, FloorDiv(SIZE + 3, Integer(4))) == FloorDiv(SIZE + 3, Integer(4))
