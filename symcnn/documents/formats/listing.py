"""Listings: a program, what a program printed, or both."""

from __future__ import annotations

from symcnn.documents.formats.blanking import Mark
from symcnn.documents.formats.comments import split
from symcnn.documents.formats.document import Block, Nature
from symcnn.documents.formats.listing_language import is_mixed, is_model
from symcnn.documents.formats.prose import prose_marks
from symcnn.documents.formats.separated import separated_marks
from symcnn.documents.formats.unfenced import next_run


def listing(text: str, start: int, end: int, nature: Nature | None) -> tuple[list[Block], list[Mark]]:
    """The blocks of the listing and the marks of its comments; without a nature, it is what it looks like."""
    if nature is None:
        code = text[start:end]
        if is_mixed(code):
            return _mixed(text, start, end)
        nature = Nature.PYTHON if is_model(code) else Nature.LISTING
    if nature is Nature.PYTHON:
        return python_blocks(text, start, end)
    return [Block(nature, start, end)], [*separated_marks(text, start, end)] if nature is Nature.LISTING else []


def python_blocks(text: str, start: int, end: int) -> tuple[list[Block], list[Mark]]:
    """The blocks of Python code, its comments as prose, and their marks."""
    blocks, marks = split(text, start, end)
    for block in blocks:
        if block.nature is Nature.PROSE:
            marks += prose_marks(text, block.start, block.end)
    return blocks, marks


def _mixed(text: str, start: int, end: int) -> tuple[list[Block], list[Mark]]:
    blocks: list[Block] = []
    marks: list[Mark] = []
    done = start
    while run := next_run(text, done, end):
        code, signs = python_blocks(text, *run)
        blocks += [Block(Nature.LISTING, done, run[0]), *code]
        marks += signs
        done = run[1]
    return [*blocks, Block(Nature.LISTING, done, end)], marks
