"""Closed forms and their inverse: judged by plain integers, by other networks' published smallest inputs."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES
from hypothesis import given
from hypothesis import strategies as st

from symcnn.commands.main import main
from symcnn.figures.measure import measure
from symcnn.language.reader import read, read_relation
from symcnn.language.syntax import Source
from symcnn.network.elaborate import elaborate
from symcnn.solving.classes import NotLinear, period, solutions
from symcnn.solving.closed import closed_forms
from symcnn.written.arithmetic import value_of
from symcnn.written.tree import Expr, Num, Op, Sym, names, negated, product, reciprocal, total


def run(*command: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, command, catch_exceptions=False)
    return result.exit_code, result.output


# the solver -----------------------------------------------------------------------------------------

lines = st.recursive(
    st.just(Sym("I")),
    lambda inner: st.one_of(
        st.builds(lambda e, n: total(e, Num(n)), inner, st.integers(0, 9)),
        st.builds(lambda e, n: total(e, negated(Num(n))), inner, st.integers(0, 9)),
        st.builds(lambda e, n: product(Num(n), e), inner, st.integers(1, 3)),
        st.builds(lambda e, n: Op("floor", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
    ),
    max_leaves=5,
)
signs = st.sampled_from(("=", "<=", ">=", "<", ">"))
relations = st.builds(lambda sign, left, right: Op(sign, (left, right)), signs, lines, lines)
with_numbers = st.builds(lambda sign, left, n: Op(sign, (left, Num(n))), signs, lines, st.integers(-5, 60))


@given(st.lists(relations | with_numbers, min_size=1, max_size=3))
def test_every_solution_and_no_other(found: list[Expr]) -> None:
    try:
        answer = solutions(found, "I")
    except NotLinear:
        return
    for value in range(1, 400):
        assert (value in answer) == all(value_of(relation, {"I": value}) for relation in found)


@given(lines)
def test_a_period_is_one(expr: Expr) -> None:
    modulus, slope = period(expr, "I")
    for value in range(-20, 60):
        assert value_of(expr, {"I": value + modulus}) == value_of(expr, {"I": value}) + modulus * slope


@pytest.mark.parametrize("text", ["I^2 = 4", "floor(I/k) = 3", "max(I, 3) = 3", "I*I = 9", "8/I = 2"])
def test_what_is_no_line_is_refused(text: str) -> None:
    with pytest.raises(NotLinear):
        solutions([read_relation(text)], "I")


# networks -------------------------------------------------------------------------------------------

SMALLEST = [
    ("vgg16.cnn", "I ≥ 32", "torchvision's smallest input"),
    ("inception_v3.cnn", "I ≥ 75", "torchvision's smallest input"),
    ("unet.cnn", "I ≥ 188 and mod(I, 16) = 12", "Ronneberger et al. 2015: tiles with even sizes before each pooling"),
    ("lenet.cnn", "I ≥ 32", "LeCun et al. 1998: C5 becomes 1×1 for 32×32"),
]


@pytest.mark.parametrize(("example", "said", "source"), SMALLEST, ids=[row[0] for row in SMALLEST])
def test_inputs_that_fit(example: str, said: str, source: str) -> None:
    status, output = run("closed", str(EXAMPLES / example), "--symbolic", "I")
    assert status == 0
    assert output.rstrip().endswith(said), source


@pytest.mark.parametrize("example", ["lenet.cnn", "vgg16.cnn", "unet.cnn", "alexnet.cnn", "inception_v3.cnn"])
def test_closed_forms_agree_with_plain_integers(example: str) -> None:
    text = (EXAMPLES / example).read_text("utf-8")
    program, _ = read(Source(example, text))
    network, _ = elaborate(program, {"I": Sym("I")})
    assert network is not None
    forms = closed_forms(measure(network)[0])
    assert forms.fitting is not None
    smallest = forms.fitting.smallest
    assert smallest is not None
    fitting = [value for value in range(smallest, smallest + 70) if value in forms.fitting]
    for value in (smallest - 1, *fitting[:4], *fitting[-2:]):
        numbers, _ = elaborate(program, {"I": Num(value)})
        assert numbers is not None
        figures, faults = measure(numbers)
        assert bool(faults) == (value not in forms.fitting)
        if faults:
            continue
        for quantity, expr in forms.totals:
            assert value_of(expr, {"I": value}) == figures.total(quantity)
        sizes = {found.layer.name: found.shared.size[0] for found in figures.layers if found.shared.size}
        for form in forms.sizes:
            for expr in (form.size, *((form.window,) if form.window else ())):
                if names(expr):
                    assert value_of(expr, {"I": value}) == sizes[form.layer]


SOLVED = [
    ("alexnet.cnn", "I", "C1.O = 55", "Solutions: 227 ≤ I ≤ 230", 0),
    ("lenet.cnn", "I", "S4.O = 5", "Solutions: 32 ≤ I ≤ 35", 0),
    ("lenet.cnn", "I", "S4.O = 2", "Solutions: none", 1),
    ("unet.cnn", "I", "total.params >= 1", "Solutions: I ≥ 188 and mod(I, 16) = 12", 0),
]


@pytest.mark.parametrize(("example", "symbol", "wanted", "said", "status"), SOLVED)
def test_solves(example: str, symbol: str, wanted: str, said: str, status: int) -> None:
    found, output = run("solve", str(EXAMPLES / example), "--for", symbol, "--where", wanted)
    assert found == status
    assert said in output


def test_kernels_strides_and_widths(tmp_path: Path) -> None:
    path = tmp_path / "one.cnn"
    path.write_text("let k = 11\nlet s = 4\nlet n = 96\ninput 227 x 227 x 3\nC1: conv N=n K=k S=s\n", "utf-8")
    assert "Solutions: 8 ≤ k ≤ 11" in run("solve", str(path), "--for", "k", "--where", "C1.O = 55")[1]
    assert "Solutions: 4 (all from 1 to 10000" in run("solve", str(path), "--for", "s", "--where", "C1.O = 55")[1]
    assert "Solutions: 1 ≤ n ≤ 274" in run("solve", str(path), "--for", "n", "--where", "C1.params <= 100000")[1]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["--text", "--markdown", "--latex", "--html", "--json"])
def test_every_format(form: str, language: str) -> None:
    for command in (("closed", "--symbolic", "I"), ("solve", "--for", "I", "--where", "C1.O = 28")):
        status, output = run(command[0], str(EXAMPLES / "lenet.cnn"), *command[1:], form, "--lang", language)
        assert status == 0
        assert output
