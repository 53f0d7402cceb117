"""Lines of layers wired to each other: blocks put in their places, repetitions written out, paths joined."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from symcnn.core.limits import MAX_BLOCKS, MAX_LAYERS
from symcnn.core.record import replace
from symcnn.core.text.near import near
from symcnn.core.written.arithmetic import TooLarge, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, names, substituted
from symcnn.network.language.syntax import (
    AgainLine,
    Argument,
    BlockDefinition,
    LayerLine,
    Line,
    ParallelLine,
    Parameter,
    RepeatLine,
    UnreadLine,
    Word,
)
from symcnn.network.wiring.argument_layers import figure_names, numbered, with_places
from symcnn.network.wiring.layer_kinds import EndlessKind, LayerKind, UnknownKind, catalogue_names, kind
from symcnn.network.wiring.network import Loop, WiredLayer
from symcnn.network.wiring.wiring_state import RESERVED, LayerNames, MadeLayers, Stop, Wiring

JOINS = ("add", "concat", "multiply")


def wire(wiring: Wiring, scope: LayerNames, lines: Iterable[Line | UnreadLine], previous: int | None) -> int | None:
    """Wires the lines one after the other; returns the place of the last, None where it has a fault."""
    lines = tuple(lines)
    scope.later = {line.name.text for line in lines if line.name and not isinstance(line, UnreadLine)}
    for line in lines:
        if line.name:
            scope.later.discard(line.name.text)
        start = len(wiring.layers)
        match line:
            case UnreadLine():
                previous = None
                scope.failed.add(line.name.text)
                continue
            case AgainLine():
                previous = _again(wiring, scope, line, previous)
            case LayerLine():
                previous = _layer(wiring, scope, line, previous)
            case RepeatLine():
                previous = _repeat(wiring, scope, line, previous)
            case ParallelLine():
                previous = _parallel(wiring, scope, line, previous)
        if line.name and not isinstance(line, AgainLine):
            scope.lines[line.name.text] = MadeLayers(line, start, len(wiring.layers))
    return previous


def _layer(wiring: Wiring, scope: LayerNames, line: LayerLine, previous: int | None) -> int | None:
    name = _name(wiring, scope, line.name, line.kind.text)
    block = wiring.blocks.get(line.kind.text)
    found = None if block else _kind_of(wiring, line.kind)
    fits = _arguments_fit(wiring, block, found, line)
    inputs = _inputs(wiring, scope, name, line.inputs, previous)
    place = None
    placed = _in_scope(wiring, scope, name, line)
    if fits and inputs and placed is not None:
        merges = found is not None and found.merges
        if len(inputs) > 1 and not merges:
            wiring.fault("one-input", line.inputs[1], kind=line.kind.text)
        elif found is not None and (wanted := _wanted_inputs(found, len(inputs))):
            wiring.fault("needs-inputs", line.kind, kind=line.kind.text, wanted=wanted, found=len(inputs))
            return _noted(scope, name, None)
        if block:
            place = _block(wiring, scope, placed, block, name, inputs[0])
        elif found:
            arguments, spoken_of = numbered(placed.arguments)
            placed = replace(placed, arguments=arguments) if spoken_of else placed
            place = wiring.add(WiredLayer(scope.prefix + name, found, placed, inputs, spoken_of), line.kind)
    elif fits and found and placed is not None and not any(tuple(figure_names(a.value)) for a in line.arguments):
        wiring.orphans.append(WiredLayer(scope.prefix + name, found, placed, ()))
    return _noted(scope, name, place)


def _wanted_inputs(found: LayerKind, count: int) -> int:
    """How many inputs a kind that joins takes, where these are too few or too many; else 0."""
    if not found.merges or found.name not in catalogue_names():
        return 0
    if found.inputs or "pairwise" in found.traits:
        wanted = found.inputs or _PAIR
        return wanted if count != wanted else 0
    return _PAIR if count < _PAIR else 0


_PAIR = 2


def _again(wiring: Wiring, scope: LayerNames, line: AgainLine, previous: int | None) -> int | None:
    """A line once more: what it makes uses the weights of what it has made before."""
    word = line.name or Word(_name(wiring, scope, None, line.target.text), line.keyword.start, line.keyword.end)
    target = _places(wiring, scope, word.text, (line.target,))
    inputs = _inputs(wiring, scope, word.text, line.inputs, previous)
    made = scope.made(line.target.text)
    if not target or not inputs or made is None:
        if target and made is None:
            wiring.fault("not-again", line.target, name=line.target.text)
        return _noted(scope, word.text, None)
    if len(inputs) > 1 and not isinstance(made.line, LayerLine):
        wiring.fault("one-input", line.inputs[1], kind=line.target.text)
    start = len(wiring.layers)
    match made.line:
        case LayerLine():
            given = line.inputs if len(line.inputs) > 1 else ()
            here = Word(made.line.kind.text, line.keyword.start, line.keyword.end)
            last = _layer(wiring, scope, replace(made.line, name=word, kind=here, inputs=given), inputs[0])
        case RepeatLine():
            last = _repeat(wiring, scope, replace(made.line, name=word), inputs[0])
        case ParallelLine():
            last = _parallel(wiring, scope, replace(made.line, name=word), inputs[0])
    origins = range(made.start, made.end)
    if last is not None and len(wiring.layers) - start == len(origins):
        for place, origin in enumerate(origins, start):
            first = wiring.layers[origin].again
            wiring.layers[place] = replace(wiring.layers[place], again=origin if first is None else first)
    return last


def _noted(scope: LayerNames, name: str, place: int | None) -> int | None:
    if place is None:
        scope.failed.add(name)
    else:
        scope.places[name] = place
    return place


def _in_scope(wiring: Wiring, scope: LayerNames, name: str, line: LayerLine) -> LayerLine | None:
    """The line with a block's parameters and the places of layers written out; None where it speaks of none that is."""
    if not line.arguments:
        return line
    owners = {owner: a for a in line.arguments for _, owner, _ in figure_names(a.value)}
    if not scope.known and not owners:
        return line
    places: dict[str, int] = {}
    for owner, argument in owners.items():
        found = _places(wiring, scope, name, (Word(owner, argument.start, argument.end),))
        if not found:
            return None
        places[owner] = found[0]
    values = (substituted(with_places(a.value, places), scope.known) for a in line.arguments)
    arguments = (
        given if value is given.value else Argument(given.name, value, given.start, given.end)
        for given, value in zip(line.arguments, values, strict=True)
    )
    return LayerLine(line.name, line.kind, tuple(arguments), line.inputs)


