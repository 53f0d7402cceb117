"""How an expression lies on a line: where brackets stand, for every notation alike.

One table of precedences serves the printers and the step-by-step evaluation, which clears the
innermost brackets first. A notation (`symcnn.core.written.spelling`) only says what the pieces look like.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from typing import Protocol

from symcnn.core.written.tree import Expr, Listed, Num, Op, Sym, reciprocal

PRECEDENCE: Mapping[str, int] = {
    "=": 0,
    "<=": 0,
    ">=": 0,
    "<": 0,
    ">": 0,
    "of": 0,
    "+": 1,
    "-": 1,
    "x": 2,
    "*": 3,
    "/": 3,
    "^": 5,
}
ATOM = 6
"""Numbers, names, and what brings brackets of its own: floors, calls, tables."""

RELATIONS = ("=", "<=", ">=", "<", ">")


class Typography(Protocol):
    """The look of each piece of an expression in one output format."""

    @property
    def fractions(self) -> bool:
        """Whether quotients stand above each other, which needs no brackets."""
        ...

    def number(self, value: int) -> str: ...
    def name(self, name: str) -> str: ...
    def brackets(self, inner: str) -> str: ...
    def joined(self, operator: str, parts: Sequence[str]) -> str: ...
    def signed(self, inner: str) -> str: ...
    def times(self, left: str, right: str, *, adjacent: bool) -> str: ...
    def over(self, above: str, below: str) -> str: ...
    def power(self, base: str, exponent: str, *, plain: bool) -> str: ...
    def call(self, name: str, args: Sequence[str]) -> str: ...


def precedence(expr: Expr) -> int:
    """How tightly the expression holds together; a fraction or negative number as what it is written as."""
    if isinstance(expr, Op):
        return ATOM if isinstance(expr, Listed) else PRECEDENCE.get(expr.name, ATOM)
    if isinstance(expr, Num):
        return PRECEDENCE["-"] if expr.value < 0 else ATOM if expr.value.denominator == 1 else PRECEDENCE["*"]
    return ATOM


def bracketed(parent: str, place: int, child: Expr) -> bool:
    """Whether brackets stand around the child at this place of the parent operation."""
    inner = precedence(child)
    if inner == ATOM:
        return False
    match parent:
        case "+":
            if isinstance(child, Op) and child.name == "-":
                return False
            return inner <= PRECEDENCE["+"] and not (place == 0 and isinstance(child, Num))
        case "-":
            return inner <= PRECEDENCE["+"]
        case "*":
            if isinstance(child, Op) and child.name == "/":
                return False
            return inner <= PRECEDENCE["*"]
        case "/":
            return inner <= PRECEDENCE["*"]
        case "^":
            return inner < ATOM if place == 0 else inner <= PRECEDENCE["*"] or _is_power(child)
        case "x":
            return inner <= PRECEDENCE["x"]
        case _ if parent in RELATIONS:
            return inner <= PRECEDENCE["="] and not (place == 0 and isinstance(child, Op) and child.name in RELATIONS)
    return False


def _is_power(expr: Expr) -> bool:
    return isinstance(expr, Op) and expr.name == "^"


def written(expr: Expr, notation: Typography) -> str:
    """The expression in a notation."""
    if isinstance(expr, Num):
        return _number(expr.value, notation)
    if isinstance(expr, Sym):
        return notation.name(expr.name)
    writer = _WRITERS.get(expr.name)
    if writer is not None:
        return writer(expr.args, notation)
    if isinstance(expr, Listed):
        return notation.call("", [written(arg, notation) for arg in expr.args])
    if expr.name in RELATIONS or expr.name in ("x", "of"):
        return notation.joined(
            expr.name, [_part(expr.name, place, arg, notation) for place, arg in enumerate(expr.args)]
        )
    return notation.call(expr.name, [written(arg, notation) for arg in expr.args])


def _part(parent: str, place: int, child: Expr, notation: Typography) -> str:
    text = written(child, notation)
    return notation.brackets(text) if not isinstance(child, Sym) and bracketed(parent, place, child) else text


def _power(args: Sequence[Expr], notation: Typography) -> str:
    base, exponent = args
    return notation.power(
        _part("^", 0, base, notation),
        written(exponent, notation) if notation.fractions else _part("^", 1, exponent, notation),
        plain=isinstance(exponent, Num) and exponent.value.denominator == 1 and exponent.value >= 0,
    )


def _number(value: int | Fraction, notation: Typography) -> str:
    if value < 0:
        return notation.signed(_number(-value, notation))
    if value.denominator == 1:
        return notation.number(value.numerator)
    if not notation.fractions and (digits := decimals(value.denominator)):
        whole, rest = divmod(value.numerator * 10**digits // value.denominator, 10**digits)
        return f"{notation.number(whole)}.{rest:0{digits}}"
    return notation.over(notation.number(value.numerator), notation.number(value.denominator))


def decimals(denominator: int) -> int:
    """How many decimals a fraction with this denominator has; 0 where they never end, or are many."""
    return next((digits for digits in range(1, 10) if 10**digits % denominator == 0), 0)


def _sum(args: Sequence[Expr], notation: Typography) -> str:
    line = _part("+", 0, args[0], notation)
    for arg in args[1:]:
        match arg:
            case Op("-", (term,)):
                line = notation.joined("-", [line, _part("-", 0, term, notation)])
            case _:
                line = notation.joined("+", [line, _part("+", 1, arg, notation)])
    return line


def _product(args: Sequence[Expr], notation: Typography) -> str:
    """Factors from left to right; a reciprocal puts all that stands before it above a line."""
    line, before = "", None
    for place, arg in enumerate(args):
        match arg:
            case Op("/", (divisor,)):
                if not line:
                    line = notation.number(1)
                if notation.fractions:
                    above = written(args[0], notation) if place == 1 else line
                    line = notation.over(above, written(divisor, notation))
                else:
                    line = notation.over(line, _part("/", 0, divisor, notation))
                before = None
            case _ if not line:
                line, before = _part("*", place, arg, notation), arg
            case _:
                adjacent = isinstance(before, Num) and place == 1 and _is_letter(arg)
                line, before = notation.times(line, _part("*", place, arg, notation), adjacent=adjacent), arg
    return line


_WRITERS: Mapping[str, Callable[[Sequence[Expr], Typography], str]] = {
    "+": _sum,
    "-": lambda args, notation: notation.signed(_part("-", 0, args[0], notation)),
    "*": _product,
    "/": lambda args, notation: _product((Num(1), reciprocal(args[0])), notation),
    "^": _power,
}


def _is_letter(expr: Expr) -> bool:
    """A one-letter name, squared or not: what a number may stand next to without a sign, as in 2P."""
    match expr:
        case Op("^", (Sym(name), _)) | Sym(name):
            return len(name.split("_")[0]) == 1 and name[0] != "x"
    return False
