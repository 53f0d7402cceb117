"""Layers that belong to no model: facts by themselves, and perhaps one behind the other, in the order of their lines.

A page often shows the lines that make the layers and no more. Whether they are joined so, what the document says of
their outputs has to bear out: the code tells the input of none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.models.frameworks.call_arguments import Misread
from symcnn.models.frameworks.layer_classes import CHANNELS
from symcnn.models.model import KERAS, PYTORCH, Model, ModelLayer
from symcnn.models.python.assembling import facts_of, single_layers, torch_titles
from symcnn.models.python.code_values import CodeLayer, Tensor, Trouble
from symcnn.models.python.following import Statements
from symcnn.models.python.graph import new_input
from symcnn.models.python.operators import NotPlain
from symcnn.models.python.tracing import begun, calls_of, modelled

_NAMED = late_pattern(r"(\w+)[ \t]*=[ \t]*(?:[A-Za-z_]\w*\.)*\Z")
"""The name that a line gives to the layer that it makes."""
_FEWEST = 2
"""How many layers make a row."""


def loose(layers: Sequence[CodeLayer]) -> Iterator[Model]:
    """The layers of each framework, as facts by themselves."""
    for framework in (KERAS, PYTORCH):
        rows = single_layers([("", layer) for layer in layers if layer.framework == framework])
        if rows:
            yield _bare(framework, rows)


def rows_of(
    code: Statements, layers: Sequence[CodeLayer], extents: Sequence[tuple[int, int]], shown: str
) -> Iterator[Model]:
    """The rows of PyTorch's layers that fit one behind the other, as networks whose input is not told."""
    known = {row.start for row in single_layers([("", layer) for layer in layers])}
    torch = [layer for layer in layers if layer.framework == PYTORCH and layer.start in known]
    for start, end in extents:
        for run in _runs([layer for layer in torch if start <= layer.start < end]):
            if len(run) >= _FEWEST and (model := _joined(code, run, shown)) is not None:
                yield model


def _bare(framework: str, rows: Sequence[ModelLayer]) -> Model:
    start, end = min(row.start for row in rows), max(row.end for row in rows)
    return Model("", "", framework, start, end, end, None, tuple(rows))


def _runs(layers: Sequence[CodeLayer]) -> Iterator[list[CodeLayer]]:
    """The layers, parted where one takes other channels than those before it give."""
    run: list[CodeLayer] = []
    channels = None
    for layer in layers:
        facts = facts_of(layer, None)
        if run and CHANNELS in facts and channels not in (None, facts[CHANNELS]):
            yield run
            run = []
        run.append(layer)
        channels = facts.get("N", facts.get(CHANNELS, channels))
    yield run


def _joined(code: Statements, run: Sequence[CodeLayer], shown: str) -> Model | None:
    """The network of the first layers of a row that fit; None for fewer than make one."""
    state = code.state
    state.grown.clear()
    before, state.tracing, state.steps = state.tracing, True, 0
    try:
        code.through(run, Tensor(new_input(PYTORCH, None, None)))
    except (Trouble, NotPlain, Misread):
        pass
    finally:
        state.tracing = before
    nodes = begun(code)
    calls = calls_of(nodes)
    if len(calls) < _FEWEST:
        return None
    bare = _bare(PYTORCH, single_layers([("", layer) for layer in run]))
    named = {id(layer): found[1] for layer in run if (found := _NAMED.search(shown, _line(shown, layer), layer.start))}
    model, _ = modelled(replace(bare, is_whole=False), nodes, torch_titles(calls, named), shown)
    return model if model.network is not None else None


def _line(shown: str, layer: CodeLayer) -> int:
    return shown.rfind("\n", 0, layer.start) + 1
