"""What one line of a list does otherwise than all the others: a product where they add the biases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, walk

_FEWEST = 4


def with_notes(found: Sequence[Calculation], text: str) -> Iterator[Calculation]:
    """The calculations of a text in order; the one of a list that alone counts no biases gets a note."""
    start = 0
    while start < len(found):
        end = start + 1
        while end < len(found) and text.count("\n", found[end - 1].end, found[end].start) == 1:
            end += 1
        group = found[start:end]
        bare = [calculation for calculation in group if not _adds_biases(calculation)]
        alone = bare[0] if len(group) >= _FEWEST and len(bare) == 1 else None
        for calculation in group:
            yield _noted(calculation) if calculation is alone else calculation
        start = end


def _expression(calculation: Calculation) -> Expr | None:
    line = calculation.derivation[0] if calculation.derivation else None
    return line.args[0] if isinstance(line, Op) and line.name == "=" else None


def _adds_biases(calculation: Calculation) -> bool:
    """Whether a product of the expression has one of its factors added: ``3*3*256*384 + 384``."""
    expr = _expression(calculation)
    if expr is None:
        return False
    for node in walk(expr):
        match node:
            case Op("+", (Op("*", factors), Num(biases))) if biases > 1 and Num(biases) in factors:
                return True
    return False


def _noted(calculation: Calculation) -> Calculation:
    match _expression(calculation):
        case Op("*", factors) if calculation.verdict is Verdict.RIGHT and all(isinstance(one, Num) for one in factors):
            return replace(calculation, note=Sentence("calculation.no-biases", {}))
    return calculation
