"""The findings on what a document tells of its layers, each with its derivation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence, Tried
from symcnn.check.subjects.facts.aligned_figures import aligned_verdicts
from symcnn.check.subjects.facts.left_over import explained
from symcnn.check.subjects.facts.told_verdicts import told_verdicts
from symcnn.check.subjects.facts.understood import understood
from symcnn.check.subjects.layer_reading import LayerReading, Shape
from symcnn.check.subjects.layers.layer_readings import view_working, working
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.nearby import Nearby
from symcnn.check.subjects.measured.told_verdict import ToldVerdict, proved
from symcnn.check.subjects.measured.told_views import VIEWS, view_verdicts
from symcnn.check.subjects.relations.told_totals import total_verdicts
from symcnn.check.subjects.windows.asked_sizes import with_asked_sizes
from symcnn.check.subjects.windows.kept_sizes import kept_size_verdicts
from symcnn.check.subjects.windows.shape_steps import shape_step_verdicts
from symcnn.check.subjects.windows.size_walks import size_walk_verdicts
from symcnn.check.subjects.windows.strided_maps import strided_map_verdicts
from symcnn.check.subjects.windows.view_runs import view_run_verdicts
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, total
from symcnn.documents.told.segments import Segment

_SIZES = ("output", "depth", "receptive_field", "jump")
_CODES = {
    "output": "layer-output",
    "depth": "layer-output",
    "params": "layer-params",
    "weights": "layer-params",
    "trainable": "layer-params",
    "fan_in": "layer-params",
    "kernel_params": "layer-params",
    "biases": "layer-params",
    "total": "sum",
    "receptive_field": "receptive-field",
    "jump": "receptive-field",
}


def told_verdicts_of(text: str, segments: Sequence[Segment], told: MeasuredStory) -> tuple[ToldVerdict, ...]:
    """The verdicts on a story: on what is told of its layers, then on the numbers that are left over."""
    judged = proved((*told_verdicts(told), *view_verdicts(told)))
    sure = tuple(found for found in judged if _is_sure(found))
    runs = tuple(view_run_verdicts(text, segments, told, {found.fact.mark.start for found in sure}))
    of_runs = {found.fact.mark.start for found in runs}  # which know more than what one clause says
    judged = (*(found for found in judged if _is_sure(found) or found.fact.mark.start not in of_runs), *runs)
    judged = (*judged, *total_verdicts(told, judged))
    judged = (*judged, *aligned_verdicts(segments, told, {found.fact.mark.start for found in judged}))
    judged = (*judged, *size_walk_verdicts(segments, told, {found.fact.mark.start for found in judged}))
    judged = with_asked_sizes(text, segments, told, judged)
    judged = (*judged, *kept_size_verdicts(text, segments, {found.fact.mark.start for found in judged}))
    left = explained(told, Nearby(told), {found.fact.mark.start for found in judged})
    judged = (*judged, *left)
    judged = (*judged, *shape_step_verdicts(text, segments, told, {found.fact.mark.start: found for found in judged}))
    judged = (*judged, *strided_map_verdicts(text, segments, {found.fact.mark.start for found in judged}))
    kept = understood(judged, told)
    return tuple(replace(found, tried=_readings_of(found, told)) for found in kept)


def _is_sure(found: ToldVerdict) -> bool:
    """Whether a verdict is no view of which one clause tells."""
    return not (found.fact.is_prose and found.quantity in VIEWS)


def _readings_of(found: ToldVerdict, told: MeasuredStory) -> tuple[LayerReading, ...]:
    return told.layers[found.fact.layer].readings if found.fact.layer is not None else ()


def told_findings(found: Iterable[ToldVerdict], code: Code) -> Iterator[Finding]:
    """The findings of one rule among the verdicts on a story."""
    for verdict in found:
        if _code(verdict) == code.name:
            yield _finding(verdict, code)


def _code(found: ToldVerdict) -> str:
    """The code of the rule to which a verdict belongs; the counts in a table belong to the table's."""
    if found.fact.table is not None and found.quantity not in (*_SIZES, "total"):
        return "layer-table"
    return _CODES.get(found.quantity, "layer-fact")


def _finding(found: ToldVerdict, code: Code) -> Finding:
    mark = found.fact.mark
    derived, claimed = _written(found.derived), _claimed(found)
    values: dict[str, Said] = {"value": derived, "claimed": claimed}
    why = Sentence("layer.bytes" if found.factor > 1 else f"layer.{found.quantity}", values)
    tried = tuple(_tried(reading, found.quantity) for reading in found.tried)
    derivation = _derivation(found)
    return Finding(
        mark.start, mark.end, Kind.CLAIM, code, found.verdict, claimed, derived, why, derivation, tried=tried
    )


def _tried(reading: LayerReading, quantity: str) -> Tried:
    departs = tuple(Sentence(f"departs.{name}") for name in sorted(reading.departs))
    figure = reading.figures.get(quantity)
    shape = reading.output if quantity == "output" else () if figure is None else (figure,)
    return Tried(departs, _written(shape) if any(shape) else None)


def _written(shape: Shape) -> Expr:
    numbers = tuple(Num(size) for size in shape if size is not None)
    return numbers[0] if len(numbers) == 1 else Op("x", numbers)


def _claimed(found: ToldVerdict) -> Expr:
    mark = found.fact.mark
    sizes = tuple(Num(dim) for dim in mark.dims if dim is not None)
    if found.quantity in ("output", "depth") and len(sizes) > 1:
        return Op("x", sizes)
    return Num(mark.value) if mark.value is not None else Op("x", sizes)


def _derivation(found: ToldVerdict) -> tuple[Expr, ...]:
    if found.chain:
        return view_working(found.chain, found.quantity)
    if found.addends:
        return (worked_out(Op("+", tuple(map(Num, found.addends)))),)
    assert found.reading is not None
    counts = tuple(count for part in found.reading.parts if (count := part.figures.get(found.quantity, 0)))
    if counts:
        whole = total(*map(Num, counts))
        return (worked_out(Op("*", (whole, Num(found.factor))) if found.factor > 1 else whole),)
    if found.quantity == "output" and len(found.derived) < len(found.reading.output):
        return working(found.reading, "output")[:1]  # of the sides of a square alone
    match found.quantity:
        case "padding":
            told = dict(found.reading.arguments)
            beside = Op("+", (told["K"], Op("-", (Num(1),))))
            return (worked_out(Op("*", (told.get("D", Num(1)), beside, Op("/", (Num(2),))))),)
        case "depth":
            return (Op("=", (Sym("C"), _written(found.derived))),)
        case "values":
            sizes = tuple(Num(size) for size in found.reading.output if size is not None)
            factors = (*([Num(found.factor)] if found.factor > 1 else ()), *sizes)
            return (Op("=", (Op("*", factors) if len(factors) > 1 else factors[0], _written(found.derived))),)
    if found.factor > 1:
        return (worked_out(Op("*", (Num(found.factor), Num(found.reading.figures[found.quantity])))),)
    return working(found.reading, found.quantity) or (Op("=", (Sym(found.quantity), _written(found.derived))),)
