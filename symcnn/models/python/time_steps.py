"""A layer that works on each step of a sequence by itself: Keras's ``TimeDistributed(Conv2D(8, 3))``."""

from __future__ import annotations

from symcnn.core.written.tree import ONE, ZERO, Expr, Num, Op, Sym
from symcnn.models.frameworks.call_arguments import Letters, Misread, Parts, by_axis
from symcnn.models.frameworks.layer_classes import LayerClass, layer_class, parts_of_call
from symcnn.models.python.code_values import CodeLayer
from symcnn.network.wiring.layer_kinds import kind

EACH_STEP = "TimeDistributed"
_LEAST_AXES = 2
"""Those of a sequence of sequences: with fewer, a step is a vector already."""
_IDLE = {"K": ONE, "S": ONE, "D": ONE, "P": ZERO}
"""What a window has along the axis of the steps, of which it sees one at a time."""


def parts_of_steps(inner: CodeLayer | None, axes: int | None) -> Parts:
    """The catalogue's kinds on a map whose first of so many `axes` are the steps.

    Raises `Misread` for what none of them does on each step.
    """
    found = _one_kind(inner)
    if inner is None or found is None or not axes:
        raise Misread("layer")
    if found.axes is None:
        parts = parts_of_call(found, inner.arguments, axes)
        if any(not _keeps_places(name) for name, _ in parts):
            raise Misread("layer")
        return parts
    if found.axes != axes - 1:
        raise Misread("layer")
    parts = parts_of_call(found, inner.arguments, found.axes)
    return tuple((name, _with_steps(name, letters, found.axes)) for name, letters in parts)


def before_vectors(inner: CodeLayer, axes: int | None, steps: int) -> Parts | None:
    """What is done before the values of each step stand in a row; None where a step becomes no vector of its values."""
    found = _one_kind(inner)
    if found is None or not axes or axes < _LEAST_AXES:
        return None
    if all("vector" in kind(one.kind, {}).traits for one in found.spelled) and found.axes is None:
        return ()
    if "keepdims" not in found.parameters or found.axes != axes - 1:
        return None
    kept = parts_of_call(found, {**inner.arguments, "keepdims": True}, found.axes)
    return tuple((name, {**letters, "O": _beside(Num(steps), letters["O"], found.axes)}) for name, letters in kept)


def _one_kind(inner: CodeLayer | None) -> LayerClass | None:
    """The class of a layer that is of a kind of the catalogue, on one tensor, and holds no other layer."""
    found = layer_class(inner.framework, inner.class_name) if inner is not None and inner.inner is None else None
    is_plain = found is not None and all(one.kind and not kind(one.kind, {}).merges for one in found.spelled)
    return found if is_plain else None


def _keeps_places(name: str) -> bool:
    """Whether a layer does the same at each place of a map, wherever that is."""
    rules = {rule.target: rule.expr for rule in kind(name, {}).rules if not rule.guards}
    return rules["O"] == Sym("I") and "vector" not in kind(name, {}).traits


def _with_steps(name: str, letters: Letters, axes: int) -> Letters:
    spatial = {letter for letter in letters if letter in kind(name, {}).spatial}
    if not spatial or not spatial <= _IDLE.keys():
        raise Misread("layer")
    return letters | {letter: _beside(_IDLE[letter], letters[letter], axes) for letter in spatial}


def _beside(idle: Expr, sizes: Expr, axes: int) -> Expr:
    """Sizes axis by axis, with that of the steps before them; a word holds for all axes."""
    if isinstance(sizes, Sym):
        return sizes
    return by_axis([idle, *(sizes.args if isinstance(sizes, Op) and sizes.name == "x" else (sizes,) * axes)])
