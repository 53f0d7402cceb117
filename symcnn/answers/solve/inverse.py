"""A relation with one unknown turned round, a line of working after another, as one would on paper.

>>> from symcnn.network.language.parse import read_relation
>>> from symcnn.core.written.spelling import plain_text
>>> lines, _ = inverted(read_relation("floor((I + 2*0 - 11)/4) + 1"), "I", Bounds(55, 55))
>>> print("; ".join(map(plain_text, lines)))
55 = ⌊(I + 2·0 − 11)/4⌋ + 1; 54 ≤ (I − 11)/4 < 55; 216 ≤ I − 11 < 220; 227 ≤ I < 231; 227 ≤ I ≤ 230
"""

from __future__ import annotations

import math
from fractions import Fraction

from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import Number, Undefined, exact, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, rebuilt, reciprocal, total, walk


@record
class Bounds:
    """What a value lies between; None: no bound. A bound that is `above` or `below` is not reached itself."""

    low: Number | None
    high: Number | None
    above: bool = False
    below: bool = False

    def around(self, expr: Expr) -> Expr:
        """The relation that says so of an expression."""
        if self.low is not None and self.low == self.high:
            value = _number(self.low)
            return Op("=", (expr, value) if isinstance(expr, Sym) else (value, expr))
        before, after = "<" if self.above else "<=", "<" if self.below else "<="
        if self.low is None:
            return expr if self.high is None else Op(after, (expr, _number(self.high)))
        if self.high is None:
            return Op(">" if self.above else ">=", (expr, _number(self.low)))
        if before == after:
            return Op(before, (_number(self.low), expr, _number(self.high)))
        return Op(after, (Op(before, (_number(self.low), expr)), _number(self.high)))

    def less(self, shift: Number) -> Bounds:
        """The bounds of a value that is less by `shift`."""
        low = None if self.low is None else exact(self.low - shift)
        return replace(self, low=low, high=None if self.high is None else exact(self.high - shift))

    def times(self, factor: Number) -> Bounds:
        """The bounds of a value `factor` times as great."""
        low = None if self.low is None else exact(self.low * factor)
        high = None if self.high is None else exact(self.high * factor)
        return Bounds(low, high, self.above, self.below) if factor > 0 else Bounds(high, low, self.below, self.above)

    def whole(self) -> Bounds:
        """The same bounds of a whole number, both reached."""
        low = high = None
        if self.low is not None:
            low = math.floor(self.low) + 1 if self.above else math.ceil(self.low)
        if self.high is not None:
            high = math.ceil(self.high) - 1 if self.below else math.floor(self.high)
        return Bounds(low, high)

    def inside_floor(self) -> Bounds:
        """The bounds of what is rounded down to a value between these."""
        reached = self.whole()
        return Bounds(reached.low, None if reached.high is None else reached.high + 1, below=True)

    def inside_ceil(self) -> Bounds:
        """The bounds of what is rounded up to a value between these."""
        reached = self.whole()
        return Bounds(None if reached.low is None else reached.low - 1, reached.high, above=True)

    def below_line(self, above: Number) -> Bounds | None:
        """The bounds of a positive divisor of the positive number `above`; None where it has none."""
        if self.high is not None and self.high <= 0:
            return None
        low = None if self.high is None else exact(Fraction(above) / self.high)
        high = None if self.low is None or self.low <= 0 else exact(Fraction(above) / self.low)
        return Bounds(low, high, self.below, self.above)


def inverted(expr: Expr, unknown: str, bounds: Bounds) -> tuple[tuple[Expr, ...], Bounds] | None:
    """The lines from bounds of an expression to those of the unknown in it, and these.

    None where the unknown does not stand in one place alone, or in one that has no inverse here.
    """
    if sum(node == Sym(unknown) for node in walk(expr)) != 1:
        return None
    lines = [bounds.around(expr)]
    try:
        expr = _tidied(expr, unknown)
    except Undefined:
        return None
    while expr != Sym(unknown):
        peeled = _peeled(expr, unknown, bounds)
        if peeled is None:
            return None
        was_sum = isinstance(expr, Op) and expr.name == "+"
        expr, bounds = peeled
        if not (was_sum and isinstance(expr, Op) and expr.name in ("floor", "ceil")):
            lines.append(bounds.around(expr))
    bounds = bounds.whole()
    lines.append(bounds.around(expr))
    return tuple(dict.fromkeys(lines)), bounds


