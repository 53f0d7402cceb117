"""Formulas in the document's own letters, against the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.answers.prove.asked_formula import How
from symcnn.answers.prove.proof import Counterexample, Ground, Proof, ProofVerdict
from symcnn.answers.prove.readings import RECURSION
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence, Tried
from symcnn.check.read import Read
from symcnn.check.readings.circumstances import settings_before, tells_parity, without_biases
from symcnn.check.readings.judged_formulas import as_settled, judged
from symcnn.check.readings.judged_side import Judged
from symcnn.check.readings.read_formula import ReadFormula, is_many_squares
from symcnn.check.readings.rounding_words import says_rounded
from symcnn.check.readings.spoken_quantities import is_applied, is_doubted, is_shape
from symcnn.core.algebra.normal import Rewriting
from symcnn.core.limits import LIMITS, MAX_DEGREE, MAX_FORMULAS, MAX_LEGEND_NAMES, MAX_LEGENDS, MAX_PROOFS, Limit
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted
from symcnn.documents.reading.formulas import PrintedFormula
from symcnn.documents.reading.worded_names import spelled
from symcnn.documents.told.legends import Legends

CODE = Code("formula", RulePage(
    right=(
        "O = floor((I + 2P - K)/S) + 1, where O is the output size, I the input size, K the kernel size, P the "
        "padding and S the stride."
    ),
    other="weights = K*C*N, where K is the kernel size, C the number of input channels and N the number of kernels.",
    examples=(
        Example("latex-with-a-legend-in-words", ".md", Verdict.RIGHT,
            "$$O = \\left\\lfloor\\frac{W + 2P - F}{S}\\right\\rfloor + 1$$ where O is the output size, W is the "
            "input size, F the filter size, P the padding and S the stride."),
        Example("plain-text-a-chinese-legend", ".txt", Verdict.RIGHT,
            "K=核尺寸，C=输入通道数，N=卷积核数量\n权重数 WC=K^2*C*N"),
        Example("parameters-from-weights-and-biases", ".txt", Verdict.RIGHT,
            "卷积层：WC=K^2*C*N，BC=N，PC=WC+BC"),
        Example("without-a-floor-under-a-condition", ".txt", Verdict.CONDITIONAL,
            "Output size of a convolution: O=(I-K)/S+1"),
        Example("rounded-down-in-words", ".md", Verdict.RIGHT,
            "The output size is O = (W - F + 2P)/S + 1, rounded down. W is the input size, F the kernel size, P "
            "the padding, S the stride."),
        Example("subscripts-c-in-h-out", ".md", Verdict.RIGHT,
            "Convolution: $H_{out} = \\left\\lfloor\\frac{H_{in} + 2P - K}{S}\\right\\rfloor + 1$"),
        Example("layer-indices-n-l", ".md", Verdict.RIGHT,
            "A convolution: $n_H^{[l]} = \\left\\lfloor\\frac{n_H^{[l-1]} + 2p^{[l]} - f^{[l]}}{s^{[l]}} + "
            "1\\right\\rfloor$"),
        Example("names-of-arguments-padding-0", ".md", Verdict.RIGHT,
            "Convolution: $H_{out} = \\left\\lfloor\\frac{H_{in} + 2 \\times \\text{padding}[0] - "
            "\\text{kernel\\_size}[0]}{\\text{stride}[0]}\\right\\rfloor + 1$"),
        Example("chinese-words-as-letters", ".txt", Verdict.CONDITIONAL,
            "输出尺寸 = (输入尺寸 - 卷积核尺寸 + 2*填充)/步长 + 1"),
        Example("names-in-brackets", ".txt", Verdict.CONDITIONAL,
            "[OutputSize] = ([InputSize] - [FilterSize] + 2*[Padding])/[Stride] + 1"),
        Example("no-left-side-but-the-words-before", ".md", Verdict.RIGHT,
            "The parameters of a convolution: $(f^2 \\times n_C^{[l-1]} + 1) \\times n_C^{[l]}$"),
        Example("receptive-fields", ".txt", Verdict.RIGHT,
            "receptive field of a layer: r_out = r_in + (k - 1)*j_in"),
        Example("a-wrong-formula-k-for-k2", ".txt", Verdict.WRONG,
            "K is the kernel size, C the number of input channels, N the number of kernels.\nweights = K*C*N"),
        Example("the-ratio-of-a-separable-convolution", ".md", Verdict.RIGHT,
            "N is the number of kernels and K the kernel size. A depthwise separable convolution reduces this by "
            "the ratio\n"
            "\n"
            "$\\frac{1}{N} + \\frac{1}{K^2}$\n"),
        Example("same-without-the-stride", ".txt", Verdict.CONDITIONAL,
            "卷积 same 填充：O=I，其中 O=输出尺寸，I=输入尺寸"),
        Example("in-words", ".txt", Verdict.CONDITIONAL,
            "The output size is the input size minus the kernel size plus twice the padding, divided by the stride, "
            "plus one."),
        Example("a-value-given-anew", ".md", Verdict.RIGHT,
            "r is the receptive field, j the jump, k the kernel size and s the stride: r ← r + (k − 1)·j"),
        Example("formulas-within-pictures", ".md", None, "![](formula.png)"),
        Example("letters-whose-meaning-is-not-told", ".txt", None, "Q = (Z - Y)/X + 1"),
        Example("formulas-off-the-subject", ".txt", None, "E = m*c^2"),
    ),
))  # fmt: skip

_SAME = late_pattern(r"\bsame\b", re.IGNORECASE)
_VALID = late_pattern(r"\bvalid\b", re.IGNORECASE)
_NEAR = 250
_REFUTED = 8
"""How much longer it takes to refute a formula than to prove one."""

_MOST_TOLD = 12
_UNBIASED = (Op("=", (Sym("bias"), Num(0))),)
_WORST_FIRST = (Verdict.WRONG, Verdict.UNDECIDED, Verdict.CONDITIONAL, Verdict.RIGHT)


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on formulas whose letters are known to be a layer's."""
    known = read.formulas.legends
    passed: dict[str, PrintedFormula] = {}
    effort, seen = 0, set()
    for claim in read.formulas.claims:
        formula = claim.formula
        limit = _passed(formula, known) or (MAX_PROOFS if effort >= MAX_PROOFS and _key(claim) not in seen else None)
        if limit is not None:
            passed.setdefault(limit.name, formula)
            continue
        finding = _finding_of(claim, read.text, known)
        if _key(claim) not in seen:
            seen.add(_key(claim))
            effort += 1 if finding is None or finding.verdict is not Verdict.WRONG else _REFUTED
        if finding is not None:
            yield finding
    if read.formulas.unread is not None:
        passed[MAX_FORMULAS.name] = read.formulas.unread
    yield from (_undecided(formula, LIMITS[limit]) for limit, formula in passed.items())


