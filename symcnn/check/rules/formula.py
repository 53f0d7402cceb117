"""Formulas in the document's own letters, against the catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.answers.prove.proof import Counterexample, Ground, Match, Proof, ProofVerdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.calculations import BEST_FIRST
from symcnn.check.readings.changed_formulas import Proven, as_rounded, slip_in, with_padding_in_all
from symcnn.check.readings.circumstances import holds_as_settled, said_of, settings_before, without_biases
from symcnn.check.readings.formula_readings import Reading, says_kind
from symcnn.check.readings.proofs import Passed, Proofs
from symcnn.check.readings.ratios import Ratio, ratios
from symcnn.check.readings.rounding_words import says_rounded
from symcnn.core.algebra.normal import Rewriting
from symcnn.core.limits import LIMITS, MAX_DEGREE, MAX_FORMULAS, MAX_LEGEND_NAMES, MAX_LEGENDS, Limit
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted
from symcnn.documents.reading.formulas import PrintedFormula, spelled
from symcnn.documents.reading.legends import Legends

CODE = Code("formula", RulePage(
    title=("Formulas", "公式"),
    finds=(
        "Formulas in letters for sizes, weights, parameters and other quantities of a layer.",
        "用字母书写的公式：尺寸、权重数、参数数量以及层的其他量。",
    ),
    decides=(
        "The letters mean what the document's own legend says, else what a known notation says. The formula is then "
        "proved to be the catalogue's, refuted with the smallest counterexample, or holds under a condition. A "
        "letter that cannot be bound leaves it undecided.",
        "字母的含义以文中的说明为准，没有说明时按已知的记号。公式或证明与目录中的公式相同，或以最小反例否定，或在某个"
        "条件下成立。无法确定含义的字母使其未定。",
    ),
    right=(
        "O = floor((I + 2P - K)/S) + 1, where O is the output size, I the input size, K the kernel size, P the "
        "padding and S the stride."
    ),
    other="weights = K*C*N, where K is the kernel size, C the number of input channels and N the number of kernels.",
    examples=(
        Example(("LaTeX, with a legend in words", "带文字说明的 LaTeX 公式"), ".md", Verdict.RIGHT,
            "$$O = \\left\\lfloor\\frac{W + 2P - F}{S}\\right\\rfloor + 1$$ where O is the output size, W is the "
            "input size, F the filter size, P the padding and S the stride."),
        Example(("plain text, a Chinese legend", "纯文本公式与中文说明"), ".txt", Verdict.RIGHT,
            "K=核尺寸，C=输入通道数，N=卷积核数量\n权重数 WC=K^2*C*N"),
        Example(("parameters from weights and biases", "由权重数与偏置数得参数数量"), ".txt", Verdict.RIGHT,
            "卷积层：WC=K^2*C*N，BC=N，PC=WC+BC"),
        Example(("without a floor: under a condition", "没有取整：有条件成立"), ".txt", Verdict.CONDITIONAL,
            "Output size of a convolution: O=(I-K)/S+1"),
        Example(("rounded down in words", "文字说明向下取整"), ".md", Verdict.RIGHT,
            "The output size is O = (W - F + 2P)/S + 1, rounded down. W is the input size, F the kernel size, P "
            "the padding, S the stride."),
        Example(("subscripts C_{in}, H_{out}", "下标 C_{in}、H_{out}"), ".md", Verdict.RIGHT,
            "Convolution: $H_{out} = \\left\\lfloor\\frac{H_{in} + 2P - K}{S}\\right\\rfloor + 1$"),
        Example(("layer indices n^{[l]}", "层号 n^{[l]}"), ".md", Verdict.RIGHT,
            "A convolution: $n_H^{[l]} = \\left\\lfloor\\frac{n_H^{[l-1]} + 2p^{[l]} - f^{[l]}}{s^{[l]}} + "
            "1\\right\\rfloor$"),
        Example(("names of arguments: padding[0]", "参数名 padding[0]"), ".md", Verdict.RIGHT,
            "Convolution: $H_{out} = \\left\\lfloor\\frac{H_{in} + 2 \\times \\text{padding}[0] - "
            "\\text{kernel\\_size}[0]}{\\text{stride}[0]}\\right\\rfloor + 1$"),
        Example(("Chinese words as letters", "以中文词为变量"), ".txt", Verdict.CONDITIONAL,
            "输出尺寸 = (输入尺寸 - 卷积核尺寸 + 2*填充)/步长 + 1"),
        Example(("names in brackets", "方括号中的名称"), ".txt", Verdict.CONDITIONAL,
            "[OutputSize] = ([InputSize] - [FilterSize] + 2*[Padding])/[Stride] + 1"),
        Example(("no left side, but the words before", "没有左边，由前面的文字说明"), ".md", Verdict.RIGHT,
            "The parameters of a convolution: $(f^2 \\times n_C^{[l-1]} + 1) \\times n_C^{[l]}$"),
        Example(("receptive fields", "感受野"), ".txt", Verdict.RIGHT,
            "receptive field of a layer: r_out = r_in + (k - 1)*j_in"),
        Example(("a wrong formula: K for K²", "错误的公式：K 代替 K²"), ".txt", Verdict.WRONG,
            "K is the kernel size, C the number of input channels, N the number of kernels.\nweights = K*C*N"),
        Example(("the ratio of a separable convolution", "可分离卷积之比"), ".md", Verdict.RIGHT,
            "N is the number of kernels and K the kernel size. A depthwise separable convolution reduces this by "
            "the ratio\n"
            "\n"
            "$\\frac{1}{N} + \\frac{1}{K^2}$\n"),
        Example(('"same" without the stride', "不提步长的 same"), ".txt", Verdict.CONDITIONAL,
            "卷积 same 填充：O=I，其中 O=输出尺寸，I=输入尺寸"),
        Example(("formulas within pictures", "图片中的公式"), ".md", None, "![](formula.png)"),
        Example(("letters whose meaning is not told", "含义不明的字母"), ".txt", None, "Q = (Z - Y)/X + 1"),
        Example(("formulas off the subject", "与本主题无关的公式"), ".txt", None, "E = m*c^2"),
    ),
))  # fmt: skip

_SAME = late_pattern(r"\bsame\b", re.IGNORECASE)
_VALID = late_pattern(r"\bvalid\b", re.IGNORECASE)
_AXES = {
    True: late_pattern(r"\b1[- ]?D\b|conv1d|one[- ]dimensional|一维", re.IGNORECASE),
    False: late_pattern(r"\b3[- ]?D\b|conv3d|three[- ]dimensional|三维", re.IGNORECASE),
}
_NEAR = 250
_NO_BIASES = Op("=", (Sym("bias"), Num(0)))


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on formulas whose letters are known to be a layer's, and on ratios that stand alone."""
    known, proofs = read.formulas.legends, Proofs()
    passed: dict[str, PrintedFormula] = {}
    for formula, found in read.formulas.claims:
        try:
            if any(spelled(name) in known.passed for name in formula.names):
                raise Passed(MAX_LEGEND_NAMES)
            if formula.start >= known.until:
                raise Passed(MAX_LEGENDS)
            finding = _judged(formula, found, read.text, known, proofs)
        except Passed as past:
            passed.setdefault(past.limit.name, formula)
        else:
            if finding is not None:
                yield finding
    if read.formulas.unread is not None:
        passed[MAX_FORMULAS.name] = read.formulas.unread
    yield from (_undecided(formula, LIMITS[limit]) for limit, formula in passed.items())
    yield from map(_of_ratio, ratios(read.text, read.settings.letters))


