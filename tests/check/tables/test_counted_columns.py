"""Columns of which nobody tells what they count: the count of layers that makes most of their cells true."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said

from symcnn.check.tables.block_formulas import Formula
from symcnn.check.tables.column_choices import BLOCKS, Wanted, choices_of
from symcnn.check.tables.column_numbers import NumberTable, Variable
from symcnn.check.tables.layer_operations import Window, outcomes
from symcnn.core.written.arithmetic import value_of

LEVELS = (
    "A U-Net on RGB pictures; all layers have biases.\n\n"
    "| level | going down | going up | upsampling 2×2 |\n|---|---|---|---|\n"
    "| first (48) | 22,128 | 62,304 | 18,480 |\n| second (96) | 124,608 | 249,{end} | 73,824 |\n"
    "| third (192) | 498,048 | 995,712 | 295,104 |\n| lowest (384) | 1,991,424 | | |\n"
)
GROUPS = (
    "A 3×3 layer from 180 maps to 360 on 14×14, no biases.\n\n| parts | weights | MACs |\n|---|---|---|\n"
    "| 1 | 583,200 | 114,307,200 |\n| 2 | 291,600 | 57,153,600 |\n| 3 | 194,400 | {macs} |\n"
    "| 6 | 97,200 | 19,051,200 |\n"
)
HEADS = (
    "Every place has 3 boxes for 15 classes, so that each head gives 60 channels.\n\n"
    "| map | boxes | channels | parameters of the 1×1 | MACs |\n|---|---|---|---|---|\n"
    "| 76×76 | 17,328 | 192 | 11,580 | 66,539,520 |\n| 38×38 | 4,332 | 384 | 23,100 | 33,269,760 |\n"
    "| 19×19 | 1,{boxes} | 768 | 46,140 | 16,634,880 |\n"
)
CUBES = (
    "| 层 | 输出 | 参数 | 乘加 |\n|---|---|---|---|\n| conv1 | $24^3\\times16$ | 448 | 5,971,968 |\n"
    "| pool1 | $12^3\\times16$ | 0 | – |\n| conv2 | $12^3\\times32$ | {params} | 23,887,872 |\n"
    "| pool2 | $6^3\\times32$ | 0 | – |\n| conv3 | $6^3\\times64$ | 55,360 | 11,943,936 |\n"
)


@pytest.mark.parametrize(
    ("table", "right", "wrong"),
    [
        (LEVELS.format(end="024"), ["22,128", "62,304", "18,480", "1,991,424"], []),
        (LEVELS.format(end="042"), ["22,128", "995,712", "295,104"], ["249,042"]),
        (GROUPS.format(macs="38,102,400"), ["583,200", "97,200", "38,102,400"], []),
        (GROUPS.format(macs="38,120,400"), ["583,200", "19,051,200"], ["38,120,400"]),
        (HEADS.format(boxes="083"), ["17,328", "1,083", "46,140", "16,634,880"], []),
        (CUBES.format(params="13,856"), ["5,971,968", "13,856", "11,943,936"], []),
        (CUBES.format(params="13,586"), ["23,887,872", "55,360"], ["13,586"]),
    ],
    ids=["levels", "a-slip-in-a-level", "groups", "a-slip-in-groups", "heads", "cubes", "a-slip-among-cubes"],
)
def test_what_most_cells_are_is_what_a_column_counts(table: str, right: list[str], wrong: list[str]) -> None:
    found = said(table)
    assert [quote for quote, _, verdict in found if verdict == WRONG] == wrong
    assert {*right} <= {quote for quote, _, verdict in found if verdict == RIGHT}


PAIRS = (
    "Two 3×3 layers on each level{said}.\n\n| level | first | second | both |\n|---|---|---|---|\n"
    "| 1 (from 1 to 20) | 200 | 3,620 | 3,820 |\n| 2 (from 20 to 40) | 7,240 | 14,440 | 21,680 |\n"
    "| 3 (from 40 to 80) | 28,880 | 57,680 | 86,560 |\n| 4 (from 80 to 160) | 115,360 | {last} | 345,920 |\n"
)


def test_a_bias_that_one_row_lacks_is_a_slip() -> None:
    assert ("230,560", "table-cell", RIGHT) in said(PAIRS.format(said="", last="230,560"))
    found = said(PAIRS.format(said="", last="230,400"))
    assert [quote for quote, _, verdict in found if verdict == WRONG] == ["230,400"]


def test_a_bias_that_words_leave_out_is_none() -> None:
    text = PAIRS.format(said="; the very last layer has no biases", last="230,400")
    assert WRONG not in [verdict for quote, _, verdict in said(text) if quote == "230,400"]


OTHER_THINGS = [
    pytest.param(
        "Costs of the lab (32 seats, batch 64):\n\n| year | students | pictures | price |\n|---|---|---|---|\n"
        "| 2019 | 96 | 9216 | 1152 |\n| 2020 | 112 | 10752 | 1344 |\n| 2021 | 128 | 12288 | 1600 |\n"
        "| 2022 | 120 | 11520 | 1440 |\n",
        id="no-layers",
    ),
    pytest.param(
        "Pairs of 3×3 with biases; the last stage uses 1×1 first.\n\n| stage | in | out | params |\n|---|---|---|---|\n"
        "| 1 | 3 | 32 | 10,144 |\n| 2 | 32 | 64 | 55,424 |\n| 3 | 64 | 128 | 221,440 |\n| 4 | 128 | 256 | 623,104 |\n",
        id="a-stage-of-other-layers",
    ),
    pytest.param(
        "A pair of 3×3 on maps.\n\n| layer | map | weights | MACs |\n|---|---|---|---|\n"
        "| conv a | 24×24×16 | 432 | 248,832 |\n| conv b | 12×12×32 | 4,608 | 663,552 |\n"
        "| conv c | 5×5×64 | 18,432 | 663,552 |\n",
        id="a-map-that-may-be-what-is-wrong",
    ),
]


@pytest.mark.parametrize("table", OTHER_THINGS)
def test_a_cell_that_may_be_counted_otherwise_is_not_wrong(table: str) -> None:
    wrong = [quote for quote, _, verdict in said(table) if verdict == WRONG]
    assert wrong in ([], ["5×5×64"])


@pytest.mark.parametrize(
    ("block", "mode", "repeat"), [(block, mode, repeat) for block in BLOCKS for mode in (0, 1) for repeat in (1, 3)]
)
def test_blocks_are_counted_as_the_catalogue_counts_their_layers(block: str, mode: int, repeat: int) -> None:
    come, gone, side, wider = 12, 20, 3, 4
    one, fixed, times = (Variable((value, value), -1) for value in (1, side * side, repeat))
    leaving = come if block == "depthwise" else gone
    made = Formula(block, Variable((come, 0), 0), Variable((leaving, 0), 0), fixed, one, times, wider, mode, one, 1)
    letters = {"C": come, "N": gone, "E": come * wider, "H": gone // 4}
    often = {"1": 1, "R": repeat, "R-1": repeat - 1, "2R-1": 2 * repeat - 1}
    counts = 0
    for kind, entering, out, area, many in BLOCKS[block]:
        kind = "conv" if kind == "projection" else kind
        window = Window((1 if area == "1" else side,), kernels=0 if kind == "depthwise" else letters[out])
        alone = outcomes(kind, window, (), letters[entering], 2)[0].counts["params" if mode else "weights"]
        counts += alone * often[many]
    assert made.value(0) == value_of(made.written(0)) == counts
    assert made.value(1) == 0


@pytest.mark.parametrize("block", ["basic", "bottleneck"])
def test_a_shortcut_to_as_many_channels_has_no_weights(block: str) -> None:
    one, area, channels = (Variable((value,), -1) for value in (1, 9, 16))
    made = Formula(block, channels, channels, area, one, one, 1, 0, one, 1)
    assert made.value(0) == value_of(made.written(0)) == (4608 if block == "basic" else 272)


def test_what_each_choice_comes_to_is_what_its_formula_gives() -> None:
    few, many, two = Variable((1, 2, 4), 0), Variable((16, 32, 64), 1), Variable((2, 2, 2), -1)
    unit = Variable((1, 1, 1), -1)
    table = NumberTable((((),),) * 3, (), (many,), (two,), ((many, two), (two, many), (many, many)), (few,), (few,),
                        (few,), (unit,), (many,))  # fmt: skip
    choices = choices_of(table)
    for row in range(3):
        counted = dict(choices.counts(row, Wanted(frozenset(), (1, 2**40))))
        made = {place: Formula(*choices.at(place), unit, 1) for place in counted}
        assert len({*made.values()}) == len(made) > 100
        assert counted == {place: formula.value(row) for place, formula in made.items()}
        some = {*sorted({*counted.values()})[3:40:7]}
        rounded = range(min(some), min(some) + 4)
        among = {place: count for place, count in counted.items() if count in some or count in rounded}
        assert dict(choices.counts(row, Wanted(frozenset(some), (rounded.start, rounded.stop)))) == among
        exactly = {place: count for place, count in counted.items() if count in some}
        assert dict(choices.counts(row, Wanted(frozenset(some), ()))) == exactly


SET_BY_HAND = """Convolutions have no biases.

