"""Texts that are read as documents, and what is asserted of all."""

from __future__ import annotations

import json
import re
from itertools import pairwise

from hypothesis import strategies as st

from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.formats.python_sources import python_sources
from symcnn.documents.formats.read_document import read_document

EDGE = "␟"
ROW = "⏎"


def text_of(name: str, data: str) -> str:
    """What is scanned, with runs of blanks as one the edges of formulas and of rows visible."""
    read = read_document(name, data)
    assert len(read.text) == len(read.shown)
    return re.sub("[ \t]+", " ", re.sub("\x1f+", EDGE, read.text)).replace("\x19", ROW)


def stretches(read: Document, *natures: Nature) -> list[str]:
    return [read.shown[block.start : block.end] for block in read.blocks if block.nature in natures]


MODEL = "model = keras.Sequential()\nmodel.add(layers.Dense(10))\n"


def notebook(*cells: dict[str, object], **rest: object) -> str:
    return json.dumps({"cells": cells, **rest})


PIECES = st.sampled_from(
    [
        "\n", "\r\n", "\n\n", " ", "    ", "\t", "*", "**", "_", "`", "```", "~~~", "```python\n", "```cnn\n",
        "$", "$$", "\\(", "\\)", "\\[", "\\]", "\\", "\\\\", "&", "&times;", "&#10;", "&#1;", "<", ">", "<b>",
        "</b>", "<pre>", "</pre>", "<script>", "</script>", "<sup>2</sup>", "<td>", "<!--", "-->", "[", "]",
        "](", ")", "(", "![", "[^1]:", "http://a", "# ", "- ", "1. ", "> ", "|", "---\n", "\\begin{align}",
        "\\end{align}", "\\begin{verbatim}", "\\end{verbatim}", "\\begin{tabular}{cc}", "\\end{tabular}",
        "\\cite{a}", "\\textbf{", "{", "}", "%", "'", '"', '"""', "'''", "import torch\n",
        "model = Sequential([\n", "class A(nn.Module):\n", "model.add(", "(0): ", "\\begin{document}", "\x1f",
        "\x0b", "\x85", "\u2028", "\r", "\x00", "\ufeff", "5*5", "中文", "😀", "a", "2",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join))
BREAKS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")


def assert_is_whole(read: Document) -> None:
    assert len(read.text) == len(read.shown)
    shown = re.sub(r"(?<!\\)\r\n", " \n", read.shown) if not read.cells else read.shown
    assert [m.span() for m in BREAKS.finditer(read.text)] == [m.span() for m in BREAKS.finditer(shown)]
    ends = [0, *(block.end for block in read.blocks)]
    assert [block.start for block in read.blocks] == ends[:-1]
    assert ends[-1] == len(read.text)
    assert all(block.start < block.end for block in read.blocks)
    sources = python_sources(read)
    assert all(start < end for start, end in sources)
    assert all(one[1] <= other[0] for one, other in pairwise(sources))
