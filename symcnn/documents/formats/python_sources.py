"""Where the Python code of a document stands."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.document import Document, Nature

_IS_REMARK = late_pattern(r"#|&|[rRuUbB]{0,2}[\"']")


def python_sources(document: Document) -> tuple[tuple[int, int], ...]:
    """The extents of the whole stretches of Python code, in order, with the comments within them."""
    inner = frozenset(_remarks(document))
    extents: list[tuple[int, int]] = []
    joins = False
    for index, block in enumerate(document.blocks):
        if block.nature is Nature.PYTHON:
            start = extents.pop()[0] if joins else block.start
            extents.append((start, block.end))
        joins = index in inner
    return tuple(extents)


def _remarks(document: Document) -> Iterator[int]:
    """The indices of the prose blocks that are comments within code: a gap between two listings ends with a line."""
    blocks = document.blocks
    for index in range(1, len(blocks) - 1):
        block = blocks[index]
        if (
            block.nature is Nature.PROSE
            and blocks[index - 1].nature is blocks[index + 1].nature is Nature.PYTHON
            and _IS_REMARK.match(document.program, block.start, block.end)
            and document.program[block.end - 1] != "\n"
        ):
            yield index
