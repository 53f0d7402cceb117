"""The names that a file's own lines use as symbols, and so may be given a value or be left without one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from symcnn.core.written.tree import Sym, names
from symcnn.network.language.syntax import (
    AgainLine,
    Argument,
    BlockDefinition,
    Definition,
    InputLine,
    LayerLine,
    LetLine,
    Line,
    ParallelLine,
    Program,
    RepeatLine,
)
from symcnn.network.wiring.layer_kinds import EndlessKind, UnknownKind, kind


def symbols_of(program: Program) -> set[str]:
    """The names that a file's own lines use or define as symbols."""
    found: set[str] = set()
    blocks = [statement for statement in program.statements if isinstance(statement, BlockDefinition)]
    own = {statement.name.text: statement for statement in program.statements if isinstance(statement, Definition)}
    for statement in program.statements:
        match statement:
            case LetLine(name, value):
                found |= {name.text, *names(value)}
            case InputLine(shape):
                found.update(names(shape))
            case LayerLine() | RepeatLine() | ParallelLine() | AgainLine():
                found |= _names_in((statement,), own)
    for block in blocks:
        found |= _names_in(block.body, own) - {parameter.name for parameter in block.parameters}
    return found


def _names_in(lines: Iterable[Line], own: Mapping[str, Definition]) -> set[str]:
    found: set[str] = set()
    for line in lines:
        match line:
            case LayerLine():
                words = _words(line.kind.text, own)
                values = (part.value for part in line.arguments if not _is_word(part, words))
                used = (name for value in values for name in names(value))
                found.update(name for name in used if "." not in name)
            case RepeatLine():
                found |= {*names(line.count), *_names_in(line.body, own)}
            case ParallelLine():
                for path in line.paths:
                    found |= _names_in(path.body, own)
    return found


def _words(name: str, own: Mapping[str, Definition]) -> Mapping[str, tuple[str, ...]]:
    """The words that the parameters of a kind take; none of a kind that there is not."""
    try:
        return kind(name, own).words
    except (UnknownKind, EndlessKind):
        return {}


def _is_word(argument: Argument, words: Mapping[str, tuple[str, ...]]) -> bool:
    return isinstance(argument.value, Sym) and argument.value.name in words.get(argument.name, ())
