"""What is done with tensors by methods, functions and signs: ``x.view(-1, 400)``, ``torch.cat``, ``a + b``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import prod

from symcnn.core.written.tree import ONE, Num, Op, Sym
from symcnn.models.frameworks.call_arguments import Letters
from symcnn.models.frameworks.references import Value
from symcnn.models.model import KERAS, PYTORCH
from symcnn.models.python.code_values import BATCH, Call, Extent, Input, Node, Tensor
from symcnn.models.python.graph import (
    added,
    are_alike,
    axes_of,
    channels_of,
    has_open_sizes,
    new_input,
    root_of,
    settle,
    sizes_of,
    stand_for,
)
from symcnn.models.python.operators import is_batch
from symcnn.models.python.state import State
from symcnn.network.figures.values import is_number

UNCHANGED = frozenset(
    (
        *("contiguous", "to", "cuda", "cpu", "float", "half", "double", "detach", "clone", "requires_grad_", "type"),
        *("as_tensor", "identity", "cast", "stop_gradient", "abs", "absolute", "square", "sqrt", "exp", "neg"),
    )
)
"""Methods and functions that leave shape and parameters as they are."""

MERGES: Mapping[str, str] = {
    "cat": "concat",
    "concat": "concat",
    "concatenate": "concat",
    "add": "add",
    "sub": "subtract",
    "subtract": "subtract",
    "mul": "multiply",
    "multiply": "multiply",
}


_MOST_SIZES = 4
_SEQUENCE = ("batch", "channels", "position")


def make(
    state: State, kind: str, inputs: Sequence[Node], name: str, place: tuple[int, int], call: Call | None = None
) -> Tensor:
    """A tensor behind a new node; without a `call`, no layer of the framework stands for it."""
    made_by = call or state.used(None, name, place, place)
    return Tensor(grown(state, kind, {}, inputs, made_by))


def grown(state: State, kind: str, letters: Letters, inputs: Sequence[Node], call: Call) -> Node:
    """A new node behind others, which is remembered.

    Inputs of the network whose sizes are told and the same count as one: what lies behind them has the same figures.

    Raises `Trouble`.
    """
    root = root_of(inputs[0])
    for other in inputs[1:]:
        stand_for(root, other, state.spent)
    inputs = [root if isinstance(each, Input) and are_alike(root, each) else each for each in inputs]
    node = added(kind, letters, inputs, call, state.next())
    state.grown.append(node)
    return node


def merged(
    state: State, kind: str, tensors: Sequence[Value], name: str, place: tuple[int, int], call: Call | None = None
) -> Tensor:
    """Several tensors joined.

    Raises `Trouble`, also where they have different numbers of axes, but for Keras's layers, which put missing ones
    before the channels.
    """
    nodes = [tensor.node for tensor in tensors if isinstance(tensor, Tensor)]
    if not nodes or len(nodes) < len(tensors):
        raise state.fail(place, "unknown-value", name=name)
    stretches = call is not None and root_of(nodes[0]).framework == KERAS
    if kind != "concat" and not stretches and len({axes_of(node) for node in nodes}) > 1:
        raise state.fail(place, "unknown-layer", name="broadcasting")
    return make(state, kind, nodes, name, place, call)


def shape(tensor: Tensor) -> tuple[Value, ...] | None:
    """The shape as the framework gives it, the batch included; None where it is not known at all."""
    node = tensor.node
    channels = channels_of(node)
    sizes = [None] * (axes_of(node) or 0) if has_open_sizes(node) else sizes_of(node)
    if sizes is None or channels is None:
        return None
    known = [int(size) if is_number(size) else Extent(tensor, 1, (place,)) for place, size in enumerate(sizes)]
    if root_of(node).framework == KERAS:
        return (None, *known, channels)
    return (BATCH, channels, *known)


def reshaped(
    state: State, tensor: Tensor, wanted: Sequence[Value], name: str, place: tuple[int, int], call: Call | None = None
) -> Tensor:
    """The tensor with another shape.

    Raises `Trouble` where the sizes are not known, and where the numbers of values differ.
    """
    node = tensor.node
    first, *rest = wanted or (None,)
    if not (is_batch(first) or first is None or (type(first) is int and _is_batch_of(node, first))):
        raise state.fail(place, "unknown-value", name=name)
    match rest:
        case [one] if is_batch(one) or _is_whole(tensor, one):
            return make(state, "flatten", [node], name, place, call)
        case [int(count)] if type(count) is int:
            flat = make(state, "flatten", [node], name, place, call)
            settle(flat.node, root_of(node).framework or PYTORCH, None, count)
            found = channels_of(flat.node)
            if found is not None and found != count:
                raise state.fail(place, "features-disagree", name=name, wanted=count, found=found)
            return flat
    if isinstance(node, Input) and len(rest) > 1 and all(type(size) is int and size > 0 for size in rest):
        return _as_input(state, node, rest, place, call)
    if shape(tensor) is not None and tuple(rest) == (shape(tensor) or ())[1:]:
        return tensor
    return _as_map(state, tensor, rest, name, place, call)


def _as_map(
    state: State, tensor: Tensor, rest: Sequence[Value], name: str, place: tuple[int, int], call: Call | None
) -> Tensor:
    """The same values as a map or a sequence, of which at most one size is left to be worked out.

    Raises `Trouble`.
    """
    node = tensor.node
    told, channels = sizes_of(node), channels_of(node)
    sizes = [size for size in rest if type(size) is int and size > 0]
    if told is None or not all(map(is_number, told)) or not channels or not 1 < len(rest) <= _MOST_SIZES:
        raise state.fail(place, "unknown-layer", name=name)
    if len(sizes) < len(rest) - 1 or not all(size in sizes or is_batch(size) for size in rest):
        raise state.fail(place, "unknown-layer", name=name)
    values = channels * prod(map(int, told))
    whole = [values // prod(sizes) if is_batch(size) else int(size) for size in rest]
    if prod(whole) != values:
        raise state.fail(place, "features-disagree", name=name, wanted=prod(whole), found=values)
    is_last = root_of(node).framework == KERAS
    along, count = (whole[:-1], whole[-1]) if is_last else (whole[1:], whole[0])
    numbers = tuple(map(Num, along))
    letters: Letters = {"O": Op("x", numbers) if len(numbers) > 1 else numbers[0], "N": Num(count)}
    made_by = call or state.used(None, name, place, place)
    return Tensor(grown(state, "reshape", letters, [node], made_by))


def position(state: State, tensor: Tensor, axes: Sequence[Value]) -> Tensor:
    """One position of a sequence in PyTorch: ``x[:, :, -1]``; None stands for a whole axis.

    Raises `Trouble` where something else is taken.
    """
    which = {-1: "last", 0: "first"}
    is_torch = root_of(tensor.node).framework == PYTORCH
    if not (is_torch and axes_of(tensor.node) == 1 and len(axes) == len(_SEQUENCE) and axes[-1] in which):
        raise state.fail(state.place, "unknown-layer", name="[]")
    if any(axis is not None for axis in axes[:-1]):
        raise state.fail(state.place, "unknown-layer", name="[]")
    made_by = state.used(None, "select", state.place, state.place)
    return Tensor(grown(state, "select", {"which": Sym(which[axes[-1]])}, [tensor.node], made_by))


def _is_batch_of(node: Node, count: int) -> bool:
    dimensions = root_of(node).dimensions
    return dimensions is not None and dimensions[0] == count


def _is_whole(tensor: Tensor, size: Value) -> bool:
    """Whether the size is that of all values of the tensor, although its numbers are not told."""
    if not isinstance(size, Extent) or size.factor != channels_of(tensor.node):
        return False
    return size.tensor == tensor and len(size.axes) == axes_of(tensor.node)


def _as_input(state: State, node: Input, rest: Sequence[int], place: tuple[int, int], call: Call | None) -> Tensor:
    """An input that is given its shape at once: ``x.view(-1, 1, 28, 28)``."""
    is_keras = node.framework == KERAS
    channels, sizes = (rest[-1], rest[:-1]) if is_keras else (rest[0], rest[1:])
    values = channels
    for size in sizes:
        values *= size
    known = (*(node.sizes or ()), node.channels) if node.channels is not None else (node.dimensions or (0,))[1:]
    count = 1
    for told in known:
        count *= told or 0
    if known and count != values:
        raise state.fail(
            place, "unknown-layer" if not count else "features-disagree", name="reshape", wanted=values, found=count
        )
    return Tensor(new_input(node.framework, tuple(sizes), channels, call or node.call))


def method(state: State, tensor: Tensor, name: str, given: Sequence[Value], keywords: Mapping[str, Value]) -> Value:
    """The value of ``tensor.name(…)``.

    Raises `Trouble` where that is not known.
    """
    place = state.place
    flat = given[0] if len(given) == 1 and isinstance(given[0], list | tuple) else given
    match name:
        case _ if name in UNCHANGED:
            return tensor
        case "view" | "reshape":
            return reshaped(state, tensor, flat, name, place)
        case "size" | "dim":
            found = shape(tensor)
            if found is None:
                return BATCH if name == "size" and given == [0] else state.unknown(place, name=name)
            if name == "dim":
                return len(found)
            return found[given[0]] if given and type(given[0]) is int and abs(given[0]) < len(found) else found
        case "mean":
            return _mean(state, tensor, given, keywords)
        case "squeeze":
            sizes = sizes_of(tensor.node)
            if sizes and all(size == 1 for size in sizes) and (not given or (len(sizes) == 1 and given[0] in (-1, 2))):
                return make(state, "flatten", [tensor.node], name, place)
        case "add" | "mul" | "add_" | "mul_" if given and isinstance(given[0], Tensor):
            return merged(state, MERGES[name.rstrip("_")], [tensor, given[0]], name.rstrip("_"), place)
    raise state.fail(place, "unknown-layer", name=name)


def _mean(state: State, tensor: Tensor, given: Sequence[Value], keywords: Mapping[str, Value]) -> Tensor:
    axes = keywords.get("dim", keywords.get("axis", given[0] if given else None))
    count = axes_of(tensor.node) or 0
    first = 1 if root_of(tensor.node).framework == KERAS else 2
    chosen = sorted(axes) if isinstance(axes, list | tuple) and all(type(axis) is int for axis in axes) else [axes]
    from_the_end = list(range(-count, 0)) if first == 2 else None
    if not count or chosen not in (list(range(first, first + count)), from_the_end):
        raise state.fail(state.place, "unknown-value", name="mean")
    keeps = keywords.get("keepdim", keywords.get("keepdims", given[1] if len(given) > 1 else False))
    if keeps is True:
        made_by = state.used(None, "mean", state.place, state.place)
        return Tensor(grown(state, "adaptive_avg_pool", {"O": ONE}, [tensor.node], made_by))
    return make(state, "global_avg_pool", [tensor.node], "mean", state.place)


def joined(
    state: State, name: str, given: Sequence[Value], keywords: Mapping[str, Value], place: tuple[int, int]
) -> Value:
    """The value of a function that joins tensors: ``torch.cat([a, b], 1)``, ``tf.add(a, b)``.

    Raises `Trouble`.
    """
    kind = MERGES[name]
    tensors = given[0] if given and isinstance(given[0], list | tuple) else given[:2] if kind != "concat" else None
    if tensors is None:
        tensors = keywords.get("tensors", keywords.get("values", ()))
    if kind == "concat" and tensors:
        default = given[1] if len(given) > 1 else None
        axis = keywords.get("dim", keywords.get("axis", default))
        first = tensors[0]
        count = axes_of(first.node) if isinstance(first, Tensor) else None
        is_keras = isinstance(first, Tensor) and root_of(first.node).framework == KERAS
        good = (-1, (count or 0) + 1) if is_keras else (1, -1 - (count or 0))
        if count is None and axis == 1 and not is_keras:
            good = (1, 1)
        if axis not in good:
            raise state.fail(place, "unknown-value", name="axis")
    return merged(state, kind, list(tensors), name, place)
