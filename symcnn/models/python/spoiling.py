"""What code that cannot be followed may change: those names, models and lists become unknown."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence

from symcnn.core.record import record
from symcnn.models.frameworks.references import Value
from symcnn.models.model import Note
from symcnn.models.python.code_values import CodeLayer, Instance, Sequential, Unknown

MUTATING = frozenset(
    (
        *("add", "append", "extend", "insert", "pop", "add_module", "register_module", "update", "remove", "clear"),
        *("reverse", "sort", "setdefault", "popitem"),
    )
)
"""Methods that change a list, a dict or a model."""

_LOOPS = (ast.For, ast.While, ast.AsyncFor)
_INNER = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)


def spoil(value: Value, note: Note) -> None:
    """Makes a model, a list or a dict one of which not all is known."""
    match value:
        case Sequential() | Instance():
            value.trouble = value.trouble or note
        case CodeLayer():
            value.trouble = value.trouble or note
        case list() as row:
            row[:] = [Unknown(note, is_rest=True)]
        case dict() as named:
            named.update((name, Unknown(note)) for name in [*named])
            named["?"] = Unknown(note, is_rest=True)


def is_spoiled(value: Value) -> bool:
    """Whether nobody knows what a list or dict holds."""
    held = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(isinstance(element, Unknown) and element.is_rest for element in held)


@record
class Changes:
    """What statements may do: give names a value, set attributes of objects, change what expressions stand for, and
    call methods of objects, which may change them.

    `leaves` and `breaks` say that they may leave the function or the loop around them.
    """

    names: tuple[str, ...]
    attributes: tuple[tuple[ast.expr, str], ...]
    changed: tuple[ast.expr, ...]
    called: tuple[ast.Attribute, ...]
    leaves: bool
    breaks: bool


def changes(body: Sequence[ast.AST]) -> Changes:
    """What the statements may change, if they are run at all, in whatever order."""
    names: list[str] = []
    attributes: list[tuple[ast.expr, str]] = []
    changed: list[ast.expr] = []
    called: list[ast.Attribute] = []
    leaves = breaks = False
    for node, in_loop in _walked(body):
        match node:
            case ast.Name(name, ast.Store() | ast.Del()):
                names.append(name)
            case ast.FunctionDef(name) | ast.ClassDef(name) | ast.AsyncFunctionDef(name):
                names.append(name)
            case ast.Import(aliases) | ast.ImportFrom(_, aliases):
                names.extend(alias.asname or alias.name.partition(".")[0] for alias in aliases)
            case ast.Attribute(owner, attribute, ast.Store() | ast.Del()):
                attributes.append((owner, attribute))
            case ast.Subscript(owner, _, ast.Store() | ast.Del()):
                changed.append(owner)
            case ast.AugAssign(target):
                changed.append(target)
            case ast.Call(callee, given):
                changed.extend(argument for argument in given if isinstance(argument, ast.Name))
                if isinstance(callee, ast.Attribute):
                    called.append(callee)
            case ast.Return():
                leaves = True
            case ast.Break() | ast.Continue():
                breaks = breaks or not in_loop
    return Changes(tuple(names), tuple(attributes), tuple(changed), tuple(called), leaves, breaks)


def _walked(body: Sequence[ast.AST]) -> Iterator[tuple[ast.AST, bool]]:
    """All nodes of the statements, those of functions inside them left out; and whether they stand in a loop."""
    pending = [(node, False) for node in body]
    while pending:
        node, in_loop = pending.pop()
        yield node, in_loop
        if not isinstance(node, _INNER):
            inside = in_loop or isinstance(node, _LOOPS)
            pending.extend((child, inside) for child in ast.iter_child_nodes(node))


def is_plain(node: ast.expr) -> bool:
    """Whether the expression is a name, with attributes and indices or without: nothing is called to know its value."""
    while isinstance(node, ast.Attribute | ast.Subscript):
        node = node.value
    return isinstance(node, ast.Name)
