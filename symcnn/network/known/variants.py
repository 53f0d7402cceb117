"""The `variant` lines of the files of well-known networks: what people call which network."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from symcnn.core.record import record
from symcnn.core.text.source import Source
from symcnn.core.written.tree import Num
from symcnn.network.figures.read_figures import parse
from symcnn.network.language.syntax import Texts, VariantLine

KNOWN = Path(__file__).parent

Identity = tuple[str, tuple[tuple[str, int], ...]]


@record
class KnownNetwork:
    """A network under one of its names: the file that has it, the values of its symbols, and which variant it is."""

    name: str
    file: str
    values: tuple[tuple[str, int], ...]
    texts: Texts

    @property
    def identity(self) -> Identity:
        """What two names of the same network share."""
        return self.file, self.values


def variants_in_files() -> Iterator[KnownNetwork]:
    """The networks of the `variant` lines of all files, in the files' order."""
    for path in sorted(KNOWN.glob("*.cnn")):
        program = parse(Source(path.name, path.read_text("utf-8"))).program
        for line in program.statements:
            if isinstance(line, VariantLine):
                values = tuple((value.name, _whole(value.value)) for value in line.values)
                yield KnownNetwork(line.name, path.stem, values, line.texts)


def _whole(expr: object) -> int:
    assert isinstance(expr, Num)
    return int(expr.value)
