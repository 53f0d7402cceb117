"""Parameters, memory and numbers of values in a table of layers."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.told_findings import told_findings

CODE = Code("layer-table", RulePage(
    title=("Tables of layers", "层的表格"),
    finds=(
        "Parameters and memory in a table of layers that has a column of kernels.",
        "含有卷积核一列的层表格中的参数数量与内存。",
    ),
    decides=(
        "The figures of a row follow from its own columns and from the row above it. Parameters may leave the biases "
        "out, memory may be in values or bytes; wrong is only what one slip of the pen parts from the right number.",
        "每一行的数值由本行各列和上一行得出。参数可以不计偏置，内存可以按值或字节计；仅当与正确值只差一处笔误时，才判"
        "为错误。",
    ),
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
        Example(("parameters", "参数数量"), ".md", Verdict.RIGHT,
            "| layer | kernel | stride | padding | filters | output | params |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 1 | 32x32 | |\n"
            "| conv1 | 5 | 1 | 0 | 6 | 28x28 | 156 |\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on counts in tables."""
    yield from told_findings(read.told, CODE)
