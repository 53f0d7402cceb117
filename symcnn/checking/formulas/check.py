"""Whether the formulas of a document are the catalogue's, in the document's own letters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from symcnn.algebra.normal import Rewriting
from symcnn.checking.calculations import BEST_FIRST, worked_out
from symcnn.checking.claims import Verdict
from symcnn.checking.finding import Finding, Kind, Said, Sentence
from symcnn.checking.formulas.ratios import check_ratios
from symcnn.checking.formulas.readings import Reading, readings
from symcnn.checking.formulas.roundings import rounded, says_rounded, wrong_roundings
from symcnn.documents.document import Document, Nature
from symcnn.limits import MAX_DEGREE, MAX_PROOFS
from symcnn.mentions.formulas import Formula, formulas, spelled
from symcnn.mentions.legends import legends
from symcnn.mentions.notations import worded
from symcnn.mentions.tokens import normal
from symcnn.proving.catalogue import NothingToCompare, UnknownQuantity, prove_against_catalogue
from symcnn.proving.proof import Argument, Counterexample, Match, Proof
from symcnn.proving.proof import Verdict as Proved
from symcnn.record import record
from symcnn.written.arithmetic import TooLarge, Undefined
from symcnn.written.tree import Expr, Num, Op, Sym, names, substituted, walk

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
_MOST_NODES = 400


@record
class _Judged:
    """A reading of a formula with its proof."""

    reading: Reading
    proof: Proof


def check_formulas(document: Document) -> tuple[Finding, ...]:
    """A finding for each formula whose letters are known to be a layer's, in the order of the text."""
    text = normal(document.text)
    found = [
        formula
        for block in document.blocks
        if block.nature in _READ
        for formula in formulas(text, block.start, block.end)
    ]
    ratios = tuple(check_ratios(text))
    if not found:
        return ratios
    known = legends(text, {spelled(name) for formula in found for name in formula.names if not worded(name)})
    claims = [(formula, tuple(readings(formula, known, text))) for formula in found]
    budget = _Budget()
    findings = [finding for formula, read in claims if (finding := _judged(formula, read, text, budget))]
    outputs = [(formula, read[0]) for formula, read in claims if read and read[0].quantity == "O"]
    findings += (*wrong_roundings(text, outputs, prove_cached), *ratios)
    return tuple(sorted(findings, key=lambda finding: (finding.start, finding.end)))


class _Budget:
    """The different formulas of a document that were proved so far."""

    def __init__(self) -> None:
        self.seen: set[tuple[Expr, str | None]] = set()

    def allows(self, claim: Expr, kind: str | None) -> bool:
        """Whether this one may be proved too."""
        if len(self.seen) < MAX_PROOFS:
            self.seen.add((claim, kind))
        return (claim, kind) in self.seen


@lru_cache(maxsize=1024)
def prove_cached(claim: Expr, kind: str | None) -> Proof | None:
    """The proof of a claim in the catalogue's letters; None where there is nothing to compare it with.

    Raises `TooLarge`.
    """
    nodes = list(walk(claim))
    if len(nodes) > _MOST_NODES or any(_is_high(node) for node in nodes):
        raise TooLarge
    try:
        return prove_against_catalogue(claim, kind)
    except (UnknownQuantity, NothingToCompare, Undefined):
        return None


def _is_high(node: Expr) -> bool:
    """Whether it is a power that cannot be multiplied out."""
    match node:
        case Op("^", (_, Num(value))):
            return not 0 <= value <= MAX_DEGREE
        case Op("^", (_, _)):
            return True
    return False


