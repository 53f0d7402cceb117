"""The windows that a document tells along one axis, by the names of their layers and by what these are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from functools import cache, lru_cache
from types import MappingProxyType

from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.check.subjects.measured.window_stacks import JUMP, seen_by
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.layer_labels import STEMS
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.number_forms import is_small_square
from symcnn.network.wiring.kind_traits import family, is_pool, takes_argument

_PLANE = 2
"""How many axes a window is looked at along, each by itself."""
_MOST_WINDOWS = 8
"""How many windows of a kind a document may have that each stand for any layer of it."""
_POINTWISE = ("pw", "pwconv", "pointwise")
_HALVING = ToldValue(2, Certainty.DOCUMENT)
_ROLES = ("kernel", "stride", "dilation")
_NUMBERED = late_pattern(r"([A-Za-z]+) ?(\d{1,2}|[A-H])\b")
_MOST_COUNTED = 8
_OF_STAGE = range(1, 5)
"""How many layers a stage may have of which nobody says how many they are."""
_NAME = late_pattern(rf"[A-Za-z][\w.-]*\w|[A-Za-z]|[\u2460-\u2473{STEMS}]")


@record
class WindowLabel:
    """What the words beside a figure say of its layer: what may be its name, whether it pools, and its window.

    `count` is how many there are of it, 0 where a stage has so many as nobody says; `is_any` tells that it may be of
    any kind, `is_said` that a kind is named, or which one it is of several.
    """

    names: tuple[str, ...]
    pools: bool
    is_point: bool
    is_said: bool
    is_any: bool
    side: int | None
    count: int


@record
class WindowSpan:
    """Layers one behind the other, with what the last of them sees of what comes in, and its jump."""

    layers: tuple[ToldLayer, ...]
    size: int
    jump: int

    @property
    def told_at(self) -> frozenset[int]:
        """Where the windows are told."""
        told = (layer.arguments["kernel"].mark for layer in self.layers if "kernel" in layer.arguments)
        return frozenset(mark.start for mark in told if mark is not None)


class NamedWindows:
    """The windows of a document along one axis: by the names of layers, and by whether they pool."""

    def __init__(self, layers: Iterable[ToldLayer], axis: int) -> None:
        self.named: dict[str, tuple[WindowSpan, ...]] = {}
        kinds: dict[bool, list[WindowSpan]] = {True: [], False: []}
        parts: dict[str, list[ToldLayer]] = {}
        for layer in filter(_is_window_told, layers):
            span = window_span((_along(layer, axis),))
            if span is None:
                continue
            kinds[is_pool(layer.kind)].append(span)
            if layer.label and _is_its_own(layer):
                self.named.setdefault(layer.label.lower(), (span,))
            if layer.is_code and "." in layer.label:
                parts.setdefault(layer.label.partition(".")[0].lower(), []).extend(span.layers)
        for name, chain in parts.items():
            span = window_span(tuple(chain))
            if span is not None and not name.isdigit():
                self.named.setdefault(name, (span,))
        self.kinds = {pools: _distinct(one for one in found if one.size > 1) for pools, found in kinds.items()}
        self._wide: dict[bool, tuple[WindowSpan, ...]] = {}

    def of(self, label: WindowLabel, own: AbstractSet[int], *, is_wide: bool) -> tuple[WindowSpan, ...]:
        """The ways in which the layer may go on of which a label speaks.

        `own` are the places of figures that are no windows, although they may have been taken for some.
        """
        for name in label.names:
            if found := _not_told_at(own, self.named.get(name, ())):
                return found
        if label.is_point:
            return POINT
        found = _not_told_at(own, self._of_kind(label.pools, is_wide=is_wide)) or usual_spans(label.pools)
        if label.is_any:
            found = _distinct((*found, *_not_told_at(own, self._of_kind(not label.pools, is_wide=is_wide))))
        if label.side is not None:
            found = tuple(one for one in found if one.size == label.side) or _usual(label.pools, label.side)
        counts = [label.count] if label.count else _OF_STAGE
        if counts != [1]:
            found = _distinct(filter(None, (window_span(one.layers * count) for count in counts for one in found)))
        return found if len(found) <= _MOST_WINDOWS * (1 + is_wide) else ()

    def _of_kind(self, pools: bool, *, is_wide: bool) -> tuple[WindowSpan, ...]:
        return self._wide_of(pools) if is_wide else self._plain_of(pools)

    def _plain_of(self, pools: bool) -> tuple[WindowSpan, ...]:
        return self.kinds[pools] or usual_spans(pools)

    def _wide_of(self, pools: bool) -> tuple[WindowSpan, ...]:
        """The same with the usual windows, and with strides that nobody tells: every run of figures asks for them."""
        if pools not in self._wide:
            found = self._plain_of(pools)
            strided = () if pools else map(_strided, found)
            self._wide[pools] = _distinct((*found, *usual_spans(pools), *strided))
        return self._wide[pools]

    def knows(self, label: WindowLabel) -> bool:
        """Whether a label names a layer or a kind, or says which one it is of several."""
        return label.is_said or any(name in self.named for name in label.names)


@lru_cache(maxsize=256)
def window_label(text: str) -> WindowLabel:
    """What the words beside a figure say of its layer.

    >>> label = window_label("after the two convolutions ")
    >>> label.count, label.pools, label.is_said
    (2, False, True)
    """
    said = marks(text, 0, len(text))
    numbered = [(match[1] + match[2]).lower() for match in _NUMBERED.finditer(text)]  # ``conv 2``
    names = (*numbered, *(match[0].lower() for match in _NAME.finditer(text)))
    stems = [*filter(None, map(_stem_kind, names))]
    kinds = [kind for mark in said for kind in mark.named("kind")]
    pools = any(map(is_pool, (*kinds, *stems)))
    count = _count(text, [mark for mark in said if not mark.named("cell")])
    is_stage = not pools and any(map(_is_stage, said))
    sides = {mark.dims[0] for mark in said if is_small_square(mark)}
    is_numbered = any("layer-number" in mark.named("word") for mark in said)
    return WindowLabel(
        names,
        pools,
        1 in sides
        or any("pointwise" in mark.named("word") for mark in said)
        or any(name.rstrip("0123456789_.-") in _POINTWISE for name in names),
        bool(kinds or stems or sides) or any(mark.named("ordinal") for mark in said),
        is_numbered and not (kinds or stems),
        sides.pop() if len(sides) == 1 else None,
        count or int(not is_stage),
    )


def _count(text: str, said: Sequence[Mark]) -> int:
    """How many layers words count: ``two convolutions``, but ``stage two's convolutions``; 0 where they do not."""
    for before, one, behind in zip((None, *said), said, said[1:], strict=False):
        is_name = (before is not None and _is_stage(before)) or text[one.end : one.end + 1] in "'’"
        is_counted = bool(behind.named("kind")) or is_small_square(behind)
        if one.sort == "number" and is_counted and not is_name and 0 < (one.whole or 0) <= _MOST_COUNTED:
            return one.whole or 0
    return 0


