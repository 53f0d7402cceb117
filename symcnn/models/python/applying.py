"""Layers, and models made of them, applied to tensors."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.models.frameworks.call_arguments import Misread, Parts
from symcnn.models.frameworks.layer_classes import LayerClass, demands, layer_class, parts_of_call
from symcnn.models.frameworks.references import Value
from symcnn.models.model import PYTORCH
from symcnn.models.python.code_values import Call, CodeLayer, Graph, Input, Node, Tensor
from symcnn.models.python.graph import DENSE, UNROLLED, axes_of, channels_of, root_of, settle, sizes_of
from symcnn.models.python.state import State
from symcnn.models.python.tensors import grown, merged, reshaped
from symcnn.models.python.time_steps import EACH_STEP, before_vectors, parts_of_steps
from symcnn.network.figures.values import is_number
from symcnn.network.wiring.layer_kinds import kind, stores


def class_of(layer: CodeLayer) -> LayerClass:
    """What is known of the layer's class."""
    found = layer_class(layer.framework, layer.class_name)
    assert found is not None
    return found


def parts_of(layer: CodeLayer, input_axes: int | None) -> Parts:
    """The catalogue's kinds that the layer is made of.

    Raises `Misread`.
    """
    if layer.class_name == EACH_STEP:
        return parts_of_steps(layer.inner, input_axes)
    return parts_of_call(class_of(layer), layer.arguments, input_axes)


def applied(state: State, layer: CodeLayer, value: Value, place: tuple[int, int]) -> Tensor:
    """The layer's output for a tensor, or for several that it merges.

    Raises `Trouble`.
    """
    own = (layer.start, layer.end)
    if layer.trouble:
        raise state.fail((layer.trouble.start, layer.trouble.end), layer.trouble.code, **layer.trouble.values)
    tensors = list(value) if isinstance(value, list | tuple) else [value]
    if not tensors or not all(isinstance(tensor, Tensor) for tensor in tensors):
        asked = place if place[0] < place[1] else own  # a model that is followed at its end is asked for nowhere
        raise state.fail(asked, "unknown-value", name=layer.class_name)
    state.called.add(id(layer))
    node: Node = tensors[0].node
    if isinstance(node, Input) and node.axes is None and node.dimensions is None:
        node.dimensions = state.sample_for(layer)
    if isinstance(node, Input):
        state.feed(layer, node)
    call = state.used(layer, layer.class_name, own, place)
    if layer.class_name == "Reshape":
        target = layer.arguments.get("target_shape")
        wanted = target if isinstance(target, list | tuple) else (target,)
        return reshaped(state, tensors[0], (None, *wanted), layer.class_name, own, call)
    try:
        if layer.class_name == EACH_STEP and layer.inner is not None:
            vectors = _vectors(state, layer.inner, tensors[0], own, call)
            if vectors is not None:
                return vectors
        _fit(state, layer, node)
        parts = parts_of(layer, axes_of(node))
        if (
            isinstance(layer.arguments.get("activation"), CodeLayer)
            and layer.arguments["activation"].class_name == "PReLU"
        ):
            raise Misread("activation")
    except Misread as error:
        raise state.fail(own, "unknown-value", name=error.name, layer=layer.class_name) from None
    if any("twice_fed" in kind(name, {}).traits for name, _ in parts):
        tensors = _attended(state, layer, tensors, own)
    if parts and kind(parts[0][0], {}).merges:
        return merged(state, parts[0][0], tensors, layer.class_name, own, call)
    if len(tensors) > 1:
        raise state.fail(own, "not-a-chain", why="several-inputs", name=layer.class_name)
    for name, letters in parts:
        node = _remembered(state, layer, grown(state, name, letters, [node], call))
    return Tensor(node)


def _vectors(state: State, inner: CodeLayer, tensor: Tensor, own: tuple[int, int], call: Call) -> Tensor | None:
    """A sequence of vectors, where a layer makes one of each step; None where it makes none.

    Raises `Trouble` and `Misread`.
    """
    node = tensor.node
    steps, *_ = sizes_of(node) or (None,)
    parts = before_vectors(inner, axes_of(node), int(steps)) if is_number(steps) else None
    if parts is None:
        return None
    for name, letters in parts:
        node = grown(state, name, letters, [node], call)
    return reshaped(state, Tensor(node), (None, int(steps), -1), EACH_STEP, own, call)


def _attended(state: State, layer: CodeLayer, tensors: list[Tensor], own: tuple[int, int]) -> list[Tensor]:
    """The one tensor that a layer is given as what asks and as what is asked.

    Raises `Trouble` where it is given once, or is given different ones.
    """
    if len(tensors) < 2 or any(tensor.node is not tensors[0].node for tensor in tensors):
        raise state.fail(own, "unknown-layer", name=layer.class_name)
    return tensors[:1]


