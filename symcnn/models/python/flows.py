"""Layers that a module applies one after the other to a sample, without a model: ``x = conv(x)``."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from symcnn.models.model import KERAS, PYTORCH, Model
from symcnn.models.python.applying import ancestors
from symcnn.models.python.assembling import keras_titles, torch_titles
from symcnn.models.python.code_values import CodeLayer, Input, Node
from symcnn.models.python.graph import is_told, root_of
from symcnn.models.python.tracing import calls_of, modelled


def flows(named: Sequence[Node], taken: Collection[int], shown: str) -> Iterator[Model]:
    """What becomes of each input whose sizes are told, of the nodes that the module gives names.

    Those in which a model takes part, or a layer that begins at a place that is `taken`, are none.
    """
    by_root: dict[int, list[Node]] = {}
    for node in named:
        if not isinstance(node, Input) and is_told(root_of(node)):
            by_root.setdefault(id(root_of(node)), []).append(node)
    for nodes in by_root.values():
        joined = ancestors(nodes)
        makers = [call.maker for call in calls_of(joined) if call.maker is not None]
        if all(isinstance(maker, CodeLayer) and maker.start not in taken for maker in makers):
            yield _flow([root_of(joined[-1]), *(node for node in joined if not isinstance(node, Input))], shown)


def _flow(nodes: Sequence[Node], shown: str) -> Model:
    calls = calls_of(nodes)
    framework = root_of(nodes[-1]).framework or PYTORCH
    titles = keras_titles(calls) if framework == KERAS else torch_titles(calls, {})
    start, end = min(call.start for call in calls), max(call.end for call in calls)
    model, _ = modelled(Model("", "", framework, start, end, end, None, (), is_whole=False), nodes, titles, shown)
    return model
