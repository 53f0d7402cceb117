"""Earlier layers that a layer's arguments speak of: ``O=up1.O`` becomes the quantity O of a place in the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Sym, names, substituted
from symcnn.network.language.syntax import Argument

_MARK = "#"
"""No name in a text begins with it."""


def figure_names(expr: Expr) -> Iterator[tuple[str, str, str]]:
    """The names of figures in an expression, each with its layer and its quantity.

    >>> list(figure_names(Sym("up1.O_h")))
    [('up1.O_h', 'up1', 'O_h')]
    """
    for name in names(expr):
        owner, _, quantity = name.rpartition(".")
        if owner and not name.startswith(_MARK):
            yield name, owner, quantity


def with_places(expr: Expr, places: Mapping[str, int]) -> Expr:
    """The expression with the places of the layers for their names.

    >>> with_places(Sym("up1.O_h"), {"up1": 7})
    Sym(name='#7.O_h')
    """
    found = {name: Sym(f"{_MARK}{places[owner]}.{quantity}") for name, owner, quantity in figure_names(expr)}
    return substituted(expr, found) if found else expr


def spoken_of(expr: Expr) -> Iterator[tuple[str, int, str]]:
    """The names of figures of places in an expression, each with its number and its quantity."""
    for name in names(expr):
        if name.startswith(_MARK):
            number, _, quantity = name.removeprefix(_MARK).partition(".")
            yield name, int(number), quantity


def numbered(arguments: Iterable[Argument]) -> tuple[tuple[Argument, ...], tuple[int, ...]]:
    """The arguments with the numbers of places in the list of those that they speak of, and this list."""
    arguments = tuple(arguments)
    places = tuple(dict.fromkeys(place for argument in arguments for _, place, _ in spoken_of(argument.value)))
    if not places:
        return arguments, ()
    return tuple(replace(each, value=_renumbered(each.value, places)) for each in arguments), places


def _renumbered(expr: Expr, places: tuple[int, ...]) -> Expr:
    found = {name: Sym(f"{_MARK}{places.index(place)}.{quantity}") for name, place, quantity in spoken_of(expr)}
    return substituted(expr, found) if found else expr
