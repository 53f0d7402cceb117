"""From syntax to a network: statements in order, symbols with their values, layers wired."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import field

from symcnn.core.record import entity, replace
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.named_place import named_place
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
    Rule,
    SourceLine,
    Statement,
    UnreadLine,
    VariantLine,
    Word,
)
from symcnn.network.wiring.argument_words import ArgumentWords
from symcnn.network.wiring.conventions import defaults, presets
from symcnn.network.wiring.layer_kinds import catalogue_definition, catalogue_names, citations, kind
from symcnn.network.wiring.network import Network, WiredLayer
from symcnn.network.wiring.quantity_names import quantity_lines
from symcnn.network.wiring.undeclared import undeclared
from symcnn.network.wiring.wire import wire
from symcnn.network.wiring.wiring_state import INPUT, LayerNames, Stop, Wiring


@entity
class _Header:
    """What a file says beside its layers."""

    name: str = ""
    title: Word | None = None
    input: InputLine | None = None
    symbols: dict[str, Expr] = field(default_factory=dict)
    conventions: dict[str, Number] = field(default_factory=lambda: dict(defaults()))
    chosen: set[str] = field(default_factory=set)
    claims: list[ClaimLine] = field(default_factory=list)
    own: dict[str, Definition] = field(default_factory=dict)
    blocks: dict[str, BlockDefinition] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    lines: list[Line | UnreadLine] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    places: dict[str, tuple[int, int]] = field(default_factory=dict)
    places_of_kinds: dict[str, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def fault(self, code: str, word: Word, **values: object) -> None:
        self.faults.append(Fault(code, word.start, word.end, values))


def elaborate(program: Program, values: Mapping[str, Expr] | None = None) -> tuple[Network | None, tuple[Fault, ...]]:
    """The network of a program and the faults in it; layers with a fault, and what follows them, are left out.

    `values` take the place of what the file's ``let`` lines say; a symbol may stand for itself.
    There is no network where there is no input; a file may hold layer kinds alone.
    """
    header = _Header()
    for statement in program.statements:
        _add(header, statement)
    if header.input is not None and _BATCH in names(header.input.shape):
        place = named_place(_BATCH, program.source.text, header.input.start, header.input.end)
        header.fault("batch-axis", Word(_BATCH, *place))
    _check_negative(header, program)
    _check_order(header, program)
    header.symbols.update(values or {})
    header.faults += undeclared(program, header.symbols, ArgumentWords(header.own, header.blocks))
    _check_citations(header, program)
    _check_parents(header, program)
    _check_targets(header)
    _check_variants(header, program)
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


def _check_negative(header: _Header, program: Program) -> None:
    """A first size below zero: −1 is how frameworks write the axis of the batch."""
    line = header.input
    found = _NEGATIVE.match(program.source.text, line.start, line.end) if line is not None else None
    if found is not None:
        word = Word(found[1], *found.span(1))
        if found[1] == "-1" and found[2].count("x") + found[2].count("×") >= _SIDES_OF_PICTURES:
            header.fault("batch-axis", word)
        else:
            header.fault("bad-input", word, value=int(found[1]))


_NEGATIVE = late_pattern(r"input[ \t]+(-\d+)[ \t]*([x×][^\n]*)")
_SIDES_OF_PICTURES = 3

_COUNT = late_pattern(r"repeat[ \t]+([^{}\n]*[^{}\s])")


def _at_count(fault: Fault, text: str) -> Fault:
    """The fault of how often a repetition goes round, at that number instead of its keyword."""
    found = _COUNT.match(text, fault.start) if fault.code in ("bad-count", "not-a-number") else None
    return fault if found is None else Fault(fault.code, *found.span(1), fault.values)


_BATCH = "None"
"""How Keras writes the size of the batch."""


def _without_input(header: _Header, program: Program) -> tuple[Network | None, tuple[Fault, ...]]:
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


def _add(header: _Header, statement: Statement) -> None:
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


def _check_parameters(header: _Header, definition: Definition | BlockDefinition) -> None:
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


def _check_order(header: _Header, program: Program) -> None:
    """A ``let`` that used itself, or one below it, would silently take a free symbol of that name."""
    lets = [statement for statement in program.statements if isinstance(statement, LetLine)]
    below = {let.name.text for let in lets}
    cyclic: list[str] = []
    rounds = _rounds(lets)
    for let in lets:
        dotted = next((name for name in names(let.value) if "." in name), None)
        if dotted is not None:
            header.fault("not-a-symbol", let.name, name=dotted)
            header.symbols.pop(let.name.text, None)
        used = below.intersection(names(let.value)) if not let.declares else ()
        chain = rounds.get(let.name.text, ())
        if len(chain) > 2:
            if min(chain[:-1], key=list(header.symbols).index, default="") == let.name.text:
                header.fault("let-cycle", let.name, names=chain)
            used = ()
            cyclic.append(let.name.text)
        for name in sorted(used):
            place = named_place(name, program.source.text, let.name.end, let.end)
            header.fault("used-before", Word(name, *place), name=name)
            cyclic.append(let.name.text)
        below.discard(let.name.text)
    for name in cyclic:
        header.symbols.pop(name, None)


def _rounds(lets: Sequence[LetLine]) -> Mapping[str, tuple[str, ...]]:
    """The names that need themselves, each with the way from it back to it."""
    needs = {let.name.text: names(let.value) for let in lets if not let.declares}
    ways: dict[str, tuple[str, ...]] = {}
    done: set[str] = set()
    for first in needs:
        way: list[str] = []
        ahead = [iter((first,))]
        while ahead:
            name = next(ahead[-1], None)
            if name is None:
                ahead.pop()
                done.update(way[-1:])
                way[-1:] = []
            elif name in way:
                ring = way[way.index(name) :]
                ways |= {each: (*ring[place:], *ring[: place + 1]) for place, each in enumerate(ring)}
            elif name in needs and name not in done:
                way.append(name)
                ahead.append(iter(needs[name]))
    return ways


def _check_parents(header: _Header, program: Program) -> None:
    """What a kind of the file is like must be a kind."""
    for name, definition in header.own.items():
        parent = definition.parent
        if parent and parent not in header.own and catalogue_definition(parent) is None:
            place = named_place(parent, program.source.text, definition.name.end, definition.end)
            known = (*header.own, *catalogue_names(), *_PARENTS)
            choices = tuple(each for each in known if each != name)
            header.fault("unknown-kind", Word(parent, *place), name=parent, near=near(parent, choices))


_PARENTS = ("window", "activation", "pooling", "recurrent", "global_pooling", "adaptive_pooling")
"""Kinds that only others are like."""


def _check_targets(header: _Header) -> None:
    """A rule for a name that nothing asks for, and that is like that of a quantity, has no effect."""
    known = quantity_lines()
    for definition in header.own.values():
        used = {name for rule in definition.rules for name in names(rule.expr)}
        used |= {name for requirement in definition.requirements for name in names(requirement.condition)}
        for rule in definition.rules:
            meant = "" if rule.target in known or rule.target in used else near(rule.target, known, _SLIP)
            if meant and not any(rule.target in names(claim.relation) for claim in header.claims):
                word = _target(rule)
                choices = tuple(name for name, line in known.items() if not line.is_argument)
                header.fault("unknown-quantity", word, name=rule.target, near=meant, choices=choices)


_SLIP = 0.8
"""How like a quantity the name of a rule must be to be a slip of the pen."""


def _check_citations(header: _Header, program: Program) -> None:
    known = {**citations(), **header.sources} if header.own else {}
    for definition in header.own.values():
        for rule in definition.rules:
            if rule.citation and rule.citation.key not in known:
                key = rule.citation.key
                place = named_place(key, program.source.text, rule.start, rule.end)
                header.fault("unknown-source", Word(key, *place), key=key, near=near(key, known))


def _check_variants(header: _Header, program: Program) -> None:
    """A variant that gave a value to a symbol that there is not would say nothing."""
    for statement in program.statements:
        for value in statement.values if isinstance(statement, VariantLine) else ():
            if value.name not in header.symbols:
                place = named_place(value.name, program.source.text, statement.start, statement.end)
                word = Word(value.name, *place)
                known = tuple(header.symbols)
                header.fault("unknown-symbol", word, name=value.name, near=near(value.name, known), choices=known)


def _target(rule: Rule) -> Word:
    return Word(rule.target, rule.start, rule.start + len(rule.target))


def _choose(header: _Header, line: ConventionLine) -> None:
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
