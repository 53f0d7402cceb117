"""From a file's name and what the command line says of its network to figures."""

from __future__ import annotations

import os.path
from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from symcnn.commands.options import Bindings
from symcnn.core.text.fault import Fault, Faulty, FaultyText, refused
from symcnn.core.text.files import read_source
from symcnn.core.text.named_place import named_place
from symcnn.core.text.near import near, unknown
from symcnn.core.text.number_words import number_in_words
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Sym, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.read_figures import Parsed, figures_of, parse
from symcnn.network.language.full_width import half_width
from symcnn.network.language.parse import read_relation
from symcnn.network.wiring.asked_relations import as_asked, read_asked
from symcnn.network.wiring.conventions import check_names, presets
from symcnn.network.wiring.undeclared import name_fault, reads_as_word

if TYPE_CHECKING:
    from symcnn.answers.reconcile.variations import Variation


def load(file: str, bindings: Bindings) -> Figures:
    """The figures of a file's network.

    Raises `FaultyText`, and `Faulty` for what the command line says.
    """
    return measured(parse(read_source(file)), bindings)


def measured(parsed: Parsed, bindings: Bindings, values: Mapping[str, Expr] = MappingProxyType({})) -> Figures:
    """The figures of a network that was read, with more `values` for its symbols.

    Raises `FaultyText`, and `Faulty` for what the command line says; an `ExceptionGroup` where both have faults.
    """
    try:
        given, choices = values_of(bindings, parsed.symbols), choices_of(bindings.conventions)
    except (Faulty, FaultyText, ExceptionGroup) as error:
        try:
            figures_of(parsed, {}, {})
        except FaultyText as own:
            raise ExceptionGroup("a network and a command with faults", [own, error]) from None
        raise
    try:
        return figures_of(parsed, {**given, **values}, choices)
    except FaultyText as error:
        raise _of_settings(error, bindings) if given else error from None


def _of_settings(error: FaultyText, bindings: Bindings) -> FaultyText:
    """Faults of values that the command line gives, where it gives them."""
    given = {setting.partition("=")[0].strip(): setting for setting in map(half_width, bindings.settings)}
    moved = {}
    for fault in error.faults:
        written = error.source.text[fault.start : fault.end].rpartition("=")[2].strip()
        if fault.code not in _OF_VALUES or written not in given:
            return error
        setting = given[written]
        moved[written] = Fault(fault.code, setting.index("=") + 1, len(setting), fault.values)
    if len(moved) != 1:
        return error
    ((name, fault),) = moved.items()
    return FaultyText((fault,), Source("--set", given[name]))


_OF_VALUES = frozenset({"bad-input", "not-whole", "bad-count"})
"""The faults of a value that can be none, wherever it stands."""


_FAMILY = 3
"""The fewest letters with which names of networks begin that are meant together: ``ViT``, ``VGG``."""


def variations_of(file: str, bindings: Bindings) -> tuple[Variation, ...]:
    """The networks that a published number may be of: those of a file, or of a well-known name.

    Raises `FaultyText`, and `Faulty` for what the command line says.
    """
    from symcnn.answers.reconcile.variations import variations
    from symcnn.network.known.known_networks import known_networks, known_source, networks_called, plain_name

    is_file = file == "-" or os.path.exists(file)
    known = () if is_file else networks_called(file)
    if not is_file and not known and not any(sign in file for sign in "./\\"):
        begun = tuple(name for name in known_networks() if plain_name(name).startswith(plain_name(file)))
        if begun and len(file) >= _FAMILY:
            raise refused("several-networks", name=file, choices=begun)
        raise refused("unknown-network", name=file, near=near(file, known_networks()))
    source = known_source(known[0]) if known else read_source(file)
    parsed = parse(source)
    values, choices = values_of(bindings, parsed.symbols), choices_of(bindings.conventions)
    return tuple(variations(parsed, values, choices, next(iter(known), None)))


