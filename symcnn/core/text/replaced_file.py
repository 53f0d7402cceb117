"""A file that is written bit by bit, and takes the place of an older one only when it is whole."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from symcnn.core.text.files import faulty_file, is_stream, read_bytes, unwritable


@contextmanager
def replaced_file(name: str) -> Iterator[BinaryIO]:
    """A file to write to; where the work within fails, the old file is left as it was.

    Raises `FaultyText` where it cannot be written.
    """
    try:
        if is_stream(name):
            with _opened_stream(name) as stream:
                yield stream
            return
        path = Path(os.path.realpath(name))
        if path.is_symlink():  # which leads to itself
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP))
        old = path.stat() if path.exists() else None
        if old is not None and not old.st_mode & _WRITABLE:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))
        import tempfile

        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".symcnn-")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise unwritable(name, error) from None
    except ValueError:  # a name with a zero in it, which no file has
        raise unwritable(name, OSError(errno.EINVAL, os.strerror(errno.EINVAL))) from None
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        _put(Path(temporary), path, old)
    except OSError as error:
        raise unwritable(name, error) from None
    finally:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()


_WRITABLE = 0o222
_PATIENCE, _PAUSE = 1.0, 0.05
"""For so many seconds somebody is waited for who reads a pipe, and so often is looked."""


def _opened_stream(name: str) -> BinaryIO:
    """A stream that is written to; of a named pipe that nobody reads, somebody who reads it is waited for.

    Raises `OSError` where nobody comes: opened as a file it would be waited for without an end.
    """
    if not stat.S_ISFIFO(os.stat(name).st_mode):
        return open(name, "ab")  # behind what a shell or another program has written
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            pipe = os.open(name, os.O_WRONLY | os.O_NONBLOCK)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > end:
                raise OSError(errno.ETIMEDOUT, os.strerror(errno.ETIMEDOUT)) from None
            time.sleep(_PAUSE)
        else:
            os.set_blocking(pipe, True)
            return os.fdopen(pipe, "wb")


def _put(temporary: Path, path: Path, old: os.stat_result | None) -> None:
    """Puts the new file in the place of the old one, which keeps its mode, its owner and its other names.

    Only a file with other names, or of an owner to whom nothing can be given, is written over.

    Raises `OSError`.
    """
    if old is None:
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(0o666 & ~mask)
        temporary.replace(path)
    elif old.st_nlink > 1 or not _given(temporary, old):
        import shutil

        shutil.copyfile(temporary, path)
    else:
        temporary.chmod(old.st_mode & 0o7777)
        temporary.replace(path)


def _given(temporary: Path, old: os.stat_result) -> bool:
    """Whether the new file belongs to whom the old one does."""
    new = temporary.stat()
    if (new.st_uid, new.st_gid) != (old.st_uid, old.st_gid):
        try:
            os.chown(temporary, old.st_uid, old.st_gid)
        except OSError:
            return False
    return True


def write_file(name: str, content: str) -> None:
    """Replaces the file in one step: it holds the old text or the new one, never half of it.

    A link stays a link, and a device or a pipe is written to.

    Raises `FaultyText` where it cannot be written.
    """
    with replaced_file(name) as file:
        file.write(content.encode("utf-8", "backslashreplace"))


def replace_file(name: str, content: str, expected: bytes) -> None:
    """Replaces the file in one step, where it still holds what was expected: what somebody saved meanwhile is kept.

    Raises `FaultyText` where it holds something else, or cannot be written.
    """
    if read_bytes(name) != expected:
        raise faulty_file(name, "changed-meanwhile")
    write_file(name, content)
