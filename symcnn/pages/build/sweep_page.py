"""A sweep in words: how many configurations are kept, and the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from symcnn.core.written.tree import Expr, Num, Sym
from symcnn.network.wiring.quantity_names import shown_names
from symcnn.pages.build.blocks import Block, Heading, Inline, Math, Name, Page, Paragraph, Table
from symcnn.pages.build.phrases import phrases


def sweep_document(
    title: str,
    wanted: Sequence[Expr],
    costs: Sequence[tuple[str, bool]],
    columns: Mapping[str, Sequence[Any]],
    count: int,
    language: str,
) -> Page:
    """The document of the rows that a sweep over so many configurations kept, in `language`."""
    say = phrases(language)
    title = title or say.line("network-unnamed")
    blocks: list[Block] = [Heading(1, (Name(title),))]
    if wanted:
        blocks.append(Paragraph(say("solve-wanted", relations=tuple(wanted))))
    less, more = (tuple(Sym(name) for name, is_more in costs if is_more is each) for each in (False, True))
    if less:
        blocks.append(Paragraph(say("sweep-less", names=less)))
    if more:
        blocks.append(Paragraph(say("sweep-more", names=more)))
    rows = [tuple(Math(Num(value)) for value in row) for row in zip(*columns.values(), strict=True)]
    blocks.append(Paragraph(say("sweep-count", rows=len(rows), count=count)))
    if rows:
        header: tuple[Inline, ...] = tuple(Math(Sym(name)) for name in columns)
        blocks.append(Table(header, tuple(rows), 0, frozenset(range(len(header)))))
    return Page(language, title, shown_names(language), tuple(blocks))
