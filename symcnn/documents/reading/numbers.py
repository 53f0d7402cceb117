"""Numbers as people write them: ``1,792``, ``1{,}024``, ``60M``, ``5.02k``, ``6000万``, ``228.88MB``, ``96.4%``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache

from symcnn.core.limits import MAX_DIGITS
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number, exact
from symcnn.core.written.printed_number import PrintedNumber

_GROUPED = r"\d{1,3}(?P<mark>,|\{,\}|['’]|\\,|[\u00a0\u2009\u202f ])\d{3}(?:(?P=mark)\d{3})*(?!\d|,\d{3}(?!\d))"
_DIGITS = (
    rf"(?P<grouped>{_GROUPED})(?P<rest>\.\d+)?"
    r"|(?P<underlined>(?<!\w)\d{1,3}(?:_\d{3})+(?!\w))"
    r"|(?P<comma>\d+,\d{1,2})(?=[KkMG])"
    r"|(?P<dotted>\d{1,3}(?:\.\d{3}){2,})(?![\d.])"
    r"|(?P<whole>\d+)(?P<decimals>\.\d+)?(?P<scale>[eE][-+]?\d{1,2}(?![\w.]))?"
)
_FACTORS: Mapping[str, int] = {
    "千": 10**3,
    "万": 10**4,
    "萬": 10**4,
    "만": 10**4,
    "百万": 10**6,
    "百萬": 10**6,
    "千万": 10**7,
    "千萬": 10**7,
    "亿": 10**8,
    "億": 10**8,
    "억": 10**8,
    "万亿": 10**12,
    "萬億": 10**12,
    "thousand": 10**3,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "mil": 10**6,
    "millionen": 10**6,
    "milliarden": 10**9,
    "millones": 10**6,
    "milliard": 10**9,
}
"""What the words for large numbers stand for, in the languages in which they are met; English ones may be plurals."""
_SIGNED = "|".join(sorted((word for word in _FACTORS if not word.isascii()), key=len, reverse=True))
_SPOKEN = "|".join(word for word in _FACTORS if word.isascii() and word != "mil")
_LETTER = (
    r"(?<=\d)[KkMGT](?![A-Za-z])|[KkMGT](?![A-Za-z]|[ \x1f]*[=≈_^])|[KMGTB](?=FLOP|Flop|MAC|Mac|FLOp|O[Pp][Ss]|param)"
)
_COUNT = rf"{_SIGNED}|(?i:{_SPOKEN})s?\b|Mil\b|{_LETTER}"
_UNIT = (
    r"\\?%|个?比特|位|[KMG]?bits?\b|个?字节|[KMG]?[Bb]ytes?\b|[kKMGT]i?B(?![A-Za-z])|[KMG]b(?![A-Za-z])|B(?![A-Za-z])"
)

_BLANK = r"(?:\x1f{0,2}[ ~]?|\\[,;: ]|-(?=(?:bit|byte)\b))"
"""What may stand between a number and its unit: a blank, the end of a formula, or the hyphen of ``32-bit``."""
_WRAPPED = r"(?P<wrap>\\(?:text|textrm|mathrm|rm)\{[ ~]?)?"

NUMBER = (
    rf"(?:{_DIGITS})(?:{_BLANK}{_WRAPPED}(?={_COUNT}|{_UNIT})"
    rf"(?P<count>{_COUNT})?(?:{_BLANK}(?P<unit>{_UNIT}))?(?(wrap)[^{{}}\n]{{0,40}}\}}))?"
)
"""The pattern of a number; see `read_number`."""
NUMBERS = late_pattern(NUMBER)

BARE_NUMBER = late_pattern(
    r"\d{1,12}(?=[ ]?[*+/=()\[\]^<>|≈xX\n]|[ ]?-(?![bB])|[.,:;][ \n]|[。，；、：]|\Z"
    r"|[ ][ac-jlnopqrsu-zACDEFHIJLNOPQRSUVWXYZ])"
)
"""The pattern of a number behind which nothing stands that can belong to it; it only saves time."""

PLAIN_NUMBERS = late_pattern(r"\d+(?:\.\d+)?")
"""The pattern of a number in a formula, where K or M behind it is a letter."""

_PREFIXES = " KMGT"


def read_number(found: re.Match[str]) -> PrintedNumber | None:
    """What a match of `NUMBER` says; None for one of more than `MAX_DIGITS` digits.

    >>> read_number(re.match(NUMBER, "228.88MB")).value
    228880000
    >>> read_number(re.match(NUMBER, "6000万位")).unit
    'bit'
    >>> read_number(re.match(NUMBER, "2,3M")).value, read_number(re.match(NUMBER, "2_097_152")).value
    (2300000, 2097152)
    """
    if found.end() - found.start() > MAX_DIGITS:
        return None
    if found[0].isdigit():
        return plain_number(found[0])
    grouped, comma = found["grouped"] or found["underlined"] or found["dotted"], found["comma"]
    if grouped:
        digits = re.sub(r"\D", "", grouped) + (found["rest"] or "")
    elif comma:
        digits = comma.replace(",", ".")
    else:
        digits = found["whole"] + (found["decimals"] or "")
    if "." not in digits and not (found["count"] or found["unit"] or found["scale"]):
        return plain_number(digits)
    place = Fraction(1, 10 ** len(digits.partition(".")[2]))
    scale = Fraction(10) ** int((found["scale"] or "e0")[1:])
    factor, prefix = _factor(found["count"] or "")
    unit, by_unit, unit_prefix = _unit(found["unit"] or "")
    prefix = prefix or unit_prefix
    decimal = exact(factor * by_unit * scale)
    counted = exact(factor * by_unit) if unit != "percent" else 1
    if "." not in digits and not prefix and unit != "percent":
        is_b = found["unit"] == "B"
        return PrintedNumber(
            exact(int(digits) * decimal),
            decimal,
            is_short=decimal != 1,
            has_decimals=False,
            unit=unit,
            factor=counted,
            may_be_billions=is_b,
        )
    binary = (
        Fraction(1024 ** _PREFIXES.index(prefix[0].upper()), 1000 ** _PREFIXES.index(prefix[0].upper()))
        if prefix
        else 1
    )
    if prefix.endswith("i"):
        decimal, counted, binary = Fraction(decimal) * binary, exact(Fraction(counted) * binary), 1
    has_decimals = "." in digits
    return PrintedNumber(
        exact(Fraction(digits) * decimal),
        exact(place * decimal),
        is_short=decimal > 1 or has_decimals,
        has_decimals=has_decimals,
        unit=unit,
        binary=binary,
        prefix=prefix,
        factor=counted,
        may_be_billions=found["unit"] == "B",
    )


@lru_cache(maxsize=1 << 10)
def plain_number(digits: str) -> PrintedNumber:
    """A number of nothing but digits."""
    return PrintedNumber(int(digits), 1, is_short=False, has_decimals=False)


def _factor(count: str) -> tuple[int, str]:
    if not count:
        return 1, ""
    word = count.lower()
    factor = _FACTORS.get(word) or _FACTORS.get(word.removesuffix("s"))
    prefix = count.upper().replace("B", "G")
    return (factor, "") if factor else (1000 ** _PREFIXES.index(prefix), prefix)


def _unit(unit: str) -> tuple[str, Number, str]:
    """The kind of unit, its factor, and its prefix (``M``, or ``Mi``)."""
    if not unit:
        return "", 1, ""
    if unit.endswith("%"):
        return "percent", Fraction(1, 100), ""
    kind = "byte" if unit.endswith(("B", "字节")) or "yte" in unit else "bit"
    prefix = unit[:-1] if unit.endswith("B") else unit[0] if unit[0] in "KMG" else ""
    return kind, 1000 ** _PREFIXES.index(prefix[0].upper()) if prefix else 1, prefix
