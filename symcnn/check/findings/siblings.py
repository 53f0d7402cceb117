"""What one line of a list does otherwise than all the others: a product where they add the biases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding, Sentence
from symcnn.core.written.tree import Expr, Num, Op, walk

_FEWEST = 4


def with_notes(found: Sequence[Finding], text: str) -> Iterator[Finding]:
    """The calculations of a text in order; the one of a list that alone counts no biases gets a note."""
    start = 0
    while start < len(found):
        end = start + 1
        while end < len(found) and text.count("\n", found[end - 1].end, found[end].start) == 1:
            end += 1
        group = found[start:end]
        bare = [finding for finding in group if not _adds_biases(finding)]
        alone = bare[0] if len(group) >= _FEWEST and len(bare) == 1 else None
        for finding in group:
            yield _noted(finding) if finding is alone else finding
        start = end


def _expression(finding: Finding) -> Expr | None:
    line = finding.derivation[0] if finding.derivation else None
    return line.args[0] if isinstance(line, Op) and line.name == "=" else None


def _adds_biases(finding: Finding) -> bool:
    """Whether a product of the expression has one of its factors added: ``3*3*256*384 + 384``."""
    expr = _expression(finding)
    if expr is None:
        return False
    for node in walk(expr):
        match node:
            case Op("+", (Op("*", factors), Num(biases))) if biases > 1 and Num(biases) in factors:
                return True
    return False


def _noted(finding: Finding) -> Finding:
    match _expression(finding):
        case Op("*", factors) if finding.verdict is Verdict.RIGHT and all(isinstance(one, Num) for one in factors):
            return replace(finding, note=Sentence("calculation.no-biases", {}))
    return finding
