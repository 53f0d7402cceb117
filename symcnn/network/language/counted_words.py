"""Words that people write behind numbers, and that are no symbols."""

from __future__ import annotations

from fractions import Fraction

from symcnn.core.text.late_pattern import late_pattern

UNITS = frozenset({"px", "pix", "pixel", "pixels", "像素", "个", "通道"})
"""Where one stands behind a digit, it says what is counted."""

_NAMED = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "千": 10**3, "百万": 10**6, "千万": 10**7}
SCALES = {"k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "B": 10**9, "万": 10**4, "亿": 10**8, **_NAMED}
"""What a letter behind a number may multiply it by, where it is no symbol."""

SCALED = late_pattern(rf"(?<![\w.])(\d+(?:\.\d+)?)[ \t]*({'|'.join(SCALES)})(?!\w)")
"""A number with such a letter."""


def scaled(number: str, letter: str, beside: str = "") -> str:
    """A number with a letter for thousands or millions written out; B `beside` the name of bytes says what is counted.

    >>> scaled("60", "k"), scaled("25.6", "M"), scaled("1.5", "万"), scaled("624", "B", "C1.param_bytes = 624 B")
    ('60000', '25600000', '15000', '624')
    """
    value = Fraction(number) * (1 if letter == "B" and "bytes" in beside else SCALES[letter])
    return str(value.numerator) if value.denominator == 1 else str(float(value))
