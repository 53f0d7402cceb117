"""Figures of well-known networks beside their names: VGG-16 (138M parameters)."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.named_networks.network_findings import network_findings

CODE = Code("model-figure", RulePage(
    right="LeNet-5 has 60,000 trainable parameters.",
    other="VGG-16 has 183 million parameters.",
    examples=(
        Example("parameters-of-well-known-networks", ".txt", Verdict.ROUNDED,
            "VGG-16 (138M parameters)"),
        Example("layers-of-well-known-networks", ".txt", Verdict.RIGHT,
            "In AlexNet conv2 has 307,456 parameters."),
        Example("tables-of-models", ".md", Verdict.WRONG,
            "| model | params |\n|---|---|\n| ResNet-18 | 11.7M |\n| ResNet-34 | 28.1M |\n| VGG-16 | 138M |\n"),
        Example("figures-that-no-known-variant-has", ".txt", Verdict.UNDECIDED,
            "AlexNet has 80M parameters"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on the figures of well-known networks."""
    yield from network_findings(read.networks_told, CODE)
