"""Results in thousandths of the unit that a calculation gives: ``1004/16000 = 62.75 ms``."""

from __future__ import annotations

from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Num

_MILLI = late_pattern(r"[ \t~]?(?:\\,|\\text\{)?(?:ms|mm|mW|mJ|毫秒|毫米)(?![A-Za-z])")
_THOUSAND = 1000


def is_in_thousandths(text: str, found: Calculation) -> bool:
    """Whether a number is a thousand times what is calculated, and its unit the thousandth of another.

    >>> _MILLI.match("1 ms", 1) is not None
    True
    """
    if not (isinstance(found.claimed, Num) and isinstance(found.derived, Num)):
        return False
    is_thousandfold = value_of(found.claimed) == _THOUSAND * value_of(found.derived)
    return is_thousandfold and _MILLI.match(text, found.end) is not None
