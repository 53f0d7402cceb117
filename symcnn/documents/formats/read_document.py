"""Which reader reads a file."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import PurePath

from symcnn.core.text.file_formats import DOCUMENT_FORMATS
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Blanked
from symcnn.documents.formats.document import Document

_STDIN = ("-", "<stdin>")
_HTML = late_pattern(r"\s*+(?:<\?xml[^<>]*+>\s*+)?(?:<!--[^>]*+>\s*+)?<(?:!doctype|html)\b", re.IGNORECASE)
_LATEX = late_pattern(r"\\documentclass\b|\\begin\{")
_MARKDOWN = late_pattern(
    r"^(?:[ \t]*+(?:```|~~~)|#{1,6}[ \t]++\S|[ \t]*+\|[ \t]*+:?-{2,}+:?[ \t]*+\|)|\]\((?:https?:|[./])", re.MULTILINE
)
_WINDOWS_END = late_pattern(r"(?<!\\)\r\n")
"""A line's end of two signs, which would stand in the way behind every line; not one that a program escapes."""
_NOTEBOOK = late_pattern(r'\s*+\{[\s\S]{0,1000000}?"(?:cells|worksheets)"\s*+:')


def read_document(name: str, data: str) -> Document:
    """The document in the text of a file; the ending of its name tells the reader, for standard input the text does.

    >>> read_document("a.md", "**5*5** = 25").text
    '  5*5   = 25'
    """
    kind = _by_content(data) if name in _STDIN else DOCUMENT_FORMATS.get(PurePath(name).suffix.lower(), "plain")
    if kind == "notebook":
        from symcnn.documents.formats.notebook import read_notebook

        return read_notebook(name, data)
    reading = _reader(kind)(_WINDOWS_END.sub(" \n", data))
    return Document(name, reading.text, data, reading.blocks, untagged=reading.program)


def _by_content(data: str) -> str:
    if _NOTEBOOK.match(data):
        return "notebook"
    if _HTML.match(data):
        return "html"
    if _LATEX.search(data):
        return "latex"
    return "markdown" if _MARKDOWN.search(data) else "plain"


def _reader(kind: str) -> Callable[[str], Blanked]:
    """The reader, imported when it is needed."""
    match kind:
        case "markdown":
            from symcnn.documents.formats.markdown import read_markdown

            return read_markdown
        case "latex":
            from symcnn.documents.formats.latex import read_latex

            return read_latex
        case "html":
            from symcnn.documents.formats.html import read_html

            return read_html
        case "python":
            from symcnn.documents.formats.python_file import read_python

            return read_python
    from symcnn.documents.formats.plain import read_plain

    return read_plain
