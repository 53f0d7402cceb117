"""A text that is no network but a file of another format: one fault, instead of one for each of its lines."""

from __future__ import annotations

import os.path
import shlex

from symcnn.core.text.fault import Fault
from symcnn.core.text.file_formats import DOCUMENTS, text_format
from symcnn.core.text.source import Source
from symcnn.network.figures.tried_line import mends
from symcnn.network.wiring.python_lines import script_lines


def foreign_file(source: Source) -> Fault | None:
    """The fault of a text with faults that has another format, with the command that reads it, where one does.

    >>> foreign_file(Source("model.py", "import torch\\n")).values["run"]
    'symcnn check model.py'
    >>> foreign_file(Source("net.cnn", "cnov N=6 K=5\\n")) is None
    True
    """
    found = text_format(source.name, source.text)
    if not found:
        return None
    first, _, _ = source.text.partition("\n")
    values: dict[str, object] = {"format": found}
    if found == "python" and (lines := _network_of(source.text)):
        values["write"] = lines
    elif found in DOCUMENTS:
        values["run"] = _check(source.name, DOCUMENTS[found])
    return Fault("foreign-file", 0, max(1, len(first.rstrip())), values)


def _network_of(text: str) -> str:
    """A network that says what a program builds layer by layer, in one line; nothing where one is not known."""
    line = "; ".join(script_lines(text))
    return line if len(line) <= _LONGEST and line.startswith("input ") and mends("", 0, 0, line) else ""


_LONGEST = 400
"""A longer network is not written out in a message."""


def _check(name: str, ending: str) -> str:
    """The command that checks what a file says; a file with another ending is copied first."""
    stem, own = os.path.splitext(name)
    if name.startswith("<"):
        return "symcnn check -"
    if own.lower().startswith(ending[:3]):
        return shlex.join(("symcnn", "check", name))
    copy = stem + ending
    return f"{shlex.join(('cp', name, copy))}; {shlex.join(('symcnn', 'check', copy))}"
