"""What is assumed of a symbol, such as ``k mod 2 = 0``."""

from __future__ import annotations

import math
from collections.abc import Collection
from typing import Any

from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.text.near import unknown
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym


@record
class Assumption:
    """What a symbol leaves when it is divided by `modulus`, or what it is at least or at most."""

    symbol: str
    modulus: int = 1
    residue: int = 0
    least: int | None = None
    most: int | None = None

    @property
    def relation(self) -> Op:
        """The assumption as it is written."""
        if self.modulus == 1:
            return Op("<=", (Sym(self.symbol), Num(self.most))) if self.most is not None else self._from_least
        return Op("=", (Op("mod", (Sym(self.symbol), Num(self.modulus))), Num(self.residue)))

    @property
    def _from_least(self) -> Op:
        return Op(">=", (Sym(self.symbol), Num(self.least or 0)))


def by_count(assumptions: Collection[Assumption], symbol: str) -> tuple[int, int]:
    """The numbers that meet what is assumed of a symbol: ``step·k + shift`` for k from 1 on.

    >>> by_count([Assumption("I", 16), Assumption("I", least=40)], "I")
    (16, 32)
    """
    own = [each for each in assumptions if each.symbol == symbol]
    step, residue = next(((each.modulus, each.residue) for each in own if each.modulus > 1), (1, 0))
    least = max((each.least for each in own if each.least is not None), default=1)
    first = least + (residue - least) % step
    return step, first - step


def assumption(relation: Expr, symbols: Collection[str]) -> Assumption:
    """The assumption that a relation says.

    Raises `Faulty` for a relation of another form, and for a symbol that the network has not.
    """
    found: Assumption | None = None
    match relation:
        case Op("=", (Op("mod", (Sym(name), Num(modulus))), Num(residue))) | Op(
            "=", (Num(residue), Op("mod", (Sym(name), Num(modulus))))
        ) if _are_whole(modulus, residue) and 0 <= residue < modulus:
            found = Assumption(name, int(modulus), int(residue))
        case Op("=", (Sym(name), Num(value))) if name in symbols:
            raise refused("assumed-value", name=name, value=source_text(Num(value)))
        case Op(">=" | ">" as sign, (Sym(name), Num(value))) | Op("<=" | "<" as sign, (Num(value), Sym(name))):
            found = Assumption(name, least=math.floor(value) + 1 if sign in "<>" else math.ceil(value))
        case Op("<=" | "<" as sign, (Sym(name), Num(value))) | Op(">=" | ">" as sign, (Num(value), Sym(name))):
            found = Assumption(name, most=math.ceil(value) - 1 if sign in "<>" else math.floor(value))
    if found is None:
        raise refused("bad-assumption", found=source_text(relation))
    if found.symbol not in symbols:
        raise unknown("unknown-symbol", found.symbol, symbols)
    return found


def _are_whole(*values: Any) -> bool:
    return all(value.denominator == 1 for value in values)
