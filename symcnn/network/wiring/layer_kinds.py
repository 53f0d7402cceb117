"""Layer kinds: what a definition says, together with what it inherits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from symcnn.core.record import single
from symcnn.core.text.package_path import PackagePath
from symcnn.core.text.source import Source
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import ZERO, Expr, Num, Sym, names, operations
from symcnn.network.language.parse import GRAMMAR, read
from symcnn.network.language.syntax import (
    Abbreviation,
    Custom,
    Definition,
    Guard,
    Parameter,
    Requirement,
    Rule,
    SourceLine,
    Statement,
    Texts,
    Trait,
)

CATALOGUE = PackagePath.of(__file__).up(2) / "catalogue"
LANGUAGE = CATALOGUE.parent / "language"
BASE = "layer"
Guarded = tuple[Rule | Abbreviation | Requirement | Trait, ...]
"""The parts of a kind that may hold in a case only."""

SIZES = ("O", "padding", "receptive_field", "jump")
"""The quantities that every spatial axis has for itself."""


@single
class LayerKind:
    """A layer kind with all its rules; where two rules say the same, the later one holds.

    `words` are the words that a parameter takes beside numbers, as ``same`` for P, `pairs` the parameters
    that may be a pair ``[before, after]``, `choices` all values of those that only choose between rules;
    `spatial` are the names that may differ from axis to axis; `merges` tells that the kind joins several
    inputs, of which there must be as many as `inputs` says (0: any number). `traits` are what its output is,
    `cases` what it is in a case only. `guards` are what its guards ask for: a name that is given, or the word
    or number that it has.
    """

    name: str
    parameters: Mapping[str, Parameter]
    title: Texts
    about: Texts
    abbreviations: tuple[Abbreviation, ...]
    rules: tuple[Rule, ...]
    requirements: tuple[Requirement, ...]
    customs: tuple[Custom, ...]
    traits: frozenset[str]
    cases: tuple[Trait, ...]
    words: Mapping[str, tuple[str, ...]]
    pairs: frozenset[str]
    choices: Mapping[str, tuple[str, ...]]
    spatial: frozenset[str]
    merges: bool
    inputs: int
    guards: frozenset[str | tuple[str, str | int]]

    @property
    def required(self) -> tuple[str, ...]:
        """The parameters that have no default."""
        return tuple(name for name, parameter in self.parameters.items() if parameter.default is None)


class UnknownKind(LookupError):
    """There is no kind of this name."""


class EndlessKind(LookupError):
    """The kind is, through others, like itself."""


def kind(name: str, own: Mapping[str, Definition]) -> LayerKind:
    """The kind of this name: from the file's `own` definitions, else from the catalogue.

    Raises `UnknownKind` or `EndlessKind`.
    """
    if not own:
        return _standard(name)
    ancestry = tuple(_ancestry(name, own))
    identity = tuple(map(id, ancestry))
    if identity not in _BESIDE_OWN:
        if len(_BESIDE_OWN) > _MOST_KEPT:
            _BESIDE_OWN.clear()
        _BESIDE_OWN[identity] = ancestry, _combined(name, ancestry)
    return _BESIDE_OWN[identity][1]


_MOST_KEPT = 1000
_BESIDE_OWN: dict[tuple[int, ...], tuple[tuple[Definition, ...], LayerKind]] = {}
"""Kinds by the identities of their definitions, which are kept with them: a file asks for its kinds on every line."""


@cache
def _standard(name: str) -> LayerKind:
    return _combined(name, tuple(_ancestry(name, {})))


def _ancestry(name: str, own: Mapping[str, Definition]) -> Iterator[Definition]:
    """The definition, its parent, and so on to the base; a file's own kind may build on one it shadows."""
    seen: set[str] = set()
    while name and name not in seen:
        seen.add(name)
        definition = own.get(name) or catalogue_definition(name)
        if definition is None:
            raise UnknownKind(name)
        yield definition
        name = definition.parent or (BASE if name != BASE else "")
    if name:
        raise EndlessKind(name)


@cache
def _stems() -> frozenset[str]:
    return frozenset(path.stem for path in CATALOGUE.glob("*.cnn"))


@cache
def catalogue_program(stem: str) -> tuple[Statement, ...] | None:
    """The statements of a file of the catalogue; None where there is no such file."""
    if stem not in _stems():
        return None
    made = _made()
    if made is not None:
        statements: tuple[Statement, ...] = getattr(made, f"read_{stem}")()
        return statements
    return catalogue_text(CATALOGUE / f"{stem}.cnn")


def catalogue_text(path: PackagePath) -> tuple[Statement, ...]:
    """The statements in the text of a file of the catalogue; raises `ValueError` for one with a fault."""
    program, faults = read(Source(path.name, path.read_text("utf-8")))
    if faults:
        raise ValueError(f"{path.name}: {faults[0]}")
    return program.statements


@cache
def _made() -> Any:
    """The catalogue as it was read when the package was built; None where that is missing, or older."""
    try:
        import symcnn.network.catalogue._read as made
    except ImportError:
        return None
    return made if is_current(made) else None


def is_current(made: Any) -> bool:
    """Whether a module that was made from the catalogue is not older than the catalogue in a checkout."""
    return not GRAMMAR.is_file() or catalogue_digest() == made.CATALOGUE_SHA256


@cache
def catalogue_digest() -> str:
    """A fingerprint of the catalogue and of the language that it is written in."""
    from hashlib import sha256

    files = (GRAMMAR, *sorted(LANGUAGE.glob("[a-z]*.py")), *sorted(CATALOGUE.glob("*.cnn")))
    return sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def catalogue_definition(name: str) -> Definition | None:
    """The catalogue's definition of a kind; its file has the kind's name."""
    statements = catalogue_program(name) or ()
    return next((statement for statement in statements if isinstance(statement, Definition)), None)


