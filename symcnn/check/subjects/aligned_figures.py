"""The verdicts on paragraphs whose numbers stand in the order of the figures of told layers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.figure_courses import CourseStep, figure_courses
from symcnn.check.subjects.figures_in_order import Course, aligned, paragraphs
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.told_layers import Certainty, ToldFact
from symcnn.check.subjects.told_verdict import ToldVerdict
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment


def aligned_verdicts(found: Sequence[Segment], told: MeasuredStory, judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on paragraphs and lists, in order; `judged` are the places of the numbers that have theirs."""
    courses: list[Course[CourseStep]] | None = None
    for paragraph in paragraphs(found):
        courses = [*figure_courses(told)] if courses is None else courses
        for mark, course, (value, step) in aligned(paragraph, courses):
            if mark.start not in judged:
                yield _said(mark, course.quantity, value, step)


def _said(mark: Mark, quantity: str, value: int, step: CourseStep) -> ToldVerdict:
    fact = ToldFact(step.layer, quantity, mark, Certainty.CHAIN, frozenset(), None, is_prose=True)
    derived = step.reading.output if quantity == "output" and step.reading is not None else (value,)
    return ToldVerdict(fact, Verdict.RIGHT, quantity, derived, step.reading, step.chain)
