"""Neurons and connections of layers that are described."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.told_findings import told_findings

CODE = Code("layer-fact", RulePage(
    title=("What is said of a layer", "关于层的叙述"),
    finds=(
        "The neurons and connections of a layer that is described label by label.",
        "逐项描述的层的神经元数与连接数。",
    ),
    decides=(
        "The layer's rule gives the number, from the input and the arguments that the other labels state. A number "
        "that differs may count another thing; nothing is said of it.",
        "由其他各项给出的输入和参数，按该层的公式得出数量。不同的数可能另有所指，不作判断。",
    ),
    right="Convolution layer C1\nInput: 32x32\nKernel size: 5x5\nNumber of kernels: 6\nNumber of neurons: 28*28*6",
    other="",
    examples=(
        Example(("its neurons and connections", "逐项描述的神经元数与连接数"), ".txt", Verdict.RIGHT,
            "Convolution layer C1\n"
            "Input: 32x32\n"
            "Kernel size: 5x5\n"
            "Number of kernels: 6\n"
            "Number of connections: (5*5+1)*6*28*28\n"),
        Example(("prose about a layer that code alone defines", "仅由代码定义的层的文字描述"), ".md", None,
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