def _passed(formula: PrintedFormula, known: Legends) -> Limit | None:
    """The limit beyond which nothing is known of a formula's letters."""
    if any(spelled(name) in known.passed for name in formula.names):
        return MAX_LEGEND_NAMES
    return MAX_LEGENDS if formula.start >= known.until else None


def _key(claim: ReadFormula) -> tuple[object, ...]:
    told = tuple(sorted(claim.known.told.items()))
    said = (claim.quantities, claim.is_named, claim.is_spoken, claim.numbers)
    return claim.formula.left, claim.formula.sides, told, claim.kind, claim.axes, said, claim.named_kinds


def _finding_of(claim: ReadFormula, text: str, known: Legends) -> Finding | None:
    """The verdict on the worst side of a formula, each by the plainest reading that makes it true."""
    if claim.formula.is_identity:
        return None
    try:
        found = [finding for one in _judged(claim) if (finding := _finding(claim, one, text, known))]
    except TooLarge:
        return _undecided(claim.formula, MAX_DEGREE) if claim.is_told and claim.formula.left else None
    return min(found, key=lambda finding: _WORST_FIRST.index(finding.verdict), default=None)


def _judged(claim: ReadFormula) -> tuple[Judged, ...]:
    return _judged_once(_Hashed(claim))


class _Hashed:
    """A formula as a key: the same letters with the same meanings are judged once."""

    def __init__(self, claim: ReadFormula) -> None:
        self.claim, self.key = claim, _key(claim)

    def __hash__(self) -> int:
        return hash(self.key)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Hashed) and self.key == other.key


