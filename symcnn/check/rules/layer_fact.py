"""Neurons and connections of layers that are described."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.facts.told_findings import told_findings

CODE = Code("layer-fact", RulePage(
    right="Convolution layer C1\nInput: 32x32\nKernel size: 5x5\nNumber of kernels: 6\nNumber of neurons: 28*28*6",
    other="",
    examples=(
        Example("its-neurons-and-connections", ".txt", Verdict.RIGHT,
            "Convolution layer C1\n"
            "Input: 32x32\n"
            "Kernel size: 5x5\n"
            "Number of kernels: 6\n"
            "Number of connections: (5*5+1)*6*28*28\n"),
        Example("prose-about-a-layer-that-code-alone-defines", ".md", None,
            "```python\n"
            "import torch.nn as nn\n"
            "conv1 = nn.Conv2d(3, 96, 11, stride=4)\n"
            "```\n"
            "The first layer has 69 kernels.\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on neurons and connections."""
    yield from told_findings(read.told, CODE)
