"""From syntax to a network: each fault of meaning is told where it stands."""

from __future__ import annotations

from symcnn.core.text.fault import Fault
from symcnn.core.text.source import Source
from symcnn.network.language.parse import read
from symcnn.network.language.syntax import Program
from symcnn.network.wiring.elaborate import elaborate


def parsed(text: str) -> tuple[Program, tuple[Fault, ...]]:
    return read(Source("test.cnn", text))


def place(text: str, offset: int) -> str:
    """``line:column`` of an offset, both from 1."""
    return f"{text.count(chr(10), 0, offset) + 1}:{offset - text.rfind(chr(10), 0, offset)}"


def test_five_faults_of_meaning_are_five_messages() -> None:
    text = """input 28 x 28 x 1
C1: convv N=6 K=5
C2: conv N=6 K=5 from input
C3: conv N=6
C4: conv N=6 K=5 Z=1 from C2
C5: conv N=6 K=5 from nowhere
C2: relu from input
"""
    _, found = elaborate(parsed(text)[0])
    assert [f"{fault.code} {place(text, fault.start)}" for fault in found] == [
        "unknown-kind 2:5",
        "missing-argument 4:5",
        "unknown-argument 5:18",
        "unknown-layer 6:23",
        "defined-twice 7:1",
    ]
