"""Plain text: prose as it stands, with formulas in TeX, addresses, bullets, and code that nothing sets apart."""

from __future__ import annotations

from symcnn.documents.formats.blanking import Blanked, Mark, covered, marked
from symcnn.documents.formats.document import Block
from symcnn.documents.formats.listing import python_blocks
from symcnn.documents.formats.prose import prose_marks
from symcnn.documents.formats.separated import separated_marks
from symcnn.documents.formats.unfenced import next_run


def read_plain(text: str) -> Blanked:
    """The reader of plain text."""
    blocks: list[Block] = []
    marks: list[Mark] = []
    done = 0
    while run := next_run(text, done, len(text)):
        marks += prose_marks(text, done, run[0])
        inner, signs = python_blocks(text, *run)
        blocks += inner
        marks += signs
        done = run[1]
    marks += prose_marks(text, done, len(text))
    marks += separated_marks(text, 0, len(text))
    return Blanked(marked(text, marks), covered(blocks, len(text)))
