"""Operations of well-known networks as tools print them, with those of small layers: 4.12 G for ResNet-50."""

from __future__ import annotations

from functools import lru_cache

from symcnn.answers.reconcile.countings import Counting, Term, terms
from symcnn.answers.reconcile.ways_of_counting import WayOfCounting, ways_of_tools
from symcnn.check.subjects.named_networks.network_readings import few_variants, variants
from symcnn.core.record import record
from symcnn.network.figures.read_figures import fitting
from symcnn.network.known.known_networks import known_network
from symcnn.network.known.variants import KnownNetwork

_COUNTING = Counting(("flops",))
_MANY = 64


@record
class ToolReading:
    """The operations of a network as the tool of a preset counts them, and what each kind of layer adds."""

    network: KnownNetwork
    preset: str
    terms: tuple[Term, ...]

    @property
    def value(self) -> int:
        """The number that the tool prints."""
        return sum(term.value for term in self.terms)


@lru_cache(maxsize=_MANY)
def tool_readings(names: tuple[str, ...]) -> tuple[ToolReading, ...]:
    """What tools print of the networks of these names; nothing where these are so many that a name tells nothing."""
    plainest = {network.identity: network for network in reversed(tuple(variants(names)))}
    few = [network.identity for network in few_variants(names)]
    return tuple(reading for identity in few for reading in _readings(plainest[identity]))


def _readings(network: KnownNetwork) -> tuple[ToolReading, ...]:
    ways = ways_of_tools(known_network(network), _COUNTING.quantities)
    found = ((way.preset, _terms(network, way)) for way in ways if way.preset)
    return tuple(ToolReading(network, preset, parts) for preset, parts in found if parts)


@lru_cache(maxsize=_MANY * 4)
def _terms(network: KnownNetwork, way: WayOfCounting) -> tuple[Term, ...]:
    return terms(fitting(known_network(network).with_conventions(dict(way.choices))), _COUNTING) or ()
