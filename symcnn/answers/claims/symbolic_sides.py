"""Relations with symbols: proved, refuted by plain integers, or held under a condition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice, pairwise, product

from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.core.algebra.symbolic import less, number_of, written
from symcnn.core.record import record
from symcnn.core.written.arithmetic import OPERATIONS, Number, TooLarge, Undefined, evaluator
from symcnn.core.written.tree import Expr, Num, Op, names, walk
from symcnn.network.figures.values import Value

_TRIES = 4_000
_VALUES = (1, 2, 3, 4, 5, 6, 7, 8, 11, 16, 32, 33, 101, 224)
_MOST_NODES = 200


@record
class Relation:
    """``side name side …`` between values with symbols, and the conditions under which the network fits."""

    name: str
    sides: tuple[Value, ...]
    conditions: tuple[Expr, ...]

    @property
    def exprs(self) -> tuple[Expr, ...]:
        """The sides as they are written."""
        return tuple(map(written, self.sides))

    @property
    def symbols(self) -> tuple[str, ...]:
        """The symbols in its sides."""
        return tuple(sorted({name for expr in self.exprs for name in names(expr)}))

    def at(self, values: Mapping[str, Number]) -> tuple[Number, ...] | None:
        """The numbers on its sides where its symbols have these values; None where one has none."""
        if any(name not in values for name in self.symbols):
            return None
        try:
            return tuple(evaluator(expr)(values) for expr in self.exprs)
        except (Undefined, TooLarge):
            return None


def is_proved(relation: Relation) -> bool:
    """Whether the relation holds for all positive integers: by a normal form, or by a proof."""
    if relation.name == "=" and _are_equal(relation.sides):
        return True
    return all(proof is not None and proof.verdict is ProofVerdict.PROVED for proof in _proofs(relation))


def counterexample(relation: Relation, first: Mapping[str, Number]) -> dict[str, int] | None:
    """The first integers that the network allows and for which the relation does not hold.

    The values `first` are tried before all others.
    """
    exprs = relation.exprs
    free = sorted({name for expr in (*exprs, *relation.conditions) for name in names(expr)})
    judges = [evaluator(expr) for expr in exprs]
    allowed = [evaluator(condition) for condition in relation.conditions]
    shown = {name for expr in exprs for name in names(expr)}
    tried = (dict(zip(free, values, strict=True)) for values in islice(product(_VALUES, repeat=len(free)), _TRIES))
    for point in chain(_completed(first, free), tried, _of_proofs(relation, free)):
        try:
            if all(allow(point) for allow in allowed) and not OPERATIONS[relation.name](
                *(side(point) for side in judges)
            ):
                return {name: value for name, value in point.items() if name in shown}
        except (Undefined, TooLarge):
            continue
    return None


def exact_when(relation: Relation) -> tuple[Expr, ...]:
    """The divisions that must be exact for the sides to be equal; none where that is not enough."""
    if relation.name != "=":
        return ()
    found: dict[Expr, None] = {}
    for proof in _proofs(relation):
        conditions = proof.conditions.relations if proof is not None and proof.conditions is not None else ()
        proved = proof is not None and proof.verdict is ProofVerdict.PROVED
        if not proved and not (conditions and all(map(_is_division, conditions))):
            break
        found.update(dict.fromkeys(conditions))
    else:
        return tuple(found)
    from symcnn.core.algebra.convert import added, without_floors

    freed = [without_floors(added([side])) for side in relation.sides]
    if not all(_are_same(side, freed[0][0]) for side, _ in freed[1:]):
        return ()
    return tuple(dict.fromkeys(condition for _, conditions in freed for condition in conditions))


def _is_division(condition: Expr) -> bool:
    match condition:
        case Op("=", (Op("mod", _), Num(0))):
            return True
    return False


def _proofs(relation: Relation) -> Iterator[Proof | None]:
    """A proof for each pair of neighbouring sides, or None where they are too long for one."""
    from symcnn.answers.prove.prove import prove

    exprs = relation.exprs
    for left, right in pairwise(exprs):
        if sum(1 for expr in (left, right) for _ in walk(expr)) > _MOST_NODES:
            yield None
            continue
        try:
            yield prove(left, right, relation.name)
        except (Undefined, TooLarge):
            yield None


def _of_proofs(relation: Relation, free: list[str]) -> Iterator[dict[str, int]]:
    for proof in _proofs(relation):
        if proof is not None and proof.counterexample is not None:
            yield from _completed(dict(proof.counterexample.point), free)


def _completed(values: Mapping[str, Number], free: list[str]) -> Iterator[dict[str, int]]:
    """The values as a point, where all symbols have one."""
    if all(name in values and values[name].denominator == 1 for name in free) and free:
        yield {name: int(values[name]) for name in free}


def _are_equal(sides: tuple[Value, ...]) -> bool:
    """Whether all sides have the same normal form as polynomials in their symbols and floors."""
    return all(_are_same(side, sides[0]) for side in sides[1:])


def _are_same(side: Value, other: Value) -> bool:
    return number_of(less(side, other)) == 0
