"""Layouts of tables of layers: each guard with the table on which it must hold, and the one on which it must not."""

from __future__ import annotations

import pytest
from test_told_findings import verdict_on

SIZES = """| layer | kernel | stride | pad | in | out |
|---|---|---|---|---|---|
| conv1 | 11 | 4 | 0 | 227 | 55 |
| pool1 | 3 | 2 | 0 | 55 | {pooled} |
| conv2 | 5 | 1 | 2 | 27 | 27 |
"""
CHANNELS = """| layer | kernel | stride | pad | Input | Output | params |
|---|---|---|---|---|---|---|
| conv1 | 5 | 1 | 0 | 1 | 6 | 156 |
| pool1 | 2 | 2 | 0 | 6 | 6 | 0 |
| conv2 | 5 | 1 | 0 | {seen} | 16 | {params} |
"""


@pytest.mark.parametrize(
    ("table", "place", "verdict"),
    [
        (SIZES.format(pooled=27), "27", "right"),
        (SIZES.format(pooled=28), "28", "wrong"),
        (CHANNELS.format(seen=6, params="2416"), "2416", "right"),
        (CHANNELS.format(seen=6, params="2461"), "2461", "wrong"),
        (CHANNELS.format(seen=5, params="2016"), "2016", None),  # neither sizes nor channels lead through the rows
    ],
)
def test_numbers_that_come_in_and_go_out_are_sizes_or_channels(table: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, table) == verdict


VIEWS = """| layer | k | s | p | n_out | j_out | r_out |
|---|---|---|---|---|---|---|
| input | - | - | - | 227 | 1 | 1 |
| conv1 | 11 | 4 | 0 | {size} | 4 | 11 |
| pool1 | 3 | 2 | 0 | 27 | 8 | 19 |
| conv2 | 5 | 1 | 2 | 27 | 8 | {field} |
"""


@pytest.mark.parametrize(
    ("size", "field", "place", "verdict"),
    [
        ("55", "51", "55", "right"),
        ("56", "51", "56", "wrong"),
        ("55", "51", "51", "right"),
        ("55", "35", "35", "wrong"),
    ],
)
def test_sides_jumps_and_fields_below_their_letters(size: str, field: str, place: str, verdict: str) -> None:
    assert verdict_on(place, VIEWS.format(size=size, field=field)) == verdict


CELLS = [
    ["layer", "kernel", "stride", "padding", "output", "params"],
    ["input", "-", "-", "-", "32×32×3", "0"],
    ["conv1", "5×5, 8", "1", "2", "32×32×8", "608"],
    ["pool1", "2×2", "2", "0", "16×16×8", "0"],
    ["conv2", "5×5, 16", "1", "0", "12×12×16", "{params}"],
]
LINES = "The net:\n\n" + "\n\n".join("\n".join(row) for row in CELLS) + "\n\nThat is all.\n"
HTML = (
    "<table><tr><th>"
    + "</td></tr><tr><td>".join("</td><td>".join(row) for row in CELLS).replace("</td>", "</th>", 6)
    + "</td></tr></table>"
)
HTML_LINES = HTML.replace("<td>", "\n<td>").replace("<tr>", "\n<tr>")
TEX = (
    r"\begin{tabular}{llllll} "
    + r" \\ ".join(" & ".join(row).replace("×", r"$\times$") for row in CELLS)
    + r" \\ \hline \end{tabular}"
)


@pytest.mark.parametrize(
    ("name", "table"), [("a.md", LINES), ("a.txt", LINES), ("a.html", HTML), ("a.html", HTML_LINES), ("a.tex", TEX)]
)
@pytest.mark.parametrize(("params", "verdict"), [("3216", "right"), ("3126", "wrong")])
def test_rows_wherever_their_lines_end(name: str, table: str, params: str, verdict: str) -> None:
    text = table.replace("{params}", params)
    assert verdict_on("608", text, name) == "right"
    assert verdict_on(params, text, name) == verdict


@pytest.mark.parametrize("cell", ["3×3, 8", "a footnote"])
def test_lines_are_a_table_where_each_row_has_its_numbers(cell: str) -> None:
    text = f"layer\nkernel\nparams\nconv1\n{cell}\n224\nconv2\n3×3, 8\n584\nconv3\n3×3, 8\n584\n"
    assert verdict_on("584", text, "a.txt") == (None if cell == "a footnote" else "right")
