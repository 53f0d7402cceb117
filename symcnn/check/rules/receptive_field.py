"""Receptive fields and jumps in a table of layers."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.told_findings import told_findings

CODE = Code("receptive-field", RulePage(
    title=("Receptive fields", "感受野"),
    finds=(
        "Receptive fields and jumps that a table gives for the layers of a chain.",
        "表格中给出的各层感受野和间距。",
    ),
    decides=(
        "R = R_in + (K − 1)·J_in and J = J_in·S, from the first layer on.",
        "从第一层起，按 R = R_in + (K − 1)·J_in 和 J = J_in·S 计算。",
    ),
    right=(
        "| layer | kernel | stride | receptive field |\n"
        "| --- | --- | --- | --- |\n"
        "| conv1 | 3 | 1 | 3 |\n"
        "| conv2 | 3 | 1 | 5 |"
    ),
    other=(
        "| layer | kernel | stride | receptive field |\n"
        "| --- | --- | --- | --- |\n"
        "| conv1 | 3 | 1 | 3 |\n"
        "| conv2 | 3 | 1 | 6 |"
    ),
    examples=(
        Example(("receptive fields and jumps", "感受野与间距"), ".md", Verdict.RIGHT,
            "| layer | kernel | stride | receptive field | jump |\n"
            "|---|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 | 1 |\n"
            "| pool1 | 2 | 2 | 4 | 2 |\n"
            "| conv2 | 3 | 1 | 8 | 2 |\n"),
        Example(("a wrong receptive field", "错误的感受野"), ".md", Verdict.WRONG,
            "| layer | kernel | stride | receptive field |\n"
            "|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 |\n"
            "| pool1 | 2 | 2 | 5 |\n"),
        Example(("receptive fields in a sentence", "句子中的感受野"), ".txt", None,
            "Three 3x3 convolutions have a receptive field of 9x9."),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on receptive fields and jumps."""
    yield from told_findings(read.told, CODE)
