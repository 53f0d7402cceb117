"""Where the package's own files are, without `pathlib`: that alone would take a twentieth of a short command's time."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Self


class PackagePath(str):
    """A path with what the package asks of its own files, as `pathlib` calls it; functions take it as a path.

    >>> here = PackagePath.of(__file__)
    >>> here.name, here.stem, (here.parent / "source.py").is_file(), here.parent == here.up(1)
    ('package_path.py', 'package_path', True, True)
    """

    __slots__ = ()

    @classmethod
    def of(cls, file: str) -> Self:
        """The place of a module, from its ``__file__``."""
        return cls(os.path.abspath(file))

    def up(self, levels: int) -> PackagePath:
        """The folder so many levels above."""
        path: str = self
        for _ in range(levels):
            path = os.path.dirname(path)
        return PackagePath(path)

    @property
    def parent(self) -> PackagePath:
        """The folder that it lies in."""
        return self.up(1)

    @property
    def name(self) -> str:
        """The last part."""
        return os.path.basename(self)

    @property
    def stem(self) -> str:
        """The last part without its ending."""
        return os.path.splitext(self.name)[0]

    def __truediv__(self, part: str) -> PackagePath:
        return PackagePath(os.path.join(self, part))

    def glob(self, pattern: str) -> Iterator[PackagePath]:
        """The files of the folder whose names are like the pattern."""
        from fnmatch import filter as like

        return (self / name for name in like(os.listdir(self), pattern))

    def is_file(self) -> bool:
        """Whether there is a file."""
        return os.path.isfile(self)

    def read_bytes(self) -> bytes:
        """What the file holds."""
        with open(self, "rb") as file:
            return file.read()

    def read_text(self, encoding: str) -> str:
        """The file's text."""
        return self.read_bytes().decode(encoding)
