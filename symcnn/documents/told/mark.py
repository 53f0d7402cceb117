"""A mark: what stands at a place of a text, as far as it matters for layers."""

from __future__ import annotations

from typing import NamedTuple

from symcnn.core.written.arithmetic import Number
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.told.lexicon import PhraseMeaning, names_by_sort


class Mark(NamedTuple):
    """A mark from `start` up to `end`.

    Its `sort` is ``number``, ``shape``, ``tuple``, ``calculation``, ``coefficient`` (a number of a formula with
    letters, which tells no figure), ``word``, ``network``, ``arrow``, ``comma``, ``stop`` or ``bracket``.
    `dims` are the numbers of a shape (None for a batch), `value` is that of a number, or of a shape as a product;
    `reading` tells how a number is printed, `text` is the phrase of a word, or the name of a
    network (nothing where it is not known). `is_miscalculated` tells that a calculation does not give what it says.
    """

    sort: str
    start: int
    end: int
    value: Number | None = None
    dims: tuple[int | None, ...] = ()
    reading: PrintedNumber | None = None
    meanings: tuple[PhraseMeaning, ...] = ()
    text: str = ""
    is_miscalculated: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether it is a number of some sort."""
        return self.sort in ("number", "shape", "tuple", "calculation")

    @property
    def whole(self) -> int | None:
        """Its value, where it is a whole number."""
        return self.value.numerator if self.value is not None and self.value.denominator == 1 else None

    @property
    def is_short(self) -> bool:
        """Whether it is written with decimals or in thousands or more, so that it may be rounded."""
        return self.reading is not None and self.reading.is_short

    def named(self, sort: str) -> tuple[str, ...]:
        """The names that it has among the meanings of a sort."""
        return names_by_sort(self.meanings).get(sort, ()) if self.meanings else ()
