"""Relations that options and arguments of commands say."""

from __future__ import annotations

from symcnn.core.record import replace
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.written.tree import Expr
from symcnn.network.language.parse import read_relation


def read_asked(text: str) -> Expr:
    """The relation that an option or an argument of a command says.

    Raises `Faulty`.
    """
    try:
        return read_relation(text)
    except Faulty as faulty:
        from symcnn.network.wiring.early_faults import told_early  # what a text without faults does not need

        raise Faulty(told_early(faulty.fault, text, is_relation=True)) from None


def as_asked(fault: Fault) -> Fault:
    """The fault of what an option says, in which nothing can be declared."""
    return replace(fault, values={**fault.values, "asked": True}) if fault.code in _DECLARABLE else fault


_DECLARABLE = frozenset({"undeclared", "number-in-words", "letter-for-digit"})
