"""The networks that a number may be of: the one of a file, with other classes, and the well-known ones of its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

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
    """A network that a number may be of.

    `known` is None for the file's own. `values` are those of symbols that differ from the file's or the variant's.
    """

    network: Network
    known: KnownNetwork | None = None
    values: tuple[tuple[str, int], ...] = ()


def variations(parsed: Parsed, values: Mapping[str, Expr], conventions: Mapping[str, Number]) -> Iterator[Variation]:
    """The file's network, the variants of its names, and the file's network telling other classes apart.

    Raises `FaultyText`, and `Faulty` for a symbol or a convention that there is not.
    """
    own = network_of(parsed, values, conventions)
    yield Variation(own)
    numbers = {name: int(value.value) for name, value in values.items() if isinstance(value, Num)}
    for known in dict.fromkeys(variant for name in names_of(parsed, own) for variant in known_networks()[name]):
        put = replace(known, values=tuple({**dict(known.values), **numbers}.items()))
        yield Variation(known_network(put).with_conventions(conventions), known)
    if "classes" in own.symbols and "classes" not in values:
        for classes in CLASSES:
            if own.symbols["classes"] != Num(classes):
                changed = network_of(parsed, {**values, "classes": Num(classes)}, conventions)
                yield Variation(changed, None, (("classes", classes),))


def names_of(parsed: Parsed, network: Network) -> tuple[str, ...]:
    """What people call a network: by its `variant` lines with these values, else by a name that is written alike.

    >>> from symcnn.core.text.source import Source
    >>> from symcnn.network.figures.read_figures import parse
    >>> parsed = parse(Source("mine.cnn", "network VGG16; input 8 x 8 x 3; relu"))
    >>> names_of(parsed, network_of(parsed, {}, {}))
    ('VGG-16',)
    """
    lines = [line for line in parsed.program.statements if isinstance(line, VariantLine)]
    held = [line for line in lines if all(network.symbols.get(value.name) == value.value for value in line.values)]
    most = max((len(line.values) for line in held), default=0)
    said = {line.name for line in held if len(line.values) == most}
    alike = {name for name in known_networks() if plain_name(name) == plain_name(network.name)}
    return tuple(name for name in known_networks() if name in said | alike)
