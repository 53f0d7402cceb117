"""Numbers in a row of which a text says once what they are: ``8, 16 and 32 filters``, ``步幅 2、1、2``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.documents.told.mark import Mark

_JOINTS = ("", "and", "和", "与", "及")
_BLANK = " ,、，个\n\x1f"


def _is_and(text: str, before: Mark, behind: Mark) -> bool:
    """Whether only a comma or an "and" stands between two numbers."""
    return text[before.end : behind.start].strip(_BLANK) in _JOINTS


def row_of(text: str, found: Sequence[Mark], mark: Mark) -> tuple[Mark, ...]:
    """The row of numbers in which one stands, in order.

    >>> from symcnn.documents.told.marks import marks
    >>> text = "stride 2, with 8, 16 and 32 filters"
    >>> found = marks(text, 0, len(text))
    >>> [one.whole for one in row_of(text, found, next(one for one in found if one.whole == 32))]
    [8, 16, 32]
    """
    numbers = [one for one in found if one.sort == "number"]
    at = next((place for place, one in enumerate(numbers) if one.start == mark.start), None)
    if at is None:
        return ()
    before = tuple(_joined(text, numbers[at::-1]))
    return (*reversed(before), mark, *_joined(text, numbers[at:]))


def _joined(text: str, numbers: Sequence[Mark]) -> Iterator[Mark]:
    """The numbers that go on with the first, in either direction."""
    for here, beside in pairwise(numbers):
        if not _is_and(text, *sorted((here, beside), key=lambda mark: mark.start)):
            return
        yield beside
