"""Relations between figures: ratios, shares and savings, memory, totals."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.check.subjects.relations.relation_findings import relation_findings
from symcnn.core.written.tree import Num

CODE = Code("told-relation", RulePage(
    right="The second layer cuts the weights from 18,432 to 4,608. That is 75 % less.",
    other="The second layer cuts the weights from 18,432 to 4,608. That is 25 % less.",
    examples=(
        Example("a-factor-between-two-figures", ".md", Verdict.RIGHT,
            "The weights shrink from 36,864 to 4,096, a factor of 9.\n"),
        Example("a-share-that-is-the-rest", ".md", Verdict.WRONG,
            "权重从 36,864 个减少到 4,096 个，减少了约 11%。\n"),
        Example("the-bytes-of-numbers", ".txt", Verdict.RIGHT,
            "In float32 the 73,856 parameters take 295,424 bytes.\n"),
        Example("a-share-of-something-else", ".md", None,
            "Dropout 0.5 keeps 50 % of the units; the accuracy is 97 %.\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on relations; those within a printed summary belong to its own rules.

    The total of a network that is named is none of the figures beside it, one of which may be wrong.
    """
    calculations = (*read.calculations, *read.calculation_columns)
    for finding in relation_findings(read.text, read.segments, read.measured_story, read.told, calculations, CODE):
        is_wrong = finding.verdict is Verdict.WRONG
        is_of_named = is_wrong and any(finding.claimed == Num(total) for total in read.counts_of_named["total"])
        if not is_of_named and not any(summary.start <= finding.start < summary.end for summary in read.prints):
            yield finding
