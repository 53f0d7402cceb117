"""The conventions that may stand behind a number: those that the rules of a network's layers ask for, and presets."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Num, names
from symcnn.network.wiring.conventions import conventions, presets
from symcnn.network.wiring.layer_kinds import LayerKind
from symcnn.network.wiring.network import Network


@record
class WayOfCounting:
    """Choices of conventions that differ from the network's own, and the `preset` that makes them, if one does."""

    preset: str
    choices: tuple[tuple[str, Number], ...]


_PER_MAC = "flops_per_mac"
AS_IT_IS = WayOfCounting("", ())


def ways_of_tools(network: Network, quantities: Collection[str]) -> Iterator[WayOfCounting]:
    """The network's own way of counting, and that of each preset that matters to quantities.

    >>> from symcnn.network.known.known_networks import known_network, known_networks
    >>> network = known_network(known_networks()["ResNet-50"][0])
    >>> [(way.preset, way.choices) for way in ways_of_tools(network, {"params"})]
    [('', ()), ('keras', (('moving_statistics', 1),))]
    """
    values = _values_that_count(network, quantities)
    yield AS_IT_IS
    for preset, chosen in presets().items():
        choices = _choices(network, values, chosen)
        if choices:
            yield WayOfCounting(preset, choices)


def changed_conventions(network: Network, quantities: Collection[str]) -> Iterator[WayOfCounting]:
    """Each convention that matters to quantities changed by itself, with one operation and with two for a MAC."""
    values = _values_that_count(network, quantities)
    per_mac = [{_PER_MAC: value} for value in values.get(_PER_MAC, ())] or [{}]
    for name, possible in values.items():
        for value in possible:
            for base in per_mac:
                choices = _choices(network, values, {**base, name: value})
                if (name, value) in choices:
                    yield WayOfCounting("", choices)


def _choices(
    network: Network, values: Mapping[str, tuple[Number, ...]], chosen: Mapping[str, Number]
) -> tuple[tuple[str, Number], ...]:
    """What is chosen, as far as it makes a difference to the network."""
    return tuple(
        sorted((name, value) for name, value in chosen.items() if name in values and network.conventions[name] != value)
    )


def _values_that_count(network: Network, quantities: Collection[str]) -> dict[str, tuple[Number, ...]]:
    """The conventions on which quantities of one of the layers depend, with the values that are known of each."""
    found: dict[str, dict[Number, None]] = {}
    for kind in {layer.kind.name: layer.kind for layer in network.layers}.values():
        for name, value in _asked(kind, quantities):
            values = found.setdefault(name, {network.conventions[name]: None, conventions()[name][0]: None})
            values.update(() if value is None else ((value, None),))
    for chosen in presets().values():
        for name, value in chosen.items():
            if name in found:
                found[name][value] = None
    return {name: tuple(found[name]) for name in conventions() if name in found}


def _asked(kind: LayerKind, quantities: Collection[str]) -> Iterator[tuple[str, Number | None]]:
    """The conventions that the rules for quantities, and for all that these are made of, ask for.

    What a rule asks for without a value is chosen (1), or not.
    """
    targets, open_targets = set(quantities), list(quantities)
    while open_targets:
        target = open_targets.pop()
        more = {name for rule in kind.rules if rule.target == target for name in names(rule.expr)} - targets
        targets |= more
        open_targets += more
    for rule in kind.rules:
        if rule.target not in targets:
            continue
        yield from ((name, None) for name in names(rule.expr) if name in conventions())
        for guard in rule.guards:
            if guard.name in conventions():
                yield guard.name, guard.value.value if isinstance(guard.value, Num) else 1
