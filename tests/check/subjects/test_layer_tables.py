"""Layouts of tables of layers: each guard with the table on which it must hold, and the one on which it must not."""

from __future__ import annotations

import pytest
from document_findings import layer_verdict_on as verdict_on

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


STAGES = """| stage | structure | output | weights (no bias) |
|---|---|---|---|
| input | | 32×32×3 | |
| one | {first} | {size} | {weights} |
"""


@pytest.mark.parametrize(
    ("first", "size", "weights", "place", "verdict"),
    [
        ("conv3-64", "32×32×64", "1,728", "1,728", "right"),
        ("conv3-64", "32×32×64", "1,782", "1,782", "wrong"),
        ("conv3-2", "32×32×2", "54", "54", None),  # the second layer of the third block
        ("Conv3x3, 64, /2", "16×16×64", "1,728", "16×16×64", "right"),
        ("conv 64 3×3 / s2", "16×16×64", "1,728", "16×16×64", "right"),
        ("3×3, 64", "30×30×64", "1,728", "1,728", "right"),
        ("[3×3, 64]×2", "32×32×64", "38,592", "38,592", "right"),  # 1,728 and 36,864
        ("[3×3, 64; 3×3, 64]×2", "32×32×64", "38,592", "38,592", None),
        ("conv 3×3, 3→64", "32×32×64", "1,728", "1,728", "right"),
        ("conv 3×3, 32→28", "28×28×7", "1,728", "1,728", None),
        ("max 2×2", "16×16×3", "0", "16×16×3", "right"),
        ("2 max 2×2", "16×16×4", "0", "16×16×4", "wrong"),
    ],
)
def test_short_ways_to_write_a_layer(first: str, size: str, weights: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, STAGES.format(first=first, size=size, weights=weights)) == verdict


@pytest.mark.parametrize("head", ["step", "layer", "stride"])
def test_a_first_column_that_counts_rows_or_names_them_tells_no_argument(head: str) -> None:
    rows = [f"| {number} | conv 3×3, 4 | {side}×{side}×4 |" for number, side in ((1, 58), (2, 56), (3, 54))]
    table = "\n".join([f"| {head} | layer | output |", "|---|---|---|", "| 0 | input | 60×60×1 |", *rows])
    assert verdict_on("56×56×4", table) == "right"
    assert verdict_on("58×58×4", table.replace("| 1 | conv", "| one | conv").replace("| 2 |", "| two |")) == "right"


TOLD = """| layer | kernel | stride | maps | size | params |
|---|---|---|---|---|---|
| input | | | 1 | 32×32 | |
| C1 | 5×5 | 1 | 6 | 28×28 | 156 |
| C3 | 5×5 | 1 | 16 | 24×24 | 2,416 |

"""


@pytest.mark.parametrize(
    "sentence", ["Of the maps of C3, six take 3 inputs.", "With 28×28 inputs and padding 2, C1 still delivers 28×28."]
)
def test_prose_behind_a_table_changes_no_row(sentence: str) -> None:
    assert verdict_on("2,416", TOLD + sentence) == "right"
    assert verdict_on("24×24", TOLD + sentence) == "right"


@pytest.mark.parametrize(("kernel", "verdict"), [("5×5", "wrong"), ("5×5 (sparse)", None)])
def test_a_layer_that_is_connected_with_some_maps_has_any_number_of_weights(kernel: str, verdict: str | None) -> None:
    text = TOLD.replace("C3 | 5×5", f"C3 | {kernel}").replace("2,416", "416")  # one input channel for all
    assert verdict_on("416", text) == verdict


BLOCK = """import torch
from torch import nn

# --- the first block: input 64 x 56 x 56 ----------------------------
# 1x1  64 -> 64   :  4,096 weights
# 3x3  64 -> 64   : {weights} weights
block = nn.Sequential(nn.ReLU())
"""


@pytest.mark.parametrize(("weights", "verdict"), [("36,864", "right"), ("16,384", None)])
def test_lines_of_a_comment_are_records_of_their_own(weights: str, verdict: str | None) -> None:
    assert verdict_on(weights, BLOCK.format(weights=weights), "a.py") == verdict


DARKNET = """layer     filters    size              input                output
    0 conv     16  3 x 3 / 1   416 x 416 x   3   ->   416 x 416 x  16  {first} BFLOPs
    1 max          2 x 2 / 2   416 x 416 x  16   ->   208 x 208 x  {maps}
    2 conv     32  3 x 3 / 1   208 x 208 x  16   ->   208 x 208 x  32  0.399 BFLOPs
"""


@pytest.mark.parametrize(
    ("first", "maps", "place", "verdict"),
    [
        ("0.150", 16, "0.150 B", "rounded"),
        ("0.150", 16, "416 x 416 x  16", "right"),
        ("0.150", 32, "208 x 208 x  32", "wrong"),
    ],
)
def test_rows_of_darknet(first: str, maps: int, place: str, verdict: str) -> None:
    text = DARKNET.format(first=first, maps=maps)
    assert verdict_on(place, text.split("    2 conv")[0], "a.txt") == verdict


NOTED = """| layer | input | kernels | output | params |
|---|---|---|---|---|
| C1 | 32×32×1 | 5×5, stride 1, 6 | 28×28×6 | 156 |
| S2 | 28×28×6 | 2×2, stride 2 | 14×14×6 | 0 |
| C3 | 14×14×6 | 5×5, stride 1, 16 | 10×10×16 | {params} |
| Fully connected $FC_{{3}}$ | 1×400 | 400×120 | 1×120 | {dense} |
"""


@pytest.mark.parametrize(
    ("params", "dense", "place", "verdict"),
    [
        ("416", "48120", "416", "wrong"),  # one input channel for all
        ("416*", "48120", "416", None),  # a note says more of it
        ("$416^*$", "48120", "416", None),
        ("416†", "48120", "416", None),
        ("2416", "48120", "48120", "right"),  # a vector may be a row, and the number of a letter counts nothing
        ("2416", "$(400+1)\\times120$", "$(400+1)\\times120$", None),
    ],
)
def test_notes_rows_of_values_and_numbers_of_letters(params: str, dense: str, place: str, verdict: str | None) -> None:
    assert verdict_on(place, NOTED.format(params=params, dense=dense)) == verdict


HEADED = """## A net (input 64×64×3){policy}

| layer | structure | output | weights |
|---|---|---|---|
| conv1 | 7×7, 64, stride 2, pad 3 | 32×32×64 | {weights} |
| conv2 | 3×3, 64, stride 2, pad 1 | 16×16×64 | 36,864 |
"""


@pytest.mark.parametrize(
    ("policy", "weights", "verdict"),
    [
        (", biases are not counted", "9,408", "right"),
        (", biases are not counted", "9,472", "wrong"),
        ("", "9,472", "right"),  # nobody says that biases are left out
    ],
)
def test_a_heading_tells_what_comes_in_and_what_is_counted(policy: str, weights: str, verdict: str) -> None:
    text = HEADED.format(policy=policy, weights=weights).replace("36,864", "36,928" if not policy else "36,864")
    assert verdict_on("32×32×64", text) == "right"
    assert verdict_on(weights, text) == verdict
