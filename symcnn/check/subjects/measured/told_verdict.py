"""What is said of a fact, when a fact may be called wrong, and which verdicts on a column stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.told_layers import CODE_COMMENTS, Certainty, ToldFact, ToldLayer
from symcnn.core.record import record
from symcnn.network.wiring.kind_traits import has_plain_window, is_told_by_name, takes_argument

_DOUBTFUL = frozenset({"doubt", "variant", "changed", "partly", "repeated"})
_OF_WINDOWS = ("kernel", "stride", "padding", "dilation")
_OF_VARIANTS = ("groups", "dilation", "kernel")
_FAILING = 2
"""How many more cells of a column must fail than fit, so that it has not been understood."""
_FEWEST_FITTING = 2
"""How many cells of a column fit at least, where another is wrong without looking like a slip."""


@record
class ToldVerdict:
    """What is said of a fact: the verdict, the quantity that it was held against, the derived value, the reading.

    `chain` are the layers that give a receptive field or a jump, `addends` what adds up to a total; `reading` is None
    there. `factor` is how many units each of the quantity takes. `is_far` tells that a wrong value does not look like
    a slip of the right one. `tried` are all readings.
    """

    fact: ToldFact
    verdict: Verdict
    quantity: str
    derived: Shape
    reading: LayerReading | None
    chain: tuple[ToldLayer, ...] = ()
    addends: tuple[int, ...] = ()
    factor: int = 1
    is_far: bool = False
    tried: tuple[LayerReading, ...] = ()


def verdict_on_size(reading: LayerReading) -> Verdict:
    """What is said of a size that a reading gives: it is right only where it is rounded up, if it departs in that."""
    return Verdict.CONDITIONAL if "rounding" in reading.departs else Verdict.RIGHT


def is_told(layer: ToldLayer) -> bool:
    """Whether a layer's kind and its window are told, and that it stands once."""
    if layer.known is not None:
        return True
    if "repeat" in layer.arguments:
        return False
    is_window = takes_argument(layer.kind, "kernel")
    is_counted = takes_argument(layer.kind, "kernels") and not is_window
    has_window = has_plain_window(layer.kind) and is_sure_of(layer, "kernel") and not _is_row_of_usual(layer)
    return is_counted or is_told_by_name(layer.kind) or has_window


def _is_row_of_usual(layer: ToldLayer) -> bool:
    """Whether the row of a layer without a name tells nothing of its window: perhaps it has not that of all others."""
    told = (layer.arguments[role].level for role in _OF_WINDOWS if role in layer.arguments)
    return layer.table is not None and not layer.label and max(told, default=Certainty.GUESS) <= Certainty.DOCUMENT


def is_sure_of(layer: ToldLayer, role: str) -> bool:
    """Whether an argument of a layer is told, and not guessed."""
    return role in layer.arguments and layer.arguments[role].level > Certainty.GUESS


def may_be_refuted(fact: ToldFact, layer: ToldLayer) -> bool:
    """Whether it is sure of which layer a fact is told, and what that layer is."""
    doubtful = _DOUBTFUL if layer.like is None else _DOUBTFUL - {"variant"}
    return not fact.cues & doubtful and is_told(layer) and fact.level >= Certainty.BLOCK and not _is_before(fact, layer)


def _is_before(fact: ToldFact, layer: ToldLayer) -> bool:
    """Whether a fact is told before the groups, the dilation or the window of its layer: they may be a variant's."""
    marks = (layer.arguments[role].mark for role in _OF_VARIANTS if role in layer.arguments)
    return fact.table is None and any(mark is not None and mark.start > fact.mark.end for mark in marks)


def is_plainly_told(fact: ToldFact) -> bool:
    """Whether the clause that tells of a layer tells a fact too, and means it so."""
    return not fact.cues & _DOUBTFUL and fact.level is Certainty.CLAUSE


def proved(found: Sequence[ToldVerdict]) -> tuple[ToldVerdict, ...]:
    """The verdicts without those that refute a column of a table which fails more often than it fits.

    Such a column has not been understood: it may tell the receptive fields of the inputs, or another unit. A value
    that looks like no slip is wrong only beside others that fit, and are more; so are comments that are numbers alone.
    """
    fitting: Counter[tuple[int | None, str]] = Counter()
    failing: Counter[tuple[int | None, str]] = Counter()
    far: Counter[tuple[int | None, str]] = Counter()
    for verdict in found:
        column = verdict.fact.table, verdict.fact.quantity
        is_wrong = verdict.verdict is Verdict.WRONG
        (failing if is_wrong else fitting)[column] += bool(is_wrong or any(verdict.derived))
        far[column] += verdict.is_far

    def stands(verdict: ToldVerdict) -> bool:
        column = verdict.fact.table, verdict.fact.quantity
        if verdict.fact.table is None or verdict.verdict is not Verdict.WRONG or verdict.chain:
            return True
        if verdict.is_far:
            return fitting[column] >= _FEWEST_FITTING and far[column] < fitting[column]
        most = 0 if verdict.fact.table == CODE_COMMENTS else _FAILING
        return failing[column] - far[column] - fitting[column] < most

    return tuple(filter(stands, found))
