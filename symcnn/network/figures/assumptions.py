"""What is assumed of a symbol, such as ``k mod 2 = 0``."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from symcnn.core.record import record
from symcnn.core.text.fault import refused
from symcnn.core.text.near import unknown
from symcnn.core.written.spelling import source_text
from symcnn.core.written.tree import Expr, Num, Op, Sym


@record
class Assumption:
    """What a symbol leaves when it is divided by `modulus`."""

    symbol: str
    modulus: int
    residue: int

    @property
    def relation(self) -> Op:
        """The assumption as it is written."""
        return Op("=", (Op("mod", (Sym(self.symbol), Num(self.modulus))), Num(self.residue)))


def assumption(relation: Expr, symbols: Collection[str]) -> Assumption:
    """The assumption that a relation says.

    Raises `Faulty` for a relation of another form, and for a symbol that the network has not.
    """
    match relation:
        case Op("=", (Op("mod", (Sym(name), Num(modulus))), Num(residue))) | Op(
            "=", (Num(residue), Op("mod", (Sym(name), Num(modulus))))
        ) if _are_whole(modulus, residue) and 0 <= residue < modulus:
            if name not in symbols:
                raise unknown("unknown-symbol", name, symbols)
            return Assumption(name, int(modulus), int(residue))
    raise refused("bad-assumption", found=source_text(relation))


def _are_whole(*values: Any) -> bool:
    return all(value.denominator == 1 for value in values)