def _judged(
    formula: PrintedFormula, read: tuple[Reading, ...], text: str, known: Legends, proofs: Proofs
) -> Finding | None:
    """The verdict by the best reading; wrong only if that is certain, or if all readings say so.

    Raises `Passed`.
    """
    found: list[Finding] = []
    for reading in read:
        for side in reading.sides:
            claim = Op("=", (Sym(reading.quantity), side))
            try:
                proof = proofs.of(claim, reading.kind)
            except TooLarge:
                return _undecided(formula, MAX_DEGREE) if reading.is_certain else None
            finding = _finding(formula, Proven(reading, proof), text) if proof else None
            if finding is not None and proof is not None and finding.verdict in (Verdict.WRONG, Verdict.CONDITIONAL):
                finding = _as_settled(formula, Proven(reading, proof), text, known) or finding
            if finding is None:
                return None
            found.append(finding)
    if not found:
        return None
    best = min(found, key=lambda finding: BEST_FIRST.index(finding.verdict))
    if best.verdict is Verdict.WRONG and (formula.is_case or not all(reading.may_be_refuted for reading in read)):
        return None
    if best.verdict is Verdict.WRONG and any(_is_of_another_kind(formula, reading, text, proofs) for reading in read):
        return None
    if best.verdict is Verdict.UNDECIDED and not all(reading.is_certain for reading in read):
        return None
    return best