def _block(
    wiring: Wiring, scope: LayerNames, line: LayerLine, block: BlockDefinition, name: str, given: int
) -> int | None:
    if block.name.text in wiring.active:
        trace = (*wiring.active[wiring.active.index(block.name.text) :], block.name.text)
        wiring.fault("endless-block", line.kind, name=block.name.text, names=trace)
        return None
    if len(wiring.active) >= MAX_BLOCKS:
        wiring.fault("too-deep", line.kind, limit=MAX_BLOCKS)
        return None
    known: dict[str, Expr] = {}
    by_name = {argument.name: substituted(argument.value, scope.known) for argument in line.arguments}
    for parameter in block.parameters:
        if parameter.name in by_name:
            known[parameter.name] = by_name[parameter.name]
        elif parameter.default is not None:
            known[parameter.name] = substituted(parameter.default, known)
    wiring.active.append(block.name.text)
    place = wire(wiring, LayerNames(f"{scope.prefix}{name}.", known, None, given), block.body, given)
    wiring.active.pop()
    return place


def _repeat(wiring: Wiring, scope: LayerNames, line: RepeatLine, previous: int | None) -> int | None:
    name = _name(wiring, scope, line.name, "repeat")
    count = substituted(line.count, {**scope.known})
    times = _times(wiring, count, line.keyword)
    if previous is None or times is None:
        _round(wiring, scope, line, f"{scope.prefix}{name}.", "1", None)
        return _noted(scope, name, None)
    if isinstance(times, Num):
        is_outermost, wiring.is_counted = not wiring.is_counted, True
        if is_outermost and times.value * _layers_in(wiring, scope, line.body) > MAX_LAYERS:
            wiring.fault("too-many-layers", line.keyword, limit=MAX_LAYERS)
            raise Stop
        for number in range(1, int(times.value) + 1):
            if previous is not None:
                previous = _round(wiring, scope, line, f"{scope.prefix}{name}.", str(number), previous)
        wiring.is_counted = not is_outermost
        return _noted(scope, name, previous)
    start = len(wiring.layers)
    last = _round(wiring, scope, line, scope.prefix, name, previous)
    if last is not None and last >= start:
        wiring.loops.append(Loop(scope.prefix + name, times, previous, start, last + 1, line.keyword))
    return _noted(scope, name, last)


