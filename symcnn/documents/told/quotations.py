"""Quotation marks: what stands between them somebody else may have said."""

from __future__ import annotations

PAIRS = {"“": "”", "‘": "’", "「": "」", "『": "』", "«": "»", "„": "“"}
_SURE = tuple((left, right) for left, right in PAIRS.items() if right not in "’“")
"""Those that are no apostrophes, and mean one thing in every language."""
_LONGEST = 400


def is_within_quotes(text: str, start: int, at: int) -> bool:
    """Whether quotation marks that open behind `start` are still open at a place.

    >>> is_within_quotes('he said "5 kernels" of 6', 0, 9), is_within_quotes('he said "5 kernels" of 6', 0, 23)
    (True, False)
    """
    before = text[max(start, at - _LONGEST) : at]
    return before.count('"') % 2 == 1 or any(before.rfind(left) > before.rfind(right) for left, right in _SURE)
