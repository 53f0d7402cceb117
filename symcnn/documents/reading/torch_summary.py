"""The rows of PyTorch's summaries: torchsummary's, and torchinfo's tree."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.summary_lines import RowCell, SummaryRow, count_of, shape_of

_TORCHSUMMARY = late_pattern(r"(?P<type>[A-Za-z_][\w.]*)-(?P<index>\d+)\s+(?P<shape>\[[^\n]*\])\s+(?P<params>\d[\d,]*)")
_TORCHINFO = late_pattern(
    r"(?P<tree>[│├└─+|\s]*)(?P<type>[A-Za-z_][\w.]*)(?:\s\((?P<variable>[\w.]+)\))?"
    r"(?::\s*(?P<depth>\d+)(?:-\d+)?)?(?=\s|$)"
)
_FIGURES = late_pattern(
    r"\[[^\[\]]*\]|(?<!\S)(?:--|\(recursive\)|True|False|Partial|\(?\d[\d,]*\)?(?:\.\d+)?%?|[├└]─[\d,]+)(?!\S)"
)
_INDENT = 5


def torchsummary_row(line: RowCell) -> SummaryRow | None:
    """``Conv2d-1  [-1, 6, 28, 28]  156``."""
    found = _TORCHSUMMARY.fullmatch(line.text.rstrip())
    if not found:
        return None
    shape_start, shape_end = (line.start + at for at in found.span("shape"))
    start, end = (line.start + at for at in found.span("params"))
    name, shape, params = f"{found['type']}-{found['index']}", shape_of(found["shape"]), count_of(found["params"])
    return SummaryRow(line.start, end, name, found["type"], False, shape, shape_start, shape_end, params, start, end)


def torchinfo_row(line: RowCell, columns: Sequence[str], places: Sequence[int]) -> SummaryRow | str | None:
    """``├─Conv2d: 1-1  [1, 6, 28, 28]  156``, its figures in the order of the columns.

    Where a cell is blank, the figures stand below the titles, whose `places` are counted from the line's start.

    ``"part"`` for a single weight of a layer, which is no layer; None for what is no row.
    """
    found = _TORCHINFO.match(line.text)
    if not found:
        return None
    figures = list(_FIGURES.finditer(line.text, found.end()))
    if any(figure[0][0] in "├└" for figure in figures):
        return "part"
    if len(figures) == len(columns):
        by_column = dict(zip(columns, figures, strict=True))
    else:
        by_column = {}
        for figure in figures:
            title = bisect_right(places, figure.start()) - 1
            if title < 0 or columns[title] in by_column:
                return None
            by_column[columns[title]] = figure
    shape, params = by_column.get("shape"), by_column.get("params")
    if shape is None or params is None:
        return None
    depth = int(found["depth"]) if found["depth"] else _depth(found["tree"])
    sizes = {name: shape_of(by_column[name][0]) for name in ("input", "kernel") if name in by_column}
    printed = params[0]
    return SummaryRow(
        line.start + found.start("type"),
        line.start + figures[-1].end(),
        found["variable"] or found["type"],
        found["type"],
        False,
        shape_of(shape[0]),
        line.start + shape.start(),
        line.start + shape.end(),
        count_of(printed),
        line.start + params.start(),
        line.start + params.end(),
        depth,
        is_recursive=printed == "(recursive)",
        is_frozen=printed[0] == "(" and printed != "(recursive)",
        input=sizes.get("input"),
        kernel=sizes.get("kernel"),
        mult_adds=count_of(by_column["mult_adds"][0]) if "mult_adds" in by_column else None,
    )


def _depth(tree: str) -> int:
    return (len(tree) - 2) // _INDENT + 1 if tree.strip() else 0
