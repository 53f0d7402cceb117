"""Shapes that code tells: those of inputs, of samples, and of what models are fed."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from symcnn.models.frameworks.call_arguments import bound
from symcnn.models.frameworks.paddle import PADDLE
from symcnn.models.frameworks.references import Value
from symcnn.models.model import KERAS
from symcnn.models.python.code_values import Call, Graph, Input, Instance, Tensor
from symcnn.models.python.code_values import Sequential as Chain
from symcnn.models.python.graph import new_input
from symcnn.models.python.state import Shape, State

SAMPLES = frozenset({"randn", "rand", "zeros", "ones", "empty", "uniform", "normal", "random", "random_sample"})
FEEDING = frozenset(
    {"summary", "profile", "export", "trace", "add_graph", "make_dot", "draw_graph", "FlopCountAnalysis"}
)
"""Functions that are given a model and a sample, or the shape of one."""

_SHAPES = ("input_shape", "shape", "batch_input_shape", "batch_shape", "input_dim")
_LENGTH = "input_length"


def known_shape(value: Value) -> Shape | None:
    """The value as a shape, if it is one."""
    if type(value) is int:
        value = (value,)
    if isinstance(value, list | tuple) and all(size is None or (type(size) is int and size > 0) for size in value):
        return tuple(value)
    return None


def shape_of(values: Mapping[str, Value], own: Container[str] = ()) -> Shape | None:
    """The shape of one sample that a layer's arguments give: ``input_shape``, ``batch_shape`` and their like.

    What is the layer's `own` is none of them: ``input_dim`` of an embedding is how many words it knows.
    """
    length = known_shape(values[_LENGTH]) if _LENGTH in values else ()
    for name in _SHAPES:
        if name in values and name not in own:
            found = known_shape(values[name])
            if found is None or length is None:
                return None
            return found[1:] if name.startswith("batch") else (*length, *found) if name == "input_dim" else found
    return length or None


def input_of(state: State, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """``Input(shape=(28, 28, 1))``"""
    found = shape_of(bound(("shape",), given, keywords))
    if not found:
        return state.unknown(state.place, "no-input-shape")
    start, end = state.place
    name = keywords.get("name")
    call = Call(None, "InputLayer", start, end, state.next(), name if isinstance(name, str) else None)
    node = new_input(KERAS, found[:-1], found[-1], call)
    return Tensor(node)


def sample(state: State, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """``torch.randn(1, 3, 224, 224)``"""
    size = keywords.get("size", keywords.get("shape"))
    value = size if size is not None else given[0] if len(given) == 1 or _is_shape(given) else given
    found = known_shape(value)
    if not found:
        return state.unknown(state.place, name="shape")
    return Tensor(new_input("", None, None, None, found))


def _is_shape(given: Sequence[Value]) -> bool:
    return bool(given) and isinstance(given[0], list | tuple)


def fed(state: State, path: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """``summary(model, (3, 224, 224))`` and its like, which tell what a model is fed."""
    model = next((value for value in given if isinstance(value, Chain | Instance | Graph)), None)
    others = [*(value for value in given if value is not model), *keywords.values()]
    if model is not None:
        for value in others:
            value = _first_of_alike(state, model, value)
            several = value if isinstance(value, list | tuple) and len(value) == 1 else [value]
            tensor = next((found for found in several if isinstance(found, Tensor)), None)
            shape = known_shape(several[0]) if isinstance(several[0], list | tuple) else None
            if tensor is not None:
                state.feed(model, tensor.node)
            elif path.endswith(".summary") and shape is not None:
                state.fed.setdefault(id(model), []).append(_readings(path, shape))
                break
    return None


def alike_samples(given: Sequence[Value]) -> int:
    """How many samples stand there, where all are of one shape; else none."""
    shapes = {
        each.node.dimensions if isinstance(each, Tensor) and isinstance(each.node, Input) else None for each in given
    }
    return len(given) if len(shapes) == 1 and None not in shapes else 0


def _first_of_alike(state: State, model: Value, value: Value) -> Value:
    """The first of several shapes, or samples, that are one: of ``[(1, 28, 28), (1, 28, 28)]``, for two inputs."""
    if not isinstance(value, list | tuple) or len(value) < 2:
        return value
    shapes = [known_shape(each) if isinstance(each, list | tuple) else None for each in value]
    count = len(shapes) if None not in shapes and len({*shapes}) == 1 else alike_samples(value)
    state.feed_alike(model, count)
    return [value[0]] if count else value


def _readings(path: str, shape: Shape) -> tuple[Shape, ...]:
    """The shape with the batch: torchinfo and PaddlePaddle take it so, torchsummary without."""
    if path.startswith(("torchinfo", PADDLE)):
        return (shape,)
    return ((None, *shape),) if path == "torchsummary.summary" else (shape, (None, *shape))