def load_both(first: str, second: str, bindings: Bindings) -> tuple[Figures, Figures]:
    """The figures of two files' networks; a symbol of the command line must be in one of them, or in both.

    Raises an `ExceptionGroup` where either has faults, so that those of both are told.
    """
    parsed, faulty = [], []
    for file in (first, second):
        try:
            parsed.append(parse(read_source(file)))
        except FaultyText as error:
            faulty.append(error)
    everywhere = frozenset().union(*(each.symbols for each in parsed))
    figures = []
    for each in parsed:
        try:
            # What neither has is left in, so that it is refused.
            figures.append(measured(each, bindings.without(everywhere - each.symbols)))
        except FaultyText as error:
            faulty.append(error)
    if faulty:
        raise ExceptionGroup("networks with faults", faulty)
    one, other = figures
    return one, other


def values_of(bindings: Bindings, symbols: Collection[str]) -> Mapping[str, Expr]:
    """What ``--set`` and ``--symbolic`` say of the `symbols` of a network; other letters are new symbols.

    Raises `FaultyText`, or an `ExceptionGroup` of several.
    """
    known = {*symbols, *bindings.free}
    values: dict[str, Expr] = {}
    faulty: list[FaultyText] = []
    for setting in bindings.settings:
        try:
            name, value = _setting(setting, known)
            values[name] = value
        except FaultyText as error:
            faulty.append(error)
    if len(faulty) > 1:
        raise ExceptionGroup("settings with faults", faulty)
    if faulty:
        raise faulty[0]
    return {**values, **{name: Sym(name) for name in bindings.free}}


def _setting(setting: str, symbols: Collection[str]) -> tuple[str, Expr]:
    name, equals, text = half_width(setting).partition("=")
    shift = len(name) + 1
    try:
        if not equals or not name.strip():
            example = name.strip() if name.strip().isidentifier() else next(iter(sorted(symbols)), "I")
            place = (-shift, -1) if name else (-shift, 0)
            raise Faulty(Fault("setting-without-value", *place, {"example": f"{example}=32"}))
        value = read_relation(text)
        _check_names(value, text, symbols)
    except Faulty as faulty:
        fault = faulty.fault
        moved = as_asked(Fault(fault.code, fault.start + shift, fault.end + shift, fault.values))
        raise FaultyText((moved,), Source("--set", setting)) from None
    return name.strip(), value


def _check_names(value: Expr, text: str, symbols: Collection[str]) -> None:
    """A word is no value, where it is no symbol of the network.

    Raises `Faulty`.
    """
    for name in names(value):
        if name in symbols:
            continue
        if (fault := name_fault(name, text, (0, len(text)), symbols)) is not None:
            raise Faulty(fault)
        if reads_as_word(name):
            place = named_place(name, text, 0, len(text))
            raise Faulty(Fault("undeclared", *place, {"name": name, "near": near(name, symbols)}))


def relation_of(option: str, text: str) -> Expr:
    """The relation that an option says.

    Raises `FaultyText`.
    """
    try:
        return read_asked(text)
    except Faulty as faulty:
        raise FaultyText((faulty.fault,), Source(option, text)) from None


def choices_of(chosen: Iterable[str]) -> dict[str, Number]:
    """What ``--convention`` says.

    Raises `Faulty` for a preset or a convention that there is not, and for a value that is no number.
    """
    choices: dict[str, Number] = {}
    for setting in chosen:
        name, equals, text = setting.partition("=")
        if not equals:
            if name not in presets():
                raise unknown("unknown-preset", name, presets())
            choices.update(presets()[name])
        else:
            check_names((name,))
            if not text.isdecimal():
                number = number_in_words(text)
                values = {"name": name, "found": text, "near": "" if number is None else str(number)}
                fault = Fault("convention-value", len(name) + 1, len(setting), values)
                raise FaultyText((fault,), Source("--convention", setting))
            choices[name] = int(text)
    return choices
