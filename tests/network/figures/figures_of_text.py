"""The figures of all layers of a text, by their names."""

from __future__ import annotations

from functools import cache

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.figures.figures import LayerFigures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Program
from symcnn.network.wiring.elaborate import elaborate


@cache
def program(text: str) -> Program:
    """The syntax of a text that has no faults."""
    found, faults = read(Source("test.cnn", text))
    assert faults == ()
    return found


def figures(text: str, **symbols: int) -> dict[str, LayerFigures | str]:
    """Each layer by its name: its figures, or the code of its fault."""
    network, faults = elaborate(program(text), {name: Num(value) for name, value in symbols.items()})
    assert faults == ()
    assert network is not None
    measured, faults = measure(network)
    found: dict[str, LayerFigures | str] = {layer.layer.name: layer for layer in measured.layers}
    for fault in faults:
        name = text[text.rfind("\n", 0, fault.start) + 1 :].partition(":")[0]
        assert name not in found, f"{name} has both a fault and figures"
        found[name] = fault.code
    return found


def layer_figures(text: str, name: str) -> LayerFigures:
    """The figures of one layer, which must have no fault."""
    found = figures(text)[name]
    assert isinstance(found, LayerFigures), found
    return found
