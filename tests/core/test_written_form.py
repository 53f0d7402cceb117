"""The written form: what is printed is read back as the same tree, and has the value it looks like."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from fractions import Fraction
from xml.etree import ElementTree

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st
from judges import trees as judge
from judges.trees import NoValue, TooBig

from symcnn.core.limits import MAX_DIGITS
from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.as_latex import Latex
from symcnn.core.written.as_mathml import MathML
from symcnn.core.written.layout import written
from symcnn.core.written.spelling import plain_text, source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.network.language.parse import read_relation

A, B, C = Sym("a"), Sym("b"), Sym("c")

many = settings(max_examples=150, deadline=None)


# what is read -------------------------------------------------------------------------------------


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


# printed and read back ----------------------------------------------------------------------------


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


# values -------------------------------------------------------------------------------------------


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


# LaTeX and MathML ---------------------------------------------------------------------------------

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
