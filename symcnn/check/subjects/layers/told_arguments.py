"""What a segment tells of a layer: its arguments, and the shapes that come in and go out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from symcnn.check.subjects.layers.told_layers import Certainty, ToldValue
from symcnn.core.record import replace
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import TOUCHING, BoundNumber, is_small_square
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import has_only_units, is_pool, is_told_by_name, takes_argument

UNKNOWN = "unknown"
"""The kind of a layer of which only the window is told; nothing follows for it, nor for what comes behind."""
ARGUMENTS = ("kernel", "kernels", "stride", "padding", "added", "dilation", "groups", "channels", "repeat")
_OF_WINDOWS = frozenset({"stride", "padding", "dilation", "groups"})
_SHAPES = {"in": "input", "out": "output", "from": "input", "to": "output", "input": "input", "output": "output"}
_COLOURS = {"colour": 3, "grey": 1, "stereo": 2}
_OF_KERNELS = ("kernel", "kernels")
_MAP = 3
_MOST_UNITS = 1024
"""How many units a layer has at most that is said to come down to a number; more are its parameters."""
_MOST_ALONE = 9999
"""How many kernels a layer has at most of which nothing else is told; more things than that are pictures."""
_DOUBTFUL_COST = 5.0
"""How dear it is to bind a number to a word that stands too far away to tell what it is for sure."""


def shapes_in(segment: Segment) -> Mapping[str, Mark]:
    """The ``input`` and the ``output`` of a segment, by an arrow between them, or by words."""
    shapes: dict[str, Mark] = {}
    others = {bound.mark.start for bound in segment.bounds if bound.role not in _SHAPES}
    for before, after in _by_arrows(segment):
        if not {before.start, after.start} & others and not _are_channels(segment, before, after):
            shapes.setdefault("input", before)
            shapes["output"] = after
    ends = {bound.role: bound.mark for bound in segment.bounds if len(bound.mark.dims) > 1}
    if "input" not in ends and "output" in ends and "to" in ends and ends["output"].end <= ends["to"].start:
        shapes |= {"input": ends["output"], "output": ends["to"]}  # brings 9×9 to 4×4
    for bound in segment.bounds:
        role = "output" if _is_made(segment, bound) or _is_listed(segment, bound) else _SHAPES.get(bound.role)
        is_number = bound.mark.sort == "number"
        if role is not None and not (is_number and bound.role not in ("input", "output")):
            known = shapes.get(role)
            if known is None or (known.sort == "number" and not is_number):
                shapes[role] = bound.mark
    return shapes


def _is_made(segment: Segment, bound: BoundNumber) -> bool:
    """Whether a map is as deep as kernels of which a clause tells before it, and nothing says that it comes in.

    ``With 40 filters of 5x5 we arrive at a volume of 8x8x40``, but not ``40 filters on a volume of 8x8x40``.
    """
    if bound.role != "input" or not bound.word.named("weak") or len(bound.mark.dims) != _MAP or segment.is_row:
        return False
    begin = min(bound.mark.start, bound.word.start)
    counts = [one.mark for one in segment.bounds if one.role == "kernels" and one.mark.end <= begin]
    if len(counts) != 1 or counts[0].whole not in (bound.mark.dims[0], bound.mark.dims[-1]):
        return False
    between = [mark for mark in segment.marks if counts[0].end <= mark.start < begin]
    return not any({"input", "to", "from"} & {*mark.named("role"), *mark.named("weak")} for mark in between)


def _is_listed(segment: Segment, bound: BoundNumber) -> bool:
    """Whether maps stand behind the name of a layer of which no kernel is told: ``C3: 16 maps of 10x10``."""
    if bound.role != "input" or not bound.word.named("weak") or bound.word.start < bound.mark.end:
        return False
    is_named = bool(segment.label) and not segment.is_row and next(iter(segment.bounds)) is bound
    others = {one.role for one in segment.bounds if one is not bound}
    leads = any({"input", "to", "from"} & {*mark.named("role")} for mark in segment.marks)
    return is_named and not leads and not others & {*ARGUMENTS, "kind", "output", "size"}


def _by_arrows(segment: Segment) -> Iterator[tuple[Mark, Mark]]:
    """The figures on both sides of each arrow, but for arguments of a window: ``p1 → 24``."""
    windows = {bound.mark.start for bound in segment.bounds if bound.role in _OF_WINDOWS}
    for (before, arrow), (_, after) in pairwise(pairwise(segment.marks)):
        if arrow.sort == "arrow" and before.is_figure and after.is_figure and before.start not in windows:
            yield before, after


def _are_channels(segment: Segment, before: Mark, after: Mark) -> bool:
    """Whether the numbers on both sides of an arrow count channels: what grows, what weights are counted of, or what a
    map is as deep as."""
    kind = segment.kinds[0] if segment.kinds else ""
    may_be = not kind or (takes_argument(kind, "kernel") and takes_argument(kind, "kernels"))
    if not may_be or {before.sort, after.sort} != {"number"}:
        return False
    counts = any({"params", "weights"} & {*mark.named("quantity")} for mark in segment.marks)
    is_growing = kind == "conv" and (after.whole or 0) > (before.whole or 0)
    maps = [mark.dims for mark in segment.marks if len(mark.dims) == _MAP and mark.sort in ("shape", "tuple")]
    is_as_deep = any(after.whole in (dims[0], dims[-1]) for dims in maps)
    return counts or "pointwise" in segment.cues or is_growing or is_as_deep


def arguments_in(segment: Segment) -> dict[str, ToldValue]:
    """The arguments that a segment tells."""
    told: dict[str, ToldValue] = {}
    shapes = {mark.start for mark in shapes_in(segment).values()}
    for bound in segment.bounds:
        role = "kernel" if bound.role == "kind" else bound.role
        is_other = bound.mark.start in shapes or (role == "channels" and is_given_out(segment, bound.mark))
        if role in ARGUMENTS and not is_other:
            value = _value(bound.mark)
            level = Certainty.GUESS if bound.mark.sort == "number" and bound.cost > _DOUBTFUL_COST else Certainty.CLAUSE
            if role == "kernel" and isinstance(value, tuple) and len(value) == 4:
                told.setdefault("kernels", ToldValue(value[3], Certainty.CLAUSE, bound.mark))
                told.setdefault("channels", ToldValue(value[2], Certainty.CLAUSE, bound.mark))
                value = value[:3]
            told.setdefault(role, ToldValue(value, level, bound.mark))
    if segment.kinds or "kernel" in told or _leads_on(segment):
        told = {**_channels_from_to(segment), **told}
    if "stays" in segment.cues and "channels" in told and "kernel" in told:
        told.setdefault("kernels", told["channels"])
    if _is_by_group(segment):
        told.pop("channels", None)
        groups, each = (told[role].number if role in told else None for role in ("groups", "kernels"))
        if groups and each:
            told["kernels"] = replace(told["kernels"], value=groups * each)
    elif "channels" in told and "groups" in told and _is_view_of_kernel(segment, told["channels"]):
        told["channels"] = replace(
            told["channels"], value=(told["groups"].number or 1) * (told["channels"].number or 0)
        )
    return {**_in_words(segment), **told}


def _is_by_group(segment: Segment) -> bool:
    """Whether a segment tells what each of several groups has: ``每组 16 个核``, ``16 kernels per group``."""
    words = [mark for mark in segment.marks if mark.sort == "word"]
    return any("each" in one.named("word") and "groups" in two.named("role") for one, two in pairwise(words))


def _is_view_of_kernel(segment: Segment, channels: ToldValue) -> bool:
    """Whether channels are those that a kernel of a group sees: ``two groups, so every kernel sees only 48``."""
    before = [mark for mark in segment.marks if channels.mark is not None and mark.end <= channels.mark.start][-2:]
    named = [{*mark.named("role"), *mark.named("word")} for mark in before]
    return len(named) == 2 and bool({"kernel", "kernels", "all"} & named[0]) and "view" in named[1]


def _value(mark: Mark) -> int | tuple[int, ...]:
    return tuple(dim or 0 for dim in mark.dims) if mark.dims else mark.whole or 0


def _leads_on(segment: Segment) -> bool:
    """Whether one of several layers leads on from so many channels: ``the first goes from 8 to 24 channels``."""
    roles = {bound.role for bound in segment.bounds}
    speaks_of_channels = any("channels" in mark.named("role") for mark in segment.marks)
    return bool(segment.ordinals) and speaks_of_channels and "to" in roles and not roles & {"input", "output"}


def _channels_from_to(segment: Segment) -> dict[str, ToldValue]:
    """The channels of a layer that leads from so many to so many."""
    ends: dict[str, Mark] = {}
    for bound in segment.bounds:
        if bound.mark.sort == "number" and not bound.mark.text and not _is_of_network(segment, bound):
            role = "to" if bound.role == "channels" and is_given_out(segment, bound.mark) else bound.role
            ends.setdefault(role, bound.mark)
    for left, right in _by_arrows(segment):
        if _are_channels(segment, left, right):
            ends |= {"from": left, "to": right}
    speaks_of_channels = any("channels" in mark.named("role") for mark in segment.marks)
    is_arrow = any(mark.sort == "arrow" for mark in segment.marks) and "input" in ends
    is_flat = bool(segment.kinds) and has_only_units(segment.kinds[0]) and bool({"input", "neurons"} & ends.keys())
    behind = ends.get("to") or (ends.get("output") if speaks_of_channels or is_arrow or is_flat else None)
    before = ends.get("from") or ends.get("input") or ends.get("neurons") if behind is not None else None
    before = None if before is None or behind is None or before.start > behind.start else before
    if before is None and any(has_only_units(kind) for kind in segment.kinds):
        before = next(_looked_at(segment), None)
    channels = ends.get("channels")
    counted = ends.get("kernels")
    if (
        counted is not None
        and behind is not None
        and counted.whole != behind.whole
        and _is_arrow_between(segment, before, behind)
    ):
        return {}  # from size to size: the kernels are told beside them
    told = {}
    kind = segment.kinds[0] if len({*segment.kinds}) == 1 else ""
    if kind and not takes_argument(kind, "kernels"):
        return {}
    is_alone = before is None and channels is None and has_only_units(kind)
    if behind is not None and not (is_alone and (behind.whole or 0) > _MOST_UNITS):
        told["kernels"] = ToldValue(_value(behind), Certainty.CLAUSE, behind)
    if before is not None and channels is None:
        told["channels"] = ToldValue(_value(before), Certainty.CLAUSE, before)
    return told


def _is_arrow_between(segment: Segment, before: Mark | None, behind: Mark) -> bool:
    """Whether an arrow leads from one number to another."""
    return any((one, other) == (before, behind) for one, other in _by_arrows(segment))


def _is_of_network(segment: Segment, bound: BoundNumber) -> bool:
    """Whether it is the whole network that comes down to a number: ``全网降至 11,870 个``."""
    before = next((mark for mark in reversed(segment.marks) if mark.end <= bound.word.start), None)
    return bound.role == "to" and before is not None and "total" in before.named("word")


def _looked_at(segment: Segment) -> Iterator[Mark]:
    """The values that units work on: ``10 units on 800 values``."""
    for bound in segment.bounds:
        if bound.role != "neurons":
            continue
        before = [mark for mark in segment.marks if mark.end <= bound.mark.start and mark.named("word") != ("matrix",)]
        behind = [mark for mark in segment.marks if mark.start >= bound.word.end]
        if any("input" in (*mark.named("weak"), *mark.named("role")) for mark in before[-1:]) or _is_led(behind):
            yield bound.mark


def _is_led(behind: Sequence[Mark]) -> bool:
    """Whether values are led to a layer: ``the 1568 features are passed to a dense layer``."""
    words = [mark for mark in behind[:2] if mark.sort == "word"]
    return len(words) == 2 and bool({"to", "input"} & {*words[0].named("role")}) and bool(words[1].named("kind"))


def is_given_out(segment: Segment, mark: Mark) -> bool:
    """Whether a word for what comes out stands before a number of channels, and no other number between them.

    Not of one that counts what comes in: ``hence one input channel``.
    """
    if any("input" in one.named("role") and 0 <= one.start - mark.end < TOUCHING for one in segment.marks):
        return False
    before = [one for one in segment.marks if one.end <= mark.start][-3:]
    for one in reversed(before):
        if one.sort == "number" or is_small_square(one):
            return False
        if {"output", "to"} & {*one.named("role")}:
            return True
    return False


def _in_words(segment: Segment) -> dict[str, ToldValue]:
    """What words tell without a number: no padding, the same size, a colour image, two halves that see their own."""
    told: dict[str, ToldValue] = {}
    if "ungrouped" in segment.cues:
        told["groups"] = ToldValue(1, Certainty.CLAUSE)
    match "valid" in segment.cues, "same" in segment.cues:  # of both that are named nobody knows which is meant
        case True, False:
            told["padding"] = ToldValue(0, Certainty.CLAUSE)
        case False, True:
            told["padding"] = ToldValue("same", Certainty.BLOCK)
    if "pointwise" in segment.cues:
        told["kernel"] = ToldValue(1, Certainty.CLAUSE)
    if {"halves-of-network", "apart"} <= segment.cues and any(bound.role in _OF_KERNELS for bound in segment.bounds):
        told["groups"] = ToldValue(2, Certainty.CLAUSE)
    for colour in segment.cues & _COLOURS.keys():
        told["channels"] = ToldValue(_COLOURS[colour], Certainty.CLAUSE)
    return told


def tells_layer(segment: Segment, arguments: Mapping[str, ToldValue]) -> bool:
    """Whether a segment tells of a layer of its own: a kernel, kernels, or a kind with what it needs."""
    counts = counts_maps(segment) or _counts_classes(segment)
    alone = arguments["kernels"].number or 0 if "kernels" in arguments and not segment.kinds else 0
    has_window = "kernel" in arguments or ("kernels" in arguments and not counts and alone <= _MOST_ALONE)
    if has_window or len({*segment.kinds}) != 1:
        return has_window
    kind = segment.kinds[0]
    is_by_channel = takes_argument(kind, "kernel") and not takes_argument(kind, "kernels") and not is_pool(kind)
    return "stride" in arguments or is_told_by_name(kind) or (is_by_channel and "channels" in arguments)


def _counts_classes(segment: Segment) -> bool:
    """Whether a clause counts what a network tells apart, and no units: ``photographs of 17 classes``."""
    words = [bound.word for bound in segment.bounds if bound.role == "kernels"]
    is_of_classes = bool(words) and all("classes" in word.named("word") for word in words)
    values = (bound for bound in segment.bounds if bound.role in ("input", "neurons") and bound.mark.sort == "number")
    return is_of_classes and not any(map(has_only_units, segment.kinds)) and not any(values)


def counts_maps(segment: Segment) -> bool:
    """Whether what a segment without a kind may say of kernels is how many maps there are: perhaps some of them."""
    words = [bound.word for bound in segment.bounds if bound.role == "kernels"]
    is_nameless = not segment.is_row and not any(mark.named("kind") for mark in segment.marks)
    return bool(words) and is_nameless and all("maps" in word.named("word") for word in words)


def kind_of(segment: Segment, arguments: Mapping[str, ToldValue]) -> str:
    """The kind of the layer that a segment tells of; without a name, what has units is fully connected."""
    if segment.kinds or segment.is_nameless:
        windowed = [kind for kind in segment.kinds if "kernel" in arguments and takes_argument(kind, "kernel")]
        counted = [kind for kind in segment.kinds if "kernels" in arguments and takes_argument(kind, "kernels")]
        return [*windowed, *counted, *segment.kinds, UNKNOWN][0]
    words = [bound.word for bound in segment.bounds if bound.role == "kernels"]
    counts_units = any(word.named("unit") for word in words)
    return "dense" if "kernel" not in arguments and counts_units else "conv"
