"""Models that code has made, followed from an input to their outputs."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from sys import maxsize

from symcnn.core.record import replace
from symcnn.models.frameworks.call_arguments import Misread
from symcnn.models.frameworks.layer_classes import layer_class
from symcnn.models.frameworks.references import Value
from symcnn.models.model import KERAS, PYTORCH, Model, ModelLayer, Note
from symcnn.models.python.applying import ancestors, parts_of, reached
from symcnn.models.python.assembling import (
    keras_titles,
    layers_of,
    network_of,
    paths_of,
    single_layers,
    torch_titles,
)
from symcnn.models.python.calls import NO_FORWARD
from symcnn.models.python.code_values import (
    Call,
    CodeLayer,
    Graph,
    Input,
    Instance,
    Node,
    Sequential,
    Tensor,
    Trouble,
    Unknown,
)
from symcnn.models.python.following import Statements
from symcnn.models.python.graph import is_told, new_input, root_of, symbols_of
from symcnn.models.python.operators import NotPlain
from symcnn.models.python.state import Maker, Shape, Stage
from symcnn.models.python.told_shapes import shape_of
from symcnn.network.wiring.layer_kinds import stores


def traced(code: Statements, stage: Stage, shown: str) -> tuple[Model, tuple[Note, ...]]:
    """The model at a stage, and what is to be said of it."""
    maker = stage.maker
    title = code.state.titles.get(id(maker)) or (maker.cls.name if isinstance(maker, Instance) else "")
    framework = _framework(maker)
    class_name = maker.cls.name if isinstance(maker, Instance) else maker.class_name
    start = maker.cls.start if isinstance(maker, Instance) else maker.start
    end = maker.cls.end if isinstance(maker, Instance) else max(maker.end, stage.end)
    paths = paths_of(_at(maker, stage))
    bare = Model(title, class_name, framework, start, end, stage.upto, None, ())
    notes: tuple[Note, ...]
    code.state.grown.clear()
    nodes: Sequence[Node] = ()
    code.state.until = stage.upto
    try:
        nodes = _nodes(code, _at(maker, stage), code.state.fed.get(id(maker), ()))
        _check_unused(maker, paths, nodes)
        if framework == PYTORCH:
            _check_registered(paths, paths_of(_at(maker, stage), registered=True), calls_of(nodes))
        model, notes = modelled(bare, nodes, _titles(maker, framework, paths, nodes), shown)
    except (Trouble, NotPlain) as error:
        note = error.note if isinstance(error, Trouble) else Note(start, end, "unknown-value", {"name": title})
        model, notes = replace(bare, layers=_partial(maker, framework, paths.values())), (note,)
        if nodes := nodes or begun(code):
            first = _with_beginning(model, nodes, _titles(maker, framework, paths, nodes), shown)
            is_in_order = note.values.get("why") == NO_FORWARD
            model = model if is_in_order and not first.symbols else first
    finally:
        code.state.until = maxsize
    is_frozen = any(getattr(value, "is_frozen", False) for _, value in paths.values())
    return replace(model, is_frozen=is_frozen or _has_frozen(model.layers, code)), notes


def modelled(
    bare: Model, nodes: Sequence[Node], titles: Mapping[int, str], shown: str
) -> tuple[Model, tuple[Note, ...]]:
    """A model with the network and the layers of these nodes, the input first; `titles` are its calls' names."""
    network, names, faults = network_of(bare.name, bare.framework, nodes, titles, shown)
    root = nodes[0]
    assert isinstance(root, Input)
    symbols = () if is_told(root) else symbols_of(root)
    notes = tuple(Note(fault.start, fault.end, "does-not-fit", {"fault": fault}) for fault in faults)
    layers = layers_of(nodes, titles, names)
    return replace(bare, network=None if faults else network, layers=layers, symbols=symbols), notes


def _with_beginning(model: Model, nodes: Sequence[Node], titles: Mapping[int, str], shown: str) -> Model:
    """A model whose first layers alone are understood, with their network; the others stay facts about themselves."""
    first, _ = modelled(model, nodes, titles, shown)
    if first.network is None:
        return model
    standing = {layer.start for layer in first.layers}
    others = tuple(layer for layer in model.layers if layer.start not in standing)
    return replace(first, layers=(*first.layers, *others), is_whole=False)


def begun(code: Statements) -> Sequence[Node]:
    """The nodes that were made before following a model failed, the input first; none where that is not known."""
    grown = code.state.grown
    root = root_of(grown[-1]) if grown else None
    if root is None or root.axes is None or root.channels is None:
        return ()
    return [root, *(node for node in grown if node.root is root)]


def calls_of(nodes: Sequence[Node]) -> list[Call]:
    """The calls that made these nodes, in order."""
    return list({id(node.call): node.call for node in nodes if node.call is not None}.values())


def _titles(
    maker: Maker, framework: str, paths: Mapping[int, tuple[str, Value]], nodes: Sequence[Node]
) -> dict[int, str]:
    if framework == KERAS:
        return keras_titles(calls_of(nodes), maker)
    return torch_titles(calls_of(nodes), {key: path for key, (path, _) in paths.items()})


def _check_registered(paths: Container[int], registered: Container[int], calls: Sequence[Call]) -> None:
    """Raises `Trouble` where a layer with weights stands in a plain list, which PyTorch does not look into."""
    for call in calls:
        if id(call.maker) in paths and id(call.maker) not in registered:
            raise Trouble(Note(call.start, call.end, "unknown-value", {"name": call.class_name}))


