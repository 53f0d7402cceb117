"""A file that is written bit by bit, and takes the place of an older one only when it is whole."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from symcnn.core.text.files import unwritable


@contextmanager
def replaced_file(name: str) -> Iterator[BinaryIO]:
    """A file to write to; where the work within fails, the old file is left as it was.

    Raises `FaultyText` where it cannot be written.
    """
    path = Path(name).resolve()
    try:
        if path.exists() and not path.is_file():  # a device or a pipe
            with path.open("wb") as device:
                yield device
            return
        mask = os.umask(0)
        os.umask(mask)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    except OSError as error:
        raise unwritable(name, error) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError as error:
        raise unwritable(name, error) from None
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