@lru_cache(maxsize=1024)
def _judged_once(hashed: _Hashed) -> tuple[Judged, ...]:
    return tuple(judged(hashed.claim))


def _finding(claim: ReadFormula, found: Judged, text: str, known: Legends) -> Finding | None:
    if found.fit is None:
        return _wrong(claim, found, text, known)
    is_bare = claim.formula.left == "" and not claim.is_told
    is_meant = claim.is_in_words or is_applied(text, claim.formula.start)
    is_known = is_many_squares(found.side) or (is_meant and claim.is_unmistakable(found.side, found.fit))
    if is_bare and found.fit.how is not How.EQUAL and not is_known:
        return None
    proof = found.proof
    assert proof.match is not None
    values = _values(proof, claim)
    settled = settings_before(text, claim.formula.start, known)
    if claim.kind not in (None, proof.match.kind) and claim.is_about_sizes and _is_other_rule(claim, found):
        return _as_settled(claim, found, settled, values)
    phrase = says_rounded(text, claim.formula.start, claim.formula.end, found.rounding or "floor")
    if found.rounding:
        verdict = Verdict.RIGHT if phrase else Verdict.CONDITIONAL
        return _told(claim, found, verdict, "formula.rounded-up", values)
    if proof.verdict is ProofVerdict.PROVED:
        return _of_proved(claim, found, text, values)
    values |= _against(proof.counterexample)
    if found.fit.is_exact and phrase is not None and not found.fit.solved:
        values["phrase"] = phrase
        return _told(claim, found, Verdict.RIGHT, "formula.rounded-down", values)
    assert proof.conditions is not None
    relations = proof.conditions.relations
    if relations == _UNBIASED and without_biases(text, claim.formula.start, claim.formula.end):
        values["assumed"] = relations
        return _told(claim, found, Verdict.RIGHT, "formula.proved.for", values)
    is_shown = claim.says_numbers_of(found.fit) and len(relations) == len(found.fit.put)
    if is_shown or tells_parity(text, claim.formula.start, claim.formula.end, relations):
        values["assumed"] = relations
        return _told(claim, found, Verdict.RIGHT, "formula.proved.for", values)
    if (right := _as_settled(claim, found, settled, values)) is not None:
        return right
    if found.fit.solved == "I" and found.fit.reading.source == RECURSION:
        return _told(claim, found, Verdict.RIGHT, "formula.proved", values)  # as many cells as the windows see
    values["conditions"] = tuple(dict.fromkeys((*relations, *proof.match.assumed)))
    return _told(claim, found, Verdict.CONDITIONAL, "formula.conditional", values)


def _as_settled(
    claim: ReadFormula, found: Judged, settled: Mapping[str, Expr], values: Mapping[str, Told]
) -> Finding | None:
    """The formula is right with what the paragraph gives to its letters."""
    if not settled or not as_settled(claim, found.side, settled):
        return None
    assumed = tuple(Op("=", (Sym(name), value)) for name, value in settled.items())
    return _told(claim, found, Verdict.RIGHT, "formula.proved.for", {**values, "assumed": assumed})


def _is_other_rule(claim: ReadFormula, found: Judged) -> bool:
    """Whether the words around speak of a layer whose sizes follow another rule."""
    return found.proof.match is not None and {claim.kind, found.proof.match.kind} >= {"transposed_conv"}


def _of_proved(claim: ReadFormula, found: Judged, text: str, values: dict[str, Told]) -> Finding:
    proof, fit = found.proof, found.fit
    assert fit is not None
    assumed = values["assumed"]
    if fit.how is How.IN_ANOTHER_SENSE and "pads" in fit.reading.letters.values():
        values["conditions"] = tuple(
            Op("=", (Sym(name), Sym("padding"))) for name, meaning in fit.reading.letters.items() if meaning == "pads"
        )
        return _told(claim, found, Verdict.CONDITIONAL, "formula.if", values)
    if isinstance(proof.left, Sym) and assumed and _is_same(text, claim.formula.start):
        values["conditions"] = assumed
        return _told(claim, found, Verdict.CONDITIONAL, "formula.if", values)
    return _told(claim, found, Verdict.RIGHT, "formula.proved.for" if assumed else "formula.proved", values)


