"""Expressions laid out as LaTeX and MathML: well formed, whatever names stand in them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from conftest import tries
from hypothesis import example, given
from hypothesis import strategies as st
from judges import trees as judge

from symcnn.core.written.as_latex import Latex
from symcnn.core.written.as_mathml import MathML
from symcnn.core.written.layout import written
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.network.language.parse import read_relation

many = tries(150)


ANY_NAME = st.text(st.characters(exclude_characters='"\\\n', exclude_categories=["Cs"]), min_size=1, max_size=8)
"""What may stand in quotes as the name of a layer."""


def assert_balanced(latex: str) -> None:
    """Braces, and ``\\left`` with ``\\right``, are closed in the order in which they are opened."""
    opened = []
    for token in re.findall(r"\\(?:left|right)(?![a-zA-Z])|\\.|[{}]", latex, re.DOTALL):
        if token in ("{", r"\left"):
            opened.append(token)
        elif token in ("}", r"\right"):
            assert opened, latex
            assert opened.pop() == {"}": "{", r"\right": r"\left"}[token], latex
    assert not opened, latex


@many
@given(st.one_of(judge.expressions(), judge.relations()))
def test_latex_is_balanced(expr: Expr) -> None:
    assert_balanced(written(expr, Latex()))


@many
@given(st.one_of(judge.expressions(), judge.relations()))
def test_mathml_is_well_formed(expr: Expr) -> None:
    ElementTree.fromstring(f"<math>{written(expr, MathML())}</math>")


@many
@given(ANY_NAME)
@example("a_{b}")
@example("}{")
@example("$x$")
@example("<script>alert(1)</script>_1")
@example("&amp;")
@example("]]>")
@example("\x00")
@example("\x1b[31m")
def test_no_name_breaks_out_of_its_place(name: str) -> None:
    expr = read_relation(f'"{name}".params')
    assert isinstance(expr, Sym)
    latex = written(Op("^", (expr, Num(2))), Latex())
    assert_balanced(latex)
    assert "$" not in latex.replace(r"\$", "")
    math = ElementTree.fromstring(f"<math>{written(Op('^', (expr, Num(2))), MathML())}</math>")
    assert {element.tag for element in math.iter()} <= {"math", "mrow", "msup", "msub", "mi", "mn", "mtext"}


@many
@given(ANY_NAME)
def test_no_label_breaks_out_of_its_place(label: str) -> None:
    """Labels are chosen by whoever writes a layer kind."""
    assert_balanced(written(Sym("K"), Latex({"K": label})))
    ElementTree.fromstring(f"<math>{written(Sym('K'), MathML({'K': label}))}</math>")


@pytest.mark.parametrize(
    ("text", "latex"),
    [
        ("K^2*C*N", r"K^2 \cdot C \cdot N"),
        ("2*P", "2 P"),
        ("floor((I + 2*P - K)/S) + 1", r"\left\lfloor \frac{I + 2 P - K}{S} \right\rfloor + 1"),
        ("I_h", r"I_{\mathrm{h}}"),
        ("122304", "122{,}304"),
        ("(a + b)^10", r"{\left(a + b\right)}^{10}"),
    ],
)
def test_latex(text: str, latex: str) -> None:
    assert written(read_relation(text), Latex()) == latex