def _peeled(expr: Expr, unknown: str, bounds: Bounds) -> tuple[Expr, Bounds] | None:
    """The part of a tidied expression in which the unknown stands, and its bounds."""
    match expr:
        case Op("+", (part, Num(value))):
            return part, bounds.less(value)
        case Op("+", (part, Op("-", (Num(value),)))):
            return part, bounds.less(-value)
        case Op("+", (Num(value), part)):
            return part, bounds.less(value)
        case Op("-", (part,)):
            return part, bounds.times(-1)
        case Op("floor", (part,)):
            return part, bounds.inside_floor()
        case Op("ceil", (part,)):
            return part, bounds.inside_ceil()
        case Op("*", (Num(above), Op("/", (part,)))) if above > 0 and _is_positive(part, unknown):
            inverse = bounds.below_line(above)
            return None if inverse is None else (part, inverse)
        case Op("*", (part, Op("/", (Num(value),)))):
            return part, bounds.times(value)
        case Op("*", (Num(value), part)) if value != 0:
            return part, bounds.times(1 / Fraction(value))
        case Op("*", (Num(value), part, divisor)) if value != 0:
            return product(part, divisor), bounds.times(1 / Fraction(value))
    return None


def _is_positive(expr: Expr, unknown: str) -> bool:
    """Whether an expression is seen to be positive, as the unknown is."""
    match expr:
        case Num(value):
            return value > 0
        case Op("+" | "*", args):
            return all(_is_positive(arg, unknown) for arg in args)
    return expr == Sym(unknown)


def _tidied(expr: Expr, unknown: str) -> Expr:
    """The expression with its numbers worked out and gathered: ``(I − 11)/4`` for ``(I + 2·0 − 11)/4``."""
    if unknown not in names(expr):
        return _number(value_of(expr)) if not names(expr) else expr
    match rebuilt(expr, lambda part: _tidied(part, unknown)):
        case Op("+", args):
            return _sum(args)
        case Op("*", args):
            return _product(args)
        case Op("floor" | "ceil", (inner,)) if _is_whole(inner, unknown):
            return inner
        case other:
            return other


def _sum(args: tuple[Expr, ...]) -> Expr:
    terms: list[Expr] = []
    constant: Number = 0
    for arg in args:
        for term in arg.args if isinstance(arg, Op) and arg.name == "+" else (arg,):
            if names(term):
                terms.append(term)
            else:
                constant += value_of(term)
    if constant == 0:
        return total(*terms)
    match terms:
        case [Op("-")]:
            return total(_number(constant), *terms)
    return total(*terms, _number(exact(constant)))


def _product(args: tuple[Expr, ...]) -> Expr:
    parts: list[Expr] = []
    factor: Number = 1
    for arg in args:
        if names(arg):
            parts.append(arg)
        else:
            factor = Fraction(factor) * value_of(product(Num(1), arg))
    above, below = abs(factor.numerator), factor.denominator
    divided = all(isinstance(part, Op) and part.name == "/" for part in parts)
    if above != 1 or divided:
        parts.insert(0, Num(above))
    if below != 1:
        parts.append(reciprocal(Num(below)))
    return product(*parts) if factor >= 0 else negated(product(*parts))


def _is_whole(expr: Expr, unknown: str) -> bool:
    """Whether the expression is whole wherever the unknown is."""
    match expr:
        case Num(value):
            return value.denominator == 1
        case Op("+" | "-" | "*", args):
            return all(_is_whole(arg, unknown) for arg in args)
    return expr == Sym(unknown)


def _number(value: Number) -> Expr:
    return Num(value) if value >= 0 else negated(Num(-value))
