"""The letter x multiplies sizes, and is a name where a layer is named."""

from __future__ import annotations

import pytest

from symcnn.core.text.source import Source
from symcnn.network.figures.read_figures import figures_of, parse
from symcnn.network.language.parse import read


def test_a_layer_may_be_called_x() -> None:
    text = "input 8 x 8 x 3\nx: conv N=2 K=3 x 5\ny: relu from x\nadd from y, x\nconcat from x,y\nclaim x.params = 92\n"
    figures = figures_of(parse(Source("a.cnn", text)), {}, {})
    assert [layer.layer.name for layer in figures.layers][:3] == ["input", "x", "y"]
    assert figures.layers[1].output == (6, 4, 2)


@pytest.mark.parametrize(
    "line", ["input 8x8x3", "input 8 x 8 x 3", "input n x n x 3", "input 8 x\t8 x 3", "input 8 ×8×3"]
)
def test_between_sizes_it_is_the_times_sign(line: str) -> None:
    program, faults = read(Source("a.cnn", f"{line}\nrelu\n"))
    assert not faults
    assert len(program.statements) == 2


@pytest.mark.parametrize("line", ["let x = 3", "conv N=x K=3"])
def test_it_is_no_symbol(line: str) -> None:
    assert read(Source("a.cnn", f"input 8x8x3\n{line}\n"))[1]
