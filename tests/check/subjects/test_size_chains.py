"""Sizes through which arrows lead, by the windows that the text tells."""

from __future__ import annotations

import pytest
from document_findings import RIGHT, WRONG, said, verdict_at

WINDOWS = "All 3x3 convolutions are unpadded, 2x2 max pooling halves, 2x2 up-convolutions with stride 2.\n\n"
PADDED = "Each level has two 3×3 convolutions with padding 1, then 2×2 max pooling.\n\n"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        (WINDOWS + "  level 0   300 -> 298 -> {}     16 ch\n", "296"),
        (WINDOWS + "  level 0   300 -> 298 -> 296     16 ch\n  pool      296 -> {}\n", "148"),
        (WINDOWS + "Going up: 40 → 80 (up-conv) → 78 → {}.\n", "76"),
        ("卷积都是 5×5、步长 1、不填充，池化 2×2。\n\n边长：60 → 56 → {} → 24。\n", "28"),
    ],
)
def test_a_size_to_which_a_told_window_leads(text: str, place: str) -> None:
    assert verdict_at(text, place) == RIGHT


def test_a_size_that_stands_between_two_others_is_wrong_where_another_fits_both() -> None:
    chain = WINDOWS + "Going up: 40 → 80 → 78 → 76 → {} → 150 → 148.\n"
    assert verdict_at(chain, "152") == RIGHT
    assert verdict_at(chain, "154") == WRONG
    assert verdict_at(chain.replace("148", "147"), "154") != RIGHT


@pytest.mark.parametrize(
    "text",
    [
        WINDOWS + "The channels go 64 → 128 → 250 → 512.\n",
        WINDOWS + "The learning rate is halved: 80 → 40 → 21 → 10.\n",
        WINDOWS + "We went from 300 → 298 -> 290 pages.\n",
        PADDED + "Sides: 64 → 64 → 32 → 33 → 16.\n",
    ],
)
def test_a_chain_of_which_no_other_size_is_known_is_no_error(text: str) -> None:
    assert WRONG not in {verdict for *_, verdict in said(text)}


def test_one_step_alone_says_nothing_where_no_window_is_named() -> None:
    assert verdict_at(PADDED + "We tried 64 → {} pictures.\n", "32") != RIGHT
