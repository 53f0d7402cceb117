"""The networks that a number may be of: the one of a file, with other classes, and the well-known ones of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr, Num
from symcnn.network.figures.read_figures import Parsed, network_of
from symcnn.network.known.known_networks import known_network, known_networks, plain_name
from symcnn.network.known.variants import KnownNetwork
from symcnn.network.language.syntax import VariantLine
from symcnn.network.wiring.network import Network

CLASSES = (2, 10, 100, 200, 365, 1000, 1001)
"""How many classes the last layer usually tells apart, where a network is put to another use."""


@record
class Variation:
    """A network that a number may be of, and the `name` that people know it by.

    `known` is None for the file's own. `values` are those of symbols that differ from the file's or the variant's.
    """

    network: Network
    name: str
    known: KnownNetwork | None = None
    values: tuple[tuple[str, int], ...] = ()


def variations(
    parsed: Parsed, values: Mapping[str, Expr], conventions: Mapping[str, Number], asked: KnownNetwork | None = None
) -> Iterator[Variation]:
    """The file's network, the variants of its names, and the file's network telling other classes apart.

    The network is the one that was `asked` for by name, or what the file has with the `values`.

    Raises `FaultyText`, and `Faulty` for a symbol or a convention that there is not.
    """
    values_of_own = {**{name: Num(value) for name, value in (asked.values if asked else ())}, **values}
    own = network_of(parsed, values_of_own, conventions)
    names = (asked.name,) if asked else names_of(parsed, own)
    name = (*names, own.name)[0]
    yield Variation(own, name)
    numbers = {symbol: int(value.value) for symbol, value in values.items() if isinstance(value, Num)}
    for known in dict.fromkeys(variant for one in names for variant in known_networks()[one]):
        put = replace(known, values=tuple({**dict(known.values), **numbers}.items()))
        yield Variation(known_network(put).with_conventions(conventions), known.name, known)
    if "classes" in own.symbols and "classes" not in values:
        for classes in CLASSES:
            if own.symbols["classes"] != Num(classes):
                changed = network_of(parsed, {**values_of_own, "classes": Num(classes)}, conventions)
                yield Variation(changed, name, None, (("classes", classes),))


def names_of(parsed: Parsed, network: Network) -> tuple[str, ...]:
    """What people call a network: by the `variant` lines of its file, without any by a name that is written alike.

    >>> from symcnn.core.text.source import Source
    >>> from symcnn.network.figures.read_figures import parse
    >>> parsed = parse(Source("mine.cnn", "network VGG16; input 8 x 8 x 3; relu"))
    >>> names_of(parsed, network_of(parsed, {}, {}))
    ('VGG-16',)
    """
    lines = [line for line in parsed.program.statements if isinstance(line, VariantLine)]
    if not lines:
        return tuple(name for name in known_networks() if plain_name(name) == plain_name(network.name))
    usual = network_of(parsed, {}, {}).symbols
    telling = _telling(lines, usual)
    said = (
        line.name
        for line in lines
        if all(network.symbols.get(symbol) == _values(line, usual).get(symbol) for symbol in telling)
    )
    return tuple(name for name in dict.fromkeys(said) if name in known_networks())


def _telling(lines: Sequence[VariantLine], usual: Mapping[str, Expr]) -> set[str]:
    """The symbols by which the names of a file differ: those that have one value in all that has a name."""
    telling = {value.name for line in lines for value in line.values}
    for line in lines:
        for other in lines:
            if other.name == line.name:
                one, another = _values(line, usual), _values(other, usual)
                telling -= {symbol for symbol in telling if one.get(symbol) != another.get(symbol)}
    return telling


def _values(line: VariantLine, usual: Mapping[str, Expr]) -> Mapping[str, Expr]:
    return {**usual, **{value.name: value.value for value in line.values}}
