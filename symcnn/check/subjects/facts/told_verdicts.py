"""The verdict on a fact that a document tells of a layer: confirmed by some reading, or refuted where all is told."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import prod

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.facts.other_places import readings_elsewhere
from symcnn.check.subjects.facts.told_counts import column_measures, count_verdict
from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import QUANTITIES
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact, ToldLayer
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory, output_of
from symcnn.check.subjects.measured.told_verdict import (
    ToldVerdict,
    is_plainly_told,
    is_sure_of,
    may_be_refuted,
    verdict_on_size,
)
from symcnn.check.subjects.printed.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.windows.shape_slips import is_slip_of_shape, is_slip_of_sizes, untold_argument_gives
from symcnn.network.wiring.kind_traits import has_plain_window, is_pool

_USUAL_GROUPS = 2
"""How many groups there are where a text speaks of groups and tells no number."""
_CLOSE = 200
"""How many characters before a number stands a row that is close."""
_LEFT_OUT = Fraction(1, 4)


def told_verdicts(told: MeasuredStory) -> Iterator[ToldVerdict]:
    """The verdicts on the facts of a story, in the order of the facts; a fact that cannot be judged has none."""
    measures = column_measures(told)
    said = told.story.facts_of_layers()
    for fact in told.story.facts:
        layer = told.layers[fact.layer] if fact.layer is not None else None
        if layer is None or not layer.readings:
            continue
        found: ToldVerdict | None = None
        if fact.quantity == "output":
            found = _of_output(fact, layer)
            if found is not None and found.verdict is Verdict.WRONG:
                found = _of_wrong_output(found, layer.layer, told, said)
        elif fact.quantity == "depth":
            found = _of_depth(fact, told, fact.layer or 0)
        elif fact.quantity == "channels" and "given-out" in fact.cues:
            found = _of_channels(fact, layer)
        elif fact.quantity in QUANTITIES or (fact.quantity == "bytes" and fact.head is not None):
            found = count_verdict(fact, told, fact.layer or 0, measures.get(fact.head.start if fact.head else -1))
        if found is not None:
            yield found


# shapes ----------------------------------------------------------------------------------------------


def _of_wrong_output(
    found: ToldVerdict, layer: ToldLayer, told: MeasuredStory, said: Mapping[int, Sequence[ToldFact]]
) -> ToldVerdict | None:
    """What is said of a shape that its layer does not give, where it may be that of another layer or another place."""
    if (
        _is_behind_row_left_out(found, told)
        or _gives_another(found, said)
        or _is_flat(found.fact, told)
        or _is_of_others(found, told)
    ):
        return None
    others = readings_elsewhere(found, told)
    right = next((one for one in others if not one.departs), None)
    return _of_reading(found.fact, layer, right) if right is not None else None if others else found


def _of_output(fact: ToldFact, measured: MeasuredLayer) -> ToldVerdict | None:
    dims, layer = shape_of(fact.mark), measured.layer
    if not dims:
        return None
    if len(dims) == 1 and fact.mark.sort != "tuple" and fact.table is None:
        return _of_side(fact, measured, dims[0])
    for reading in measured.readings:
        output = output_of(layer, reading)
        if is_printed_as(output, dims) or is_of_group(fact, layer, output, dims):
            if None in (output[:-1] or output):
                return None
            return _of_reading(fact, layer, reading)
    plain = measured.readings[0]
    if layer.is_code and any(is_printed_as(one.shape, dims) for one in measured.readings):
        return None  # what comes in
    true = output_of(layer, plain)
    dims *= 1 + (len(dims) == 1 and fact.head is not None and has_plain_window(layer.kind))  # a side of a square
    if "grouped" in fact.cues and (not layer.number("groups") or _is_grouped_input(layer, measured.inputs, dims)):
        return None
    is_comparable = None not in true[:-1] and len(dims) in (len(true), len(true) - 1)
    is_plane = len(dims) > 1 or not has_plain_window(layer.kind)
    if fact.is_prose and len(dims) > 1 and {*dims[:2]} == {1} and has_plain_window(layer.kind):
        return None  # what one place of the window gives
    is_sure = measured.is_sure or fact.table is not None
    if not (is_comparable and is_plane and is_sure and may_be_refuted(fact, layer)):
        return None
    kernels = layer.arguments.get("kernels")
    if kernels is not None and kernels.level <= Certainty.CHAIN and true[:-1] in (dims[:-1], dims[1:]):
        return None  # it has as many as another shape of it has channels, or as the layer of which it is a variant
    is_far = not is_slip_of_shape(true, dims, measured)
    if untold_argument_gives(fact, dims, measured) or (is_far and (fact.head is None or not _is_near(true, dims))):
        return None
    return ToldVerdict(fact, Verdict.WRONG, "output", true, plain, is_far=is_far)


def _of_reading(fact: ToldFact, layer: ToldLayer, reading: LayerReading) -> ToldVerdict:
    """The verdict on a size that a reading gives."""
    return ToldVerdict(fact, verdict_on_size(reading), "output", output_of(layer, reading), reading)


def _is_flat(fact: ToldFact, told: MeasuredStory) -> bool:
    """Whether a vector has as many values as a map close before it of which nothing is said: a row that is not read."""
    dims = shape_of(fact.mark)
    near = (one.mark for one in told.story.loose if 0 < fact.mark.start - one.mark.end < _CLOSE)
    return len(dims) == 1 and any(len(sizes := shape_of(one)) > 1 and prod(sizes) == dims[0] for one in near)


def _is_of_others(found: ToldVerdict, told: MeasuredStory) -> bool:
    """Whether a map has the right sizes, and as many channels as a number says that is told beside its layer's.

    ``64 kernels are too dear, so I use 32``.
    """
    dims, sizes, place = shape_of(found.fact.mark), found.derived[:-1], found.fact.layer
    channels = dims[0] if dims[1:] == sizes else dims[-1] if dims[:-1] == sizes else None
    return channels is not None and any(
        fact.layer == place and fact.mark.whole == channels and not fact.mark.dims for fact in told.story.loose
    )


def _gives_another(found: ToldVerdict, said: Mapping[int, Sequence[ToldFact]]) -> bool:
    """Whether the layer of a wrong shape is told with another one, which is right: they are those of two layers."""
    others = (fact for fact in said.get(found.fact.layer or 0, ()) if fact.quantity == "output")
    dims = shape_of(found.fact.mark)
    return any(
        not {*dims} & {*other} and is_printed_as(found.derived, other)
        for other in (shape_of(fact.mark) for fact in others)
        if len(other) > 1
    )


def _is_behind_row_left_out(found: ToldVerdict, told: MeasuredStory) -> bool:
    """Whether maps halve in a table none of whose rows does that: it leaves out the poolings."""
    table = found.fact.table
    rows = [layer for layer in told.story.layers if layer.table == table] if table is not None else []
    if not rows or any(is_pool(row.kind) or row.number("stride") not in (None, 1) for row in rows):
        return False
    sizes = [*zip(found.derived[:-1], shape_of(found.fact.mark), strict=False)]
    return bool(sizes) and all(size and dim in (size // 2, (size + 1) // 2) for size, dim in sizes)


def _is_near(true: Shape, dims: tuple[int, ...]) -> bool:
    """Whether sizes are so near that no layer can have been left out between the rows."""
    is_turned = len(dims) == len(true) and dims[0] == true[-1] != dims[-1]
    sizes = zip(dims[is_turned:], true[:-1], strict=False)
    return len(dims) <= len(true) and all(size and abs(dim - size) <= size * _LEFT_OUT for dim, size in sizes)


def is_of_group(fact: ToldFact, layer: ToldLayer, output: Shape, dims: tuple[int, ...]) -> bool:
    """Whether a shape is that of one of the groups of which its clause or its layer speaks."""
    groups = layer.number("groups") or (_USUAL_GROUPS if "grouped" in fact.cues else 1)
    channels = output[-1]
    return groups > 1 and bool(channels) and is_printed_as((*output[:-1], (channels or 0) // groups), dims)


def _is_grouped_input(layer: ToldLayer, inputs: Sequence[Shape], dims: tuple[int, ...]) -> bool:
    """Whether a shape is that of a group of what comes in."""
    groups = layer.number("groups") or 1
    return any(is_printed_as((*shape[:-1], (shape[-1] or 0) // groups), dims) for shape in inputs)


def _of_side(fact: ToldFact, measured: MeasuredLayer, side: int) -> ToldVerdict | None:
    """The verdict on one side of a map; of a map that is no square nobody knows which side is meant."""
    layer = measured.layer
    outputs = [(output_of(layer, reading), reading) for reading in measured.readings]
    for output, reading in outputs:
        if None not in (output[:-1] or output) and (side in output[:-1] or is_printed_as(output, (side,))):
            return ToldVerdict(fact, verdict_on_size(reading), "output", output, reading)
    true, plain = outputs[0]
    sides = {output[:-1] for output, _ in outputs}
    is_one = len(sides) == 1 and len({*true[:-1]}) == 1 and true[0] is not None
    is_told = measured.is_sure and may_be_refuted(fact, layer) and has_plain_window(layer.kind)
    is_channels = side in (true[-1], *(shape[-1] for shape in measured.inputs))
    if not (is_one and is_told) or is_channels or untold_argument_gives(fact, (side, side), measured):
        return None
    is_slip = is_slip_of_sizes(true[:-1], (side, side), measured) or side == (plain.shape[0] or 0) // 2
    return ToldVerdict(fact, Verdict.WRONG, "output", true, plain) if is_slip else None


def _of_channels(fact: ToldFact, measured: MeasuredLayer) -> ToldVerdict | None:
    """The verdict on the channels that come out of so many kernels: as many as come in, twice as many, or half."""
    layer, said = measured.layer, fact.mark.whole or 0
    kernels, entering = layer.number("kernels"), measured.readings[0].shape[-1]
    is_sure = has_plain_window(layer.kind) and is_sure_of(layer, "kernels") and "each" not in fact.cues
    if kernels is None or not is_sure or said == kernels:
        return None
    is_slip = said == entering or kernels in (2 * said, said // 2)
    if not is_slip or layer.number("groups") or "grouped" in fact.cues or not is_plainly_told(fact):
        return None
    return ToldVerdict(fact, Verdict.WRONG, "channels", (kernels,), measured.readings[0])


def _of_depth(fact: ToldFact, told: MeasuredStory, place: int) -> ToldVerdict | None:
    """The verdict on the channels that a kernel is said to see: all, or half where a network lies in two parts."""
    measured = told.layers[place]
    flat = [one for one in measured.readings if len(one.shape) == len(fact.mark.dims)]
    depth, plain = fact.mark.dims[2], (*flat, *measured.readings)[0]
    channels = {reading.shape[-1] for reading in flat} - {None}
    is_flat = measured.layer.axes[:1] != (3,) and (bool(measured.layer.axes) or flat == [*measured.readings])
    if not depth or not channels or not is_flat:
        return None
    if depth in channels or 2 * depth in channels:
        return ToldVerdict(fact, Verdict.RIGHT, "depth", (depth,), plain)
    groups = measured.layer.number("groups") or 1
    true = (channels.pop() or 0) // groups
    entering = measured.layer.arguments.get("input")
    is_of_code = measured.layer.known is not None and fact.level >= Certainty.BLOCK
    is_listed = fact.table is not None or not fact.is_prose or entering is not None or is_of_code
    is_of_layer = not fact.cues & {"doubt", "grouped"}
    has_channels = measured.layer.kind == "conv" or is_pool(measured.layer.kind)
    if channels or not (measured.is_sure and is_listed and is_of_layer and has_channels):
        return None
    sizes = entering.sizes if entering is not None else ()
    may_be_volume = len(sizes) > 2 and len({*fact.mark.dims}) == 1  # 3×3×3 on 64×64×32: along three axes
    is_other = depth < true and bool(true % depth) and not may_be_volume and len(sizes) <= 3
    if is_other or depth in _depths_before(told, place) - {1}:
        return ToldVerdict(fact, Verdict.WRONG, "depth", (true,), plain)
    return None


def _depths_before(told: MeasuredStory, place: int) -> set[int | None]:
    """How many channels come into the layers before one."""
    before = (one for one in told.chain_of_places(place) if one != place)
    return {reading.shape[-1] for one in before for reading in told.layers[one].readings[:1]}
