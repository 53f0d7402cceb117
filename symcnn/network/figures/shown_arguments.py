"""A layer's arguments as a reader sees them: as they were written, with every symbol that has a number put in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, rebuilt, substituted
from symcnn.network.figures.values import Value, is_number
from symcnn.network.figures.variant import table_rows
from symcnn.network.wiring.network import WiredLayer


@record
class TableRows:
    """How many rows of a connection table name `size` maps, and the first and the last of each run of them."""

    count: int
    size: int
    runs: tuple[tuple[int, int], ...]


def shown_arguments(layer: WiredLayer, scope: Mapping[str, Value]) -> tuple[Op, ...]:
    """``K = 5`` for ``K=K1`` where K1 is 5; tables are left out."""
    numbers = {name: value for name, value in scope.items() if is_number(value)}
    return tuple(
        Op("=", (Sym(argument.name), _put_in(argument.value, numbers, layer.kind.words.get(argument.name, ()))))
        for argument in layer.line.arguments
        if not (isinstance(argument.value, Op) and argument.value.name == "table")
    )


def told_argument(layer: WiredLayer, name: str, scope: Mapping[str, Value]) -> Expr | None:
    """What a layer was given under a name, where that is no single number: sizes along its axes, a pair, a word.

    A word may be the kind's own for what is not given; None stands for numbers, tables, and names that are no argument.
    """
    parameter = layer.kind.parameters.get(name)
    if parameter is None:
        return None
    given = next((each.value for each in layer.line.arguments if each.name == name), parameter.default)
    words = layer.kind.words.get(name, ())
    is_told = (isinstance(given, Sym) and given.name in words) or (
        isinstance(given, Op) and given.name in ("x", "pair")
    )
    if given is None or not is_told:
        return None
    return _put_in(given, {each: value for each, value in scope.items() if is_number(value)}, words)


def _put_in(expr: Expr, numbers: Mapping[str, Number], words: tuple[str, ...]) -> Expr:
    match expr:
        case Op("x" | "pair"):
            return rebuilt(expr, lambda part: _put_in(part, numbers, words))
        case Sym(name) if name in words:
            return expr
    used = names(expr)
    if used and all(name in numbers for name in used):
        return Num(value_of(expr, numbers))
    return substituted(expr, {name: Num(numbers[name]) for name in used if name in numbers})


def table_groups(layer: WiredLayer) -> Iterator[TableRows]:
    """The rows of a layer's connection table by how many maps they name, in the order of the rule's terms."""
    runs: dict[int, list[tuple[int, int]]] = {}
    for argument in layer.line.arguments:
        row = 1
        for count, size in table_rows(argument.value):
            found = runs.setdefault(size, [])
            first = found.pop()[0] if found and found[-1][1] == row - 1 else row
            found.append((first, row + count - 1))
            row += count
    for size, found in runs.items():
        yield TableRows(sum(last - first + 1 for first, last in found), size, tuple(found))
