"""From syntax to a network: statements in order, symbols with their values, layers wired."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from symcnn.core.record import replace
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.near import near
from symcnn.core.text.number_words import number_in_words
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, value_of
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Op, Sym, names
from symcnn.network.language.syntax import (
    AgainLine,
    BlockDefinition,
    ClaimLine,
    ConventionLine,
    Definition,
    InputLine,
    LayerLine,
    LetLine,
    Line,
    NetworkLine,
    ParallelLine,
    Program,
    RepeatLine,
    SourceLine,
    Statement,
    UnreadLine,
    Word,
)
from symcnn.network.wiring.argument_words import ArgumentWords
from symcnn.network.wiring.conventions import defaults, presets
from symcnn.network.wiring.header import Header
from symcnn.network.wiring.layer_kinds import catalogue_names, kind
from symcnn.network.wiring.network import Network, WiredLayer
from symcnn.network.wiring.program_checks import check_input_and_symbols, check_names
from symcnn.network.wiring.undeclared import undeclared
from symcnn.network.wiring.wire import wire
from symcnn.network.wiring.wiring_state import INPUT, LayerNames, Stop, Wiring

_COUNT = late_pattern(r"repeat[ \t]+([^{}\n]*[^{}\s])")


def elaborate(program: Program, values: Mapping[str, Expr] | None = None) -> tuple[Network | None, tuple[Fault, ...]]:
    """The network of a program and the faults in it; layers with a fault, and what follows them, are left out.

    `values` take the place of what the file's ``let`` lines say; a symbol may stand for itself.
    There is no network where there is no input; a file may hold layer kinds alone.
    """
    header = Header()
    for statement in program.statements:
        _add(header, statement)
    check_input_and_symbols(header, program)
    header.symbols.update(values or {})
    header.faults += undeclared(program, header.symbols, ArgumentWords(header.own, header.blocks))
    check_names(header, program)
    if header.input is None:
        if header.lines:
            header.fault("no-input", _first_word(header.lines[0]))
        elif not header.own and not header.faults:
            header.faults.append(Fault("no-input", 0, 0))
        return _without_input(header, program)
    if any(header.input.start <= fault.start < header.input.end for fault in header.faults):
        return _without_input(header, program)
    wiring = Wiring(header.own, header.blocks, _numbers(header.symbols), header.unread)
    word = Word(INPUT, header.input.start, header.input.start + len(INPUT))
    wiring.layers.append(WiredLayer(INPUT, kind(INPUT, {}), LayerLine(None, word, (), ()), ()))
    try:
        wire(wiring, LayerNames("", {}, None, 0), header.lines, 0)
    except Stop:
        return None, (*header.faults, *wiring.faults)
    network = Network(
        header.name,
        program.source,
        header.input,
        tuple(wiring.layers),
        tuple(wiring.loops),
        header.symbols,
        header.conventions,
        tuple(header.claims),
        header.sources,
        tuple(statement for statement in program.statements if isinstance(statement, LetLine)),
        tuple(wiring.orphans),
        frozenset(header.chosen),
    )
    return network, (*header.faults, *(_at_count(fault, program.source.text) for fault in wiring.faults))


def _at_count(fault: Fault, text: str) -> Fault:
    """The fault of how often a repetition goes round, at that number instead of its keyword."""
    found = _COUNT.match(text, fault.start) if fault.code in ("bad-count", "not-a-number") else None
    return fault if found is None else Fault(fault.code, *found.span(1), fault.values)


def _without_input(header: Header, program: Program) -> tuple[Network | None, tuple[Fault, ...]]:
    """What is wrong with the layers, whatever they are given; where there are any, a network in which each is alone."""
    wiring = Wiring(header.own, header.blocks, _numbers(header.symbols), header.unread)
    with suppress(Stop):
        wire(wiring, LayerNames("", {}, None, 0), header.lines, None)
    faults = (*header.faults, *wiring.faults)
    is_told = header.input is not None or any(isinstance(each, UnreadLine) for each in program.statements)
    if not wiring.orphans or not is_told:
        return None, faults
    shape = InputLine(Op("x", (Sym("I"), Sym("I"), Sym("C"))))
    word = Word(INPUT, 0, 0)
    layers = (WiredLayer(INPUT, kind(INPUT, {}), LayerLine(None, word, (), ()), ()),)
    orphans = tuple(wiring.orphans)
    network = Network(header.name, program.source, shape, layers, (), header.symbols, header.conventions, (), {})
    return replace(network, orphans=orphans), faults


def _add(header: Header, statement: Statement) -> None:
    match statement:
        case NetworkLine(name):
            if header.title is not None:
                header.fault("two-networks", name, first=(header.title.start, header.title.end))
            else:
                header.name, header.title = name.text, name
        case LetLine(name, value):
            if name.text in header.symbols:
                header.fault("defined-twice", name, name=name.text, first=header.places[name.text])
            header.places.setdefault(name.text, (name.start, name.end))
            header.symbols[name.text] = value
        case ConventionLine():
            _choose(header, statement)
        case InputLine():
            if header.input is not None:
                first = (header.input.start, header.input.start + len(INPUT))
                header.fault("two-inputs", Word(INPUT, statement.start, statement.start + len(INPUT)), first=first)
            elif header.lines:
                header.fault("no-input", _first_word(header.lines[0]))
            header.input = header.input or statement
        case ClaimLine():
            header.claims.append(statement)
        case SourceLine(key, citation):
            header.sources[key.text] = citation
        case Definition(name) | BlockDefinition(name):
            _check_parameters(header, statement)
            if name.text in header.places_of_kinds:
                header.fault("defined-twice", name, name=name.text, first=header.places_of_kinds[name.text])
            elif isinstance(statement, BlockDefinition) and name.text in catalogue_names():
                header.fault("kind-exists", name, name=name.text)
            header.places_of_kinds.setdefault(name.text, (name.start, name.end))
            if isinstance(statement, Definition):
                header.own[name.text] = statement
            else:
                header.blocks[name.text] = statement
        case UnreadLine(name, is_layer):
            header.unread.add(name.text)
            if is_layer:
                header.lines.append(statement)
        case LayerLine() | RepeatLine() | ParallelLine() | AgainLine():
            header.lines.append(statement)


def _check_parameters(header: Header, definition: Definition | BlockDefinition) -> None:
    places: dict[str, tuple[int, int]] = {}
    for each in definition.parameters:
        place = (each.start, each.start + len(each.name))
        if each.name in places:
            header.fault("given-twice", Word(each.name, *place), name=each.name, first=places[each.name])
        places.setdefault(each.name, place)


def _first_word(line: Line | UnreadLine) -> Word:
    match line:
        case UnreadLine():
            return line.name
        case LayerLine():
            return line.kind
        case RepeatLine() | AgainLine():
            return line.keyword
    return line.join


def _numbers(symbols: Mapping[str, Expr]) -> dict[str, Number]:
    """The symbols whose values are numbers."""
    found: dict[str, Number] = {}
    for name, expr in symbols.items():
        if expr != Sym(name) and all(used in found for used in names(expr)):
            try:
                found[name] = value_of(expr, found)
            except (Undefined, TooLarge, TypeError, KeyError):
                continue
    return found


def _choose(header: Header, line: ConventionLine) -> None:
    name = line.name.text
    if line.value is None and name in presets():
        header.conventions.update(presets()[name])
        header.chosen.update(presets()[name])
    elif line.value is None:
        header.fault("unknown-preset", line.name, name=name, near=near(name, presets()), choices=tuple(presets()))
    elif name not in defaults():
        header.fault("unknown-convention", line.name, name=name, near=near(name, defaults()), choices=tuple(defaults()))
    else:
        try:
            header.conventions[name] = value_of(line.value)
            header.chosen.add(name)
        except (KeyError, Undefined, TooLarge, TypeError):
            found = source_text(line.value)
            place = Word(found, line.end - len(found), line.end) if isinstance(line.value, Sym) else line.name
            number = number_in_words(found)
            meant = near(found, ("0", "1")) if number is None else str(number)
            header.fault("convention-value", place, name=name, found=found, near=meant)
