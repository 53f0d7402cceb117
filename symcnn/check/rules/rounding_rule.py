"""What a document says of rounding: a convolution's size is rounded down, whatever the document says."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.formula_readings import Reading, label
from symcnn.check.readings.proofs import Proofs
from symcnn.check.readings.rounding_words import UP, line_around, rounded
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted
from symcnn.documents.reading.formulas import PrintedFormula

CODE = Code("rounding-rule", RulePage(
    title=("What is said about rounding", "关于取整的说法"),
    finds=("Words that say that a convolution rounds its output size up.", "说卷积的输出尺寸向上取整的文字。"),
    decides=(
        "With the formula beside the words rounded up, it is compared with the rule, which rounds down in every "
        'framework; a counterexample refutes it. Words on pooling, on "same" padding or without a formula are not '
        "judged.",
        "将旁边的公式按所说向上取整，与各框架都采用的向下取整公式比较，以反例否定。关于池化、same 填充的说法，或旁边"
        "没有公式的说法，不作判断。",
    ),
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
        Example(("that a convolution rounds up", "说卷积向上取整"), ".txt", Verdict.WRONG,
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
    outputs = [(one, found[0]) for one, found in read.formulas.claims if found and found[0].quantity == "O"]
    if outputs:
        yield from _wrong(read.text, outputs)


def _wrong(text: str, outputs: Sequence[tuple[PrintedFormula, Reading]]) -> Iterator[Finding]:
    proofs = Proofs()
    for phrase in UP.finditer(text):
        first, last = line_around(text, phrase.start(), phrase.end())
        line = text[first:last]
        if _ANOTHER.search(line) or not (_CONV.search(line) or label(text, phrase.start()) == "conv"):
            continue
        for reading in _near(outputs, first, last, text):
            claim = Op("=", (Sym("O"), rounded(reading.sides[0], "ceil")))
            if claim.args[1] == reading.sides[0]:
                continue
            try:
                proof = proofs.usual(claim, "conv")
            except TooLarge:
                continue
            if proof and proof.verdict is ProofVerdict.REFUTED and proof.counterexample and proof.match:
                yield _finding(phrase, reading, proof)
                break


def _near(outputs: Sequence[tuple[PrintedFormula, Reading]], first: int, last: int, text: str) -> Iterator[Reading]:
    """The readings of formulas that the words may speak of: on their line, just after it, or just before it."""
    start = bisect_left(outputs, first - _BEFORE, key=lambda pair: pair[0].start)
    until = bisect_left(outputs, last + _AFTER, key=lambda pair: pair[0].start)
    behind = [
        reading
        for formula, reading in outputs[start:until]
        if formula.start >= first and label(text, formula.start) in (None, "conv")
    ]
    before = [reading for formula, reading in outputs[start:until] if formula.start < first]
    yield from behind or before[-1:]


def _finding(phrase: re.Match[str], reading: Reading, proof: Proof) -> Finding:
    assert proof.match is not None
    assert proof.counterexample is not None
    said = reading.in_letters
    rule = said(Op("=", (Sym("O"), proof.match.formula)))
    put = {name: Num(value) for name, value in proof.counterexample.point}
    values: dict[str, Said | Sentence | tuple[Said, ...]] = {
        "rule": rule,
        "phrase": phrase[0],
        "point": tuple(said(Op("=", (Sym(name), value))) for name, value in put.items()),
        "value": Num(proof.counterexample.values[0]),
        "right": Num(proof.counterexample.values[1]),
    }
    sides = [side for side in (proof.left, proof.right) if names(side)]
    derivation = (*(worked_out(substituted(side, put)) for side in sides), said(Op("=", _VALID)))
    claimed = said(Op("=", (Sym("O"), proof.left)))
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
