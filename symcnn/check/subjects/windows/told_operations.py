"""The operations that marks of a text tell one after the other, each a layer of which only its own words are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from symcnn.check.subjects.layers.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.core.record import record, replace
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import BoundNumber, is_listed_window, is_small_square
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import has_plain_window, is_known, is_pool, is_told_by_name, takes_argument

_ROLES = frozenset({"kernel", "kernels", "stride", "padding", "dilation", "groups", "repeat"})
_BESIDE = ("stride", "padding", "dilation")
_SURE = 5.0
"""How dear it is at most to bind a number to a word, so that it is an argument."""
_LARGEST_POOL = 8
_SAME = {"kernel": ToldValue(3, Certainty.GUESS), "padding": ToldValue("same", Certainty.GUESS)}
_HALVES = {"kernel": ToldValue(2, Certainty.GUESS)}
_OF_POOLS = ("kernel", "stride", "padding")
_PLANE, _VOLUME = 2, 3
_LARGEST_WINDOW = 11
_MOST_POOLS = 2


@record
class Usual:
    """The windows of operations of which none is told: those told for all layers of a kind, and those of poolings."""

    told: Mapping[str, Mapping[str, ToldValue]]
    pools: tuple[Mapping[str, ToldValue], ...]


@record
class Operation:
    """A layer as its words tell it; `kind` is empty where only its window is told."""

    kind: str
    arguments: Mapping[str, ToldValue]
    start: int

    @property
    def is_bare(self) -> bool:
        """Whether only its name is told."""
        return not self.arguments

    def layers(self, usual: Usual) -> Iterator[ToldLayer]:
        """What it may be, with the usual window where none is told.

        Of a convolution of which no window is told only the stride changes the sizes.
        """
        kind = self.kind or "conv"
        layer = ToldLayer(self.start, kind, self.arguments, 0, None)
        if "kernel" in self.arguments or not has_plain_window(kind):
            yield layer
        elif is_pool(kind):
            strided = "stride" in self.arguments
            for window in usual.pools:
                yield replace(
                    layer, arguments={**({"kernel": window["kernel"]} if strided else window), **self.arguments}
                )
        else:
            told = usual.told.get(kind, {})
            if "kernel" in told and "padding" in {*told, *self.arguments}:
                yield replace(layer, arguments={**told, **self.arguments})
            else:
                yield replace(layer, arguments={**_SAME, **self.arguments})


def usual_windows(found: Iterable[Segment], told: Mapping[str, Mapping[str, ToldValue]]) -> Usual:
    """The usual windows of a text: poolings halve, unless it tells their windows, or what is not read as one."""
    pools: dict[object, Mapping[str, ToldValue]] = {}
    is_unread = False
    for part in (part for part in found if any(map(is_pool, part.kinds))):
        made = [one for one in operations(part.marks, part.bounds, part.cues) if is_pool(one.kind)]
        for one in (one for one in made if "kernel" in one.arguments and len({*one.arguments["kernel"].sizes}) == 1):
            window = {role: one.arguments[role] for role in _OF_POOLS if role in one.arguments}
            pools.setdefault(tuple((role, value.sizes) for role, value in window.items()), window)
        is_unread |= any(one.is_bare for one in made) and _has_number_before_map(part.marks)
    return Usual(told, tuple(pools.values())[:_MOST_POOLS] or (() if is_unread else (_HALVES,)))


def _has_number_before_map(found: Sequence[Mark]) -> bool:
    """Whether a number stands between what is named and the shape in a row: part of a window that is not read."""
    named = next(place for place, mark in enumerate(found) if mark.named("kind"))
    shaped = next((place for place, mark in enumerate(found) if mark.sort == "tuple"), 0)
    return any(mark.sort in ("number", "calculation") for mark in found[named:shaped])


def is_window(mark: Mark) -> bool:
    """Whether a shape is one that windows have: ``3×3``, ``(6, 1)``, ``1×7``, ``1×2×2``."""
    sides = mark.dims if mark.sort == "shape" and len(mark.dims) == _PLANE else ()
    is_thin = bool(sides) and 1 in sides and max(dim or 0 for dim in sides) <= _LARGEST_WINDOW
    is_halving = mark.sort == "shape" and len(mark.dims) == _VOLUME and set(mark.dims) in ({1, 2}, {2})
    return is_small_square(mark) or is_listed_window(mark) or is_thin or is_halving


def operations(found: Sequence[Mark], bounds: Sequence[BoundNumber], cues: frozenset[str]) -> tuple[Operation, ...]:
    """The operations that marks tell, in order."""
    roles = {bound.mark.start: bound for bound in bounds if bound.cost <= _SURE}
    made: list[Operation] = []
    before: Mark | None = None
    is_past = False  # whether what comes out of the last one has been told
    for mark in found:
        kind = next((name for name in mark.named("kind") if _changes(name)), "")
        bound = roles.get(mark.start)
        if kind:
            _name(made, kind, mark, is_past=is_past, is_again=before is not None and before.sort == "bracket")
            is_past = False
        elif role := _role(mark, bound, before):
            _give(made, role, mark, bound, is_past=is_past)
            is_past = False
        elif mark.is_figure:
            is_past = True
        before = mark
    return tuple(_with_words(one, cues) for one in made)


def _changes(kind: str) -> bool:
    """Whether layers of a kind may give another shape than what comes in."""
    return is_known(kind) and (takes_argument(kind, "kernel") or is_told_by_name(kind))


def _name(made: list[Operation], kind: str, mark: Mark, *, is_past: bool, is_again: bool) -> None:
    """Names the window told before, or another operation; in brackets behind a name stands its class."""
    last = made[-1] if made else None
    if last is not None and not last.kind and not is_past:
        made[-1] = replace(last, kind=kind)
    elif last is None or last.arguments or last.kind != kind or not is_again:
        made.append(Operation(kind, {}, mark.start))


def _role(mark: Mark, bound: BoundNumber | None, before: Mark | None) -> str:
    """What of a layer a mark tells; right behind the name of a pooling stands its window."""
    if not mark.is_figure:
        return ""
    own = next((role for role in mark.named("role") if role in _ROLES), "")
    told = bound.role if bound is not None else ""
    if is_window(mark):
        return told if told in _BESIDE else "kernel"
    if own or told in _ROLES:
        return own or told
    is_behind = before is not None and any(map(is_pool, before.named("kind")))
    return "kernel" if is_behind and mark.sort == "number" and 1 < (mark.whole or 0) <= _LARGEST_POOL else ""


def _give(made: list[Operation], role: str, mark: Mark, bound: BoundNumber | None, *, is_past: bool) -> None:
    """Gives a value to the last operation; one that has such a value, or a window named behind it, is another."""
    value = ToldValue(tuple(dim or 0 for dim in mark.dims) if mark.dims else mark.whole or 0, Certainty.CLAUSE)
    is_ahead = bound is not None and bound.role == "kind" and bound.word.start > mark.start
    is_another = role == "kernel" and is_past
    if not made or is_another or role in made[-1].arguments or (is_ahead and made[-1].kind):
        made.append(Operation("", {}, mark.start))
    made[-1] = replace(made[-1], arguments={**made[-1].arguments, role: value})


def _with_words(one: Operation, cues: frozenset[str]) -> Operation:
    """An operation with the padding of which a clause tells without a number."""
    if "padding" in one.arguments or ("valid" in cues) == ("same" in cues):
        return one
    value = ToldValue(0 if "valid" in cues else "same", Certainty.CLAUSE)
    return replace(one, arguments={**one.arguments, "padding": value})
