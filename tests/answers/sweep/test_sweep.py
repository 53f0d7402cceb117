"""A sweep gives what the network gives for each configuration by itself."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import Any

import pytest

import symcnn
from symcnn.answers.sweep.run_sweep import gathered, run_here
from symcnn.answers.sweep.sweep import Sweep, SweepQuestion, blocks
from symcnn.answers.sweep.varied import varied
from symcnn.core.text.fault import Faulty, FaultyText
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.read_figures import figures_of, parse

TWO = "input I x I x 3\nC1: conv N=N K=3 P=p\nP1: max_pool K=2\nC2: conv N=2*N K=3 G=g\nglobal_avg_pool\ndense N=10\n"


def swept(text: str, *vary: str, where: tuple[str, ...] = (), costs: tuple[tuple[str, bool], ...] = ()) -> Any:
    """The rows of a sweep over params and macs, each with the values of its symbols."""
    parsed = parse(Source("<text>", text))
    asked = SweepQuestion(where, ("params", "macs"), costs)
    plan = Sweep(lambda values: figures_of(parsed, values, {}), [varied(each) for each in vary], asked)
    counted: list[int] = []
    columns = gathered(run_here(plan.tasks()), costs, counted)
    assert columns is not None
    return set(zip(*(column.tolist() for column in columns.values()), strict=True))


def measured(text: str, *vary: str) -> set[tuple[Any, ...]]:
    """The same rows by measuring every configuration."""
    parsed = parse(Source("<text>", text))
    axes = [varied(each) for each in vary]
    found = set()
    for point in product(*(axis.values for axis in axes)):
        try:
            values = {axis.name: Num(value) for axis, value in zip(axes, point, strict=True)}
            figures = figures_of(parsed, values, {})
        except FaultyText:
            continue
        found.add((*point, figures.total("params"), figures.total("macs")))
    return found


@pytest.mark.parametrize(
    ("text", "vary"),
    [
        (TWO, ("N=1..4", "I=4..12", "p=0..2", "g=1,2,3")),
        (TWO, ("g=1..4", "N=4", "I=8", "p=1,0")),
        ("input 16x16x4\ns: repeat n { conv N=4 K=3 P=1 }\nconv N=m K=3", ("n=0..5", "m=1..3")),
        ("input 16x16x3\ns: repeat n { conv N=4 K=3 P=1 }\nconv N=m K=3", ("n=0..5", "m=1..3")),
        ("input 16x16x3\ns: repeat n { conv N=4 K=3 ; max_pool K=2 }", ("n=0..3",)),
        ("let alpha = 1\ninput 8x8x3\nconv N=alpha*32 K=3", ("alpha=0.25..1:0.25",)),
        ("input 8x8x3\nconv N=4 K=3 bias=b", ("b=0,1",)),
        ("input 8x8x3\nconv N=n K=k S=s", ("n=-1..2", "k=0..9", "s=0..3")),
        ("input 4x4xC\nconv N=16 K=3 table=[4 of 2, 12 of 3]", ("C=1..5",)),
        ("input 32x32x8\nA: conv N=8 K=3 P=1\nB: avg_pool K=k S=k from A\nmultiply from A, B", ("k=1..33",)),
        ("input I x 9 x 3\nA: conv N=n K=1\nB: conv N=5 K=1 from input\nadd from A, B", ("I=1..3", "n=1..6")),
        ("input I x J x 3\nA: conv N=4 K=1\nB: avg_pool K=2 S=2 from A\nadd from A, B", ("I=1..3", "J=1..3")),
        (
            "layer odd(N, D = 1) like layer {\n rule weights = 7\n rule weights = D*D when D\n}\n"
            "input 8x8x4\nodd N=4 D=d",
            ("d=0..4",),
        ),
    ],
    ids=[
        "two",
        "guards",
        "rounds",
        "first round",
        "shrinking",
        "alpha",
        "bias",
        "bad",
        "table",
        "gate",
        "stretched channels",
        "stretched sizes",
        "own kind",
    ],
)
def test_a_sweep_is_what_is_measured(text: str, vary: tuple[str, ...]) -> None:
    found = swept(text, *vary)
    assert found == measured(text, *vary)
    assert found


def test_where() -> None:
    rows = measured(TWO.replace("=g", "=1"), "N=2..20:3", "I=8..16", "p=0..1")
    text = TWO.replace("=g", "=1")
    vary = ("N=2..20:3", "I=8..16", "p=0..1")
    assert swept(text, *vary, where=("params < 1000",)) == {row for row in rows if row[-2] < 1000}
    assert swept(text, *vary, where=("1000 <= total.macs <= 99999", "I mod 4 = 0")) == {
        row for row in rows if 1000 <= row[-1] < 10**5 and row[1] % 4 == 0
    }
    assert swept(text, *vary, where=("C2.O >= 4",)) == {row for row in rows if (row[1] + 2 * row[2] - 2) // 2 - 2 >= 4}


def test_front() -> None:
    rows = measured(TWO, "N=2..12:2", "I=8..14", "p=0,1", "g=1,2")
    best = {row for row in rows if not any(_beats(other, row) for other in rows)}
    assert swept(TWO, "N=2..12:2", "I=8..14", "p=0,1", "g=1,2", costs=(("params", False), ("macs", True))) == best


def _beats(other: tuple[int, ...], row: tuple[int, ...]) -> bool:
    better = (other[-2], -other[-1]), (row[-2], -row[-1])
    return better[0] != better[1] and all(a <= b for a, b in zip(*better, strict=True))


def test_numbers_of_any_size() -> None:
    text = "input I x I x 3\nconv N=N K=1\nconv N=N K=1"
    vary = ("N=1,1000000000000", "I=1,7,1000000")
    assert swept(text, *vary) == measured(text, *vary)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("N=16..64:16", [16, 32, 48, 64]),
        ("N=16..70:16", [16, 32, 48, 64]),
        (" N = 3..5 ", [3, 4, 5]),
        ("N=1,5,3..4,5", [1, 5, 3, 4]),
        ("N=2^10", [1024]),
        ("N=1/2..2:1/2", [Fraction(1, 2), 1, Fraction(3, 2), 2]),
        ("N=1e3..2e3:500", [1000, 1500, 2000]),
        ("N=-2..0", [-2, -1, 0]),
    ],
)
def test_varied(text: str, values: list[object]) -> None:
    assert list(varied(text).values) == values
    assert varied(text).name == "N"


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        ("N", "not-varied", 0),
        ("=3", "not-varied", 0),
        ("N=", "unexpected", 2),
        ("N=3..1", "no-range", 2),
        ("N=16-64", "no-range", 2),
        ("N=16...64", "no-range", 2),
        ("N=range(16, 64, 8)", "no-range", 2),
        ("N=1..5:0", "no-range", 2),
        ("N=1,2..y", "not-a-number", 7),
        ("N=1/0", "not-a-number", 2),
        ("N=1..10^9", "too-many-values", 2),
        ("N=1..10^9:1/2", "too-many-values", 2),
        ("N=__import__('os')", "unknown-character", 13),
    ],
)
def test_what_is_no_range(text: str, code: str, place: int) -> None:
    with pytest.raises(FaultyText) as error:
        varied(text)
    (fault,) = error.value.faults
    assert (fault.code, fault.start) == (code, place)


@pytest.mark.parametrize(
    ("text", "vary", "where", "code"),
    [
        ("input I x I x 3\nconv N=M K=3", ("I=8..9",), (), "needs-values"),
        ("input I x I x 3\nconv N=4 K=3", ("J=8..9",), (), "unknown-symbol"),
        ("input 16x16x3\ns: repeat n { conv N=4*n K=3 P=1 ; max_pool K=2 }", ("n=1..2000",), (), "too-many-cases"),
    ],
    ids=["needs values", "unknown", "cases"],
)
def test_what_is_no_sweep(text: str, vary: tuple[str, ...], where: tuple[str, ...], code: str) -> None:
    with pytest.raises(Faulty) as error:
        swept(text, *vary, where=where)
    assert error.value.fault.code == code


@pytest.mark.parametrize(
    ("text", "vary", "where", "code"),
    [
        ("input 8 x 8 x 3\nconv N=n K=9", ("n=1..3",), (), "kernel-too-large"),
        ("input 8 x 8 x 3\nconv N=n K=3", ("n=1..3",), ("parms < 3",), "unknown-symbol"),
        ("input 8 x 8 x 3\nconv N=n K=3", ("n=1..3",), ("C9.O < 3",), "unknown-layer"),
        ("input 8 x 8 x 3\nconv N=n K=3", ("n=1..3",), ("params",), "unexpected"),
    ],
    ids=["never fits", "unknown total", "unknown layer", "no relation"],
)
def test_faults_of_a_sweep(text: str, vary: tuple[str, ...], where: tuple[str, ...], code: str) -> None:
    with pytest.raises(FaultyText) as error:
        swept(text, *vary, where=where)
    assert error.value.faults[0].code == code


def test_where_nothing_fits_there_are_no_rows() -> None:
    assert swept("input I x I x 3\nconv N=4 K=9", "I=1..8") == set()


@pytest.mark.parametrize("most", [1, 2, 3, 7, 100])
def test_blocks_are_bounded_and_cover_the_grid_once(most: int) -> None:
    axes = [range(3), range(4), range(5)]
    cut = list(blocks(axes, most))
    assert [point for block in cut for point in product(*block)] == sorted(product(*axes))
    assert all(len(list(product(*block))) <= most for block in cut)


def test_a_network_is_measured_once() -> None:
    parsed = parse(Source("<text>", "input I x I x 3\nconv N=n K=3"))
    asked: list[object] = []

    def measure(values: Any) -> Figures:
        asked.append(values)
        return figures_of(parsed, values, {})

    plan = Sweep(measure, [varied("I=8..1000"), varied("n=1..1000")], SweepQuestion((), ("params",)))
    assert sum(block.count for block in run_here(plan.tasks())) == 993_000
    assert len(asked) == 2


def test_what_the_last_map_sees() -> None:
    """Of four-by-four windows of stride 2 and two of stride 1: 9·2ⁿ − 2, from Isola et al. 2017, section 6.1.2."""
    patches = symcnn.parse(
        "let n = 3\ninput 512 x 512 x 3\nrepeat n { conv N=64 K=4 S=2 P=1 }\nconv N=64 K=4 P=1\nlast: conv N=1 K=4 P=1"
    )
    swept = patches.sweep(
        {"n": range(1, 7)},
        quantities=("receptive_field", "total.jump", "last.receptive_field"),
        where=["total.receptive_field >= 70", "receptive_field < 500"],
    )
    assert [tuple(row.values()) for row in swept] == [(3, 70, 8, 70), (4, 142, 16, 142), (5, 286, 32, 286)]


def test_a_symbol_that_is_swept_may_be_what_is_better() -> None:
    """A dense layer of n units on I inputs has n·(I + 1) parameters: the front of few parameters and large inputs."""
    net = symcnn.parse("input I\nd: dense N=n")
    swept = net.sweep({"n": range(1, 5), "I": range(1, 6)}, quantities=("params",), pareto=("params", "-I", "-n"))
    points = {(n, i, n * (i + 1)) for n in range(1, 5) for i in range(1, 6)}
    unbeaten = {
        (n, i, p)
        for n, i, p in points
        if not any((m, j, q) != (n, i, p) and m >= n and j >= i and q <= p for m, j, q in points)
    }
    assert {tuple(row.values()) for row in swept} == unbeaten
    assert list(swept.columns) == ["n", "I", "params"]


def test_what_there_is_for_a_column_is_told() -> None:
    net = symcnn.parse("input I x I x 3\nc: conv N=n K=3")
    with pytest.raises(KeyError, match=r"`n`, `I`, `weights`.*`c\.O`"):
        net.sweep({"n": range(1, 5), "I": range(8, 10)}, pareto=("params", "-Q"))
