"""Whether a calculation in a text holds: ``(5*5+1)*6*28*28 = 122304``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction

from symcnn.checking.claims import Verdict
from symcnn.checking.edits import edit_of, reason
from symcnn.checking.finding import Edit, Finding, Kind, Said, Sentence
from symcnn.checking.rounding import Agreement, agreement
from symcnn.derivation.working import next_line
from symcnn.mentions.expressions import closing, expression_at
from symcnn.mentions.numbers import Reading
from symcnn.mentions.statements import Side, Statement
from symcnn.mentions.tokens import Token
from symcnn.record import record
from symcnn.written.arithmetic import Number, TooLarge, Undefined, exact, value_of
from symcnn.written.tree import Expr, Num, Op, walk

BEST_FIRST = (Verdict.RIGHT, Verdict.ROUNDED, Verdict.CONDITIONAL, Verdict.UNDECIDED, Verdict.WRONG)
_VERDICTS = {
    Agreement.EXACT: Verdict.RIGHT,
    Agreement.ROUNDED: Verdict.ROUNDED,
    Agreement.CUT: Verdict.ROUNDED,
    Agreement.FLOORED: Verdict.CONDITIONAL,
    Agreement.RAISED: Verdict.CONDITIONAL,
    Agreement.NEAR: Verdict.UNDECIDED,
    Agreement.OFF: Verdict.WRONG,
}
_GOOD = (Verdict.RIGHT, Verdict.ROUNDED)
_SHORTENED = (Agreement.ROUNDED, Agreement.CUT)
_EXACT_OR_SHORT = (Agreement.EXACT, *_SHORTENED)
_BITS = {"bit": 1, "byte": 8}
_MOST_TENS = 40
"""The highest power of ten that a figure is written with."""


@record
class _Amount:
    """A side's value in its own unit, and how it was written if it is a bare number."""

    value: Number
    unit: str
    figure: Reading | None
    scale: Number = 1
    """What the prefix of its figure stands for."""


def judged(readings: Sequence[Statement], megabyte: str = "either") -> Finding | None:
    """The verdict on a statement by its best reading; None where it cannot be told what it says.

    `megabyte` is one of `symcnn.checking.settings.MEGABYTES`.
    """
    found = [(reading, finding) for reading in readings for finding in _of_reading(reading, megabyte)]
    if not found:
        return None
    reading, best = min(found, key=lambda pair: BEST_FIRST.index(pair[1].verdict))
    if not reading.is_certain and best.verdict not in _GOOD:
        return None
    return best


def _of_reading(statement: Statement, megabyte: str) -> Iterator[Finding]:
    """The verdict with K, M, G of bytes as powers of 1000, and as powers of 1024 where that may be meant."""
    try:
        found = _finding(statement, binary=megabyte == "MiB" and _has_prefix(statement))
        if found is None:
            return
        yield found
        if megabyte == "either" and found.verdict not in _GOOD and _has_prefix(statement):
            other = _finding(statement, binary=True)
            if other is not None and other.verdict in _GOOD:
                yield replace(other, why=Sentence("calculation.binary", other.why.values))
    except Undefined:
        return
    except TooLarge:
        yield Finding(
            statement.start,
            statement.end,
            Kind.ARITHMETIC,
            "calculation",
            Verdict.UNDECIDED,
            None,
            None,
            Sentence("calculation.too-large", {}),
        )


def _has_prefix(statement: Statement) -> bool:
    """Whether a number of bytes or bits is written with K, M or G."""
    return any(
        token.number is not None and token.number.binary != 1 and token.number.unit in _BITS
        for side in statement.sides
        for token in statement.tokens[side.first : side.end]
    )


def _finding(statement: Statement, *, binary: bool) -> Finding | None:
    amounts = [_amount(statement, side, binary=binary) for side in statement.sides]
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return None
    place = _reference(statement.sides, known)
    reference = known[place]
    worst, worst_at = Agreement.EXACT, None
    for at, amount in enumerate(known):
        if at == place:
            continue
        about = any(statement.about[min(at, place) : max(at, place)])
        found, reference = _agrees(reference, amount, about=about, is_quotient=_is_quotient(statement.sides[place]))
        if found in (Agreement.OFF, Agreement.NEAR):
            if _goes_on_counting(statement.sides, known):
                return _counted_on(statement, known)
            inverse = _inverse(statement.sides[at].expr)
            if about and inverse is not None and reference.value:
                found = agreement(
                    exact(1 / Fraction(reference.value)),
                    inverse,
                    _figures(statement, statement.sides[at])[-1],
                    about=True,
                )
            edge = _edge(statement.sides[at].expr)
            if found is Agreement.OFF and edge is not None:
                found = agreement(reference.value, edge, None, about=False)
            is_open = amount.figure is None or statement.sides[at].is_number
            if found is Agreement.OFF and is_open and _may_be_shapes(statement.sides[place], statement.sides[at]):
                return None
            if found is Agreement.OFF and _takes_a_share(statement, place):
                return None
        if worst_at is None or _worse(found, worst):
            worst, worst_at = found, at
    assert worst_at is not None
    return _said(statement, place, worst_at, worst, known)


