"""Tables of layers: rows by their own figures, from row to row, and columns that make each other up."""

from __future__ import annotations

import pytest
from document_findings import CONDITIONAL, RIGHT, UNDECIDED, WRONG, said

HEAD = "| layer | kernel | stride | padding | filters | input | output | params |\n|---|---|---|---|---|---|---|---|\n"
"""Output sizes by K. He and others' stem, 112 from 224, and by counting windows."""


@pytest.mark.parametrize(
    ("row", "verdicts"),
    [
        ("| conv1 | 7 | 2 | 3 | 64 | 224 | 112 | |", [("112", "layer-output", RIGHT)]),
        ("| conv1 | 7 | 2 | 0 | 64 | 224 | 110 | |", [("110", "layer-output", WRONG)]),
        ("| conv1 | 7x7 | 2 | 3 | 64 | 224x224 | 112×112 | |", [("112×112", "layer-output", RIGHT)]),
        ("| conv1 | 7x7 | 2 | 3 | 64 | $224 \\times 224$ | $112 \\times 112$ | |",
         [("112 \\times 112", "layer-output", RIGHT)]),
        ("| maxpool | 3 | 2 | 0 | | 111 | 55 | |", [("55", "layer-output", RIGHT)]),
        ("| maxpool | 3 | 2 | 0 | | 112 | 56 | |", [("56", "layer-output", CONDITIONAL)]),  # ceiling mode
        ("| maxpool | 3 | 2 | 0 | | 112 | 57 | |", [("57", "layer-output", WRONG)]),
        ("| maxpool | 3 | | 0 | | 112 | 57 | |", []),  # a stride that nobody tells
        ("| inception 3a | 3 | 2 | 0 | 256 | 28 | 99 | |", []),
        (
            "| conv1 | 3 | 1 | 1 | 64 | 28x28x16 | 28 | 9,280 |",
            [("28", "layer-output", RIGHT), ("9,280", "layer-table", RIGHT)],
        ),
        ("| conv1 | 3 | 1 | 1 | 64 | 28 | (28+2*1-3)/1+1=28 | |", [("(28+2*1-3)/1+1=28", "calculation", RIGHT)]),
    ],
)  # fmt: skip
def test_a_row_by_its_own_figures(row: str, verdicts: list[tuple[str, str, str]]) -> None:
    assert said(HEAD + row + "\n") == verdicts


VGG = """
| name | ksize | stride | padding | channel | size | params | memory |
|------|:-----:|:------:|:-------:|:-------:|:----:|:------:|:------:|
| input |  |  |  | 3 | 224x224 |  | 150K |
| conv1_1 | 3 | 1 | 1 | 64 |  | {first} | 3.2M |
| conv1_2 | 3 | 1 | 1 | 64 |  | {second} | 3.2M |
| maxpool | 2 | 2 |  |  | {pooled} |  | 0.8M |
| conv2_1 | 3 | 1 | 1 | 128 |  | {last} | {values} |
| total |  |  |  |  |  | {total} |  |
"""
"""The first layers of VGG-16 (Simonyan and Zisserman 2014, table 1)."""


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({}, []),
        ({"first": "1.7K"}, []),
        ({"last": "73,728"}, [("73,728", "layer-table", WRONG)]),  # weights alone beside rows with biases
        ({"first": "1,728", "second": "36,864", "last": "73,728", "total": "112,320"}, []),  # all rows so
        ({"first": "1,972"}, [("1,972", "layer-table", WRONG)]),  # two digits of 1,792 exchanged
        ({"pooled": "111x111"}, [("111x111", "layer-output", WRONG)]),
        ({"values": "6.4M"}, []),  # bytes, four each
    ],
)
def test_a_table_from_row_to_row(given: dict[str, str], wrong: list[tuple[str, str, str]]) -> None:
    usual = {
        "first": "1792",
        "second": "36,928",
        "last": "73,856",
        "pooled": "112x112",
        "values": "1.6M",
        "total": "112,576",
    }
    found = said(VGG.format_map(usual | given))
    assert [one for one in found if one[2] in (WRONG, UNDECIDED)] == wrong
    assert len(found) >= 8


