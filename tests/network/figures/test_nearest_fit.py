"""What an argument could be instead of one that does not fit: every value told fits, and none nearer does."""

from __future__ import annotations

import re

import pytest

from symcnn.core.text.source import Source
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


def faults(text: str) -> list[tuple[str, tuple[str, ...]]]:
    network, found = elaborate(read(Source("a.cnn", text))[0])
    assert network is not None
    assert found == ()
    return [(fault.code, fault.values.get("fits", ())) for fault in measure(network)[1]]  # type: ignore[misc]


@pytest.mark.parametrize(
    ("layer", "code", "fits"),
    [
        ("conv N=16 K=3 G=5", "groups-do-not-divide", ("G=4",)),
        ("conv N=16 K=3 G=3", "groups-do-not-divide", ("G=2", "G=4")),
        ("conv N=6 K=3 G=4", "groups-do-not-divide", ("N=4", "N=8")),
        ("conv N=6 K=20", "kernel-too-large", ("K=14",)),
        ("conv N=6 K=3 S=0", "not-positive", ("S=1",)),
        ("conv N=6 K=2.5", "not-whole", ("K=2", "K=3")),
        ("conv N=6 K=2.2", "not-whole", ("K=2",)),
        ("attention heads=3", "heads-do-not-divide", ("heads=2", "heads=4")),
        ("conv N=6 K=1000", "kernel-too-large", ("K=14",)),  # far away, so the bound itself
        ("conv N=6 K=5x20", "kernel-too-large", ()),
    ],
)
def test_the_nearest_value_that_fits(layer: str, code: str, fits: tuple[str, ...]) -> None:
    assert faults(f"input 14 x 14 x 16\n{layer}\n") == [(code, fits)]
    for fit in fits:
        name = fit.partition("=")[0]
        assert faults(f"input 14 x 14 x 16\n{re.sub(rf'{name}=[0-9.]+', fit, layer)}\n") == []


def test_the_parameter_of_a_block_is_left_alone() -> None:
    text = "block b(G) { conv N=16 K=3 G=G }\ninput 14 x 14 x 16\nb G=5\n"
    assert faults(text) == [("groups-do-not-divide", ())]
