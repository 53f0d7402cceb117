"""The rows of Keras's summaries: between rules, or in columns of blanks; names and shapes wrapped or cut off."""

from __future__ import annotations

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.summary_lines import Cell, RowCell, SummaryRow, count_of, joined, piece, shape_of

_NAMED = late_pattern(r"(?P<marks>[|└\s]*)(?P<name>[^\s(|└][^\s(]*)\s*(?:\(\s*(?P<type>[^()\s]*)\s*(?P<close>\))?)?")
_KERAS_SHAPE = late_pattern(r"\[*\(+\s?(?:None|\d+)(?=\s*(?:,|\)))|(?<!\S)(?:multiple|\?|\[\])(?!\S)|\{'")
_NUMBER = late_pattern(r"(?<!\S)\d[\d,]*(?!\S)")
_CONNECTED = late_pattern(r"([A-Za-z_][\w./:-]*)\[\d+\]\[\d+\]")
_CONNECTED_FROM = late_pattern(r"\['|\[\]|[A-Za-z_][\w./:-]*\[\d+\]")


def keras_row(name: Cell, shape: Cell, params: Cell, connected: Cell = ()) -> SummaryRow | None:
    """A row of Keras from its cells; None where the first is no layer."""
    found = _NAMED.fullmatch(joined(name).replace("…", " (" if "(" not in joined(name) else ""))
    if not found or not params:
        return None
    printed = joined(params).removesuffix("(unbuilt)").strip()
    return SummaryRow(
        name[0].start + found.start("name"),
        params[-1].end,
        found["name"],
        found["type"] or "",
        found["close"] is None,
        shape_of(joined(shape)) if shape else None,
        shape[0].start if shape else params[0].start,
        shape[-1].end if shape else params[0].start,
        count_of(printed),
        params[0].start,
        params[-1].end,
        found["marks"].count("|") + found["marks"].count("└"),
        tuple(_CONNECTED.findall(joined(connected))),
    )


@record
class KerasCells:
    """The columns of a row of Keras as far as they were read; what is not closed may go on in the next line."""

    name: Cell
    shape: Cell
    params: Cell
    connected: Cell

    def row(self) -> SummaryRow | None:
        """The row that they say."""
        return keras_row(self.name, self.shape, self.params, self.connected)

    def and_then(self, line: RowCell) -> KerasCells | None:
        """With what a further line adds; None where it adds nothing."""
        text, at = line.text.rstrip("| "), 0
        name, shape, connected = self.name, self.shape, self.connected
        named = joined(name)
        if named.count("(") <= named.count(")") or not (more := late_pattern(r"[\w.>]*\)").match(text)):
            more = late_pattern(r"\([\w.>]+\)?").match(text) if "(" not in named else None
        if more:
            name, at = (*name, RowCell(more[0], line.start)), more.end()
        gap = late_pattern(r"\s*").match(text, at)
        at = gap.end() if gap else at
        so_far = joined(shape)
        more = late_pattern(r"(?:None|[\d,() \[\]])*[)\]]").match(text, at)
        if more and so_far.count("(") > so_far.count(")"):
            blank = "" if so_far[-1:].isdigit() or more[0][0] in ")]" else " "
            shape, at = (*shape, RowCell(blank + more[0] if blank else more[0], line.start + at)), more.end()
        rest = text[at:].strip()
        if rest and (_CONNECTED.search(rest) or rest[0] in "['"):
            connected, rest = (*connected, RowCell(rest, line.start + at)), ""
        if rest or (name, shape, connected) == (self.name, self.shape, self.connected):
            return None
        return KerasCells(name, shape, self.params, connected)


def keras_cells(line: RowCell) -> KerasCells | None:
    """A line of Keras without rules between its columns; a shape shows where the name ends."""
    found = _KERAS_SHAPE.search(line.text)
    if not found or not (name := piece(line, 0, found.start())):
        return None
    after = _CONNECTED_FROM.search(line.text, found.end() if found[0] == "[]" else _closing(line.text, found.start()))
    right = len(line.text.rstrip("| ")) if after is None else after.start()
    shape_end = _closing(line.text, found.start())
    numbers = list(_NUMBER.finditer(line.text, shape_end, right))
    if shape_end == len(line.text):
        after = _CONNECTED_FROM.search(line.text, found.start() + 1)
        right = shape_end if after is None else after.start()
        numbers = list(_NUMBER.finditer(line.text, found.end(), right))[-1:]
        shape_end = numbers[0].start() if numbers else right
    if not numbers:
        return None
    params = piece(line, numbers[0].start(), numbers[0].end())
    connected = piece(line, after.start(), len(line.text)) if after else ()
    return KerasCells(name, piece(line, found.start(), shape_end), params, connected)


def _closing(text: str, start: int) -> int:
    """Where the bracket that opens at `start` is closed; the end of the text where it is not."""
    depth = 0
    for at in range(start, len(text)):
        depth += (text[at] in "([{") - (text[at] in ")]}")
        if depth == 0 and text[at] in ")]}":
            return at + 1
        if depth == 0 and text[at].isspace():
            return at
    return len(text)
