"""Operations of well-known networks as tools print them: right as that tool counts, and never wrong."""

from __future__ import annotations

import pytest
from document_findings import ROUNDED, said

from symcnn.check.subjects.named_networks.network_readings import network_readings
from symcnn.check.subjects.named_networks.tool_operations import tool_readings
from symcnn.network.wiring.conventions import presets


def told(text: str) -> list[tuple[str, str]]:
    return [(quote, verdict) for quote, code, verdict in said(text, "chapter.md") if code == "model-figure"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ResNet-50 has 4.12 GMACs.", [("4.12 G", ROUNDED)]),  # ptflops, sovrasov/flops-counter.pytorch
        ("ResNet-50 needs 4.11 GMACs.", [("4.11 G", ROUNDED)]),  # fvcore
        ("ResNet-50 needs 4.10 GMACs.", []),
        ("ResNet-50 needs 4.2 GMACs.", []),
    ],
)
def test_what_tools_print(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("name", ["ResNet-50", "VGG-16", "MobileNetV2"])
def test_a_reading_of_a_tool_adds_up(name: str) -> None:
    plain = {value for reading in network_readings((name,), "macs") for value in reading.value}
    for reading in tool_readings((name,)):
        assert reading.value == sum(term.value for term in reading.terms)
        assert reading.preset in presets()
        assert reading.value >= min(plain)
