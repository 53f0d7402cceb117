"""Whether a calculation in a text holds: ``(5*5+1)*6*28*28 = 122304``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_of, reason
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.check.verdicts.amounts import BITS, Amount, agrees, amount_of, figures_in
from symcnn.check.verdicts.shape_sides import edge_of, inverse_of, may_be_shapes
from symcnn.core.record import record
from symcnn.core.written.agreement import AGREEING, Agreement, agreement, rounded_size, worse
from symcnn.core.written.arithmetic import TooLarge, Undefined, exact
from symcnn.core.written.tree import Expr, Num, Op, product, walk
from symcnn.documents.reading.asides import asides
from symcnn.documents.reading.statements import Side, Statement, statements

BEST_FIRST = (Verdict.RIGHT, Verdict.ROUNDED, Verdict.CONDITIONAL, Verdict.UNDECIDED, Verdict.WRONG)
_GOOD = (Verdict.RIGHT, Verdict.ROUNDED)
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


def calculations(text: str, start: int, end: int, megabyte: str = "either") -> list[Calculation]:
    """The calculations in a stretch of normal text, in order.

    `megabyte` is one of `symcnn.check.settings.MEGABYTES`.
    """
    told = ((statement,) for statement in asides(text, start, end))
    found = (judged(readings, megabyte) for readings in (*statements(text, start, end), *told))
    return sorted((one for one in found if one is not None), key=lambda one: one.start)


def judged(readings: Sequence[Statement], megabyte: str = "either") -> Calculation | None:
    """The verdict on a statement by its best reading; None where it cannot be told what it says."""
    found = [(reading, one) for reading in readings for one in _of_reading(reading, megabyte)]
    if not found:
        return None
    reading, best = min(found, key=lambda pair: BEST_FIRST.index(pair[1].verdict))
    if not reading.is_certain and best.verdict not in _GOOD:
        return None
    return best


def _of_reading(statement: Statement, megabyte: str) -> Iterator[Calculation]:
    """The verdict with K, M, G of bytes as powers of 1000, and as powers of 1024 where that may be meant."""
    try:
        found = _of_sides(statement, binary=megabyte == "MiB" and _has_prefix(statement))
        if found is None:
            return
        yield found
        if megabyte == "either" and found.verdict not in _GOOD and _has_prefix(statement):
            other = _of_sides(statement, binary=True)
            if other is not None and other.verdict in _GOOD:
                yield replace(other, why=Sentence("calculation.binary", other.why.values))
    except Undefined:
        return
    except TooLarge as error:
        why = Sentence("calculation.too-large", {"limit": error.limit})
        yield Calculation(statement.start, statement.end, Verdict.UNDECIDED, None, None, why)


def _has_prefix(statement: Statement) -> bool:
    """Whether a number of bytes or bits is written with K, M or G."""
    return any(
        token.number is not None and token.number.binary != 1 and token.number.unit in BITS
        for side in statement.sides
        for token in statement.tokens[side.first : side.end]
    )


def _of_sides(statement: Statement, *, binary: bool) -> Calculation | None:
    amounts = [amount_of(statement, side, binary=binary) for side in statement.sides]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    place = _reference(statement.sides, known)
    reference = known[place]
    worst, worst_at, times = Agreement.EXACT, None, Fraction(1)
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
            if found is Agreement.OFF and _takes_a_share(statement, place):
                return None
        if worst_at is None or worse(found, worst):
            worst, worst_at, times = found, at, Fraction(taken.times)
    assert worst_at is not None
    said = _said(statement, place, worst_at, worst, known)
    return said if times == 1 else _in_its_unit(said, statement.sides[place], known[place], known[worst_at], times)


def _in_its_unit(found: Calculation, side: Side, reference: Amount, claimed: Amount, times: Fraction) -> Calculation:
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
    figures = [(Fraction(amount.figure.place), at) for at, amount in enumerate(known) if amount.figure is not None]
    if len(figures) == len(known):
        return min(figures)[1]
    worked = [place for place, amount in enumerate(known) if amount.figure is None]
    return next((place for place in worked if edge_of(sides[place].expr) is None), worked[0])


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
    return Calculation(
        statement.start,
        statement.end,
        Verdict.RIGHT,
        Num(known[-1].value),
        Num(known[last].value),
        Sentence("calculation.exact", {"value": Num(known[last].value), "side": statement.sides[last].expr}),
        tuple(worked_out(statement.sides[place].expr) for place in worked),
    )


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
    values: dict[str, Said] = {"value": Num(value), "claimed": Num(claimed), "side": reference.expr}
    return Calculation(
        statement.start,
        statement.end,
        verdict,
        Num(claimed) if side.is_number else side.expr,
        Num(value),
        reason(edit, reference.expr, values) if edit else Sentence(f"calculation.{found.value}", values),
        (worked_out(reference.expr),),
        edit,
        needs_rounding=found in (Agreement.FLOORED, Agreement.RAISED) and _is_quotient(reference),
    )


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
