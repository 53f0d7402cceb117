"""The amounts that the sides of a calculation come to, with their units, and whether two of them agree."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from symcnn.check.verdicts.scales import BITS, PLAIN, Scales, is_dotted
from symcnn.core.record import record, replace
from symcnn.core.written.agreement import AGREEING, Agreement, agreement, worse
from symcnn.core.written.arithmetic import Number, exact, value_of
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.statements import Side, Statement
from symcnn.documents.reading.token_brackets import closing
from symcnn.documents.reading.tokens import Token

_MOST_TENS = 40
"""The highest power of ten that a figure is written with."""
_LEAST_ORDER = 1000
"""From which power of ten on a figure may tell no more than the order of magnitude, though "about" is not said."""
_WIDTHS = (4, 2)
"""How many bytes one value takes, where a text speaks of values and gives their memory."""


@record
class Amount:
    """A side's value in its own unit, and how it was written if it is a bare number."""

    value: Number
    unit: str
    figure: PrintedNumber | None
    scale: Number = 1
    """What the prefix of its figure stands for."""
    times: Number = 1
    """What it was multiplied with to agree with the other: the other's prefix, or the bytes of a value."""


def amount_of(statement: Statement, side: Side, scales: Scales) -> Amount | None:
    """A side's value; None where its numbers have units that do not go together."""
    figures = figures_in(statement, side)
    units = {scales.unit_of(figure) for figure in figures} - {""}
    if len(figures) == 2 and {one.unit for one in figures} == units and _is_ratio(side.expr):
        units = set()  # how many times as much memory
    is_memory = bool(units & {*BITS})
    if len(units) > 1 or (is_memory and not _is_one_unit(side.expr, [scales.unit_of(figure) for figure in figures])):
        return None
    if not is_memory and (scales.worked or scales.printed):
        scales = replace(scales, worked=False, printed=False)
    expr, is_printed = side.expr, side.is_number
    is_plain = scales is PLAIN or scales == PLAIN
    if not is_plain:
        found = expression_at(
            statement.tokens,
            side.first,
            valued=lambda figure: scales.value(figure, is_printed=is_printed),
            spaced=scales.spaced,
        )
        expr = found.expr if found else expr
    figure = figures[0] if is_printed and len(figures) == 1 else _scientific(side.expr, figures)
    scale: Number = 1 if figure is None or scales.once else figure.factor
    if figure is not None and is_printed and not is_plain:
        scale = exact(scale * figure.binary) if scales.printed else scale
        figure = replace(
            figure,
            value=scales.value(figure, is_printed=True),
            place=scales.place(figure, is_printed=True),
            has_decimals=figure.has_decimals and not (scales.dotted and is_dotted(figure)),
        )
    value = expr.value if isinstance(expr, Num) else value_of(expr)
    if scales.percent and figure is None:
        value = exact(value * 100)
    return Amount(value, next(iter(units), "" if figure else scales.unit), figure, scale)


def figures_in(statement: Statement, side: Side) -> list[PrintedNumber]:
    """The numbers of a side, without those in its annotations: ``184.3MB (about 175 MiB)``."""
    figures, at = [], side.first
    while at < side.end:
        token = statement.tokens[at]
        if token.kind == "open" and at > side.first:
            end = closing(statement.tokens, at) or at
            inside = statement.tokens[at + 1 : end]
            if any(one.kind in ("name", "stop") for one in inside) or _is_share(inside):
                at = end
                continue
        if token.number is not None:
            figures.append(token.number)
        at += 1
    return figures


def _is_share(tokens: Sequence[Token]) -> bool:
    return len(tokens) == 1 and tokens[0].number is not None and tokens[0].number.unit == "percent"


def _is_ratio(expr: Expr) -> bool:
    match expr:
        case Op("*", (Num(), Op("/", (Num(),)))):
            return True
    return False


def _is_one_unit(expr: Expr, units: Sequence[str]) -> bool:
    """Whether the unit comes out once: one factor of a product has it, or every term of a sum."""
    marked = sum(unit in BITS for unit in units)
    terms = len(expr.args) if isinstance(expr, Op) and expr.name == "+" else 1
    return marked == terms


def _scientific(expr: Expr, figures: Sequence[PrintedNumber]) -> PrintedNumber | None:
    """A number written with a power of ten as one figure: ``1.4 × 10^8``."""
    match expr:
        case Op("*", (Num(), Op("^", (Num(ten), Num(power))))) if ten == 10 and figures:
            if power.denominator != 1 or not -_MOST_TENS < power < _MOST_TENS:
                return None
            factor = Fraction(10) ** int(power)
            first = figures[0]
            return replace(first, value=exact(first.value * factor), place=exact(first.place * factor), is_short=True)
        case Op("^", (Num(ten), power)) if ten == 10 and figures:
            tens = value_of(power)
            if tens.denominator == 1 and -_MOST_TENS < tens < _MOST_TENS:
                order = exact(Fraction(10) ** int(tens))
                return PrintedNumber(order, order, is_short=True, has_decimals=False)
    return None


def _is_order(value: Number, order: Number, *, about: bool) -> bool:
    """Whether a power of ten is the order of magnitude of a value: the nearest one, or the one just below it."""
    if value <= 0 or not (about or order >= _LEAST_ORDER or order * _LEAST_ORDER <= 1):
        return False
    return order <= value < 10 * order or order * order <= 10 * value * value <= 100 * order * order


def is_power_of_ten(figure: PrintedNumber) -> bool:
    """Whether a figure is a power of ten alone, which may tell no more than an order of magnitude."""
    return figure.value == figure.place and figure.is_short and figure.factor == 1 and not figure.has_decimals


def agrees(reference: Amount, amount: Amount, *, about: bool, is_quotient: bool) -> tuple[Agreement, Amount]:
    """How an amount agrees, and the reference in its unit where the reference has none.

    A quotient may be one of bytes by the bytes in the unit of its result: ``…*4B/1024/1024 = 526MB``.
    """
    value, figure = reference.value, amount.figure
    if reference.unit in BITS and amount.unit in BITS:
        value = exact(Fraction(value) * BITS[reference.unit] / BITS[amount.unit])
    found = agreement(value, amount.value, figure, about=about)
    if found in (Agreement.OFF, Agreement.NEAR) and figure is not None and is_power_of_ten(figure):
        found = Agreement.NEAR if _is_order(value, figure.value, about=about) else found
    if found in AGREEING and not reference.unit and amount.unit in BITS:
        return found, replace(reference, unit=amount.unit)
    if found is Agreement.OFF and (reference.unit == "percent") != (amount.unit == "percent"):
        factor = Fraction(1, 100) if amount.unit == "percent" else 100
        found = agreement(exact(value * factor), amount.value, figure, about=about)
    is_open = not reference.unit or (reference.unit == amount.unit and is_quotient)
    if found in (Agreement.OFF, Agreement.NEAR) and figure is not None and is_open:
        scaled = exact(value * amount.scale)
        other = agreement(scaled, amount.value, figure, about=about)
        if amount.scale != 1 and worse(found, other):
            return other, replace(reference, value=scaled, unit=amount.unit, times=amount.scale)
        for width in _WIDTHS if amount.unit == "byte" and not reference.unit and amount.scale != 1 else ():
            other = agreement(exact(value * width), amount.value, figure, about=about)
            if other in AGREEING:
                return other, replace(reference, times=width)
        if figure.has_decimals and figure.place == Fraction(1, 1000) and value == amount.value * 1000:
            return Agreement.EXACT, reference  # 10.240, as ten thousand is written in many countries
    return found, reference
