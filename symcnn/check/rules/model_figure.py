"""Figures of well-known networks beside their names: VGG-16 (138M parameters)."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.network_findings import network_findings

CODE = Code("model-figure", RulePage(
    title=("Figures of known networks", "知名网络的数据"),
    finds=(
        "Figures of well-known networks, in sentences and in tables of models: parameters, operations, memory, layers, "
        "sizes, receptive fields, and the figures of their layers.",
        "知名网络的数据，包括句子和模型对比表中的参数数量、运算次数、内存、层数、尺寸和感受野，以及其中各层的数据。",
    ),
    decides=(
        "The figures come from the networks that ship with the program. A figure is right if any known variant gives "
        "it under any convention. It is wrong only where the name and the quantity stand beside it, no variant gives "
        "it, and it looks like a slip: a wrong digit, another power of ten, the figure of another row. Else it is "
        "undecided: the text may speak of a variant of its own.",
        "数据由随程序附带的网络推得。只要有一个已知版本按某种约定给出该数值，即为正确。仅当名称与量就在旁边、没有任何版本给出"
        "该数值，且看来是笔误（数字写错、数量级有误、与另一行颠倒）时，才判为错误；否则为未定：文中可能另有所指。",
    ),
    right="LeNet-5 has 60,000 trainable parameters.",
    other="VGG-16 has 183 million parameters.",
    examples=(
        Example(("parameters of well-known networks", "知名网络的参数数量"), ".txt", Verdict.ROUNDED,
            "VGG-16 (138M parameters)"),
        Example(("layers of well-known networks", "知名网络的各层"), ".txt", Verdict.RIGHT,
            "In AlexNet conv2 has 307,456 parameters."),
        Example(("tables of models", "模型对比表"), ".md", Verdict.WRONG,
            "| model | params |\n|---|---|\n| ResNet-18 | 11.7M |\n| ResNet-34 | 28.1M |\n| VGG-16 | 138M |\n"),
        Example(("figures that no known variant has", "已知版本均不相符的数值"), ".txt", Verdict.UNDECIDED,
            "AlexNet has 80M parameters"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on the figures of well-known networks."""
    yield from network_findings(read.networks_told, CODE)
