"""Whether the claims of a `.cnn` file hold: ``claim C1.params = (5*5+1)*6 = 156``."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TYPE_CHECKING

from symcnn.answers.claims.known_names import FaultyNames, known_names
from symcnn.core.algebra.symbolic import letters_in
from symcnn.core.record import record, replace
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.agreement import AGREEING, Agreement, agreement, printed_as, rounded_size
from symcnn.core.written.arithmetic import OPERATIONS, Number, TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.quantities import SIZED
from symcnn.network.figures.values import Value, is_number, no_value, value_of_names
from symcnn.network.figures.written_places import side_place
from symcnn.network.language.syntax import ClaimLine

if TYPE_CHECKING:  # it loads SymPy, which claims on numbers do not need
    from symcnn.answers.claims.symbolic_sides import Relation

_MAY_BE_SIZED = (*SIZED, "padding", "O", "I", "K", "S", "P", "D", "E")


class Verdict(StrEnum):
    """What a check says."""

    RIGHT = "right"
    WRONG = "wrong"
    ROUNDED = "rounded"
    CONDITIONAL = "conditional"
    UNDECIDED = "undecided"


VERDICTS: Mapping[Agreement, Verdict] = {
    Agreement.EXACT: Verdict.RIGHT,
    Agreement.ROUNDED: Verdict.ROUNDED,
    Agreement.CUT: Verdict.ROUNDED,
    Agreement.FLOORED: Verdict.CONDITIONAL,
    Agreement.RAISED: Verdict.CONDITIONAL,
    Agreement.NEAR: Verdict.UNDECIDED,
    Agreement.OFF: Verdict.WRONG,
}
"""What is said of a printed figure."""


@record
class ClaimOutcome:
    """A claim and its verdict: the values of its sides, a counterexample, the conditions under which it holds."""

    claim: ClaimLine
    verdict: Verdict
    reason: str
    sides: tuple[Value, ...]
    point: tuple[tuple[str, int], ...] = ()
    conditions: tuple[Expr, ...] = ()

    @property
    def layer(self) -> str | None:
        """The layer that the claim speaks of, if it is one."""
        owners = {name.rpartition(".")[0] for name in names(self.claim.relation)} - {"", "total"}
        return owners.pop() if len(owners) == 1 else None


def check_claims(figures: Figures) -> tuple[tuple[ClaimOutcome, ...], tuple[Fault, ...]]:
    """An outcome for each claim, in order, and the faults of claims that speak of what is not there."""
    outcomes: list[ClaimOutcome] = []
    faults: list[Fault] = []
    text = figures.network.source.text
    for claim in figures.network.claims:
        try:
            outcomes.append(_outcome(claim, known_names(claim, figures, text), figures))
        except FaultyNames as faulty:
            faults += faulty.faults
        except Faulty as faulty:
            faults.append(faulty.fault)
        except TooLarge as error:
            faults.append(no_value(error, claim.start, claim.end).fault)
    return tuple(outcomes), tuple(faults)


def sides_of(claim: ClaimLine, figures: Figures, text: str) -> tuple[Value, ...]:
    """The values of the sides of a relation, which stands in this text.

    Raises `Faulty` where it is no relation, or speaks of what is not there.
    """
    relation = _relation_of(claim)
    return _sides(relation, claim, known_names(claim, figures, text), text)


def _relation_of(claim: ClaimLine) -> Op:
    """The relation of a claim.

    Raises `Faulty` where it is none.
    """
    relation = claim.relation
    if not (isinstance(relation, Op) and relation.name in ("=", "<=", ">=", "<", ">")):
        raise Faulty(Fault("unexpected", claim.end, claim.end, {"token": "_NL", "found": "", "wanted": ("RELATION",)}))
    return relation


def _sides(relation: Op, claim: ClaimLine, known: Mapping[str, Value], text: str) -> tuple[Value, ...]:
    """The values of the sides of a claim's relation by those of its names.

    Raises `Faulty`.
    """
    places = (side_place(at, text, claim.start, claim.end) for at in range(len(relation.args)))
    return tuple(_side(side, known, place) for side, place in zip(relation.args, places, strict=True))


def _outcome(claim: ClaimLine, known: Mapping[str, Value], figures: Figures) -> ClaimOutcome:
    relation = _relation_of(claim)
    sides = _sides(relation, claim, known, figures.network.source.text)
    if any(None in side if isinstance(side, tuple) else side is None for side in sides):
        return ClaimOutcome(claim, Verdict.UNDECIDED, "untold", sides)
    if any(isinstance(side, tuple) for side in sides):
        return _sized(claim, relation.name, sides, figures)
    if all(map(is_number, sides)):
        holds = bool(OPERATIONS[relation.name](*sides))
        found = _agreement(relation.args, sides) if relation.name == "=" and not holds else Agreement.OFF
        if not holds and found is not Agreement.OFF:
            return ClaimOutcome(claim, VERDICTS[found], found.value, sides)
        return ClaimOutcome(claim, Verdict.RIGHT if holds else Verdict.WRONG, "equal" if holds else "differs", sides)
    return _symbolic(claim, relation.name, sides, (sides,), figures)


def _agreement(exprs: tuple[Expr, ...], sides: tuple[Value, ...]) -> Agreement:
    """How the sides that are bare numbers agree with what the others come to; the worst of them counts.

    Where all are bare numbers, those without decimals are what the others come to.
    """
    pairs = tuple(zip(exprs, sides, strict=True))
    printed = [expr for expr in exprs if isinstance(expr, Num)]
    if len(printed) == len(exprs):
        printed = [expr for expr in printed if expr.decimals]
    exact = [(expr, value) for expr, value in pairs if not any(expr is each for each in printed)]
    if not exact or any(value != exact[0][1] for _, value in exact):
        return Agreement.OFF
    (expr, value), *_ = exact
    found = (
        rounded_size(agreement(value, figure.value, printed_as(figure), about=False), expr, value, figure.value)
        for figure in printed
    )
    return max(found, key=tuple(Agreement).index, default=Agreement.OFF)


def _same_sizes(first: Value, other: Value) -> bool:
    """Whether two sizes agree; one number stands for the same number along every axis."""
    if isinstance(first, tuple) != isinstance(other, tuple):
        sizes, one = (first, other) if isinstance(first, tuple) else (other, first)
        return all(size == one for size in sizes)
    return bool(first == other)


def _sized(claim: ClaimLine, relation: str, sides: tuple[Value, ...], figures: Figures) -> ClaimOutcome:
    """A claim on sizes, which has a relation for each axis."""
    parts = tuple(zip(*by_axis(sides), strict=True)) if relation == "=" else ()
    if any(not is_number(value) for part in parts for value in part):
        return _symbolic(claim, relation, sides, parts, figures)
    same = relation == "=" and all(_same_sizes(sides[0], side) for side in sides)
    return ClaimOutcome(claim, Verdict.RIGHT if same else Verdict.WRONG, "equal" if same else "differs", sides)


def by_axis(sides: tuple[Value, ...]) -> tuple[tuple[Value, ...], ...]:
    """The sides as sizes along the same axes, a single value standing for all of them; nothing where they differ."""
    lengths = {len(side) for side in sides if isinstance(side, tuple)}
    if len(lengths) != 1:
        return ()
    (length,) = lengths
    return tuple(side if isinstance(side, tuple) else (side,) * length for side in sides)


def _symbolic(
    claim: ClaimLine, name: str, sides: tuple[Value, ...], parts: tuple[tuple[Value, ...], ...], figures: Figures
) -> ClaimOutcome:
    """Proved, refuted by a counterexample that the network allows, held under a condition, or undecided.

    What fails only where a division is not exact holds under the condition that it is; what holds for the
    values that the file gives its symbols holds under the condition that they have them. A claim on sizes has
    several `parts`.
    """
    from symcnn.answers.claims.symbolic_sides import Relation, counterexample, exact_when, is_proved

    network = tuple(condition for found in figures.layers for condition in found.shared.conditions)
    relations = [relation for part in parts if not is_proved(relation := Relation(name, part, network))]
    if not relations:
        return ClaimOutcome(claim, Verdict.RIGHT, "equal", sides)
    values = given_values(figures)
    points = [counterexample(relation, values) for relation in relations]
    point = next((point for point in points if point is not None), None)
    if point is None:
        return ClaimOutcome(claim, Verdict.UNDECIDED, "open", sides)
    found = [exact_when(relation) or _as_given(claim, relation, values) for relation in relations]
    conditions = tuple(dict.fromkeys(condition for part in found for condition in part)) if all(found) else ()
    at = {name: point.get(name, int(values.get(name, 1))) for name in _free(sides)}
    verdict, reason = (Verdict.CONDITIONAL, "condition") if conditions else (Verdict.WRONG, "counterexample")
    return ClaimOutcome(claim, verdict, reason, sides, tuple(at.items()), conditions)


def _as_given(claim: ClaimLine, relation: Relation, values: Mapping[str, Number]) -> tuple[Expr, ...]:
    """The values of a relation's symbols, where it holds for them, if only to the digits that are printed."""
    sides = relation.at(values)
    assert isinstance(claim.relation, Op)
    if sides is None:
        return ()
    if not OPERATIONS[relation.name](*sides) and (
        relation.name != "=" or _agreement(claim.relation.args, sides) not in AGREEING
    ):
        return ()
    return tuple(Op("=", (Sym(name), Num(values[name]))) for name in relation.symbols)


