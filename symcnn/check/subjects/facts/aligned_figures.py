"""The verdicts on paragraphs whose numbers stand in the order of the figures of told layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact
from symcnn.check.subjects.measured.figure_courses import CourseStep, figure_courses
from symcnn.check.subjects.measured.figures_in_order import Aligned, CoursesByValue, aligned, by_value, paragraphs
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.documents.told.segments import Segment


def aligned_verdicts(found: Sequence[Segment], told: MeasuredStory, judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on paragraphs and lists, in order; `judged` are the places of the numbers that have theirs."""
    courses: CoursesByValue[CourseStep] | None = None
    for paragraph in paragraphs(found):
        courses = by_value(figure_courses(told)) if courses is None else courses
        for one in aligned(paragraph, courses):
            if one.mark.start not in judged:
                yield _said(one)


def _said(one: Aligned[CourseStep]) -> ToldVerdict:
    step = one.of
    layer = step.layer if one.is_right else None  # by its place in the order, and not by words
    fact = ToldFact(layer, one.quantity, one.mark, Certainty.CHAIN, frozenset(), None, is_prose=True)
    derived = step.reading.output if one.quantity == "output" and step.reading is not None else (one.value,)
    verdict = Verdict.RIGHT if one.is_right else Verdict.WRONG
    return ToldVerdict(fact, verdict, one.quantity, derived, step.reading, step.chain)
