"""Figures under an assumption, against the figures of numbers for which it holds."""

from __future__ import annotations

import pytest
from conftest import EXAMPLES

from symcnn.answers.closed.closed_forms import closed_forms
from symcnn.core.text.fault import Faulty
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Num, Op, Sym, walk
from symcnn.network.figures.assumptions import assumption
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read, read_relation
from symcnn.network.wiring.elaborate import elaborate


@pytest.mark.parametrize(
    ("example", "symbol", "modulus", "residue", "floors"),
    [
        ("lenet.cnn", "I", 4, 0, False),
        ("lenet.cnn", "I", 4, 3, False),
        ("lenet.cnn", "I", 2, 1, True),
        ("vgg16.cnn", "I", 32, 0, False),
        ("vgg16.cnn", "I", 64, 37, False),
        ("alexnet.cnn", "I", 32, 3, False),
        ("densenet_bc.cnn", "k", 4, 0, False),
        ("densenet_bc.cnn", "n", 2, 1, True),
    ],
)
def test_closed_forms_hold_where_the_assumption_does(
    example: str, symbol: str, modulus: int, residue: int, floors: bool
) -> None:
    program, _ = read(Source(example, (EXAMPLES / example).read_text("utf-8")))
    free = {symbol: Sym(symbol), **({"n": Sym("n"), "k": Sym("k")} if symbol in "nk" else {})}
    network, _ = elaborate(program, free)
    assert network is not None
    relation = Op("=", (Op("mod", (Sym(symbol), Num(modulus))), Num(residue)))
    totals = closed_forms(measure(network)[0], (relation,)).totals
    has_floors = any(isinstance(part, Op) and part.name == "floor" for _, expr in totals for part in walk(expr))
    assert has_floors == floors
    fitting = 0
    for quotient in range(1, 24, 2 if "dense" in example else 1):
        point = {**dict.fromkeys(free, 3), symbol: modulus * quotient + residue}
        numbers, _ = elaborate(program, {name: Num(value) for name, value in point.items()})
        assert numbers is not None
        figures, faults = measure(numbers)
        if not faults:
            fitting += 1
            assert {name: value_of(expr, point) for name, expr in totals} == {
                name: figures.total(name) for name, _ in totals
            }
    assert fitting > 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("k mod 2 = 0", "mod(k, 2) = 0"),
        ("1 = mod(k, 3)", "mod(k, 3) = 1"),
        ("k mod 2 = 2", "bad-assumption"),
        ("k mod 2 > 0", "bad-assumption"),
        ("k = 4", "assumed-value"),
        ("k >= n", "bad-assumption"),
        ("k mod n = 0", "mod(k, n) = 0"),
        ("k mod n = 1", "bad-assumption"),
        ("k mod k = 0", "bad-assumption"),
        ("k = 2^n", "k = 2^n"),
        ("k = 2*k", "bad-assumption"),
        ("k = 2^m", "unknown-symbol"),
        ("I mod 2 = 0", "unknown-symbol"),
    ],
)
def test_what_may_be_assumed(text: str, expected: str) -> None:
    try:
        found = source_text(assumption(read_relation(text), ("k", "n")).relation)
    except Faulty as faulty:
        found = faulty.fault.code
    assert found == expected


def test_a_letter_that_nobody_declares_may_be_assumed_about() -> None:
    """(I − 3)/2 + 1 is (I − 1)/2 for an odd I, without a floor."""
    network, _ = elaborate(read(Source("a.cnn", "input I x I x 1\nconv N=4 K=3 S=2"))[0])
    assert network is not None
    forms = closed_forms(measure(network)[0], (Op("=", (Op("mod", (Sym("I"), Num(2))), Num(1))),))
    assert source_text(forms.sizes[0].size) == "(I - 1)/2"
