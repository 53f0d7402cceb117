"""What is assumed of a symbol, such as ``k mod 2 = 0``."""

from __future__ import annotations

import math
from collections.abc import Collection

from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.text.near import unknown
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import ONE, Expr, Num, Op, Sym, names, negated, product, total


@record
class Assumption:
    """What a symbol leaves when it is divided by `modulus`, what it is at least or at most, or its value in others."""

    symbol: str
    modulus: Expr = ONE
    residue: int = 0
    least: int | None = None
    most: int | None = None
    value: Expr | None = None

    @property
    def relation(self) -> Op:
        """The assumption as it is written."""
        if self.value is not None:
            return Op("=", (Sym(self.symbol), self.value))
        if self.modulus == ONE:
            return Op("<=", (Sym(self.symbol), Num(self.most))) if self.most is not None else self._from_least
        return Op("=", (Op("mod", (Sym(self.symbol), self.modulus)), Num(self.residue)))

    @property
    def _from_least(self) -> Op:
        return Op(">=", (Sym(self.symbol), Num(self.least or 0)))


def counted(assumptions: Collection[Assumption], symbol: str) -> Expr:
    """A symbol by the count of the numbers that meet what is assumed of it, from 1 on.

    >>> assumed = [Assumption("I", Num(16)), Assumption("I", least=40), Assumption("k", Op("^", (Num(2), Sym("m"))))]
    >>> [source_text(counted(assumed, symbol)) for symbol in "Ik"]
    ['16*I + 32', '2^m*k']
    """
    own = [each for each in assumptions if each.symbol == symbol]
    told = next((each for each in own if each.modulus != ONE or each.value is not None), Assumption(symbol))
    if told.value is not None:
        return told.value
    if not isinstance(told.modulus, Num):
        return product(told.modulus, Sym(symbol))
    step = int(told.modulus.value)
    least = max((each.least for each in own if each.least is not None), default=1)
    shift = least + (told.residue - least) % step - step
    return total(product(Num(step), Sym(symbol)), Num(shift) if shift >= 0 else negated(Num(-shift)))


def assumption(relation: Expr, symbols: Collection[str]) -> Assumption:
    """The assumption that a relation says.

    Raises `Faulty` for a relation of another form, and for a symbol that the network has not.
    """
    found: Assumption | None = None
    match relation:
        case Op("=", (Op("mod", (Sym(name), modulus)), Num(residue))) | Op(
            "=", (Num(residue), Op("mod", (Sym(name), modulus)))
        ) if _may_be_left(residue, modulus) and name not in names(modulus):
            found = Assumption(name, modulus, int(residue))
        case Op("=", (Sym(name), Num(value))) if name in symbols:
            raise refused("assumed-value", name=name, value=source_text(Num(value)))
        case Op("=", (Sym(name), value)) if name not in names(value):
            found = Assumption(name, value=value)
        case _:
            found = bound_of(relation)
    if found is None:
        raise refused("bad-assumption", found=source_text(relation))
    for name in names(relation):
        if name not in symbols:
            raise unknown("unknown-symbol", name, symbols)
    return found


def bound_of(relation: Expr) -> Assumption | None:
    """What a relation says a letter is at least or at most; None where it says something else."""
    match relation:
        case Op(">=" | ">" as sign, (Sym(name), Num(value))) | Op("<=" | "<" as sign, (Num(value), Sym(name))):
            return Assumption(name, least=math.floor(value) + 1 if sign in "<>" else math.ceil(value))
        case Op("<=" | "<" as sign, (Sym(name), Num(value))) | Op(">=" | ">" as sign, (Num(value), Sym(name))):
            return Assumption(name, most=math.ceil(value) - 1 if sign in "<>" else math.floor(value))
    return None


def _may_be_left(residue: Number, modulus: Expr) -> bool:
    """Whether a number may be what is left by a modulus; of one with letters it is seen of 0 alone."""
    if isinstance(modulus, Num):
        return modulus.value.denominator == residue.denominator == 1 and 0 <= residue < modulus.value
    return residue == 0
