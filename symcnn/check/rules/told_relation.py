"""Relations between figures: ratios, shares and savings, memory, totals."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.relation_findings import relation_findings

CODE = Code("told-relation", RulePage(
    title=("Relations between figures", "数值之间的关系"),
    finds=(
        "Ratios, shares and savings, the bytes that so many numbers take, and totals that are told in words.",
        "用文字叙述的比值、占比与减少量、数值所占的字节数以及合计。",
    ),
    decides=(
        "The figures that the text relates are looked for: those of the same sentence, of the layers that it names, of "
        "the sentences before it. Wrong is a figure whose both sides are told and which is none of their relations, "
        "but looks like one that is mistaken: the rest for the share, the bytes of narrower numbers, digits exchanged.",
        "先找出文中相互比较的数值：同一句中的、句中所提各层的、前几句中的。两边都已写明、与任何一种关系都不相符，"
        "而又像是弄错的关系（把余下部分当作占比、字节数按较窄的类型计算、数字颠倒）时，判为错误。",
    ),
    right="The second layer cuts the weights from 18,432 to 4,608. That is 75 % less.",
    other="The second layer cuts the weights from 18,432 to 4,608. That is 25 % less.",
    examples=(
        Example(("a factor between two figures", "两个数值之间的倍数"), ".md", Verdict.RIGHT,
            "The weights shrink from 36,864 to 4,096, a factor of 9.\n"),
        Example(("a share that is the rest", "把余下部分当作占比"), ".md", Verdict.WRONG,
            "权重从 36,864 个减少到 4,096 个，减少了约 11%。\n"),
        Example(("the bytes of numbers", "数值所占的字节数"), ".txt", Verdict.RIGHT,
            "In float32 the 73,856 parameters take 295,424 bytes.\n"),
        Example(("a share of something else", "与网络数值无关的占比"), ".md", None,
            "Dropout 0.5 keeps 50 % of the units; the accuracy is 97 %.\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on relations; those within a printed summary belong to its own rules."""
    printed = [found.table.summary for found in read.summaries]
    for finding in relation_findings(read.text, read.segments, read.measured_story, read.told, CODE):
        if not any(summary.start <= finding.start < summary.end for summary in printed):
            yield finding
