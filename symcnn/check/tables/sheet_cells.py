"""The cells of a sheet under one reading of its shapes: sizes, channels, counts, and where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from math import prod

from symcnn.check.subjects.printed.printed_counts import agrees_with
from symcnn.check.tables.sheets import Place, Sheet, numbers_of
from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import exact
from symcnn.documents.told.mark import Mark

Numbers = tuple[int, ...]


@record
class Assumed:
    """How a sheet is read: how many axes maps have, whether channels stand first, which kind of layer a row is that
    names none, the kernel of convolutions of which none is told, and whether rows follow each other.

    `is_field_before` tells that receptive fields and jumps are those of what comes in.
    """

    axes: int = 2
    is_channels_first: bool = False
    kind: str = "conv"
    kernel: int = 0
    is_chained: bool = True
    is_field_before: bool = False


@record
class Known:
    """Numbers, and the cells that tell them."""

    numbers: Numbers
    places: frozenset[Place] = frozenset()

    @property
    def number(self) -> int:
        """The first one."""
        return self.numbers[0]


@record
class SheetCells:
    """The cells of a sheet as they are read; some may have other numbers than are printed."""

    sheet: Sheet
    assumed: Assumed
    changes: Mapping[Place, Numbers]

    def mark(self, row: int, slot: str) -> Mark | None:
        """What is printed in a cell."""
        return self.sheet.rows[row].cells.get(slot.partition("/")[0])

    def known(self, row: int, slot: str) -> Known | None:
        """The numbers of a cell as they stand."""
        place = (row, slot)
        mark = self.mark(row, slot)
        numbers = self.changes.get(place) or (numbers_of(mark) if mark is not None else ())
        return Known(numbers, frozenset({place})) if numbers else None

    def number(self, row: int, slot: str) -> Known | None:
        """The one number of a cell, such as that of a square window."""
        found = self.known(row, slot)
        return found if found is not None and len({*found.numbers}) == 1 else None

    def sizes(self, row: int, slot: str, *, is_vector: bool = False) -> Known | None:
        """The sizes of a map that a cell tells; none of a vector."""
        place = (row, slot)
        mark = self.mark(row, slot)
        if mark is None or is_vector:
            return None
        sizes = self.changes.get(place) or self._split(numbers_of(mark))[0]
        return Known(sizes, frozenset({place})) if sizes else None

    def channels(self, row: int, slot: str, *, is_vector: bool = False) -> Known | None:
        """The channels of a map that a cell tells, or the length of a vector."""
        place = (row, f"{slot}/channels")
        mark = self.mark(row, slot)
        if mark is None:
            return None
        numbers = numbers_of(mark)
        if is_vector:
            found: Numbers = (prod(numbers),) if prod(numbers) > 1 else ()  # else it is a map of one place
        else:
            found = self._split(numbers)[1]
        found = self.changes.get(place) or found
        return Known(found, frozenset({place})) if found else None

    def _split(self, numbers: Numbers) -> tuple[Numbers, Numbers]:
        """The sizes and the channels of a map as it is printed."""
        axes = self.assumed.axes
        if len(numbers) == axes + 2:
            numbers = numbers[1:]
        if len(numbers) == axes + 1:
            return (numbers[1:], numbers[:1]) if self.assumed.is_channels_first else (numbers[:-1], numbers[-1:])
        if len(numbers) == axes:
            return numbers, ()
        return (numbers * axes, ()) if len(numbers) == 1 else ((), ())

    def agrees(self, place: Place, value: Numbers) -> bool:
        """Whether a cell has a value to its own digits."""
        if place in self.changes:
            return self.changes[place] == value
        mark = self.mark(*place)
        if mark is None or len(value) != 1:
            return False
        return agrees_with(_plain(mark), value[0]) or (place[1] == "bytes" and agrees_with(_binary(mark), value[0]))

    def count(self, place: Place) -> Fraction | None:
        """The number of a count."""
        if place in self.changes:
            return Fraction(self.changes[place][0])
        mark = self.mark(*place)
        return Fraction(mark.value) if mark is not None and mark.value is not None else None

    def rounding(self, place: Place) -> Fraction:
        """By how much a count may be rounded, or cut."""
        mark = self.mark(*place) if place not in self.changes else None
        reading = mark.reading if mark is not None else None
        return Fraction(reading.place) if reading is not None and reading.is_short else Fraction()


def _plain(mark: Mark) -> Mark:
    """A count that is printed as a product is its value."""
    return mark if not mark.dims else mark._replace(value=prod(numbers_of(mark)), dims=(), reading=None)


def _binary(mark: Mark) -> Mark:
    """Bytes whose prefix stands for powers of 1024."""
    reading = mark.reading
    if reading is None or mark.value is None or reading.binary == 1:
        return mark
    factor = Fraction(reading.binary)
    value, place = exact(Fraction(mark.value) * factor), exact(Fraction(reading.place) * factor)
    return mark._replace(value=value, reading=replace(reading, value=value, place=place))
