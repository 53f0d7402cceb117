"""A document as data, for every output format alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from symcnn.written.tree import Expr


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Name:
    """A name from somebody's file: shown as it is, never acted upon."""

    text: str


@dataclass(frozen=True, slots=True)
class Math:
    """An expression within a line of words."""

    expr: Expr


Inline = Text | Name | Math


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 (the document) to 3."""

    level: int
    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    parts: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Items:
    """A list of short texts."""

    items: tuple[tuple[Inline, ...], ...]


@dataclass(frozen=True, slots=True)
class Equation:
    """``left = line = line = …``"""

    left: Expr
    lines: tuple[Expr, ...]


@dataclass(frozen=True, slots=True)
class Equations:
    """Equations that belong together, aligned at their first equals signs."""

    rows: tuple[Equation, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table; the last `totals` rows are set apart, and columns of `numbers` stand to the right."""

    header: tuple[Inline, ...]
    rows: tuple[tuple[Inline, ...], ...]
    totals: int
    numbers: frozenset[int]


Block = Heading | Paragraph | Items | Equations | Table


@dataclass(frozen=True, slots=True)
class Document:
    """Blocks in one language; `labels` says what a reader is shown for the names of quantities."""

    language: str
    title: str
    labels: Mapping[str, str]
    blocks: tuple[Block, ...]
