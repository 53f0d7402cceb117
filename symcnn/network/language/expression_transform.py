"""From matched grammar rules to written expressions: one method for each rule of an expression."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from symcnn.core.limits import MAX_NESTING, MAX_NUMBER_LENGTH
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.arithmetic import exact
from symcnn.core.written.tree import Expr, Listed, Num, Op, Sym, negated, product, reciprocal, total
from symcnn.network.language.counted_words import UNITS

Children = list[Any]

_ONE_ARGUMENT = frozenset({"floor", "ceil", "area", "sum", "same", "total"})
_TWO_ARGUMENTS = frozenset({"mod"})
_MANY_ARGUMENTS = frozenset({"max", "min", "gcd"})
FUNCTIONS = _ONE_ARGUMENT | _TWO_ARGUMENTS | _MANY_ARGUMENTS

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SMALL = tuple(map(Num, range(1025)))
_ASCII = {"≤": "<=", "≥": ">="}


def unquoted(token: str) -> str:
    r"""The text of a quoted name: ``\"`` and ``\\`` stand for themselves.

    >>> print(unquoted(r'"a\"b"'))
    a"b
    """
    return token[1:-1].replace('\\"', '"').replace("\\\\", "\\") if token.startswith('"') else str(token)


class ExpressionBuilder:
    """Builds written expressions from the children of each matched rule."""

    def relation(self, children: Children) -> Expr:
        if len(children) == 1:
            return _expr(children[0])
        signs = {_ASCII.get(sign, str(sign)) for sign in children[1::2]}
        if len(signs) > 1:
            raise fault_at("mixed-relations", children[3], found=str(children[3]))
        return Op(signs.pop(), tuple(children[::2]))

    def sum(self, children: Children) -> Expr:
        sign, first, *rest = children
        first = negated(first) if sign in ("-", "−") else first
        if not rest:
            return _expr(first)
        signs = rest[::2]
        terms = (negated(term) if sign != "+" else term for sign, term in zip(signs, rest[1::2], strict=True))
        return total(first, *terms)

    def shape(self, children: Children) -> Expr:
        return Op("x", tuple(children[::2]))

    def quotient(self, children: Children) -> Expr:
        coefficient = [self.number([children[0]])] if is_token(children[0]) else []
        first, *rest = children[len(coefficient) :]
        if coefficient and isinstance(first, Sym) and first.name in UNITS:
            end = children[0].end_pos
            told = {"name": first.name, "number": str(children[0])}
            raise Faulty(Fault("unit-behind-number", end, end + len(first.name), told))
        factors: list[Expr] = [*coefficient, first]
        divisions = 0
        for sign, factor in zip(rest[::2], rest[1::2], strict=True):
            if sign == "mod":
                divisions += 1
                if divisions > MAX_NESTING:
                    raise fault_at("too-deep", sign, limit=MAX_NESTING)
                factors = [Op("mod", (product(*factors), factor))]
            else:
                factors.append(reciprocal(factor) if sign == "/" else factor)
        return product(*factors)

    def factor(self, children: Children) -> Expr:
        *signs, coefficient, power = children
        value = power if coefficient is None else product(self.number([coefficient]), power)
        return negated(value) if sum(sign != "+" for sign in signs) % 2 else _expr(value)

    def exponent(self, children: Children) -> Expr:
        *signs, atom = children
        return negated(atom) if sum(sign != "+" for sign in signs) % 2 else _expr(atom)

    def raised(self, children: Children) -> Expr:
        base, *rest = children
        if len(rest) == 1:
            digits = rest[0].translate(_SUPERSCRIPTS)
            return Op("^", (base, self.number([rest[0].spelt(digits)])))
        if len(rest) // 2 > MAX_NESTING:
            raise fault_at("too-deep", rest[0], limit=MAX_NESTING)
        *bases, result = (base, *rest[1::2])
        for lower in reversed(bases):
            result = Op("^", (lower, result))
        return _expr(result)

    def number(self, children: Children) -> Num:
        (token,) = children
        if len(token) > MAX_NUMBER_LENGTH or _power(token) > MAX_NUMBER_LENGTH:
            raise fault_at("number-too-long", token, limit=MAX_NUMBER_LENGTH)
        return _number(token)

    def name(self, children: Children) -> Sym:
        return Sym("".join(map(unquoted, children)))

    def call(self, children: Children) -> Op:
        token, *args = children
        function = str(token)
        if function not in FUNCTIONS:
            raise fault_at("unknown-function", token, found=function, choices=tuple(sorted(FUNCTIONS)))
        if len(args) != 1 and function in _ONE_ARGUMENT:
            raise fault_at("wrong-count", token, function=function, wanted=1, found=len(args))
        if len(args) != 2 and function in _TWO_ARGUMENTS:
            raise fault_at("wrong-count", token, function=function, wanted=2, found=len(args))
        return Op(function, tuple(args))

    def brackets(self, children: Children) -> Expr:
        return _expr(children[0]) if len(children) == 1 else Listed("x", tuple(children))

    def floor(self, children: Children) -> Op:
        return Op("floor", tuple(children))

    def ceiling(self, children: Children) -> Op:
        return Op("ceil", tuple(children))

    def pair(self, children: Children) -> Op:
        return Op("pair", tuple(children))

    def table(self, children: Children) -> Op:
        return Op("table", tuple(children))

    def row(self, children: Children) -> Op:
        return Op("row", tuple(self.number([token]) for token in children))

    def count(self, children: Children) -> Op:
        return Op("of", tuple(self.number([token]) for token in children))


def _expr(node: Any) -> Expr:
    expr: Expr = node
    return expr


def _number(token: str) -> Num:
    if token.isdecimal():
        value = int(token)
        return _SMALL[value] if value < len(_SMALL) else Num(value)
    digits = token.lower().partition("e")[0]
    return Num(exact(Fraction(token)), len(digits.partition(".")[2]) - _power(token))


def _power(token: str) -> int:
    """The power of ten behind the digits of a number: 6 for ``5e6``."""
    return int(token.lower().partition("e")[2] or 0)


def is_token(child: Any) -> bool:
    return isinstance(child, str)


def fault_at(code: str, token: Any, **values: object) -> Faulty:
    return Faulty(Fault(code, token.start_pos, token.end_pos, values))
