"""What no line shows by itself: names that are not there, symbols that need themselves, sizes that are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.named_place import named_place
from symcnn.core.text.near import near
from symcnn.core.written.tree import names
from symcnn.network.language.syntax import LetLine, Program, Rule, VariantLine, Word
from symcnn.network.wiring.header import Header
from symcnn.network.wiring.layer_kinds import catalogue_definition, catalogue_names, citations
from symcnn.network.wiring.quantity_names import quantity_lines

_BATCH = "None"
"""How Keras writes the size of the batch."""

_NEGATIVE = late_pattern(r"input[ \t]+(-\d+)[ \t]*([x×][^\n]*)")
_SIDES_OF_PICTURES = 3

_PARENTS = ("window", "activation", "pooling", "recurrent", "global_pooling", "adaptive_pooling")
"""Kinds that only others are like."""

_SLIP = 0.8
"""How like a quantity the name of a rule must be to be a slip of the pen."""


def check_input_and_symbols(header: Header, program: Program) -> None:
    """Adds the faults of the input and of the ``let`` lines to the header, whose symbols lose what is faulty."""
    if header.input is not None and _BATCH in names(header.input.shape):
        place = named_place(_BATCH, program.source.text, header.input.start, header.input.end)
        header.fault("batch-axis", Word(_BATCH, *place))
    _check_negative(header, program)
    _check_order(header, program)


def check_names(header: Header, program: Program) -> None:
    """Adds to the header the faults of names in definitions and variants that stand for nothing."""
    _check_citations(header, program)
    _check_parents(header, program)
    _check_targets(header)
    _check_variants(header, program)


def _check_negative(header: Header, program: Program) -> None:
    """A first size below zero: −1 is how frameworks write the axis of the batch."""
    line = header.input
    found = _NEGATIVE.match(program.source.text, line.start, line.end) if line is not None else None
    if found is not None:
        word = Word(found[1], *found.span(1))
        if found[1] == "-1" and found[2].count("x") + found[2].count("×") >= _SIDES_OF_PICTURES:
            header.fault("batch-axis", word)
        else:
            header.fault("bad-input", word, value=int(found[1]))


def _check_order(header: Header, program: Program) -> None:
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


def _check_parents(header: Header, program: Program) -> None:
    """What a kind of the file is like must be a kind."""
    for name, definition in header.own.items():
        parent = definition.parent
        if parent and parent not in header.own and catalogue_definition(parent) is None:
            place = named_place(parent, program.source.text, definition.name.end, definition.end)
            known = (*header.own, *catalogue_names(), *_PARENTS)
            choices = tuple(each for each in known if each != name)
            header.fault("unknown-kind", Word(parent, *place), name=parent, near=near(parent, choices))


def _check_targets(header: Header) -> None:
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


def _check_citations(header: Header, program: Program) -> None:
    known = {**citations(), **header.sources} if header.own else {}
    for definition in header.own.values():
        for rule in definition.rules:
            if rule.citation and rule.citation.key not in known:
                key = rule.citation.key
                place = named_place(key, program.source.text, rule.start, rule.end)
                header.fault("unknown-source", Word(key, *place), key=key, near=near(key, known))


def _check_variants(header: Header, program: Program) -> None:
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
