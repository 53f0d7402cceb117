"""Receptive fields and jumps, in tables of layers and in sentences about stacks."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.facts.told_findings import told_findings

CODE = Code("receptive-field", RulePage(
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
        Example("receptive-fields-and-jumps", ".md", Verdict.RIGHT,
            "| layer | kernel | stride | receptive field | jump |\n"
            "|---|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 | 1 |\n"
            "| pool1 | 2 | 2 | 4 | 2 |\n"
            "| conv2 | 3 | 1 | 8 | 2 |\n"),
        Example("a-wrong-receptive-field", ".md", Verdict.WRONG,
            "| layer | kernel | stride | receptive field |\n"
            "|---|---|---|---|\n"
            "| conv1 | 3 | 1 | 3 |\n"
            "| pool1 | 2 | 2 | 5 |\n"),
        Example("receptive-fields-in-a-sentence", ".txt", Verdict.WRONG,
            "Three 3x3 convolutions have a receptive field of 9x9."),
        Example("the-view-of-a-network-of-which-nothing-is-told", ".txt", None,
            "The network has a receptive field of 91 pixels."),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on receptive fields and jumps."""
    yield from told_findings(read.told, CODE)
