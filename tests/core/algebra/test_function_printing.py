"""Our functions in SymPy's printers: `lambdify` runs them on integers and on arrays, a notebook shows mathematics."""

from __future__ import annotations

from typing import Any

import pytest
import sympy
from sympy import Symbol

import symcnn
from symcnn.core.algebra.functions import FloorDiv, Gcd, Greatest, Least

a, b, c = map(Symbol, "abc")

EXPRESSIONS = [
    FloorDiv(a, b),
    FloorDiv(a + 3, 2) ** 2 * b,
    2 ** FloorDiv(a * a, b),
    sympy.Mod(a, b) + FloorDiv(b, a),
    a - b * FloorDiv(a, b),
    Greatest(a, b, c) * Gcd(a, b, c),
    Least(a, b + c, 5) - FloorDiv(-a, b),
]


@pytest.mark.parametrize("modules", [["math"], ["numpy"], ["mpmath"], ["sympy"], None], ids=str)
@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_lambdify_gives_what_substitution_gives(expr: Any, modules: list[str] | None) -> None:
    run = sympy.lambdify((a, b, c), expr, **({"modules": modules} if modules else {}))
    for values in ((7, 3, 4), (-7, 3, 1), (12, 4, 6)):
        assert run(*values) == expr.subs(dict(zip((a, b, c), values, strict=True)))


@pytest.mark.parametrize("expr", EXPRESSIONS, ids=str)
def test_lambdify_broadcasts_over_arrays(expr: Any) -> None:
    numpy = pytest.importorskip("numpy")
    run = sympy.lambdify((a, b, c), expr, "numpy")
    wide, high = numpy.arange(1, 6), numpy.arange(1, 4)[:, None]
    for row, column in ((0, 0), (2, 4), (1, 3)):
        at = {a: int(wide[column]), b: int(high[row, 0]), c: 4}
        assert numpy.broadcast_to(run(wide, high, 4), (3, 5))[row, column] == expr.subs(at)


def test_lambdify_of_a_networks_figures() -> None:
    net = symcnn.load("examples/lenet.cnn").free("I")
    run = sympy.lambdify([Symbol("I")], net.total.params)
    assert run(32) == 60_000
    assert run(48) == net.bind(I=48).total.params


@pytest.mark.parametrize(
    ("expr", "latex", "pretty"),
    [
        (FloorDiv(a, 2) - 2, r"\left\lfloor{\frac{a}{2}}\right\rfloor - 2", "⌊"),
        (FloorDiv(a, b) ** 2, r"\left\lfloor{\frac{a}{b}}\right\rfloor^{2}", "⎢"),
        (Greatest(a, b), r"\max\left(a, b\right)", "Max(a, b)"),
        (Gcd(a, b), r"\gcd\left(a, b\right)", "gcd(a, b)"),
    ],
    ids=str,
)
def test_mathematics(expr: Any, latex: str, pretty: str) -> None:
    assert sympy.latex(expr) == latex
    shown = sympy.pretty(expr, use_unicode=True)
    assert pretty in shown or "⎣" in shown
    assert "FloorDiv" not in shown