def _wrong(claim: ReadFormula, found: Judged, text: str, known: Legends) -> Finding | None:
    """Wrong, unless what the paragraph settles makes it true, or it is one case of several."""
    settled = settings_before(text, claim.formula.start, known)
    if (right := _as_settled(claim, found, settled, _values(found.proof, claim))) is not None:
        return right
    formula = claim.formula
    is_said = not is_doubted(text, formula.start, formula.end) and not is_shape(text, formula.end)
    if formula.is_case or found.slip is None or not is_said:
        return None
    values = _values(found.proof, claim) | _against(found.proof.counterexample)
    values["cause"] = Sentence(f"edit.{found.slip.name}")
    return _told(claim, found, Verdict.WRONG, "formula.refuted-because", values)


Told = Said | Sentence | tuple[Said, ...]


def _values(proof: Proof, claim: ReadFormula) -> dict[str, Told]:
    assert proof.match is not None
    left = claim.formula.left
    rule = Op("=", (Sym(left if left and left.isidentifier() else proof.match.quantity), proof.match.formula))
    return {"rule": rule, "assumed": proof.match.assumed}


def _told(claim: ReadFormula, found: Judged, verdict: Verdict, key: str, values: Mapping[str, Told]) -> Finding:
    proof = found.proof
    ground = proof.ground or (proof.conditions.ground if proof.conditions else None)
    is_shown = verdict is Verdict.RIGHT and ground is not None
    derivation = _steps(ground, proof) if is_shown and ground else _evaluations(proof)
    rule = values["rule"]
    assert isinstance(rule, Op)
    shown = tuple(derivation) or (rule,)
    return _of(claim, verdict, rule, Sentence(key, values), shown, _tried(claim))


def _tried(claim: ReadFormula) -> tuple[Tried, ...]:
    """The readings of the letters that were tried, each by where it is from."""
    return tuple(
        Tried(
            (Sentence("formula.reading", {"source": reading.source}),),
            Op("=", tuple(Sym(part) for pair in reading.letters.items() for part in pair)),
        )
        for reading in claim.readings[:_MOST_TOLD]
    )


def _undecided(formula: PrintedFormula, limit: Limit) -> Finding:
    claimed = Op("=", (Sym(formula.left), *formula.sides))
    why = Sentence("formula.too-large", {"limit": limit})
    return Finding(formula.start, formula.end, Kind.FORMULA, CODE, Verdict.UNDECIDED, claimed, None, why, ())


def _of(
    claim: ReadFormula,
    verdict: Verdict,
    derived: Said | None,
    why: Sentence,
    derivation: tuple[Expr, ...],
    tried: tuple[Tried, ...],
) -> Finding:
    formula = claim.formula
    claimed = Op("=", (Sym(formula.left), *formula.sides)) if formula.left else formula.sides[0]
    return Finding(
        formula.start, formula.end, Kind.FORMULA, CODE, verdict, claimed, derived, why, derivation, tried=tried
    )


def _against(found: Counterexample | None) -> dict[str, Told]:
    if found is None:
        return {}
    point = tuple(Op("=", (Sym(name), Num(value))) for name, value in found.point)
    return {"point": point, "value": Num(found.values[0]), "right": Num(found.values[1])}


def _steps(ground: Ground, proof: Proof) -> Iterator[Expr]:
    """The rewritings, and that both sides come to the same."""
    yield from map(_relation, ground.rewritings)
    form = proof.right if ground.form is None else ground.form
    sides = [side for side in dict.fromkeys((proof.left, proof.right)) if side != form] or [form]
    for side in sides:
        yield Op("=", (side, form))


def _relation(step: Rewriting) -> Expr:
    return Op("=", (step.before, step.after))


def _evaluations(proof: Proof) -> Iterator[Expr]:
    """Both sides, worked out where they differ."""
    if proof.counterexample is None:
        return
    point = {name: Num(value) for name, value in proof.counterexample.point}
    for side in (proof.left, proof.right):
        if names(side):
            yield worked_out(substituted(side, point))


def _is_same(text: str, at: int) -> bool:
    """Whether the words before a place speak of "same" padding, and not of "valid" after that."""
    words = text[max(0, at - _NEAR) : at]
    last = [max((match.start() for match in pattern.finditer(words)), default=-1) for pattern in (_SAME, _VALID)]
    return last[0] > last[1]