def _is_of_another_kind(formula: PrintedFormula, reading: Reading, text: str, proofs: Proofs) -> bool:
    """Whether only a heading says of which layer a formula is, and it is the rule of another."""
    if reading.kind is None or reading.quantity != "O" or says_kind(text, formula.start):
        return False
    found = [proofs.usual(Op("=", (Sym("O"), side)), "conv") for side in reading.sides]
    return all(
        proof is not None and proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL) for proof in found
    )


def _as_settled(formula: PrintedFormula, proven: Proven, text: str, known: Legends) -> Finding | None:
    """The formula is right where the paragraph settles what it takes for granted."""
    match, said = proven.proof.match, proven.reading.in_letters
    if match is None:
        return None
    rule = said(Op("=", (Sym(match.quantity), match.formula)))
    other = proven.proof.other
    if other is not None and (*other.chosen, *other.assumed) == (_NO_BIASES,):
        if not without_biases(text, formula.start, formula.end):
            return None
        assumed: tuple[Expr, ...] = (_NO_BIASES,)
        rule = said(Op("=", (Sym(other.quantity), other.formula)))
    else:
        settings = settings_before(text, formula.start, known)
        if not settings or not holds_as_settled(proven.proof.left, match, proven.reading, settings):
            return None
        assumed = said_of(settings, proven.reading)
    why = Sentence("formula.proved.for", {"rule": rule, "assumed": assumed})
    return _of(formula, Verdict.RIGHT, rule, why, (rule,))


def _of_ratio(found: Ratio) -> Finding:
    why = Sentence("formula.ratio", {"rule": found.rule})
    derivation = (Op("=", (found.rule, found.expr)),)
    return Finding(found.start, found.end, Kind.FORMULA, CODE, Verdict.RIGHT, found.expr, found.rule, why, derivation)


def _undecided(formula: PrintedFormula, limit: Limit) -> Finding:
    why = Sentence("formula.too-large", {"limit": limit})
    return _of(formula, Verdict.UNDECIDED, None, why, ())


def _of(
    formula: PrintedFormula, verdict: Verdict, derived: Said | None, why: Sentence, derivation: tuple[Expr, ...]
) -> Finding:
    claimed = Op("=", (Sym(formula.left), *formula.sides))
    return Finding(formula.start, formula.end, Kind.FORMULA, CODE, verdict, claimed, derived, why, derivation)


