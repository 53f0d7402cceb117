"""Tables read as a whole: which cell is called wrong, and with what it would agree."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, ROUNDED, WRONG, findings, said

from symcnn.core.written.spelling import plain_text
from symcnn.core.written.tree import Num, Op
from symcnn.documents.told.layer_columns import layer_column

ONE_FAULT = [
    pytest.param(
        "| layer | out (C×H×W) | params | MACs |\n|---|---|---|---|\n"
        "| conv 3→24, 3×3 | 24×30×30 | 672 | 583,200 |\n| conv 24→48, 3×3 | 48×28×28 | 10,416 | {} |\n"
        "| pool | 48×14×14 | 0 | |\n",
        "8,128,215",
        "8128512",
        id="multiplications-by-weights-and-places",
    ),
    pytest.param(
        "| | conv1 | pool1 | conv2 | pool2 |\n|---|---|---|---|---|\n| kernel | 5 | 2 | 5 | 2 |\n"
        "| stride | 1 | 2 | 1 | 2 |\n| padding | 0 | 0 | 0 | 0 |\n"
        "| output | 36×36×6 | 18×18×6 | {} | 7×7×14 |\n| params | 156 | 0 | 2,114 | 0 |\n",
        "15×15×14",
        "14×14×14",
        id="rows-and-columns-exchanged",
    ),
    pytest.param(
        "| unit | dilation | effective kernel | r |\n|---|---|---|---|\n"
        "| a | 1 | 3 | 3 |\n| b | 3 | {} | 9 |\n| c | 9 | 19 | 27 |\n",
        "6",
        "7",
        id="kernels-with-holes-by-what-is-seen",
    ),
    pytest.param(
        "| name | k | s | r | j |\n|---|---|---|---|---|\n| conv1 | 7 | 2 | 7 | 2 |\n| conv2 | 3 | 1 | 11 | 2 |\n"
        "| conv3 | 3 | 2 | {} | 4 |\n| conv4 | 3 | 1 | 23 | 4 |\n",
        "17",
        "15",
        id="the-row-below-tells-which-field-is-wrong",
    ),
    pytest.param(
        "| $g$ | in per group | weights |\n|---|---|---|\n| 1 | 180 | 8,100 |\n| 2 | 90 | 4,050 |\n| 3 | {} | 2,700 |\n"
        "| 5 | 36 | 1,620 |\n",
        "45",
        "60",
        id="groups-that-divide-the-channels",
    ),
    pytest.param(
        "| layer | output | values | memory |\n|---|---|---|---|\n| conv1 3×3 | 12×80×80 | 76,800 | 300 KiB |\n"
        "| conv2 3×3/2 | 24×40×40 | {} | 150 KiB |\n| conv3 3×3/2 | 48×20×20 | 19,200 | 75 KiB |\n",
        "34,800",
        "38400",
        id="values-by-the-map-and-by-the-memory",
    ),
    pytest.param(
        "| layer | k | channels | frames | params |\n|---|---|---|---|---|\n| Conv1d | 8 | 12→30 | 93 | 2,910 |\n"
        "| Conv1d | 4 | 30→30 | 90 | {} |\n| Conv1d | 3 | 30→50 | 88 | 4,550 |\n",
        "14,430",
        "3630",
        id="one-axis",
    ),
    pytest.param(
        "Up again, $n$ cells with a transposed layer:\n\n| n | k | s | p | out |\n|---|---|---|---|---|\n"
        "| 6 | 4 | 2 | 1 | 12 |\n| 5 | 3 | 2 | 1 | 9 |\n| 4 | 5 | 3 | 0 | {} |\n| 9 | 3 | 1 | 1 | 9 |\n"
        "| 3 | 2 | 2 | 0 | 6 |\n",
        "12",
        "14",
        id="rows-that-do-not-follow-each-other",
    ),
]


@pytest.mark.parametrize(("table", "printed", "derived"), ONE_FAULT)
def test_the_one_cell_is_wrong_that_no_other_agrees_with(table: str, printed: str, derived: str) -> None:
    wrong = [(quote, one.derived) for quote, one in findings(table.replace("{}", printed)) if one.verdict == WRONG]
    assert [quote for quote, _ in wrong] == [printed]
    assert [plain_text(value).replace(",", "") for _, value in wrong if isinstance(value, Num | Op)] == [derived]


COUNTED = (
    "Every layer has biases.\n\n| layer | output | params |\n|---|---|---|\n| conv 5×5 | 20×24×24 | 520 |\n"
    "| conv 3×3 | 30×22×22 | {conv} |\n| conv 1×1 | 40×22×22 | 1,240 |\n| dense | 10 | {dense} |\n"
    "| all | | {total} |\n"
)


@pytest.mark.parametrize(
    ("conv", "dense", "total", "wrong"),
    [
        ("5,430", "193,610", "200,800", []),
        ("5,430", "193,600", "200,800", ["193,600"]),
        ("5,340", "193,600", "200,800", ["5,340", "193,600"]),
        ("5,340", "193,610", "200,710", ["5,340"]),
        ("5,430", "193,610", "200,710", ["200,710"]),
    ],
    ids=["none", "a-bias-that-the-total-misses", "two-that-hang-together", "a-total-that-follows", "the-total"],
)
def test_a_total_tells_which_of_its_rows_are_wrong(conv: str, dense: str, total: str, wrong: list[str]) -> None:
    table = COUNTED.format(conv=conv, dense=dense, total=total)
    assert [quote for quote, _, verdict in said(table) if verdict == WRONG] == wrong


NOT_UNDERSTOOD = [
    pytest.param(
        "| kernel | stride | padding | params | accuracy |\n|---|---|---|---|---|\n| 3 | 1 | 1 | 1.2M | 91.2 |\n"
        "| 5 | 1 | 2 | 2.1M | 91.4 |\n| 7 | 2 | 3 | 3.9M | 90.8 |\n",
        id="scores",
    ),
    pytest.param(
        "| model | resolution | params (M) | FLOPs (G) | top-1 |\n|---|---|---|---|---|\n"
        "| small | 224×224 | 11.9 | 1.8 | 76.9 |\n| base | 224×224 | 21.4 | 3.4 | 80.3 |\n"
        "| large | 384×384 | 21.4 | 10.0 | 81.4 |\n",
        id="models-and-their-pictures",
    ),
    pytest.param(
        "| groups | weights (M) | MACs (M) | top-1 |\n|---|---|---|---|\n| 1 | 4.2 | 569 | 70.6 |\n"
        "| 2 | 2.4 | 320 | 69.9 |\n| 4 | 1.4 | 190 | 68.0 |\n| 8 | 0.9 | 130 | 66.1 |\n",
        id="whole-networks-with-groups",
    ),
    pytest.param(
        "| conv layer | time (ms) | memory (MB) | share |\n|---|---|---|---|\n| conv1 | 3.1 | 120 | 21 % |\n"
        "| conv2 | 4.2 | 96 | 28 % |\n| conv3 | 4.0 | 80 | 27 % |\n| conv4 | 3.6 | 60 | 24 % |\n",
        id="timings",
    ),
]

RIGHT_IN_ANOTHER_WAY = [
    pytest.param(
        "| layer | output | params |\n|---|---|---|\n| conv 3×3 | 64×64×16 | 448 |\n| max pool | 32×32×16 | 0 |\n"
        "| conv 3×3 | 32×32×32 | 4,640 |\n| up-conv 2×2 | 64×64×16 | 2,064 |\n| conv 3×3 | 64×64×16 | 4,624 |\n"
        "| conv 1×1 | 64×64×2 | 34 |\n",
        id="a-map-that-is-joined-without-a-row",
    ),
    pytest.param(
        "| block | in | out | kernel | stride | params |\n|---|---|---|---|---|---|\n| stem | 3 | 16 | 3 | 1 | 448 |\n"
        "| res block 1 | 16 | 16 | 3 | 1 | 4,640 |\n| res block 2 | 16 | 32 | 3 | 2 | 14,432 |\n"
        "| conv | 32 | 32 | 3 | 1 | 9,248 |\n| head | 32 | 10 | 1 | 1 | 330 |\n",
        id="blocks-of-several-layers",
    ),
    pytest.param(
        "| layer | output | kernel | params |\n|---|---|---|---|\n| conv1 | 55×55×96 | 11×11/4 | 34,944 |\n"
        "| pool1 | 27×27×96 | 3×3/2 | 0 |\n| conv2 | 27×27×256 | 5×5 | 307,456 |\n| pool2 | 13×13×256 | 3×3/2 | 0 |\n"
        "| conv3 | 13×13×384 | 3×3 | 885,120 |\n| conv4 | 13×13×384 | 3×3 | 663,936 |\n",
        id="groups-of-which-nobody-speaks",
    ),
    pytest.param(
        "| layer | output | params |\n|---|---|---|\n| conv 3×3, 32 | 32×32×32 | 864 |\n| bn | 32×32×32 | 64 |\n"
        "| conv 3×3, 64, stride 2 | 16×16×64 | 18,432 |\n| bn | 16×16×64 | 128 |\n"
        "| conv 3×3, 96, stride 2 | 8×8×96 | 55,296 |\n| conv 1×1, 10 | 8×8×10 | 970 |\n",
        id="biases-of-the-last-layer-alone",
    ),
    pytest.param(
        "| layer | k | s | RF in | jump in |\n|---|---|---|---|---|\n| conv1 | 3 | 1 | 1 | 1 |\n"
        "| conv2 | 3 | 2 | 3 | 1 |\n"
        "| conv3 | 3 | 1 | 5 | 2 |\n| conv4 | 3 | 1 | 9 | 2 |\n",
        id="fields-of-what-comes-in",
    ),
    pytest.param(
        "| stage | output | params |\n|---|---|---|\n| conv 7×7, 64, s2 | 112×112×64 | 9,408 |\n"
        "| maxpool 3×3, s2 | 56×56×64 | 0 |\n| 2 × basic block | 56×56×64 | 147,968 |\n| avgpool | 1×1×64 | 0 |\n"
        "| fc | 10 | 650 |\n| total | | 158,154 |\n",
        id="a-total-that-counts-what-is-not-listed",
    ),
]


@pytest.mark.parametrize("table", NOT_UNDERSTOOD)
def test_nothing_is_said_of_a_table_that_does_not_speak_of_layers(table: str) -> None:
    assert not said(table)


@pytest.mark.parametrize("table", RIGHT_IN_ANOTHER_WAY)
def test_nothing_is_wrong_that_may_be_right_in_a_way_not_told(table: str) -> None:
    assert not [one for one in said(table) if one[2] == WRONG]


BOTH = (
    "Everything is convolved without padding.\n\n"
    "| layer | k | s | channels | out | params |\n|---|---|---|---|---|---|\n"
    "| c1 | 5 | 1 | 1→10 | 28×28 | 260 |\n| c2 | 3 | 1 | 10→20 | 26×26 | 1,820 |\n| c3 | 3 | 2 | 20→30 | {} | 5,430 |\n"
    "| f4 | – | – | 4320→10 | – | 43,210 |\n"
)


@pytest.mark.parametrize(("size", "wrong"), [("12×12", []), ("13×13", ["13×13"])])
def test_words_before_a_table_tell_that_nothing_is_padded(size: str, wrong: list[str]) -> None:
    assert [quote for quote, _, verdict in said(BOTH.replace("{}", size)) if verdict == WRONG] == wrong


def test_a_padding_that_nobody_excludes_may_be_meant() -> None:
    table = BOTH.replace("Everything is convolved without padding.\n\n", "").replace("{}", "13×13")
    table = table.replace("4320→10", "5070→10").replace("43,210", "50,710")
    assert not [one for one in said(table) if one[2] == WRONG]


@pytest.mark.parametrize(("count", "wrong"), [("1,024", []), ("1,056", ["1,056"])])
def test_a_row_may_say_itself_that_it_has_no_biases(count: str, wrong: list[str]) -> None:
    table = (
        "| layer | output | params |\n|---|---|---|\n| conv 3×3 | 24×24×32 | 896 |\n"
        f"| conv 1×1, no bias | 24×24×32 | {count} |\n| max pool | 12×12×32 | 0 |\n| dense | 10 | 46,090 |\n"
    )
    assert [quote for quote, _, verdict in said(table) if verdict == WRONG] == wrong


def test_what_a_dense_row_leads_to_is_no_wrong_output() -> None:
    table = (
        "| layer | k | channels | length | params |\n|---|---|---|---|---|\n| Conv1d | 3 | 8→16 | 40 | 400 |\n"
        "| global average | | 16 | 1 | 0 |\n| Linear | | 16→5 | – | 85 |\n"
    )
    assert not [one for one in said(table) if one[2] == WRONG]


DESCRIBED = (
    "| Layer | Description |\n|---|---|\n| Input | 30x30x3 image |\n"
    "| Convolution 5x5 | 1x1 stride, valid padding, outputs 26x26x8 |\n| RELU | |\n"
    "| Max pooling | 2x2 stride, outputs 13x13x8 |\n"
    "| Convolution 3x3 | 1x1 stride, same padding, outputs {} |\n| RELU | |\n"
    "| Flatten | outputs 2704 |\n| Fully connected | outputs 10 |\n"
)


@pytest.mark.parametrize(("size", "wrong"), [("13x13x16", []), ("11x11x16", ["11x11x16"])])
def test_a_table_whose_heads_tell_nothing_may_tell_all_in_its_rows(size: str, wrong: list[str]) -> None:
    assert [quote for quote, _, verdict in said(DESCRIBED.replace("{}", size)) if verdict == WRONG] == wrong


def test_rows_of_words_about_other_things_are_no_layers() -> None:
    table = "| Layer | Description |\n|---|---|\n| backend | 3 servers, 2x2 cores |\n| cache | 512 MB, 1x1 stride |\n"
    assert not said(table)


SHARES = (
    "| layer | parameters | share |\n|---|---|---|\n| first | 9,248 | 1.6% |\n| second | 18,496 | 3.1% |\n"
    "| third | 36,928 | {third} |\n| dense | 524,416 | {dense} |\n| total | 591,274 | 100% |\n"
)


@pytest.mark.parametrize(
    ("third", "dense", "verdict"),
    [
        ("6.2%", "88.7%", "right"),
        ("6.2%", "78.7%", "wrong"),
        ("6.2%", "71.5%", None),  # it looks like no slip
        ("7.9%", "78.7%", "wrong"),
        ("2.6%", "49.1%", None),
    ],
)
def test_shares_down_a_column(third: str, dense: str, verdict: str | None) -> None:
    found = {quote: said_of for quote, _, said_of in said(SHARES.format(third=third, dense=dense))}
    assert found.get(dense) == verdict


NARROW = (
    "The picture has 3×90×60 values; three 3×3 convolutions of stride 2 and padding 1, all with biases.\n\n"
    "| layer | channels | output | params | MACs |\n|---|---|---|---|---|\n"
    "| E1 | 3→12 | 45×30 | 336 | 437,400 |\n| E2 | 12→24 | 23×15 | {params} | {macs} |\n"
    "| E3 | 24→48 | 12×8 | 10,416 | 995,328 |\n| head | 48→2 | 12×8 | 98 | 9,216 |\n"
)


@pytest.mark.parametrize(
    ("params", "macs", "wrong"),
    [("2,616", "894,240", []), ("2,592", "894,240", ["2,592"]), ("2,616", "3,576,960", ["3,576,960"])],
    ids=["none", "a-bias", "another-kernel-with-which-the-row-does-not-agree"],
)
def test_what_all_layers_have_is_told_before_a_table(params: str, macs: str, wrong: list[str]) -> None:
    """The head has a kernel of its own, with which all of its row agrees."""
    table = NARROW.format(params=params, macs=macs)
    assert [quote for quote, _, verdict in said(table) if verdict == WRONG] == wrong


def test_a_rest_that_is_rounded_down_elsewhere_is_not_rounded_up_here() -> None:
    rows = "| conv1 | 3 | 2 | 0 | {} | 29×29 |\n| conv2 | 3 | 1 | 0 | 29×29 | 27×27 |\n"
    rows += "| conv3 | 4 | 2 | 0 | 27×27 | {} |\n"
    head = "| layer | k | s | p | input | output |\n|---|---|---|---|---|---|\n"
    found = said(head + rows.format("60×60", "13×13"))
    assert [quote for quote, _, verdict in found if verdict == WRONG] == ["13×13"]
    assert not [one for one in said(head + rows.format("60×60", "12×12")) if one[2] == WRONG]
    raised = [one for one in said(head + rows.format("59×59", "13×13")) if one[:2] == ("13×13", "table-cell")]
    assert not [one for one in raised if one[2] == WRONG]


def wrong_in(text: str) -> list[str]:
    return [quote for quote, _, verdict in said(text) if verdict == WRONG]


VOLUMES = (
    "| layer | kernel / stride | output | params |\n|---|---|---|---|\n| input | | 12×48×48×3 | |\n"
    "| conv1 | 3×3×3 / 1, pad 1 | 12×48×48×20 | 1,640 |\n| pool1 | 1×2×2 | 12×24×24×20 | 0 |\n"
    "| conv2 | 3×3×3 / 1, pad 1 | 12×24×24×40 | {} |\n| pool2 | 2×2×2 | {} | 0 |\n"
    "| conv3 | 3×3×3 / 1, pad 1 | 6×12×12×60 | 64,860 |\n"
)


@pytest.mark.parametrize(
    ("params", "output", "wrong"),
    [
        ("21,640", "6×12×12×40", []),
        ("7,240", "6×12×12×40", ["7,240"]),  # a kernel of two sides
        ("21,640", "12×12×12×40", ["12×12×12×40"]),
    ],
)
def test_kernels_of_three_sides_move_over_volumes(params: str, output: str, wrong: list[str]) -> None:
    assert wrong_in(VOLUMES.format(params, output)) == wrong


POINTWISE = (
    "| layer | output | params |\n|---|---|---|\n| conv1 3×3, 16 | 40×40×16 | 2,320 |\n"
    "| conv2 1×1, 32 | 40×40×32 | 544 |\n| conv3 1×1, 64 | 40×40×64 | 2,112 |\n"
    "| conv4 1×1, 96 | 40×40×96 | 6,240 |\n| conv5 1×1, 20 | 40×40×20 | 1,940 |\n"
)


def test_nobody_pads_a_single_cell() -> None:
    assert wrong_in("填充均为 1。输入 40×40×16。\n\n" + POINTWISE) == []


def test_what_a_table_says_of_a_cell_counts_before_what_its_row_says() -> None:
    """The row may have biases; the others have none, and so has the total."""
    table = (
        "| layer | output | parameters |\n|---|---|---|\n| input | 3×32×32 | |\n"
        "| conv 3×3, stride 2, pad 1 | 48×16×16 | 2,196 |\n| conv 5×5, stride 1, pad 2 | 12×16×16 | 14,400 |\n"
        "| conv 7×7, stride 1 | 48×10×10 | 28,224 |\n| total | | 43,920 |\n"
    )
    found = [one for one in findings(table) if one[1].verdict == WRONG]
    assert [(quote, one.derived) for quote, one in found] == [("2,196", Num(1296))]


def test_cells_between_gaps_stand_below_the_nearest_head() -> None:
    table = (
        "layer   kernel/stride   padding   out            params   MACs\n"
        "conv1   3×3/1           1         32 × 32 × 64   640      589824\n"
        "pool1   3×3/2           0         15 × 15 × 64   0\n"
        "pool2   3×3/2           0         7 × 7 × 64     0\n"
        "fc1     –                         10             31390    31360\n"
        "total                                            32010\n"
    )
    assert wrong_in(f"```\n{table}```\n") == ["31390"]
    assert wrong_in(f"```\n{table.replace('31390', '31370')}```\n") == []


LISTED = (
    "| layer | output | params |\n|---|---|---|\n| conv 3×3 | 64×64×24 | 672 |\n"
    "| conv 3×3, stride 2 | 32×32×40 | 8,680 |\n{between}| conv 3×3 | {size}×48 | {params} |\n"
    "| batch norm | {size}×48 | 96 |\n| conv 1×1 | {size}×16 | 784 |\n"
)


@pytest.mark.parametrize(
    ("between", "size", "params", "wrong"),
    [
        ("", "32×32", "17,328", []),
        ("", "32×32", "17,832", ["17,832"]),
        ("", "16×16", "17,328", []),  # a pooling is not listed
        ("", "32×32", "27,696", []),  # nor is a layer that gives 64 maps
        ("| batch norm | 16×16×40 | 80 |\n", "16×16", "17,328", []),
    ],
)
def test_a_layer_may_not_be_listed(between: str, size: str, params: str, wrong: list[str]) -> None:
    table = LISTED.format(between=between, size=size, params=params)
    found = [(quote, code) for quote, code, verdict in said(table) if verdict == WRONG]
    assert [quote for quote, code in found if wrong or code == "table-cell"] == wrong


HEADED = (
    "weights without biases, MACs of one picture\n\n"
    "name  op      cin  cout  stride  {map}       weights  MACs\n"
    "a     3x3      3    20       2   30x30x20    540      486,000\n"
    "b     3x3 dw  20    20       1   30x30x20    180      162,000\n"
    "c     1x1 pw  20    36       1   30x30x36    720      648,000\n"
    "d     3x3 dw  36    36       2   15x15x36    324      {depthwise}\n"
    "e     1x1 pw  36    50       1   15x15x50    1,800    405,000\n"
)
MEMORY = (
    "All maps are int8.\n\n"
    "| layer | kernel | filters | output | {head} |\n|---|---|---|---|---|\n"
    "| conv1 | 3 | 8 | 30×30×8 | 7,200 |\n| conv2 | 3 | 12 | 28×28×12 | 9,408 |\n"
    "| conv3 | 3 | 16 | 26×26×16 | 10,816 |\n| conv4 | 3 | 16 | 24×24×16 | 9,261 |\n"
)


@pytest.mark.parametrize("head", ["out map", "map out", "output feature map", "size out"])
def test_a_head_is_a_direction_beside_what_is_told(head: str) -> None:
    assert wrong_in(HEADED.format(map=head, depthwise="72,900")) == []
    assert wrong_in(HEADED.format(map=head, depthwise="291,600")) == ["291,600"]


def test_multiplications_are_in_proportion_to_weights_on_one_map_alone() -> None:
    unread = HEADED.format(map="place", depthwise="291,600")
    assert wrong_in(unread) == []
    assert wrong_in(unread.replace("  2   ", "  1   ")) == ["405,000"]


def test_bytes_of_what_comes_out_are_those_of_the_map() -> None:
    assert wrong_in(MEMORY.format(head="out B")) == ["9,261"]
    assert [layer_column(head, 0, len(head)).slots for head in ("input B", "输入字节", "output KB")] == [
        (),
        (),
        ("bytes",),
    ]


AXES = (
    "name\tH_in\tW_in\tC_in\tK\tS\tP\tC_out\tH_out\tW_out\tparams\tMACs\n"
    "a\t90\t120\t1\t5\t2\t2\t12\t45\t60\t312\t810,000\n"
    "b\t45\t60\t12\t3\t2\t1\t24\t23\t30\t2,616\t{macs}\n"
    "c\t23\t30\t24\t3\t1\t0\t40\t21\t{columns}\t8,680\t5,080,320\n"
)


def test_two_columns_tell_the_axes_of_one_map() -> None:
    assert wrong_in(AXES.format(macs="1,788,480", columns="28")) == []
    assert wrong_in(AXES.format(macs="1,371,168", columns="28")) == ["1,371,168"]
    assert wrong_in(AXES.format(macs="1,788,480", columns="30")) == ["21\t30"]


def test_rows_and_columns_of_other_things_are_no_map() -> None:
    text = AXES.replace("H_out\tW_out", "H_in\tW_out").replace("a\t90\t120", "a\t90\t120", 1)
    assert wrong_in(text.format(macs="1,788,480", columns="28")) == []


TWICE = (
    "| | | Channels | | Weights | {upper} |\n|---|---|---|---|---|---|\n| Layer | Output | in | out | | {lower} |\n"
    "| a, 5×5 | 40×40 | 3 | 20 | 1,500 | 2.40 |\n| b, 3×3 | 40×40 | 20 | 36 | 6,480 | {macs} |\n"
    "| c, 1×1 | 40×40 | 36 | 50 | {weights} | 2.88 |\n"
)


def test_what_the_lower_of_two_lines_of_heads_leaves_open_the_upper_one_tells() -> None:
    told = {"upper": "MACs", "lower": "(M)", "macs": "10.37", "weights": "1,800"}
    assert wrong_in(TWICE.format(**told)) == []
    assert wrong_in(TWICE.format(**{**told, "weights": "1,080"})) == ["1,080"]
    assert ("10.37", "table-cell", "rounded") in said(TWICE.format(**told))
    assert wrong_in(TWICE.format(**{**told, "upper": "time", "lower": "(ms)"})) == []


def test_the_first_cell_of_a_row_of_tex_may_be_empty() -> None:
    rows = (
        "\\begin{{tabular}}{{llrrr}}\n\\hline\n & kernel & in & out & weights \\\\\n\\hline\n"
        "a & 3 & 8 & 20 & 1\\,440 \\\\\n & 3 & 20 & 24 & 4\\,320 \\\\\nb & 5 & 24 & 30 & {} \\\\\n"
        " & 1 & 30 & 70 & 2\\,100 \\\\\n\\hline\n\\end{{tabular}}\n"
    )
    assert [one for one in said(rows.format("18\\,000"), "a.tex") if one[2] == WRONG] == []
    assert [quote for quote, _, one in said(rows.format("10\\,800"), "a.tex") if one == WRONG] == ["10\\,800"]


def test_multiplications_of_a_first_row_whose_input_nobody_tells_may_be_those_of_a_picture() -> None:
    text = (
        "| layer | kernel | out | output | MACs |\n|---|---|---|---|---|\n| conv1 | 5 | 12 | 36×36 | {} |\n"
        "| conv2 | 3 | 20 | 36×36 | 2,799,360 |\n| conv3 | 3 | 30 | 36×36 | 6,998,400 |\n"
    )
    assert ("1,166,400", "table-cell", "right") in said(text.format("1,166,400"))
    assert wrong_in(text.format("1,161,400")) == []


PARTS = (
    "| layer | weights | biases | {head} |\n|---|---|---|---|\n"
    "| c1 | 450 | 18 | {} |\n| d2 | 162 | 18 | {} |\n| c3 | 3,888 | 24 | {} |\n"
)


@pytest.mark.parametrize(
    ("head", "cells", "verdicts"),
    [
        ("total", ("468", "180", "3,912"), [RIGHT, RIGHT, RIGHT]),
        ("total", ("468", "180", "3,921"), [RIGHT, RIGHT, WRONG]),
        ("total", ("477", "198", "3,950"), [None, None, None]),
        ("bytes", ("522", "234", "3,984"), [RIGHT, RIGHT, RIGHT]),
        ("bytes", ("523", "235", "3,985"), [None, None, None]),
    ],
)
def test_weights_and_biases_come_to_what_stands_beside_them(
    head: str, cells: tuple[str, ...], verdicts: list[str | None]
) -> None:
    found = {quote: verdict for quote, _, verdict in said(PARTS.format(*cells, head=head))}
    assert [found.get(cell) for cell in cells] == verdicts


STEPS = (
    "On 40×40×96, no biases.\n\n| step | weights | output | million MACs |\n|---|---|---|---|\n"
    "| 1×1, 32 | 3,072 | 40×40×32 | 4.92 |\n| 3×3, 32 | 9,216 | 40×40×32 | {} |\n"
    "| 1×1, 96 | 3,072 | 40×40×96 | 4.92 |\n"
)


def test_what_tells_a_window_and_its_kernels_is_no_stride() -> None:
    found = {quote: verdict for quote, _, verdict in said(STEPS.format("14.75"))}
    assert [found.get(one) for one in ("9,216", "14.75", "4.92", "40×40×96")] == [RIGHT, ROUNDED, ROUNDED, RIGHT]


NAMELESS = (
    "| layer | kernel | output | params |\n|---|---|---|---|\n| c1 | 5×5 | 44×44×16 | 1,216 |\n"
    "| {} | 3×3 | 42×42×16 | 160 |\n| c3 | 3×3 | 40×40×40 | 5,800 |\n"
)


@pytest.mark.parametrize(("name", "is_wrong"), [("d2", False), ("conv2", True)])
def test_a_row_whose_name_says_no_kind_may_be_depthwise(name: str, is_wrong: bool) -> None:
    found = said("Input 48×48×3.\n\n" + NAMELESS.format(name))
    assert (("160", WRONG) in [(quote, verdict) for quote, _, verdict in found]) == is_wrong
