"""A document as data, for every output format alike."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.core.record import record
from symcnn.core.written.tree import Expr


@record
class Text:
    """Words."""

    text: str


@record
class Name:
    """A name from somebody's file: shown as it is, never acted upon."""

    text: str


@record
class Math:
    """An expression within a line of words."""

    expr: Expr


Inline = Text | Name | Math


@record
class Heading:
    """A heading of level 1 (the document) to 3."""

    level: int
    parts: tuple[Inline, ...]


@record
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]


@record
class Items:
    """A list of short texts."""

    items: tuple[tuple[Inline, ...], ...]


@record
class Listing:
    """Lines that are shown as they stand."""

    lines: tuple[str, ...]


@record
class Equation:
    """``left = line = line = …``"""

    left: Expr
    lines: tuple[Expr, ...]


@record
class Equations:
    """Equations that belong together, aligned at their first equals signs."""

    rows: tuple[Equation, ...]


@record
class Table:
    """A table; the last `totals` rows are set apart, and columns of `numbers` stand to the right."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    totals: int
    numbers: frozenset[int]


Block = Heading | Paragraph | Items | Listing | Equations | Table


@record
class Page:
    """Blocks in one language; `labels` says what a reader is shown for the names of quantities."""

    language: str
    title: str
    labels: Mapping[str, str]
    blocks: tuple[Block, ...]
