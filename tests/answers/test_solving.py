"""Closed forms and their inverse: judged by plain integers, by other networks' published smallest inputs."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from conftest import EXAMPLES
from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from symcnn.answers.claims.claims import sides_of
from symcnn.answers.closed.alignment import meetings
from symcnn.answers.closed.closed_forms import closed_forms
from symcnn.answers.solve.inverse import Bounds, inverted
from symcnn.answers.solve.size_relations import NoClasses, form, solutions
from symcnn.answers.solve.solve import solve
from symcnn.answers.solve.thresholds import at_most_zero, differences, value_at
from symcnn.commands.main import main
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import OPERATIONS, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, reciprocal, total
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read, read_relation
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.elaborate import elaborate


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
        st.builds(lambda e, n: Op("ceil", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
        st.builds(lambda e, n: Op("mod", (e, Num(n))), inner, st.integers(1, 4)),
        st.builds(lambda a, b: product(a, b, reciprocal(Num(2))), inner, inner),
        st.builds(lambda e: Op("^", (e, Num(2))), inner),
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
    except NoClasses:
        reject()
    for value in range(1, 400):
        assert (value in answer) == all(value_of(relation, {"I": value}) for relation in found)


@given(lines)
def test_a_form_is_one(expr: Expr) -> None:
    found = form(expr, "I")
    for start in range(found.modulus):
        values = [value_of(expr, {"I": start + place * found.modulus}) for place in range(-20, 20)]
        deltas = differences(values)
        assert len(deltas) <= found.degree + 1
        assert value_at(deltas, 45) == value_of(expr, {"I": start + 25 * found.modulus})


@pytest.mark.parametrize(
    "text", ["floor(I/k) = 3", "max(I, 3) = 3", "8/I = 2", "I^13 = 1", "(I^4)^4 = 1", "2^I = 8", "floor(I/5001) = 1"]
)
def test_what_has_no_classes_is_refused(text: str) -> None:
    with pytest.raises(NoClasses):
        solutions([read_relation(text)], "I")


@given(st.lists(st.integers(-50, 50), min_size=1, max_size=6), st.booleans())
def test_where_a_polynomial_is_at_most_zero(coefficients: list[int], strict: bool) -> None:
    def value(place: int) -> int:
        return sum(factor * place**power for power, factor in enumerate(coefficients))

    found = at_most_zero(differences([value(place) for place in range(len(coefficients))]), strict=strict)
    for place in range(400):  # beyond 51 no such polynomial changes its sign
        held = any(first <= place and (last is None or place <= last) for first, last in found)
        assert held == (value(place) < 0 if strict else value(place) <= 0)
    assert all(last is None or last < 400 for _, last in found)
    assert all(low is not None and low + 1 < high for (_, low), (high, _) in pairwise(found))


@given(st.fractions(), st.integers(0, 10**40), st.integers(1, 5))
def test_far_borders(shift: Fraction, bound: int, degree: int) -> None:
    def value(place: int) -> Fraction:
        return place**degree + shift - bound

    for first, last in at_most_zero(differences([value(place) for place in range(degree + 1)])):
        assert value(first) <= 0
        assert last is not None
        assert value(last) <= 0 < value(last + 1)


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
        for found in forms.sizes:
            for expr in (found.size, *((found.window,) if found.window else ())):
                if names(expr):
                    assert value_of(expr, {"I": value}) == sizes[found.layer]


@pytest.mark.parametrize(
    ("n", "k", "published"),
    [(16, 12, 769162), (6, 36, 1542682), (6, 24, 690346), (41, 24, 15324406), (31, 40, 25624430)],
)
def test_a_family_in_depth_and_growth_rate(n: int, k: int, published: int) -> None:
    """DenseNet-BC, whose transitions halve the channels and round down: parameters as in osmr/imgclsmob."""
    program, _ = read(Source("family", (EXAMPLES / "densenet_bc.cnn").read_text("utf-8")))
    network, _ = elaborate(program, {"n": Sym("n"), "k": Sym("k")})
    assert network is not None
    totals = dict(closed_forms(measure(network)[0]).totals)
    assert set(names(totals["params"])) == {"n", "k"}
    assert value_of(totals["params"], {"n": n, "k": k}) == published
    for point in ({"n": n % 4 + 1, "k": k + 1}, {"n": n % 5 + 2, "k": k // 2 + 3}):
        numbers, _ = elaborate(program, {name: Num(value) for name, value in point.items()})
        assert numbers is not None
        figures, faults = measure(numbers)
        assert not faults
        for quantity, expr in totals.items():
            assert value_of(expr, point) == figures.total(quantity)


def test_a_table_with_symbols_says_when_it_holds() -> None:
    _, output = run("table", str(EXAMPLES / "lenet.cnn"), "--symbolic", "I")
    assert "\n\nValid when I ≥ 32.\n" in output
    assert "\n  PC          = 10,080·(⌊I/4⌋ − 7)² + 49,920\n" in output
    assert "\n  MACs        = 150I² + 1,506·⌊I/2⌋² + 58,096·⌊I/4⌋² − 1,200I − 18,024·⌊I/2⌋\n" in output
    _, output = run("table", str(EXAMPLES / "lenet.cnn"))
    assert "Valid when" not in output
    assert "Totals:" not in output
    _, output = run("table", str(EXAMPLES / "symbolic.cnn"), "--set", "s=1", "--set", "p=0")
    assert "Valid when i ≥ 1 and c ≥ 1 and k ≥ 1 and k ≤ i and n ≥ 1" in output


SOLVED = [
    ("alexnet.cnn", "I", "C1.O = 55", "Solutions: 227 ≤ I ≤ 230", 0),
    ("alexnet.cnn", "I", "55 <= C1.O <= 56", "Solutions: 227 ≤ I ≤ 234", 0),
    ("alexnet.cnn", "I", "P5.O = 6", "Solutions: 227 ≤ I ≤ 258", 0),
    ("vgg16.cnn", "I", "pool5.O = 7", "Solutions: 224 ≤ I ≤ 255", 0),
    ("lenet.cnn", "I", "S4.O = 5", "Solutions: 32 ≤ I ≤ 35", 0),
    ("lenet.cnn", "I", "S4.O = 2", "Solutions: none", 1),
    ("unet.cnn", "I", "total.params >= 1", "Solutions: I ≥ 188 and mod(I, 16) = 12", 0),
    ("unet.cnn", "I", "right1.conv2.O = 388", "Solutions: I = 572", 0),
    ("unet.cnn", "I", "right1.conv2.O <= 388", "Solutions: 188 ≤ I ≤ 572 and mod(I, 16) = 12", 0),
    ("vgg16.cnn", "I", "total.macs <= 15470264320", "Solutions: 32 ≤ I ≤ 224", 0),
    ("cifar_resnet.cnn", "n", "total.params <= 1727962", "Solutions: 1 ≤ n ≤ 18", 0),
    ("densenet_bc.cnn", "n", "total.params = 769162", "Solutions: n = 16", 0),
    ("densenet_bc.cnn", "n", "total.params = 769163", "Solutions: none", 1),
]


@pytest.mark.parametrize(("example", "symbol", "wanted", "said", "status"), SOLVED)
def test_solves(example: str, symbol: str, wanted: str, said: str, status: int) -> None:
    found, output = run("solve", str(EXAMPLES / example), "--for", symbol, "--where", wanted)
    assert found == status
    assert said in output


def test_the_exact_input_of_a_size() -> None:
    _, output = run("solve", str(EXAMPLES / "alexnet.cnn"), "--for", "I", "--where", "C1.O = 55")
    assert "- 55 = ⌊(I + 2·0 − 11)/4⌋ + 1\n- 54 ≤ (I − 11)/4 < 55\n- 216 ≤ I − 11 < 220\n- 227 ≤ I < 231\n" in output
    assert "I = O·S + (K − S) − 2P = 55·4 + (11 − 4) − 2·0 = 55·4 + 7 − 2·0 = 227\n" in output


ONE = """let k = 11
let s = 4
let n = 96
let p = 0
input 227 x 227 x 3
C1: conv N=n K=k S=s P=p
P1: max_pool K=3 S=2
C2: conv N=2*n K=3
"""
TURNED = [
    ("k", "C1.O = 55", "8 ≤ k ≤ 11"),
    ("k", "P1.O = 27", "4 ≤ k ≤ 11"),
    ("s", "C1.O = 55", "s = 4"),
    ("s", "C1.O = 37", "s = 6"),
    ("s", "C1.O <= 8", "28 ≤ s ≤ 36"),
    ("p", "C1.O = 55", "0 ≤ p ≤ 1"),
    ("p", "C1.O = 56", "2 ≤ p ≤ 3"),
    ("n", "C1.params <= 100000", "1 ≤ n ≤ 274"),
    ("n", "total.params <= 1000000", "1 ≤ n ≤ 225"),
    ("n", "total.params <= 10^30", "1 ≤ n ≤ 235,702,260,395,505"),
    ("n", "total.params = 1000000", "none"),
    ("n", "total.macs > 10^9", "n ≥ 254"),
]


@pytest.mark.parametrize(("symbol", "wanted", "said"), TURNED)
def test_kernels_strides_paddings_and_widths(symbol: str, wanted: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "one.cnn"
    path.write_text(ONE, "utf-8")
    _, output = run("solve", str(path), "--for", symbol, "--where", wanted)
    assert f"Solutions: {said}\n" in output + "\n"


@pytest.mark.parametrize(("symbol", "wanted"), [row[:2] for row in TURNED])
def test_answers_agree_with_plain_integers(symbol: str, wanted: str) -> None:
    program, _ = read(Source("one", ONE))
    free, _ = elaborate(program, {symbol: Sym(symbol)})
    assert free is not None
    relation = read_relation(wanted)
    answer = solve(measure(free)[0], symbol, relation)
    assert answer.exact is not None
    for value in range(300):
        numbers, _ = elaborate(program, {symbol: Num(value)})
        assert numbers is not None
        figures, faults = measure(numbers)
        sides = None if faults else sides_of(ClaimLine(relation), figures)
        holds = sides is not None and bool(OPERATIONS[relation.name](*sides))  # type: ignore[union-attr]
        assert (value in answer.exact) == holds, f"{symbol} = {value}"


def test_few_inputs_that_fit_are_tried_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "groups.cnn"
    path.write_text("let g = 2\ninput 9 x 9 x 96\nC1: conv N=96 K=3 G=g\n", "utf-8")
    output = run("solve", str(path), "--for", "g", "--where", "C1.weights <= 20000")[1]
    assert output.endswith("Solutions: g = 6, g = 8, g = 12, g = 16, g = 24, g = 32, g = 48, g = 96\n")


def test_a_search_says_how_far_it_went(tmp_path: Path) -> None:
    path = tmp_path / "one.cnn"
    path.write_text("let n = 2\ninput 9 x 9 x 2\nC1: conv N=n K=3\nC2: conv N=2 K=3\n", "utf-8")
    output = run("solve", str(path), "--for", "n", "--where", "C1.macs/C2.params <= 45")[1]
    assert output.endswith("Solutions: 1 (all from 1 to 10000; a search, not a proof, beyond)\n"), output


# lines of working -----------------------------------------------------------------------------------

sides = st.recursive(
    st.just(Sym("I")),
    lambda inner: st.one_of(
        st.builds(lambda e, n: total(e, Num(n)), inner, st.integers(0, 9)),
        st.builds(lambda e, n: total(Num(n), negated(e)), inner, st.integers(0, 90)),
        st.builds(lambda e, n: total(e, product(Num(2), Num(n)), negated(Num(3))), inner, st.integers(0, 9)),
        st.builds(lambda e, n: product(Num(n), e), inner, st.integers(1, 3)),
        st.builds(lambda e, n: product(negated(Num(n)), e, reciprocal(Num(2))), inner, st.integers(1, 3)),
        st.builds(lambda e, n: product(Num(n), reciprocal(e)), inner, st.integers(1, 200)),
        st.builds(lambda e, n: Op("floor", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
        st.builds(lambda e, n: Op("ceil", (product(e, reciprocal(Num(n))),)), inner, st.integers(1, 4)),
    ),
    max_leaves=1,
)
ends = st.none() | st.integers(-20, 60)


@given(sides, ends, ends, st.booleans(), st.booleans())
def test_every_line_of_working_says_the_same(
    side: Expr, low: int | None, high: int | None, above: bool, below: bool
) -> None:
    if low is not None and high is not None and (low > high or (low == high and (above or below))):
        reject()
    found = inverted(side, "I", Bounds(low, high, above, below))
    if found is None:
        return
    lines, reached = found
    for value in range(1, 200):
        try:
            truths = {bool(value_of(_unnested(line), {"I": value})) for line in lines if _is_relation(line)}
        except Undefined:
            continue
        assert len(truths) <= 1
        inside = (reached.low is None or value >= reached.low) and (reached.high is None or value <= reached.high)
        assert truths <= {inside}


def _is_relation(line: Expr) -> bool:
    return isinstance(line, Op) and line.name in ("=", "<=", ">=", "<", ">")


def _unnested(line: Expr) -> Expr:
    """``(a ≤ b) < c`` as the product of ``a ≤ b`` and ``b < c``."""
    match line:
        case Op(outer, (Op(name, (first, middle)), last)) if name in ("<=", "<"):
            return product(Op(name, (first, middle)), Op(outer, (middle, last)))
    return line


# paths that meet ------------------------------------------------------------------------------------

Window = tuple[int, int, int, int]
"""Kernel, stride, and what is padded before and after."""

windows = st.tuples(st.integers(1, 4), st.sampled_from((1, 1, 2)), st.integers(0, 2), st.integers(0, 2))
paths = st.lists(windows, max_size=2)
LENGTH = 600


def seen(cells: list[set[int]], path: list[Window]) -> list[set[int]]:
    """The input cells that each unit sees behind these windows, found by going through them one by one."""
    for kernel, stride, before, after in path:
        padded = [set[int]()] * before + cells + [set[int]()] * after
        cells = [set().union(*padded[start : start + kernel]) for start in range(0, len(padded) - kernel + 1, stride)]
    return cells


def path_text(path: list[Window]) -> str:
    return " ; ".join(f"conv N=2 K={k} S={s} P=[{before}, {after}]" for k, s, before, after in path)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.filter_too_much])
@given(paths, paths, paths, paths)
def test_receptive_fields_of_paths_that_meet(
    stem: list[Window], first: list[Window], other: list[Window], rest: list[Window]
) -> None:
    stem, first, rest = [(3, 1, 1, 1), *stem], [(1, 1, 0, 0), *first], [*rest, (1, 1, 0, 0)]
    text = f"input {LENGTH} x 2\n{path_text(stem)}\n"
    text += f"join: parallel add {{ path {{ {path_text(first)} }} path {{ {path_text(other)} }} }}\n"
    program, _ = read(Source("paths", text + f"{path_text(rest)}\n"))
    network, _ = elaborate(program)
    assert network is not None
    figures, faults = measure(network)
    if faults:
        reject()
    cells = seen([{place} for place in range(LENGTH)], stem)
    ways = [seen(cells, path) for path in (first, other)]
    joined = [left | right for left, right in zip(*ways, strict=True)]
    (meeting,) = meetings(figures)
    layer = next(found for found in figures.layers if found.layer.name == "join")
    middle = len(joined) // 2
    shift = middle * layer.jump[0]
    spans = [(min(way[middle]) - shift, max(way[middle]) - shift) for way in ways]
    assert meeting.longest == layer.receptive_field[0] == max(joined[middle]) - min(joined[middle]) + 1
    assert layer.starts[0] == min(joined[middle]) - shift
    assert meeting.shortest == min(high - low + 1 for low, high in spans)
    assert [branch.centre for branch in meeting.branches] == [Fraction(low + high, 2) for low, high in spans]
    assert meeting.is_aligned == (sum(spans[0]) == sum(spans[1]))
    ends = seen(joined, rest)
    middle = len(ends) // 2
    assert figures.layers[-1].receptive_field[0] == max(ends[middle]) - min(ends[middle]) + 1


def test_published_networks_are_aligned() -> None:
    for example in ("resnet50.cnn", "resnet152.cnn", "inception_v3.cnn", "googlenet.cnn", "densenet121.cnn"):
        found = meetings(figures_of((EXAMPLES / example).read_text("utf-8")))
        assert found
        assert all(meeting.is_aligned for meeting in found), example


def figures_of(text: str) -> Figures:
    program, _ = read(Source("network", text))
    network, _ = elaborate(program)
    assert network is not None
    figures, faults = measure(network)
    assert not faults
    return figures


def test_paths_that_are_not_aligned() -> None:
    text = (
        "input 64 x 64 x 3\na: parallel concat { path { conv N=4 K=3 S=2 P=1 } path { max_pool K=3 S=2 round=ceil } }"
    )
    (meeting,) = meetings(figures_of(text + "\nb: relu\n"))
    assert (meeting.is_aligned, meeting.longest, meeting.shortest) == (False, 4, 3)
    assert [branch.centre for branch in meeting.branches] == [0, 1]


def test_what_cannot_be_told_of_an_alignment() -> None:
    text = (EXAMPLES / "unet.cnn").read_text("utf-8")
    assert {meeting.is_aligned for meeting in meetings(figures_of(text))} == {None}


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("form", ["--text", "--markdown", "--latex", "--html", "--json"])
def test_every_format(form: str, language: str) -> None:
    for command in (("closed", "--symbolic", "I"), ("solve", "--for", "I", "--where", "C1.O = 28")):
        status, output = run(command[0], str(EXAMPLES / "lenet.cnn"), *command[1:], form, "--lang", language)
        assert status == 0
        assert output
