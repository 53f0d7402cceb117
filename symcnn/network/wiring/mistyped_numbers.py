"""Names that are hardly meant as ones: numbers with a letter for a digit, sizes without spaces between them."""

from __future__ import annotations

from collections.abc import Collection

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern

_GLUED = late_pattern(r"(?<![\w.])(\d{1,9})(([OolI])[\dOolI]{0,9})(?!\w)")
_BEGINS = late_pattern(r"l(?=[OolI]*\d)[\dOolI]{1,9}")
"""A small letter like 1 before digits; large ones stand for sizes: ``I1``, ``O2``."""
_LIKE_DIGITS = str.maketrans("OolI", "0011")
_SIZE = late_pattern(r"\d+|[^\W\d]\d*")
"""A size as shapes have them: a number, or a letter."""


_UNDERSCORED = late_pattern(r"(?<![\w.])(\d+)((?:_\d+)+)(?!\w)")
_HALF = late_pattern(r"(?<![\w.])\d+(?:\.\d+)?([eE])(?![\w+-])")
_HEXADECIMAL = late_pattern(r"(?<![\w.])0[xX][0-9A-Fa-f]+(?!\w)")
_TIMES = late_pattern(r"[xX](\d{1,4})")
_OF_OTHERS = (("O", 0), ("l", 1))
"""Letters that alone are hardly symbols: the figure of a layer's size, and a small letter like 1."""


def mistyped_number(name: str, text: str, start: int, end: int) -> Fault | None:
    """The fault of a name that is a part of a number as other languages write it: ``1_000``, or half of one: ``1e``.

    >>> mistyped_number("_000", "N=1_000", 0, 7).values["value"], mistyped_number("e", "N=1e", 0, 4).code
    ('1000', 'half-number')
    """
    for found in _UNDERSCORED.finditer(text, start, end):
        if found[2] == name:
            return Fault("no-number", *found.span(), {"name": found[0], "value": found[0].replace("_", "")})
    for found in _HALF.finditer(text, start, end):
        if found[1] == name:
            return Fault("half-number", *found.span(), {"name": found[0], "product": f"{found[0][:-1]}*{name}"})
    return None


def hexadecimal(text: str, start: int, end: int) -> Fault | None:
    """The fault of a number with the base 16, whose sign is the one between sizes here.

    >>> hexadecimal("N=0x20", 0, 6).values["value"], hexadecimal("K=10x20", 0, 7)
    ('32', None)
    """
    found = _HEXADECIMAL.search(text, start, end)
    return found and Fault("no-number", *found.span(), {"name": found[0], "value": str(int(found[0], 16))})


def lone_letter(name: str, place: tuple[int, int]) -> Fault | None:
    """The fault of a letter that is a whole value and looks like a digit.

    >>> lone_letter("O", (2, 3)).values["value"], lone_letter("n", (2, 3))
    (0, None)
    """
    value = dict(_OF_OTHERS).get(name)
    if value is None:
        return None
    return Fault("letter-for-digit", *place, {"name": name, "letter": name, "value": value, "symbol": f"let {name}"})


def so_many_times(name: str, place: tuple[int, int]) -> Fault | None:
    """The fault of a name that is a number with a sign for times before it: ``x3``.

    >>> so_many_times("x3", (7, 9)).values["value"], so_many_times("x_3", (7, 10)), so_many_times("y3", (7, 9))
    ('3', None, None)
    """
    found = _TIMES.fullmatch(name)
    return found and Fault("no-number", *place, {"name": name, "value": found[1]})


def letter_for_digit(name: str, text: str, start: int, end: int) -> Fault | None:
    """The fault of a letter that stands for a digit like it: ``1O``, ``2O4``, ``l6``.

    >>> letter_for_digit("O", "conv N=1O", 5, 9).values["value"], letter_for_digit("l6", "K=l6", 0, 4).values["value"]
    (10, 16)
    """
    for glued in _GLUED.finditer(text, start, end):
        if glued[2] == name:
            return _mistyped(glued[0], glued[3], f"{glued[1]}*{name}", glued.span())
    if _BEGINS.fullmatch(name):
        place = text.find(name, start, end)
        return _mistyped(name, "l", f"let {name}", (place, place + len(name)))
    return None


def _mistyped(name: str, letter: str, symbol: str, place: tuple[int, int]) -> Fault:
    values = {"name": name, "letter": letter, "value": int(name.translate(_LIKE_DIGITS)), "symbol": symbol}
    return Fault("letter-for-digit", *place, values)


def glued_sizes(name: str, text: str, place: tuple[int, int], symbols: Collection[str]) -> Fault | None:
    """The fault of sizes that make one name, since a letter stands before the sign between them: ``IxIx3``.

    >>> glued_sizes("IxIx3", "input IxIx3", (6, 11), ()).values["sizes"]
    'I x I x 3'
    >>> glued_sizes("X3", "K=3X3", (3, 5), ()).values["sizes"]
    '3 x 3'
    >>> glued_sizes("max", "K=max", (2, 5), ()) is glued_sizes("exp", "K=exp", (2, 5), ()) is None
    True
    """
    if _LARGE.fullmatch(name):
        return _of_large_sign(name, text, place)
    parts = name.split("x")
    if not parts[0] and len(parts) > _FEWEST:
        parts = parts[1:]  # a sign before the first size
    if len(parts) < _FEWEST or not all(part in symbols or _SIZE.fullmatch(part) for part in parts):
        return None
    if name.islower() and name.isalpha() and len(set(parts)) > 1 and not all(part in symbols for part in parts):
        return None  # ``exp`` is a word
    told = [part.translate(_LIKE_DIGITS) if _BEGINS.fullmatch(part) and part not in symbols else part for part in parts]
    return Fault("glued-sizes", *place, {"name": name, "sizes": " x ".join(told)})


_FEWEST = 2
_LARGE = late_pattern(r"(?P<sign>X|by|х|Х|χ|乘)\d+(?:(?P=sign)\d+)*")
_BEFORE = late_pattern(r"\d+\Z")


def _of_large_sign(name: str, text: str, place: tuple[int, int]) -> Fault | None:
    """The fault of sizes with another sign between them, such as a large or a Cyrillic x, right behind a number."""
    start, end = place
    first = _BEFORE.search(text, max(0, start - 10), start)
    if first is None:
        return None
    sign = _LARGE.fullmatch(name)
    sizes = f"{first[0]}{name}".replace(sign["sign"], " x ") if sign else name
    return Fault("glued-sizes", first.start(), end, {"name": f"{first[0]}{name}", "sizes": sizes})
