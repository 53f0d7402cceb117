"""The verdict on a fact that a document tells of a layer: confirmed by some reading, or refuted where all is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.count_meanings import meant
from symcnn.check.subjects.count_slips import is_slip_of_count
from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layer_readings import QUANTITIES, readings, view
from symcnn.check.subjects.measured_story import LONGEST_CHAIN, MeasuredLayer, MeasuredStory, output_of
from symcnn.check.subjects.printed_counts import agrees_with
from symcnn.check.subjects.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.told_layers import CODE_COMMENTS, POOLS, Certainty, ToldFact, ToldLayer, ToldValue
from symcnn.core.record import record

_VIEWS = ("receptive_field", "jump")
_WINDOWED = ("conv", "transposed_conv", "max_pool", "avg_pool")
_FILTERED = ("conv", "transposed_conv")
_TOLD_IN_FULL = ("dense", "global_avg_pool", "flatten", "batch_norm")
_DOUBTFUL = frozenset({"doubt", "variant"})
_GUESSED_PADDINGS = (None, 0, 1, 2, 3, 4, 5)
_GUESSED_STRIDES = (None, 2, 3, 4)
_FAILING = 2
"""How many more cells of a column must fail than fit, so that it has not been understood."""
_FEWEST = 100
"""The smallest count that is taken for one without its biases."""
_PLAIN = 2
"""How many of the meanings of a word are held against a number that none of them gives."""
_USUAL_GROUPS = 2
"""How many groups there are where a text speaks of groups and tells no number."""
_NEAR = 2
"""How far a size may be from the right one to look like a slip."""


@record
class ToldVerdict:
    """What is said of a fact: the verdict, the quantity that it was held against, the derived value, the reading.

    `chain` are the layers that give a receptive field or a jump; `reading` is None there. `tried` are all readings.
    """

    fact: ToldFact
    verdict: Verdict
    quantity: str
    derived: Shape
    reading: LayerReading | None
    chain: tuple[ToldLayer, ...] = ()
    tried: tuple[LayerReading, ...] = ()


def told_verdicts(told: MeasuredStory) -> Iterator[ToldVerdict]:
    """The verdicts on the facts of a story, in the order of the facts; a fact that cannot be judged has none."""
    for fact in told.story.facts:
        layer = told.layers[fact.layer] if fact.layer is not None else None
        if layer is None or not layer.readings:
            continue
        found: ToldVerdict | None = None
        if fact.quantity in _VIEWS:
            found = _of_view(fact, told)
        elif fact.quantity == "output":
            found = _of_output(fact, layer)
        elif fact.quantity == "depth":
            found = _of_depth(fact, layer)
        elif fact.quantity in QUANTITIES:
            found = _of_count(fact, told, fact.layer or 0)
        if found is not None:
            yield found


def proved(found: Sequence[ToldVerdict]) -> tuple[ToldVerdict, ...]:
    """The verdicts without those that refute a column of a table which fails more often than it fits; of comments that
    are numbers alone more must fit than fail.

    Such a column has not been understood: it may tell the receptive fields of the inputs, or another unit.
    """
    failed: Counter[tuple[int | None, str]] = Counter({(CODE_COMMENTS, "params"): _FAILING})
    for verdict in found:
        is_wrong = verdict.verdict is Verdict.WRONG
        failed[verdict.fact.table, verdict.fact.quantity] += 1 if is_wrong else -1
    return tuple(
        verdict
        for verdict in found
        if verdict.fact.table is None
        or verdict.verdict is not Verdict.WRONG
        or failed[verdict.fact.table, verdict.fact.quantity] < _FAILING
    )


def _is_told(layer: ToldLayer) -> bool:
    """Whether a layer's kind and its window are told, and that it stands once."""
    if layer.known is not None:
        return True
    if "repeat" in layer.arguments:
        return False
    return layer.kind in _TOLD_IN_FULL or (layer.kind in _WINDOWED and _tells(layer, "kernel"))


def _tells(layer: ToldLayer, role: str) -> bool:
    """Whether an argument of a layer is told, and not guessed."""
    return role in layer.arguments and layer.arguments[role].level > Certainty.GUESS


def _may_be_refuted(fact: ToldFact, layer: ToldLayer) -> bool:
    doubtful = _DOUBTFUL if layer.like is None else _DOUBTFUL - {"variant"}
    return not fact.cues & doubtful and _is_told(layer) and fact.level >= Certainty.BLOCK


