"""Which layer of a well-known network a text speaks of: by its name, its kind and number, or as the last of a kind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.network.known.known_layers import KnownLayer, known_layers
from symcnn.network.known.variants import KnownNetwork
from symcnn.network.wiring.kind_traits import sort_of_kind

_LABEL = late_pattern(
    r"(?<![A-Za-z0-9_.-])([A-Za-z]{1,8}?)[ _-]?(\d{1,2})(?:[_.-](\d{1,2}))?(?![\w%(]|[.,]\d| ?[x*×=/])"
)
_NEAR = 3


@record
class NetworkPart:
    """A layer as a text names it, at a place: the sort of its kind, its number in the network or among its sort.

    `label` is its name in small letters, `ordinal` which of its sort it is (-1: the last, 0: not told).
    """

    start: int
    end: int
    sort: str
    label: str
    ordinal: int


def parts_in(text: str, start: int, end: int, standing: Sequence[Mark]) -> Iterator[NetworkPart]:
    """The layers that a stretch of text names, whose marks are `standing`, in order."""
    taken = [(mark.start, mark.end) for mark in standing if mark.is_figure and not _may_be_label(text, mark)]
    taken += [(mark.start, mark.end) for mark in standing if mark.sort == "network"]
    found = [part for part in _labels(text, start, end) if not any(a < part.end and part.start < b for a, b in taken)]
    labelled = [(part.start, part.end) for part in found]
    for place, mark in enumerate(standing):
        sort = next(filter(None, map(sort_of_kind, mark.named("kind"))), "")
        if sort and not any(first < mark.end and mark.start < last for first, last in labelled):
            before = standing[max(0, place - _NEAR) : place]
            ordinals = [name for one in before for name in one.named("ordinal")]
            found.append(NetworkPart(mark.start, mark.end, sort, "", int(ordinals[-1]) if ordinals else 0))
    yield from sorted(found, key=lambda part: part.start)


def readings_of_part(part: NetworkPart, networks: Iterable[KnownNetwork]) -> Iterator[KnownLayer]:
    """The layers that a part may mean in each of some variants."""
    for network in networks:
        found = [one for one in known_layers(network) if one.is_on_main_way]
        same = [one for one in found if one.label == part.label]
        yield from same or _by_number([one for one in found if one.sort == part.sort], part)


def _labels(text: str, start: int, end: int) -> Iterator[NetworkPart]:
    for match in _LABEL.finditer(text, start, end):
        meaning = lexicon().label(match[1].lower())
        if meaning is not None:
            label = match[1].lower() + "_".join(filter(None, match.groups()[1:]))
            yield NetworkPart(match.start(), match.end(), sort_of_kind(meaning.name), label, int(match[2]))


def _may_be_label(text: str, mark: Mark) -> bool:
    """Whether a number may belong to a layer's name before it: ``fc 6``."""
    return mark.sort == "number" and text[mark.start - 2 : mark.start - 1].isalpha()


def _by_number(layers: Sequence[KnownLayer], part: NetworkPart) -> list[KnownLayer]:
    """The layers of a sort by the number of the name, else by their order."""
    if not layers or not part.ordinal:
        return list(layers[:1]) if len(layers) == 1 else []
    numbered = [layer for layer in layers if part.label and _number(layer.label) == part.label.lstrip(_LETTERS)]
    place = part.ordinal - 1 if part.ordinal > 0 else len(layers) - 1
    in_order = [layers[place]] if place < len(layers) and "_" not in part.label else []
    return list({id(layer): layer for layer in (*numbered, *in_order)}.values())


_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def _number(label: str) -> str:
    return label.lstrip(_LETTERS)
