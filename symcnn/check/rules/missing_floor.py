"""Output sizes whose division must be rounded."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read

CODE = Code("missing-floor", RulePage(
    right="floor((28 - 3)/2) + 1 = 13",
    other="(28 - 3)/2 + 1 = 13",
    verdict=Verdict.CONDITIONAL,
    is_silent=True,
    examples=(
        Example("a-division-that-must-be-rounded-down", ".txt", Verdict.CONDITIONAL,
            "(28 - 3)/2 + 1 = 13"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The calculations that hold only with their division rounded."""
    yield from (found.by(CODE) for found in read.calculations if found.needs_rounding)