# shapes ----------------------------------------------------------------------------------------------


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
            verdict = Verdict.CONDITIONAL if "rounding" in reading.departs else Verdict.RIGHT
            return ToldVerdict(fact, verdict, "output", output, reading)
    plain = measured.readings[0]
    true = output_of(layer, plain)
    if "grouped" in fact.cues and (not layer.number("groups") or _is_grouped_input(layer, measured.inputs, dims)):
        return None
    is_comparable = None not in true[:-1] and len(dims) in (len(true), len(true) - 1)
    is_plane = len(dims) > 1 or layer.kind not in ("conv", *POOLS)
    is_sure = measured.is_sure or fact.table is not None
    if not (is_comparable and is_plane and is_sure and _may_be_refuted(fact, layer)):
        return None
    kernels = layer.arguments.get("kernels")
    if kernels is not None and kernels.level == Certainty.DOCUMENT and true[:-1] in (dims[:-1], dims[1:]):
        return None  # it has as many as another shape of it has channels
    if _untold_argument_gives(dims, measured) or not _is_slip_of_shape(true, dims, measured.readings):
        return None
    return ToldVerdict(fact, Verdict.WRONG, "output", true, plain)


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
        if None not in output[:-1] and (side in output[:-1] or is_printed_as(output, (side,))):
            verdict = Verdict.CONDITIONAL if "rounding" in reading.departs else Verdict.RIGHT
            return ToldVerdict(fact, verdict, "output", output, reading)
    true, plain = outputs[0]
    sides = {output[:-1] for output, _ in outputs}
    is_one = len(sides) == 1 and len({*true[:-1]}) == 1 and true[0] is not None
    is_told = measured.is_sure and _may_be_refuted(fact, layer) and layer.kind in ("conv", *POOLS)
    is_channels = side in (true[-1], *(shape[-1] for shape in measured.inputs))
    if not (is_one and is_told) or is_channels or _untold_argument_gives((side, side), measured):
        return None
    is_slip = abs(side - (true[0] or 0)) <= _NEAR or side in (plain.shape[0], (plain.shape[0] or 0) // 2)
    return ToldVerdict(fact, Verdict.WRONG, "output", true, plain) if is_slip else None


def _untold_argument_gives(dims: tuple[int, ...], measured: MeasuredLayer) -> bool:
    """Whether a padding or a stride that is not told would give the printed shape."""
    layer = measured.layer
    if layer.known is not None or layer.kind not in ("conv", *POOLS):
        return False
    paddings = (None,) if "padding" in layer.arguments else _GUESSED_PADDINGS
    strides = (None,) if "stride" in layer.arguments else _GUESSED_STRIDES
    for padding, stride in product(paddings, strides):
        guessed = {"padding": padding, "stride": stride}
        told = {role: ToldValue(value, Certainty.GUESS) for role, value in guessed.items() if value is not None}
        tried = replace(layer, arguments={**layer.arguments, **told})
        if any(is_printed_as(reading.output, dims) for reading in readings(tried, measured.inputs)):
            return True
    return False


def _is_slip_of_shape(true: Shape, dims: tuple[int, ...], found: Sequence[LayerReading]) -> bool:
    """Whether a shape is half understood: its sizes agree and its channels do not, or its sizes are those of a slip."""
    sizes = true[:-1]
    if len(dims) == len(true):
        if dims[1:] == sizes or (dims[-1] != true[-1] and dims[0] == true[-1]):
            dims = (*dims[1:], dims[0])
        if dims[:-1] == sizes:
            return true[-1] is not None
        if true[-1] is not None and dims[-1] != true[-1]:
            return False
    return all(
        size is not None and (abs(dim - size) <= _NEAR or any(reading.output[axis] == dim for reading in found))
        for axis, (dim, size) in enumerate(zip(dims, sizes, strict=False))
    )


def _of_depth(fact: ToldFact, measured: MeasuredLayer) -> ToldVerdict | None:
    """The verdict on the channels that a kernel is said to see."""
    depth = fact.mark.dims[2]
    channels = {reading.shape[-1] for reading in measured.readings} - {None}
    if not depth or not channels:
        return None
    halves = {count for count in channels if count == 2 * depth}
    plain = measured.readings[0]
    if depth in channels or halves:
        return ToldVerdict(fact, Verdict.RIGHT, "depth", (depth,), plain)
    most = max(count for count in channels if count is not None)
    is_listed = fact.table is not None or not fact.is_prose or "input" in measured.layer.arguments
    is_sure = measured.is_sure and is_listed and measured.layer.kind == "conv" and "doubt" not in fact.cues
    if is_sure and len(channels) == 1 and depth < most and most % depth:
        return ToldVerdict(fact, Verdict.WRONG, "depth", (most,), plain)
    return None


# counts ----------------------------------------------------------------------------------------------


def _of_count(fact: ToldFact, told: MeasuredStory, place: int) -> ToldVerdict | None:
    mark, measured = fact.mark, told.layers[place]
    names = meant(fact)
    plain = measured.readings[0]
    true = plain.figures.get(names[0])
    found = next(_agreeing(fact, measured.readings, names), None)
    if found is not None:
        reading, name = found
        if _leaves_biases_out(fact, measured, told.habit, name, reading) and true is not None and mark.whole != true:
            return ToldVerdict(fact, Verdict.WRONG, names[0], (true,), plain)
        value = reading.figures[name]
        verdict = Verdict.RIGHT if mark.value == value else Verdict.ROUNDED
        return ToldVerdict(fact, verdict, name, (value,), reading)
    is_sure = _is_sure_of_channels(measured) and _may_be_refuted(fact, measured.layer)
    is_count = fact.table == CODE_COMMENTS
    if true and is_sure and (is_count or is_slip_of_count(mark, told, place, names[:_PLAIN])):
        return ToldVerdict(fact, Verdict.WRONG, names[0], (true,), plain)
    return None


def _leaves_biases_out(fact: ToldFact, measured: MeasuredLayer, habit: str, name: str, reading: LayerReading) -> bool:
    """Whether a number of parameters lacks the biases that are counted elsewhere, or that its clause says it has."""
    mark, layer = fact.mark, measured.layer
    kernel = layer.arguments.get("kernel")
    is_solved = kernel is not None and kernel.level == Certainty.CHAIN  # from this very count, which may lack them
    is_policy = (habit == "biased" and not is_solved) or layer.is_code or "biased" in fact.cues
    is_count = fact.table == CODE_COMMENTS or (mark.whole or 0) >= _FEWEST
    is_exact = is_count and not (mark.reading is not None and mark.reading.is_short)
    is_without = name == "weights" or "unbiased" in reading.departs
    is_said_so = fact.quantity == "params" and "unbiased" not in fact.cues and is_policy
    return is_without and is_said_so and is_exact and _is_told(layer) and _is_sure_of_channels(measured)


def _is_sure_of_channels(measured: MeasuredLayer) -> bool:
    """Whether all that comes into a layer has one number of channels that is known, and, where it counts, one size."""
    layer = measured.layer
    if layer.known is not None:
        return True
    if layer.kind in (*_FILTERED, "dense") and not _tells(layer, "kernels"):
        return False
    shape = measured.inputs[0] if measured.inputs else (None,)
    is_known = None not in (shape if layer.kind == "dense" else shape[-1:])
    return is_known and (measured.is_sure or "channels" in layer.arguments)


def _agreeing(
    fact: ToldFact, found: Sequence[LayerReading], names: Sequence[str]
) -> Iterator[tuple[LayerReading, str]]:
    """The readings that give a printed count, with the quantity that it is; the plainest first."""
    for reading in found:
        for name in names:
            if name in reading.figures and agrees_with(fact.mark, reading.figures[name]):
                yield reading, name


def _of_view(fact: ToldFact, told: MeasuredStory) -> ToldVerdict | None:
    """The verdict on a receptive field or a jump, from the chain of told kernels and strides.

    In prose a layer may stand for itself, as a stack does that is spoken of in general; only a table can be refuted.
    """
    chain, dims = told.chain(fact.layer or 0), shape_of(fact.mark)
    is_known = len(chain) <= LONGEST_CHAIN and all("kernel" in layer.arguments for layer in chain)
    chains = [chain] if is_known else []
    chains += [chain[-1:]] if fact.table is None and "kernel" in chain[-1].arguments else []
    found = [(value, layers) for layers in chains if (value := view(layers).get(fact.quantity)) is not None]
    if not found or len({*dims}) != 1:
        return None
    for value, layers in found:
        if dims[0] == value:
            return ToldVerdict(fact, Verdict.RIGHT, fact.quantity, (value,), None, layers)
    if fact.table is None or "doubt" in fact.cues:
        return None
    value, layers = found[0]
    return ToldVerdict(fact, Verdict.WRONG, fact.quantity, (value,), None, layers)
