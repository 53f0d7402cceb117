"""Two expressions that a document says are equal: for all values of their letters, for none, or a condition."""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, pairwise

from symcnn.answers.prove.candidates import are_equal, may_be_equal, values_of
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.answers.prove.prove import prove
from symcnn.answers.prove.slips import changes
from symcnn.core.record import record
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, walk
from symcnn.documents.reading.formulas import PrintedFormula

_MOST_NODES, _MOST_CHANGES, _LEAST_LETTERS = 60, 300, 2


@record
class Identity:
    """The proof that two sides are equal, or that they are not, and then which slip that is."""

    proof: Proof
    slip: str = ""


def identity_in(formula: PrintedFormula) -> Identity | None:
    """What is known of a formula whose first side is no name; None where it may be a condition on its letters.

    It is wrong where both sides are multiples of each other, or where one small change of the right one makes both
    the same.
    """
    found: Identity | None = None
    for left, right in pairwise(formula.sides):
        if sum(1 for side in (left, right) for _ in walk(side)) > _MOST_NODES:
            return None
        try:
            slip = None if are_equal(values_of(left), values_of(right)) else _slip(left, right)
            if slip == "":
                return None
            proof = prove(left, right)
        except (Undefined, TooLarge):
            return None
        if slip is not None and proof.counterexample:
            return Identity(proof, slip)
        if proof.verdict is not ProofVerdict.PROVED:
            return None
        found = Identity(proof)
    return found


def _slip(left: Expr, right: Expr) -> str:
    """The one change of the right side that makes it the left one; no name where there is none."""
    ratios = {
        Fraction(one) / other if other else None
        for one, other in zip(values_of(left), values_of(right), strict=True)
        if one is not None and other is not None
    }
    if len(ratios) == 1 and None not in ratios and not _is_amount(left):
        return "another-number"
    letters = {*names(right)}
    if len(letters) < _LEAST_LETTERS or not letters <= {*names(left)}:
        return ""
    wanted, own = values_of(left), tuple(sorted(letters))
    missing = tuple(sorted({*names(left)} - letters))
    for name, changed in islice(changes(right, own, missing), _MOST_CHANGES):
        if may_be_equal(changed, wanted):
            return name
    return ""


def _is_amount(side: Expr) -> bool:
    """Whether a side works nothing out: so much of one thing, as ``300M`` is, may be another amount than the next."""
    match side:
        case Num() | Sym() | Op("*", (Num(), Sym())):
            return True
    return False
