"""Heads of columns: which roles a head names, and the unit in which it says that the cells below are told."""

from __future__ import annotations

from fractions import Fraction

from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import exact
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.reading.numbers import NUMBERS, read_number
from symcnn.documents.told.composed_heads import composed_head, direction_of
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.map_axes import map_of_heads
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks

_PARTS = late_pattern(r"[/,，、(（\[]|<br>")
_AXES = late_pattern(r"[(（\[]\s*[A-Z](?:\s*[,，、×x*]\s*[A-Z]){1,4}\s*[)）\]]")
_BATCH_OR_CHANNELS = frozenset("NBC")
_LED = late_pattern(r"(?P<unit>[KMGT](?=[A-Z])|[^\W\d_]+(?=[ -]))[ -]?(?P<rest>.+)")
"""A unit before what it counts: ``GFLOPs``, ``M-MACs``, ``million MACs``."""
_COUNTED = frozenset({"params", "weights", "macs", "flops"})
_ALONG = {1: "line", 2: "flat", 3: "clip"}
_BLANKS = " \t\n\r\x1f`*"
_EDGES = _BLANKS + "_$)）:]"


@record
class ColumnHead:
    """A head: its `mark` with its words and its unit (a `reading` of 1 in that unit), the roles that it names in
    order, the circumstances that it tells; `has_map` tells that it holds the size of a map itself, as no head does.
    `sizes` is how many sizes it says that the maps below it have: ``output (C, D, H, W)``."""

    mark: Mark
    roles: tuple[str, ...]
    cues: frozenset[str]
    has_map: bool = False
    sizes: int = 0


def column_head(text: str, start: int, end: int) -> ColumnHead:
    """The head between two places; ``kernel/stride`` names two roles, ``params (K)`` one and a unit.

    >>> head = column_head(" memory (KB) ", 0, 13)
    >>> head.roles, head.mark.reading.unit, head.mark.reading.value, head.mark.text
    (('bytes',), 'byte', 1000, 'memory (KB)')
    >>> head = column_head("G-MACs", 0, 6)
    >>> head.roles, head.mark.reading.value
    (('macs',), 1000000000)
    >>> head = column_head("output (C, D, H, W)", 0, 19)
    >>> head.roles, head.sizes, sorted(head.cues)
    (('output',), 4, ['clip'])
    """
    while start < end and text[start] in _BLANKS:
        start += 1
    while end > start and text[end - 1] in _BLANKS:
        end -= 1
    whole = start, end
    if of_axes := map_of_heads(text[start:end]):
        return ColumnHead(Mark("word", *whole, text=text[slice(*whole)]), (of_axes,), frozenset(), sizes=2)
    lettered = _AXES.search(text, start, end)
    letters = [letter for letter in lettered[0] if letter.isupper()] if lettered is not None else []
    end = lettered.start() if lettered is not None else end
    standing = marks(text, start, end)
    said = [name for mark in standing for name in (*mark.named("role"), *mark.named("quantity"))]
    roles: list[str] = []
    unit: PrintedNumber | None = None
    for part in _PARTS.split(text[start:end]):
        words = " ".join(part.strip(_EDGES).lower().split())
        *before, last = part.strip(_EDGES).split(" ")
        is_unit = before in ([], ["in"]) if roles else bool(before)  # ``size (from 224, pad k//2)`` tells none
        printed = unit_of(last) if is_unit else None
        meaning, worded = (
            lexicon().head(words),
            lexicon().head(" ".join(before).lower()) if printed is not None else None,
        )
        if printed is not None and (roles or ((said or worded) and meaning is None)):
            unit = printed
        if meaning is None and (led := _LED.fullmatch(part.strip(_EDGES))) is not None:
            counted, led_by = lexicon().head(led["rest"].lower()), unit_of(led["unit"])
            if led_by is not None and counted is not None and counted.name in _COUNTED:
                worded, unit = counted, led_by
        meaning = meaning or worded
        composed = meaning.name if meaning is not None else composed_head(words)
        named = () if unit and roles else said[:1] if composed is None else (composed,)
        roles += (role for role in named if role and role not in roles)
    if unit is not None and unit.unit == "byte":
        roles = [role for role in map(_in_bytes, roles) if role]
    along = _ALONG.get(sum(letter not in _BATCH_OR_CHANNELS for letter in letters))
    cues = frozenset(cue for mark in standing for cue in mark.named("word")) | ({along} if along else frozenset())
    has_map = any(len(mark.dims) > 2 for mark in standing)
    mark = Mark("word", *whole, reading=unit, text=text[slice(*whole)])
    return ColumnHead(mark, tuple(roles), cues, has_map, len(letters))


def _in_bytes(role: str) -> str:
    """What a column tells in bytes whose head says no more than that something comes out: ``out B``."""
    side = direction_of(role)
    return role if not side else "bytes" if side == "output" else ""


def unit_of(word: str) -> PrintedNumber | None:
    """One of what a word counts by: ``K``, ``MB``, ``百万``; None for other words."""
    found = NUMBERS.fullmatch(f"1 {word}")
    return read_number(found) if found is not None and word and not word[0].isdigit() else None


def in_unit(mark: Mark, unit: PrintedNumber | None) -> Mark:
    """The number of a cell in the unit of its column, unless it has one of its own.

    >>> found = in_unit(marks("1.7", 0, 3)[0], unit_of("K"))
    >>> found.value, found.reading.is_short
    (1700, True)
    """
    if unit is None or mark.sort != "number" or mark.value is None:
        return mark
    own = mark.reading or PrintedNumber(mark.value, 1, is_short=False, has_decimals=False)
    if own.unit or own.prefix:
        return mark._replace(reading=replace(own, unit=own.unit or unit.unit))
    return times(mark, unit)


def times(mark: Mark, unit: PrintedNumber) -> Mark:
    """A number in a unit.

    >>> times(marks("25.6", 0, 4)[0], unit_of("M")).value
    25600000
    """
    own = mark.reading or PrintedNumber(mark.value or 0, 1, is_short=False, has_decimals=False)
    value, place = exact(Fraction(own.value) * unit.value), exact(Fraction(own.place) * unit.value)
    is_short = own.is_short or unit.value != 1
    reading = PrintedNumber(
        value,
        place,
        is_short=is_short,
        has_decimals=own.has_decimals,
        unit=unit.unit,
        binary=unit.binary,
        prefix=unit.prefix,
    )
    return mark._replace(value=value, reading=reading)
