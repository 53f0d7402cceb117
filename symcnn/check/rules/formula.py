"""Whether the formulas of a document are the catalogue's, in the document's own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.answers.prove.catalogue_formulas import (
    NothingToCompare,
    Told,
    UnknownQuantity,
    likeness,
    prove_against_catalogue,
)
from symcnn.answers.prove.proof import Counterexample, Ground, Match, Proof, ProofVerdict
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.readings.calculations import BEST_FIRST
from symcnn.check.readings.circumstances import holds_as_settled, said_of, settings_before, without_biases
from symcnn.check.readings.formula_readings import Reading, readings, says_kind
from symcnn.check.readings.ratios import check_ratios
from symcnn.check.rules.rounding_rule import rounded, says_rounded, wrong_roundings
from symcnn.check.settings import DEFAULTS, Settings
from symcnn.core.algebra.normal import Rewriting
from symcnn.core.limits import LIMITS, MAX_DEGREE, MAX_FORMULAS, MAX_LEGEND_NAMES, MAX_LEGENDS, MAX_PROOFS, Limit
from symcnn.core.record import record
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted, walk
from symcnn.core.written.tree import total as summed
from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.reading.formulas import PrintedFormula, formulas, spelled
from symcnn.documents.reading.legends import Legends, legends
from symcnn.documents.reading.notations import worded
from symcnn.documents.reading.tokens import normal

FORMULA = "formula"
"""The code of the rule that looks at formulas."""

_READ = (Nature.PROSE, Nature.LISTING)
_SAME = re.compile(r"\bsame\b", re.IGNORECASE)
_VALID = re.compile(r"\bvalid\b", re.IGNORECASE)
_AXES = {
    True: re.compile(r"\b1[- ]?D\b|conv1d|one[- ]dimensional|一维", re.IGNORECASE),
    False: re.compile(r"\b3[- ]?D\b|conv3d|three[- ]dimensional|三维", re.IGNORECASE),
}
_NEAR = 250
_MOST_NODES = 200
_REFUTED = 8
"""How much longer it takes to refute a formula than to prove one."""
_NO_BIASES = Op("=", (Sym("bias"), Num(0)))


@record
class _Judged:
    """A reading of a formula with its proof."""

    reading: Reading
    proof: Proof


def check_formulas(document: Document, settings: Settings = DEFAULTS) -> tuple[Finding, ...]:
    """A finding for each formula whose letters are known to be a layer's, in the order of the text."""
    text = normal(document.text)
    every = (
        formula
        for block in document.blocks
        if block.nature in _READ
        for formula in formulas(text, block.start, block.end)
    )
    found = list(islice(every, MAX_FORMULAS))
    ratios = tuple(check_ratios(text, settings.letters))
    if not found:
        return ratios
    letters = {spelled(name) for formula in found for name in formula.names if not worded(name)}
    known = legends(text, letters, settings.letters)
    claims = [(formula, tuple(readings(formula, known, text, settings.notation))) for formula in found]
    proofs = _Proofs()
    passed: dict[str, PrintedFormula] = {}
    findings: list[Finding] = []
    for formula, read in claims:
        try:
            if any(spelled(name) in known.passed for name in formula.names):
                raise _Passed(MAX_LEGEND_NAMES)
            if formula.start >= known.until:
                raise _Passed(MAX_LEGENDS)
            finding = _judged(formula, read, text, known, proofs)
        except _Passed as past:
            passed.setdefault(past.limit.name, formula)
        else:
            findings += [finding] if finding else []
    if (more := next(every, None)) is not None:
        passed[MAX_FORMULAS.name] = more
    findings += (_undecided(formula, LIMITS[limit]) for limit, formula in passed.items())
    outputs = [(formula, read[0]) for formula, read in claims if read and read[0].quantity == "O"]
    findings += (*wrong_roundings(text, outputs, proofs.usual), *ratios)
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end)))


