"""What is said of a figure in a row of a print: a count, a shape, multiply-adds."""

from __future__ import annotations

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Edit, Said, Sentence
from symcnn.core.record import record
from symcnn.core.written.tree import Expr


@record
class RowFigure:
    """The verdict on the figure in a column, the claimed and the right one, and why."""

    verdict: Verdict
    claimed: Said | None
    derived: Said | None
    why: Sentence
    derivation: tuple[Expr, ...]
    edit: Edit | None = None
