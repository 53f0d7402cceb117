"""Output sizes whose division must be rounded."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read

CODE = Code("missing-floor", RulePage(
    title=("A division that must be rounded", "漏写取整"),
    finds=(
        "A calculation of an output size whose division leaves a remainder, but whose result is a whole number.",
        "计算输出尺寸的算式，其中的除法有余数，而结果写成整数。",
    ),
    decides=(
        "The exact value is no whole number, the printed result is not what it is rounded to, and rounding it down "
        "(or up) gives that result: it holds only under this condition, which is said.",
        "精确值不是整数，所写的结果不是四舍五入的结果，而向下（或向上）取整后恰好相符：仅在此条件下成立，并予以说明。",
    ),
    right="floor((28 - 3)/2) + 1 = 13",
    other="(28 - 3)/2 + 1 = 13",
    verdict=Verdict.CONDITIONAL,
    is_silent=True,
    examples=(
        Example(("a division that must be rounded down", "须向下取整的除法"), ".txt", Verdict.CONDITIONAL,
            "(28 - 3)/2 + 1 = 13"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The calculations that hold only with their division rounded."""
    yield from (found.by(CODE) for found in read.calculations if found.needs_rounding)
