"""Everything that a proof says, held against plain recursion on fractions, which does not know how it was found."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product

from judges import trees as judge
from judges.trees import NoValue, TooBig

from symcnn.answers.prove.catalogue_formulas import prove_against_catalogue
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.core.algebra.domains import Domain, least
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Op, names
from symcnn.network.language.parse import read_relation

PROVED, REFUTED = ProofVerdict.PROVED, ProofVerdict.REFUTED
CONDITIONAL, UNDECIDED = ProofVerdict.CONDITIONAL, ProofVerdict.UNDECIDED

HOLDS: Mapping[str, Callable[[Fraction, Fraction], bool]] = {
    "=": lambda a, b: a == b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
}

Point = Mapping[str, int]


def value(expr: Expr, point: Point) -> Fraction | None:
    """The value by plain recursion; None where there is none."""
    try:
        return judge.value(expr, point)
    except (NoValue, TooBig):
        return None


def holds(relation: Expr, point: Point) -> bool | None:
    """Whether a relation holds; None where a side has no value."""
    assert isinstance(relation, Op)
    left, right = (value(side, point) for side in relation.args)
    return None if left is None or right is None else HOLDS[relation.name](left, right)


def box(domain: Domain, size: int = 6) -> Iterator[Point]:
    """All points of the domain with small values."""
    ranges = (range(least(name), least(name) + size) for name in domain.letters)
    for values in product(*ranges):
        point = dict(zip(domain.letters, values, strict=True))
        if all(holds(relation, point) for relation in domain.relations):
            yield point


def order(point: Point) -> tuple[int, list[int]]:
    """By sum, then by the values in alphabetical order."""
    return sum(point.values()), [point[name] for name in sorted(point)]


def check(proof: Proof, size: int = 6) -> None:
    """Everything that a proof says, on a box of small values."""
    relation = Op(proof.relation, (proof.left, proof.right))
    points = [(point, found) for point in box(proof.domain, size) if (found := holds(relation, point)) is not None]
    counterexample, conditions = proof.counterexample, proof.conditions
    if proof.verdict in (PROVED, UNDECIDED):
        assert proof.unknown or all(found for _, found in points)
        assert counterexample is None
    else:
        assert counterexample is not None
        point = dict(counterexample.point)
        assert set(point) == set(proof.domain.letters)
        assert holds(relation, point) is False
        assert all(holds(required, point) for required in proof.domain.relations)
        assert counterexample.values == (value(proof.left, point), value(proof.right, point))
        if counterexample.smallest:
            assert all(found for other, found in points if order(other) < order(point))
    if conditions and {*names(Op("=", conditions.relations))} <= {*proof.domain.letters}:  # not a choice of the rule
        assert conditions.relations
        for point, found in points:
            if all(holds(part, point) for part in conditions.relations):
                assert found, point
            elif conditions.exact:
                assert not found, point
    for rewriting in proof.ground.rewritings if proof.ground else ():
        for point, _ in points:
            before = value(rewriting.before, point)
            assert before is None or before == value(rewriting.after, point), rewriting.identity


def shown(relations: Sequence[Expr]) -> tuple[str, ...]:
    """Relations as one would write them."""
    return tuple(map(source_text, relations))


def proved(text: str, kind: str | None = None) -> Proof:
    """The proof of what could stand on the command line, checked."""
    proof = prove_against_catalogue(read_relation(text), kind)
    check(proof, 5 if len(proof.domain.letters) < 5 else 4)
    return proof
