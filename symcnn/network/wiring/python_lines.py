"""A line of Keras or PyTorch code as the line of this language that says it: read as Python, and never run."""

from __future__ import annotations

import ast
import warnings
from collections.abc import Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.network.wiring.layer_kinds import kind
from symcnn.network.wiring.layer_meanings import Given, Own, line_of
from symcnn.network.wiring.meant_names import held_line, holds_layer, meant_kind

_LONGEST = 1000
"""A longer text is not looked at."""

_NO_LAYER = late_pattern(
    r"(?:import|from[ \t]+[\w.]+[ \t]+import|class[ \t]+\w+[ \t]*[(:]|(?:async[ \t]+)?def[ \t]+\w+[ \t]*\(|return\b"
    r"|super[ \t]*\(|@\w|(?:if|elif|with|try|except)\b.*:|(?:else|try|finally)[ \t]*:|pass\b)"
)
"""Lines of a program that make no layer."""

_ABOUT_MODELS = frozenset(
    {
        *("summary", "compile", "fit", "evaluate", "predict", "build", "save", "load_weights", "plot_model", "print"),
        *("to", "cuda", "cpu", "eval", "train", "backward", "step", "zero_grad", "load_state_dict", "parameters"),
    }
)
"""Calls that make none either."""

_CONTAINERS = frozenset({"Sequential", "ModuleList"})
_INPUTS = frozenset({"Input", "InputLayer"})
_SHAPES = frozenset({"shape", "input_shape", "batch_shape", "batch_input_shape"})
_PASSED_ON = frozenset({"x", "y", "h", "_", "out", "output", "outputs", "model", "net", "layers"})
"""Names of what goes from layer to layer, which are no names of layers."""

_JOINED: dict[type[ast.operator], str] = {ast.Add: "add", ast.Mult: "multiply"}


def python_line(text: str, own: Own) -> str | None:
    """The line for a statement, empty where it makes no layer; None where it is nothing that is known.

    >>> python_line("model.add(Conv2D(32, (3, 3), activation='relu'))", {}), python_line("model.summary()", {})
    ('conv N=32 K=3; relu', '')
    >>> python_line("x = F.max_pool2d(F.relu(self.conv1(x)), 2)", {}), python_line("s = a + b", {})
    ('relu; max_pool K=2', 's: add from a, b')
    """
    if len(text) > _LONGEST:
        return None
    if _NO_LAYER.match(text):
        return ""
    try:
        with warnings.catch_warnings():  # of what looks odd in Python, which it need not be
            warnings.simplefilter("ignore")
            statements = ast.parse(text.strip()).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    match statements:
        case [ast.Assign(targets=[target], value=value)]:
            return _labelled(target, _line(value, own))
        case [ast.AnnAssign(target=target, annotation=value, value=None)]:
            return _labelled(target, _line(value, own))
        case [ast.Expr(value=value)]:
            return _line(value, own)
    return None


def script_lines(text: str) -> tuple[str, ...]:
    """The lines that say what a program builds, one statement after the other; none where one of them is not known.

    >>> script_lines("m = Sequential()\\nm.add(Conv2D(6, 5, input_shape=(8, 8, 3)))\\nm.add(Flatten())")
    ('input 8 x 8 x 3', 'conv N=6 K=5', 'flatten')
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            statements = ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    found: list[str] = []
    for statement in statements:
        line = python_line(ast.unparse(statement), {})
        if line is None:
            return ()
        shapes = (each for each in ast.walk(statement) if isinstance(each, ast.Call) and not found)
        shape = next((told for each in shapes if (told := _told_shape(each))), None)
        found += [each for each in (shape, line) if each]
    return tuple(found)


def _told_shape(call: ast.Call) -> str | None:
    """The input that a layer is told by name."""
    if not isinstance(call.func, ast.Name | ast.Attribute) or ast.unparse(call.func).split(".")[-1] in _INPUTS:
        return None
    told = [each for each in call.keywords if each.arg in _SHAPES]
    return _input((), told) if told else None


def _labelled(target: ast.expr, line: str | None) -> str | None:
    name = target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
    return f"{name}: {line}" if line and name not in ("", *_PASSED_ON) and not line.startswith("input ") else line


def _line(value: ast.expr, own: Own) -> str | None:
    match value:
        case ast.BinOp(ast.Name(left), operation, ast.Name(right)) if type(operation) in _JOINED:
            return f"{_JOINED[type(operation)]} from {left}, {right}"
        case ast.Call(func=ast.Call() as layer, args=inputs):
            line = _line(layer, own)
            joined = [each for given in inputs if isinstance(given, ast.List | ast.Tuple) for each in given.elts]
            return f"{line} from {', '.join(map(ast.unparse, joined))}" if line and joined else line
        case ast.Call(func=ast.Name() | ast.Attribute(), args=arguments, keywords=keywords):
            return _call(ast.unparse(value.func).split("."), arguments, keywords, own)
    return None


def _call(path: Sequence[str], arguments: Sequence[ast.expr], keywords: Sequence[ast.keyword], own: Own) -> str | None:
    """The line of a call of a name, which may be applied to the call of a layer before it."""
    name, inner = path[-1], [each for each in arguments[:1] if isinstance(each, ast.Call)]
    if name in _ABOUT_MODELS:
        return ""
    if name in _INPUTS:
        return _input(arguments, keywords)
    if name == "add" and len(path) > 1 and inner:
        return _line(inner[0], own)
    if name in _CONTAINERS:
        parts = arguments[0].elts if arguments and isinstance(arguments[0], ast.List) else arguments
        if not parts:
            return ""
        lines = [_line(part, own) for part in parts]
        return "; ".join(filter(None, lines)) if lines and all(lines) else None
    before = _line(inner[0], own) if inner else None
    if holds_layer(name):
        return held_line(name, before or "") or None
    if path[0] == "self":  # what a layer of this name is stands elsewhere
        return before
    if joined := _joined(name, arguments):
        return joined
    values = ast.Constant | ast.Tuple | ast.List
    is_applied = len(path) > 1 and name.islower() and bool(arguments) and not isinstance(arguments[0], values)
    positional = [Given("", ast.unparse(each)) for each in arguments[int(is_applied) :]]
    line = line_of(name, (*positional, *(Given(each.arg or "", ast.unparse(each.value)) for each in keywords)), own)
    return "; ".join(filter(None, (before, line))) or None


def _joined(name: str, arguments: Sequence[ast.expr]) -> str:
    """The line of a kind that joins the layers of these names."""
    parts = arguments[0].elts if arguments and isinstance(arguments[0], ast.List | ast.Tuple) else arguments
    meant = meant_kind(name, ())
    if len(parts) < 2 or not all(isinstance(part, ast.Name) for part in parts):
        return ""
    return f"{meant} from {', '.join(map(ast.unparse, parts))}" if meant and joins(meant) else ""


def joins(name: str) -> bool:
    """Whether a kind of the catalogue joins several inputs.

    >>> joins("add"), joins("relu"), joins("repeat")
    (True, False, False)
    """
    try:
        return kind(name, {}).merges
    except LookupError:
        return False


def _input(arguments: Sequence[ast.expr], keywords: Sequence[ast.keyword]) -> str | None:
    """The input of a shape without its axis of the batch."""
    shapes = [each.value for each in keywords if each.arg in _SHAPES] or list(arguments[:1])
    match shapes:
        case [ast.Tuple(elts=sides) | ast.List(elts=sides)]:
            told = [ast.unparse(side) for side in sides if not (isinstance(side, ast.Constant) and side.value is None)]
            return f"input {' x '.join(told)}" if told else None
    return None
