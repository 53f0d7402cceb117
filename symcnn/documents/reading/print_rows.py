"""The rows of printed summaries and the totals below them, with the places of their figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from functools import lru_cache

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.reading.print_words import total_line, total_named

Shape = tuple[int | None, ...]
MEMORY = "_memory"
"""Behind the name of a total: its memory in brackets, as Keras prints it."""
SIZE = late_pattern(r"None|-?\d+")
"""One size of a shape in a summary."""

_SHAPE = late_pattern(r"[\[(]{1,2} *((?:None|-?\d+)(?: *, *(?:None|-?\d+))*) *,? *[\])]{1,2}|(\d+(?:x\d+)+)")
_COUNT = late_pattern(r"\(?(\d{1,3}(?:,\d{3})+|\d{1,40})(\.\d{1,20})?\)? ?([kKMG])?")
_NAMED = late_pattern(
    r"(?P<tree>[│├└─+|\s]*)(?P<name>[^\s(|└:][^\s(:]*)\s*(?:\(\s*(?P<inside>[^()\s]*)\s*(?P<close>\))?)?"
    r"(?::\s*(?P<depth>\d+)(?:-\d+)?)?"
)
_NUMBERED = late_pattern(r"([A-Za-z_][\w.]*)-\d+")
_CONNECTED = late_pattern(r"([A-Za-z_][\w./:-]*)\[\d+\]\[\d+\]")
_THOUSANDS = {"": 0, "k": 1, "K": 1, "M": 2, "G": 3}
_INDENT = 5


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


@record
class SummaryRow:
    """One layer of a summary, from its name to its last figure, with the cells of its columns.

    `type` is the class as printed, cut off where `is_cut`, "" where there is none. `depth` is 0 on the top level.
    """

    start: int
    end: int
    name: str
    type: str
    is_cut: bool
    cells: Mapping[str, Cell]
    depth: int = 0
    connected_to: tuple[str, ...] = ()

    def place(self, column: str, *, lines: int = 0) -> tuple[int, int]:
        """Where the figure of a column stands, with what is wrapped to further `lines`; the row's end without one."""
        cell = self.cells.get(column)
        return (cell[0].start, cell[: lines + 1][-1].end) if cell else (self.end, self.end)

    def shape_in(self, column: str) -> Shape | None:
        """The sizes in a column, the batch in front, None for what is left open; None without a single shape."""
        return shape_of(joined(self.cells.get(column, ())))

    def number_in(self, column: str) -> PrintedNumber | None:
        """The number in a column; None for anything else."""
        return number_of(joined(self.cells.get(column, ())))

    @property
    def shape(self) -> Shape | None:
        """The shape that comes out."""
        return self.shape_in("shape")

    @property
    def input(self) -> Shape | None:
        """The shape that comes in, where it is printed."""
        return self.shape_in("input")

    @property
    def params(self) -> int | None:
        """The parameters, where they are printed in full."""
        return _whole(self.number_in("params"))

    @property
    def mult_adds(self) -> int | None:
        """The multiply-adds, where they are printed in full."""
        return _whole(self.number_in("mult_adds"))

    @property
    def is_recursive(self) -> bool:
        """Whether the layer stood further up already."""
        return self._printed == "(recursive)"

    @property
    def is_frozen(self) -> bool:
        """Whether the parameters are in brackets: they are not trained."""
        return self._printed[:1] == "(" and not self.is_recursive

    @property
    def is_blank(self) -> bool:
        """Whether strokes stand for no parameters."""
        return self._printed.strip("-") == ""

    @property
    def _printed(self) -> str:
        return joined(self.cells.get("params", ()))


@record
class SummaryTotal:
    """A line below the rows: its `name`, the figure with what its last digit is worth, and its unit."""

    name: str
    value: Number
    place: Number
    start: int
    figure_start: int
    end: int
    unit: str = ""


