"""A first round apart is the same network: its layers are wired as in rounds that are written out."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Num
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.first_rounds import first_round_apart
from symcnn.network.wiring.network import Network


def wired(text: str, **values: int) -> Network:
    network, faults = elaborate(read(Source("test.cnn", text))[0], {name: Num(value) for name, value in values.items()})
    assert network is not None
    assert not faults
    return network


@pytest.mark.parametrize(
    "text",
    [
        "input 9 x 9 x 3\nrepeat n { relu }",
        "input 9 x 9 x 3\na: relu\nb: relu\nrepeat n { conv N=3 K=1 ; add from conv_1, a }\nc: add from b, a\nd: relu",
        "input 9 x 9 x 3\nrepeat n { relu ; repeat 2 { sigmoid } }\nadd from repeat_1, input",
    ],
)
def test_two_rounds_of_which_the_first_is_apart(text: str) -> None:
    loose = wired(text)
    apart = first_round_apart(loose, loose.loops[0])
    written = wired(text, n=2)
    assert [(layer.kind.name, layer.inputs) for layer in apart.layers] == [
        (layer.kind.name, layer.inputs) for layer in written.layers
    ]
    (loop,) = apart.loops
    assert (loop.first, source_text(loop.count)) == (2, "n - 1")


@pytest.mark.parametrize(
    ("text", "place", "loops"),
    [
        ("repeat n { relu ; repeat m { tanh } }", 1, [(2, 3, 1), (3, 5, 2), (4, 5, 3)]),
        ("repeat n { relu ; repeat m { tanh } }", 0, [(1, 4, 0), (3, 4, 2)]),
        ("repeat n { repeat m { tanh } ; relu }", 0, [(1, 4, 0), (2, 3, 1)]),
        ("repeat n { repeat m { tanh } }", 1, [(1, 2, 0), (2, 3, 1), (2, 3, 1)]),
        ("repeat n { relu }\nrepeat m { tanh }", 0, [(2, 3, 1), (3, 4, 2)]),
        ("repeat n { relu }\nrepeat m { tanh }", 1, [(1, 2, 0), (3, 4, 2)]),
    ],
)
def test_where_loops_are_afterwards(text: str, place: int, loops: list[tuple[int, int, int]]) -> None:
    network = wired(f"input 9 x 9 x 3\n{text}")
    apart = first_round_apart(network, network.loops[place])
    found = [(loop.start, loop.end, loop.before) for loop in apart.loops]
    assert sorted(found) == sorted(loops)
