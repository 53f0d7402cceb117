"""A document that is read once, for all rules."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from symcnn.answers.claims.claims import Verdict
from symcnn.check.settings import DEFAULTS, Settings

if TYPE_CHECKING:  # what a document does not hold is not loaded for it; a network is checked without documents
    from symcnn.check.readings.compared_sides import Calculation
    from symcnn.check.readings.document_formulas import DocumentFormulas
    from symcnn.check.readings.fenced_networks import Fenced
    from symcnn.check.readings.measured_models import Measured
    from symcnn.check.readings.summaries.printed_summaries import Printed
    from symcnn.check.readings.summaries.summary_code import Candidate
    from symcnn.check.subjects.facts.cells_by_code import CellsByCode
    from symcnn.check.subjects.layers.told_layers import Story, ToldLayer
    from symcnn.check.subjects.measured.measured_story import MeasuredStory
    from symcnn.check.subjects.measured.told_verdict import ToldVerdict
    from symcnn.check.subjects.named_networks.network_verdicts import NetworkVerdict
    from symcnn.check.tables.formula_columns import FormulaTable
    from symcnn.check.tables.sheet_verdicts import TableVerdicts
    from symcnn.documents.formats.document import Document
    from symcnn.documents.reading.summaries import Summary
    from symcnn.documents.told.passages import Passage
    from symcnn.documents.told.segments import Segment
    from symcnn.models.model import Model, Note
    from symcnn.models.python.read_models import CodeRead

    OnFact = TypeVar("OnFact", ToldVerdict, NetworkVerdict)


@dataclass(frozen=True)
class Read:
    """What the rules look at; each part is made when a rule first asks for it, and then kept."""

    document: Document
    settings: Settings = DEFAULTS

    @cached_property
    def text(self) -> str:
        """The document's text with every sign in its plain form; offsets stay."""
        from symcnn.documents.reading.tokens import normal

        return normal(self.document.text)

    @cached_property
    def stretches(self) -> tuple[tuple[int, int], ...]:
        """Where prose and listings start and end, those that follow each other as one."""
        return tuple(_stretches(self.document))

    @cached_property
    def calculations(self) -> tuple[Calculation, ...]:
        """The calculations with their verdicts."""
        from symcnn.check.readings.calculations import calculations
        from symcnn.check.readings.siblings import with_notes

        found = (calculations(self.text, start, end, self.settings.megabyte) for start, end in self.stretches)
        return tuple(one for stretch in found for one in with_notes(stretch, self.text))

    @cached_property
    def calculation_columns(self) -> tuple[Calculation, ...]:
        """The calculations of tables whose results stand in another column."""
        from symcnn.check.readings.calculation_columns import calculation_columns

        return tuple(calculation_columns(self.text, self.passages, self.settings.megabyte))

    @cached_property
    def commented_values(self) -> tuple[Calculation, ...]:
        """The numbers in comments that say what the code beside them comes to."""
        if self._code is None:
            return ()
        from symcnn.check.readings.commented_values import commented_values

        return tuple(commented_values(self._code.worked, self.document, self.settings.megabyte))

    @cached_property
    def formula_tables(self) -> tuple[FormulaTable, ...]:
        """The tables of formulas, with the values of their letters and what they come to."""
        from symcnn.check.tables.formula_columns import formula_tables

        return tuple(formula_tables(self.text, self.passages))

    @cached_property
    def formulas(self) -> DocumentFormulas:
        """The formulas with their readings, and the legends of their letters."""
        from symcnn.check.readings.document_formulas import document_formulas

        return document_formulas(self.document, self.text, self.settings)

    @cached_property
    def networks(self) -> tuple[Fenced, ...]:
        """The networks in fenced blocks."""
        from symcnn.check.readings.fenced_networks import fenced_networks

        return tuple(fenced_networks(self.document, self.settings.conventions))

    @cached_property
    def _code(self) -> CodeRead | None:
        from symcnn.documents.formats.document import Nature

        if not any(block.nature is Nature.PYTHON for block in self.document.blocks):
            return None
        from symcnn.documents.formats.python_sources import python_sources
        from symcnn.models.python.read_models import read_code

        return read_code(self.document.program, python_sources(self.document))

    @property
    def models(self) -> Sequence[Model]:
        """The models in the document's code."""
        return self._code.models if self._code else ()

    @property
    def notes(self) -> Sequence[Note]:
        """What is to be said of the code itself."""
        return self._code.notes if self._code else ()

    @cached_property
    def measured(self) -> tuple[Measured, ...]:
        """The models whose networks are known, with their figures."""
        if not self.models:
            return ()
        from symcnn.check.readings.measured_models import measured

        return measured(self.models, self.text, self.document.program)

    @cached_property
    def measured_rows(self) -> tuple[Measured, ...]:
        """The rows of layers without a model that are joined so, as the shapes in the document bear out."""
        if self._code is None or not self._code.rows:
            return ()
        from symcnn.check.readings.measured_models import measured

        return measured(self._code.rows, self.text, self.document.program)

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """The headings, items, rows, sentences and comments of prose, listings and comments."""
        from symcnn.documents.told.passages import passages

        return tuple(passages(self.document, self.text))

    @cached_property
    def segments(self) -> tuple[Segment, ...]:
        """The clauses and rows of prose, listings and comments, with the meaning of what stands in them."""
        from symcnn.documents.told.segments import segments

        return tuple(segments(self.text, self.passages))

    @cached_property
    def story(self) -> Story:
        """What words, lists, tables and comments tell of layers."""
        from symcnn.check.subjects.layers.story import story

        return story(self.text, self.segments, *self._code_layers)

    @cached_property
    def measured_story(self) -> MeasuredStory:
        """The same with the layers measured."""
        from symcnn.check.subjects.measured.measured_story import measured_story

        return measured_story(self.story)

    @cached_property
    def told(self) -> tuple[ToldVerdict, ...]:
        """The verdicts on what is told of layers, without those that refute a figure of a network that is named."""
        from symcnn.check.subjects.facts.told_findings import told_verdicts_of

        found = self._beside_prints(told_verdicts_of(self.text, self.segments, self.measured_story))
        if not any(one.verdict is Verdict.WRONG for one in found):
            return found
        from symcnn.check.subjects.named_networks.known_courses import is_of_named

        counts, habit = self.counts_of_named, self.measured_story.habit
        return tuple(one for one in found if one.verdict is not Verdict.WRONG or not is_of_named(one, counts, habit))

    @property
    def cells_by_code(self) -> CellsByCode:
        """The cells of tables that the code gives, and those that it refutes."""
        from symcnn.check.subjects.facts.cells_by_code import cells_by_code

        return cells_by_code(self.told, self.measured_story)

    @cached_property
    def counts_of_named(self) -> Mapping[str, frozenset[int]]:
        """The counts of the well-known networks that are named, by what they count; ``total`` of all parameters."""
        from symcnn.check.subjects.named_networks.known_courses import counts_of_named

        return counts_of_named(self.segments)

    @cached_property
    def networks_told(self) -> tuple[NetworkVerdict, ...]:
        """The verdicts on what is told of well-known networks."""
        from symcnn.check.subjects.facts.biases_left_out import without_bare_counts
        from symcnn.check.subjects.named_networks.known_courses import known_course_verdicts
        from symcnn.check.subjects.named_networks.network_columns import column_verdicts
        from symcnn.check.subjects.named_networks.network_facts import network_facts
        from symcnn.check.subjects.named_networks.network_tables import table_facts
        from symcnn.check.subjects.named_networks.network_verdicts import network_verdicts

        in_sentences = network_verdicts(network_facts(self.text, self.segments))
        in_tables = column_verdicts(table_facts(self.text, self.passages))
        found = (*in_sentences, *in_tables)
        in_order = known_course_verdicts(self.segments, {one.fact.mark.start for one in found})
        return self._beside_prints(without_bare_counts(self.text, (*found, *in_order)))

    @cached_property
    def tables(self) -> TableVerdicts:
        """The verdicts on the cells of tables, but of those that programs print, and those of formulas."""
        from symcnn.check.tables.sheet_verdicts import table_verdicts

        prints = sorted((one.start, one.end) for one in self.prints)
        starts = [start for start, _ in prints]
        ends = [0, *accumulate((end for _, end in prints), max)]  # of all prints that have begun, the last end
        of_formulas = {one.block for one in self.formula_tables}  # each row there says itself what it counts
        unprinted = (one for one in self.passages if ends[bisect_right(starts, one.start)] <= one.start)
        others = [one for one in unprinted if one.block not in of_formulas]
        return table_verdicts(self.text, others, self.segments, self.story, self.counts_of_named)

    @cached_property
    def _code_layers(self) -> tuple[Sequence[ToldLayer], Mapping[int, int]]:
        if not self.models:
            return (), {}
        from symcnn.check.subjects.layers.code_layers import code_layers

        return code_layers(self.models, self.measured, self.document.program)

    @cached_property
    def summaries(self) -> tuple[Printed, ...]:
        """The summaries that are printed, with the code's models that they show."""
        from symcnn.check.readings.summaries.printed_summaries import printed_summaries

        return tuple(printed_summaries(self.prints, self._candidates, self._tells_biases))

    @cached_property
    def prints(self) -> tuple[Summary, ...]:
        """All that programs print of networks, as tables of layers."""
        from symcnn.documents.reading.summaries import summaries

        return summaries(self.document.text, 0, len(self.document.text))

    def _beside_prints(self, found: Iterable[OnFact]) -> tuple[OnFact, ...]:
        """The verdicts without those that refute a row of a printed summary, which is judged with its whole table."""
        prints = [(one.start, one.end) for one in self.prints]
        return tuple(
            one
            for one in found
            if one.verdict is not Verdict.WRONG or not any(start <= one.fact.mark.start < end for start, end in prints)
        )

    def _tells_biases(self) -> bool:
        """Whether the document says that layers have biases, and of none that it has not."""
        return bool(self.story.cues.get("biased")) and not self.story.cues.get("unbiased")

    def _candidates(self) -> tuple[Candidate, ...]:
        if not self.models:
            return ()
        from symcnn.check.readings.summaries.summary_models import candidate_of

        candidates = map(candidate_of, self.models)
        return tuple(candidate for candidate in candidates if candidate is not None)


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    from symcnn.documents.formats.document import Nature

    start = end = 0
    for block in document.blocks:
        if block.nature in (Nature.PROSE, Nature.LISTING):
            if block.start != end:
                if end > start:
                    yield start, end
                start = block.start
            end = block.end
    if end > start:
        yield start, end
