"""What is wanted of a network, as it was asked and in the network's symbols alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress

from symcnn.answers.claims.claims import by_axis, sides_of
from symcnn.answers.claims.known_names import known_names
from symcnn.answers.solve.open_rounds import rounds_of
from symcnn.core.algebra.symbolic import expanded, written
from symcnn.core.record import record
from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.named_place import named_place
from symcnn.core.text.source import Source
from symcnn.core.written.arithmetic import TooLarge
from symcnn.core.written.tree import Expr, Op, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import in_last_round
from symcnn.network.figures.values import Value
from symcnn.network.language.syntax import ClaimLine
from symcnn.network.wiring.asked_relations import as_asked, read_asked


@record
class Wish:
    """A relation that must hold: as it was `asked`, and the `relation` in the symbols alone."""

    asked: Op
    relation: Op


class Untold(FaultyText):
    """What is wanted speaks of a figure that cannot be told with the symbols that are left."""


@record
class SolveQuestion:
    """What is `wanted`, as texts of an `option`, of a network that `measure` gives with values for some symbols.

    `measure` raises `FaultyText` where the network does not fit.
    """

    measure: Callable[[Mapping[str, Expr]], Figures]
    wanted: tuple[str, ...]
    option: str

    def wishes(self, figures: Figures) -> tuple[Wish, ...]:
        """All that is wanted of the network with these figures.

        Raises `Untold`, and `FaultyText` for what cannot be read.
        """
        return tuple(wish for text in self.wanted for wish in asked_wishes(figures, text, Source(self.option, text)))

    def told(self, figures: Figures) -> tuple[Wish, ...]:
        """What can be told of it."""
        found: list[Wish] = []
        for text in self.wanted:
            with suppress(Untold):
                found += asked_wishes(figures, text, Source(self.option, text))
        return tuple(found)

    def as_asked(self) -> tuple[Wish, ...]:
        """All that is wanted, as it is written."""
        return tuple(Wish(relation, relation) for relation in map(read_asked, self.wanted) if isinstance(relation, Op))


def asked_wishes(figures: Figures, text: str, source: Source) -> tuple[Wish, ...]:
    """What a text asks for; of sizes that differ from axis to axis, along each of them, in rounds of the last one.

    Raises `FaultyText`, which calls the text by the name of `source`, where it cannot be read, speaks of what is not
    there, or has no value here; `Untold` where it speaks of what cannot be told.
    """
    try:
        claim = ClaimLine(read_asked(text), 0, len(text))
        for name, value in known_names(claim, figures, text).items():
            if value is None or (isinstance(value, tuple) and None in value):
                place = named_place(name, text, 0, len(text))
                raise Untold((Fault("not-told", *place, {"names": (name,)}),), source)
        rounds = rounds_of(figures).values()
        return _wishes(claim, tuple(in_last_round(side, rounds) for side in sides_of(claim, figures, text)))
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