def _finding(formula: PrintedFormula, proven: Proven, text: str) -> Finding | None:
    reading, proof = proven.reading, proven.proof
    match = proof.match
    if match is None:
        return None
    said = reading.in_letters
    rule = said(Op("=", (Sym(match.quantity), match.formula)))
    assumed = tuple(said(relation) for relation in match.assumed)
    values: dict[str, Said | Sentence | tuple[Said, ...]] = {"rule": rule, "assumed": assumed}

    def told(verdict: Verdict, key: str, derivation: Iterator[Expr]) -> Finding:
        return _of(formula, verdict, rule, Sentence(key, values), tuple(map(said, derivation)))

    match proof.verdict:
        case ProofVerdict.PROVED:
            assert proof.argument is not None
            if isinstance(proof.left, Sym) and assumed and _is_same(text, formula.start):
                values["conditions"] = assumed
                return told(Verdict.CONDITIONAL, "formula.if", _steps(proof.argument, proof))
            key = "formula.proved.for" if assumed else "formula.proved"
            return told(Verdict.RIGHT, key, _steps(proof.argument, proof))
        case ProofVerdict.CONDITIONAL:
            assert proof.conditions is not None
            values |= _against(proof.counterexample, reading)
            floored = as_rounded(proven, "floor")
            phrase = says_rounded(text, formula.start, formula.end, "floor")
            if phrase is not None and floored and floored.argument:
                values["phrase"] = phrase
                return told(Verdict.RIGHT, "formula.rounded-down", _steps(floored.argument, floored))
            values["conditions"] = tuple(dict.fromkeys((*map(said, proof.conditions.relations), *assumed)))
            return told(Verdict.CONDITIONAL, "formula.conditional", _evaluations(proof))
        case ProofVerdict.REFUTED:
            values |= _against(proof.counterexample, reading)
            raised = as_rounded(proven, "ceil")
            if raised and raised.argument:
                phrase = says_rounded(text, formula.start, formula.end, "ceil")
                verdict = Verdict.RIGHT if phrase else Verdict.CONDITIONAL
                return told(verdict, "formula.rounded-up", _steps(raised.argument, raised))
            total = with_padding_in_all(proven)
            if total is not None and not reading.pads_each_side:
                values["padding"] = said(Sym("P"))
                return told(Verdict.CONDITIONAL, "formula.total-padding", _evaluations(proof))
            if proof.other is not None and _is_meant(proof.other, text):
                choices = (*proof.other.chosen, *proof.other.assumed)
                values["conditions"] = tuple(map(said, choices))
                return told(Verdict.CONDITIONAL, "formula.conditional", _evaluations(proof))
            slip = slip_in(proven) if total is None else None
            if slip is not None:
                values["cause"] = Sentence(f"edit.{slip}")
                return told(Verdict.WRONG, "formula.refuted-because", _evaluations(proof))
            key = "formula.padding-once" if total is not None else "formula.refuted"
            return told(Verdict.WRONG, key, _evaluations(proof))
    values["points"] = proof.points
    return told(Verdict.UNDECIDED, "formula.undecided", iter(()))


def _is_meant(other: Match, text: str) -> bool:
    """Whether the situation may be the document's: that of one axis, or of three, only where it speaks of them."""
    axes = next((relation.args[1] for relation in other.chosen if relation.args[0] == Sym("axes")), None)
    return axes is None or _speaks_of_axes(axes == Num(1), text)


@lru_cache(maxsize=2)
def _speaks_of_axes(is_one: bool, text: str) -> bool:
    return _AXES[is_one].search(text) is not None


def _against(found: Counterexample | None, reading: Reading) -> Mapping[str, Said | tuple[Said, ...]]:
    if found is None:
        return {}
    point = tuple(reading.in_letters(Op("=", (Sym(name), Num(value)))) for name, value in found.point)
    return {"point": point, "value": Num(found.values[0]), "right": Num(found.values[1])}


def _steps(argument: Ground, proof: Proof) -> Iterator[Expr]:
    """The rewritings, and that both sides come to the same."""
    yield from map(_relation, argument.rewritings)
    form = proof.right if argument.form is None else argument.form
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
