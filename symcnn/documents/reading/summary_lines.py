"""The lines of a printed model summary: what they say one by one, with the places of their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number

Shape = tuple[int | None, ...]


@record
class SummaryRow:
    """One layer of a summary, from its name to its last figure.

    `type` is the class as printed, cut off where `is_cut`. `shape` has the batch in front, None where the summary
    leaves a size open; it is None where the row has no single shape. `depth` is 0 on the top level.
    """

    start: int
    end: int
    name: str
    type: str
    is_cut: bool
    shape: Shape | None
    shape_start: int
    shape_end: int
    params: int | None
    params_start: int
    params_end: int
    depth: int = 0
    connected_to: tuple[str, ...] = ()
    is_recursive: bool = False
    is_frozen: bool = False
    input: Shape | None = None
    kernel: Shape | None = None
    mult_adds: int | None = None


@record
class SummaryTotal:
    """A line below the rows: its `name` (a key of `TOTALS`), the figure, and what its last digit is worth."""

    name: str
    value: Number
    place: Number
    start: int
    figure_start: int
    end: int
    unit: str = ""


@record
class RowCell:
    """A part of a line, without the blanks around it."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where it ends in the document."""
        return self.start + len(self.text)


Cell = tuple[RowCell, ...]
"""What stands in a column, on one line or on several."""

TOTALS: Mapping[str, str] = {
    "total params": "total",
    "trainable params": "trainable",
    "non-trainable params": "non_trainable",
    "optimizer params": "optimizer",
    "total mult-adds": "mult_adds",
    "input size": "input_size",
    "forward/backward pass size": "pass_size",
    "params size": "params_size",
    "estimated total size": "total_size",
}
MEMORY = "_memory"
"""Behind the name of a total: its memory in brackets, as Keras prints it."""

_TOTAL = late_pattern(
    rf"(?P<name>{'|'.join(TOTALS)})[ \t]*(?:\((?P<unit>[\w.]{{1,20}})\))?[ \t]*[:：][ \t]*"
    r"(?P<figure>\d[\d,]{0,40}(?:\.\d{1,20})?)(?![\d,]*[.\d])"
    r"(?:[ \t]*\((?P<memory>\d[\d,]{0,40}(?:\.\d{1,20})?)[ \t]*(?P<bytes>[KMGTP]?B|Byte)\))?",
    re.IGNORECASE,
)
SIZE = late_pattern(r"None|-?\d+")
"""One size of a shape in a summary."""
_SHAPE = late_pattern(r"[\[(]{1,2} *((?:None|-?\d+)(?: *, *(?:None|-?\d+))*) *,? *[\])]{1,2}")


def totals_of(line: RowCell) -> Iterator[SummaryTotal]:
    """The totals on a line that starts with one."""
    found = _TOTAL.match(line.text)
    while found:
        name = TOTALS[found["name"].lower()]
        value, place = _decimal(found["figure"])
        start = line.start + found.start()
        yield SummaryTotal(
            name,
            value,
            place,
            start,
            line.start + found.start("figure"),
            line.start + found.end("figure"),
            found["unit"] or "",
        )
        if found["memory"]:
            value, place = _decimal(found["memory"])
            at = line.start + found.start("memory")
            yield SummaryTotal(name + MEMORY, value, place, at, at, line.start + found.end("bytes"), found["bytes"])
        found = _TOTAL.match(line.text, len(line.text) - len(line.text[found.end() :].lstrip(" )\t")))


def _decimal(text: str) -> tuple[Number, Number]:
    digits = text.replace(",", "")
    place = Fraction(1, 10 ** len(digits.partition(".")[2]))
    value = Fraction(digits)
    return (value.numerator if place == 1 else value), place


def joined(cell: Sequence[RowCell]) -> str:
    """The text of a cell: what was wrapped is put together again."""
    return "".join(piece.text for piece in cell)


def shape_of(text: str) -> Shape | None:
    """The sizes in a shape; None for none, several, or one that is cut off.

    >>> shape_of("(None, 28, 28, 1)"), shape_of("[(None, 784)]"), shape_of("[-1, 6, 28, 28]"), shape_of("multiple")
    ((None, 28, 28, 1), (None, 784), (None, 6, 28, 28), None)
    """
    found = _SHAPE.fullmatch(text)
    if not found or text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return None
    return tuple(None if item in ("None", "-1") else int(item) for item in SIZE.findall(found[1]))


def count_of(text: str) -> int | None:
    """A count with or without commas; None for anything else.

    >>> count_of("1,792"), count_of("(320)"), count_of("1,79"), count_of("--")
    (1792, 320, None, None)
    """
    digits = text.strip("()")
    if not re.fullmatch(r"\d{1,3}(,\d{3})+|\d{1,40}", digits):
        return None
    return int(digits.replace(",", ""))


def piece(line: RowCell, start: int, end: int) -> Cell:
    """The part of a line from `start` to `end`, as a cell; empty where it is blank."""
    text = line.text[start:end]
    kept = text.strip()
    if not kept:
        return ()
    return (RowCell(kept, line.start + start + len(text) - len(text.lstrip())),)
