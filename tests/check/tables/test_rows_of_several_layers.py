"""Rows of tables that stand for several layers: a run of convolutions, the blocks of a stage, a level of a U-Net."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, ROUNDED, WRONG, said

RUNS = (
    "All kernels are 3×3 with padding 1 and biases; each stage ends in a 2×2 pooling. Input 64×64×3.\n\n"
    "| stage | layers | map | parameters |\n|---|---|---|---|\n| 1 | 2 | 32×32×20 | 4,180 |\n"
    "| 2 | 2 | 16×16×40 | 21,680 |\n| 3 | 3 | {map} | {params} |\n| 4 | 3 | 4×4×80 | 173,040 |\n"
)
NAMED = (
    "3×3, no biases, RGB 64×64.\n\n| block | output | weights | M-MACs |\n|---|---|---|---|\n"
    "| 2 × conv24 | 64×64×24 | 5,832 | 23.89 |\n| 2 × conv48 | 32×32×48 | 31,104 | 31.85 |\n"
    "| 3 × conv96 | 16×16×96 | 207,360 | {macs} |\n| 3 × conv96 | 8×8×96 | 248,832 | 15.93 |\n"
)
STAGES = (
    "Blocks of two 3×3 convolutions without biases, each with batch norm (2 per channel); a 1×1 on the shortcut where"
    " channels change.\n\n| stage | blocks | output | parameters |\n|---|---|---|---|\n| a | 2 | 48×48×32 | 37,120 |\n"
    "| b | 3 | 24×24×64 | 205,696 |\n| c | 4 | 12×12×128 | {params} |\n| d | 2 | 6×6×256 | 2,099,712 |\n"
)
LEVELS = (
    "<p>输入 80×80 的单通道图。每级两个 3×3 卷积，填充 1，带偏置。{prose}，再与同级的图拼接。</p><table>"
    "<tr><th>部分</th><th>输入通道</th><th>输出</th><th>参数</th></tr>"
    "<tr><td>一级</td><td>1</td><td>80×80×12</td><td>1,428</td></tr>"
    "<tr><td>二级</td><td>12</td><td>40×40×24</td><td>7,824</td></tr>"
    "<tr><td>三级</td><td>24</td><td>20×20×48</td><td>31,200</td></tr>"
    "<tr><td>升 2</td><td>48</td><td>40×40×24</td><td>{up}</td></tr>"
    "<tr><td>合 2</td><td>48</td><td>40×40×24</td><td>15,600</td></tr>"
    "<tr><td>升 1</td><td>24</td><td>80×80×12</td><td>1,164</td></tr></table>"
)
UPWARDS = "向上用 2×2、步幅 2 的转置卷积"


def _quotes(text: str, name: str = "a.md") -> dict[str, str]:
    return {quote: verdict for quote, _, verdict in said(text, name)}


def test_a_row_counts_as_many_layers_as_it_says() -> None:
    found = _quotes(RUNS.format(map="8×8×80", params="144,240"))
    assert {found[one] for one in ("4,180", "21,680", "144,240", "173,040", "16×16×40", "8×8×80", "4×4×80")} == {RIGHT}


def test_a_row_that_is_the_copy_of_the_next_is_wrong() -> None:
    found = _quotes(RUNS.format(map="8×8×80", params="173,040").replace("4×4×80 | 173,040", "4×4×80 | 173,040"))
    assert found["21,680"] == RIGHT
    verdicts = [
        verdict for quote, _, verdict in said(RUNS.format(map="8×8×80", params="173,040")) if quote == "173,040"
    ]
    assert sorted(verdicts) == [RIGHT, WRONG]


def test_a_row_whose_map_grows_may_join_others() -> None:
    found = said(RUNS.format(map="32×32×80", params="173,040"))
    assert WRONG not in [verdict for quote, _, verdict in found if quote == "173,040"]


@pytest.mark.parametrize(("macs", "verdict"), [("53.08", ROUNDED), ("35.08", WRONG)])
def test_the_name_of_a_row_tells_how_many_layers(macs: str, verdict: str) -> None:
    found = _quotes(NAMED.format(macs=macs))
    assert [found.get(one) for one in ("31,104", "207,360", "248,832")] == [RIGHT] * 3
    assert found.get(macs, WRONG) == verdict


@pytest.mark.parametrize(("params", "verdict"), [("1,116,416", RIGHT), ("1,161,416", WRONG)])
def test_a_stage_counts_its_blocks(params: str, verdict: str) -> None:
    found = _quotes(STAGES.format(params=params))
    assert [found.get(one) for one in ("37,120", "205,696", params)] == [RIGHT, RIGHT, verdict]


def test_words_tell_what_makes_a_map_larger() -> None:
    found = _quotes(LEVELS.format(prose=UPWARDS, up="4,632"), "a.html")
    assert [found.get(one) for one in ("4,632", "1,164", "15,600", "31,200")] == [RIGHT] * 4


@pytest.mark.parametrize("prose", [UPWARDS, "向上采样"])
def test_another_kernel_that_gives_a_count_is_not_wrong(prose: str) -> None:
    found = said(LEVELS.format(prose=prose, up="10,392"), "a.html")
    assert WRONG not in [verdict for *_, verdict in found]


JOINED = (
    "Two 3×3 per level, biases; every map on the way up is joined with that of its level.\n\n"
    "| level | map | params |\n|---|---|---|\n| a | 72×72×20 | 4,180 |\n| b | 36×36×40 | 21,680 |\n"
    "| c | 18×18×80 | 86,560 |\n| d | 9×9×160 | 345,920 |\n{rows}"
)
DOWN_AND_UP = "| c up | 18×18×80 | 172,960 |\n| b up | 36×36×40 | 43,280 |\n| a up | 72×72×20 | {last} |\n"


@pytest.mark.parametrize(("last", "verdict"), [("10,840", RIGHT), ("10,480", WRONG), ("7,240", None)])
def test_maps_are_joined_with_those_of_their_level(last: str, verdict: str | None) -> None:
    found = _quotes(JOINED.format(rows=DOWN_AND_UP.format(last=last)))
    assert [found.get(one) for one in ("86,560", "172,960", "43,280", last)] == [RIGHT, RIGHT, RIGHT, verdict]


OTHERS = [
    "| setup | cards | size | price |\n|---|---|---|---|\n| a | 2 | 32×32×20 | 4,444 |\n| b | 2 | 16×16×40 | 17,171 |\n"
    "| c | 3 | 8×8×80 | 90,210 |\n",
    "| stage | epochs | crop | pictures |\n|---|---|---|---|\n| 1 | 2 | 112×112 | 38,720 |\n"
    "| 2 | 2 | 56×56 | 221,440 |\n| 3 | 3 | 28×28 | 1,475,000 |\n",
]


@pytest.mark.parametrize("text", OTHERS)
def test_what_no_run_gives_is_left_aside(text: str) -> None:
    assert said(text) == []
