"""Floor division and modulus of integers as SymPy functions of our own.

SymPy's own drop floors that matter (``floor((2*P+2)*K/6)`` for integer symbols) and miscount nested
moduli (``Mod(8*Mod(n,4),64)``). Every symbol stands for an integer here, so these rewrites hold:

* ``⌊n/1⌋ = n``
* ``⌊(m·q + r)/m⌋ = q + ⌊r/m⌋``
* ``⌊(g·a + c)/(g·b)⌋ = ⌊(a + ⌊c/g⌋)/b⌋`` for a whole c
* ``⌊(⌊x/a⌋ + b)/c⌋ = ⌊(x + a·b)/(a·c)⌋`` for whole a and b and positive c
* ``⌈n/m⌉ = ⌊(n + m − 1)/m⌋`` for positive m
* ``n mod m = n − m·⌊n/m⌋``
"""

from __future__ import annotations

import math
from typing import Any

from sympy import Add, Expr, Function, Integer, Mul, Pow, Rational

from symcnn.core.algebra.function_printing import PrintedCall, PrintedFloor


class FloorDiv(PrintedFloor, Function):  # type: ignore[misc]
    """``⌊n/m⌋`` for integer-valued n and m, m ≠ 0.

    >>> from sympy import symbols
    >>> x, y = symbols("x y")
    >>> FloorDiv(FloorDiv(x + 3, 2) + 1, 2)
    floor((x + 1)/(4)) + 1
    >>> FloorDiv(Integer(-7), Integer(2))
    -4
    """

    nargs = 2

    @classmethod
    def eval(cls, n: Any, m: Any) -> Any:
        if m.is_Rational and n.is_Rational and m != 0:
            return Integer(math.floor(Rational(n) / Rational(m)))
        if not m.is_Integer:
            return _floor_by_power(cls, n, m)
        return _floor_by_constant(cls, n, int(m)) if m > 0 else None


def _floor_by_power(cls: type, n: Any, m: Any) -> Any:
    """The same rewrites for a divisor such as 2^j, which grows with the rounds of a repetition."""
    if all(power.exp.is_number for power in m.atoms(Pow)):
        return None
    floors = [term for term in Add.make_args(n) if isinstance(term, FloorDiv)]
    if len(floors) == 1:
        above, below = floors[0].args
        return cls(Add(above, Mul(below, Add(n, Mul(-1, floors[0])))).expand(), Mul(below, m))
    shares = [(term, (term / m).expand()) for term in Add.make_args(n)]
    known = Add(*(share for _, share in shares if share.is_Rational))
    whole = math.floor(known)
    if not whole:
        return None
    others = Add(*(term for term, share in shares if not share.is_Rational))
    return Add(cls(Add(others, Mul(known - whole, m)).expand(), m), whole)