def test_values_under_a_head_that_says_bytes() -> None:
    text = VGG.replace("| memory |", "| memory (B) |").format(
        first="1792", second="36,928", last="73,856", pooled="112x112", values="1.6M", total="112,576"
    )
    assert [one for one in said(text) if one[2] == WRONG] == [("memory (B)", "unit", WRONG)]


COLUMNS = "| layer | shape of kernels | output | params |\n|---|---|---|---|\n".replace("shape of kernels", "kernel")


@pytest.mark.parametrize(
    ("text", "verdicts"),
    [
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 73,856 |\n", [("73,856", "layer-table", RIGHT)]),
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 73,728 |\n", [("73,728", "layer-table", RIGHT)]),
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 73,586 |\n", [("73,586", "layer-table", WRONG)]),
        (COLUMNS + "| conv2_1 | 3×3×64×128 | 112×112×128 | 1.2M |\n", []),
        (
            "| | Shape | Activation Size | # parameters |\n|---|---|---|---|\n| Input | (32, 32, 3) | 3072 | 0 |\n"
            "| CONV1 (f=5, s=1) | (28, 28, 8) | 6272 | 608 |\n",
            [
                ("3072", "layer-table", RIGHT),
                ("(28, 28, 8)", "layer-output", RIGHT),
                ("6272", "layer-table", RIGHT),
                ("608", "layer-table", RIGHT),
            ],
        ),
        (
            "| | Shape | # parameters |\n|---|---|---|\n| Input | (14, 14, 8) | 0 |\n"
            "| CONV2 (f=5, s=1) | (10, 10, 16) | 416 |\n",  # one input channel counted
            [("(10, 10, 16)", "layer-output", RIGHT), ("416", "layer-table", WRONG)],
        ),
        (
            "| Layer | Weights | Biases | Parameters |\n|---|---|---|---|\n| Conv-1 | 34,848 | 96 | 34,944 |\n"
            "| Conv-2 | 614,400 | 256 | 614,656 |\n| Total | | | 649,600 |\n",
            [("34,944", "sum", RIGHT), ("614,656", "sum", RIGHT), ("649,600", "sum", RIGHT)],
        ),
        (
            "| Layer | Weights | Biases | Parameters |\n|---|---|---|---|\n| Conv-1 | 34,848 | 96 | 34,944 |\n"
            "| Conv-2 | 614,400 | 256 | 614,656 |\n| Total | | | 649,660 |\n",
            [("34,944", "sum", RIGHT), ("614,656", "sum", RIGHT), ("649,660", "sum", WRONG)],
        ),
        (
            "| 网络层 | 输入尺寸 | 核尺寸 | 输出尺寸 |\n|---|---|---|---|\n"
            "| 卷积层 C1 | 32×32×1 | 5×5×1/1,6 | 28×28×6 |\n"
            "| 下采样层 S2 | 28×28×6 | 2×2/2 | 14×14×6 |\n",
            [
                ("5×5×1", "layer-output", RIGHT),
                ("28×28×6", "layer-output", RIGHT),
                ("28×28×6", "layer-output", RIGHT),
                ("14×14×6", "layer-output", RIGHT),
            ],
        ),
        (  # rows may be left out between two
            "| layer | kernel | stride | padding | output |\n|---|---|---|---|---|\n| input | - | - | - | 28 |\n"
            "| avgpool | 7 | 1 | 0 | 1 |\n",
            [],
        ),
        (
            "| layer | kernel | stride | padding | output |\n|---|---|---|---|---|\n| input | - | - | - | 28 |\n"
            "| upconv | 2 | 2 | 0 | 56 |\n| dilated conv | 3 | 1 | 2 | 28 |\n",
            [("56", "layer-output", RIGHT)],
        ),
    ],
)
def test_columns_that_make_each_other_up(text: str, verdicts: list[tuple[str, str, str]]) -> None:
    assert said(text) == verdicts