def _judged(formula: Formula, read: tuple[Reading, ...], text: str, budget: _Budget) -> Finding | None:
    """The verdict by the best reading; wrong only if that is certain, or if all readings say so."""
    found: list[Finding] = []
    for reading in read:
        for side in reading.sides:
            claim = Op("=", (Sym(reading.quantity), side))
            if not budget.allows(claim, reading.kind):
                return _undecided(formula, "MAX_PROOFS")
            try:
                proof = prove_cached(claim, reading.kind)
            except TooLarge:
                return _undecided(formula, "MAX_DEGREE") if reading.is_certain else None
            finding = _finding(formula, _Judged(reading, proof), text) if proof else None
            if finding is None:
                return None
            found.append(finding)
    if not found:
        return None
    best = min(found, key=lambda finding: BEST_FIRST.index(finding.verdict))
    if best.verdict is Verdict.WRONG and not all(reading.may_be_refuted for reading in read):
        return None
    if best.verdict is Verdict.UNDECIDED and not all(reading.is_certain for reading in read):
        return None
    return best


def _undecided(formula: Formula, limit: str) -> Finding:
    why = Sentence("formula.too-large", {"limit": limit})
    return _of(formula, Verdict.UNDECIDED, None, why, ())


def _of(
    formula: Formula, verdict: Verdict, derived: Said | None, why: Sentence, derivation: tuple[Expr, ...]
) -> Finding:
    claimed = Op("=", (Sym(formula.left), *formula.sides))
    return Finding(formula.start, formula.end, Kind.FORMULA, FORMULA, verdict, claimed, derived, why, derivation)


def _finding(formula: Formula, judged: _Judged, text: str) -> Finding | None:
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
        case Proved.PROVED:
            assert proof.argument is not None
            if isinstance(proof.left, Sym) and assumed and _is_same(text, formula.start):
                values["conditions"] = assumed
                return told(Verdict.CONDITIONAL, "formula.if", _steps(proof.argument, proof))
            key = "formula.proved.for" if assumed else "formula.proved"
            return told(Verdict.RIGHT, key, _steps(proof.argument, proof))
        case Proved.CONDITIONAL:
            assert proof.conditions is not None
            values |= _against(proof.counterexample, reading)
            floored = _rounded(judged, "floor")
            phrase = says_rounded(text, formula.start, formula.end, "floor")
            if phrase is not None and floored and floored.argument:
                values["phrase"] = phrase
                return told(Verdict.RIGHT, "formula.rounded-down", _steps(floored.argument, floored))
            values["conditions"] = tuple(dict.fromkeys((*map(said, proof.conditions.relations), *assumed)))
            return told(Verdict.CONDITIONAL, "formula.conditional", _evaluations(proof))
        case Proved.REFUTED:
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
            key = "formula.padding-once" if total is not None else "formula.refuted"
            return told(Verdict.WRONG, key, _evaluations(proof))
    values["points"] = proof.points
    return told(Verdict.UNDECIDED, "formula.undecided", iter(()))


def _is_meant(other: Match, text: str) -> bool:
    """Whether the situation may be the document's: that of one axis, or of three, only where it speaks of them."""
    axes = next((relation.args[1] for relation in other.chosen if relation.args[0] == Sym("axes")), None)
    return axes is None or bool(_AXES[axes == Num(1)].search(text))


def _against(found: Counterexample | None, reading: Reading) -> Mapping[str, Said | tuple[Said, ...]]:
    if found is None:
        return {}
    point = tuple(reading.in_letters(Op("=", (Sym(name), Num(value)))) for name, value in found.point)
    return {"point": point, "value": Num(found.values[0]), "right": Num(found.values[1])}


def _steps(argument: Argument, proof: Proof) -> Iterator[Expr]:
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
    claim = Op("=", (Sym(judged.reading.quantity), side))
    proof = prove_cached(claim, judged.reading.kind)
    return proof if proof is not None and proof.verdict is Proved.PROVED else None


def _with_total_padding(judged: _Judged) -> Proof | None:
    """The proof with P as the padding of both sides together, if the formula holds or may hold then."""
    if judged.reading.quantity != "O" or "P" not in names(judged.proof.left):
        return None
    both = Op("+", (Sym("P_before"), Sym("P_after")))
    claim = Op("=", (Sym("O"), substituted(judged.proof.left, {"P": both})))
    proof = prove_cached(claim, judged.reading.kind)
    return proof if proof is not None and proof.verdict in (Proved.PROVED, Proved.CONDITIONAL) else None
