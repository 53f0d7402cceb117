"""What the calls of a framework's names make: layers, models, inputs, samples, and what its functions do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.models.frameworks import keras
from symcnn.models.frameworks.call_arguments import Misread, bound
from symcnn.models.frameworks.layer_classes import is_activation, is_class, is_function, joins, layer_class
from symcnn.models.frameworks.paddle import PADDLE, torch_arguments, torch_name
from symcnn.models.frameworks.references import Reference, Value
from symcnn.models.model import KERAS, PYTORCH, Note
from symcnn.models.python.applying import applied
from symcnn.models.python.code_values import (
    CodeLayer,
    Graph,
    Input,
    Instance,
    ModuleDict,
    ModuleList,
    Partial,
    Tensor,
    Unknown,
)
from symcnn.models.python.code_values import Sequential as Chain
from symcnn.models.python.graph import are_alike, root_of
from symcnn.models.python.naming import framework_of
from symcnn.models.python.state import State
from symcnn.models.python.tensors import MERGES, UNCHANGED, joined, method, reshaped, shape
from symcnn.models.python.told_shapes import FEEDING, SAMPLES, fed, input_of, sample

PADDING = "pad"
"""PyTorch's function that tells by the number of sides how many axes it pads."""


def made(state: State, path: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """The value of a call of something that the document does not define.

    Raises `Trouble`.
    """
    framework, leaf = framework_of(path), path.rpartition(".")[2]
    place = state.place
    if leaf in SAMPLES and (framework or path.startswith(("numpy.", "tensorflow."))):
        if path.startswith("numpy.") and _has_pytorch(state):
            return state.unknown(place, name=leaf)
        return sample(state, given, keywords)
    if leaf in FEEDING:
        return fed(state, path, given, keywords)
    if path.endswith((".partial", ".OrderedDict")):
        return _helper(state, leaf, given, keywords)
    if leaf == "__init__" or leaf == "seed" or leaf == "manual_seed":
        return None
    if framework == KERAS:
        return _keras(state, path, leaf, given, keywords)
    if framework == PYTORCH:
        return _torch(state, path, leaf, given, keywords)
    if path.startswith("tensorflow."):
        return _function(state, KERAS, leaf, given, keywords)
    if leaf == "prod" and given and isinstance(given[0], tuple | list):
        return state.unknown(place, name=path)
    code = "unknown-layer" if leaf[:1].isupper() else "unknown-value"
    return state.unknown(place, code, name=leaf)


def layer(state: State, framework: str, name: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> CodeLayer:
    """A layer with its arguments."""
    found = layer_class(framework, name)
    assert found is not None
    start, end = state.place
    new = CodeLayer(framework, found.name, start, end, state.next(), state.site(start), tuple(state.calls))
    try:
        values = bound(found.parameters, given, keywords)
        new.arguments = keras.modern(name, values, found.parameters) if framework == KERAS else values
    except Misread as error:
        new.trouble = Note(start, end, "unknown-value", {"name": error.name, "layer": found.name})
    _wrap(state, new)
    if "**" in keywords:
        new.trouble = Note(start, end, "unknown-value", {"name": "**", "layer": found.name})
    if isinstance(keywords.get("name"), str):
        new.name = keywords["name"]
    new.is_frozen = keywords.get("trainable") is False
    state.layers.append(new)
    return new


def _wrap(state: State, new: CodeLayer) -> None:
    """A layer that was given another one has its arguments beside its own, and the name of its class."""
    inner = new.arguments.get("layer")
    if isinstance(inner, CodeLayer):
        new.inner, new.trouble = inner, new.trouble or inner.trouble
        new.arguments = {**inner.arguments, **new.arguments, "layer": inner.class_name}
        state.layers = [each for each in state.layers if each is not inner]


def _keras(state: State, path: str, leaf: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    start, end = state.place
    name = keywords["name"] if isinstance(keywords.get("name"), str) else None
    match leaf:
        case "Sequential":
            chain = Chain(KERAS, leaf, start, end, state.next(), {}, name)
            layers = given[0] if given else keywords.get("layers")
            if isinstance(layers, list | tuple):
                for place, child in enumerate(layers):
                    chain.children[str(place)] = child
                    state.adopt(child)
            elif layers is not None:
                chain.trouble = Note(start, end, "unknown-value", {"name": "layers"})
            return _kept(state, chain)
        case "Model" | "Functional":
            return _graph(state, given, keywords, name)
        case "Input" | "InputLayer":
            return input_of(state, given, keywords)
        case "get" if ".activations." in path:
            name = given[0] if given else None
            return Reference(f"keras.activations.{name}") if isinstance(name, str) else name
        case "int_shape" if given and isinstance(given[0], Tensor):
            found = shape(given[0])
            return state.unknown(state.place, name=leaf) if found is None else found
        case _ if is_class(KERAS, leaf):
            return layer(state, KERAS, leaf, given, keywords)
        case _ if joins(KERAS, leaf) and given:
            maker = layer(state, KERAS, leaf.capitalize(), given[1:], keywords)
            return applied(state, maker, given[0], state.place)
    if leaf[:1].isupper():
        return state.unknown(state.place, "unknown-layer" if ".layers" in path else "unknown-value", name=leaf)
    return _function(state, KERAS, leaf, given, keywords)


def _kept(state: State, maker: Chain | Graph) -> Chain | Graph:
    if not any(instance.cls.base for instance in state.making):
        state.makers.append(maker)
    state.touched(maker, maker.end)
    return maker


def _graph(state: State, given: Sequence[Value], keywords: Mapping[str, Value], name: str | None) -> Value:
    values = bound(("inputs", "outputs"), given, keywords)
    inputs = values.get("inputs", values.get("input"))
    outputs = values.get("outputs", values.get("output"))
    if isinstance(inputs, list | tuple) and len(inputs) == 1:
        inputs = inputs[0]
    ends = tuple(outputs) if isinstance(outputs, list | tuple) else (outputs,)
    unknown = next((value for value in (inputs, *ends) if isinstance(value, Unknown)), None)
    if unknown is not None:
        state.notes.append(unknown.note)
        return unknown
    if isinstance(inputs, list | tuple):
        inputs = _as_one(inputs, ends)
    if inputs is None:
        note = Note(*state.place, "not-a-chain", {"why": "several-inputs", "name": "Model"})
        state.notes.append(note)
        return Unknown(note)
    if not isinstance(inputs, Tensor) or not all(isinstance(value, Tensor) for value in ends):
        return state.unknown(state.place, name="Model")
    return _kept(state, Graph(inputs, ends, *state.place, state.next(), name))


def _as_one(inputs: Sequence[Value], ends: Sequence[Value]) -> Tensor | None:
    """The input in whose place all of a model stand, where they are alike and meet before each of its outputs."""
    roots = [tensor.node for tensor in inputs if isinstance(tensor, Tensor) and isinstance(tensor.node, Input)]
    behind = {id(root_of(end.node)): root_of(end.node) for end in ends if isinstance(end, Tensor)}
    if len(behind) != 1 or len(roots) < len(inputs):
        return None
    (root,) = behind.values()
    return Tensor(root) if all(root is each or are_alike(root, each) for each in roots) else None


def _has_pytorch(state: State) -> bool:
    """Whether the code imports PyTorch: its models take no arrays, which then are another program's on the page."""
    references = (value for value in state.names.values() if isinstance(value, Reference))
    return any(framework_of(reference.path) == PYTORCH for reference in references)


def _helper(state: State, leaf: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    if leaf == "partial" and given:
        return Partial(given[0], tuple(given[1:]), keywords)
    if leaf == "OrderedDict":
        if not given:
            return dict(keywords)
        if isinstance(given[0], dict):
            return dict(given[0])
        rows: list[Value] = list(given[0]) if isinstance(given[0], list | tuple) else [None]
        if all(isinstance(row, list | tuple) and len(row) == 2 and isinstance(row[0], str) for row in rows):
            return {row[0]: row[1] for row in rows}
    return state.unknown(state.place, name=leaf)


def _torch(state: State, path: str, leaf: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    if path.startswith(f"{PADDLE}.") or torch_name(leaf) != leaf:
        given, keywords = torch_arguments(leaf, given, keywords)
        leaf = torch_name(leaf)
    start, end = state.place
    match leaf:
        case "Sequential":
            chain = Chain(PYTORCH, leaf, start, end, state.next())
            fill(state, chain, given)
            return _kept(state, chain)
        case "ModuleList":
            return (
                ModuleList(given[0])
                if given and isinstance(given[0], list | tuple)
                else given[0]
                if given
                else ModuleList()
            )
        case "ModuleDict":
            return (
                ModuleDict(given[0]) if given and isinstance(given[0], dict) else state.unknown(state.place, name=leaf)
            )
        case _ if is_class(PYTORCH, leaf):
            return layer(state, PYTORCH, leaf, given, keywords)
    if leaf[:1].isupper() and ".nn." in path:
        return state.unknown(state.place, "unknown-value" if leaf.endswith("Loss") else "unknown-layer", name=leaf)
    return _function(state, PYTORCH, leaf, given, keywords)


def fill(state: State, chain: Chain | Instance, given: Sequence[Value]) -> None:
    """Puts the arguments of ``nn.Sequential`` into it."""
    rows = (
        given[0]
        if len(given) == 1 and isinstance(given[0], dict)
        else dict(zip(map(str, range(len(given))), given, strict=True))
    )
    for name, child in rows.items():
        chain.children[str(name)] = child
        state.adopt(child)
        if isinstance(child, list | tuple | str) or child is None:
            chain.trouble = Note(*state.place, "unknown-value", {"name": "Sequential"})


def _function(state: State, framework: str, leaf: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """A function of tensors.

    Raises `Trouble`.
    """
    first = given[0] if given else keywords.get("input", keywords.get("tensors", keywords.get("values")))
    is_tensor = isinstance(first, Tensor)
    if leaf in MERGES and (is_tensor or isinstance(first, list | tuple)):
        return joined(state, leaf, given, keywords, state.place)
    if not is_tensor:
        unknown = first if isinstance(first, Unknown) else None
        return unknown or state.unknown(state.place, name=leaf)
    rest = {name: value for name, value in keywords.items() if name != "input"}
    if leaf in UNCHANGED:
        return first
    if leaf == "reshape":
        wanted = given[1] if len(given) > 1 else keywords.get("shape")
        return reshaped(state, first, wanted if isinstance(wanted, list | tuple) else given[1:], leaf, state.place)
    if leaf in ("mean", "reduce_mean", "squeeze"):
        return method(state, first, leaf.removeprefix("reduce_"), list(given[1:]), rest)
    if framework == KERAS:
        if is_activation(leaf):
            return applied(state, layer(state, KERAS, "Activation", [leaf], {}), first, state.place)
        raise state.fail(state.place, "unknown-layer", name=leaf)
    if leaf != PADDING and not is_function(PYTORCH, leaf):
        raise state.fail(state.place, "unknown-layer", name=leaf)
    return applied(state, functional(state, leaf, given[1:], rest), first, state.place)


def functional(state: State, leaf: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> CodeLayer:
    """The layer that does what a function of PyTorch does.

    Raises `Trouble`.
    """
    found = layer_class(PYTORCH, leaf)
    try:
        values = bound(found.parameters if found else ("padding", "mode", "value"), given, keywords)
    except Misread as error:
        raise state.fail(state.place, "unknown-value", name=error.name, layer=leaf) from None
    if leaf == PADDING:
        sides = values.get("padding")
        if not isinstance(sides, list | tuple) or len(sides) not in (2, 4, 6):
            raise state.fail(state.place, "unknown-value", name="padding", layer=leaf)
        return layer(state, PYTORCH, f"ZeroPad{len(sides) // 2}d", [], values)
    return layer(state, PYTORCH, leaf, [], values)
