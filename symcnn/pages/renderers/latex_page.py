"""A document in LaTeX: a fragment to ``\\input``, or a whole file; it needs amsmath and says so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from symcnn.core.written.as_latex import Latex, latex_text
from symcnn.core.written.layout import written
from symcnn.core.written.spelling import Plain
from symcnn.pages.build.blocks import (
    Block,
    Equation,
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
from symcnn.pages.renderers.breaking import LinePiece, broken

_LINE = 62
"""Characters of plain text that fit on one line of an article."""

_SECTIONS = {1: "section", 2: "subsection", 3: "subsubsection"}


def fragment(document: Page) -> str:
    """What stands between ``\\begin{document}`` and ``\\end{document}``, with what it needs as a comment."""
    body = _body(document)
    needs = [f"% needs \\usepackage{package}" for package in _packages(document, body)]
    return "\n".join([*needs, *body]) + "\n"


def standalone(document: Page) -> str:
    """A whole document, for ``xelatex`` or ``lualatex`` (``pdflatex`` where everything is Latin)."""
    body = _body(document)
    return "\n".join(
        [
            "\\documentclass{article}",
            *(f"\\usepackage{package}" for package in _packages(document, body)),
            "\\usepackage[margin=25mm]{geometry}",
            "\\setlength{\\parindent}{0pt}",
            "\\setlength{\\parskip}{4pt}",
            "\\allowdisplaybreaks",
            "\\begin{document}",
            *body,
            "",
            "\\end{document}",
            "",
        ]
    )


def _body(document: Page) -> list[str]:
    notation = Latex(document.labels)
    return [line for block in document.blocks for line in ("", *_block(block, notation))]


def _packages(document: Page, body: list[str]) -> tuple[str, ...]:
    """amsmath always; what the language needs, or what a name does that has other than Latin letters."""
    own = phrases(document.language).line("language-latex")
    is_latin = all(
        ord(char) <= _LAST_LATIN or char in _PUNCTUATION for line in body if not line.isascii() for char in line
    )
    more = own or ("" if is_latin else _OTHER_LETTERS)
    return ("{amsmath}", "{textcomp}", *((more,) if more else ()))


_PUNCTUATION = "–—‘’“”…"
_OTHER_LETTERS = "[UTF8,fontset=fandol,scheme=plain]{ctex}"
_LAST_LATIN = 0x24F


def _block(block: Block, notation: Latex) -> Iterator[str]:
    match block:
        case Heading(level, parts):
            yield f"\\{_SECTIONS[level]}*{{{_inline(parts, notation)}}}"
        case Paragraph(parts):
            yield _inline(parts, notation)
        case Items(items):
            yield "\\begin{itemize}"
            yield from (f"  \\item {{}}{_inline(item, notation)}" for item in items)
            yield "\\end{itemize}"
        case Listing(lines):
            yield "\\begin{flushleft}\\ttfamily"
            yield " \\\\\n".join("{}" + "\\ ".join(map(latex_text, line.split(" "))) for line in lines)
            yield "\\end{flushleft}"
        case Equations(rows):
            yield "\\begin{align*}"
            yield " \\\\\n".join(f"  {line}" for row in rows for line in aligned(row, notation))
            yield "\\end{align*}"
        case Table():
            yield from _table(block, notation)


def _inline(parts: Iterable[Inline], notation: Latex) -> str:
    return side_by_side(parts, lambda expr: f"${written(expr, notation)}$", latex_text, latex_text)


def aligned(row: Equation, notation: Latex) -> Iterator[str]:
    """The lines of an equation, the first with its left side; ``&`` stands where they are aligned."""
    for place, line in enumerate(broken(row, _LINE, Plain(notation.labels))):
        yield f"{written(row.left, notation) if place == 0 else ''} &{_working(line, notation)}"


def _working(line: Sequence[LinePiece], notation: Latex) -> str:
    indent = "" if line[0].sign == "=" else "\\quad "
    return indent + " ".join(f"{piece.sign} {written(piece.expr, notation)}" for piece in line)


def _table(table: Table, notation: Latex) -> Iterator[str]:
    columns = "".join("r" if place in table.numbers else "l" for place in range(len(table.header)))
    yield f"\\begin{{tabular}}{{{columns}}}"
    yield "{}" + " & ".join(_inline((cell,), notation) for cell in table.header) + " \\\\ \\hline"
    for place, row in enumerate(table.rows):
        rule = "\\hline " if table.totals and place == len(table.rows) - table.totals else ""
        yield rule + "{}" + " & ".join(_inline((cell,), notation) for cell in row) + " \\\\"
    yield "\\end{tabular}"
