"""Python files: the code as it stands, comments and docstrings as prose."""

from __future__ import annotations

from symcnn.documents.formats.blanking import Blanked, covered, marked
from symcnn.documents.formats.listing import python_blocks


def read_python(text: str) -> Blanked:
    """The reader of Python files."""
    blocks, marks = python_blocks(text, 0, len(text))
    return Blanked(marked(text, marks), covered(blocks, len(text)))
