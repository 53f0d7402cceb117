"""The search for a counterexample, among plain integers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from random import Random

from symcnn.answers.prove.proof import Counterexample
from symcnn.core.algebra.domains import Domain, Point, least
from symcnn.core.algebra.residues import ResidueClass, Sum
from symcnn.core.algebra.writing import written
from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import OPERATIONS, TooLarge, Undefined, evaluator
from symcnn.core.written.tree import Expr, walk

_IN_CLASS = 60
_FARTHEST = 20
"""Far points have values up to 2 to this power."""


@record
class Search:
    """What was found, how many points of the domain were tried, and for how many the sides have values.

    `too_large` tells that for some of them a side is too large a number.
    """

    found: Counterexample | None
    tried: int
    defined: int
    too_large: bool = False

    def __add__(self, more: Search) -> Search:
        """Both searches, one after the other."""
        too_large = self.too_large or more.too_large
        return Search(self.found or more.found, self.tried + more.tried, self.defined + more.defined, too_large)


def weight(*formulas: Expr, short: int = 100) -> int:
    """How much longer than a `short` formula, one of so many operations, it takes to work these out."""
    return 1 + sum(1 for formula in formulas for _ in walk(formula)) // short


def search(relation: str, left: Expr, right: Expr, domain: Domain, tries: int) -> Search:
    """The smallest counterexample among the first points; further on, any one at all.

    >>> from symcnn.network.language.parse import read_relation
    >>> domain = Domain(("I",), ())
    >>> search("=", read_relation("I*I"), read_relation("I"), domain, 100).found
    Counterexample(point=(('I', 2),), values=(4, 2), smallest=True)
    """
    near = among(relation, left, right, domain.points(tries), smallest=True)
    if near.found or not domain.letters:
        return near
    far = among(relation, left, right, _far(domain, tries // 10), smallest=False)
    if far.found:
        far = replace(far, found=smaller(relation, left, right, domain, far.found))
    return near + far


def smaller(relation: str, left: Expr, right: Expr, domain: Domain, found: Counterexample) -> Counterexample:
    """A counterexample none of whose values can be lowered on its own by a power of two."""
    allowed = domain.judge()

    def lower(found: Counterexample) -> Iterator[Point]:
        for name, value in found.point:
            for bit in reversed(range((value - least(name)).bit_length())):
                point = {**dict(found.point), name: value - 2**bit}
                if point[name] >= least(name) and allowed(point):
                    yield point

    better: Counterexample | None = found
    while better:
        found, better = better, among(relation, left, right, lower(better), smallest=False).found
    return found


def among(relation: str, left: Expr, right: Expr, points: Iterable[Point], *, smallest: bool) -> Search:
    """The first of the points for which the relation does not hold."""
    one, other, holds = evaluator(left), evaluator(right), OPERATIONS[relation]
    tried = defined = 0
    too_large = False
    for point in points:
        tried += 1
        try:
            values = one(point), other(point)
        except Undefined:
            continue
        except TooLarge:
            too_large = True
            continue
        defined += 1
        if not holds(*values):
            return Search(Counterexample(tuple(sorted(point.items())), values, smallest), tried, defined)
    return Search(None, tried, defined, too_large)


def _far(domain: Domain, tries: int) -> Iterator[Point]:
    """Points of all sizes, always the same ones."""
    allowed, draw = domain.judge(), Random(0)
    for _ in range(tries):
        point = {name: least(name) + draw.randrange(2 ** draw.randint(1, _FARTHEST)) for name in sorted(domain.letters)}
        if allowed(point):
            yield point


def in_classes(parts: Iterable[ResidueClass], added: Sum | None, domain: Domain) -> Iterator[Point]:
    """Points of the domain in these classes of residues."""
    allowed = domain.judge()
    value = evaluator(written(added.value)) if added else None
    for part in parts:
        bases, steps = {name: least(name) for name in domain.letters}, dict.fromkeys(domain.letters, 1)
        for name, modulus, residue in zip(part.names, part.moduli, part.residues, strict=True):
            first = least(name)
            bases[name], steps[name] = first + (residue - first) % modulus, modulus
        free = sorted(name for name in bases if not (added and name == added.name))
        for shares in Domain(tuple(free), ()).points(_IN_CLASS):
            point = {name: bases[name] + steps[name] * (shares[name] - least(name)) for name in free}
            if value and added:
                point[added.name] = int(value(point))
            if all(point[name] >= least(name) for name in domain.letters) and allowed(point):
                yield {name: point[name] for name in domain.letters}