class _Passed(Exception):
    """Formulas are left undecided from here on, by a limit; the first of them stands for all."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.name)
        self.limit = limit


class _Proofs:
    """The proofs for a document; those of different formulas are limited, and one that is refuted counts more."""

    def __init__(self) -> None:
        self.seen: set[tuple[Expr, str | None]] = set()
        self.effort = 0

    def of(self, claim: Expr, kind: str | None) -> Proof | None:
        """The proof of a claim, if there is anything to compare it with.

        Raises `TooLarge`, or `_Passed` beyond `MAX_PROOFS`.
        """
        is_new = (claim, kind) not in self.seen
        if is_new and self.effort >= MAX_PROOFS:
            raise _Passed(MAX_PROOFS)
        proof = prove_cached(claim, kind)
        if is_new:
            self.seen.add((claim, kind))
            self.effort += _REFUTED if proof and proof.verdict is ProofVerdict.REFUTED else 1
        return proof

    def usual(self, claim: Expr, kind: str | None) -> Proof | None:
        """The same, but None beyond the limit."""
        try:
            return self.of(claim, kind)
        except _Passed:
            return None


@lru_cache(maxsize=1024)
def prove_cached(claim: Expr, kind: str | None, told: Told = Told.OTHER) -> Proof | None:
    """The proof of a claim in the catalogue's letters; None where there is nothing to compare it with.

    Raises `TooLarge`.
    """
    if sum(1 for _ in walk(claim)) > _MOST_NODES or _degree(claim) > MAX_DEGREE:
        raise TooLarge
    try:
        return prove_against_catalogue(claim, kind, told=told)
    except (UnknownQuantity, NothingToCompare, Undefined):
        return None


def _degree(expr: Expr) -> int:
    """The degree of what a formula comes to when its powers are multiplied out; more than the limit if they cannot be.

    >>> from symcnn.network.language.parse import read_relation
    >>> [_degree(read_relation(text)) for text in ("K^2*C*N + N", "(I + 1)^3*K/S", "2^n + 1")]
    [4, 5, 13]
    """
    match expr:
        case Sym():
            return 1
        case Op("^", (base, Num(value))) if value.denominator == 1 and value >= 0:
            return min(_degree(base) * int(value), MAX_DEGREE + 1)
        case Op("^"):
            return MAX_DEGREE + 1
        case Op("*", args):
            return min(sum(map(_degree, args)), MAX_DEGREE + 1)
        case Op(_, args):
            return max(map(_degree, args), default=0)
    return 0


def _judged(
    formula: PrintedFormula, read: tuple[Reading, ...], text: str, known: Legends, proofs: _Proofs
) -> Finding | None:
    """The verdict by the best reading; wrong only if that is certain, or if all readings say so.

    Raises `_Passed`.
    """
    found: list[Finding] = []
    for reading in read:
        for side in reading.sides:
            claim = Op("=", (Sym(reading.quantity), side))
            try:
                proof = proofs.of(claim, reading.kind)
            except TooLarge:
                return _undecided(formula, MAX_DEGREE) if reading.is_certain else None
            finding = _finding(formula, _Judged(reading, proof), text) if proof else None
            if finding is not None and proof is not None and finding.verdict in (Verdict.WRONG, Verdict.CONDITIONAL):
                finding = _as_settled(formula, _Judged(reading, proof), text, known) or finding
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


def _is_of_another_kind(formula: PrintedFormula, reading: Reading, text: str, proofs: _Proofs) -> bool:
    """Whether only a heading says of which layer a formula is, and it is the rule of another."""
    if reading.kind is None or reading.quantity != "O" or says_kind(text, formula.start):
        return False
    found = [proofs.usual(Op("=", (Sym("O"), side)), "conv") for side in reading.sides]
    return all(
        proof is not None and proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL) for proof in found
    )


def _as_settled(formula: PrintedFormula, judged: _Judged, text: str, known: Legends) -> Finding | None:
    """The formula is right where the paragraph settles what it takes for granted."""
    match, said = judged.proof.match, judged.reading.in_letters
    if match is None:
        return None
    rule = said(Op("=", (Sym(match.quantity), match.formula)))
    other = judged.proof.other
    if other is not None and (*other.chosen, *other.assumed) == (_NO_BIASES,):
        if not without_biases(text, formula.start, formula.end):
            return None
        assumed: tuple[Expr, ...] = (_NO_BIASES,)
        rule = said(Op("=", (Sym(other.quantity), other.formula)))
    else:
        settings = settings_before(text, formula.start, known)
        if not settings or not holds_as_settled(judged.proof.left, match, judged.reading, settings):
            return None
        assumed = said_of(settings, judged.reading)
    why = Sentence("formula.proved.for", {"rule": rule, "assumed": assumed})
    return _of(formula, Verdict.RIGHT, rule, why, (rule,))


def _undecided(formula: PrintedFormula, limit: Limit) -> Finding:
    why = Sentence("formula.too-large", {"limit": limit})
    return _of(formula, Verdict.UNDECIDED, None, why, ())


def _of(
    formula: PrintedFormula, verdict: Verdict, derived: Said | None, why: Sentence, derivation: tuple[Expr, ...]
) -> Finding:
    claimed = Op("=", (Sym(formula.left), *formula.sides))
    return Finding(formula.start, formula.end, Kind.FORMULA, FORMULA, verdict, claimed, derived, why, derivation)


def _finding(formula: PrintedFormula, judged: _Judged, text: str) -> Finding | None:
    reading, proof = judged.reading, judged.proof
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
            floored = _rounded(judged, "floor")
            phrase = says_rounded(text, formula.start, formula.end, "floor")
            if phrase is not None and floored and floored.argument:
                values["phrase"] = phrase
                return told(Verdict.RIGHT, "formula.rounded-down", _steps(floored.argument, floored))
            values["conditions"] = tuple(dict.fromkeys((*map(said, proof.conditions.relations), *assumed)))
            return told(Verdict.CONDITIONAL, "formula.conditional", _evaluations(proof))
        case ProofVerdict.REFUTED:
            values |= _against(proof.counterexample, reading)
            raised = _rounded(judged, "ceil")
            if raised and raised.argument:
                phrase = says_rounded(text, formula.start, formula.end, "ceil")
                verdict = Verdict.RIGHT if phrase else Verdict.CONDITIONAL
                return told(verdict, "formula.rounded-up", _steps(raised.argument, raised))
            total = _with_total_padding(judged)
            if total is not None and not reading.pads_each_side:
                values["padding"] = said(Sym("P"))
                return told(Verdict.CONDITIONAL, "formula.total-padding", _evaluations(proof))
            if proof.other is not None and _is_meant(proof.other, text):
                choices = (*proof.other.chosen, *proof.other.assumed)
                values["conditions"] = tuple(map(said, choices))
                return told(Verdict.CONDITIONAL, "formula.conditional", _evaluations(proof))
            slip = _slip(judged) if total is None else None
            if slip is not None:
                values["cause"] = Sentence(f"edit.{slip}")
                return told(Verdict.WRONG, "formula.refuted-because", _evaluations(proof))
            key = "formula.padding-once" if total is not None else "formula.refuted"
            return told(Verdict.WRONG, key, _evaluations(proof))
    values["points"] = proof.points
    return told(Verdict.UNDECIDED, "formula.undecided", iter(()))


def _slip(judged: _Judged) -> str | None:
    """The name of the slip that explains a formula: with it mended, the formula is the rule."""
    side, quantity = judged.proof.left, judged.reading.quantity
    changes: dict[str, tuple[tuple[str, ...], Expr]] = {
        "kernel-not-squared": (("weights", "params"), substituted(side, {"K": Op("^", (Sym("K"), Num(2)))})),
        "one-left-out": (("O",), summed(side, Num(1))),
    }
    for name, (quantities, changed) in changes.items():
        is_slip = quantity in quantities and changed != side
        if is_slip and _like(Op("=", (Sym(quantity), changed)), judged.reading.kind):
            return name
    return None


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


def _rounded(judged: _Judged, rounding: str) -> Proof | None:
    """The proof of the formula with its quotients rounded, if that makes it the rule."""
    side = rounded(judged.proof.left, rounding)
    if side == judged.proof.left:
        return None
    proof = _like(Op("=", (Sym(judged.reading.quantity), side)), judged.reading.kind)
    return proof if proof is not None and proof.verdict is ProofVerdict.PROVED else None


def _with_total_padding(judged: _Judged) -> Proof | None:
    """The proof with P as the padding of both sides together, if the formula holds or may hold then."""
    if judged.reading.quantity != "O" or "P" not in names(judged.proof.left):
        return None
    both = Op("+", (Sym("P_before"), Sym("P_after")))
    return _like(Op("=", (Sym("O"), substituted(judged.proof.left, {"P": both}))), judged.reading.kind)


@lru_cache(maxsize=1024)
def _like(claim: Op, kind: str | None) -> Proof | None:
    """The proof of a formula that may be the rule; one that is not so anywhere takes no time to prove."""
    try:
        proof = prove_cached(claim, kind, Told.VERDICT) if likeness(claim, kind) else None
    except (TooLarge, Undefined):
        return None
    return proof if proof is not None and proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL) else None
