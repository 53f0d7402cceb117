"""What a wiring knows on its way: the names of layers that lines may speak of, what lines have made, and the faults."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import field

from symcnn.core.limits import MAX_LAYERS
from symcnn.core.record import entity, record
from symcnn.core.text.fault import Fault
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Expr
from symcnn.network.language.syntax import BlockDefinition, Definition, LayerLine, ParallelLine, RepeatLine, Word
from symcnn.network.wiring.network import Loop, WiredLayer

INPUT = "input"
RESERVED = (INPUT, "total")


class Stop(Exception):
    """What follows cannot be judged."""


@record
class MadeLayers:
    """A line, and the places of the layers that it has made: from `start` to `end`."""

    line: LayerLine | RepeatLine | ParallelLine
    start: int
    end: int


@entity
class LayerNames:
    """Where names are looked up: a network, the inside of a block, or one round of a repetition.

    `prefix` stands before the names of its layers (``conv2.1.``), `known` are a block's parameters,
    `places` the layers that its lines may name, `names` where they are named, `given` the place of a block's input.
    """

    prefix: str
    known: Mapping[str, Expr]
    outer: LayerNames | None
    given: int
    places: dict[str, int] = field(default_factory=dict)
    lines: dict[str, MadeLayers] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)
    names: dict[str, tuple[int, int]] = field(default_factory=dict)
    counts: dict[str, int] = field(default_factory=dict)
    later: set[str] = field(default_factory=set)

    def place(self, name: str) -> int | None:
        """The place of a layer that a line of this scope may name."""
        if name == INPUT:
            return self.given
        scope: LayerNames | None = self
        while scope is not None:
            if name in scope.places:
                return scope.places[name]
            scope = scope.outer
        return None

    def made(self, name: str) -> MadeLayers | None:
        """What a line above has made, by its name."""
        scope: LayerNames | None = self
        while scope is not None:
            if name in scope.lines:
                return scope.lines[name]
            scope = scope.outer
        return None

    def has_failed(self, name: str) -> bool:
        """Whether the layer of this name was left out because of a fault."""
        return name in self.failed or (self.outer is not None and self.outer.has_failed(name))


@entity
class Wiring:
    """The layers wired so far, and the faults on the way; it lives no longer than one elaboration.

    `unread` are names in lines that could not be read, `orphans` layers whose input has a fault.
    `is_counted` tells that the layers of the repetition at work are known not to be too many.
    """

    own: Mapping[str, Definition]
    blocks: Mapping[str, BlockDefinition]
    numbers: Mapping[str, Number]
    unread: Set[str]
    orphans: list[WiredLayer] = field(default_factory=list)
    layers: list[WiredLayer] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    checked: set[tuple[str, tuple[str, ...]]] = field(default_factory=set)
    active: list[str] = field(default_factory=list)
    is_counted: bool = False
    noted: set[tuple[str, int, int]] = field(default_factory=set)

    def fault(self, code: str, word: Word, **values: object) -> None:
        """Notes a fault at a word, once for all rounds in which the word is met."""
        if (code, word.start, word.end) not in self.noted:
            self.noted.add((code, word.start, word.end))
            self.faults.append(Fault(code, word.start, word.end, values))

    def add(self, layer: WiredLayer, word: Word) -> int:
        """Appends a layer and returns its place."""
        if len(self.layers) > MAX_LAYERS:
            self.fault("too-many-layers", word, limit=MAX_LAYERS)
            raise Stop
        self.layers.append(layer)
        return len(self.layers) - 1
