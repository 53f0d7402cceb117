"""Layers as a document tells them, and the facts that it tells of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import IntEnum

from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.core.record import record, replace
from symcnn.documents.told.mark import Mark

CODE_COMMENTS = -2
"""The table that the comments make which are numbers alone, each on the line of a layer."""


class Certainty(IntEnum):
    """How sure it is that a figure belongs where it was put, the least sure first."""

    GUESS = 0
    DOCUMENT = 1
    CHAIN = 2
    BLOCK = 3
    CLAUSE = 4


@record
class ToldValue:
    """A value of an argument: a number, one for each axis, or a word; how sure it is, and where it stands."""

    value: int | tuple[int, ...] | str
    level: Certainty
    mark: Mark | None = None

    @property
    def number(self) -> int | None:
        """The value, where it is one number."""
        return self.value if isinstance(self.value, int) else None

    @property
    def sizes(self) -> tuple[int, ...]:
        """The value as numbers; none where it is a word."""
        return (self.value,) if isinstance(self.value, int) else () if isinstance(self.value, str) else self.value


@record
class ToldLayer:
    """A layer as it is told: its kind, its arguments by role, and the layer before it (None: nothing is known of it).

    `block` is that of the passage that tells of it, `label` its name. `table` is the number of the table that it
    is a row of. `is_code` tells that code makes it; `known` is what it gives where the code tells all. `like` is the
    layer that tells what it does not, in all where `is_same`; `is_far` tells that it may not follow the layer before
    it, because it stands under another heading or in a branch. `named_axes` is how many axes its maps have, where its
    own clause or its class tells it (0: they do not), `axes` how many they may have, the likely number first.
    """

    place: int
    kind: str
    arguments: Mapping[str, ToldValue]
    block: int
    before: int | None
    label: str = ""
    table: int | None = None
    is_code: bool = False
    known: LayerReading | None = None
    like: int | None = None
    is_same: bool = False
    is_far: bool = False
    named_axes: int = 0
    axes: tuple[int, ...] = ()

    def number(self, role: str) -> int | None:
        """The number that is told for a role."""
        return self.arguments[role].number if role in self.arguments else None

    def without(self, role: str) -> ToldLayer:
        """The layer with nothing told for a role."""
        return replace(self, arguments={name: told for name, told in self.arguments.items() if name != role})


@record
class ToldFact:
    """A number that is told of a layer, by the layer's place in the story; None where no layer is spoken of.

    `quantity` is a quantity of the catalogue, ``output``, ``input``, ``channels``, ``depth`` (the channels that a
    kernel sees), or nothing for a number of which nothing is said. `cues` are the circumstances of its clause,
    `head` is that of its column.
    """

    layer: int | None
    quantity: str
    mark: Mark
    level: Certainty
    cues: frozenset[str]
    table: int | None
    is_prose: bool
    head: Mark | None = None


def size_fact(mark: Mark, cues: frozenset[str] = frozenset()) -> ToldFact:
    """A size that is told of no layer of the story: it follows from what the text tells beside it."""
    return ToldFact(None, "output", mark, Certainty.CHAIN, cues, None, is_prose=True)


@record
class Story:
    """What a document tells: its layers in order, the facts, and the numbers of which nothing is said.

    `cues` counts the circumstances that hold for the whole document: biases that are counted, or not. `usual` are the
    arguments that it tells for all layers of a kind.
    """

    layers: tuple[ToldLayer, ...]
    facts: tuple[ToldFact, ...]
    loose: tuple[ToldFact, ...]
    cues: Mapping[str, int] = field(default_factory=dict)
    usual: Mapping[str, Mapping[str, ToldValue]] = field(default_factory=dict)

    def facts_of_layers(self) -> dict[int, list[ToldFact]]:
        """The facts of each layer of which one is told, in order."""
        found: dict[int, list[ToldFact]] = {}
        for fact in self.facts:
            if fact.layer is not None:
                found.setdefault(fact.layer, []).append(fact)
        return found

    def marks_in_order(self) -> list[Mark]:
        """The marks of all facts, and of the numbers of which nothing is said, by their places."""
        return sorted((fact.mark for fact in (*self.facts, *self.loose)), key=lambda mark: mark.start)
