"""One side of a formula with its verdict."""

from __future__ import annotations

from symcnn.answers.prove.asked_formula import RuleFit
from symcnn.answers.prove.proof import Proof
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.slips import Slip
from symcnn.core.record import record
from symcnn.core.written.tree import Expr


@record
class Judged:
    """One side of a formula with its verdict: how it fits with the proof of that, or which slip it is.

    `rounding` is how its quotients are to be rounded for that.
    """

    side: Expr
    reading: LetterReading
    proof: Proof
    fit: RuleFit | None = None
    slip: Slip | None = None
    rounding: str = ""