Layer (type)                   Output Shape              Param #
================================================================
first (Conv2D 3x3 s2 same)     (None, 40, 40, 16)        432
first_bn (BatchNorm)           (None, 40, 40, 16)        64
wide (DepthwiseConv2D 3x3 s1)  (None, 40, 40, 16)        {wide}
flat (Conv2D 1x1)              (None, 40, 40, 24)        384
down (DepthwiseConv2D 3x3 s2)  (None, 20, 20, 24)        216
last (Conv2D 1x1)              (None, 20, 20, 56)        1344
================================================================
"""


@pytest.mark.parametrize(("wide", "verdict"), [("144", RIGHT), ("414", WRONG)])
def test_a_summary_that_is_set_by_hand_is_a_table(wide: str, verdict: str) -> None:
    found = {quote: one for quote, _, one in said(SET_BY_HAND.format(wide=wide))}
    assert found[wide] == verdict
    assert [found[quote] for quote in ("384", "216", "1344")] == [RIGHT] * 3


def test_signs_of_chinese_are_as_wide_as_two() -> None:
    text = (
        "层（类型）        输出形状            参数\n"
        "----------------------------------------\n"
        "conv 3x3          [16, 30, 30]        448\n"
        "conv 3x3          [24, 28, 28]        3,480\n"
        "conv 1x1          [40, 28, 28]        1,000\n"
    )
    assert {("3,480", RIGHT), ("1,000", RIGHT)} <= {(quote, verdict) for quote, _, verdict in said(text, "a.txt")}


WORKED = (
    "| layer | working | MACs |\n|---|---|---|\n| conv1 | 40×40×8×25 | 320,000 |\n| conv2 | 18×18×16×72 | 373,248 |\n"
    "| conv3 | 7×7×32×144 | 225,792 |\n| dense | 1568×{} | 141,120 |\n"
)


def test_what_its_row_works_out_is_no_slip_of_the_column() -> None:
    assert {verdict for *_, verdict in said(WORKED.format(90))} == {RIGHT}
    assert [verdict for *_, verdict in said(WORKED.format(91))] == [RIGHT, RIGHT, RIGHT, WRONG]
