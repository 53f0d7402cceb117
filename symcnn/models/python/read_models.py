"""Keras and PyTorch code of a document as models: read by a parser, followed as far as it is certain, never run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.core.limits import MAX_CODE
from symcnn.core.record import record
from symcnn.models.model import KERAS, PYTORCH, Model, ModelLayer, Note
from symcnn.models.python.assembling import paths_of
from symcnn.models.python.code_tabs import Tabs, tabs_of, within
from symcnn.models.python.code_values import Class, Function, Graph, Instance, Sequential, Trouble
from symcnn.models.python.flows import flows
from symcnn.models.python.following import Statements
from symcnn.models.python.loose_layers import loose, rows_of
from symcnn.models.python.operators import NotPlain
from symcnn.models.python.parsed_code import pieces
from symcnn.models.python.state import Worked
from symcnn.models.python.tracing import traced

__all__ = ["KERAS", "PYTORCH", "Model", "ModelLayer", "Note", "read_models"]


@record
class CodeRead:
    """What code makes: its models, notes on what cannot be followed, and the numbers that expressions come to.

    `rows` are networks of layers that belong to no model, as they may be joined.
    """

    models: tuple[Model, ...]
    notes: tuple[Note, ...]
    rows: tuple[Model, ...]
    worked: Mapping[tuple[int, int], Worked]


def read_models(shown: str, extents: Sequence[tuple[int, int]]) -> tuple[tuple[Model, ...], tuple[Note, ...]]:
    """The models in the stretches of code of a document, in every state that may be spoken of, and notes.

    Names live on from one stretch to the next. A model that grows comes once for each ``summary()`` and for
    each stretch at whose end it differs. Nothing is guessed: where a layer or a value is not understood there
    is no network, and a note says what it was.

    >>> code = "model = Sequential([Conv2D(6, 5, input_shape=(28, 28, 1)), MaxPooling2D(), Flatten(), Dense(10)])"
    >>> (model,), notes = read_models(code, [(0, len(code))])
    >>> model.name, [layer.name for layer in model.layers], notes
    ('model', ['conv2d', 'max_pooling2d', 'flatten', 'dense'], ())
    >>> model.layers[0].arguments["K"], code[model.layers[0].start : model.layers[0].end]
    (5, 'Conv2D(6, 5, input_shape=(28, 28, 1))')
    """
    found = read_code(shown, extents)
    return found.models, found.notes


def read_code(shown: str, extents: Sequence[tuple[int, int]]) -> CodeRead:
    r"""The same, with the numbers that the expressions of statements come to.

    >>> read_code("c = 8\nn = 9 * c + 8", [(0, 19)]).worked
    {(10, 19): (80,)}
    """
    code = Statements()
    code.state.names["__name__"] = "__main__"
    read = 0
    owners: dict[str, Tabs] = {}
    for start, end in extents:
        read += max(end - start, 0)
        if read > MAX_CODE:
            code.state.notes.append(Note(start, end, "code-too-long", {"limit": MAX_CODE}))
            break
        if code.state.is_full:
            break
        code.state.steps = 0
        with within(tabs_of(shown, start, end), code.state.names, owners):
            for piece in pieces(shown, start, end):
                code.follow(piece)
        _stage_all(code)
    _try_unused(code)
    _stage_all(code)
    models, notes = _finished(code, shown)
    in_models = {layer.start for model in models if model.name or model.network for layer in model.layers}
    free = [layer for layer in code.state.layers if layer.start not in in_models]
    rows = tuple(rows_of(code, free, extents, shown))
    return CodeRead(models, notes, rows, {place: row for place, row in code.state.worked.items() if row is not None})


def _stage_all(code: Statements) -> None:
    for maker in code.state.makers:
        code.state.stage(maker)


def _try_unused(code: Statements) -> None:
    """Functions and models that the document defines and never uses, where they need no arguments."""
    state = code.state
    for function in state.functions:
        if id(function.node) not in state.called and not _needed(function, 0):
            state.place = function.scope.places.extent(function.node)
            _attempt(code, function)
    for cls in state.classes:
        start = cls.find("__init__")
        if (
            id(cls) in state.called
            or cls.base.endswith("Layer")
            or not (cls.find("forward") or cls.find("call") or start)
        ):
            continue
        if not isinstance(start, Function) or not _needed(start, 1):
            state.place = (cls.start, cls.end)
            _attempt(code, cls)


def _attempt(code: Statements, target: Function | Class) -> None:
    code.state.steps = 0
    try:
        value = code.call(target, [], {})
    except (Trouble, NotPlain, RecursionError):
        return
    if isinstance(value, Sequential | Graph | Instance):
        code.state.titles.setdefault(id(value), target.name)


def _needed(function: Function, own: int) -> bool:
    """Whether the function has parameters without a value, apart from the `own` first ones."""
    arguments = function.node.args
    plain = [argument.arg for argument in (*arguments.posonlyargs, *arguments.args)][own:]
    return any(name not in function.defaults for name in (*plain, *(a.arg for a in arguments.kwonlyargs)))


def _finished(code: Statements, shown: str) -> tuple[tuple[Model, ...], tuple[Note, ...]]:
    state = code.state
    models: list[Model] = []
    notes: dict[tuple[int, int, str], Note] = {(note.start, note.end, note.code): note for note in state.notes}
    written = tuple(state.layers)
    for stage in state.states:
        maker = stage.maker
        if id(maker) in state.adopted and id(maker) not in state.summarised:
            continue
        if isinstance(maker, Sequential) and not stage.children and not stage.trouble:
            continue
        try:
            model, found = traced(code, stage, shown)
        except RecursionError:
            continue
        models.append(model)
        notes.update({(note.start, note.end, note.code): note for note in found})
    models.extend(flows(state.flows, {layer.start for model in models for layer in model.layers}, shown))
    parts = {key for stage in state.states for key in paths_of(stage.maker)}
    known = {layer.start for model in models for layer in model.layers}
    models.extend(loose([layer for layer in written if id(layer) not in parts and layer.start not in known]))
    return tuple(sorted(models, key=lambda model: (model.upto, model.start))), tuple(notes.values())
