"""A layer's arguments as values: numbers, words, sizes that differ by axis, pairs, tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NoReturn

from symcnn.core.limits import MAX_AXES
from symcnn.core.record import record
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.near import near
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, walk
from symcnn.network.figures.values import Value, as_written, is_number, value_of_names
from symcnn.network.figures.variant import AXIS_NAMES, table_rows
from symcnn.network.language.syntax import Argument
from symcnn.network.wiring.argument_words import takes_only_words
from symcnn.network.wiring.layer_kinds import LayerKind
from symcnn.network.wiring.network import WiredLayer


@record
class Arguments:
    """What a layer was given, defaults included.

    `values` may hold a tuple, one value an axis; a pair P is there as ``P_before`` and ``P_after``.
    `given` are the names whose value is not the default.
    """

    values: tuple[tuple[str, Value], ...]
    words: frozenset[tuple[str, str | int]]
    given: frozenset[str]
    table: Expr | None


def arguments(layer: WiredLayer, scope: Mapping[str, Value], axes: tuple[str, ...]) -> Arguments:
    """The layer's arguments as values; names in them are looked up in `scope`.

    Raises `Faulty` at the argument that is wrong.
    """
    kind = layer.kind
    values: dict[str, Value] = {}
    words: set[tuple[str, str | int]] = set()
    given: set[str] = set()
    table = None
    by_name = {argument.name: argument for argument in layer.line.arguments}
    for name, parameter in kind.parameters.items():
        argument = by_name.get(name)
        expr = argument.value if argument else parameter.default
        assert expr is not None
        if isinstance(expr, Op) and expr.name == "table":
            if name != "table":
                _raise("not-a-number", argument)
            table = expr
            given.add(name)
            continue
        word = _word(expr, name, kind, scope, argument)
        if word:
            words.add((name, word))
            if argument and expr != parameter.default:
                given.add(name)
            continue
        inner = scope if argument else values
        if argument and _has_pair(expr) and name not in kind.pairs:
            _raise("not-a-pair", argument, name=name, kind=kind.name)
        along = AXIS_NAMES[min(_parts(expr), MAX_AXES)] if name == "O" and "reshape" in kind.traits else axes
        for target, value in _values(name, expr, inner, along, argument):
            _check(kind, name, value, argument)
            values[target] = value
            if target != name:
                words.add((name, "pair"))
            elif type(value) is int:
                words.add((name, value))
        if argument and (not isinstance(parameter.default, Num) or values.get(name) != parameter.default.value):
            given.add(name)
    return Arguments(tuple(values.items()), frozenset(words), frozenset(given), table)


def _word(expr: Expr, name: str, kind: LayerKind, scope: Mapping[str, Value], argument: Argument | None) -> str:
    """The word that the argument is, or nothing where it is an expression."""
    words = kind.words.get(name, ())
    found = expr.name if isinstance(expr, Sym) else ""
    if found in words:
        return found
    if argument is None:
        return ""
    if takes_only_words(kind, name):
        choices = kind.choices.get(name, ())
        value = as_written(scope[found]) if found in scope else expr
        if source_text(value) not in choices:
            meant = near(found, choices or words)
            _raise("not-a-word", argument, name=name, found=source_text(expr), near=meant, choices=choices or words)
    return ""


def _parts(expr: Expr) -> int:
    return len(expr.args) if isinstance(expr, Op) and expr.name == "x" else 1


def _has_pair(expr: Expr) -> bool:
    return any(isinstance(node, Op) and node.name == "pair" for node in walk(expr))


def _values(
    name: str, expr: Expr, scope: Mapping[str, Value], axes: tuple[str, ...], argument: Argument | None
) -> Iterator[tuple[str, Value]]:
    match expr:
        case Op("pair", (before, after)):
            yield f"{name}_before", _number(before, scope, argument)
            yield f"{name}_after", _number(after, scope, argument)
        case Op("x", parts):
            if len(parts) != len(axes):
                _raise("wrong-axes", argument, name=name, found=len(parts), wanted=len(axes))
            pairs = [part for part in parts if isinstance(part, Op) and part.name == "pair"]
            if not pairs:
                yield name, tuple(_number(part, scope, argument) for part in parts)
            else:
                sides = [part.args if part in pairs and isinstance(part, Op) else (part, part) for part in parts]
                yield f"{name}_before", tuple(_number(before, scope, argument) for before, _ in sides)
                yield f"{name}_after", tuple(_number(after, scope, argument) for _, after in sides)
        case Sym(other) if isinstance(scope.get(other), tuple):
            yield name, scope[other]
        case _:
            yield name, _number(expr, scope, argument)


def _number(expr: Expr, scope: Mapping[str, Value], argument: Argument | None) -> Value:
    if isinstance(expr, Num):
        return expr.value
    dotted = next((name for name in names(expr) if "." in name), None)
    if dotted is not None:
        _raise("not-a-symbol", argument, name=dotted)
    try:
        return value_of_names(expr, SymbolValues(scope))
    except Undefined:
        _raise("undefined", argument)
    except TooLarge as error:
        _raise("too-large", argument, limit=error.limit)
    except (TypeError, KeyError):
        _raise("not-a-number", argument)


class SymbolValues(dict[str, Value]):
    """A scope in which a name without a value stands for itself."""

    def __missing__(self, name: str) -> Value:
        from symcnn.core.algebra.forms import letter

        return letter(name)


def _check(kind: LayerKind, name: str, value: Value, argument: Argument | None) -> None:
    if isinstance(value, tuple) and name not in kind.spatial:
        _raise("one-number", argument, name=name, kind=kind.name)
    for number in value if isinstance(value, tuple) else (value,):
        if is_number(number) and number.denominator != 1 and name != "rate":
            _raise("not-whole", argument, name=name, value=number)


def check_table(layer: WiredLayer, table: Expr, channels: Value, maps: Value) -> None:
    """A connection table must have a row for each output map and name input maps that exist.

    Raises `Faulty`.
    """
    argument = next((argument for argument in layer.line.arguments if argument.value == table), None)
    rows = list(table_rows(table))
    count = sum(number for number, _ in rows)
    if is_number(maps) and count != maps:
        _raise("table-rows", argument, found=count, wanted=maps)
    beyond: dict[Number, None] = {}
    for row in table.args if isinstance(table, Op) else ():
        assert isinstance(row, Op)
        numbers = [arg.value for arg in row.args if isinstance(arg, Num)]
        if row.name == "row" and len(set(numbers)) < len(numbers):
            _raise("table-twice", argument, row=" ".join(map(str, numbers)))
        named = numbers[1:] if row.name == "of" else [number + 1 for number in numbers]
        if is_number(channels):
            beyond.update((number - (row.name == "row"), None) for number in named if number > channels)
    if beyond:
        _raise("table-map", argument, found=", ".join(map(str, beyond)), wanted=channels)


def _raise(code: str, argument: Argument | None, **values: object) -> NoReturn:
    start, end = (argument.start, argument.end) if argument else (0, 0)
    raise Faulty(Fault(code, start, end, values))
