"""Printed model summaries in a text: of Keras 2 and 3, torchsummary and torchinfo, as pages quote them."""

from __future__ import annotations

import re
from dataclasses import replace

from symcnn.core.limits import MAX_SUMMARY_LINE
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.keras_summary import KerasCells, keras_cells, keras_row
from symcnn.documents.reading.summary_lines import Cell, RowCell, SummaryRow, SummaryTotal, piece, totals_of
from symcnn.documents.reading.torch_summary import torchinfo_row, torchsummary_row

KERAS, TORCHSUMMARY, TORCHINFO = "keras", "torchsummary", "torchinfo"


@record
class Summary:
    """A printed summary, from its header to its last line.

    `form` is the tool's; `name` the model's, as Keras prints it. `is_whole` tells that no line was left out or
    could not be read; `is_connected` that the rows say which rows they come from.
    """

    form: str
    start: int
    end: int
    name: str
    rows: tuple[SummaryRow, ...]
    totals: tuple[SummaryTotal, ...]
    is_whole: bool
    is_connected: bool


_HEADER = late_pattern(r"Layer *\( *type|Model: *\"")
_COLUMNS = late_pattern(
    r"(?P<name>Layer *\( *type)|(?P<input>Input +Shape)|(?P<shape>Output +Shape)|(?P<percent>Param *%)"
    r"|(?P<params>Param(?:s|eters)?(?: *#)?)|(?P<kernel>Kernel +Shape)|(?P<groups>Groups)|(?P<mult_adds>Mult-Adds)"
    r"|(?P<connected>Connected +to)|(?P<trainable>Trainable|Train(?=\s|$))",
    re.IGNORECASE,
)
_RULE = late_pattern(r"[\s_=\-─━═╌¯+:┏┳┓┡╇┩├┼┤└┴┘┌┬┐╞╪╡╘╧╛╒╤╕╟╫╢│┃|…]+")
_LEFT_OUT = late_pattern(r"[\s.…⋮:·│┃|]*(?:\.{2,}|…|⋮)[\s.…⋮:·│┃|]*")
_ANSI = late_pattern(r"\x1b\[[0-9;]{0,20}m")
_MODEL = late_pattern(r'Model: *"([^"\n]{1,100})"')
_MARKS = "#>/*%;!"
_BARS = "┃│|"
_MOST_BLANK = 6
_MOST_UNREAD = 2
_MOST_LINES = 64
_BEFORE = 300


def summaries(text: str, start: int, end: int) -> tuple[Summary, ...]:
    """The summaries in a stretch of text, in order.

    >>> page = "Layer (type) Output Shape Param #\\n===\\ndense (Dense) (None, 10) 1290\\n===\\nTotal params: 1,290"
    >>> [(row.name, row.shape, row.params) for row in summaries(page, 0, len(page))[0].rows]
    [('dense', (None, 10), 1290)]
    """
    found: list[Summary] = []
    at = start
    while header := _HEADER.search(text, at, end):
        at = header.end()
        reader = _Reader(text, header.start(), end)
        if reader.columns:
            reader.read()
            at = max(at, reader.end)
            if reader.rows:
                found.append(reader.summary())
    return tuple(found)


