"""Printed model summaries in a text, as pages quote them: tables whose heads `prints.txt` knows, and rows without."""

from __future__ import annotations

from symcnn.core.limits import MAX_SUMMARY_LINE
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.print_cells import Cells, and_then, cells_of
from symcnn.documents.reading.print_rows import (
    Cell,
    RowCell,
    SummaryRow,
    SummaryTotal,
    joined,
    piece,
    row_of,
    totals_of,
)
from symcnn.documents.reading.print_words import columns

KERAS, TORCHSUMMARY, TORCHINFO = "keras", "torchsummary", "torchinfo"
"""Forms of summaries: with a batch that is open and the class in brackets, with numbered classes, as a tree."""


@record
class Summary:
    """A printed summary, from its header to its last line.

    `form` is the tool's; `name` the model's, as Keras prints it. `is_whole` tells that no line was left out or
    could not be read.
    """

    form: str
    start: int
    end: int
    name: str
    rows: tuple[SummaryRow, ...]
    totals: tuple[SummaryTotal, ...]
    is_whole: bool


_ROW = (
    r"(?:[A-Za-z_][\w./]{0,80}-\d{1,6} +\[\[?-?\d|[A-Za-z_][\w./]{0,80} ?\([A-Z]\w{1,60}\)? +[\[(]{1,2}None,)"
    r"[^\n]{1,200}\d *$"
)
_HEADER = late_pattern(rf"Layer *\( *type|Model: *\"|Kernel +Shape +Output +Shape|(?m:^[#>/*%;! \t]*{_ROW})")
_HEAD = late_pattern(r'Layer *\( *type|Model: *"|Kernel +Shape +Output')
_USUAL = ("name", "shape", "params")
_PADDLE = ("name", "input", "shape", "params")
_TREE = ("depth-idx", "var_name")
_RULE = late_pattern(r"[\s_=\-─━═╌¯+:┏┳┓┡╇┩├┼┤└┴┘┌┬┐╞╪╡╘╧╛╒╤╕╟╫╢│┃|…]+|Layer|Totals")
_LEFT_OUT = late_pattern(r"[\s.…⋮:·│┃|]*(?:\.{2,}|…|⋮)[\s.…⋮:·│┃|]*")
_ANSI = late_pattern(r"\x1b\[[0-9;]{0,20}m")
_MODEL = late_pattern(r'Model: *"([^"\n]{1,100})"')
_MARKS = "#>/*%;!\\"
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
            if len(reader.rows) > reader.is_bare and reader.is_printed:
                found.append(reader.summary())
    return tuple(found)


class _Reader:
    """The lines of one summary; `columns` is empty where the line is no header.

    A page may have lost the header: then rows of the usual columns follow each other (`is_bare`), perhaps below a
    model's name.
    """

    def __init__(self, text: str, at: int, end: int) -> None:
        self.text, self.stop = text, end
        line = self.line(at)
        first = text.rfind("\n", max(0, at - MAX_SUMMARY_LINE), at) + 1
        self.first = first or max(0, at - MAX_SUMMARY_LINE)
        self.start = self.end = at
        self.next = at if line is None else line.end
        self.columns: tuple[str, ...] = ()
        self.places: tuple[int, ...] = ()
        self.is_bare = self.is_tree = False
        self.bars = self.form = ""
        self.marks = "".join(mark for mark in _MARKS if mark in text[self.first : at])
        if line is not None:
            self.header(line)
        self.lines = self.unread = 0
        self.rows: list[SummaryRow] = []
        self.totals: list[SummaryTotal] = []
        self.is_whole = True
        self.open: Cells | None = None
        self.cells: list[Cell] = []

    @property
    def is_printed(self) -> bool:
        """Whether nearly all rows tell a shape, and a count or none, as they do where programs print them."""
        others = sum(row.shape is None or not _is_count(row) for row in self.rows)
        return self.is_tree or (4 * others <= len(self.rows) and self.unread <= len(self.rows))

    def header(self, line: RowCell) -> None:
        """What the first line says of the columns."""
        titles = [(found.lastgroup or "", found.start()) for found in columns().finditer(line.text)]
        names = tuple(name for name, _ in titles)
        self.bars = next((bar for bar in _BARS if bar in line.text), "")
        if names[:1] == ("kernel",):  # the head of the names is on the next line
            names, titles = ("name", *names), [("name", -1), *titles]
        if names[:1] == ("name",) and {"shape", "params"} <= {*names}:
            self.columns, self.places, self.end = names, tuple(place for _, place in titles), line.end
            self.is_tree = any(word in line.text for word in _TREE)
            self.form = TORCHINFO if self.is_tree else ""
        elif not _HEAD.match(line.text) or _MODEL.match(line.text):
            self.columns, self.is_bare = _USUAL, not _HEAD.match(line.text)
            self.next = line.end if _MODEL.match(line.text) else self.first - 1
            if "[[" in line.text:
                self.columns = _PADDLE

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
            if line is None or _HEAD.search(line.text):
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
                self.unread = unread
                if unread > _MOST_UNREAD or self.is_bare:
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
        shift = self.first + line.start - self.text.rfind("\n", 0, line.start) - 1 - self.start
        cells = cells_of(line, self.columns, [place - shift for place in self.places])
        if cells is not None and any(joined(cell)[:1] in ("├", "└") for name, cell in cells.items() if name != "name"):
            return True  # a single weight of a layer
        if cells is not None and row_of(cells, is_tree=self.is_tree) is not None:
            self.flush()
            self.open, self.lines = cells, 1
            return True
        if self.open is not None and self.lines < _MOST_LINES and (longer := and_then(self.open, line)):
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
        cells = self.open or dict(zip(self.columns, self.cells, strict=False))
        self.open, self.cells = None, []
        row = row_of(cells, is_tree=self.is_tree) if cells and cells["name"] else None
        if row is not None:
            self.rows.append(row)
            self.form = self.form or _form(row)
            self.is_tree = self.form == TORCHINFO
        elif cells:
            self.is_whole = False

    def summary(self) -> Summary:
        """What was read."""
        model = [*_MODEL.finditer(self.text, max(0, self.first - _BEFORE), self.start + _BEFORE)]
        return Summary(
            self.form,
            self.start,
            self.end,
            model[-1][1] if model and model[-1].start() <= self.start else "",
            tuple(self.rows),
            tuple(self.totals),
            self.is_whole,
        )


def _is_count(row: SummaryRow) -> bool:
    """Whether the parameters of a row are a number, or left out."""
    cell = joined(row.cells.get("params", ()))
    return row.number_in("params") is not None or not any(sign.isalnum() for sign in cell)


def _form(row: SummaryRow) -> str:
    """The form of a summary by its first row."""
    is_blank = joined(row.cells["params"]) == "--"
    if is_blank or row.cells["name"][0].text[:1] in ("├", "└") or ":" in joined(row.cells["name"]):
        return TORCHINFO
    return TORCHSUMMARY if row.name != row.type and (row.name.startswith(row.type + "-") or not row.type) else KERAS
