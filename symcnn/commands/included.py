"""Which files a LaTeX document takes in with ``\\input`` and ``\\include``, as far as they lie in its folder."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from symcnn.core.limits import MAX_INCLUDED
from symcnn.core.text.file_formats import DOCUMENTS
from symcnn.core.text.late_pattern import late_pattern

_TAKES = late_pattern(r"(?<!\\)%[^\n]*|\\(?:input|include|subfile)[ \t]*\{[ \t]*([^{}%\n]{1,200}?)[ \t]*\}")
"""A file that is taken in, in a group; or a comment, in which none is."""


def included(name: str) -> Iterator[str]:
    """The files that a document takes in, and those that they take in, each once, in their order.

    What lies outside of the document's folder, does not exist, or comes after `MAX_INCLUDED` files is passed over.
    """
    if not name.lower().endswith(DOCUMENTS["latex"]):
        return
    if not os.path.isfile(name):
        return
    folder = Path(name).parent
    root = folder.resolve()
    known = {Path(name).resolve()}
    waiting = [*_taken_in(folder, Path(name))][::-1]
    while waiting and len(known) <= MAX_INCLUDED:
        path = waiting.pop()
        real = path.resolve()
        if real not in known and real.is_relative_to(root):
            known.add(real)
            yield str(path)
            waiting += [*_taken_in(folder, path)][::-1]


def _taken_in(folder: Path, path: Path) -> Iterator[Path]:
    """The files that one file names; names are told from the folder of the whole document, as LaTeX reads them."""
    try:
        text = path.read_bytes().decode("utf-8", "replace")
    except (OSError, ValueError):
        return
    for found in _TAKES.finditer(text):
        if found[1]:
            taken = folder / (found[1] if found[1].lower().endswith(DOCUMENTS["latex"]) else f"{found[1]}.tex")
            if os.path.isfile(taken):
                yield taken
