"""A document for a terminal: Unicode, 80 columns, broken before equals signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from symcnn.core.written.layout import written
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import Plain
from symcnn.core.written.width import fitting, padded, width
from symcnn.pages.build.blocks import (
    Block,
    Equation,
    Equations,
    Heading,
    Items,
    Listing,
    Page,
    Paragraph,
    Table,
)
from symcnn.pages.build.phrases import in_line
from symcnn.pages.renderers.breaking import broken

COLUMNS = 80
_NARROW = 12
"""No column is made narrower."""
_SIGNS = {"-": "−"}


def text(document: Page) -> str:
    """The document as plain text, every line at most 80 columns where its parts allow it."""
    notation = Plain(document.labels)
    parts = ["\n".join(_block(block, notation)) for block in document.blocks]
    return "\n\n".join(part for part in parts if part) + "\n"


def _block(block: Block, notation: Plain) -> Iterator[str]:
    match block:
        case Heading(level, parts):
            line = in_line(parts, notation)
            yield line
            yield {1: "=", 2: "-"}.get(level, "~") * min(width(line), COLUMNS)
        case Paragraph(parts):
            yield from _wrapped(in_line(parts, notation), "")
        case Items(items):
            for item in items:
                yield from _wrapped("- " + in_line(item, notation), "  ")
        case Listing(lines):
            yield from (f"    {printable(line)}".rstrip() for line in lines)
        case Equations(rows):
            yield from _equations(rows, notation)
        case Table():
            cells = {id(cell): cell for row in (block.header, *block.rows) for cell in row}  # many stand often
            shown = {place: in_line((cell,), notation) for place, cell in cells.items()}
            yield from table_lines(
                [shown[id(cell)] for cell in block.header],
                [[shown[id(cell)] for cell in row] for row in block.rows],
                block.totals,
                block.numbers,
            )


def _equations(rows: Sequence[Equation], notation: Plain) -> Iterator[str]:
    lefts = [printable(written(row.left, notation)) for row in rows]
    margin = min(max(map(width, lefts)), 20)
    for left, row in zip(lefts, rows, strict=True):
        start = f"  {padded(left, margin)}"
        for line in broken(row, COLUMNS - 2 - margin, notation):
            indent = "" if line[0].sign == "=" else "  "
            shown = "".join(f" {_SIGNS.get(piece.sign, piece.sign)} {written(piece.expr, notation)}" for piece in line)
            yield start + indent + printable(shown)
            start = " " * (2 + margin)


def _wrapped(line: str, indent: str, columns: int = COLUMNS) -> Iterator[str]:
    start, lead = 0, ""
    while (end := fitting(line, start, columns - len(lead))) < len(line):
        cut = _cut(line, start, end, lead, indent)
        yield (lead + line[start:cut]).rstrip()
        start, lead = cut, indent
        while start < len(line) and line[start].isspace():
            start += 1
    yield lead + line[start:]


def _cut(line: str, start: int, end: int, lead: str, indent: str) -> int:
    """The last blank that fits, or the last character before which a line may be broken (Chinese has no blanks)."""
    least = start + len(indent) - len(lead)
    blank = line.rfind(" ", least + 1, end + 1)
    is_within_word = width(line[end - 1]) == width(line[end]) == 1
    if blank > least and (is_within_word or blank - start + len(lead) > (end - start + len(lead)) // 2):
        return blank
    return next((at for at in range(end, least + 1, -1) if _may_break(line, at)), end)


def _may_break(line: str, at: int) -> bool:
    """Whether a line without blanks may be broken before a sign: beside Chinese, not within a name or a bracket."""
    is_within_word = width(line[at - 1]) == width(line[at]) == 1
    return not is_within_word and line[at] not in "，。；：）" and line[at - 1] != "（"


def table_lines(
    header: Sequence[str], rows: Sequence[Sequence[str]], totals: int, numbers: frozenset[int]
) -> Iterator[str]:
    """A table with aligned columns; the last `totals` rows stand below a rule.

    Where it is too wide, the cells of its widest columns are broken at blanks, as far as their words allow it.
    """
    columns = list(zip(header, *rows, strict=True))
    full = [max(map(width, column)) for column in columns]
    widths = _narrowed(full, columns)

    def lines(cells: Sequence[str]) -> Iterator[str]:
        parts = [
            [cell] if widths[at] == full[at] else [*_wrapped(cell, "", widths[at])] for at, cell in enumerate(cells)
        ]
        for pieces in zip_longest(*parts, fillvalue=""):
            shown = (padded(piece, widths[at], right=at in numbers) for at, piece in enumerate(pieces))
            yield "  ".join(shown).rstrip()

    rule = "-" * (sum(widths) + 2 * (len(widths) - 1))
    yield from lines(header)
    yield rule
    for place, row in enumerate(rows):
        if totals and place == len(rows) - totals:
            yield rule
        yield from lines(row)


def _longest_part(cell: str) -> int:
    """The width of the longest part of a cell that is not broken: a word, or one sign of Chinese."""
    parts = cell if cell.isascii() else "".join(f" {sign} " if width(sign) > 1 else sign for sign in cell)
    return max(map(width, parts.split()), default=0)


def _narrowed(full: Sequence[int], columns: Sequence[Sequence[str]]) -> Sequence[int]:
    """The widths of columns that fit side by side: the widest behind the first are cut, none below its longest word."""
    excess = sum(full) + 2 * (len(full) - 1) - COLUMNS
    if excess <= 0:
        return full
    widths = [*full]
    least = [full[0], *(max(_NARROW, *map(_longest_part, column)) for column in columns[1:])]
    while excess > 0:
        open_columns = [at for at, each in enumerate(widths) if each > least[at]]
        if not open_columns:
            break
        widest = max(open_columns, key=widths.__getitem__)
        others = [widths[at] for at in open_columns if at != widest]
        cut = min(excess, widths[widest] - max(least[widest], max(others, default=0) - 1))
        widths[widest] -= cut
        excess -= cut
    return widths
