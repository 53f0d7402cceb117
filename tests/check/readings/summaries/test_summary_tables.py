"""Tables of each tool, right and wrong."""

from __future__ import annotations

import re

import pytest
from printed_networks import by_quote, check, collapsed, keras3, network, printed, read, readable

from symcnn.answers.claims.claims import Verdict

FUNCTIONAL = """
Model: "model"
__________________________________________________________________________________________________
 Layer (type)                   Output Shape         Param #     Connected to
==================================================================================================
 image (InputLayer)             [(None, 30, 30, 3)]  0           []

 left (Conv2D)                  (None, 30, 30, 8)    224         ['image[0][0]']

 right_has_a_long_name (Conv2D  (None, 30, 30, 16)   1216        ['image[0][0]']
 )

 both (Concatenate)             (None, 30, 30, 24)   0           ['left[0][0]',
                                                                  'right_has_a_long_name[0][0]']

 bn (BatchNormalization)        (None, 30, 30, 24)   96          ['both[0][0]']

 pointwise (Conv2D)             (None, 30, 30, 24)   600         ['bn[0][0]']

 sum (Add)                      (None, 30, 30, 24)   0           ['bn[0][0]',
                                                                  'pointwise[0][0]']

 global_average_pooling2d (Glo  (None, 24)           0           ['sum[0][0]']
 balAveragePooling2D)

 scores (Dense)                 (None, 5)            125         ['global_average_pooling2d[0][0]']

==================================================================================================
Total params: 2,261
Trainable params: 2,213
Non-trainable params: 48
__________________________________________________________________________________________________
"""


def test_branches_of_keras() -> None:
    found = read(FUNCTIONAL)
    assert found.rows[3].connected_to == ("left", "right_has_a_long_name")
    assert {finding.verdict for finding in check(FUNCTIONAL)} == {Verdict.RIGHT}


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("(None, 30, 30, 24)   0           ['left", "(None, 30, 30, 34)   0           ['left", "both"),
        ("1216 ", "1215 ", "right_has"),
        ("Trainable params: 2,213", "Trainable params: 2,231", "Trainable"),
        ("Non-trainable params: 48", "Non-trainable params: 46", "Non-trainable"),
        ("Total params: 2,261", "Total params: 2,361", "Total"),
        ("125  ", "120  ", "scores"),
    ],
)
def test_one_wrong_figure_in_branches(old: str, new: str, touched: str) -> None:
    changed = FUNCTIONAL.replace(old, new, 1)
    assert changed != FUNCTIONAL
    wrong = [finding for finding in check(changed) if finding.verdict is Verdict.WRONG]
    lines = [changed[: finding.end].splitlines()[-1].strip() for finding in wrong]
    assert [line.startswith(touched) for line in lines] == [True]
    edit = wrong[0].edit
    assert edit is not None
    assert changed[: edit.start] + edit.replacement + changed[edit.end :] == FUNCTIONAL


RESIDUAL = """
----------------------------------------------------------------
        Layer (type)               Output Shape         Param #
================================================================
            Conv2d-1           [-1, 16, 32, 32]             432
       BatchNorm2d-2           [-1, 16, 32, 32]              32
              ReLU-3           [-1, 16, 32, 32]               0
            Conv2d-4           [-1, 24, 16, 16]           3,456
       BatchNorm2d-5           [-1, 24, 16, 16]              48
            Conv2d-6           [-1, 24, 16, 16]             384
       BatchNorm2d-7           [-1, 24, 16, 16]              48
        BasicBlock-8           [-1, 24, 16, 16]               0
 AdaptiveAvgPool2d-9             [-1, 24, 1, 1]               0
           Linear-10                   [-1, 10]             250
================================================================
Total params: 4,650
Trainable params: 4,650
Non-trainable params: 0
----------------------------------------------------------------
Input size (MB): 0.01
Forward/backward pass size (MB): 0.61
Params size (MB): 0.02
Estimated Total Size (MB): 0.64
----------------------------------------------------------------
"""


def test_a_shortcut_in_torchsummary_is_found_further_up() -> None:
    verdicts = {quote.split()[0]: found.verdict for quote, found in by_quote(RESIDUAL).items()}
    assert verdicts["Conv2d-6"] is Verdict.RIGHT
    assert "BasicBlock-8" not in verdicts
    assert Verdict.WRONG not in verdicts.values()


def test_a_wrong_estimate_of_torchsummary() -> None:
    found = by_quote(RESIDUAL.replace("pass size (MB): 0.61", "pass size (MB): 0.81"))
    assert [quote for quote, finding in found.items() if finding.verdict is Verdict.WRONG] == [
        "Forward/backward pass size (MB): 0.81"
    ]


