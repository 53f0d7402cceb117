"""Which files a check looks at, and which of them hold a network."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path

from symcnn.commands.included import included
from symcnn.commands.project import Project
from symcnn.core.limits import MAX_FILES
from symcnn.core.text.fault import refused
from symcnn.core.text.file_formats import DOCUMENT_FORMATS, DOCUMENTS
from symcnn.core.text.files import STDIN, is_stream
from symcnn.core.text.late_pattern import late_pattern

NETWORK = ".cnn"
_LOOKED_AT = {NETWORK, *DOCUMENT_FORMATS}.difference(DOCUMENTS["python"])
"""What is looked at in a folder. Other files are looked at when they are named."""

_NEVER = frozenset({"__pycache__", "node_modules", "venv"})
_STATEMENT = late_pattern(
    r"(?:[ \t\r\n;]++|#[^\n]*+)*+"
    r"(?:(?:network|preset)[ \t]+[\w\"'.-]|(?:let|convention)[ \t]+\w+[ \t]*="
    r"|convention[ \t]+\w+[ \t\r]*(?:[#\n]|$)|(?:layer|block)[ \t]+\w+[ \t]*\(|source[ \t]+\w+[ \t]*\""
    r"|input[ \t]+\w+(?:[ \t]*[x×][ \t\d(]|[ \t\r]*(?:[#\n]|$)))"
)
"""The first line that is no comment, where it is a statement of the language."""


def is_network(name: str, text: str) -> bool:
    """Whether a file holds a network: by its ending, else by its first line.

    >>> is_network("a.cnn", ""), is_network("-", "# LeNet\\ninput 32x32x1\\n"), is_network("-", "Input: 32x32x1")
    (True, True, False)
    """
    ending = Path(name).suffix.lower()
    if ending in (NETWORK, ".txt") or ending in DOCUMENT_FORMATS:
        return ending == NETWORK
    return bool(_STATEMENT.match(text))


def targets(names: Iterable[str], project: Project | None) -> tuple[str, ...]:
    """The files themselves with what they take in, and those in folders that are named, each once, no hidden ones.

    Raises `Faulty` for more than `MAX_FILES`.
    """
    found: dict[str, None] = {}
    for name in names:
        files = _in_folder(name, project) if name != STDIN and os.path.isdir(name) else iter((name,))
        for file in files:
            for each in (file, *included(file)):
                found.setdefault(each)
            if len(found) > MAX_FILES:
                raise refused("too-many-files", limit=MAX_FILES)
    return tuple(found)


def _in_folder(name: str, project: Project | None) -> Iterator[str]:
    """The files of a folder; the folder itself where it has none, so that it is said that it cannot be read."""
    is_empty = True
    for folder, folders, files in os.walk(name):
        folders[:] = sorted(
            each
            for each in folders
            if each not in _NEVER and not each.startswith(".") and not _excluded(folder, each, project)
        )
        for file in sorted(files):
            is_looked_at = Path(file).suffix.lower() in _LOOKED_AT and not file.startswith(".")
            if is_looked_at and not is_stream(str(Path(folder, file))):
                is_empty = False
                if not _excluded(folder, file, project):
                    yield str(Path(folder, file))
    if is_empty:
        yield name


def _excluded(folder: str, name: str, project: Project | None) -> bool:
    """Whether a pattern of the project is the name, or the path from the project's folder."""
    if project is None or not project.settings.exclude:
        return False
    path = os.path.relpath(Path(folder, name).absolute(), project.folder).replace(os.sep, "/")
    patterns = (pattern.rstrip("/") for pattern in project.settings.exclude)
    return any(fnmatch(name, pattern) or fnmatch(path, pattern) for pattern in patterns)
