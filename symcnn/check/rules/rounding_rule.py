"""What a document says of rounding: a convolution's size is rounded down, whatever the document says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.answers.prove.catalogue_fits import fits
from symcnn.answers.prove.fitting_proofs import refutation
from symcnn.answers.prove.proof import Proof
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.formula_kinds import kind_of_formula
from symcnn.check.readings.read_formula import ReadFormula
from symcnn.check.readings.rounding_words import UP, line_around, rounded
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted

CODE = Code("rounding-rule", RulePage(
    right=(
        "O = floor((I - K)/S) + 1, where O is the output size, I the input size, K the kernel size and S the "
        "stride.\n"
        "The convolution rounds down."
    ),
    other=(
        "O = (I - K)/S + 1, where O is the output size, I the input size, K the kernel size and S the stride.\n"
        "The convolution rounds up."
    ),
    is_silent=True,
    examples=(
        Example("that-a-convolution-rounds-up", ".txt", Verdict.WRONG,
            "O = (I - K)/S + 1, where O is the output size, I the input size, K the kernel size and S the stride. "
            "The convolution rounds up."),
    ),
))  # fmt: skip

_CONV = late_pattern(r"卷积|\bconv", re.IGNORECASE)
_ANOTHER = late_pattern(
    r"池化|pool|\bsame\b|转置|反卷积|transpos|deconv|caffe|ceil_mode|下采样|subsampl|\bnot\b|不(?:是|要|能|会)",
    re.IGNORECASE,
)
_AFTER = 500
_BEFORE = 200


def check(read: Read) -> Iterator[Finding]:
    """The places that say that the size behind a convolution is rounded up, where their formula shows otherwise."""
    outputs = [claim for claim in read.formulas.claims if claim.is_about_sizes and claim.formula.left]
    if outputs:
        yield from _wrong(read.text, outputs)


def _wrong(text: str, outputs: Sequence[ReadFormula]) -> Iterator[Finding]:
    for phrase in UP.finditer(text):
        first, last = line_around(text, phrase.start(), phrase.end())
        line = text[first:last]
        if _ANOTHER.search(line) or not (_CONV.search(line) or kind_of_formula(text, phrase.start()) == "conv"):
            continue
        for claim in _near(outputs, first, last, text):
            proof = _as_convolution(claim)
            if proof is not None:
                yield _finding(phrase, claim, proof)
                break


def _as_convolution(claim: ReadFormula) -> Proof | None:
    """How the formula rounded up differs from the convolution's; None where it does not, or is none."""
    side = rounded(claim.formula.sides[0], "ceil")
    plain, asked = (replace(claim.asked(one, ("conv",)), plainly=True) for one in (claim.formula.sides[0], side))
    fit = next(fits(plain), None)
    if side == claim.formula.sides[0] or fit is None or next(fits(asked), None) is not None:
        return None
    proof = refutation(asked, fit.reading, fit.candidate)
    return proof if proof.counterexample and proof.match else None


def _near(outputs: Sequence[ReadFormula], first: int, last: int, text: str) -> Iterator[ReadFormula]:
    """The formulas that the words may speak of: on their line, just after it, or just before it."""
    start = bisect_left(outputs, first - _BEFORE, key=lambda claim: claim.formula.start)
    until = bisect_left(outputs, last + _AFTER, key=lambda claim: claim.formula.start)
    behind = [
        claim
        for claim in outputs[start:until]
        if claim.formula.start >= first and kind_of_formula(text, claim.formula.start) in (None, "conv")
    ]
    before = [claim for claim in outputs[start:until] if claim.formula.start < first]
    yield from behind or before[-1:]


def _finding(phrase: re.Match[str], claim: ReadFormula, proof: Proof) -> Finding:
    assert proof.match is not None
    assert proof.counterexample is not None
    rule = Op("=", (Sym(claim.formula.left), proof.match.formula))
    put = {name: Num(value) for name, value in proof.counterexample.point}
    values: dict[str, Said | Sentence | tuple[Said, ...]] = {
        "rule": rule,
        "phrase": phrase[0],
        "point": tuple(Op("=", (Sym(name), value)) for name, value in put.items()),
        "value": Num(proof.counterexample.values[0]),
        "right": Num(proof.counterexample.values[1]),
    }
    sides = [side for side in (proof.left, proof.right) if names(side)]
    derivation = (*(worked_out(substituted(side, put)) for side in sides), Op("=", _VALID))
    claimed = Op("=", (Sym(claim.formula.left), proof.left))
    return Finding(
        phrase.start(),
        phrase.end(),
        Kind.FORMULA,
        CODE,
        Verdict.WRONG,
        claimed,
        rule,
        Sentence("rounding.up", values),
        derivation,
    )


def _quotient(above: Expr) -> Expr:
    return Op("*", (above, Op("/", (Sym("S"),))))


_LESS = (Sym("I"), Op("-", (Sym("K"),)))
_VALID = (
    Op("ceil", (_quotient(Op("+", (*_LESS, Num(1)))),)),
    Op("+", (Op("floor", (_quotient(Op("+", _LESS)),)), Num(1))),
)
"""``⌈(I − K + 1)/S⌉ = ⌊(I − K)/S⌋ + 1``: a framework that documents the first rounds down as well."""
