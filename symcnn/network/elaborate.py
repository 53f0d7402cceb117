"""From syntax to a network: kinds looked up, arguments checked by name, layers wired."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from symcnn.diagnostics.fault import Fault
from symcnn.language.syntax import (
    ClaimLine,
    ConventionLine,
    Definition,
    InputLine,
    LayerLine,
    LetLine,
    NetworkLine,
    Program,
    Rule,
    SourceLine,
    Statement,
    Word,
)
from symcnn.limits import MAX_LAYERS
from symcnn.network.conventions import defaults, presets
from symcnn.network.kinds import BASE, EndlessKind, Kind, UnknownKind, catalogue_names, citations, kind
from symcnn.network.network import Layer, Network
from symcnn.written.arithmetic import Number, Undefined, value_of
from symcnn.written.tree import Expr

INPUT = "input"
RESERVED = (INPUT, "total")


class _Stop(Exception):
    """What follows cannot be judged."""


@dataclass(slots=True)
class _Builder:
    """The state of one elaboration; it lives no longer than the call."""

    program: Program
    faults: list[Fault] = field(default_factory=list)
    own: dict[str, Definition] = field(default_factory=dict)
    name: str = ""
    input: InputLine | None = None
    layers: list[Layer] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    symbols: dict[str, Expr] = field(default_factory=dict)
    conventions: dict[str, Number] = field(default_factory=lambda: dict(defaults()))
    claims: list[ClaimLine] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    checked: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    previous: int | None = None

    @property
    def later_names(self) -> set[str]:
        """The names of layer lines that have not been reached yet."""
        lines = (line for line in self.program.statements if isinstance(line, LayerLine) and line.name)
        return {line.name.text for line in lines if line.name} - self.places.keys() - self.failed

    def fault(self, code: str, word: Word, **values: object) -> None:
        self.faults.append(Fault(code, word.start, word.end, values))


def elaborate(program: Program) -> tuple[Network | None, tuple[Fault, ...]]:
    """The network of a program and the faults in it; layers with a fault, and what follows them, are left out.

    There is no network where there is no input; a file may hold layer kinds alone.
    """
    builder = _Builder(program)
    _collect_definitions(builder)
    try:
        for statement in program.statements:
            _add(builder, statement)
    except _Stop:
        return None, tuple(builder.faults)
    if builder.input is None:
        if not builder.own:
            builder.faults.append(Fault("no-input", 0, 0))
        return None, tuple(builder.faults)
    return (
        Network(
            builder.name,
            program.source,
            builder.input,
            tuple(builder.layers),
            builder.symbols,
            builder.conventions,
            tuple(builder.claims),
            {line.key.text: line.citation for line in program.statements if isinstance(line, SourceLine)},
        ),
        tuple(builder.faults),
    )


def _add(builder: _Builder, statement: Statement) -> None:
    match statement:
        case NetworkLine(name):
            builder.name = name.text
        case LetLine(name, value):
            if name.text in builder.symbols:
                builder.fault("defined-twice", name, name=name.text)
            builder.symbols[name.text] = value
        case ConventionLine():
            _choose(builder, statement)
        case InputLine():
            _set_input(builder, statement)
        case LayerLine():
            _add_layer(builder, statement)
        case ClaimLine():
            builder.claims.append(statement)


def _collect_definitions(builder: _Builder) -> None:
    for statement in builder.program.statements:
        if isinstance(statement, Definition):
            if statement.name.text in builder.own:
                builder.fault("defined-twice", statement.name, name=statement.name.text)
            builder.own[statement.name.text] = statement
            _check_citations(builder, statement.rules)


def _check_citations(builder: _Builder, rules: Iterable[Rule]) -> None:
    own_sources = {line.key.text for line in builder.program.statements if isinstance(line, SourceLine)}
    for rule in rules:
        if rule.citation and rule.citation.key not in own_sources and rule.citation.key not in citations():
            word = Word(rule.target, rule.start, rule.start + len(rule.target))
            builder.fault("unknown-source", word, key=rule.citation.key, near=_near(rule.citation.key, citations()))


def _choose(builder: _Builder, line: ConventionLine) -> None:
    name = line.name.text
    if line.value is None and name in presets():
        builder.conventions.update(presets()[name])
    elif line.value is None:
        builder.fault("unknown-preset", line.name, name=name, near=_near(name, presets()), choices=tuple(presets()))
    elif name not in defaults():
        builder.fault(
            "unknown-convention", line.name, name=name, near=_near(name, defaults()), choices=tuple(defaults())
        )
    else:
        try:
            builder.conventions[name] = value_of(line.value)
        except (KeyError, Undefined):
            builder.fault("not-a-number", line.name, name=name)


def _set_input(builder: _Builder, line: InputLine) -> None:
    word = Word(INPUT, line.start, line.start + len(INPUT))
    if builder.input is not None:
        builder.fault("defined-twice", word, name=INPUT)
        return
    builder.input = line
    builder.previous = builder.places[INPUT] = 0
    layer_line = LayerLine(None, word, (), ())
    builder.layers.append(Layer(INPUT, kind(INPUT, {}), layer_line, ()))


def _add_layer(builder: _Builder, line: LayerLine) -> None:
    name = _layer_name(builder, line)
    found = _kind_of(builder, line.kind)
    fits = found is not None and _arguments_fit(builder, found, line)
    inputs = _inputs(builder, name, line)
    if len(builder.layers) > MAX_LAYERS:
        builder.fault("too-many-layers", line.kind, limit=MAX_LAYERS)
        raise _Stop
    builder.previous = None
    if found is None or not fits or not inputs:
        builder.failed.add(name)
        return
    if len(inputs) > 1 and not found.merges:
        builder.fault("one-input", line.inputs[1], kind=found.name)
    builder.previous = builder.places[name] = len(builder.layers)
    builder.layers.append(Layer(name, found, line, inputs))


def _layer_name(builder: _Builder, line: LayerLine) -> str:
    if line.name is None:
        stem = line.kind.text
        while True:
            builder.counts[stem] = builder.counts.get(stem, 0) + 1
            name = f"{stem}_{builder.counts[stem]}"
            if name not in builder.places:
                return name
    name = line.name.text
    if name in builder.places or name in builder.failed or name in RESERVED:
        builder.fault("defined-twice", line.name, name=name)
    elif not name.strip():
        builder.fault("empty-name", line.name)
    return name


def _kind_of(builder: _Builder, word: Word) -> Kind | None:
    try:
        found = kind(word.text, builder.own)
    except UnknownKind as error:
        names = (*builder.own, *catalogue_names())
        builder.fault("unknown-kind", word, name=str(error.args[0]), near=_near(str(error.args[0]), names))
    except EndlessKind as error:
        builder.fault("endless-kind", word, name=str(error.args[0]))
    else:
        if "abstract" not in found.traits and word.text not in (BASE, INPUT):
            return found
        builder.fault("unknown-kind", word, name=word.text, near=_near(word.text, catalogue_names()))
    return None


def _inputs(builder: _Builder, name: str, line: LayerLine) -> tuple[int, ...]:
    """The places of the layer's inputs; none where one of them has a fault."""
    if not line.inputs:
        if builder.input is None and not builder.layers:
            builder.fault("no-input", line.kind)
            raise _Stop
        return () if builder.previous is None else (builder.previous,)
    places = []
    for word in line.inputs:
        if word.text in builder.places:
            places.append(builder.places[word.text])
        elif word.text == name or word.text in builder.later_names:
            builder.fault("cycle", word, name=word.text, layer=name)
        elif word.text not in builder.failed:
            builder.fault("unknown-layer", word, name=word.text, near=_near(word.text, builder.places))
    return tuple(places) if len(places) == len(line.inputs) else ()


