"""The well-known networks by the names that people say, from the `variant` lines of their files."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import import_module
from types import MappingProxyType
from typing import Any

from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.read_figures import Parsed, fitting, network_of, parse
from symcnn.network.known.known_totals import KnownTotals, known_totals
from symcnn.network.known.variants import KNOWN, Identity, KnownNetwork, variants_in_files
from symcnn.network.language.parse import GRAMMAR
from symcnn.network.wiring.layer_kinds import catalogue_digest
from symcnn.network.wiring.network import Network

_MANY, _MANY_TOTALS = 32, 256


def known_networks() -> Mapping[str, tuple[KnownNetwork, ...]]:
    """The variants of each name, the plainest first.

    >>> [network.file for network in known_networks()["AlexNet"]]
    ['alexnet', 'alexnet', 'alexnet_one_gpu', 'alexnet_one_gpu', 'alexnet_torchvision']
    """
    return _by_name()


def networks_called(name: str) -> tuple[KnownNetwork, ...]:
    """The variants of a name, however its words are written; none for a name that no network has.

    >>> [network.file for network in networks_called("vgg16")]
    ['vgg16', 'vgg']
    """
    found = (variants for known, variants in known_networks().items() if plain_name(known) == plain_name(name))
    return next(found, ())


def plain_name(name: str) -> str:
    """A name without what people leave out: ``resnet50`` for ResNet-50."""
    return "".join(filter(str.isalnum, name)).casefold()


def totals_of(network: KnownNetwork) -> KnownTotals:
    """The totals of a network, from the package's table where that is not older than the files.

    >>> totals_of(known_networks()["VGG-16"][0]).params
    138357544
    """
    made = made_module()
    found = made.TOTALS.get(network.identity) if made is not None else None
    return found or _totals(network.identity)


def known_figures(network: KnownNetwork) -> Figures:
    """All figures of a network, its moving statistics counted as parameters."""
    return _figures(network.identity)


@cache
def _by_name() -> Mapping[str, tuple[KnownNetwork, ...]]:
    made = made_module()
    found: dict[str, tuple[KnownNetwork, ...]] = {}
    networks = made.NETWORKS if made is not None else variants_in_files()
    for network in sorted(networks, key=lambda one: bool(one.texts.said)):
        found[network.name] = (*found.get(network.name, ()), network)
    return MappingProxyType(found)


def known_network(network: KnownNetwork) -> Network:
    """A network with its own ways of counting, not yet measured."""
    return _network(network.identity)


@lru_cache(maxsize=_MANY)
def _figures(identity: Identity) -> Figures:
    return fitting(_network(identity).with_conventions({"moving_statistics": 1}))


@lru_cache(maxsize=_MANY)
def _network(identity: Identity) -> Network:
    file, values = identity
    parsed = _parsed(file)
    given = {name: Num(value) for name, value in values if name in parsed.symbols}
    return network_of(parsed, given, {})


def known_source(network: KnownNetwork) -> Source:
    """The file of a network."""
    return _source(network.file)


def _source(file: str) -> Source:
    path = KNOWN / f"{file}.cnn"
    return Source(path.name, path.read_text("utf-8"))


@lru_cache(maxsize=_MANY)
def _parsed(file: str) -> Parsed:
    return parse(_source(file))


@lru_cache(maxsize=_MANY_TOTALS)
def _totals(identity: Identity) -> KnownTotals:
    return known_totals(_figures(identity))


@cache
def made_module(name: str = "_known") -> Any:
    """A table that was made when the package was built; None where that is missing, or older than the files."""
    try:
        made = import_module(f"symcnn.network.known.{name}")
    except (ImportError, TypeError):  # what was made of the classes as they were before does not fit them any more
        return None
    return made if not GRAMMAR.is_file() or known_digest() == made.KNOWN_SHA256 else None


@cache
def known_digest() -> str:
    """A fingerprint of the files, of the catalogue, and of what makes totals of them."""
    from hashlib import sha256

    files = (*sorted(KNOWN.glob("*.cnn")), *sorted(KNOWN.glob("[a-z]*.py")))
    return sha256(catalogue_digest().encode() + b"".join(path.read_bytes() for path in files)).hexdigest()
