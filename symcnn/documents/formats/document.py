"""A document: one text in which every offset is a place of the file, and what its stretches are."""

from __future__ import annotations

from enum import StrEnum

from symcnn.core.record import record
from symcnn.core.text.fault import Fault
from symcnn.core.text.places import Cell


class Nature(StrEnum):
    """What a stretch of a document is."""

    PROSE = "prose"
    LISTING = "listing"
    """Set as it stands, in no language known: a program's output, a table of figures, pseudo-code."""
    PYTHON = "python"
    NETWORK = "network"
    """A fenced ``cnn`` block."""


@record
class Block:
    """A stretch of the text, from `start` up to `end`."""

    nature: Nature
    start: int
    end: int


@record
class Document:
    """A document as it is scanned and as it is quoted.

    `shown` is the text of the file (of a notebook: its cells' sources and outputs, each on lines of
    its own). `text` has the same length and the same lines: markup that says nothing about numbers
    (tags, emphasis, links, comments) is blank there, so that what is found in it stands at the same
    offset in `shown`. The blocks cover the text in order, without gaps.
    """

    name: str
    text: str
    shown: str
    blocks: tuple[Block, ...]
    cells: tuple[Cell, ...] = ()
    faults: tuple[Fault, ...] = ()
    untagged: str = ""

    @property
    def program(self) -> str:
        """What is shown, without the tags of a page that stand within code."""
        return self.untagged or self.shown
