"""The verdict on a statement whose numbers are read in one way: its sides against each other."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_of, reason
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.verdicts.amounts import Amount, agrees, amount_of, figures_in, is_power_of_ten
from symcnn.check.verdicts.rounded_operands import around, between
from symcnn.check.verdicts.scales import Scales
from symcnn.check.verdicts.shape_sides import edge_of, inverse_of, may_be_shapes
from symcnn.core.record import record, replace
from symcnn.core.text.sentence import readable
from symcnn.core.written.agreement import AGREEING, Agreement, agreement, rounded_size, worse
from symcnn.core.written.arithmetic import Number, exact, value_of
from symcnn.core.written.tree import Expr, Num, Op, product, walk
from symcnn.documents.reading.statements import Side, Statement

BEST_FIRST = (Verdict.RIGHT, Verdict.ROUNDED, Verdict.CONDITIONAL, Verdict.UNDECIDED, Verdict.WRONG)
_FARTHEST = 10**9
_SHORTENED = (Agreement.ROUNDED, Agreement.CUT)


@record
class Calculation:
    """A calculation and the verdict on it; one that `needs_rounding` holds only with its division rounded."""

    start: int
    end: int
    verdict: Verdict
    claimed: Said | None
    derived: Said | None
    why: Sentence
    derivation: tuple[Expr, ...] = ()
    edit: Edit | None = None
    needs_rounding: bool = False
    note: Sentence | None = None

    def by(self, code: Code) -> Finding:
        """The finding of the rule that looks at such calculations."""
        return Finding(
            self.start,
            self.end,
            Kind.ARITHMETIC,
            code,
            self.verdict,
            self.claimed,
            self.derived,
            self.why,
            self.derivation,
            self.edit,
            note=self.note,
        )


def of_sides(statement: Statement, scales: Scales) -> Calculation | None:
    amounts = [amount_of(statement, side, scales) for side in statement.sides]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    place = _reference(statement.sides, known)
    reference = known[place]
    worst, worst_at = Agreement.EXACT, None
    times: Number = 1
    for at, amount in enumerate(known):
        if at == place:
            continue
        about = any(statement.about[min(at, place) : max(at, place)])
        found, taken = agrees(reference, amount, about=about, is_quotient=_is_quotient(statement.sides[place]))
        reference = replace(taken, times=1) if taken.unit else reference
        if found in (Agreement.OFF, Agreement.NEAR):
            if _goes_on_counting(statement.sides, known):
                return _counted_on(statement, known)
            inverse = inverse_of(statement.sides[at].expr)
            if about and inverse is not None and reference.value:
                found = agreement(
                    exact(1 / Fraction(reference.value)),
                    inverse,
                    figures_in(statement, statement.sides[at])[-1],
                    about=True,
                )
            edge = edge_of(statement.sides[at].expr)
            if found is Agreement.OFF and edge is not None:
                found = agreement(reference.value, edge, None, about=False)
            is_open = (amount.figure is None and inverse is None) or statement.sides[at].is_number
            if found is Agreement.OFF and is_open and may_be_shapes(statement.sides[place], statement.sides[at]):
                return None
            if found is Agreement.OFF and (_takes_a_share(statement, place) or _is_far(reference.value, amount.value)):
                return None
            if found is Agreement.OFF:
                found = _with_rounded_numbers(statement, place, at, known)
            if found is Agreement.OFF:
                found = _with_rounded_factors(statement.sides[place].expr, statement.sides[at].expr)
        if worst_at is None or worse(found, worst):
            worst, worst_at, times = found, at, taken.times
    assert worst_at is not None
    said = _said(statement, place, worst_at, worst, known)
    return said if times == 1 else _in_its_unit(said, statement.sides[place], known[place], known[worst_at], times)


def _is_far(value: Number, claimed: Number) -> bool:
    """Whether two numbers are further apart than any slip puts them, so that one was not understood: ``1000^100``."""
    one, other = abs(Fraction(value)), abs(Fraction(claimed))
    return 0 < min(one, other) * _FARTHEST < max(one, other)


def _with_rounded_numbers(statement: Statement, place: int, at: int, known: Sequence[Amount]) -> Agreement:
    """How two sides agree where numbers within them were rounded: later workings of a chain go on with such ones."""
    if known[place].unit or known[at].unit:
        return Agreement.OFF
    goes_on = known[place].figure is known[at].figure is None
    if _meets(statement, place, at, known, only_fine=True):
        return Agreement.ROUNDED if goes_on else Agreement.NEAR
    return Agreement.NEAR if goes_on and _meets(statement, place, at, known, only_fine=False) else Agreement.OFF


def _with_rounded_factors(one: Expr, other: Expr) -> Agreement:
    """How a product agrees with another whose factors are the sizes of its own: ``(600/16)*(800/16) = 38*50``."""
    match one, other:
        case Op("*", factors), Op("*", sizes) if len(factors) == len(sizes):
            found = Agreement.EXACT
            for factor, size in zip(factors, sizes, strict=True):
                each = agreement(value_of(factor), value_of(size), None, about=False)
                found = each if worse(each, found) else found
            return found
    return Agreement.OFF


def _meets(statement: Statement, place: int, at: int, known: Sequence[Amount], *, only_fine: bool) -> bool:
    """Whether two sides can have one value, as their numbers with decimals are rounded ones."""
    found = []
    for one in (place, at):
        side, amount = statement.sides[one], known[one]
        if amount.figure is not None:
            found.append(around(amount.value, amount.figure.place if amount.figure.is_short else 0))
            continue
        within = between(side.expr, figures_in(statement, side), only_fine=only_fine)
        found.append(within or around(amount.value, 0))
    return found[0].meets(found[1]) and any(one.least < one.greatest for one in found)


def _in_its_unit(found: Calculation, side: Side, reference: Amount, claimed: Amount, times: Number) -> Calculation:
    """Both numbers in one unit, where the calculation leaves it unsaid: ``…/1024/1024 = 0.43 MB``."""
    if times == claimed.scale:
        values = {**found.why.values, "claimed": Num(exact(Fraction(claimed.value) / times))}
        return replace(found, why=Sentence(found.why.key, values))
    width = product(Num(exact(times)), Num(reference.value))
    values = {**found.why.values, "width": Num(exact(times))}
    return replace(
        found, why=Sentence("calculation.width", values), derivation=(worked_out(side.expr), worked_out(width))
    )


def _reference(sides: Sequence[Side], known: Sequence[Amount]) -> int:
    """The side that the others are held against: a calculation, no shape if there is one, else the finest figure."""
    worked = [place for place, amount in enumerate(known) if amount.figure is None]
    if worked:
        return next((place for place in worked if edge_of(sides[place].expr) is None), worked[0])
    return min((amount.figure.place, at) for at, amount in enumerate(known) if amount.figure is not None)[1]


def _goes_on_counting(sides: Sequence[Side], known: Sequence[Amount]) -> bool:
    """Whether each side goes on from the result before it: ``5*5*3 = 75 + 1 = 76``."""
    if sides[0].is_number:
        return False
    for place in range(1, len(sides)):
        expr = sides[place].expr
        while isinstance(expr, Op) and expr.name in ("+", "*"):
            expr = expr.args[0]
        if not isinstance(expr, Num):
            return False
        begun = expr.value if known[place].figure is None else known[place].value
        if agreement(known[place - 1].value, begun, known[place].figure, about=False) not in AGREEING:
            return False
    return True


def _counted_on(statement: Statement, known: Sequence[Amount]) -> Calculation:
    worked = [place for place, amount in enumerate(known) if amount.figure is None]
    last = worked[-1]
    values: dict[str, Said] = {"value": Num(known[last].value), "side": statement.sides[last].expr}
    verdict, why, derived = Verdict.RIGHT, Sentence("calculation.exact", values), known[last].value
    twice = _counted_twice(statement.sides)
    if twice is not None:
        place, term = twice
        derived = known[place].value
        values = {
            "value": Num(derived),
            "side": statement.sides[place].expr,
            "claimed": Num(known[-1].value),
            "term": term,
        }
        verdict, why = Verdict.WRONG, Sentence("calculation.twice", values)
    return Calculation(
        statement.start,
        statement.end,
        verdict,
        Num(known[-1].value),
        Num(derived),
        why,
        tuple(worked_out(statement.sides[place].expr) for place in worked),
    )


def _counted_twice(sides: Sequence[Side]) -> tuple[int, Expr] | None:
    """The side whose biases the next one adds again, and these: ``27*64 + 64 = 1792 + 64``."""
    for place, (one, other) in enumerate(pairwise(sides)):
        match one.expr, other.expr:
            case Op("+", (Op("*", factors), term)), Op("+", (Num(), again)) if term == again and term in factors:
                return place, term
    return None


def _takes_a_share(statement: Statement, place: int) -> bool:
    """Whether a calculation adds or takes off so many percent, of what it does not say: ``100 - 20%``."""
    side = statement.sides[place]
    figures = [token.number for token in statement.tokens[side.first : side.end] if token.number is not None]
    shares = [figure for figure in figures if figure.unit == "percent"]
    return bool(shares) and len(shares) < len(figures) and isinstance(side.expr, Op) and side.expr.name == "+"


def _is_quotient(side: Side) -> bool:
    return any(isinstance(node, Op) and node.name == "/" for node in walk(side.expr))


def _said(statement: Statement, place: int, other: int, found: Agreement, amounts: Sequence[Amount]) -> Calculation:
    reference, side = statement.sides[place], statement.sides[other]
    value, claimed = amounts[place].value, amounts[other].value
    is_about = any(statement.about[min(place, other) : max(place, other)])
    if not is_about:
        found = rounded_size(found, reference.expr, value, claimed)
    verdict = Verdict.RIGHT if is_about and found in _SHORTENED else VERDICTS[found]
    edit = _edit(statement, place, other, amounts) if verdict is Verdict.WRONG else None
    values: dict[str, object] = {
        "value": readable(value, claimed),
        "claimed": Num(claimed),
        "side": reference.expr,
    }
    return Calculation(
        statement.start,
        statement.end,
        verdict,
        Num(claimed) if side.is_number else side.expr,
        Num(value),
        reason(edit, reference.expr, values)
        if edit
        else Sentence(f"calculation.{_key(found, amounts[other], about=is_about)}", values),
        (worked_out(reference.expr),),
        edit,
        needs_rounding=found in (Agreement.FLOORED, Agreement.RAISED) and _is_quotient(reference),
    )


def _key(found: Agreement, amount: Amount, *, about: bool) -> str:
    if found is not Agreement.NEAR:
        return found.value
    is_order = amount.figure is not None and is_power_of_ten(amount.figure)
    return "order" if is_order else found.value if about else "within"


def _edit(statement: Statement, place: int, other: int, amounts: Sequence[Amount]) -> Edit | None:
    side, reference = statement.sides[other], statement.sides[place]
    if not side.is_number or amounts[place].unit != amounts[other].unit:
        return None
    printed = next(token for token in statement.tokens[side.first : side.end] if token.kind == "number")
    working = statement.tokens[reference.first : reference.end]
    edit = edit_of(reference.expr, amounts[place].value, amounts[other].value, printed, working)
    return replace(edit, is_certain=False) if edit and _another_is_off(statement, place, other, amounts) else edit


def _another_is_off(statement: Statement, place: int, other: int, amounts: Sequence[Amount]) -> bool:
    """Whether a third side has another value than the reference, so that the slip may be in the reference."""
    reference = amounts[place]
    return any(
        agreement(reference.value, amount.value, amount.figure, about=any(statement.about)) is Agreement.OFF
        for at, amount in enumerate(amounts)
        if at not in (place, other) and amount.unit == reference.unit
    )