def catalogue_names() -> tuple[str, ...]:
    """The kinds that the catalogue offers, in alphabetical order."""
    found = []
    for stem in sorted(_stems()):
        definition = catalogue_definition(stem)
        if (
            definition
            and stem not in (BASE, "input")
            and not any(trait.name == "abstract" for trait in definition.traits)
        ):
            found.append(stem)
    return tuple(found)


_STORED = frozenset({"weights", "biases", "statistics"})


@cache
def stores(name: str) -> bool:
    """Whether layers of a kind of the catalogue hold numbers of their own.

    >>> stores("conv"), stores("batch_norm"), stores("max_pool")
    (True, True, False)
    """
    return any(rule.target in _STORED and rule.expr != ZERO for rule in kind(name, {}).rules)


@cache
def citations() -> Mapping[str, str]:
    """The publications that the catalogue's rules cite, by their keys."""
    statements = catalogue_program("sources") or ()
    return {line.key.text: line.citation for line in statements if isinstance(line, SourceLine)}


def _combined(name: str, ancestry: tuple[Definition, ...]) -> LayerKind:
    own, *_ = ancestry
    chain = ancestry[::-1]
    parameters = {parameter.name: parameter for parameter in own.parameters}
    rules = tuple(rule for part in chain for rule in part.rules if rule.target not in parameters)
    abbreviations = tuple(let for part in chain for let in part.abbreviations)
    requirements = tuple(requirement for part in chain for requirement in part.requirements)
    traits = (*own.traits, *_inherited_traits(ancestry))
    guarded: Guarded = (*rules, *abbreviations, *requirements, *traits)
    expressions = [rule.expr for rule in rules] + [requirement.condition for requirement in requirements]
    inputs = max((place for place in _PLACES for e in expressions if f"C_{place}" in names(e)), default=0)
    joins = {operation.name for expr in expressions for operation in operations(expr, ("sum", "same"))}
    return LayerKind(
        name=name,
        parameters=parameters,
        title=own.title,
        about=own.about,
        abbreviations=abbreviations,
        rules=rules,
        requirements=requirements,
        customs=tuple(custom for part in chain for custom in part.customs),
        traits=frozenset(trait.name for trait in traits if not trait.guards),
        cases=tuple(trait for trait in traits if trait.guards),
        words=_words(parameters, guarded),
        pairs=frozenset(guard.name for let in abbreviations for guard in let.guards if guard.value == Sym("pair")),
        choices=_choices(parameters, rules, abbreviations, requirements, guarded),
        spatial=_spatial(rules, abbreviations),
        merges=inputs > 1 or bool(joins),
        inputs=inputs,
        guards=frozenset(_asked(guard) for part in guarded for guard in part.guards),
    )


_PLACES = range(1, 4)
"""The inputs that a rule may speak of one by one: ``C_2`` are the channels of the second."""


def _asked(guard: Guard) -> str | tuple[str, str | int]:
    """What a guard asks for: a name that is given, or its word or number."""
    match guard.value:
        case Sym(word):
            return guard.name, word
        case Num(value):
            return guard.name, int(value)
    return guard.name


def _inherited_traits(ancestry: tuple[Definition, ...]) -> Iterator[Trait]:
    for definition in ancestry[1:]:
        yield from (trait for trait in definition.traits if trait.name != "abstract")


def _words(parameters: Mapping[str, Parameter], guarded: Guarded) -> dict[str, tuple[str, ...]]:
    words: dict[str, tuple[str, ...]] = {}
    for name, parameter in parameters.items():
        if isinstance(parameter.default, Sym) and parameter.default.name not in parameters:
            words[name] = (parameter.default.name,)
    for part in guarded:
        for guard in part.guards:
            if isinstance(guard.value, Sym) and guard.value.name != "pair" and guard.name in parameters:
                words[guard.name] = tuple(dict.fromkeys((*words.get(guard.name, ()), guard.value.name)))
    return words


def _choices(
    parameters: Mapping[str, Parameter],
    rules: tuple[Rule, ...],
    abbreviations: tuple[Abbreviation, ...],
    requirements: tuple[Requirement, ...],
    guarded: Guarded,
) -> dict[str, tuple[str, ...]]:
    """The values of each parameter that no formula computes with: its default, and those that guards name."""
    used = {name for rule in rules for name in names(rule.expr)}
    used |= {name for let in abbreviations for name in names(let.expr)}
    used |= {name for requirement in requirements for name in names(requirement.condition)}
    found: dict[str, tuple[str, ...]] = {}
    for part in guarded:
        for guard in part.guards:
            default = parameters[guard.name].default if guard.name in parameters else None
            if guard.value is not None and default is not None and guard.name not in used:
                known = found.get(guard.name, (source_text(default),))
                found[guard.name] = tuple(dict.fromkeys((*known, source_text(guard.value))))
    return found


def _spatial(rules: tuple[Rule, ...], abbreviations: tuple[Abbreviation, ...]) -> frozenset[str]:
    """What the sizes depend on, and what has an area."""
    found = {"I", *SIZES}
    for rule in rules:
        found.update(name for area in operations(rule.expr, ("area",)) for name in names(area))
    meanings: dict[str, list[Expr]] = {}
    defining: tuple[Rule | Abbreviation, ...] = (*rules, *abbreviations)
    for part in defining:
        meanings.setdefault(_defines(part), []).append(part.expr)
    pending = list(found)
    while pending:
        for expr in meanings.get(pending.pop(), ()):
            new = [name for name in names(expr) if name not in found]
            found.update(new)
            pending.extend(new)
    return frozenset(found)


def _defines(part: Rule | Abbreviation) -> str:
    return part.target if isinstance(part, Rule) else part.name
