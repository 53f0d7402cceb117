"""From a network to its figures: each fault of a value lies on what is wrong, to its end and no further."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("input 4 x 4 x 1\nconv N = 1/2 K=3 # half", ["not-whole N = 1/2"]),
        ("input 4 x 4 x 1\nconv K=9 N=2; relu", ["kernel-too-large K=9"]),
        ("input 4 x 4 x 1\nconv N=2 K=(1 +\n 8) S=1", ["kernel-too-large K=(1 +\n 8)"]),
        ('input 4 x 4 x 1\n"a # b": relu\nconv K=2x2x2 N=1 from "a # b"', ["wrong-axes K=2x2x2"]),
        ("input 0 x 4 # a = b", ["bad-input 0"]),
        ("input 4 x 4 x 1/2; relu", ["bad-input 1/2"]),
        ("let a = 1/0 # none\ninput a x 1", ["undefined a"]),
        ("let ab = 2; let a = 9^9^9 # large\ninput a x ab", ["too-large a"]),
        ("input 4 x 4 x 1\nadaptive_avg_pool O=0", ["not-positive O=0"]),
        # a table changes no size: those behind it have faults of their own, and no others
        ("input 4 x 4 x 1\nconv N=2 K=1 table=[0 1|3]\nconv N=2 K=1 table=[0|5]", ["table-map 1", "table-map 5"]),
        ("input 4 x 4 x 1\nconv N=2 K=1 table=[0 1|3]\nconv N=2 K=1 table=[0|1]", ["table-map 1"]),
        ("input 4 x 4 x 1\nround: repeat n { conv N=2 K=3 }", ["no-closed-form repeat"]),
    ],
)
def test_where_a_fault_lies(text: str, expected: list[str]) -> None:
    network, faults = elaborate(read(Source("test.cnn", text))[0])
    assert faults == ()
    assert network is not None
    _, found = measure(network)
    assert [f"{fault.code} {text[fault.start : fault.end]}" for fault in found] == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [  # squeeze-and-excitation: a map of one place is a factor, or a summand, for each channel
        ("multiply from a, one", (4, 6, 3)),
        ("multiply from one, a", (4, 6, 3)),
        ("add from a, one", (4, 6, 3)),
        ("multiply from one, one", (1, 1, 3)),
        ("multiply from a, row", (4, 6, 3)),
        ("multiply from row, column", (4, 6, 3)),
        ("multiply from a, vector", (4, 6, 3)),
        ("multiply from vector, a", (4, 6, 3)),
        ("multiply from a, mask", (4, 6, 3)),
        ("multiply from a, half", "sizes-differ"),
        ("multiply from a, other", "channels-differ"),
        ("concat from a, one", "sizes-differ"),
    ],
)
def test_what_is_one_along_an_axis_meets_every_value(line: str, expected: tuple[int, ...] | str) -> None:
    above = "adaptive_avg_pool O=1 from a\nother: conv N=2 K=1 from one\nrow: avg_pool K=4x1 from a\n"
    above += "column: avg_pool K=1x6 from a\nvector: global_avg_pool from a\n"
    above += "mask: conv N=1 K=1 from a\nhalf: avg_pool K=2 from a\n"
    text = f"input 4 x 6 x 3\na: relu\none: {above}both: {line}"
    network, _ = elaborate(read(Source("test.cnn", text))[0])
    assert network is not None
    figures, faults = measure(network)
    assert (faults[0].code if faults else figures.layers[-1].output) == expected


def test_a_variant_of_a_symbol_that_there_is_not() -> None:
    text = 'network A\nvariant "A-18" m=2\nlet n = 1\ninput n x n x 1\nrelu'
    _, faults = elaborate(read(Source("test.cnn", text))[0])
    assert [(fault.code, fault.values["name"], text[fault.start : fault.end]) for fault in faults] == [
        ("unknown-symbol", "m", "m")
    ]
