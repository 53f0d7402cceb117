"""A document in Markdown with ``$…$`` mathematics, as GitHub, Jupyter and Pandoc read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.as_latex import Latex
from symcnn.core.written.layout import written
from symcnn.core.written.printable import printable
from symcnn.pages.build.blocks import (
    Block,
    Equations,
    Heading,
    Inline,
    Items,
    Listing,
    Page,
    Paragraph,
    Table,
)
from symcnn.pages.build.side_by_side import side_by_side
from symcnn.pages.renderers.latex_page import aligned

_SPECIAL = late_pattern(r"([\\`*_{}\[\]#!|$~<>&@]|^[-+]|:(?=/)|(?<=www)\.)", re.IGNORECASE)
_NUMBERING = late_pattern(r"^(\d+)([.)])")
"""Begins a list, as `-` and `+` do; elsewhere these signs are left as they are, for people read the source too."""


def markdown(document: Page) -> str:
    """The document in Markdown."""
    notation = Latex(document.labels)
    return "\n\n".join("\n".join(_block(block, notation)) for block in document.blocks) + "\n"


def escaped(text: str) -> str:
    r"""The text with every character that Markdown or HTML would act upon made harmless.

    >>> print(escaped("<b> *x*"))
    &lt;b&gt; \*x\*
    >>> print(escaped("2 + (1.5 - 1)"), escaped("- 1."), escaped("1. a"))
    2 + (1.5 - 1) \- 1. 1\. a
    """
    shown = _NUMBERING.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text)))
    return shown.replace("\\&", "&amp;").replace("\\<", "&lt;").replace("\\>", "&gt;")


def _block(block: Block, notation: Latex) -> Iterator[str]:
    match block:
        case Heading(level, parts):
            yield "#" * level + " " + _inline(parts, notation)
        case Paragraph(parts):
            yield _inline(parts, notation)
        case Items(items):
            yield from ("- " + _inline(item, notation) for item in items)
        case Listing(lines):
            yield from (f"    {printable(line)}".rstrip() for line in lines)
        case Equations(rows):
            yield "$$\n\\begin{aligned}"
            yield from (f"{line} \\\\" for row in rows for line in aligned(row, notation))
            yield "\\end{aligned}\n$$"
        case Table():
            yield "| " + " | ".join(_inline((cell,), notation) for cell in block.header) + " |"
            yield "|" + "|".join(" ---: " if at in block.numbers else " --- " for at in range(len(block.header))) + "|"
            for cells in block.rows:
                yield "| " + " | ".join(_inline((cell,), notation) for cell in cells) + " |"


def _inline(parts: Iterable[Inline], notation: Latex) -> str:
    return side_by_side(parts, lambda expr: f"${written(expr, notation)}$", str, escaped)
