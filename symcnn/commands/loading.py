"""From a file's name and the options of a command to figures, or to messages and exit status 2."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, NoReturn

import click

from symcnn.core.record import record
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.files import read_source
from symcnn.core.text.near import near
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Expr, Sym
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read, read_relation
from symcnn.network.language.syntax import Program
from symcnn.network.wiring.conventions import defaults, presets
from symcnn.network.wiring.elaborate import elaborate, symbols_of

if TYPE_CHECKING:
    from symcnn.core.text.places import Places

EXIT_WRONG = 1
EXIT_CANNOT = 2


@record
class Bindings:
    """What the command line says of a network's symbols and conventions, not yet looked at."""

    settings: tuple[str, ...]
    free: tuple[str, ...]
    conventions: tuple[str, ...]


@record
class Loaded:
    """A file's network and its figures."""

    source: Source
    figures: Figures


def load(file: str, bindings: Bindings, language: str) -> Loaded:
    """The figures of a file's network; ends the program with messages where it has faults."""
    loaded = try_load(file, bindings, language)
    if loaded is None:
        sys.exit(EXIT_CANNOT)
    return loaded


def load_both(files: tuple[str, str], bindings: Bindings, language: str) -> tuple[Loaded, Loaded]:
    """The figures of two files' networks; a symbol of the command line must be in one of them, or in both."""
    sources = [try_read(file, language) for file in files]
    known = [symbols_of(read(source)[0]) if source else frozenset() for source in sources]
    names = (*(setting.partition("=")[0].strip() for setting in bindings.settings), *bindings.free)
    everywhere = frozenset().union(*known)
    loaded = []
    for source, own in zip(sources, known, strict=True):
        # What neither has is left in, so that it is refused.
        foreign = everywhere.difference(own).intersection(names)
        settings = tuple(each for each in bindings.settings if each.partition("=")[0].strip() not in foreign)
        free = tuple(name for name in bindings.free if name not in foreign)
        mine = Bindings(settings, free, bindings.conventions)
        loaded.append(try_measure(source, mine, language) if source else None)
    first, second = loaded
    if first is None or second is None:
        sys.exit(EXIT_CANNOT)
    return first, second


def try_load(file: str, bindings: Bindings, language: str) -> Loaded | None:
    """The figures of a file's network, or None after messages on what is wrong with it."""
    source = try_read(file, language)
    return try_measure(source, bindings, language) if source else None


def try_read(file: str, language: str) -> Source | None:
    """The text of a file, or None after a message."""
    try:
        return read_source(file)
    except Faulty as faulty:
        say((faulty.fault,), Source(file, ""), language)
        return None


def try_measure(source: Source, bindings: Bindings, language: str) -> Loaded | None:
    """The figures of a text's network, or None after messages on what is wrong with it."""
    program, faults = read(source)
    network, more = elaborate(program, _values(program, bindings, language))
    # What could not be read may well have been the input.
    faults += tuple(fault for fault in more if not (faults and fault.code == "no-input"))
    if network is not None:
        figures, more = measure(network.with_conventions(choices_of(bindings.conventions, language)))
        faults += more
        if not faults:
            return Loaded(source, figures)
    say(faults or (Fault("no-input", 0, 0),), source, language)
    return None


def _values(program: Program, bindings: Bindings, language: str) -> dict[str, Expr]:
    """What ``--set`` and ``--symbolic`` say; both must name symbols of the file."""
    values = dict(_settings(bindings.settings, language))
    values.update({name: Sym(name) for name in bindings.free})
    if values:
        known = symbols_of(program)
        for name in values:
            if name not in known:
                refuse("unknown-symbol", language, name=name, near=near(name, known), choices=tuple(sorted(known)))
    return values


def _settings(settings: Iterable[str], language: str) -> Iterable[tuple[str, Expr]]:
    for setting in settings:
        name, equals, text = setting.partition("=")
        source = Source("--set", setting)
        if not equals:
            wanted = {"token": "$END", "found": "", "wanted": ("EQUAL",)}
            fail((Fault("unexpected", len(name), len(name) + 1, wanted),), source, language)
        try:
            yield name.strip(), read_relation(text)
        except Faulty as faulty:
            fault, shift = faulty.fault, len(name) + 1
            fail((Fault(fault.code, fault.start + shift, fault.end + shift, fault.values),), source, language)


def choices_of(chosen: Iterable[str], language: str) -> dict[str, int]:
    """What ``--convention`` says; ends the program with a message where it names what there is not."""
    result: dict[str, int] = {}
    for setting in chosen:
        name, equals, text = setting.partition("=")
        if not equals and name in presets():
            result.update({key: int(value) for key, value in presets()[name].items()})
        elif not equals:
            refuse("unknown-preset", language, name=name, near=near(name, presets()), choices=tuple(presets()))
        elif name not in defaults():
            refuse("unknown-convention", language, name=name, near=near(name, defaults()), choices=tuple(defaults()))
        elif not text.isdecimal():
            refuse("not-a-number", language)
        else:
            result[name] = int(text)
    return result


def say(faults: Iterable[Fault], source: Source, language: str) -> None:
    """Says what is wrong, on standard error."""
    from symcnn.pages.build.faults import shown

    ordered = sorted(faults, key=lambda fault: fault.start)
    click.echo(shown(ordered, source, language), err=True)


def say_at(faults: Iterable[Fault], places: Places, language: str, level: str) -> None:
    """Says what is the matter at places of a document, on standard error; `level` is what it is called."""
    from symcnn.pages.build.faults import shown_at

    ordered = sorted(faults, key=lambda fault: fault.start)
    click.echo(shown_at(ordered, places, language, level), err=True)


def fail(faults: Iterable[Fault], source: Source, language: str) -> NoReturn:
    """Says what is wrong and ends the program."""
    say(faults, source, language)
    sys.exit(EXIT_CANNOT)


def refuse(code: str, language: str, **values: object) -> NoReturn:
    """Says what is wrong with the command itself, and ends the program."""
    from symcnn.pages.build.faults import headline

    click.echo(f"symcnn: {headline(Fault(code, 0, 0, values), language, 'error')}", err=True)
    sys.exit(EXIT_CANNOT)
