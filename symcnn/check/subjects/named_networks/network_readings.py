"""What a figure of a well-known network may count: every variant of the name, under every convention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from symcnn.core.record import record
from symcnn.documents.told.network_names import variants_of
from symcnn.network.known.known_networks import known_networks, totals_of
from symcnn.network.known.known_totals import KnownTotals
from symcnn.network.known.variants import KnownNetwork

COUNTS = ("conv", "dense", "pool")
"""Sorts of layers of which a text tells how many there are."""
QUANTITIES = (
    *("params", "weights", "macs", "flops", "bytes", "neurons", "connections", "layers", "input", "output"),
    *("receptive_field", *COUNTS),
)
_CLASSES = (2, 10, 100, 200, 365, 1000, 1001)
"""How many classes the last layer usually tells apart, where the network is put to another use."""
_MOST_VARIANTS = 8
_FLOAT32 = 4
_FLOPS_PER_MAC = 2


@record
class NetworkReading:
    """A figure of a variant, and how it counts (nothing where that is the plain way); a shape has several sizes."""

    network: KnownNetwork
    counting: str
    value: tuple[int, ...]


@lru_cache(maxsize=1024)
def network_readings(names: tuple[str, ...], quantity: str) -> tuple[NetworkReading, ...]:
    """What a quantity of the networks of these names may be, the plainest first.

    >>> [(reading.counting, reading.value) for reading in network_readings(("VGG-19",), "layers")][::2][:2]
    [('', (19,)), ('with-poolings', (24,))]
    """
    found: dict[tuple[str, tuple[int, ...]], NetworkReading] = {}
    for network in variants(names):
        for counting, value in _figures(totals_of(network), quantity):
            found.setdefault((network.name, value), NetworkReading(network, counting, value))
    return tuple(sorted(found.values(), key=lambda reading: bool(reading.counting)))


def variants(names: Sequence[str]) -> Iterator[KnownNetwork]:
    """The networks that names may mean, those with the very name first."""
    for name in names:
        for one in sorted(variants_of(name), key=lambda longer: longer != name):
            yield from known_networks()[one]


def few_variants(names: Sequence[str]) -> tuple[KnownNetwork, ...]:
    """The networks that names may mean, each once; none where they are so many that a name tells nothing of one."""
    found = {network.identity: network for network in variants(names)}
    return tuple(found.values()) if len(found) <= _MOST_VARIANTS else ()


def operations_between(names: tuple[str, ...]) -> tuple[tuple[int, int], ...]:
    """Between which numbers operations lie, whatever small ones a tool counts beside those of the kernels."""
    totals = [totals_of(network) for network in variants(names)]
    spans = [
        (one.macs - one.dense_macs, one.macs + one.params + _FLOPS_PER_MAC * one.small_operations) for one in totals
    ]
    return tuple((times * least, times * most) for least, most in spans for times in (1, _FLOPS_PER_MAC))


def _figures(totals: KnownTotals, quantity: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    match quantity:
        case "params" | "weights":
            yield from ((counting, (count,)) for counting, count in _parameters(totals))
        case "bytes":
            yield from ((counting, (_FLOAT32 * count,)) for counting, count in _parameters(totals))
        case "macs" | "flops":
            yield from ((counting, (count,)) for counting, count in _operations(totals, quantity))
        case "neurons" | "connections":
            yield "", (totals.neurons if quantity == "neurons" else totals.connections,)
        case "layers" if totals.counts:
            path = totals.path
            yield "", (path["weighted"],)
            yield "with-poolings", (path["weighted"] + path["pool"],)
            yield "trained", (path["trained"],)
            yield "all-paths", (totals.counts["weighted"],)
            yield "all-paths", (totals.counts["weighted"] + totals.counts["pool"],)
        case "conv" | "dense" | "pool" if totals.counts:
            yield "", (totals.path[quantity],)
            yield "all-paths", (totals.counts[quantity],)
        case "input":
            yield "", totals.input
        case "output":
            yield "", totals.last_map
        case "receptive_field" if totals.receptive_field:
            yield "", (totals.receptive_field,)


def _parameters(totals: KnownTotals) -> Iterator[tuple[str, int]]:
    yield "", totals.params
    for statistics in {0, totals.statistics}:
        with_these = totals.params + statistics
        yield "with-statistics", with_these
        yield "no-top", with_these - totals.dense_params
        yield "no-top", with_these - totals.head
        if totals.features:
            body = with_these - totals.head
            yield from (("other-classes", body + (totals.features + 1) * classes) for classes in _CLASSES)
    if totals.counts:
        yield "weights", totals.kernel_weights


def _operations(totals: KnownTotals, quantity: str) -> Iterator[tuple[str, int]]:
    convolutions = totals.macs - totals.dense_macs
    twice = quantity == "flops"
    for times in (_FLOPS_PER_MAC, 1) if twice else (1, _FLOPS_PER_MAC):
        counting = "flops" if times > 1 else "macs"
        yield "" if counting == quantity else counting, times * totals.macs
        yield "flops-convolutions" if times > 1 else "macs-convolutions", times * convolutions