def _floor_by_constant(cls: type, n: Any, m: int) -> Any:
    terms = [term.as_coeff_Mul() for term in Add.make_args(n)]
    if not all(coefficient.is_Integer and integer_valued(rest) for coefficient, rest in terms):
        return None
    if m == 1:
        return n
    whole, parts, constant = [], [], 0
    for coefficient, rest in terms:
        if rest == 1:
            constant += int(coefficient)
        elif coefficient % m == 0:
            whole.append(Mul(coefficient / m, rest))
        else:
            parts.append((int(coefficient), rest))
    shift, constant = divmod(constant, m)
    if not parts:
        return Add(*whole, Integer(shift))
    common = math.gcd(m, *(coefficient for coefficient, _ in parts))
    numerator = [(coefficient // common, rest) for coefficient, rest in parts]
    constant //= common
    m //= common
    if m == 1:
        inner = Add(*(Mul(coefficient, rest) for coefficient, rest in numerator), Integer(constant))
        return Add(*whole, Integer(shift), inner)
    floors = [rest for coefficient, rest in numerator if coefficient == 1 and isinstance(rest, FloorDiv)]
    if len(floors) == 1:
        above, below = floors[0].args
        others = Add(*(Mul(coefficient, rest) for coefficient, rest in numerator if rest != floors[0]), constant)
        return Add(*whole, Integer(shift), cls(Add(above, Mul(below, others)).expand(), below * m))
    if whole or shift or common > 1:
        rest = Add(*(Mul(coefficient, rest) for coefficient, rest in numerator), Integer(constant))
        return Add(*whole, Integer(shift), cls(rest, Integer(m)))
    return None


def integer_valued(expr: Expr) -> bool:
    """Whether the expression is an integer wherever its symbols are."""
    if expr.is_Symbol or expr.is_Integer or isinstance(expr, FloorDiv | Gcd):
        return True
    if expr.is_Add or expr.is_Mul or isinstance(expr, Greatest | Least):
        return all(map(integer_valued, expr.args))
    if expr.is_Pow:
        return integer_valued(expr.base) and _is_never_negative(expr.exp)
    return False


def _is_never_negative(exponent: Expr) -> bool:
    """Whether an exponent is a whole number from 0 on; a letter in it counts rounds, from 1 on."""
    constant, rest = exponent.as_coeff_Add()
    terms = [term.as_coeff_Mul() for term in Add.make_args(rest)] if rest != 0 else []
    if not all(number.is_Integer and number > 0 and term.is_Symbol for number, term in terms):
        return False
    return bool(constant.is_Integer) and constant + sum(number for number, _ in terms) >= 0


def ceil_div(n: Expr, m: Expr) -> Expr:
    """``⌈n/m⌉ = ⌊(n + m − 1)/m⌋`` for integers and a known positive m, else ``−⌊−n/m⌋``."""
    if integer_valued(n) and m.is_Integer and m > 0:
        return FloorDiv(Add(n, m, -1), m)
    return Mul(-1, FloorDiv(Mul(-1, n).expand(), m))


def modulo(n: Expr, m: Expr) -> Expr:
    """``n mod m = n − m·⌊n/m⌋``, with the sign of m."""
    return Add(n, Mul(-1, m, FloorDiv(n, m)))


class _Extreme(PrintedCall, Function):  # type: ignore[misc]
    """Shared by `Greatest` and `Least`: of floors over the same m that differ by a number only one is kept."""

    @classmethod
    def eval(cls, *args: Any) -> Any:
        best = max if cls is Greatest else min
        by_rest: dict[Any, Any] = {}
        for arg in args:
            number, *rest = _parted(arg)
            place = tuple(rest)
            by_rest[place] = best(by_rest[place], number) if place in by_rest else number
        found = (FloorDiv(Add(rest, n), m) if m != 1 else Add(rest, n) for (rest, m), n in by_rest.items())
        kept = tuple(sorted(found, key=lambda arg: arg.sort_key()))
        if len(kept) == 1:
            return kept[0]
        return None if kept == args else cls(*kept)


def _parted(arg: Any) -> tuple[Any, Any, Any]:
    """The number a, x and m of ``⌊(x + a)/m⌋``, which never falls as a grows; m is 1 for what is no floor."""
    number, rest = arg.as_coeff_Add()
    if isinstance(rest, FloorDiv) and number.is_Integer and rest.args[1].is_Integer and rest.args[1] > 1:
        shift, above = rest.args[0].as_coeff_Add()
        return shift + number * rest.args[1], above, rest.args[1]
    return number, rest, Integer(1)


class Greatest(_Extreme):
    """The greatest of its arguments; SymPy's ``Max`` without its questions about assumptions."""

    in_words, in_python, in_numpy = "Max", "max", "numpy.maximum"


class Least(_Extreme):
    """The least of its arguments."""

    in_words, in_python, in_numpy = "Min", "min", "numpy.minimum"


class Gcd(PrintedCall, Function):  # type: ignore[misc]
    """The greatest common divisor of integers."""

    in_words, in_python, in_numpy = "gcd", "math.gcd", "numpy.gcd"

    @classmethod
    def eval(cls, *args: Any) -> Any:
        if all(arg.is_Integer for arg in args):
            return Integer(math.gcd(*map(int, args)))
        return None
