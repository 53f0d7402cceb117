"""Whether a calculation in a text holds: ``(5*5+1)*6*28*28 = 122304``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from symcnn.answers.claims.claims import Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.compared_sides import Calculation, of_sides
from symcnn.check.readings.running_calculations import running_calculations
from symcnn.check.verdicts.amounts import figures_in
from symcnn.check.verdicts.scales import PLAIN, other_scales, plain_scales
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, rebuilt, walk
from symcnn.documents.reading.asides import asides
from symcnn.documents.reading.statements import RELATION, Statement, statements_of_line
from symcnn.documents.reading.stretches import stretches, summand_behind

BEST_FIRST = (Verdict.RIGHT, Verdict.ROUNDED, Verdict.CONDITIONAL, Verdict.UNDECIDED, Verdict.WRONG)
_GOOD = (Verdict.RIGHT, Verdict.ROUNDED)
_LARGEST_FLOAT = 2**53
_POWER_OF_TEN = late_pattern(r"\d+(?:\.\d+)?[eE]\+?\d{1,2}")
_LEAST_SIZE = 20
"""From which number on one that is off by a twentieth is a slip of it."""


def calculations(text: str, start: int, end: int, megabyte: str = "either") -> list[Calculation]:
    """The calculations in a stretch of normal text, in order.

    `megabyte` is one of `symcnn.check.settings.MEGABYTES`.
    """
    told = ((statement,) for statement in asides(text, start, end))
    beside = (one for readings in told if (one := judged(readings, megabyte)) is not None)
    lines = (
        one for first, last in stretches(text, start, end, RELATION) for one in _of_line(text, first, last, megabyte)
    )
    return sorted((*lines, *beside, *running_calculations(text, start, end)), key=lambda one: one.start)


def _of_line(text: str, first: int, last: int, megabyte: str) -> Iterator[Calculation]:
    begin = max(first - 1, 0)
    behind = summand_behind(text, first)
    for one in _of_lines_like(text[begin : last + 1], first - begin, last - begin, megabyte):
        if one.start + begin <= behind and one.verdict not in _GOOD:
            continue  # the rest of the sum stands above
        edit = one.edit and replace(one.edit, start=one.edit.start + begin, end=one.edit.end + begin)
        yield replace(one, start=one.start + begin, end=one.end + begin, edit=edit)


@lru_cache(maxsize=1 << 12)
def _of_lines_like(text: str, first: int, last: int, megabyte: str) -> tuple[Calculation, ...]:
    """The calculations of a line; the same line may stand in a text again and again."""
    found = (judged(readings, megabyte) for readings in statements_of_line(text, first, last))
    return tuple(one for one in found if one is not None)


def judged(readings: Sequence[Statement], megabyte: str = "either") -> Calculation | None:
    """The verdict on a statement by its best reading; None where it cannot be told what it says."""
    found = list(_until_right(readings, megabyte))
    if not found:
        return None
    reading, best = min(found, key=lambda pair: BEST_FIRST.index(pair[1].verdict))
    if not reading.is_certain and best.verdict not in _GOOD:
        return None
    is_open = (reading.needs_slip and not _is_slip(best)) or _is_of_floats(reading) or _is_inverse(best)
    return None if best.verdict is Verdict.WRONG and is_open else best


def _until_right(readings: Iterable[Statement], megabyte: str) -> Iterator[tuple[Statement, Calculation]]:
    """The readings with their verdicts, up to the first that is right: none is better."""
    for reading in readings:
        for one in _of_reading(reading, megabyte):
            yield reading, one
            if one.verdict is Verdict.RIGHT:
                return


def _is_of_floats(reading: Statement) -> bool:
    """Whether numbers stand there that floats cannot tell apart from the next: ``1 + 1e17 - 1e17`` shows that."""
    tokens = (token for token in reading.tokens if token.kind == "number" and "e" in token.text.lower())
    return any(abs(float(token.text)) >= _LARGEST_FLOAT for token in tokens if _POWER_OF_TEN.fullmatch(token.text))


def _is_inverse(found: Calculation) -> bool:
    """Whether one is told as so many times less what the other is a part of: ``reduced (1 - 0.9)^2 = 100 times``."""
    match found.derived, found.claimed:
        case Num(derived), Num(claimed):
            return Fraction(derived) * Fraction(claimed) == 1
    return False


def _is_slip(found: Calculation) -> bool:
    """Whether a wrong number is nearly the right one."""
    if not (isinstance(found.derived, Num) and isinstance(found.claimed, Num)):
        return False
    value, claimed = Fraction(found.derived.value), Fraction(found.claimed.value)
    if value.denominator != 1 or claimed.denominator != 1:
        return False
    is_near = abs(value) >= _LEAST_SIZE and 20 * abs(value - claimed) <= abs(value)
    return is_near or (min(value, claimed) > 99 and slip(str(value), str(claimed)) is not None)


def _of_reading(statement: Statement, megabyte: str) -> Iterator[Calculation]:
    """The verdict with every number as it is written; where that fails, by the first other reading that holds."""
    try:
        plain = of_sides(statement, plain_scales(megabyte))
        if plain is not None:
            yield plain
        if plain is None or plain.verdict not in _GOOD:
            yield from islice(_otherwise(statement, megabyte), 1)
    except Undefined:
        return
    except TooLarge as error:
        why = Sentence("calculation.too-large", {"limit": error.limit})
        yield Calculation(statement.start, statement.end, Verdict.UNDECIDED, None, None, why)


def _otherwise(statement: Statement, megabyte: str) -> Iterator[Calculation]:
    """The verdicts under other readings of the numbers, where these hold."""
    figures = [figure for side in statement.sides for figure in figures_in(statement, side)]
    worked = sum(not side.is_number for side in statement.sides)
    is_parted = any(token.kind == "over" and token.loose for token in statement.tokens)
    for scales in other_scales(figures, megabyte):
        if (scales.percent and worked > 1) or (scales.spaced and not is_parted):
            continue
        found = of_sides(statement, scales)
        if found is not None and found.verdict in _GOOD:
            found = replace(found, why=Sentence(scales.name, found.why.values)) if scales.name else found
            yield replace(found, verdict=Verdict.CONDITIONAL, edit=None) if scales.percent else found
    for raised, number, power in _with_a_power(statement):
        found = of_sides(raised, PLAIN)
        if found is not None and found.verdict is Verdict.RIGHT:
            why = Sentence("calculation.power", {**found.why.values, "number": Num(number), "power": power})
            yield replace(found, verdict=Verdict.CONDITIONAL, why=why)


def _with_a_power(statement: Statement) -> Iterator[tuple[Statement, Number, Expr]]:
    """The statement with a number's last digit raised, as it was before it was copied: ``892 × 400`` for 89²·400."""
    place = next((at for at, side in enumerate(statement.sides) if not side.is_number), None)
    if place is None:
        return
    side = statement.sides[place]
    for number in {node.value for node in walk(side.expr) if isinstance(node, Num)}:
        base, exponent = divmod(number, 10)
        if number.denominator == 1 and base > 1 and (exponent in (2, 3) or (base == 10 and exponent > 3)):
            power = Op("^", (Num(base), Num(exponent)))
            changed = replace(side, expr=_replaced(side.expr, number, power))
            yield (
                replace(statement, sides=(*statement.sides[:place], changed, *statement.sides[place + 1 :])),
                number,
                power,
            )


def _replaced(expr: Expr, number: Number, power: Expr) -> Expr:
    return power if expr == Num(number) else rebuilt(expr, lambda arg: _replaced(arg, number, power))