def _arguments_fit(builder: _Builder, found: Kind, line: LayerLine) -> bool:
    given = tuple(argument.name for argument in line.arguments)
    if (found.name, given) in builder.checked:
        return True
    before = len(builder.faults)
    for place, argument in enumerate(line.arguments):
        word = Word(argument.name, argument.start, argument.start + len(argument.name))
        if argument.name not in found.parameters:
            builder.fault(
                "unknown-argument",
                word,
                name=argument.name,
                kind=found.name,
                near=_near(argument.name, found.parameters),
                choices=tuple(found.parameters),
            )
        elif argument.name in given[:place]:
            builder.fault("given-twice", word, name=argument.name)
    missing = [name for name in found.required if name not in given]
    if missing and len(builder.faults) == before:
        builder.fault("missing-argument", line.kind, kind=found.name, names=tuple(missing))
    if len(builder.faults) > before:
        return False
    builder.checked.add((found.name, given))
    return True


def _near(name: str, choices: Iterable[str]) -> str:
    """The choice that was probably meant, or nothing."""
    options: Sequence[str] = tuple(choices)
    folded = {option.casefold(): option for option in options}
    if name.casefold() in folded:
        return folded[name.casefold()]
    close = get_close_matches(name.casefold(), folded, n=1, cutoff=0.6)
    return folded[close[0]] if close else ""
