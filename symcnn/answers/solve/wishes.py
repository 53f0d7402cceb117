"""What is wanted of a network, as it was asked and in the network's symbols alone."""

from __future__ import annotations

from collections.abc import Iterable

from symcnn.answers.claims.claims import by_axis, sides_of
from symcnn.core.algebra.symbolic import expanded, written
from symcnn.core.record import record
from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import TooLarge
from symcnn.core.written.tree import Expr, Op, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.values import Value
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.early_faults import as_asked, read_asked


@record
class Wish:
    """A relation that must hold: as it was `asked`, and the `relation` in the symbols alone."""

    asked: Op
    relation: Op


def asked_wishes(figures: Figures, text: str, source: Source) -> tuple[Wish, ...]:
    """What a text asks for; of sizes that differ from axis to axis, along each of them.

    Raises `FaultyText`, which calls the text by the name of `source`, where it cannot be read, speaks of what is not
    there, or has no value here.
    """
    try:
        claim = ClaimLine(read_asked(text), 0, len(text))
        return _wishes(claim, sides_of(claim, figures, text))
    except Faulty as faulty:
        raise FaultyText((as_asked(faulty.fault),), source) from None


def _wishes(claim: ClaimLine, sides: tuple[Value, ...]) -> tuple[Wish, ...]:
    asked = claim.relation
    assert isinstance(asked, Op)
    each = tuple(zip(*by_axis(sides), strict=True)) if any(isinstance(side, tuple) for side in sides) else (sides,)
    if not each or any(side is None for part in each for side in part):
        raise Faulty(Fault("undefined", claim.start, claim.end))
    return tuple(Wish(asked, Op(asked.name, tuple(map(_written, part)))) for part in each)


def without_values(relations: Iterable[Expr], symbols: tuple[str, ...]) -> tuple[str, ...]:
    """The symbols of relations beside those that are asked for."""
    return tuple(sorted({name for relation in relations for name in names(relation)}.difference(symbols)))


def _written(side: Value) -> Expr:
    try:
        return written(expanded(side))
    except TooLarge:
        return written(side)
