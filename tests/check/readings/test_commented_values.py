"""Numbers in comments beside code: what it comes to, and other things that may stand there."""

from __future__ import annotations

import pytest

from symcnn.answers.claims.claims import Verdict
from symcnn.check.check_document import check_document
from symcnn.documents.formats.read_document import read_document

RIGHT, WRONG, ROUNDED = Verdict.RIGHT, Verdict.WRONG, Verdict.ROUNDED


@pytest.mark.parametrize(
    ("code", "verdict"),
    [
        ("n = 3*3*24*48  # 10,368", RIGHT),
        ("n = 3*3*24*48  # 10,638", WRONG),
        ("c = 24\nn = (9 * c + 1) * 48  # = 10,416 params", RIGHT),
        ("c = 24\nn = (9 * c + 1) * 48  # -> 10,461", WRONG),
        ("print(9 * 24 * 48)  # 10368 个", RIGHT),
        ("r, j = 3, 1\nr, j = r + 2 * j, j * 2\nr, j  # (5, 2)", RIGHT),
        ("mb = 11_000_000 * 4 / 2**20  # about 41.96", None),
        ("steps = 50000 / 128  # 390.6", ROUNDED),
        ("n = 3*3*24*48  # 10,638 before the bias was left out", None),
        ("n = 3*3*24*48  # 10,000", None),
        ("n = 2*96  # 256", None),
        ("n = 6 * 7  # 43", None),
        ("n = 10368  # 10,638", None),
        ("for k in (3, 5):\n    n = k*k*48  # 1,220", None),
        ("n = size * 48  # 1,220", None),
        ("r, j = 3, 4*3\nr, j  # (3, 21)", None),
    ],
)
def test_numbers_in_comments(code: str, verdict: Verdict | None) -> None:
    found = check_document(read_document("a.py", code))
    assert [one.verdict for one in found] == ([] if verdict is None else [verdict])
