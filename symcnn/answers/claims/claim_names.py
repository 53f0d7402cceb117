"""Names in claims that no network could have: told also where the network itself has faults, and no figures."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cache

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.named_place import named_place
from symcnn.core.text.near import near
from symcnn.core.written.tree import names
from symcnn.network.figures.quantities import SIZED, TOTAL
from symcnn.network.figures.variant import AXIS_NAMES
from symcnn.network.language.syntax import (
    AgainLine,
    BlockDefinition,
    ClaimLine,
    Definition,
    LayerLine,
    Line,
    ParallelLine,
    Program,
    RepeatLine,
    UnreadLine,
)
from symcnn.network.wiring.layer_kinds import catalogue_names, kind
from symcnn.network.wiring.meant_names import meant_quantity
from symcnn.network.wiring.quantity_names import quantity_letters
from symcnn.network.wiring.undeclared import name_fault
from symcnn.network.wiring.used_symbols import symbols_of

_NUMBERED = late_pattern(r"\w+_\d+|\d+")
"""What a layer without a name of its own is called."""


def unknown_names(program: Program) -> Iterator[Fault]:
    """The faults of layers and quantities in a program's claims that there cannot be.

    >>> from symcnn.core.text.source import Source
    >>> from symcnn.network.language.parse import read
    >>> program, _ = read(Source("", "C1: conv N=6 K=9\\nclaim C2.params = C1.parms"))
    >>> [(fault.code, fault.values["near"]) for fault in unknown_names(program)]
    [('unknown-layer', ''), ('unknown-quantity', 'params')]
    """
    lines = tuple(_lines(program.statements))
    labels = {line.name.text for line in lines if line.name is not None}
    is_sure = not any(isinstance(line, UnreadLine) and line.is_layer and not line.name.text for line in lines)
    quantities = _quantities() if not any(isinstance(each, Definition) for each in program.statements) else None
    symbols = symbols_of(program)
    is_read = not any(isinstance(each, UnreadLine) for each in program.statements)
    for claim in program.statements:
        if isinstance(claim, ClaimLine):
            for name in names(claim.relation):
                owner, _, quantity = name.rpartition(".")
                start, end = named_place(name, program.source.text, claim.start, claim.end)
                if not owner and is_read and name not in symbols:
                    yield name_fault(name, program.source.text, (start, end), symbols) or _undeclared(
                        name, start, end, symbols
                    )
                if not owner or program.source.text[start:end] != name:
                    continue
                if is_sure and not all(map({*labels, TOTAL, "input"}.__contains__, _named(owner))):
                    values = {"name": owner, "near": near(owner, labels), "choices": tuple(sorted(labels))}
                    yield Fault("unknown-layer", start, start + len(owner), values)
                elif quantities is not None and quantity not in quantities:
                    values = {"name": quantity, "near": meant_quantity(quantity, quantities), "choices": _SHOWN}
                    yield Fault("unknown-quantity", end - len(quantity), end, values)


def _undeclared(name: str, start: int, end: int, symbols: Collection[str]) -> Fault:
    return Fault("undeclared", start, end, {"name": name, "near": near(name, symbols)})


def _named(owner: str) -> Iterator[str]:
    """The parts of a layer's name that somebody has given."""
    return (part for part in owner.split(".") if not _NUMBERED.fullmatch(part))


def _lines(statements: Iterable[object]) -> Iterator[Line | UnreadLine]:
    for statement in statements:
        match statement:
            case BlockDefinition():
                yield from _lines(statement.body)
            case RepeatLine():
                yield statement
                yield from _lines(statement.body)
            case ParallelLine():
                yield statement
                for path in statement.paths:
                    if path.name is not None:
                        yield LayerLine(path.name, path.name, (), ())
                    yield from _lines(path.body)
            case LayerLine() | AgainLine() | UnreadLine():
                yield statement


_SHOWN = (*SIZED, "O", "N", "weights", "biases", "params", "macs", "flops")


@cache
def _quantities() -> frozenset[str]:
    """All that a layer of the catalogue may be asked for."""
    found = {*SIZED}
    for name in catalogue_names():
        one = kind(name, {})
        found.update(one.parameters, (rule.target for rule in one.rules), one.spatial)
    found.update(("I", "C", "R_in", "J_in"), quantity_letters().values())
    return frozenset(found | {each + axis for each in found for axes in AXIS_NAMES.values() for axis in axes})