def _remembered(state: State, layer: CodeLayer, node: Node) -> Node:
    """The node; parameters that a layer uses again are counted where it stands first.

    Raises `Trouble` where they are for an input of other channels.
    """
    if node.kind != UNROLLED and stores(node.kind):
        node.again = state.spent.setdefault((id(layer), id(root_of(node)), node.kind), node)
        node.again = None if node.again is node else node.again
        wanted, found = (channels_of(each.inputs[0]) for each in (node.again or node, node))
        if wanted != found:
            code = "channels-disagree" if axes_of(node.inputs[0]) else "features-disagree"
            own = (layer.start, layer.end)
            raise state.fail(own, code, layer=layer.class_name, name=layer.class_name, wanted=wanted, found=found)
        state.kept.append((layer, root_of(node)))
    return node


def _fit(state: State, layer: CodeLayer, node: Node) -> None:
    """Compares what the layer says of its input with what comes.

    Raises `Trouble` where they contradict each other, and `Misread` where the layer says nothing readable.
    """
    own = (layer.start, layer.end)
    found = class_of(layer)
    if any(one.spelling.axes == "last" for one in found.spelled):
        raise state.fail(own, "unknown-layer", name=layer.class_name, why="map")
    axes, takes = found.axes, layer.arguments.get(found.takes)
    said = takes if type(takes) is int else None
    if found.takes and said is None:
        raise Misread(found.takes)
    settle(node, layer.framework, axes, said)
    known = axes_of(node)
    if axes is not None and known is not None and known != axes:
        raise state.fail(own, "axes-disagree", layer=layer.class_name, wanted=axes, found=known)
    is_vector = layer.framework == PYTORCH and found.spelled[-1].kind == DENSE
    if is_vector and known:
        _reject_map(state, layer, node, said)
    channels = channels_of(node)
    if said is not None and channels is not None and said != channels:
        code = "features-disagree" if is_vector else "channels-disagree"
        raise state.fail(own, code, layer=layer.class_name, wanted=said, found=channels)
    if parameter := demands(found, "shape"):
        _check_shape(state, layer, node, parameter)
    if parameter := demands(found, "channels"):
        count = layer.arguments.get(parameter, 1)
        if count not in (1, channels):
            raise state.fail(own, "channels-disagree", layer=layer.class_name, wanted=count, found=channels)


def _reject_map(state: State, layer: CodeLayer, node: Node, said: int | None) -> None:
    """PyTorch works along the last axis of a map, where the author of the code mostly forgot to flatten."""
    own, sizes = (layer.start, layer.end), sizes_of(node)
    if said is not None and sizes and is_number(sizes[-1]) and sizes[-1] != said:
        raise state.fail(own, "features-disagree", layer=layer.class_name, wanted=said, found=int(sizes[-1]))
    raise state.fail(own, "unknown-layer", name=layer.class_name, why="map")


def _check_shape(state: State, layer: CodeLayer, node: Node, parameter: str) -> None:
    """Compares the shape that a layer says its input has with the input's."""
    own = (layer.start, layer.end)
    shape = layer.arguments.get(parameter)
    wanted = tuple(shape) if isinstance(shape, list | tuple) else (shape,)
    sizes, channels = sizes_of(node), channels_of(node)
    if sizes is None or not all(map(is_number, sizes)):
        if axes_of(node) == 0 and len(wanted) == 1 and channels is not None and wanted != (channels,):
            raise state.fail(own, "features-disagree", layer=layer.class_name, wanted=wanted[0], found=channels)
        return
    if len(wanted) == len(sizes) + 1 and wanted != (channels, *sizes):
        raise state.fail(own, "features-disagree", layer=layer.class_name, wanted=wanted, found=(channels, *sizes))


def replayed(state: State, graph: Graph, value: Value, place: tuple[int, int]) -> Value:
    """The outputs of a Keras model that is applied to a tensor as a layer.

    Raises `Trouble`.
    """
    if not isinstance(value, Tensor):
        raise state.fail(place, "unknown-value", name=graph.class_name)
    state.feed(graph, value.node)
    copies: dict[int, Node] = {id(graph.inputs.node): value.node}
    for node in reached(graph):
        if id(node) in copies:
            continue
        inputs = [copies[id(source)] for source in node.inputs if id(source) in copies]
        if node.call is None or len(inputs) != len(node.inputs):
            raise state.fail(place, "not-a-chain", why="several-inputs", name=graph.class_name)
        copy = grown(state, node.kind, dict(node.arguments), inputs, state.group or node.call)
        maker = node.call.maker
        copies[id(node)] = _remembered(state, maker, copy) if isinstance(maker, CodeLayer) else copy
    outputs = [Tensor(copies[id(tensor.node)]) for tensor in graph.outputs]
    return outputs[0] if len(outputs) == 1 else outputs


def reached(graph: Graph) -> Sequence[Node]:
    """The nodes that the model's outputs come from, in the order in which they were made."""
    return ancestors([tensor.node for tensor in graph.outputs], graph.inputs.node)


def ancestors(nodes: Sequence[Node], stop: Node | None = None) -> Sequence[Node]:
    """The nodes and all before them, in the order in which they were made; what lies before `stop` is left out."""
    found: dict[int, Node] = {}
    pending = list(nodes)
    while pending:
        node = pending.pop()
        if id(node) not in found:
            found[id(node)] = node
            if node is not stop:
                pending.extend(node.inputs)
    return sorted(found.values(), key=lambda node: node.order)
