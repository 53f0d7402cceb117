"""Counts that are told of a layer: parameters, values, bytes, operations; confirmed, or refuted where all is told."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.facts.count_slips import is_slip_of_count
from symcnn.check.subjects.layer_reading import LayerReading
from symcnn.check.subjects.layers.count_meanings import has_biases, has_biases_too, is_half, is_without_biases, meant
from symcnn.check.subjects.layers.layer_readings import readings
from symcnn.check.subjects.layers.told_layers import CODE_COMMENTS, Certainty, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict, is_sure_of, is_told, may_be_refuted
from symcnn.check.subjects.printed.printed_counts import FEWEST_TELLING, agrees_with, says_enough
from symcnn.core.record import replace
from symcnn.documents.told.layer_labels import Label
from symcnn.documents.told.lexicon import lexicon
from symcnn.network.wiring.kind_traits import takes_argument

Measure = tuple[str, int]
"""What is counted, and how many units each takes."""

_BYTES: tuple[Measure, ...] = (
    *(("values", 4), ("values", 1), ("params", 4), ("weights", 4)),
    *(("values", 2), ("params", 2), ("params", 1)),
)
"""What memory may be of, the plain one first."""
_PLAIN = 2
"""How many of the meanings of a word are held against a number that none of them gives."""
_FEWEST_CELLS = 2
_OF_SIZES = frozenset({"neurons", "values", "connections", "macs", "flops"})
"""What grows with the map that comes out, of which nothing is sure where another one is printed."""
_OF_KERNEL = frozenset({"fan_in", "kernel_params"})
"""What one kernel holds."""
_STEP = 60
"""How many characters further a text may go on counting."""


def column_measures(told: MeasuredStory) -> Mapping[int, Measure]:
    """What the columns of memory count, by the places of their heads: that by which most of their cells come out."""
    counted: dict[int, Counter[Measure]] = {}
    for fact in told.story.facts:
        if fact.head is not None and fact.quantity == "bytes" and fact.layer is not None and fact.mark.value:
            fitting = {measure for _, measure in _agreeing(fact, told.layers[fact.layer].readings, _BYTES)}
            counted.setdefault(fact.head.start, Counter()).update(fitting)
    order = _BYTES.index
    best = {head: max(found, key=lambda one: (found[one], -order(one))) for head, found in counted.items() if found}
    return {head: measure for head, measure in best.items() if counted[head][measure] >= _FEWEST_CELLS}


def count_verdict(fact: ToldFact, told: MeasuredStory, place: int, measure: Measure | None) -> ToldVerdict | None:
    """The verdict on a count of a layer; `measure` is what its column counts, where that is memory."""
    mark, measured = fact.mark, told.layers[place]
    if fact.quantity == "bytes" and measure is None:
        return None
    names = meant(fact)
    measures = (measure, *_BYTES) if measure is not None else tuple((name, 1) for name in names)
    plain = measured.readings[0]
    has_window = takes_argument(measured.layer.kind, "kernel")
    is_kept = fact.quantity == "neurons" and not has_window and not plain.figures.get("neurons")  # values passed on
    name, factor = measures[1 if is_kept else 0]
    true = plain.figures.get(name, 0) * factor
    is_of_part = next(_agreeing(fact, plain.parts, measures), None) is not None
    found = next(_agreeing(fact, measured.readings, measures), None)
    if found is not None:
        reading, (counted, factor) = found
        is_short = _leaves_biases_out(fact, measured, told.habit, counted, reading) and true and mark.whole != true
        if is_short and not is_of_part and not _is_step_to(true, fact, told):
            shows_weights = mark.sort == "shape" or (mark.sort == "calculation" and not measured.layer.is_code)
            is_product = shows_weights and fact.table is None
            is_sure = not is_product and _is_sure_of_weights(fact, told, reading)
            return ToldVerdict(fact, Verdict.WRONG, name, (true,), plain) if is_sure else None
        is_long = counted == "params" and _counts_biases_too(fact, told, reading) and mark.whole != true
        if is_long and not _is_told_beside(reading.figures.get("weights", 0), fact, told):
            return ToldVerdict(fact, Verdict.WRONG, name, (true,), plain)
        if has_biases(fact) and is_without_biases(counted, reading) and not _is_step_to(true, fact, told):
            return None
        if mark.is_miscalculated or has_biases_too(counted, reading, fact, told.habit):
            return None
        value = factor * reading.figures[counted]
        verdict = Verdict.RIGHT if mark.value == value else Verdict.ROUNDED
        return ToldVerdict(fact, verdict, counted, (value,), reading, factor=factor)
    if not true or not may_be_refuted(fact, measured.layer) or not _is_sure_of_channels(measured, told):
        return None
    if (measured.is_denied and name in _OF_SIZES) or (name in _OF_KERNEL and mark.whole in _of_all_kernels(plain)):
        return None
    if is_of_part or next(_agreeing(fact, _turned(measured), measures), None) is not None:
        return None
    if fact.head is not None and _may_be_depthwise(measured.layer, plain, mark.whole):
        return None
    if is_kept and len(plain.shape) == 1:
        return None  # units are no map: that of an earlier layer is flattened
    if measured.layer.is_code and mark.whole in plain.output:
        return None  # the units to which an arrow leads: 800 → 500, 400,500 parameters
    if mark.sort == "calculation" and not has_window and fact.is_prose:
        return None  # units are worked out on as many values as the working has
    if name == "params" and fact.head is not None and _may_have_norm(fact, measured):
        return None
    is_slip = measure is None and is_slip_of_count(mark, told, place, names[:_PLAIN])
    if is_slip or fact.table == CODE_COMMENTS or (fact.head is not None and mark.whole in _known_slips(plain, name)):
        return ToldVerdict(fact, Verdict.WRONG, name, (true,), plain, factor=factor)
    if fact.head is not None and true >= FEWEST_TELLING and _is_of_one_layer(fact, measured, true):
        return ToldVerdict(fact, Verdict.WRONG, name, (true,), plain, factor=factor, is_far=True)
    return None


def _turned(measured: MeasuredLayer) -> Sequence[LayerReading]:
    """The readings of a layer whose channels and kernels are exchanged, or that has as many kernels as the other end of
    a printed map is deep: which of two numbers beside it is which may have been misread."""
    layer = measured.layer
    kernels, channels = (layer.arguments.get(role) for role in ("kernels", "channels"))
    if kernels is None:
        return ()
    if channels is not None and _is_told_before(kernels, channels):  # what comes in is told first, as a rule
        exchanged = {**layer.arguments, "kernels": channels, "channels": kernels}
        inputs = [(*shape[:-1], kernels.number) for shape in measured.inputs]
        return readings(replace(layer, arguments=exchanged), inputs)
    dims = kernels.mark.dims if kernels.mark is not None else ()
    other = next((dim for dim in (*dims[:1], *dims[-1:]) if dim and dim != layer.number("kernels")), None)
    if other is None or kernels.level > Certainty.DOCUMENT:
        return ()
    told = {**layer.arguments, "kernels": replace(kernels, value=other)}
    return readings(replace(layer, arguments=told), measured.inputs)


def _is_told_before(one: ToldValue, other: ToldValue) -> bool:
    return one.mark is not None and other.mark is not None and one.mark.start < other.mark.start


def _of_all_kernels(plain: LayerReading) -> tuple[int | None, ...]:
    """What all kernels hold together."""
    return plain.figures.get("weights"), plain.figures.get("params")


def _leaves_biases_out(fact: ToldFact, measured: MeasuredLayer, habit: str, name: str, reading: LayerReading) -> bool:
    """Whether a number of parameters lacks the biases that are counted elsewhere, or that its clause says it has."""
    mark, layer = fact.mark, measured.layer
    is_policy = habit == "biased" or layer.is_code or "biased" in fact.cues
    is_of_line = layer.is_code and fact.level is Certainty.CLAUSE and "each" not in fact.cues and not fact.is_prose
    is_count = fact.table == CODE_COMMENTS or is_of_line or (mark.whole or 0) >= FEWEST_TELLING
    is_exact = is_count and not mark.is_short
    is_without = is_without_biases(name, reading)
    is_said_so = fact.quantity == "params" and not fact.cues & {"unbiased", "doubt"} and is_policy
    return is_without and is_said_so and is_exact


def _is_sure_of_weights(fact: ToldFact, told: MeasuredStory, reading: LayerReading) -> bool:
    """Whether a layer is told well enough, so that a count which lacks its biases is wrong."""
    measured = told.layers[fact.layer or 0]
    kernel = measured.layer.arguments.get("kernel")
    is_open = "biased" not in fact.cues and not measured.layer.is_code
    is_solved = is_open and kernel is not None and kernel.mark is None  # from this very count, which may lack them
    is_its_own = not {"input", "kind"} & reading.departs  # no other layer has so many weights by accident
    return (
        is_told(measured.layer)
        and not is_solved
        and (_is_sure_of_channels(measured, told) or (is_its_own and says_enough(fact.mark)))
    )


def _counts_biases_too(fact: ToldFact, told: MeasuredStory, reading: LayerReading) -> bool:
    """Whether a number has the biases that its clause says are not counted, or in a column of weights the document."""
    measured = told.layers[fact.layer or 0]
    is_own = "unbiased" in fact.cues and fact.quantity in ("params", "weights") and fact.is_prose
    is_of_column = fact.quantity == "weights" and told.habit == "unbiased" and fact.head is not None
    is_said_so = (is_own or is_of_column) and not fact.cues & {"biased", "doubt"}
    is_exact = (fact.mark.whole or 0) >= FEWEST_TELLING and not fact.mark.is_short
    is_with = "unbiased" not in reading.departs and reading.figures.get("biases", 0) > 0
    return (
        is_said_so
        and is_exact
        and is_with
        and may_be_refuted(fact, measured.layer)
        and _is_sure_of_channels(measured, told)
    )


def _is_told_beside(value: int, fact: ToldFact, told: MeasuredStory) -> bool:
    """Whether a text tells a value close before a fact or behind it: ``55,296 without biases, 55,392 in all``."""
    near = _told_between(fact.mark.start - _STEP, fact.mark.end + _STEP, told)
    return fact.head is None and value in near


def _is_step_to(value: int, fact: ToldFact, told: MeasuredStory) -> bool:
    """Whether a text comes to a value close behind a fact: ``55,296, with the biases 55,392``."""
    return fact.head is None and value in _told_between(fact.mark.end, fact.mark.end + _STEP, told)


def _told_between(start: int, end: int, told: MeasuredStory) -> list[int | None]:
    """The whole numbers that a text tells from a place to another."""
    first, last = (bisect_left(told.marks, at, key=lambda mark: mark.start) for at in (start, end))
    return [mark.whole for mark in told.marks[first:last]]


def _is_sure_of_channels(measured: MeasuredLayer, told: MeasuredStory) -> bool:
    """Whether all that comes into a layer has one number of channels that is known, and, where it counts, one size."""
    layer = measured.layer
    if layer.known is not None:
        return True
    if takes_argument(layer.kind, "kernels") and not is_sure_of(layer, "kernels"):
        return False
    shape = measured.inputs[0] if measured.inputs else (None,)
    is_known = None not in (shape[-1:] if takes_argument(layer.kind, "kernel") else shape)
    if (shape[-1] or 0) % (layer.number("groups") or 1):
        return False  # the groups are told of another layer
    if _may_be_given_out(layer):
        return False
    kernel = layer.arguments.get("kernel")
    is_told = kernel is not None and kernel.level >= Certainty.BLOCK
    depth = kernel.sizes[max(len(shape) - 1, 2) :] if kernel is not None and is_told else ()
    if len(depth) == 1 and depth != shape[-1:] and "groups" not in layer.arguments:
        return False  # its kernels look at another map
    is_deep = bool(depth) and depth == shape[-1:]
    is_sure = measured.is_sure and not _are_of_another_map(measured, told)
    return is_known and (is_sure or is_sure_of(layer, "channels") or is_deep)


def _may_be_given_out(layer: ToldLayer) -> bool:
    """Whether the channels that are told may be those of the map that comes out, as which they are as many."""
    kernels, channels = layer.arguments.get("kernels"), layer.arguments.get("channels")
    if kernels is None or channels is None or kernels.mark is None or channels.mark is None:
        return False
    return bool(kernels.mark.dims) and channels.number == kernels.number and not channels.mark.dims


def _are_of_another_map(measured: MeasuredLayer, told: MeasuredStory) -> bool:
    """Whether the sizes that come in are told, and their channels are those of a map with other sizes before it."""
    layer, shape = measured.layer, measured.inputs[0]
    entering = layer.arguments.get("input")
    is_plane = entering is not None and len(entering.sizes) == len(shape) - 1
    return is_plane and layer.before is not None and shape not in told.layers[layer.before].outputs


def _agreeing(
    fact: ToldFact, found: Sequence[LayerReading], measures: Sequence[Measure]
) -> Iterator[tuple[LayerReading, Measure]]:
    """The readings that give a printed count, with what is counted; the plainest first."""
    for reading in found:
        for name, factor in measures:
            if name not in reading.figures or (fact.quantity == "params" and is_half(name, reading)):
                continue
            if agrees_with(fact.mark, factor * reading.figures[name]):
                yield reading, (name, factor)


def _known_slips(plain: LayerReading, name: str) -> tuple[int, ...]:
    """Counts of parameters as they are often miscounted: one bias for all kernels, one input channel for all."""
    weights, channels, kernels = plain.figures.get("weights", 0), plain.shape[-1], plain.output[-1]
    if name != "params" or not weights or not kernels or not channels or channels == 1 or weights % channels:
        return ()
    return weights + 1, weights // channels, weights // channels + kernels


def _may_be_depthwise(layer: ToldLayer, plain: LayerReading, whole: int | None) -> bool:
    """Whether a row whose name says no kind counts one kernel for each of its channels: ``d2``, 160 for 16 of 3×3."""
    channels, kernels, weights = plain.shape[-1], plain.output[-1], plain.figures.get("weights", 0)
    is_nameless = bool(layer.label) and lexicon().label(Label(layer.label, 0).stem) is None
    each = weights // channels if channels and channels == kernels else 0
    return is_nameless and each > 0 and whole in (each, each + (kernels or 0))


def _is_of_one_layer(fact: ToldFact, measured: MeasuredLayer, true: int) -> bool:
    """Whether a count can be that of this layer alone: not of several like it, nor with a normalisation behind it."""
    whole = fact.mark.whole
    channels = {reading.shape[-1] for reading in measured.readings}
    is_sure = len(channels) == 1 and None not in channels and "several" not in fact.cues
    if not is_sure or not whole or whole % true == 0 or agrees_with(fact.mark, true):
        return False
    return not _may_have_norm(fact, measured)


def _may_have_norm(fact: ToldFact, measured: MeasuredLayer) -> bool:
    """Whether a count may hold the parameters of a normalisation behind the layer too: two or four for each map."""
    kernels = measured.layer.number("kernels") or 0
    counted = {reading.figures.get("params", 0) for reading in measured.readings}
    return any((fact.mark.whole or 0) - count in (2 * kernels, 4 * kernels) for count in counted if kernels)
