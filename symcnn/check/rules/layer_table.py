"""Parameters, memory and numbers of values in a table of layers."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.facts.told_findings import told_findings

CODE = Code("layer-table", RulePage(
    right=(
        "| layer | kernel | stride | padding | filters | output | params |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 32x32 | |\n"
        "| conv1 | 5 | 1 | 0 | 16 | 28x28 | 1,216 |"
    ),
    other=(
        "| layer | kernel | stride | padding | filters | output | params |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 32x32 | |\n"
        "| conv1 | 5 | 1 | 0 | 16 | 28x28 | 1,261 |"
    ),
    examples=(
        Example("parameters", ".md", Verdict.RIGHT,
            "| layer | kernel | stride | padding | filters | output | params |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 1 | 32x32 | |\n"
            "| conv1 | 5 | 1 | 0 | 6 | 28x28 | 156 |\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on counts in tables."""
    yield from told_findings(read.told, CODE)
