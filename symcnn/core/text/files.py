"""Files in and out: read with a limit, written in one step or not at all."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from typing import TYPE_CHECKING

from symcnn.core.limits import MAX_FILE_BYTES
from symcnn.core.text.fault import Fault, FaultyText
from symcnn.core.text.source import Source

if TYPE_CHECKING:
    from pathlib import Path

STDIN = "-"


def read_bytes(name: str) -> bytes:
    """What a file holds, or standard input for ``-``.

    Raises `FaultyText` where it cannot be read or is too large.
    """
    try:
        if name == STDIN:
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
        else:
            with open(name, "rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise _faulty(name, "cannot-read", **_told(error)) from None
    if len(data) > MAX_FILE_BYTES:
        raise _faulty(name, "file-too-large", limit=MAX_FILE_BYTES)
    return data


def _told(error: OSError) -> dict[str, str]:
    """What the system says, and its name for that."""
    return {"why": error.strerror or str(error), "errno": errno.errorcode.get(error.errno or 0, "")}


def read_source(name: str) -> Source:
    """The text of a file, or of standard input for ``-``.

    Raises `FaultyText` where it cannot be read, is too large, or is not UTF-8.
    """
    return source_of(name, read_bytes(name))


def source_of(name: str, data: bytes) -> Source:
    """The text that bytes are, without the mark of their order.

    Raises `FaultyText` where they are not UTF-8.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _faulty(name, "not-text") from None
    return Source(shown_name(name), text)


def shown_name(name: str) -> str:
    """What messages call a file."""
    return "<stdin>" if name == STDIN else name


def unwritable(name: str, error: OSError) -> FaultyText:
    """The fault of a file that cannot be written."""
    return _faulty(name, "cannot-write", **_told(error))


def _faulty(name: str, code: str, **values: object) -> FaultyText:
    return FaultyText((Fault(code, 0, 0, values),), Source(shown_name(name), ""))


def write_file(name: str, content: str) -> None:
    """Replaces the file in one step: it holds the old text or the new one, never half of it.

    A link stays a link, and a device or a pipe is written to.

    Raises `FaultyText` where it cannot be written.
    """
    from pathlib import Path

    path = Path(name).resolve()
    try:
        if path.exists() and not path.is_file():
            path.write_text(content, "utf-8")
        else:
            _replace(path, content)
    except OSError as error:
        raise unwritable(name, error) from None


def replace_file(name: str, content: str, expected: bytes) -> None:
    """Replaces the file in one step, where it still holds what was expected: what somebody saved meanwhile is kept.

    Raises `FaultyText` where it holds something else, or cannot be written.
    """
    if read_bytes(name) != expected:
        raise _faulty(name, "changed-meanwhile")
    write_file(name, content)


def _replace(path: Path, content: str) -> None:
    import tempfile
    from pathlib import Path

    mask = os.umask(0)
    os.umask(mask)
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~mask
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(content)
        Path(temporary).chmod(mode)
        Path(temporary).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
