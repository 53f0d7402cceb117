"""Parameters of layers that are described, and of the document's own model."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Edit, Finding, Kind, Sentence
from symcnn.check.read import Read
from symcnn.check.subjects.facts.told_findings import told_findings
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Num, Op, total
from symcnn.models.model import Model
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import is_number

CODE = Code("layer-params", RulePage(
    right="Convolution layer C1\nInput: 32x32\nKernel size: 5x5\nNumber of kernels: 6\nTrainable parameters: (5*5+1)*6",
    other="",
    examples=(
        Example("a-layer-label-by-label", ".txt", Verdict.RIGHT,
            "Convolution layer C1\n"
            "Input: 32x32\n"
            "Kernel size: 5x5\n"
            "Number of kernels: 6\n"
            "Output size: 28x28\n"
            "Trainable parameters: (5*5+1)*6\n"
            "Number of neurons: 28*28*6\n"),
    ),
))  # fmt: skip

_NUMBER = r"(?<![\w.,*/+-])(?:\d{1,3}(?:,\d{3})+|\d{4,9})(?![\w%]|[.,]\d)"
_COUNT = late_pattern(
    r"(?P<all>(?:total (?:number of )?(?:trainable )?param(?:eter)?s|总参数量?|参数总[数量]|全部参数)[^\d\n=*/]{0,24})"
    rf"(?P<first>{_NUMBER})(?![ \t]*[-+*/=])"
    rf"|(?P<second>{_NUMBER})[ \t]*(?:个)?(?:total |trainable |learnable )?(?:parameters\b|params\b|参数)",
    re.IGNORECASE,
)
_PRINTED = late_pattern(r"(?:total|trainable|non-trainable) params[ \t]*:", re.IGNORECASE)
"""A line of a summary, which is judged with its table."""
_ANOTHER = late_pattern(r"\b(?:old|previous|original|other|another|instead|would|paper)\b|论文|原", re.IGNORECASE)
_WORDS_REACH = 60
_LEAST_DIGITS = 4


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on parameters of described layers, and on the totals of the document's models."""
    yield from told_findings(read.told, CODE)
    whole = [(measured.model, measured.figures) for measured in read.measured if measured.model.is_whole]
    yield from _totals(whole, read.text, read.stretches)


def _totals(
    models: Sequence[tuple[Model, Figures]], text: str, stretches: Sequence[tuple[int, int]]
) -> Iterator[Finding]:
    """The verdicts on totals in prose; wrong only where a slip of the pen leads from the model's to what is said."""
    sums = [(model, figures, int(value)) for model, figures in models if is_number(value := figures.total("params"))]
    for start, end in stretches if sums else ():
        for found in _COUNT.finditer(text, start, end):
            group = "first" if found["first"] else "second"
            if _PRINTED.match(found[0]):
                continue
            said = int(found[group].replace(",", ""))
            same = next((one for one in sums if one[2] == said), None)
            if same is not None:
                yield _finding(found, group, said, same, Verdict.RIGHT)
            elif _ANOTHER.search(text, max(start, found.start() - _WORDS_REACH), found.end()):
                continue
            elif found["all"] and len({value for _, _, value in sums}) == 1 and _is_slip(sums[0][2], said):
                yield _finding(found, group, said, sums[0], Verdict.WRONG)


def _is_slip(right: int, said: int) -> bool:
    return len(str(said)) >= _LEAST_DIGITS and slip(str(right), str(said)) is not None


def _finding(
    found: re.Match[str], group: str, said: int, known: tuple[Model, Figures, int], verdict: Verdict
) -> Finding:
    model, figures, value = known
    counts = [Num(count) for layer in figures.counted("params") if is_number(count := layer["params"]) and count]
    edit = None
    if verdict is Verdict.WRONG:
        new = f"{value:,}" if "," in found[group] else str(value)
        edit = Edit(slip(str(value), str(said)) or "wrong-result", *found.span(group), new, is_certain=False)
    name = model.name or model.class_name
    return Finding(
        found.start(),
        found.end(),
        Kind.CLAIM,
        CODE,
        verdict,
        Num(said),
        Num(value),
        Sentence("code.params", {"layer": name, "value": Num(value)}),
        (Op("=", (total(*counts), Num(value))),) if len(counts) > 1 else (Op("=", (Num(value), Num(value))),),
        edit,
        name,
    )
