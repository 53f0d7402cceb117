"""How much less a depthwise separable convolution computes: ``1/N + 1/K^2``, stated by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from symcnn.answers.prove.catalogue_formulas import prove_against_catalogue
from symcnn.answers.prove.proof import ProofVerdict
from symcnn.answers.prove.prove import prove
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, product, reciprocal, substituted, total
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.legends import legends
from symcnn.documents.reading.notations import canonical
from symcnn.documents.reading.tokens import tokens

_SUBJECT = late_pattern(r"depth-?wise separable|separable convolution|深度可分离", re.IGNORECASE)
_RATIO = late_pattern(r"\bratio\b|\breduc(?:tion|es)\b|\bfraction\b|比值|之比|比例|减少", re.IGNORECASE)
_LINE = late_pattern(r"[^\n]+")
_BEFORE, _BEHIND, _REACH = 600, 400, 2_000


@record
class Ratio:
    """A formula that is such a ratio, and the rule in the document's letters."""

    start: int
    end: int
    expr: Expr
    rule: Expr


def ratios(text: str, letters: Mapping[str, str] = MappingProxyType({})) -> Iterator[Ratio]:
    """The formulas of two reciprocals that stand alone below words for such a ratio.

    Nothing is said where a letter's meaning is not told, or the formula is not that ratio.
    """
    done = 0
    for subject in _SUBJECT.finditer(text):
        word = _RATIO.search(text, subject.end(), subject.end() + _BEFORE)
        if word is None or word.start() < done:
            continue
        done = word.end()
        for line in _LINE.finditer(text, word.end(), word.end() + _BEHIND):
            found = _of_line(text, line.start(), line.end(), letters)
            if found:
                yield found
                break


def _of_line(text: str, start: int, end: int, letters: Mapping[str, str]) -> Ratio | None:
    line = tuple(tokens(text, start, end, letters=True))
    first = next((place for place, token in enumerate(line) if token.kind != "edge"), len(line))
    if first == len(line) or line[first].kind not in ("frac", "number"):
        return None
    found = expression_at(line, first, letters=True)
    if found is None or len(names(found.expr)) != 2 or any(token.kind != "edge" for token in line[found.end :]):
        return None
    around = max(0, start - _REACH)
    known = legends(text[around : end + _REACH], names(found.expr), letters)
    put: dict[str, Expr] = {}
    for name in names(found.expr):
        entry = known.nearest(canonical(name), start - around)
        if entry is None or entry.meaning is None or entry.meaning.quantity not in ("K", "N"):
            return None
        put[name] = Sym(entry.meaning.quantity)
    claim = substituted(found.expr, put)
    rule = _ratio()
    if rule is None:
        return None
    try:
        proof = prove(claim, rule)
    except (TooLarge, Undefined):
        return None
    if proof.verdict is not ProofVerdict.PROVED:
        return None
    back: dict[str, Expr] = {expr.name: Sym(name) for name, expr in put.items() if isinstance(expr, Sym)}
    return Ratio(line[first].start, line[found.end - 1].end, found.expr, substituted(rule, back))


def _ratio() -> Expr | None:
    """The weights of a separable convolution by those of a plain one: their maps are as large."""
    depthwise, pointwise = (Op("^", (Sym("K"), Num(2))), Sym("C")), (Sym("C"), Sym("N"))
    separable = _rule(total(product(*depthwise), product(*pointwise)), "separable")
    plain = _rule(product(*depthwise, Sym("N")), "conv")
    return product(separable, reciprocal(plain)) if separable and plain else None


def _rule(weights: Expr, kind: str) -> Expr | None:
    """The kind's rule for its weights, in these letters."""
    proof = prove_against_catalogue(Op("=", (Sym("weights"), weights)), kind)
    return proof.right if proof.verdict is ProofVerdict.PROVED else None