def _reference(sides: Sequence[Side], known: Sequence[_Amount]) -> int:
    """The side that the others are held against: a calculation, no shape if there is one, else the finest figure."""
    figures = [(Fraction(amount.figure.place), at) for at, amount in enumerate(known) if amount.figure is not None]
    if len(figures) == len(known):
        return min(figures)[1]
    worked = [place for place, amount in enumerate(known) if amount.figure is None]
    return next((place for place in worked if _edge(sides[place].expr) is None), worked[0])


def _goes_on_counting(sides: Sequence[Side], known: Sequence[_Amount]) -> bool:
    """Whether each side goes on from the result before it: ``5*5*3 = 75 + 1 = 76``."""
    for place in range(1, len(sides)):
        expr = sides[place].expr
        while isinstance(expr, Op) and expr.name in ("+", "*"):
            expr = expr.args[0]
        if not isinstance(expr, Num):
            return False
        begun = expr.value if known[place].figure is None else known[place].value
        if agreement(known[place - 1].value, begun, known[place].figure, about=False) not in (
            Agreement.EXACT,
            *_SHORTENED,
        ):
            return False
    return True


def _counted_on(statement: Statement, known: Sequence[_Amount]) -> Finding:
    worked = [place for place, amount in enumerate(known) if amount.figure is None]
    last = worked[-1]
    return Finding(
        statement.start,
        statement.end,
        Kind.ARITHMETIC,
        "calculation",
        Verdict.RIGHT,
        Num(known[-1].value),
        Num(known[last].value),
        Sentence("calculation.exact", {"value": Num(known[last].value), "side": statement.sides[last].expr}),
        tuple(worked_out(statement.sides[place].expr) for place in worked),
        None,
    )


def _worse(one: Agreement, other: Agreement) -> bool:
    order = tuple(Agreement)
    return order.index(one) > order.index(other)


def _edge(expr: Expr) -> Number | None:
    """The size that a shape has along two axes, where the expression can be one: ``28×28``, ``55×55×96``."""
    match expr:
        case Op("*", (Num(height), Num(width), *others)) if height == width and len(others) < 2:
            return height if all(isinstance(other, Num) for other in others) else None
    return None


def _inverse(expr: Expr) -> Number | None:
    """The number that an expression is one part of: ``1/8.4``."""
    match expr:
        case Op("/", (Num(number),)):
            return number
        case Op("*", (Num(one), Op("/", (Num(number),)))) if one == 1:
            return number
    return None


def _may_be_shapes(one: Side, other: Side) -> bool:
    """Whether both sides may as well speak of shapes: ``28×28×6 = 14×14×24``, ``32x32 - 5x5 + 1 = 28x28``."""
    if all(isinstance(side.expr, Op) and side.expr.name == "*" for side in (one, other)):
        return True
    has_shapes = [any(_edge(node) is not None for node in walk(side.expr)) for side in (one, other)]
    edge = _edge(one.expr)
    return all(has_shapes) or (edge is not None and other.expr == Num(edge))


def _takes_a_share(statement: Statement, place: int) -> bool:
    """Whether a calculation adds or takes off so many percent, of what it does not say: ``100 - 20%``."""
    side = statement.sides[place]
    figures = [token.number for token in statement.tokens[side.first : side.end] if token.number is not None]
    shares = [figure for figure in figures if figure.unit == "percent"]
    return bool(shares) and len(shares) < len(figures) and isinstance(side.expr, Op) and side.expr.name == "+"


def _agrees(reference: _Amount, amount: _Amount, *, about: bool, is_quotient: bool) -> tuple[Agreement, _Amount]:
    """How an amount agrees, and the reference in its unit where the reference has none.

    A quotient may be one of bytes by the bytes in the unit of its result: ``…*4B/1024/1024 = 526MB``.
    """
    value, figure = reference.value, amount.figure
    if reference.unit in _BITS and amount.unit in _BITS:
        value = exact(Fraction(value) * _BITS[reference.unit] / _BITS[amount.unit])
    found = agreement(value, amount.value, figure, about=about)
    if found in _EXACT_OR_SHORT and not reference.unit and amount.unit in _BITS:
        return found, replace(reference, unit=amount.unit)
    if found is Agreement.OFF and (reference.unit == "percent") != (amount.unit == "percent"):
        factor = Fraction(1, 100) if amount.unit == "percent" else 100
        found = agreement(exact(value * factor), amount.value, figure, about=about)
    is_open = not reference.unit or (reference.unit == amount.unit and is_quotient)
    if found in (Agreement.OFF, Agreement.NEAR) and figure is not None and is_open:
        scaled = exact(value * amount.scale)
        other = agreement(scaled, amount.value, figure, about=about)
        if amount.scale != 1 and _worse(found, other):
            return other, replace(reference, value=scaled, unit=amount.unit)
        if figure.has_decimals and figure.place == Fraction(1, 1000) and value == amount.value * 1000:
            return Agreement.EXACT, reference  # 10.240, as ten thousand is written in many countries
    return found, reference