def _has_frozen(layers: Sequence[ModelLayer], code: Statements) -> bool:
    starts = {layer.start for layer in layers}
    return any(layer.is_frozen and layer.start in starts for layer in code.state.layers)


def _framework(maker: Maker) -> str:
    if isinstance(maker, Instance):
        return maker.cls.base.partition(".")[0] or PYTORCH
    return maker.framework


def _at(maker: Maker, stage: Stage) -> Maker:
    """The model with the layers that it had then."""
    if not isinstance(maker, Sequential) or stage.children is None:
        return maker
    then = Sequential(maker.framework, maker.class_name, maker.start, maker.end, maker.order, dict(stage.children))
    then.name, then.is_frozen, then.trouble = maker.name, maker.is_frozen, stage.trouble
    return then


def _partial(maker: Maker, framework: str, found: Iterable[tuple[str, Value]]) -> tuple[ModelLayer, ...]:
    layers = [(path, value) for path, value in found if isinstance(value, CodeLayer)]
    if framework == KERAS:
        calls = [Call(layer, layer.class_name, layer.start, layer.end, layer.order) for _, layer in layers]
        titles = keras_titles(calls, maker)
        layers = [(titles[id(call)], layer) for call, (_, layer) in zip(calls, layers, strict=True)]
    return single_layers(layers)


def _nodes(code: Statements, maker: Maker, fed: Sequence[tuple[Shape, ...]]) -> Sequence[Node]:
    """The nodes of the model, its input first.

    Raises `Trouble` or `NotPlain` where it cannot be followed.
    """
    if isinstance(maker, Graph):
        nodes = reached(maker)
        if not nodes or not isinstance(nodes[0], Input) or sum(isinstance(node, Input) for node in nodes) > 1:
            raise Trouble(Note(maker.start, maker.end, "not-a-chain", {"why": "several-inputs"}))
        return nodes
    if maker.trouble:
        raise Trouble(maker.trouble)
    inputs = list(_inputs(maker, fed))
    for place, tensor in enumerate(inputs):
        try:
            return _through(code, maker, tensor)
        except Trouble as trouble:
            if trouble.note.code != "axes-disagree" or place == len(inputs) - 1:
                raise
    raise Trouble(Note(maker.start, maker.end, "no-input-shape"))


def _through(code: Statements, maker: Maker, tensor: Tensor) -> Sequence[Node]:
    state = code.state
    before, state.tracing, state.steps = state.tracing, True, 0
    try:
        if isinstance(maker, Sequential):
            value = code.through(maker.children.values(), tensor)
        else:
            assert isinstance(maker, Instance)
            value = code.forward(maker, tensor)
    finally:
        state.tracing = before
    ends = [value] if not isinstance(value, list | tuple) else list(value)
    unknown = next((end for end in ends if isinstance(end, Unknown)), None)
    if unknown is not None:
        raise Trouble(unknown.note)
    outputs = [end.node for end in ends if isinstance(end, Tensor)]
    if not outputs or len(outputs) < len(ends):
        raise Trouble(Note(maker.start, maker.end, "not-a-chain", {"why": "no-output"}))
    root = root_of(outputs[0])
    if root.axes is None or root.channels is None:
        raise Trouble(Note(maker.start, maker.end, "no-input-shape"))
    nodes = ancestors(outputs)
    if nodes[0] is not root:
        nodes = [root, *(node for node in nodes if node is not root)]
    return nodes


def _inputs(maker: Maker, fed: Sequence[tuple[Shape, ...]]) -> Iterator[Tensor]:
    """What the model may be fed, as far as the code says with certainty."""
    if isinstance(maker, Sequential) and maker.framework == KERAS:
        told = _first_shape(maker)
        if told is not None:
            yield Tensor(_fresh(told))
            return
    if len({*fed}) == 1:
        for dimensions in fed[0]:
            yield Tensor(new_input("", None, None, None, dimensions))
        return
    yield Tensor(new_input(_framework(maker), None, None))


def _fresh(told: Shape | Input) -> Input:
    if isinstance(told, Input):
        return new_input(KERAS, told.sizes, told.channels, told.call)
    return new_input(KERAS, told[:-1], told[-1])


def _first_shape(maker: Sequential) -> Shape | Input | None:
    """The input shape that the first layer of a Keras model was given."""
    child: Value = next(iter(maker.children.values()), None)
    match child:
        case Tensor(Input() as root):
            return root
        case CodeLayer():
            found = layer_class(child.framework, child.class_name)
            return shape_of(child.arguments, found.parameters if found else ()) or None
        case Sequential():
            return _first_shape(child)
        case Graph():
            return root_of(child.inputs.node)
    return None


def _check_unused(maker: Maker, paths: dict[int, tuple[str, Value]], nodes: Sequence[Node]) -> None:
    """PyTorch counts the parameters of layers that the model has and does not use; a network cannot.

    Raises `Trouble`.
    """
    if _framework(maker) == KERAS:
        return
    used = {id(node.call.maker) for node in nodes if node.call is not None}
    for path, value in paths.values():
        if isinstance(value, Unknown) and value.note.code == "unknown-layer":
            raise Trouble(value.note)
        if isinstance(value, CodeLayer) and id(value) not in used and _learns(value):
            raise Trouble(Note(value.start, value.end, "not-a-chain", {"why": "unused-layer", "name": path}))


def _learns(layer: CodeLayer) -> bool:
    try:
        return any(stores(name) for name, _ in parts_of(layer, None))
    except Misread:
        return True
