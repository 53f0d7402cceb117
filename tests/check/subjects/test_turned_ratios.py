"""A ratio that turns over a part told before it: the smallest text that says it, and the smallest that does not."""

from __future__ import annotations

import pytest

from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("The part is 0.115 of the weights, so 8.7 times less.", "rounded"),
        ("The part is 0.115 of the weights, so 8.3 times less.", None),
        ("比值约为 0.125，即加速 8.0 倍。", "right"),
        ("比值约为 0.125，即加速 7.5 倍。", None),
        ("The part is 115 of the weights, so 8.7 times less.", None),  # no part of one
        ("It is 8.7 times less, or 0.115 of the weights.", None),  # the other way round
    ],
)
def test_a_ratio_turns_over_the_part_before_it(text: str, verdict: str | None) -> None:
    found = check_document(read_document("a.md", text))
    folds = [one.verdict.value for one in found if text[one.start : one.end].endswith(("times", "倍"))]
    assert folds == ([verdict] if verdict else [])
