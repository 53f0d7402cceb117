"""The Python code of a document, as a parser wants it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.document import Block, Document, Nature

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
            and _IS_REMARK.match(document.shown, block.start, block.end)
            and document.shown[block.end - 1] != "\n"
        ):
            yield index


@record
class PythonCode:
    """Code without what stood around it on its lines: marks of quotations, tags, the indentation of a list."""

    text: str
    starts: tuple[int, ...]
    """Where in `text` each piece begins, …"""
    places: tuple[int, ...]
    """… and where it stands in the document."""

    def place(self, offset: int) -> int:
        """The offset in the document of an offset in the code.

        >>> PythonCode("ab", (0, 1), (5, 9)).place(1)
        9
        """
        index = bisect_right(self.starts, offset) - 1
        return self.places[index] + offset - self.starts[index] if index >= 0 else offset


Piece = tuple[int, str]
"""Some code and where it stands."""


def python_code(document: Document, start: int, end: int) -> PythonCode:
    """The code of a stretch that `python_sources` gives; comments after ``#`` are left out."""
    lines: list[list[Piece]] = [[]]
    for block in document.blocks:
        if start <= block.start and block.end <= end:
            for place, piece in _pieces(document, block):
                lines[-1].append((place, piece))
                if piece.endswith("\n"):
                    lines.append([])
    starts, places, parts, length = [], [], [], 0
    for place, piece in _dedented(lines):
        starts.append(length)
        places.append(place)
        parts.append(piece)
        length += len(piece)
    return PythonCode("".join(parts), tuple(starts), tuple(places))


def _pieces(document: Document, block: Block) -> Iterator[Piece]:
    """The pieces of a block, none of them longer than a line; what is blank in the text is left out."""
    if block.nature is Nature.PROSE and document.shown[block.start] == "#":
        return
    at = block.start
    while at < block.end:
        end = document.shown.find("\n", at, block.end) + 1 or block.end
        shown, text = document.shown[at:end], document.text[at:end]
        if block.nature is Nature.PROSE or shown == text:
            yield at, shown
        else:
            for offset, (was, now) in enumerate(zip(shown, text, strict=True)):
                if was == now or now != " ":
                    yield at + offset, now
        at = end


def _dedented(lines: list[list[Piece]]) -> Iterator[Piece]:
    """The pieces without the indentation that all lines share."""
    texts = ("".join(piece for _, piece in line) for line in lines)
    common = min((len(text) - len(text.lstrip()) for text in texts if text.strip()), default=0)
    for line in lines:
        left = common
        for place, piece in line:
            cut = min(left, len(piece) - len(piece.lstrip(" \t")))
            left -= cut
            if cut < len(piece):
                yield place + cut, piece[cut:]