def _layers_in(wiring: Wiring, scope: LayerNames, lines: Iterable[Line]) -> int:
    """How many layers lines make at least; a block counts as one."""
    count = 0
    for line in lines:
        match line:
            case RepeatLine():
                times = _times(wiring, substituted(line.count, {**scope.known}), line.keyword)
                rounds = int(times.value) if isinstance(times, Num) else 1
                count += rounds * _layers_in(wiring, scope, line.body)
            case ParallelLine():
                count += 1 + sum(_layers_in(wiring, scope, path.body) for path in line.paths)
            case _:
                count += 1
    return count


def _round(
    wiring: Wiring, scope: LayerNames, line: RepeatLine, prefix: str, number: str, previous: int | None
) -> int | None:
    """One round of a repetition; a body that is one block lends the round its name: ``conv2.1.conv1``."""
    match line.body:
        case (LayerLine(None, kind_word, arguments, ()),) if kind_word.text in wiring.blocks:
            inner = LayerNames(prefix, scope.known, scope, scope.given)
            word = Word(number, kind_word.start, kind_word.end)
            return _layer(wiring, inner, LayerLine(word, kind_word, arguments, ()), previous)
    inner = LayerNames(f"{prefix}{number}.", scope.known, scope, scope.given)
    return wire(wiring, inner, line.body, previous)


def _times(wiring: Wiring, count: Expr, word: Word) -> Expr | None:
    """How often to repeat: a number where the symbols have values, else the expression itself."""
    if any(name not in wiring.numbers for name in names(count)):
        return count
    try:
        value = value_of(count, wiring.numbers)
    except (Undefined, TooLarge, TypeError, KeyError):
        wiring.fault("not-a-number", word)
        return None
    if value.denominator != 1 or value < 0:
        wiring.fault("bad-count", word, value=value)
        return None
    return Num(value)


def _parallel(wiring: Wiring, scope: LayerNames, line: ParallelLine, previous: int | None) -> int | None:
    name = _name(wiring, scope, line.name, line.join.text)
    found = _kind_of(wiring, line.join)
    if found is not None and not found.merges:
        wiring.fault("not-a-join", line.join, name=line.join.text, choices=JOINS)
        found = None
    if not line.paths:
        wiring.fault("no-paths", line.join)
        found = None
    ends: list[int | None] = []
    for path in line.paths:
        inner = (
            scope
            if path.name is None
            else LayerNames(f"{scope.prefix}{path.name.text}.", scope.known, scope, scope.given)
        )
        later = scope.later
        ends.append(wire(wiring, inner, path.body, previous))
        scope.later = later
    if found is None or None in ends:
        return _noted(scope, name, None)
    inputs = tuple(end for end in ends if end is not None)
    joined = LayerLine(line.name, line.join, (), ())
    return _noted(scope, name, wiring.add(WiredLayer(scope.prefix + name, found, joined, inputs), line.join))


def _name(wiring: Wiring, scope: LayerNames, word: Word | None, stem: str) -> str:
    """The name of a line: its own, else its kind with a number."""
    if word is None:
        while True:
            scope.counts[stem] = scope.counts.get(stem, 0) + 1
            name = f"{stem}_{scope.counts[stem]}"
            if name not in scope.places:
                return name
    name = word.text
    if name in RESERVED:
        wiring.fault("reserved", word, name=name)
    elif name in scope.places or name in scope.failed:
        wiring.fault("defined-twice", word, name=name, first=scope.names.get(name))
    elif not name.strip():
        wiring.fault("empty-name", word)
    scope.names.setdefault(name, (word.start, word.end))
    return name


