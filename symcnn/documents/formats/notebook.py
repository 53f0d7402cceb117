"""Notebooks: their cells one after the other, each followed by the text that it printed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.places import Cell
from symcnn.documents.formats.blanking import Blanked, covered, marked
from symcnn.documents.formats.document import Block, Document, Nature
from symcnn.documents.formats.html import read_html
from symcnn.documents.formats.listing import python_blocks
from symcnn.documents.formats.markdown import read_markdown

_CONTROL = late_pattern(r"\x1b\[[0-?]*+[ -/]*+[@-~]|\x1b\][^\x07\x1b]*+(?:\x07|\x1b\\)?")
_HALF_CHARACTER = late_pattern("[\ud800-\udfff]")
_MAGIC = late_pattern(r"%%(?!(?:time|timeit|capture|prun)\b)")


def read_notebook(name: str, data: str) -> Document:
    """The document of a notebook in JSON, of the formats 3 and 4."""
    try:
        content = json.loads(data)
    except RecursionError:
        return _none(name, Fault("notebook-too-deep", 0, 0))
    except ValueError as error:
        place = error.pos if isinstance(error, json.JSONDecodeError) else 0
        return _none(name, Fault("not-a-notebook", place, place + 1))
    cells = _cells(content)
    if cells is None:
        return _none(name, Fault("not-a-notebook", 0, 0))
    is_python = _is_python(content)
    texts: list[str] = []
    shown: list[str] = []
    blocks: list[Block] = []
    starts: list[Cell] = []
    at = 0
    for number, cell in enumerate(cells, 1):
        starts.append(Cell(number, at))
        for source, reading in _parts(cell, is_python=is_python):
            shown += (source, "\n")
            texts += (reading.text, "\n")
            blocks += (Block(block.nature, block.start + at, block.end + at) for block in reading.blocks)
            at += len(source) + 1
    return Document(name, "".join(texts), "".join(shown), covered(blocks, at), tuple(starts))


def _none(name: str, fault: Fault) -> Document:
    return Document(name, "", "", (), faults=(fault,))


def _cells(content: object) -> list[dict[str, object]] | None:
    if not isinstance(content, dict):
        return None
    cells = content.get("cells")
    if not isinstance(cells, list):
        sheets = content.get("worksheets")
        if not isinstance(sheets, list):
            return None
        cells = [cell for sheet in sheets if isinstance(sheet, dict) for cell in _listed(sheet.get("cells"))]
    return [cell if isinstance(cell, dict) else {} for cell in cells]


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _is_python(content: object) -> bool:
    for key in ("metadata", "language_info"):
        content = content.get(key) if isinstance(content, dict) else None
    language = content.get("name") if isinstance(content, dict) else None
    return not isinstance(language, str) or language.lower() in ("python", "ipython")


def _joined(value: object) -> str:
    """A text that is kept whole or line by line; it ends with a line."""
    parts = [value] if isinstance(value, str) else [part for part in _listed(value) if isinstance(part, str)]
    text = _HALF_CHARACTER.sub("\ufffd", "".join(parts))
    return text if not text or text.endswith("\n") else text + "\n"


def _parts(cell: dict[str, object], *, is_python: bool) -> Iterator[tuple[str, Blanked]]:
    """The source of a cell and its outputs, each as it is shown and as it is read."""
    source = _joined(cell.get("source", cell.get("input")))
    kind = cell.get("cell_type")
    if source:
        if kind in ("markdown", "heading"):
            yield source, read_markdown(source)
        elif kind == "code" and is_python and not _MAGIC.match(source):
            blocks, marks = python_blocks(source, 0, len(source))
            yield source, Blanked(marked(source, marks), tuple(blocks))
        else:
            yield source, _listing(source)
    for output in _listed(cell.get("outputs")):
        if isinstance(output, dict):
            text, html = _printed(output)
            if text or html:
                yield text or html, _listing(text) if text else read_html(html)


def _listing(text: str) -> Blanked:
    return Blanked(text, (Block(Nature.LISTING, 0, len(text)),))


def _printed(output: dict[str, object]) -> tuple[str, str]:
    """What an output says in plain text and in HTML; nothing for the trace of an error."""
    data = output.get("data")
    kept = data if isinstance(data, dict) else output
    text = _joined(kept.get("text/plain")) or _joined(output.get("text"))
    return _CONTROL.sub("", text), _joined(kept.get("text/html", kept.get("html")))
