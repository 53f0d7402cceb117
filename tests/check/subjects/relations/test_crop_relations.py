"""What is cut from each side of a map: each guard with the text on which it must not hold."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

SAID = [
    ("We crop 104 → 72: 16 pixels per side.", "16", "right"),
    ("We crop 104 → 72: 32 pixels per side.", "32", "wrong"),
    ("We crop 104 → 72: 32 pixels in all.", "32", None),  # not at each side
    ("A 64×64 map is cut by 4 on each side to fit 56.", "4", "right"),
    ("A 64×64 map is cut by 5 on each side to fit 56.", "5", None),  # of two sizes that nothing sets side by side
    ("左边 64×64 的图每边裁掉 4 个像素，与 56×56 的图拼接。", "4", "right"),
    ("三处每边各裁：88→80 裁 4 像素，184→152 裁 32 像素。", "32", "wrong"),
    ("三处每边各裁：88→80 裁 4 像素，184→152 裁 32 像素。", "184", None),  # what is cut itself
    ("104 → 102 → 100，左边 136 每边裁 16。", "16", "right"),
    ("104 → 102 → 100，左边 136 每边裁 18。", "18", None),  # to what comes in, and not to what the layers make of it
]


@pytest.mark.parametrize(("text", "place", "verdict"), SAID)
def test_what_is_cut_from_each_side(text: str, place: str, verdict: str | None) -> None:
    found = check_document(read_document("a.md", text))
    said = {text[one.start : one.end]: one.verdict.value for one in found if one.code.name == "told-relation"}
    assert said.get(place) == verdict
