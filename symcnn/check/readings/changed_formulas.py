"""What a formula would be with a change: with its quotients rounded, its padding counted in all, a slip mended."""

from __future__ import annotations

from functools import lru_cache

from symcnn.answers.prove.catalogue_formulas import Told, likeness
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.check.readings.formula_readings import Reading
from symcnn.check.readings.proofs import prove_cached
from symcnn.check.readings.rounding_words import rounded
from symcnn.core.record import record
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted, total


@record
class Proven:
    """A reading of a formula with its proof."""

    reading: Reading
    proof: Proof


def slip_in(proven: Proven) -> str | None:
    """The name of the slip that explains a formula: with it mended, the formula is the rule."""
    side, quantity = proven.proof.left, proven.reading.quantity
    changes: dict[str, tuple[tuple[str, ...], Expr]] = {
        "kernel-not-squared": (("weights", "params"), substituted(side, {"K": Op("^", (Sym("K"), Num(2)))})),
        "one-left-out": (("O",), total(side, Num(1))),
    }
    for name, (quantities, changed) in changes.items():
        is_slip = quantity in quantities and changed != side
        if is_slip and _like(Op("=", (Sym(quantity), changed)), proven.reading.kind):
            return name
    return None


def as_rounded(proven: Proven, rounding: str) -> Proof | None:
    """The proof of the formula with its quotients rounded, if that makes it the rule."""
    side = rounded(proven.proof.left, rounding)
    if side == proven.proof.left:
        return None
    proof = _like(Op("=", (Sym(proven.reading.quantity), side)), proven.reading.kind)
    return proof if proof is not None and proof.verdict is ProofVerdict.PROVED else None


def with_padding_in_all(proven: Proven) -> Proof | None:
    """The proof with P as the padding of both sides together, if the formula holds or may hold then."""
    if proven.reading.quantity != "O" or "P" not in names(proven.proof.left):
        return None
    both = Op("+", (Sym("P_before"), Sym("P_after")))
    return _like(Op("=", (Sym("O"), substituted(proven.proof.left, {"P": both}))), proven.reading.kind)


@lru_cache(maxsize=1024)
def _like(claim: Op, kind: str | None) -> Proof | None:
    """The proof of a formula that may be the rule; one that is not so anywhere takes no time to prove."""
    try:
        proof = prove_cached(claim, kind, Told.VERDICT) if likeness(claim, kind) else None
    except (TooLarge, Undefined):
        return None
    return proof if proof is not None and proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL) else None