def _free(sides: tuple[Value, ...]) -> tuple[str, ...]:
    """The symbols of all sides."""
    parts = [part for side in sides for part in (side if isinstance(side, tuple) else (side,))]
    return tuple(sorted({name for part in parts for name in letters_in(part)}))


def given_values(figures: Figures) -> Mapping[str, Number]:
    """The numbers that the text itself gives to symbols that stand for themselves here."""
    from symcnn.network.figures.measure import scope_of

    network = figures.network
    free = [name for name, expr in network.symbols.items() if expr == Sym(name)]
    if not free:
        return {}
    try:
        known = scope_of(replace(network, symbols={let.name.text: let.value for let in network.lets}))
    except Faulty:
        known = {}
    return {name: known[name] for name in free if name in known and is_number(known[name])}


def _side(expr: Expr, known: Mapping[str, Value], place: tuple[int, int]) -> Value:
    if isinstance(expr, Sym):
        return known[expr.name]
    try:
        if (
            isinstance(expr, Op)
            and expr.name == "x"
            and any(name.rpartition(".")[2] in _MAY_BE_SIZED for name in known)
        ):
            return tuple(value_of_names(part, known) for part in expr.args)
        return value_of_names(expr, known)
    except (Undefined, TooLarge) as error:
        raise no_value(error, *place) from None
    except (TypeError, KeyError):
        raise Faulty(Fault("not-a-number", *place)) from None
