"""A package like ours in which some files are others, without a copy of all the rest."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from pathlib import Path

from conftest import ROOT


def linked_package(home: Path, own: Collection[str]) -> None:
    """Lays the package and its grammar into a folder: links to ours, but copies of the files of its `own` folders."""
    for room in ("grammar", "symcnn"):
        _lay(home, Path(room), [Path(folder) for folder in own])


def _lay(home: Path, folder: Path, own: Collection[Path]) -> None:
    if not any(each.is_relative_to(folder) for each in own):
        (home / folder).symlink_to(ROOT / folder)
        return
    (home / folder).mkdir()
    for entry in (ROOT / folder).iterdir():
        if entry.is_dir() and entry.name != "__pycache__":
            _lay(home, folder / entry.name, own)
        elif entry.is_file() and folder in own:
            shutil.copy2(entry, home / folder / entry.name)
        elif entry.is_file():
            (home / folder / entry.name).symlink_to(entry)
