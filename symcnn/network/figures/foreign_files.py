"""A text that is no network but a file of another format: one fault, instead of one for each of its lines."""

from __future__ import annotations

import os.path
import shlex

from symcnn.core.text.fault import Fault
from symcnn.core.text.file_formats import DOCUMENTS, text_format
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.source import Source
from symcnn.network.figures.tried_line import mends
from symcnn.network.language.statement_places import statement_around
from symcnn.network.wiring.keyed_layers import keyed_layer
from symcnn.network.wiring.python_lines import script_lines


def foreign_file(source: Source) -> Fault | None:
    """The fault of a text with faults that has another format, with the command that reads it, where one does.

    >>> foreign_file(Source("model.py", "import torch\\n")).values["run"]
    'symcnn check model.py'
    >>> foreign_file(Source("net.cnn", "cnov N=6 K=5\\n")) is None
    True
    """
    if (marks := _marks(source.text)) is not None:
        return marks
    found = text_format(source.name, source.text)
    if not found:
        return None
    first, _, _ = source.text.partition("\n")
    values: dict[str, object] = {"format": found}
    if (found == "python" and (lines := _network_of(source.text))) or (
        found == "prototxt" and (lines := _layers_of(source.text))
    ):
        values["write"] = lines
    elif found in DOCUMENTS:
        values["run"] = _check(source.name, DOCUMENTS[found])
    return Fault("foreign-file", 0, max(1, len(first.rstrip())), values)


_LAYER = late_pattern(r"(?m)^[ \t]*layers?[ \t]*\{")


def _layers_of(text: str) -> str:
    """The layers of a prototxt in one line; nothing where one is not known."""
    parts = (statement_around(text, found.end()) for found in _LAYER.finditer(text))
    line = "; ".join(lines := [keyed_layer(text[start:end], {}) or "" for start, end in parts])
    return line if all(lines) and len(line) <= _LONGEST else ""


_CONFLICT = late_pattern(r"(?m)^<{7}[^\n]*\n(?:[^\n]*\n)*?={7}[^\n]*\n(?:[^\n]*\n)*?>{7}[^\n]*")
_FENCE = late_pattern(r"(?m)^[ ]{0,3}(?P<fence>`{3,}|~{3,})[^\n`]*\n(?:[^\n]*\n)*?[ ]{0,3}(?P<end>(?P=fence))[ \t]*$")


def _marks(text: str) -> Fault | None:
    """The fault of what stands around a network, or within: the marks of a merge, a fence of Markdown."""
    if (found := _CONFLICT.search(text)) is not None:
        first, last = (text.count("\n", 0, place) + 1 for place in found.span())
        end = text.index("\n", found.start())
        return Fault("merge-conflict", found.start(), end, {"lines_told": f"{first}–{last}"})
    if (found := _FENCE.search(text)) is not None:
        first, last = (text.count("\n", 0, found.start(name)) + 1 for name in ("fence", "end"))
        return Fault("fenced", found.start("fence"), text.index("\n", found.start()), {"rows": f"{first}, {last}"})
    return None


def _network_of(text: str) -> str:
    """A network that says what a program builds layer by layer, in one line; nothing where one is not known."""
    line = "; ".join(script_lines(text))
    return line if len(line) <= _LONGEST and line.startswith("input ") and mends("", 0, 0, line) else ""


_LONGEST = 400
"""A longer network is not written out in a message."""


def _check(name: str, endings: tuple[str, ...]) -> str:
    """The command that checks what a file says; a file with another ending is copied first."""
    stem, own = os.path.splitext(name)
    if name.startswith("<"):
        return "symcnn check -"
    if own.lower() in endings:
        return shlex.join(("symcnn", "check", name))
    copy = stem + endings[0]
    return f"{shlex.join(('cp', name, copy))}; {shlex.join(('symcnn', 'check', copy))}"
