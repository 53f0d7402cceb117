"""The windows that a document tells along one axis, by the names of their layers and by what these are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from symcnn.check.subjects.kind_traits import family, is_pool, takes_argument
from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.check.subjects.measured.window_stacks import JUMP, seen_by
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.layer_labels import STEMS
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.marks import marks

_PLANE = 2
"""How many axes a window is looked at along, each by itself."""
_MOST_WINDOWS = 8
"""How many windows of a kind a document may have that each stand for any layer of it."""
_POINTWISE = ("pw", "pwconv", "pointwise")
_HALVING = ToldValue(2, Certainty.DOCUMENT)
_ROLES = ("kernel", "stride", "dilation")
_NUMBERED = late_pattern(r"([A-Za-z]+) ?(\d{1,2}|[A-H])\b")
_NAME = late_pattern(rf"[A-Za-z][\w.-]*\w|[A-Za-z]|[\u2460-\u2473{STEMS}]")


@record
class WindowSpan:
    """Layers one behind the other, with what the last of them sees of what comes in, and its jump."""

    layers: tuple[ToldLayer, ...]
    size: int
    jump: int


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

    def of(self, label: str, *, is_wide: bool) -> tuple[WindowSpan, ...]:
        """The ways in which the layer may go on of which a label speaks."""
        names = _names_in(label)
        for name in names:
            if name in self.named:
                return self.named[name]
        if _names_point(label, names):
            return _POINT
        pools = _names_pool(label, names)
        found = self._wide_of(pools) if is_wide else self._plain_of(pools)
        return found if len(found) <= _MOST_WINDOWS * (1 + is_wide) else ()

    def _plain_of(self, pools: bool) -> tuple[WindowSpan, ...]:
        return self.kinds[pools] or usual_spans(pools)

    def _wide_of(self, pools: bool) -> tuple[WindowSpan, ...]:
        """The same with the usual windows, and with strides that nobody tells: every run of figures asks for them."""
        if pools not in self._wide:
            found = self._plain_of(pools)
            strided = () if pools else map(_strided, found)
            self._wide[pools] = _distinct((*found, *usual_spans(pools), *strided))
        return self._wide[pools]

    def knows(self, label: str) -> bool:
        """Whether a label names a layer or a kind, or says which one it is of several."""
        said = marks(label, 0, len(label))
        is_said = any(mark.named("kind") or mark.named("ordinal") for mark in said)
        return is_said or any(name in self.named or _stem_kind(name) for name in _names_in(label))


def _names_in(label: str) -> Sequence[str]:
    """What may be the name of a layer in a label, with the number behind it or without: ``conv 2``."""
    numbered = [(match[1] + match[2]).lower() for match in _NUMBERED.finditer(label)]
    return [*numbered, *(match[0].lower() for match in _NAME.finditer(label))]


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


@cache
def usual_spans(pools: bool) -> tuple[WindowSpan, ...]:
    """The window that layers have where nobody tells another one."""
    span = window_span((_made("max_pool", 2) if pools else _made("conv", 3),))
    return (span,) if span is not None else ()


def _names_pool(label: str, names: Sequence[str]) -> bool:
    said = [kind for mark in marks(label, 0, len(label)) for kind in mark.named("kind")]
    return any(map(is_pool, (*said, *map(_stem_kind, names))))


def _names_point(label: str, names: Sequence[str]) -> bool:
    """Whether a label names a layer whose window is one place."""
    said = any("pointwise" in mark.named("word") or mark.dims == (1, 1) for mark in marks(label, 0, len(label)))
    return said or any(name.rstrip("0123456789_.-") in _POINTWISE for name in names)


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


_POINT = tuple(filter(None, (window_span((_made("conv", 1),)),)))


def windows_of(layers: Iterable[ToldLayer]) -> Sequence[NamedWindows]:
    """The windows of a document along each axis."""
    every = [*layers]
    return [NamedWindows(every, axis) for axis in range(_PLANE)]
