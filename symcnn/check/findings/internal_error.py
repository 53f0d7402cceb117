"""What stands for the answers that a fault of this program has cost."""

from __future__ import annotations

from traceback import extract_tb

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, RulePage
from symcnn.check.findings.finding import Finding, Kind, Sentence

CODE = Code("internal-error", RulePage(right="", other="", verdict=Verdict.UNDECIDED))


def lost(rule: Code, error: Exception) -> Finding:
    """The finding that stands for those of a rule that failed."""
    at = extract_tb(error.__traceback__)[-1]
    where = f"{at.filename.rpartition('symcnn')[2].lstrip('/')}:{at.lineno}"
    values = {"rule": rule.name, "error": f"{type(error).__name__}: {error}", "where": where}
    return Finding(0, 0, Kind.CLAIM, CODE, Verdict.UNDECIDED, None, None, Sentence("check.internal-error", {**values}))
