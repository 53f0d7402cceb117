"""Conditions that symbols leave open, such as ``I ≥ 5``: decided where they can be, else written out."""

from __future__ import annotations

from itertools import pairwise

from symcnn.core.algebra.symbolic import less, number_of, written
from symcnn.core.written.arithmetic import OPERATIONS
from symcnn.core.written.tree import Expr, Op
from symcnn.network.figures.values import Value


def decided(relation: str, sides: list[Value]) -> bool | Expr:
    """True or False where the difference of neighbouring sides is a number, else the relation written out."""
    verdicts = []
    for left, right in pairwise(sides):
        difference = number_of(less(left, right))
        verdicts.append(None if difference is None else bool(OPERATIONS[relation](difference, 0)))
    if False in verdicts:
        return False
    if None not in verdicts:
        return True
    return Op(relation, tuple(map(written, sides)))
