"""What people and frameworks call the kinds of the catalogue, apart from the rules that every command needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any

from symcnn.core.record import record, replace
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Sym
from symcnn.network.language.spelling_faults import FIXED
from symcnn.network.language.syntax import Definition, Setting, Spelling, Statement, Texts
from symcnn.network.wiring.layer_kinds import CATALOGUE, catalogue_text, is_current

Called = tuple[Texts, tuple[Spelling, ...]]
"""The names that people give to a kind, and how frameworks write it."""


@record
class Spelled:
    """A class or a function of a framework as a kind of ours; several may share one name."""

    kind: str
    spelling: Spelling


def split(statements: Iterable[Statement]) -> tuple[tuple[Statement, ...], Mapping[str, Called]]:
    """The statements without what their kinds are called, and that by kind."""
    rest: list[Statement] = []
    called: dict[str, Called] = {}
    for statement in statements:
        if isinstance(statement, Definition):
            called[statement.name.text] = statement.called, statement.spellings
            statement = replace(statement, called=Texts(), spellings=())
        rest.append(statement)
    return tuple(rest), called


@cache
def catalogue_called() -> Mapping[str, Called]:
    """What the kinds of the catalogue are called, by kind."""
    made = _made()
    if made is not None:
        return MappingProxyType(made.SPELLED)
    found: dict[str, Called] = {}
    for path in sorted(CATALOGUE.glob("*.cnn")):
        found |= split(catalogue_text(path))[1]
    return found


@cache
def _made() -> Any:
    try:
        import symcnn.network.catalogue._spelled as made
    except ImportError:
        return None
    return made if is_current(made) else None


@cache
def names_in(framework: str) -> Mapping[str, tuple[Spelled, ...]]:
    """The kinds that a framework's names may stand for: first those for which the input must be a map.

    >>> [found.kind for found in names_in("keras")["Dense"]], names_in("pytorch")["LazyConv2d"][0].kind
    (['dense_per_position', 'dense'], 'conv')
    """
    found: dict[str, list[Spelled]] = {}
    for kind, (_, spellings) in catalogue_called().items():
        for spelling in spellings:
            if spelling.framework == framework:
                for name in spelling.names:
                    found.setdefault(name, []).append(Spelled(kind, spelling))
    return {name: tuple(sorted(spelled, key=lambda one: one.spelling.axes != "map")) for name, spelled in found.items()}


def people_call(kind: str) -> Texts:
    """The names that people give to a kind, in each language, divided by commas."""
    return catalogue_called().get(kind, (Texts(), ()))[0]


def spelling_text(spelling: Spelling) -> str:
    """A spelling as its file says it, without the framework.

    >>> spelling_text(names_in("pytorch")["Softmax2d"][0].spelling)
    'Softmax Softmax2d(dim) on any'
    """
    named = next((place for place, setting in enumerate(spelling.settings) if setting.by_name), None)
    settings = [_setting_text(setting) for setting in spelling.settings]
    if named is not None:
        settings.insert(named, "*")
    axes = f" on {spelling.axes}" if spelling.axes else ""
    constants = ", ".join(f"{constant.name} = {source_text(constant.value)}" for constant in spelling.constants)
    return f"{' '.join(spelling.names)}({', '.join(settings)}){axes}{' with ' + constants if constants else ''}"


def _setting_text(setting: Setting) -> str:
    cases = ", ".join(f"{said} = {source_text(value)}" for said, value in setting.cases)
    meanings = [letter + (f"({cases})" if cases else "") for letter in setting.letters]
    match setting.fixed:
        case Sym(word) if word not in FIXED:
            meanings.append(f'"{word}"')
        case None:
            pass
        case fixed:
            meanings.append(source_text(fixed))
    default = f" or {source_text(setting.default)}" if setting.default is not None else ""
    return " = ".join([setting.name, *meanings]) + default
