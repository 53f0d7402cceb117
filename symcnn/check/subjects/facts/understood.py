"""Which verdicts on a story stand: those on layers of which the text has been understood."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.count_meanings import meant
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact
from symcnn.check.subjects.measured.measured_story import MeasuredLayer, MeasuredStory, output_of
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.printed.printed_counts import FEWEST_TELLING, agrees_with, is_slip
from symcnn.check.subjects.printed.printed_shapes import is_printed_as, shape_of
from symcnn.check.subjects.windows.shape_slips import NEAR
from symcnn.core.written.arithmetic import Number

_NEAR_LAYERS = 2
"""How many layers away one is still near."""
_FAR = 200
"""How many characters behind the words that tell a layer a number may stand in another sentence."""
_MANY = 4
"""How many values of one quantity are those of several layers."""
_APART = frozenset({"output", "input", "depth", "params", "weights"})
"""What a text tells of a layer of which none is wrong because another one is."""


def understood(found: Sequence[ToldVerdict], told: MeasuredStory) -> Iterator[ToldVerdict]:
    """The verdicts without those that refute what has not been understood.

    That is a sentence on a layer told before, near which nothing that tells is right: it may speak of another layer,
    or of another picture; a layer of which one quantity has many values: they are those of several; a layer of which
    several figures are told that no reading gives: the text speaks of another one; and a second value, where the
    right one is told too and a layer near it gives this one.
    """
    story = told.story
    values: dict[tuple[int | None, str], set[Number | None]] = {}
    for fact in story.facts:
        values.setdefault((fact.layer, fact.quantity), set()).add(fact.mark.value)
    right = {
        layer + step
        for verdict in found
        if verdict.verdict in (Verdict.RIGHT, Verdict.ROUNDED) and _tells(verdict.fact)
        for layer in ([] if verdict.fact.layer is None else [verdict.fact.layer])
        for step in range(-_NEAR_LAYERS, _NEAR_LAYERS + 1)
    }
    others, settled = _other_layers(told), _settled(told)
    for verdict in found:
        fact = verdict.fact
        is_far = fact.layer is not None and fact.mark.start - story.layers[fact.layer].place > _FAR
        is_alone = is_far and fact.is_prose and fact.layer not in right
        is_of_many = (
            fact.table is None and fact.layer is not None and len(values.get((fact.layer, fact.quantity), ())) >= _MANY
        )
        is_of_other = fact.layer in others or ((fact.layer, fact.quantity) in settled and _is_of_another(fact, told))
        is_of_other |= fact.mark.sort == "calculation" and _is_given_near(fact, told, is_beside=True)
        is_of_other &= verdict.reading is not None  # a sum is that of its parts, whatever the layer is
        if verdict.verdict is not Verdict.WRONG or not (is_alone or is_of_many or is_of_other):
            yield verdict


def _other_layers(told: MeasuredStory) -> frozenset[int]:
    """The layers of which several figures that tell are not given by any reading, and none that comes out is."""
    given: set[int] = set()
    denied: dict[int, set[tuple[int, ...]]] = {}
    for fact in told.story.facts:
        if fact.layer is None or fact.level < Certainty.BLOCK or not _tells(fact):
            continue
        measured = told.layers[fact.layer]
        is_given = _is_given(fact, measured) or _is_near(fact, measured)
        if is_given and fact.quantity != "input":
            given.add(fact.layer)
        elif not is_given and fact.quantity in _APART:
            denied.setdefault(fact.layer, set()).add(shape_of(fact.mark))
    return frozenset(layer for layer, figures in denied.items() if len(figures) > 1 and layer not in given)


def _settled(told: MeasuredStory) -> frozenset[tuple[int, str]]:
    """The layers and quantities of which a text tells what a reading gives."""
    facts = ((fact.layer, fact) for fact in told.story.facts if fact.level >= Certainty.BLOCK)
    return frozenset(
        (layer, fact.quantity) for layer, fact in facts if layer is not None and _is_given(fact, told.layers[layer])
    )


def _is_of_another(fact: ToldFact, told: MeasuredStory) -> bool:
    """Whether what is told behind a layer is not near what any reading gives, but is what a layer near it gives."""
    if fact.layer is None or fact.level is Certainty.CLAUSE:
        return False
    measured = told.layers[fact.layer]
    is_own = _is_given(fact, measured) or _is_near(fact, measured)
    return not is_own and _is_given_near(fact, told)


def _is_given_near(fact: ToldFact, told: MeasuredStory, *, is_beside: bool = False) -> bool:
    """Whether a reading of its layer, or of one near that, gives what is told; only of the others where `is_beside`."""
    place = fact.layer or 0
    near = range(max(place - _NEAR_LAYERS, 0), min(place + _NEAR_LAYERS + 1, len(told.layers)))
    return any(_is_given(fact, told.layers[one]) for one in near if not (is_beside and one == place))


def _is_given(fact: ToldFact, measured: MeasuredLayer) -> bool:
    """Whether a reading of a layer gives what is told of it."""
    dims = shape_of(fact.mark)
    match fact.quantity:
        case "input":
            return any(is_printed_as(shape, dims) for shape in measured.inputs)
        case "output":
            return any(is_printed_as(output_of(measured.layer, reading), dims) for reading in measured.readings)
        case "depth":
            shapes = [reading.shape for reading in measured.readings]
            return any(len(shape) > len(dims) or shape[-1] == dims[2] for shape in shapes)  # along three axes, or deep
    return any(agrees_with(fact.mark, figure) for figure in _figures(fact, measured))


def _is_near(fact: ToldFact, measured: MeasuredLayer) -> bool:
    """Whether a reading of a layer gives all but a digit of what is told of it, or the same channels and near sizes."""
    if fact.quantity != "output":
        return any(is_slip(fact.mark, figure) for figure in _figures(fact, measured))
    dims = shape_of(fact.mark)
    for *sizes, channels in (output_of(measured.layer, reading) for reading in measured.readings):
        pairs = zip(dims, sizes, strict=False)
        if (
            len(dims) == len(sizes) + 1 > 1
            and dims[-1] == channels
            and all(size and abs(dim - size) <= NEAR for dim, size in pairs)
        ):
            return True
    return False


def _figures(fact: ToldFact, measured: MeasuredLayer) -> Iterator[int]:
    return (reading.figures.get(name, 0) for reading in measured.readings for name in meant(fact))


def _tells(fact: ToldFact) -> bool:
    return len(fact.mark.dims) > 1 or (fact.mark.whole or 0) >= FEWEST_TELLING
