"""A document as one HTML file: MathML, no scripts, no fonts, nothing to load."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape

from symcnn.core.written.as_mathml import MathML
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
from symcnn.pages.build.phrases import phrases
from symcnn.pages.build.side_by_side import side_by_side

_STYLE = """
:root { color-scheme: light dark; }
body { font: 17px/1.5 Georgia, "Noto Serif", "Noto Serif CJK SC", "Songti SC", SimSun, serif;
       max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
math { font-size: 1.05em; }
.scroll { overflow-x: auto; }
.working { border-collapse: collapse; }
.working td { padding: .15rem .2rem; vertical-align: baseline; }
.working td:first-child { text-align: right; white-space: nowrap; }
table.data { border-collapse: collapse; }
table.data td, table.data th { padding: .2rem .7rem; text-align: left; }
table.data th { border-bottom: 1px solid; }
table.data .number { text-align: right; }
table.data .total td { border-top: 1px solid; }
"""


def html(document: Page) -> str:
    """A whole page; every name and word is escaped."""
    notation = MathML(document.labels)
    body = "\n".join(line for block in document.blocks for line in _block(block, notation))
    language = phrases(document.language).line("language-html")
    return (
        f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{_text(document.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block, notation: MathML) -> Iterator[str]:
    match block:
        case Heading(level, parts):
            yield f"<h{level}>{_inline(parts, notation)}</h{level}>"
        case Paragraph(parts):
            yield f"<p>{_inline(parts, notation)}</p>"
        case Items(items):
            yield "<ul>" + "".join(f"<li>{_inline(item, notation)}</li>" for item in items) + "</ul>"
        case Listing(lines):
            yield "<pre>" + "\n".join(map(_text, lines)) + "</pre>"
        case Equations(rows):
            yield '<div class="scroll"><table class="working">'
            for row in rows:
                chain = " ".join(_math("<mo>=</mo>" + written(expr, notation)) for expr in row.lines)
                yield f"<tr><td>{_math(written(row.left, notation))}</td><td>{chain}</td></tr>"
            yield "</table></div>"
        case Table():
            yield from _table(block, notation)


def _table(table: Table, notation: MathML) -> Iterator[str]:
    number, total = ' class="number"', ' class="total"'

    def cells(row: tuple[Inline, ...], tag: str) -> str:
        return "".join(
            f"<{tag}{number if at in table.numbers else ''}>{_inline((cell,), notation)}</{tag}>"
            for at, cell in enumerate(row)
        )

    yield f'<div class="scroll"><table class="data"><thead><tr>{cells(table.header, "th")}</tr></thead><tbody>'
    for place, row in enumerate(table.rows):
        is_total = table.totals and place == len(table.rows) - table.totals
        yield f"<tr{total if is_total else ''}>{cells(row, 'td')}</tr>"
    yield "</tbody></table></div>"


def _math(inner: str) -> str:
    return f'<math displaystyle="true">{inner}</math>'


def _inline(parts: Iterable[Inline], notation: MathML) -> str:
    return side_by_side(parts, lambda expr: f"<math>{written(expr, notation)}</math>", _text, _text)


def _text(text: str) -> str:
    return escape(printable(text))
