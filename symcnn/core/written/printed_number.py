"""A number as it was printed: its value, and what its digits can tell."""

from __future__ import annotations

from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import Number, exact


@record
class PrintedNumber:
    """A printed number: its `value`, and what its last digit is worth (`place`).

    `is_short` tells that the figure is written with decimals or in thousands or more, so that it may be rounded;
    without decimals its last zeros may be rounded ones too.
    `unit` is ``""``, ``"bit"``, ``"byte"`` or ``"percent"``. Where K, M, G can be powers of 1024 as well, `binary`
    is the factor between both readings. `factor` is what the words, letters and prefixes behind the digits stand for.
    """

    value: Number
    place: Number
    is_short: bool
    has_decimals: bool
    unit: str = ""
    binary: Number = 1
    prefix: str = ""
    factor: Number = 1
    may_be_billions: bool = False
    """Whether B stands behind it, which is bytes or billions."""

    def in_billions(self) -> PrintedNumber:
        """The number of what has no bytes: B behind it stands for billions.

        >>> told = PrintedNumber(4, 1, is_short=False, has_decimals=False, unit="byte", may_be_billions=True)
        >>> told.in_billions().value
        4000000000
        """
        if not self.may_be_billions:
            return self
        billion = 10**9
        value, place = exact(self.value * billion), exact(self.place * billion)
        return replace(self, value=value, place=place, is_short=True, unit="", factor=billion)
