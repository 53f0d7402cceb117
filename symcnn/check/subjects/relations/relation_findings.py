"""The findings on relations between a document's figures, each with its calculation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.readings.compared_sides import Calculation
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.relations.cost_relations import cost_relations
from symcnn.check.subjects.relations.crop_relations import crop_relations
from symcnn.check.subjects.relations.equal_relations import equal_relations
from symcnn.check.subjects.relations.memory_relations import memory_relations
from symcnn.check.subjects.relations.ratio_relations import ratio_relations
from symcnn.check.subjects.relations.relations import ToldRelation, written
from symcnn.check.subjects.relations.sum_relations import sum_relations
from symcnn.check.subjects.relations.told_amounts import sentences
from symcnn.check.subjects.relations.worked_counts import worked_counts
from symcnn.core.text.sentence import readable
from symcnn.core.written.tree import Num, Op, Sym
from symcnn.documents.told.segments import Segment


def relation_findings(
    text: str,
    segments: Sequence[Segment],
    told: MeasuredStory,
    judged: Sequence[ToldVerdict],
    calculations: Iterable[Calculation],
    code: Code,
) -> Iterator[Finding]:
    """The findings on ratios, memory, totals and equalities.

    `judged` are the verdicts on figures of single layers; of wrong ones, as of `calculations`, the right result counts.
    """
    found = sentences(text, segments, told)
    known = {one.fact.mark.start: _mended(one) for one in judged}
    memory = tuple(memory_relations(text, found, told))
    mended = _mended_by_ends(judged, calculations)
    mended |= {one.end: one.candidate.value for one in memory if one.verdict is Verdict.WRONG}
    related = (
        *memory,
        *ratio_relations(text, found, told, mended),
        *sum_relations(found, told, known, mended),
        *cost_relations(text, found, known),
        *equal_relations(text, found, told),
    )
    taken = {*known, *(relation.start for relation in related)}
    cut = tuple(crop_relations(text, found, taken))
    taken |= {relation.start for relation in cut}
    for relation in (*related, *cut, *worked_counts(text, found, told, taken)):
        yield _finding(relation, code)


def _mended_by_ends(judged: Iterable[ToldVerdict], calculations: Iterable[Calculation]) -> dict[int, Fraction]:
    """What wrong figures and the results of wrong calculations should have been, by their ends."""
    results = {
        one.end: Fraction(one.derived.value)
        for one in calculations
        if one.verdict is Verdict.WRONG and isinstance(one.derived, Num)
    }
    return results | {one.fact.mark.end: value for one in judged if (value := _mended(one)) is not None}


def _mended(found: ToldVerdict) -> Fraction | None:
    """What a wrong number should have been; None for one that is not wrong."""
    is_wrong = found.verdict is Verdict.WRONG and len(found.derived) == 1
    return Fraction(found.derived[0] or 0) if is_wrong else None


def _finding(relation: ToldRelation, code: Code) -> Finding:
    candidate = relation.candidate
    derived = written(candidate.value)
    printed = relation.claimed.value if isinstance(relation.claimed, Num) else 1
    values = {"value": readable(candidate.value, printed), "claimed": relation.claimed}
    why = Sentence(f"relation.{candidate.sort}", values)
    is_worked = isinstance(candidate.expr, Op)
    chain = (worked_out(candidate.expr) if is_worked else Op("=", (Sym("B"), candidate.expr)),)
    return Finding(
        relation.start, relation.end, Kind.CLAIM, code, relation.verdict, relation.claimed, derived, why, chain
    )
