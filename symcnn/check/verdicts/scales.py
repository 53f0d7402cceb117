"""What the marks beside numbers may mean: M as million or 2²⁰, a scale that stands once, B as bytes or billions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import Number, exact
from symcnn.core.written.printed_number import PrintedNumber

BITS = {"bit": 1, "byte": 8}


@record
class Scales:
    """One reading of the marks of all numbers of a statement; `name` is that of the sentence which says so, if any."""

    name: str = ""
    worked: bool = False
    """Whether K, M, G within calculations are powers of 1024."""
    printed: bool = False
    """Whether K, M, G of bare figures are."""
    once: bool = False
    """Whether a scale stands once and belongs to every number: ``6 + 3 = 9 million``."""
    billions: bool = False
    """Whether B behind a number is 10⁹."""
    dotted: bool = False
    """Whether a point groups digits: ``1.792 + 64 = 1.856``."""
    percent: bool = False
    """Whether a quotient is told in percent without the sign."""
    spaced: bool = False
    """Whether a division between blanks comes after those without: ``3/5 / 4/5``."""
    unit: str = ""
    """The unit of a calculation that has none."""

    def value(self, figure: PrintedNumber, *, is_printed: bool) -> Number:
        """What a number is worth."""
        return exact(figure.value * self._times(figure, is_printed=is_printed))

    def place(self, figure: PrintedNumber, *, is_printed: bool) -> Number:
        """What its last digit is worth."""
        return exact(figure.place * self._times(figure, is_printed=is_printed))

    def _times(self, figure: PrintedNumber, *, is_printed: bool) -> Number:
        times: Number = 1
        if self.once and figure.factor != 1:
            return Fraction(1) / figure.factor
        if self.printed if is_printed else self.worked:
            times *= figure.binary
        if self.billions and figure.may_be_billions:
            times *= 10**9
        if self.dotted and is_dotted(figure):
            times *= 1000
        return times

    def unit_of(self, figure: PrintedNumber) -> str:
        """The unit of a number."""
        return "" if self.billions and figure.may_be_billions else figure.unit


PLAIN = Scales()
_BINARY = "calculation.binary"


def is_dotted(figure: PrintedNumber) -> bool:
    """Whether a point in the number may group its digits."""
    return figure.has_decimals and figure.place * 1000 == 1 and figure.value >= 1 and not figure.unit


def plain_scales(megabyte: str) -> Scales:
    """The reading of the numbers as they are written; `megabyte` as in the settings."""
    return Scales(worked=True, printed=True) if megabyte == "MiB" else PLAIN


def other_scales(figures: Sequence[PrintedNumber], megabyte: str) -> Iterator[Scales]:
    """The readings besides the plain one, the likeliest first."""
    plain = plain_scales(megabyte)
    if any(figure.binary != 1 and figure.unit in BITS for figure in figures) and megabyte == "either":
        yield from (Scales(_BINARY, *both) for both in ((True, True), (False, True), (True, False)))
    factors = {figure.factor for figure in figures} - {1}
    if len(factors) == 1:
        yield replace(plain, name="calculation.scale-once", once=True)
    if any(figure.may_be_billions for figure in figures):
        yield replace(plain, billions=True)
        if megabyte == "either":
            yield Scales(_BINARY, printed=True, billions=True)
    if any(map(is_dotted, figures)):
        yield replace(plain, name="calculation.dotted", dotted=True)
    units = {figure.unit for figure in figures} & {*BITS}
    yield from (replace(plain, unit=unit) for unit in sorted(units) if len(units) > 1)
    yield replace(plain, name="calculation.percent", percent=True)
    yield replace(plain, spaced=True)
