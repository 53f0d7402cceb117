"""A document in Markdown with ``$…$`` mathematics, as GitHub, Jupyter and Pandoc read it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from symcnn.core.written.as_latex import Latex
from symcnn.core.written.layout import written
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import Plain
from symcnn.pages.build.blocks import (
    Block,
    Equations,
    Heading,
    Inline,
    Items,
    Listing,
    Math,
    Page,
    Paragraph,
    Table,
    Text,
)
from symcnn.pages.renderers.breaking import broken
from symcnn.pages.renderers.latex_page import working

_LINE = 62
_SPECIAL = re.compile(r"([\\`*_{}\[\]()#+\-.!|$~<>&:@])")


def markdown(document: Page) -> str:
    """The document in Markdown."""
    notation = Latex(document.labels)
    return "\n\n".join("\n".join(_block(block, notation)) for block in document.blocks) + "\n"


def escaped(text: str) -> str:
    r"""The text with every character that Markdown or HTML would act upon made harmless.

    >>> print(escaped("<b> *x*"))
    &lt;b&gt; \*x\*
    """
    shown = _SPECIAL.sub(r"\\\1", printable(text))
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
            for row in rows:
                for place, line in enumerate(broken(row, _LINE, Plain(notation.labels))):
                    yield f"{written(row.left, notation) if place == 0 else ''} &{working(line, notation)} \\\\"
            yield "\\end{aligned}\n$$"
        case Table():
            yield "| " + " | ".join(_inline((cell,), notation) for cell in block.header) + " |"
            yield "|" + "|".join(" ---: " if at in block.numbers else " --- " for at in range(len(block.header))) + "|"
            for cells in block.rows:
                yield "| " + " | ".join(_inline((cell,), notation) for cell in cells) + " |"


def _inline(parts: Iterable[Inline], notation: Latex) -> str:
    shown = []
    for part in parts:
        match part:
            case Math(expr):
                shown.append(f"${written(expr, notation)}$")
            case Text(words):
                shown.append(words)
            case _:
                shown.append(escaped(part.text))
    return "".join(shown)