def _is_stage(mark: Mark) -> bool:
    return "several" in mark.named("word")


def _not_told_at(own: AbstractSet[int], ways: Sequence[WindowSpan]) -> tuple[WindowSpan, ...]:
    return tuple(way for way in ways if not own & way.told_at)


def _distinct(found: Iterable[WindowSpan]) -> tuple[WindowSpan, ...]:
    """Spans without those that see and move as one before them."""
    kept: dict[tuple[int, int], WindowSpan] = {}
    for span in found:
        kept.setdefault((span.size, span.jump), span)
    return tuple(kept.values())


def _strided(span: WindowSpan) -> WindowSpan:
    """The same window with the usual stride of one that halves."""
    layers = tuple(replace(one, arguments={**one.arguments, "stride": _HALVING}) for one in span.layers)
    return window_span(layers) or span


def usual_spans(pools: bool) -> tuple[WindowSpan, ...]:
    """The window that layers have where nobody tells another one."""
    return _usual(pools, 2 if pools else 3)


@cache
def _usual(pools: bool, side: int) -> tuple[WindowSpan, ...]:
    """The window of a side as layers have it that go step by step, or poolings that go on by it."""
    span = window_span((_made("max_pool" if pools else "conv", side),))
    return (span,) if span is not None else ()


def _stem_kind(name: str) -> str:
    """The kind of which a numbered name tells by its letters; nothing where it tells none: ``s2``."""
    meaning = lexicon().label(name.rstrip("0123456789_.-")) if name[-1:].isdigit() else None
    return meaning.name if meaning is not None else ""


def _is_window_told(layer: ToldLayer) -> bool:
    kernel = layer.arguments.get("kernel")
    level = Certainty.GUESS if kernel is None else kernel.level
    if is_pool(layer.kind):  # what is told of all layers, or found from a shape, need not be that of a pooling
        is_told = kernel is not None and kernel.mark is not None and level >= Certainty.CHAIN
    else:
        is_told = level >= Certainty.DOCUMENT
    is_told |= layer.known is not None
    return is_told and takes_argument(layer.kind, "kernel") and family(layer.kind) != "transposed_conv"


def _is_its_own(layer: ToldLayer) -> bool:
    """Whether a window is told of a layer by itself, and not of all layers."""
    return layer.known is not None or layer.arguments["kernel"].level > Certainty.DOCUMENT


def _along(layer: ToldLayer, axis: int) -> ToldLayer:
    """A layer with its window along one axis only."""
    told = {
        role: replace(value, value=value.sizes[min(axis, len(value.sizes) - 1)])
        for role, value in layer.arguments.items()
        if role in _ROLES and value.sizes
    }
    return layer if layer.known is not None else replace(layer, arguments=told)


def _made(kind: str, side: int) -> ToldLayer:
    return ToldLayer(0, kind, {"kernel": ToldValue(side, Certainty.DOCUMENT)}, 0, None)


def window_span(layers: tuple[ToldLayer, ...]) -> WindowSpan | None:
    """Layers with what they see; None where that is not known."""
    size, jump = seen_by(layers), seen_by(layers, JUMP)
    return WindowSpan(layers, size, jump) if size and jump else None


POINT = _usual(False, 1)


def windows_of(
    layers: Iterable[ToldLayer], usual: Mapping[str, Mapping[str, ToldValue]] = MappingProxyType({})
) -> Sequence[NamedWindows]:
    """The windows of a document along each axis; `usual` are those that it tells of all layers of a kind."""
    every = [*(ToldLayer(0, kind, arguments, 0, None) for kind, arguments in usual.items()), *layers]
    return [NamedWindows(every, axis) for axis in range(_PLANE)]
