"""What is read from code: models with their layers and networks, and notes on what was not understood."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from symcnn.core.record import record
from symcnn.network.wiring.network import Network

KERAS, PYTORCH = "keras", "pytorch"

Fact = int | str | tuple["Fact", ...]
"""The value of a letter: a number, one for each axis, or a word such as ``same``."""


@record
class Note:
    """A place in code that was left out or that contradicts itself; `code` names the sentence, `values` go into it."""

    start: int
    end: int
    code: str
    values: Mapping[str, object] = field(default_factory=dict)


def note_on(place: tuple[int, int], name: str) -> Note:
    """A note on something that is not known."""
    return Note(*place, "unknown-value", {"name": name})


@record
class Use:
    """An expression of which a layer is a part, and the `run` of the function or the loop in which it stands."""

    start: int
    end: int
    run: int


@record
class ModelLayer:
    """One layer as the framework knows it.

    `name` is the framework's own (``conv2d_1`` as numbered in a fresh session; ``features.0``), `class_name`
    that which a summary prints. `start` and `end` enclose the call that makes the layer. `arguments` are its
    letters (N, K, S, P, D, G, and C where the call says what it takes), defaults included. `network_layers`
    are the names of those layers of the network that belong to it, none where there is no network. `calls` are
    the places at which the document calls its own functions and classes to make the layer, the outermost first,
    `uses` those at which it is applied.
    """

    name: str
    class_name: str
    start: int
    end: int
    arguments: Mapping[str, Fact]
    network_layers: tuple[str, ...] = ()
    calls: tuple[tuple[int, int], ...] = ()
    uses: tuple[Use, ...] = ()


@record
class Model:
    """A model in the state that holds from the offset `upto` on, until a later state of the same name.

    `name` is the variable or the class, nothing for layers that belong to no model. `symbols` are the sizes of
    the input that no code tells. `is_frozen` says that some parameters are not trained, so that only the
    figures of trained and untrained ones together can be told. Without a network, `layers` are facts about
    single layers; a note says why. Where only its beginning is understood, the network is that beginning, and the
    model is not whole: it has no totals.
    """

    name: str
    class_name: str
    framework: str
    start: int
    end: int
    upto: int
    network: Network | None
    layers: tuple[ModelLayer, ...]
    symbols: tuple[str, ...] = ()
    is_frozen: bool = False
    is_whole: bool = True
