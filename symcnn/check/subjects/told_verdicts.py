"""The verdict on a fact that a document tells of a layer: confirmed by some reading, or refuted where all is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layer_readings import QUANTITIES, readings, view
from symcnn.check.subjects.measured_story import LONGEST_CHAIN, MeasuredLayer, MeasuredStory, output_of
from symcnn.check.subjects.printed_counts import agrees_with, is_slip
from symcnn.check.subjects.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.told_layers import CODE_COMMENTS, POOLS, Certainty, ToldFact, ToldLayer, ToldValue
from symcnn.core.record import record

_VIEWS = ("receptive_field", "jump")
_WINDOWED = ("conv", "transposed_conv", "max_pool", "avg_pool")
_TOLD_IN_FULL = ("dense", "global_avg_pool", "flatten", "batch_norm")
_DOUBTFUL = frozenset({"doubt", "each"})
_GUESSED_PADDINGS = (None, 0, 1, 2, 3, 4, 5)
_GUESSED_STRIDES = (None, 2, 3, 4)
_FAILING = 2
"""How many more cells of a column must fail than fit, so that it has not been understood."""
_FEWEST = 100
"""The smallest count that is taken for one without its biases."""
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
            found = _of_count(fact, layer, told.habit)
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
    return layer.kind in _TOLD_IN_FULL or (layer.kind in _WINDOWED and "kernel" in layer.arguments)


def _may_be_refuted(fact: ToldFact, layer: ToldLayer) -> bool:
    return not fact.cues & _DOUBTFUL and _is_told(layer) and fact.level >= Certainty.BLOCK


# shapes ----------------------------------------------------------------------------------------------


def _of_output(fact: ToldFact, measured: MeasuredLayer) -> ToldVerdict | None:
    dims, layer = shape_of(fact.mark), measured.layer
    if not dims or (len(dims) == 1 and fact.mark.sort != "tuple" and fact.table is None):
        return None
    for reading in measured.readings:
        output = output_of(layer, reading)
        if is_printed_as(output, dims):
            if None in (output[:-1] or output):
                return None
            verdict = Verdict.CONDITIONAL if "rounding" in reading.departs else Verdict.RIGHT
            return ToldVerdict(fact, verdict, "output", output, reading)
    plain = measured.readings[0]
    true = output_of(layer, plain)
    is_comparable = None not in true[:-1] and len(dims) in (len(true), len(true) - 1)
    is_plane = len(dims) > 1 or layer.kind not in ("conv", *POOLS)
    is_sure = measured.is_sure or fact.table is not None
    if not (is_comparable and is_plane and is_sure and _may_be_refuted(fact, layer)):
        return None
    if _untold_argument_gives(dims, measured) or not _is_slip_of_shape(true, dims, measured.readings):
        return None
    return ToldVerdict(fact, Verdict.WRONG, "output", true, plain)


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

_COUNTED = {"params": ("params", "weights"), "neurons": ("neurons", "values")}
"""What a word for a count may mean beside itself."""


def _of_count(fact: ToldFact, measured: MeasuredLayer, habit: str) -> ToldVerdict | None:
    mark, layer = fact.mark, measured.layer
    names = _COUNTED.get(fact.quantity, (fact.quantity,))
    plain = measured.readings[0]
    true = plain.figures.get(fact.quantity)
    found = next(_agreeing(fact, measured.readings, names), None)
    if found is not None:
        reading, name = found
        leaves_out = name != fact.quantity or "unbiased" in reading.departs
        kernel = layer.arguments.get("kernel")
        is_solved = kernel is not None and kernel.level == Certainty.CHAIN  # from this very count, which may lack them
        is_policy = (habit == "biased" and not is_solved) or layer.is_code or "biased" in fact.cues
        counts_biases = fact.quantity == "params" and is_policy
        is_count = fact.table == CODE_COMMENTS or (mark.whole or 0) >= _FEWEST
        is_exact = is_count and not (mark.reading is not None and mark.reading.is_short)
        if leaves_out and counts_biases and is_exact and _is_told(layer) and true is not None and mark.whole != true:
            return ToldVerdict(fact, Verdict.WRONG, fact.quantity, (true,), plain)
        value = reading.figures[name]
        verdict = Verdict.RIGHT if mark.value == value else Verdict.ROUNDED
        return ToldVerdict(fact, verdict, name, (value,), reading)
    if true is None or not _may_be_refuted(fact, layer):
        return None
    near = (true, plain.figures.get("weights", true))
    if fact.table == CODE_COMMENTS or any(is_slip(mark, value) for value in near):
        return ToldVerdict(fact, Verdict.WRONG, fact.quantity, (true,), plain)
    return None


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
