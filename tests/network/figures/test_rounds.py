"""Repetitions without a number, against the same network with its rounds written out."""

from __future__ import annotations

from functools import cache

import pytest
from figures_of_text import program

from symcnn.answers.solve.fitting import fitting_of
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Expr, Num, Sym, names
from symcnn.network.figures.figures import TOTALS, Figures
from symcnn.network.figures.measure import measure
from symcnn.network.figures.values import UNKNOWN, Value, as_written
from symcnn.network.wiring.elaborate import elaborate


@cache
def figures_of(text: str, **values: Expr) -> tuple[Figures, list[str]]:
    network, faults = elaborate(program(text), values)
    assert network is not None
    assert not faults
    figures, unfit = measure(network)
    return figures, [fault.code for fault in unfit]


def value(found: Value, point: dict[str, int]) -> Number | None:
    expr = as_written(found)
    return None if expr == UNKNOWN else value_of(expr, point)


BODIES = [
    "conv N=8 K=3 P=1",
    "conv N=8 K=3",
    "conv N=8 K=4 S=2 P=1",
    "conv N=8 K=3 S=2 P=same",
    "conv N=8 K=2 S=3 ; conv N=8 K=3 D=2 P=1",
    "conv N=8 K=3 ; conv N=8 K=3 ; max_pool K=2",
    "conv N=8 K=1 S=2 ; max_pool K=2",
    "pad P=1 ; max_pool K=3 S=2",
    "transposed_conv N=8 K=4 S=2 P=1 ; conv N=8 K=3 P=1",
    "upsample S=2",
    "sum: parallel add { path { conv N=8 K=3 P=1 ; conv N=8 K=3 P=1 } path { conv N=8 K=1 } } ; max_pool K=2",
    "out: parallel concat { path { } path { conv N=4 K=3 P=1 } }",
    "repeat 2 { conv N=8 K=2 S=2 }",
    "repeat m { conv N=8 K=3 P=1 } ; relu",
    "repeat m { conv N=8 K=3 P=1 }",
    "repeat m { relu ; conv N=8 K=3 P=2 } ; conv N=8 K=3",
]
FIRST = ["", "conv N=8 K=3 P=1 ; "]


@pytest.mark.parametrize("is_free", [pytest.param(False, marks=pytest.mark.slow), True])
@pytest.mark.parametrize("before", FIRST)
@pytest.mark.parametrize("body", BODIES)
def test_rounds_that_are_counted_by_a_letter(body: str, before: str, is_free: bool) -> None:
    text = f"let n = 2 ; let m = 2 ; let I = 200\ninput I x I x 3\n{before}repeat n {{ {body} }}\nconv N=2 K=3 P=1 S=2"
    free = {name: Sym(name) for name in ("n", "m", *(("I",) if is_free else ()))}
    figures, faults = figures_of(text, **free)
    assert faults == []
    for rounds in (1, 2, 3, 4):
        true, unfit = figures_of(text, n=Num(rounds))
        if unfit:
            continue
        point = {"n": rounds, "m": 2, "I": 200}
        for quantity in TOTALS:
            told = value(figures.total(quantity), point)
            assert told is None or told == true.total(quantity), quantity
        last, unrolled = figures.layers[-1], true.layers[-1]
        assert [value(size, point) for size in last.output] == list(unrolled.output)
        for mine, its in (
            (last.jump, unrolled.jump),
            (last.receptive_field, unrolled.receptive_field),
            (last.starts, unrolled.starts),
        ):
            assert all(found is None or value(found, point) == known for found, known in zip(mine, its, strict=True))


@pytest.mark.parametrize(
    ("body", "told"),
    [  # parameters do not depend on sizes; sums of floors have no closed form
        ("conv N=8 K=4 S=2 P=1", {"params", "weights", "biases", "trainable", "param_bytes"}),
        ("conv N=8 K=3 P=1", set(TOTALS)),
        ("conv N=8 K=3", set(TOTALS)),
        ("transposed_conv N=8 K=4 S=2 P=1", set(TOTALS)),
    ],
)
def test_which_totals_have_a_closed_form(body: str, told: set[str]) -> None:
    figures, _ = figures_of(f"input 64 x 64 x 3\nrepeat n {{ {body} }}")
    assert {quantity for quantity in TOTALS if figures.total(quantity) is not None} == told


def test_a_first_round_that_takes_other_channels_stands_apart() -> None:
    figures, _ = figures_of("input 64 x 64 x 3\nstage: repeat n { conv N=8 K=3 P=1 ; relu }\nconv N=2 K=1")
    names = [(found.layer.name, [each.first for each in found.repetitions]) for found in figures.layers]
    apart, later = [("stage.1.conv_1", []), ("stage.1.relu_1", [])], [("stage.conv_1", [2]), ("stage.relu_1", [2])]
    assert names == [("input", []), *apart, *later, ("conv_1", [])]
    figures, _ = figures_of("input 64 x 64 x 8\nstage: repeat n { conv N=8 K=3 P=1 }")
    assert [found.layer.name for found in figures.layers] == ["input", "stage.conv_1"]


@pytest.mark.parametrize("body", ["conv N=8 K=3 S=s", "upsample S=2 ; conv N=3 K=1 S=3"])
def test_rounds_of_no_closed_form(body: str) -> None:
    _, faults = figures_of(f"input 64 x 64 x 3\nrepeat n {{ {body} }}")
    assert faults == ["no-closed-form"]


@pytest.mark.parametrize("before", [FIRST[0], pytest.param(FIRST[1], marks=pytest.mark.slow)])
@pytest.mark.parametrize("body", BODIES)
@pytest.mark.parametrize("size", [20, pytest.param(33, marks=pytest.mark.slow), 200])
def test_how_many_rounds_fit(body: str, before: str, size: int) -> None:
    text = f"let n = 2 ; let m = 2\ninput {size} x {size} x 3\n{before}repeat n {{ {body} }}\nconv N=2 K=3 S=2"
    figures, faults = figures_of(text, n=Sym("n"))
    if faults:
        assert figures_of(text, n=Num(2))[1]  # there is no second round to measure
        return
    conditions, found = fitting_of(figures)
    for rounds in range(1, 13):
        fits = not figures_of(text, n=Num(rounds))[1]
        if found is not None:
            assert (rounds in found[1]) == fits, rounds
        else:
            assert {name for condition in conditions for name in names(condition)} <= {"n"}
            assert all(value_of(condition, {"n": rounds}) for condition in conditions) == fits, rounds


def test_what_must_hold_in_every_round_is_told_of_the_hardest() -> None:
    def told(text: str) -> list[str]:
        figures, _ = figures_of(f"let n = 2 ; let k = 4\ninput I x I x 8\n{text}", n=Sym("n"), k=Sym("k"))
        return [plain_text(condition) for condition in fitting_of(figures)[0]]

    assert told("repeat n { conv N=8 K=4 S=2 P=1 }") == ["2^n ≤ I"]
    assert told("repeat n { conv N=8 K=3 }") == ["2n + 1 ≤ I"]