class _Reader:
    """The lines of one summary; `columns` is empty where the line is no header.

    A page may have lost the header: then a model's name and rows of the usual columns follow each other (`is_bare`).
    """

    def __init__(self, text: str, at: int, end: int) -> None:
        self.text, self.stop = text, end
        first = text.rfind("\n", max(0, at - MAX_SUMMARY_LINE), at) + 1
        first = first or max(0, at - MAX_SUMMARY_LINE)
        line = self.line(at)
        self.start = self.end = at
        self.next = at if line is None else line.end
        self.columns: tuple[str, ...] = ()
        self.places: tuple[int, ...] = ()
        self.is_bare = False
        if line is not None:
            titles = [(found.lastgroup or "", found.start()) for found in _COLUMNS.finditer(line.text)]
            names = tuple(name for name, _ in titles)
            if names[:1] == ("name",) and {"shape", "params"} <= {*names}:
                self.columns, self.places, self.end = names, tuple(place for _, place in titles), line.end
            elif _MODEL.match(line.text):
                self.columns, self.is_bare = ("name", "shape", "params"), True
        prefix = text[first:at]
        self.marks = "".join(mark for mark in _MARKS if mark in prefix)
        self.bars = next((bar for bar in _BARS if line is not None and bar in line.text), "")
        self.form = TORCHINFO if line is not None and ("depth-idx" in line.text or "var_name" in line.text) else ""
        self.first = self.next if self.is_bare else first
        self.lines = 0
        self.rows: list[SummaryRow] = []
        self.totals: list[SummaryTotal] = []
        self.is_whole = True
        self.open: KerasCells | None = None
        self.cells: list[Cell] = []

    def line(self, at: int) -> RowCell | None:
        """The rest of the line from `at`, without what colours it; None for one that is too long for a row."""
        end = self.text.find("\n", at, min(self.stop, at + MAX_SUMMARY_LINE))
        if end < 0:
            if self.stop - at > MAX_SUMMARY_LINE:
                return None
            end = self.stop
        text = self.text[at:end]
        if "\x1b" in text:
            text = _ANSI.sub(lambda found: " " * len(found[0]), text)
        return RowCell(text, at)

    def read(self) -> None:
        """Reads on to the first line that does not belong to it."""
        blank = unread = 0
        while self.next < self.stop:
            line = self.line(self.next + 1)
            if line is None or _HEADER.search(line.text) or _MODEL.search(line.text):
                break
            self.next = line.end
            line = self.bare(line)
            if not line.text.strip():
                blank += 1
                if blank > _MOST_BLANK:
                    break
                continue
            blank = 0
            if _LEFT_OUT.fullmatch(line.text) and not self.totals:
                self.is_whole = False
            elif _RULE.fullmatch(line.text):
                self.flush()
            elif totals := tuple(totals_of(line)):
                self.flush()
                self.is_whole &= not unread
                self.totals += totals
                self.end = totals[-1].end
            elif self.totals:
                break
            elif self.row(line):
                self.is_whole &= not unread
            else:
                unread += 1
                if unread > _MOST_UNREAD:
                    break
        self.flush()
        self.end = max([self.end, *(row.end for row in self.rows)])

    def bare(self, line: RowCell) -> RowCell:
        """The line without quoting or comment marks, which the header has as well, and without blanks at its ends."""
        text = line.text
        rest = text.lstrip(self.marks + " \t\xa0\u3000\ufeff")
        return RowCell(rest.rstrip(), line.start + len(text) - len(rest))

    def row(self, line: RowCell) -> bool:
        """Whether the line is a row or a part of one."""
        if self.bars:
            return self.cell_row(line)
        if self.form in ("", TORCHINFO):
            found = torchinfo_row(line, self.columns[1:], self.places[1:])
            if isinstance(found, SummaryRow) and (self.form or found.depth or "├" in line.text or "└" in line.text):
                self.form = TORCHINFO
                self.rows.append(found)
                return True
            if self.form:
                return found == "part"
        if self.form in ("", TORCHSUMMARY):
            row = torchsummary_row(line)
            if row is not None:
                self.form = TORCHSUMMARY
                self.rows.append(row)
                return True
            if self.form:
                return False
        cells = keras_cells(line)
        if cells is not None:
            self.flush()
            self.form, self.open, self.lines = KERAS, cells, 1
            return True
        if self.open is not None and self.lines < _MOST_LINES and (longer := self.open.and_then(line)):
            self.open = longer
            self.lines += 1
            return True
        return False

    def cell_row(self, line: RowCell) -> bool:
        """A line with rules between its columns; with thin ones, a row may take several lines."""
        if line.text[0] not in _BARS:
            return False
        cells, at = [], 1
        for place in range(1, len(line.text)):
            if line.text[place] in _BARS:
                cells.append(piece(line, at, place))
                at = place + 1
        if at < len(line.text):
            cells.append(piece(line, at, len(line.text)))
        if len(cells) != len(self.columns):
            return False
        self.lines += 1
        if not self.cells or self.bars == "|" or self.lines > _MOST_LINES:
            self.flush()
            self.cells, self.lines = cells, 1
        else:
            self.cells = [(*one, *more) for one, more in zip(self.cells, cells, strict=True)]
        if self.bars == "|":
            self.flush()
        return True

    def flush(self) -> None:
        """Ends the row that is being read."""
        if self.open is not None:
            self.add(self.open.row())
            self.open = None
        if self.cells:
            column = dict(zip(self.columns, self.cells, strict=True))
            self.cells = []
            self.add(self.cell_rows(column))

    def cell_rows(self, column: dict[str, Cell]) -> SummaryRow | None:
        name, shape, params = column["name"], column["shape"], column["params"]
        if not name:
            return None
        alone = all(len(cell) == 1 for cell in (name, shape, params))
        if alone and self.form in ("", TORCHSUMMARY):
            line = RowCell(f"{name[0].text} {shape[0].text} {params[0].text}", name[0].start)
            row = torchsummary_row(line)
            if row is not None:
                self.form = TORCHSUMMARY
                return replace(
                    row,
                    end=params[0].end,
                    shape_start=shape[0].start,
                    shape_end=shape[0].end,
                    params_start=params[0].start,
                    params_end=params[0].end,
                )
        self.form = self.form or KERAS
        return keras_row(name, shape, params, column.get("connected", ()))

    def add(self, row: SummaryRow | None) -> None:
        if row is None:
            self.is_whole = False
        else:
            self.rows.append(row)

    def summary(self) -> Summary:
        """What was read."""
        model = [*_MODEL.finditer(self.text, max(0, self.first - _BEFORE), self.first)]
        return Summary(
            self.form,
            self.start,
            self.end,
            model[-1][1] if model else "",
            tuple(self.rows),
            tuple(self.totals),
            self.is_whole,
            "connected" in self.columns,
        )