TREE = """
=====================================================================================
Layer (type:depth-idx)      Input Shape        Output Shape       Param #   Mult-Adds
=====================================================================================
Net                         [2, 3, 32, 32]     [2, 10]            7         --
├─Sequential: 1-1           [2, 3, 32, 32]     [2, 8, 16, 16]     --        --
│    └─Conv2d: 2-1          [2, 3, 32, 32]     [2, 8, 32, 32]     224       458,752
│    └─ReLU: 2-2            [2, 8, 32, 32]     [2, 8, 32, 32]     --        --
│    └─MaxPool2d: 2-3       [2, 8, 32, 32]     [2, 8, 16, 16]     --        --
├─Sequential: 1-2           [2, 8, 16, 16]     [2, 8, 16, 16]     --        --
│    └─Conv2d: 2-4          [2, 8, 16, 16]     [2, 8, 16, 16]     584       299,008
│    └─Conv2d: 2-5          [2, 8, 16, 16]     [2, 8, 16, 16]     (recursive) 299,008
├─Linear: 1-3               [2, 2048]          [2, 10]            (20,490)  40,980
=====================================================================================
Total params: 21,305
Trainable params: 815
Non-trainable params: 20,490
Total mult-adds (M): 1.10
=====================================================================================
"""


def test_a_tree_of_torchinfo() -> None:
    found = read(TREE)
    assert [row.depth for row in found.rows] == [0, 1, 2, 2, 2, 1, 2, 2, 1]
    assert found.rows[7].is_recursive
    assert found.rows[8].is_frozen
    verdicts = {quote: finding.verdict for quote, finding in by_quote(TREE).items()}
    assert all(
        verdict in (Verdict.RIGHT, Verdict.ROUNDED)
        for quote, verdict in verdicts.items()
        if not quote.startswith(("Net", "Conv2d: 2-5"))
    )
    assert Verdict.WRONG not in verdicts.values()


def test_optimizer_parameters_are_in_keras_totals() -> None:
    text = keras3(network(5, torch=False)[1])
    total = int(read(text).totals[0].value)
    trained = int(next(line.value for line in read(text).totals if line.name == "trainable"))
    more = text.replace(f"Total params: {total:,} ({readable(total)})", f"Total params: {total + 2 * trained + 2:,}")
    more += f" Optimizer params: {2 * trained + 2:,} ({readable(2 * trained + 2)})\n"
    found = {finding.verdict for quote, finding in by_quote(more).items() if "params" in quote}
    assert found == {Verdict.RIGHT}


def test_nested_models_count_once() -> None:
    text = """
 Layer (type)                Output Shape              Param #
=================================================================
 inner (Functional)          (None, 16)                1370

|¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯|
| input_1 (InputLayer)      [(None, 36)]              0         |
|                                                               |
| dense (Dense)             (None, 26)                962       |
|                                                               |
| dense_1 (Dense)           (None, 16)                432       |
¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯¯
 dense_2 (Dense)             (None, 10)                170
=================================================================
Total params: 1540
Trainable params: 1540
Non-trainable params: 0
"""
    rows = read(text).rows
    assert [row.depth for row in rows] == [0, 1, 1, 1, 0]
    found = by_quote(text)
    assert found["Total params: 1540"].verdict is Verdict.RIGHT
    assert Verdict.WRONG not in {finding.verdict for finding in found.values()}


def test_a_table_with_rows_left_out_has_no_wrong_total() -> None:
    text, _ = printed("keras2", 4)
    lines = text.splitlines()
    lines[6:9] = ["..."]
    found = check("\n".join(lines))
    assert {finding.verdict for finding in found if finding.code.name == "summary-total"} == {Verdict.UNDECIDED}


def test_a_frozen_layer_is_no_fault() -> None:
    text = collapsed(network(7, torch=False)[1])
    total = int(read(text).totals[0].value)
    frozen = re.sub(r"Trainable params: .*\nNon.*", f"Trainable params: 0\nNon-trainable params: {total:,}", text)
    assert {finding.verdict for finding in check(frozen)} == {Verdict.RIGHT}


def test_channels_first_in_keras() -> None:
    text = """Layer (type) Output Shape Param #
=====
conv (Conv2D) (None, 8, 26, 26) 80
pool (MaxPooling2D) (None, 8, 13, 13) 0
conv_1 (Conv2D) (None, 16, 11, 11) 1168
flatten (Flatten) (None, 1936) 0
dense (Dense) (None, 10) 19370
=====
Total params: 20,618
"""
    assert {finding.verdict for finding in check(text)} == {Verdict.RIGHT}


def test_coloured_output_is_read() -> None:
    text = keras3(network(5, torch=False)[1])
    coloured = re.sub(
        r"(?<=[ (])(None|\d+(?:,\d{3})*)(?=[,) ])", "\x1b[38;5;34m\\1\x1b[0m", text.replace("Layer", "\x1b[1mLayer")
    )
    assert [row.params for row in read(coloured).rows] == [row.params for row in read(text).rows]
