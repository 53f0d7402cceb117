"""The written form of an expression: numbers, names and operations in their author's order.

A subtraction is a sum with a negated term, a division is a product with a reciprocal factor, so
``a - b + c`` and ``a*b/c`` are one flat operation each, and read from left to right:

>>> product(Sym("K"), reciprocal(Sym("S")))
Op(name='*', args=(Sym(name='K'), Op(name='/', args=(Sym(name='S'),))))
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from fractions import Fraction
from operator import is_

from symcnn.core.record import record

_set = object.__setattr__


@record
class Num:
    """An exact number; `decimals` is how many it was printed with (−6: ``5e6``), which makes it no other number."""

    value: int | Fraction
    decimals: int = 0

    def __init__(self, value: int | Fraction, decimals: int = 0) -> None:
        _set(self, "value", value)
        _set(self, "decimals", decimals)

    def __eq__(self, other: object) -> bool:
        return type(other) is Num and self.value == other.value

    def __hash__(self) -> int:
        return hash(self.value)

    def __repr__(self) -> str:
        return f"Num(value={self.value!r})"


@record
class Sym:
    """A name: a letter of a rule, a symbol of a network, or a quantity such as ``C1.params``."""

    name: str


@record
class Op:
    """An operation on written arguments; `name` is a key of `symcnn.core.written.layout.PRECEDENCE`."""

    name: str
    args: tuple[Expr, ...]
    _names: tuple[str, ...] | None = None
    _hash: int | None = None

    def __init__(self, name: str, args: tuple[Expr, ...]) -> None:
        _set(self, "name", name)
        _set(self, "args", args)
        _set(self, "_names", None)
        _set(self, "_hash", None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Op) and self.name == other.name and self.args == other.args

    def __hash__(self) -> int:
        if self._hash is None:  # asked for by every table of what has been worked out: it is kept
            _set(self, "_hash", hash((self.name, self.args)))
        return self._hash or 0


class Listed(Op):
    """Sizes along the axes that were written as ``(2, 1)``, which makes them no other than ``2x1``.

    >>> Listed("x", (Num(2), Num(1))) == Op("x", (Num(2), Num(1)))
    True
    """

    __slots__ = ()
    __hash__ = Op.__hash__


Expr = Num | Sym | Op

ZERO = Num(0)
ONE = Num(1)


def total(*terms: Expr) -> Expr:
    """The sum of the terms; a single term is itself, no term is 0."""
    if not terms:
        return ZERO
    return terms[0] if len(terms) == 1 else Op("+", terms)


def product(*factors: Expr) -> Expr:
    """The product of the factors; a single factor is itself, no factor is 1."""
    if not factors:
        return ONE
    return factors[0] if len(factors) == 1 else Op("*", factors)


def negated(expr: Expr) -> Op:
    """``-expr``."""
    return Op("-", (expr,))


def reciprocal(expr: Expr) -> Op:
    """The factor ``/expr`` of a product."""
    return Op("/", (expr,))


def walk(expr: Expr) -> Iterator[Expr]:
    """Every node of the tree, from left to right, parents first."""
    ahead = [expr]
    while ahead:
        node = ahead.pop()
        yield node
        if isinstance(node, Op):
            ahead.extend(reversed(node.args))


def operations(expr: Expr, wanted: Collection[str]) -> list[Op]:
    """The operations of these names in an expression, in no order.

    >>> [each.args for each in operations(Op("+", (Op("area", (Sym("K"),)), Sym("area"))), ("area",))]
    [(Sym(name='K'),)]
    """
    found: list[Op] = []
    ahead: list[Expr] = [expr]
    while ahead:
        node = ahead.pop()
        if isinstance(node, Op):
            ahead.extend(node.args)
            if node.name in wanted:
                found.append(node)
    return found


def names(expr: Expr) -> tuple[str, ...]:
    """The names in an expression, each once, in reading order.

    >>> names(Op("+", (Sym("I"), Sym("P"), Sym("I"))))
    ('I', 'P')
    """
    if not isinstance(expr, Op):
        return (expr.name,) if isinstance(expr, Sym) else ()
    if expr._names is None:  # asked for again and again: it is kept
        found: dict[str, None] = {}
        ahead: list[Expr] = [expr]
        while ahead:
            node = ahead.pop()
            if isinstance(node, Op):
                ahead.extend(reversed(node.args))
            elif isinstance(node, Sym):
                found[node.name] = None
        _set(expr, "_names", tuple(found))
    return expr._names or ()


def rebuilt(expr: Expr, change: Callable[[Expr], Expr]) -> Expr:
    """The expression with `change` applied to each argument of its operation; the same one where nothing changes."""
    if not isinstance(expr, Op):
        return expr
    args = tuple(map(change, expr.args))
    return expr if all(map(is_, args, expr.args)) else type(expr)(expr.name, args)


def substituted(expr: Expr, known: Mapping[str, Expr]) -> Expr:
    """The expression with every known name replaced, its order kept.

    A sum put in the place of a term, and a product in the place of a factor, join the line they
    stand in, as they would on paper: no brackets appear that change nothing.
    """
    if isinstance(expr, Sym):
        return known.get(expr.name, expr)
    if not isinstance(expr, Op) or known.keys().isdisjoint(names(expr)):
        return expr
    parts: list[Expr] = []
    for arg in expr.args:
        new = substituted(arg, known)
        if expr.name in "+*" and isinstance(arg, Sym) and isinstance(new, Op) and new.name == expr.name:
            parts.extend(new.args)
        else:
            parts.append(new)
    return type(expr)(expr.name, tuple(parts))
