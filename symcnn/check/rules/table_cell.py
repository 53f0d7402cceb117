"""Cells of tables, by what they have to do with all others."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.tables.cell_findings import cell_findings

CODE = Code("table-cell", RulePage(
    right=(
        "| layer | out (C×H×W) | params | MACs |\n"
        "| --- | --- | --- | --- |\n"
        "| conv 3→16, 3×3 | 16×32×32 | 448 | 442,368 |\n"
        "| conv 16→32, 3×3 | 32×32×32 | 4,640 | 4,718,592 |\n"
        "| total | | 5,088 | 5,160,960 |"
    ),
    other=(
        "| layer | out (C×H×W) | params | MACs |\n"
        "| --- | --- | --- | --- |\n"
        "| conv 3→16, 3×3 | 16×32×32 | 448 | 442,368 |\n"
        "| conv 16→32, 3×3 | 32×32×32 | 4,640 | 4,718,529 |\n"
        "| total | | 5,088 | 5,160,960 |"
    ),
    examples=(
        Example("rows-and-columns-exchanged", ".md", Verdict.RIGHT,
            "| | conv1 | pool1 | conv2 |\n|---|---|---|---|\n"
            "| kernel | 5 | 2 | 5 |\n| stride | 1 | 2 | 1 |\n| padding | 0 | 0 | 0 |\n"
            "| output | 28×28×6 | 14×14×6 | 10×10×16 |\n| params | 156 | 0 | 2,416 |\n"),
        Example("a-cell-that-no-other-agrees-with", ".md", Verdict.WRONG,
            "| layer | channels | out | weights |\n|---|---|---|---|\n"
            "| 1×1 | 24→144 | 56×56 | 3,456 |\n| 3×3 | 144→144 | 56×56 | 186,624 |\n"
            "| 1×1 | 144→24 | 56×56 | 3,546 |\n| total | | | 193,536 |\n"),
        Example("a-table-of-scores", ".md", None,
            "| kernel | stride | accuracy |\n|---|---|---|\n| 3 | 1 | 91.2 |\n| 5 | 1 | 91.4 |\n| 7 | 2 | 90.8 |\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on the cells of tables."""
    yield from cell_findings(read.tables.verdicts, CODE)
