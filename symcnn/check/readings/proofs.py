"""The proofs of a document's formulas, of which there are only so many."""

from __future__ import annotations

from functools import lru_cache

from symcnn.answers.prove.catalogue_formulas import NothingToCompare, Told, UnknownQuantity, prove_against_catalogue
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.core.limits import MAX_DEGREE, MAX_PROOFS, Limit
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, walk

_MOST_NODES = 200
_REFUTED = 8
"""How much longer it takes to refute a formula than to prove one."""


class Passed(Exception):
    """Formulas are left undecided from here on, by a limit; the first of them stands for all."""

    def __init__(self, limit: Limit) -> None:
        super().__init__(limit.name)
        self.limit = limit


class Proofs:
    """The proofs for a document; those of different formulas are limited, and one that is refuted counts more."""

    def __init__(self) -> None:
        self.seen: set[tuple[Expr, str | None]] = set()
        self.effort = 0

    def of(self, claim: Expr, kind: str | None) -> Proof | None:
        """The proof of a claim, if there is anything to compare it with.

        Raises `TooLarge`, or `Passed` beyond `MAX_PROOFS`.
        """
        is_new = (claim, kind) not in self.seen
        if is_new and self.effort >= MAX_PROOFS:
            raise Passed(MAX_PROOFS)
        proof = prove_cached(claim, kind)
        if is_new:
            self.seen.add((claim, kind))
            self.effort += _REFUTED if proof and proof.verdict is ProofVerdict.REFUTED else 1
        return proof

    def usual(self, claim: Expr, kind: str | None) -> Proof | None:
        """The same, but None beyond the limit."""
        try:
            return self.of(claim, kind)
        except Passed:
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
