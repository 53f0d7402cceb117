"""Lines that stand in columns: ``conv 5x5, 3 -> 20, no pad      33 x 65``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark

COLUMN = "\t"
"""The text of the mark that stands where a column ends."""
_COLUMN = late_pattern(r"(?<=[^\s>→:|])[ \t]{3,}(?=[^\s#%/:|=→-])")


def has_columns(line: str) -> bool:
    """Whether a wide gap stands within a line.

    >>> has_columns("conv 3x3    9 x 19"), has_columns("  A sentence.  Another one.")
    (True, False)
    """
    return _COLUMN.search(line) is not None


def with_columns(text: str, found: Sequence[Mark]) -> Iterator[Mark]:
    """The marks of a line, with one where each column ends.

    >>> from symcnn.documents.told.marks import marks
    >>> text = "conv 3x3, 8 maps    9 x 19"
    >>> [mark.sort for mark in with_columns(text, marks(text, 0, len(text)))]
    ['word', 'shape', 'comma', 'number', 'word', 'stop', 'shape']
    """
    end = found[0].start if found else 0
    for mark in found:
        gap = _COLUMN.search(text, max(end - 1, 0), mark.start + 1)
        if gap is not None and mark is not found[0]:
            yield Mark("stop", *gap.span(), text=COLUMN)
        yield mark
        end = mark.end
