"""What is said to people, before it is words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from fractions import Fraction

from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, exact
from symcnn.core.written.layout import decimals
from symcnn.core.written.tree import Expr, Num

Said = Expr | str | int
"""A value in a sentence: an expression is printed as mathematics, a string as it stands in the document."""


_FEWEST_DECIMALS = 2


@record
class Sentence:
    """A sentence by its key in the files of words, and the values that go into it.

    A value is one of `Said`, a sentence of its own (a reason within a reason), or several values, which are listed.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)


def readable(value: Number, printed: Number) -> Expr | Sentence:
    """A value as one reads it beside a printed one: where its decimals never end, to one more of them than are printed.

    >>> readable(Fraction(5, 4), 1)
    Num(value=Fraction(5, 4))
    >>> readable(Fraction(2, 3), Fraction(7, 10)).values["value"]
    Num(value=Fraction(67, 100))
    """
    is_short = value.denominator == 1 or decimals(value.denominator) > 0
    shown = value if is_short else round(Fraction(value), max(decimals(printed.denominator) + 1, _FEWEST_DECIMALS))
    return Num(exact(value)) if is_short or not shown else Sentence("about", {"value": Num(exact(shown))})
