"""The networks in fenced blocks of a document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from symcnn.core.record import record
from symcnn.core.text.fault import Fault
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import Number
from symcnn.documents.formats.document import Document, Nature
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.measure import measure
from symcnn.network.language.parse import read
from symcnn.network.wiring.elaborate import elaborate


@record
class Fenced:
    """A block with its network's figures, or with the faults that keep it from having any."""

    start: int
    figures: Figures | None
    faults: tuple[Fault, ...]


def fenced_networks(document: Document, conventions: Mapping[str, Number]) -> Iterator[Fenced]:
    """The networks of a document in order, under these conventions."""
    for block in document.blocks:
        if block.nature is Nature.NETWORK:
            source = Source(document.name, document.program[block.start : block.end])
            yield Fenced(block.start, *_measured(source, tuple(conventions.items())))


@lru_cache(maxsize=64)
def _measured(source: Source, conventions: tuple[tuple[str, Number], ...]) -> tuple[Figures | None, tuple[Fault, ...]]:
    """The figures of a block, or its faults; a block that stands again in a document is read once."""
    program, faults = read(source)
    network, more = elaborate(program)
    figures, most = measure(network.with_conventions(dict(conventions))) if network is not None else (None, ())
    found = (*faults, *more, *most)
    return None if found else figures, found