def _amount(statement: Statement, side: Side, *, binary: bool) -> _Amount | None:
    """A side's value; None where its numbers have units that do not go together."""
    figures = _figures(statement, side)
    units = {figure.unit for figure in figures} - {""}
    is_memory = bool(units & {*_BITS})
    expr = side.expr
    if binary and is_memory:
        found = expression_at(statement.tokens, side.first, binary=True)
        expr = found.expr if found else expr
    if len(units) > 1 or (is_memory and not _is_one_unit(side.expr, figures)):
        return None
    figure = figures[0] if side.is_number and len(figures) == 1 else _scientific(side.expr, figures)
    scale: Number = _scale(figure.prefix) if figure is not None else 1
    if figure is not None and binary and is_memory:
        figure = replace(figure, value=exact(figure.value * figure.binary), place=exact(figure.place * figure.binary))
        scale = exact(scale * figure.binary)
    value = value_of(expr)
    return _Amount(value, next(iter(units), ""), figure, scale)


def _figures(statement: Statement, side: Side) -> list[Reading]:
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


def _scale(prefix: str) -> int:
    power = " KMGT".find(prefix[:1].upper()) if prefix else 0
    return int((1024 if prefix.endswith("i") else 1000) ** max(power, 0))


def _scientific(expr: Expr, figures: Sequence[Reading]) -> Reading | None:
    """A number written with a power of ten as one figure: ``1.4 × 10^8``."""
    match expr:
        case Op("*", (Num(), Op("^", (Num(ten), Num(power))))) if ten == 10 and figures and abs(power) < _MOST_TENS:
            factor = Fraction(10) ** int(power)
            first = figures[0]
            return replace(first, value=exact(first.value * factor), place=exact(first.place * factor), is_short=True)
    return None


def _is_one_unit(expr: Expr, figures: Sequence[Reading]) -> bool:
    """Whether the unit comes out once: one factor of a product has it, or every term of a sum."""
    marked = sum(figure.unit in _BITS for figure in figures)
    terms = len(expr.args) if isinstance(expr, Op) and expr.name == "+" else 1
    return marked == terms


def _is_quotient(side: Side) -> bool:
    return any(isinstance(node, Op) and node.name == "/" for node in walk(side.expr))


def _said(statement: Statement, place: int, other: int, found: Agreement, amounts: Sequence[_Amount]) -> Finding:
    reference, side = statement.sides[place], statement.sides[other]
    value, claimed = amounts[place].value, amounts[other].value
    is_about = any(statement.about[min(place, other) : max(place, other)])
    verdict = Verdict.RIGHT if is_about and found in _SHORTENED else _VERDICTS[found]
    code = (
        "missing-floor" if found in (Agreement.FLOORED, Agreement.RAISED) and _is_quotient(reference) else "calculation"
    )
    edit = _edit(statement, place, other, amounts) if verdict is Verdict.WRONG else None
    values: dict[str, Said] = {"value": Num(value), "claimed": Num(claimed), "side": reference.expr}
    return Finding(
        statement.start,
        statement.end,
        Kind.ARITHMETIC,
        code,
        verdict,
        Num(claimed) if side.is_number else side.expr,
        Num(value),
        reason(edit, reference.expr, values) if edit else Sentence(f"calculation.{found.value}", values),
        (worked_out(reference.expr),),
        edit,
    )


def _edit(statement: Statement, place: int, other: int, amounts: Sequence[_Amount]) -> Edit | None:
    side, reference = statement.sides[other], statement.sides[place]
    if not side.is_number or amounts[place].unit != amounts[other].unit:
        return None
    printed = next(token for token in statement.tokens[side.first : side.end] if token.kind == "number")
    working = statement.tokens[reference.first : reference.end]
    return edit_of(reference.expr, amounts[place].value, amounts[other].value, printed, working)


def worked_out(expr: Expr) -> Op:
    """The expression and each line of its evaluation, as one chain of equations.

    >>> from symcnn.language.reader import read_relation
    >>> from symcnn.written.notations import plain_text
    >>> plain_text(worked_out(read_relation("(5*5 + 1)*6")))
    '(5·5 + 1)·6 = 26·6 = 156'
    """
    lines = [expr]
    while (following := next_line(lines[-1])) != lines[-1]:
        lines.append(following)
    return Op("=", tuple(lines))
