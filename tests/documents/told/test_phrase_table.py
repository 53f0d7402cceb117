"""Phrases, held against a text word by word and sign by sign: where each begins and ends."""

from __future__ import annotations

import pytest

from symcnn.documents.told.phrase_table import PhraseTable

TABLE = PhraseTable([("max pool", "pool"), ("max", "most"), ("max", "other"), ("8-bit", "byte"), ("最大池化", "池")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("max pool", [(8, "pool"), (3, "most")]),
        ("Max-pool", [(8, "pool"), (3, "most")]),  # a hyphen parts words as a blank does
        ("max\n\x1f pool", [(10, "pool"), (3, "most")]),
        ("max    pool", [(3, "most")]),  # four blanks are no gap
        ("max\n      pool", [(14, "pool"), (3, "most")]),  # but the next line may be indented
        ("maxpool", []),
        ("max pools", [(3, "most")]),
        ("max2", [(3, "most")]),  # a number may follow, a letter may not
        ("8 bit", [(5, "byte")]),
        ("18 bit", []),
        ("最大池化层", [(4, "池")]),
    ],
)
def test_the_phrases_at_a_place_are_found_the_longest_first(text: str, found: list[tuple[int, str]]) -> None:
    assert TABLE.at(text, 0, len(text)) == found


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("the max of a max pool", [4, 13]),
        ("the climax", []),
        ("2max", []),  # letters glued to a number are no word of their own
        ("用最大池化", [1]),
    ],
)
def test_along_a_stretch_phrases_begin_with_words(text: str, places: list[int]) -> None:
    assert [at for at, _ in TABLE.within(text, 0, len(text))] == places


def test_what_a_stretch_cuts_off_is_no_word() -> None:
    assert TABLE.at("max pool", 0, 6) == [(3, "most")]
    assert TABLE.at("maximal", 0, 3) == []
