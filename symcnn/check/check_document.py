"""Everything in a document that can be checked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.findings.siblings import with_notes
from symcnn.check.readings.calculations import judged
from symcnn.check.readings.described_figures import judged_descriptions
from symcnn.check.readings.shapes_behind import shapes_behind
from symcnn.check.readings.table_figures import judged_table
from symcnn.check.rules.claim import fenced_networks
from symcnn.check.rules.formula import check_formulas
from symcnn.check.rules.model_figure import known_figures
from symcnn.check.rules.sum import sums
from symcnn.check.settings import DEFAULTS, Settings
from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.reading.asides import asides
from symcnn.documents.reading.described_layers import descriptions
from symcnn.documents.reading.layer_tables import layer_tables
from symcnn.documents.reading.statements import RELATION, statements
from symcnn.documents.reading.stretches import left_out
from symcnn.documents.reading.tokens import normal
from symcnn.models.model import Model, Note

_SCANNED = (Nature.PROSE, Nature.LISTING)
_STATED = re.compile(r"\d[ \t)]{0,4}[=≈][ \t(]{0,4}\d")
_STRONGEST = (Verdict.WRONG, Verdict.CONDITIONAL, Verdict.RIGHT, Verdict.ROUNDED, Verdict.UNDECIDED)


def check_document(document: Document, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """The findings in a document, in order; of those at one place the strongest."""
    text = normal(document.text)
    found: list[Finding] = []
    stretches = tuple(_stretches(document))
    for start, end in stretches:
        calculations = _calculations(text, start, end, settings.megabyte)
        found += with_notes(calculations, text)
        found += shapes_behind(calculations, text)
        found += sums(text, start, end)
        found += judged_descriptions(descriptions(text, start, end))
        found += known_figures(text, start, end)
        for table in layer_tables(text, start, end):
            found += judged_table(table)
    found += islice(_too_long(text, stretches), 1)
    found += fenced_networks(document, text, stretches, settings.conventions)
    models, notes = _models(document)
    found += _of_code(document, text, stretches, models, notes)
    found += _summaries(document, models)
    found += check_formulas(document, settings)
    return settled(found)


def _stretches(document: Document) -> Iterator[tuple[int, int]]:
    """Prose and listings, those that follow each other as one."""
    start = end = 0
    for block in document.blocks:
        if block.nature in _SCANNED:
            if block.start != end:
                if end > start:
                    yield start, end
                start = block.start
            end = block.end
    if end > start:
        yield start, end


def _too_long(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[Finding]:
    """The places where a calculation stands in a line too long to read."""
    for start, end in stretches:
        for first, last in left_out(text, start, end, RELATION):
            stated = _STATED.search(text, first, last)
            if stated:
                why = Sentence("calculation.too-long", {"limit": MAX_STATEMENT_LENGTH})
                place = stated.span()
                yield Finding(*place, Kind.ARITHMETIC, "calculation", Verdict.UNDECIDED, None, None, why)


def _calculations(text: str, start: int, end: int, megabyte: str) -> list[Finding]:
    told = ((statement,) for statement in asides(text, start, end))
    found = (judged(readings, megabyte) for readings in (*statements(text, start, end), *told))
    return sorted((finding for finding in found if finding is not None), key=lambda finding: finding.start)


def _models(document: Document) -> tuple[Sequence[Model], Sequence[Note]]:
    """The models in the document's code; the reader of code is loaded only where there is some."""
    if not any(block.nature is Nature.PYTHON for block in document.blocks):
        return (), ()
    from symcnn.documents.formats.python_sources import python_sources
    from symcnn.models.python.read_models import read_models

    return read_models(document.shown, python_sources(document))


def _of_code(
    document: Document, text: str, stretches: Sequence[tuple[int, int]], models: Sequence[Model], notes: Sequence[Note]
) -> Iterator[Finding]:
    """What is said beside code, and what code says against itself."""
    if not models and not notes:
        return
    from symcnn.check.readings.beside_code import measured, shapes_beside_code
    from symcnn.check.rules.model_code import of_note

    yield from shapes_beside_code(measured(models, text, document.shown), text, document.shown, stretches)
    yield from map(of_note, notes)


def _summaries(document: Document, models: Sequence[Model]) -> Iterator[Finding]:
    from symcnn.check.rules.summary_row import check_summaries

    if not models:
        yield from check_summaries(document)
        return
    from symcnn.check.readings.summaries.summary_models import candidate_of

    candidates = map(candidate_of, models)
    yield from check_summaries(document, (candidate for candidate in candidates if candidate is not None))


def settled(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings in order of their places; where two overlap, the stronger one, or the longer of equals."""
    kept: list[Finding] = []
    for finding in sorted(found, key=lambda one: (one.start, -one.end)):
        while kept and finding.start < kept[-1].end and _rank(finding) < _rank(kept[-1]):
            kept.pop()
        if not kept or finding.start >= kept[-1].end:
            kept.append(finding)
    return tuple(kept)


def _rank(finding: Finding) -> tuple[int, int]:
    return _STRONGEST.index(finding.verdict), finding.start - finding.end
