"""The formulas of a document, with what its own letters and the named notations make of each."""

from __future__ import annotations

from itertools import islice

from symcnn.check.readings.formula_readings import Reading, readings
from symcnn.check.settings import Settings
from symcnn.core.limits import MAX_FORMULAS
from symcnn.core.record import record
from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.reading.formulas import PrintedFormula, formulas, spelled
from symcnn.documents.reading.legends import Legends, legends
from symcnn.documents.reading.notations import worded

_READ = (Nature.PROSE, Nature.LISTING)


@record
class DocumentFormulas:
    """The formulas in order, each with its readings; `unread` is the first beyond `MAX_FORMULAS`."""

    claims: tuple[tuple[PrintedFormula, tuple[Reading, ...]], ...]
    legends: Legends
    unread: PrintedFormula | None


def document_formulas(document: Document, text: str, settings: Settings) -> DocumentFormulas:
    """The formulas in the normal text of a document."""
    every = (
        formula
        for block in document.blocks
        if block.nature in _READ
        for formula in formulas(text, block.start, block.end)
    )
    found = tuple(islice(every, MAX_FORMULAS))
    letters = {spelled(name) for formula in found for name in formula.names if not worded(name)}
    known = legends(text, letters, settings.letters)
    claims = tuple((formula, tuple(readings(formula, known, text, settings.notation))) for formula in found)
    return DocumentFormulas(claims, known, next(every, None))