def row_of(cells: Mapping[str, Cell], *, is_tree: bool = False) -> SummaryRow | None:
    """The row that cells make; None where the first is no layer. In a tree the class stands before the brackets."""
    text = joined(cells["name"])
    found = _NAMED.fullmatch(text.replace("…", " (" if "(" not in text else ""))
    if not found or not cells.get("params"):
        return None
    inside, name = found["inside"] or "", found["name"]
    is_tree = is_tree or found["depth"] is not None
    numbered = _NUMBERED.fullmatch(name)
    if is_tree:
        name, kind, depth = inside or name, name, int(found["depth"] or _depth(found["tree"]))
    else:
        kind = inside or (numbered[1] if numbered else "")
        depth = found["tree"].count("|") + found["tree"].count("└")
    start = cells["name"][0].start + found.start("name")
    end = max(cell[-1].end for column, cell in cells.items() if cell and column != "connected")
    connected = joined(cells.get("connected", ()))
    sources = tuple(_CONNECTED.findall(connected)) or tuple(re.findall(r"\w[\w./-]*", connected.partition("[")[0]))
    is_cut = bool(inside) and found["close"] is None
    return SummaryRow(start, end, name, kind, is_cut, cells, depth, sources)


def _depth(tree: str) -> int:
    return (len(tree) - 2) // _INDENT + 1 if tree.strip() else 0


def totals_of(line: RowCell) -> Iterator[SummaryTotal]:
    """The totals on a line that starts with one."""
    found = total_line().match(line.text)
    while found:
        name = total_named(found["name"])
        value, place = _decimal(found["figure"], found["scale"] or "")
        start, at = line.start + found.start(), line.start + found.start("figure")
        end = line.start + max(found.end("figure"), found.end("scale"))
        yield SummaryTotal(name, value, place, start, at, end, found["unit"] or "")
        if found["memory"]:
            value, place = _decimal(found["memory"], "")
            at = line.start + found.start("memory")
            yield SummaryTotal(name + MEMORY, value, place, at, at, line.start + found.end("bytes"), found["bytes"])
        found = total_line().match(line.text, len(line.text) - len(line.text[found.end() :].lstrip(" )\t")))


def _decimal(text: str, scale: str) -> tuple[Number, Number]:
    unit = 1000 ** _THOUSANDS[scale]
    digits = text.replace(",", "")
    place = Fraction(unit, 10 ** len(digits.partition(".")[2]))
    value = Fraction(digits) * unit
    return (value.numerator if value.denominator == 1 else value), (int(place) if place.denominator == 1 else place)


def joined(cell: Sequence[RowCell]) -> str:
    """The text of a cell: what was wrapped is put together again."""
    return "".join(piece.text for piece in cell)


@lru_cache(maxsize=4096)
def shape_of(text: str) -> Shape | None:
    """The sizes in a shape; None for none, several, or one that is cut off.

    >>> shape_of("(None, 28, 28, 1)"), shape_of("[(None, 784)]"), shape_of("[-1, 6, 28, 28]"), shape_of("multiple")
    ((None, 28, 28, 1), (None, 784), (None, 6, 28, 28), None)
    """
    found = _SHAPE.fullmatch(text)
    if not found or text.count("(") != text.count(")") or text.count("[") != text.count("]"):
        return None
    if found[2]:
        return (None, *map(int, found[2].split("x")))
    return tuple(None if item in ("None", "-1") else int(item) for item in SIZE.findall(found[1]))


@lru_cache(maxsize=4096)
def number_of(text: str) -> PrintedNumber | None:
    """A number as it was printed, with or without commas, brackets and a unit; None for anything else.

    >>> number_of("1,792").value, number_of("(320)").value, number_of("6.02k").value, number_of("1,79")
    (1792, 320, 6020, None)
    """
    found = _COUNT.fullmatch(text.removesuffix("(unbuilt)").strip())
    if not found:
        return None
    value, place = _decimal(found[1] + (found[2] or ""), found[3] or "")
    is_short = bool(found[3])
    return PrintedNumber(value, place if is_short else 1, is_short=is_short, has_decimals=is_short and bool(found[2]))


def _whole(number: PrintedNumber | None) -> int | None:
    """The value of a count of which no digit was left off."""
    if number is None or number.is_short or number.value.denominator != 1:
        return None
    return int(number.value)


def piece(line: RowCell, start: int, end: int) -> Cell:
    """The part of a line from `start` to `end`, as a cell; empty where it is blank."""
    text = line.text[start:end]
    kept = text.strip()
    if not kept:
        return ()
    return (RowCell(kept, line.start + start + len(text) - len(text.lstrip())),)