def _kind_of(wiring: Wiring, word: Word) -> LayerKind | None:
    try:
        found = kind(word.text, wiring.own)
    except UnknownKind as error:
        from symcnn.network.wiring.line_candidates import meant_statement
        from symcnn.network.wiring.meant_names import meant_kind

        name = str(error.args[0])
        if name in wiring.unread or name != word.text:  # what it is like is told at its definition
            return None
        meant = meant_kind(name, (*wiring.own, *wiring.blocks)) or meant_statement(name)
        wiring.fault("unknown-kind", word, name=name, near=meant)
    except EndlessKind as error:
        wiring.fault("endless-kind", word, name=str(error.args[0]))
    else:
        if "abstract" not in found.traits:
            return found
        wiring.fault("unknown-kind", word, name=word.text, near=near(word.text, catalogue_names()))
    return None


def _inputs(
    wiring: Wiring, scope: LayerNames, name: str, words: tuple[Word, ...], previous: int | None
) -> tuple[int, ...]:
    """The places of the layer's inputs; none where one of them has a fault."""
    if not words:
        return () if previous is None else (previous,)
    return _places(wiring, scope, name, words)


def _places(wiring: Wiring, scope: LayerNames, name: str, words: tuple[Word, ...]) -> tuple[int, ...]:
    """The places of layers that the line of this name speaks of; none where one of them is no layer above it."""
    places = []
    for word in words:
        place = scope.place(word.text)
        if place is not None:
            places.append(place)
        elif word.text == name:
            wiring.fault("takes-itself", word, name=name)
        elif word.text in scope.later:
            wiring.fault("cycle", word, name=word.text, layer=name)
        elif not scope.has_failed(word.text):
            choices = tuple(scope.places)
            wiring.fault("unknown-layer", word, name=word.text, near=near(word.text, choices), choices=choices)
    return tuple(places) if len(places) == len(words) else ()


def _only_missing(parameters: Mapping[str, Parameter], given: Collection[str]) -> str:
    """The one argument that a layer still needs, where nothing but one that is not known may stand for it."""
    missing = [name for name, each in parameters.items() if each.default is None and name not in given]
    unknown = [name for name in given if name not in parameters]
    return missing[0] if len(missing) == len(unknown) == 1 else ""


def _arguments_fit(wiring: Wiring, block: BlockDefinition | None, found: LayerKind | None, line: LayerLine) -> bool:
    """Whether the arguments are those that the kind or block takes; whatever is wrong is noted."""
    if block is None and found is None:
        return False
    kind_name = line.kind.text
    given = tuple([argument.name for argument in line.arguments])
    if (kind_name, given) in wiring.checked:
        return True
    if block is not None:
        parameters = {parameter.name: parameter for parameter in block.parameters}
    elif found is not None:
        parameters = dict(found.parameters)
    fits = True
    for place, argument in enumerate(line.arguments):
        word = Word(argument.name, argument.start, argument.start + len(argument.name))
        if argument.name not in parameters:
            fits = False
            from symcnn.network.wiring.meant_names import meant_argument

            choices = tuple(parameters)
            close = meant_argument(kind_name, argument.name, parameters) or _only_missing(parameters, given)
            wiring.fault("unknown-argument", word, name=argument.name, kind=kind_name, near=close, choices=choices)
        elif argument.name in given[:place]:
            fits = False
            earlier = line.arguments[given.index(argument.name)]
            first = (earlier.start, earlier.start + len(earlier.name))
            wiring.fault("given-twice", word, name=argument.name, first=first)
    missing = tuple(name for name, parameter in parameters.items() if parameter.default is None and name not in given)
    if missing and fits:
        wiring.fault("missing-argument", line.kind, kind=kind_name, names=missing)
    if missing or not fits:
        return False
    wiring.checked.add((kind_name, given))
    return True
