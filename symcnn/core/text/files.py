"""Files in and out: read with a limit, written in one step or not at all."""

from __future__ import annotations

import errno
import os
import re
import stat
import sys
from itertools import islice

from symcnn.core.limits import MAX_FILE_BYTES
from symcnn.core.text.fault import Fault, FaultyText
from symcnn.core.text.source import Source

STDIN = "-"


def read_bytes(name: str) -> bytes:
    """What a file holds, or standard input for ``-``.

    Raises `FaultyText` where it cannot be read or is too large.
    """
    try:
        if name != STDIN:
            with os.fdopen(_opened(name), "rb") as file:
                data = file.read(MAX_FILE_BYTES + 1)
        elif sys.stdin is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        else:
            data = sys.stdin.buffer.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise faulty_file(name, "cannot-read", **_told(error), **_beside(name)) from None
    if len(data) > MAX_FILE_BYTES:
        raise faulty_file(name, "file-too-large", limit=MAX_FILE_BYTES)
    return data


_PIPE_SECONDS = 1
"""How long a pipe with a name is waited for: nobody may ever write to it."""

_STREAMS = ("/dev/", "/proc/")
"""Where files stand for the streams of a process: to those somebody writes, and they are not replaced."""


def _opened(name: str) -> int:
    """A file opened for reading.

    Raises `OSError`, also where it is a pipe to which nobody writes.
    """
    handle = os.open(name, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0))
    try:
        if stat.S_ISFIFO(os.fstat(handle).st_mode) and not name.startswith(_STREAMS):
            import select

            if not select.select([handle], [], [], _PIPE_SECONDS)[0]:
                raise OSError(errno.ENXIO, os.strerror(errno.ENXIO))
        if hasattr(os, "set_blocking"):
            os.set_blocking(handle, True)
    except OSError:
        os.close(handle)
        raise
    return handle


def is_stream(name: str) -> bool:
    """Whether a name is that of a device, a pipe or a stream: what is written to as it stands."""
    try:
        mode = os.stat(name).st_mode
    except (OSError, ValueError):  # what cannot be looked at cannot be written to, which is told then
        return False
    return name.startswith(_STREAMS) or not (stat.S_ISREG(mode) or stat.S_ISDIR(mode))


def _told(error: OSError) -> dict[str, str]:
    """What the system says, and its name for that."""
    return {"why": error.strerror or str(error), "errno": errno.errorcode.get(error.errno or 0, "")}


def _beside(name: str) -> dict[str, str]:
    """A file that may have been meant: one whose name is like it, or one in the folder that it is."""
    from symcnn.core.text.near import near

    bare = name.rstrip("/")
    if os.path.isfile(bare) and bare != name:
        return {"near": bare}
    if os.path.lexists(name) and not os.path.isdir(name):
        return {}  # it is there, so no other one is meant
    folder, file = (name, "") if os.path.isdir(name) else os.path.split(name)
    try:
        names = sorted(islice(os.listdir(folder or "."), _MOST_BESIDE))
    except OSError:
        return {}
    if file:
        meant = near(file, names)
        stems = [os.path.splitext(each)[0] for each in (file, meant)]
        if stems[0] != stems[1] and not near(stems[0], stems[1:]):
            return {}  # only their endings are alike
        return {"near": os.path.join(folder, meant)} if meant else {}
    return {
        "inside": next((os.path.join(folder, each) for each in names if each.endswith((".cnn", ".md", ".tex"))), "")
    }


_MOST_BESIDE = 1000
"""So many names of a folder are looked at for one that may have been meant."""


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
        zeros = data.count(b"\0")
        strange = zeros or not _CONTROLS.isdisjoint(data[:_LOOKED_AT])
        if zeros * _MOST_TEXT > len(data) or (strange and _binary_format(name, data)):
            raise _binary(name, data)
    except UnicodeDecodeError as error:
        raise _not_text(name, data, error) from None
    if "\r" in text and "\n" not in text:
        text = text.replace("\r", "\n")  # lines of old Macs
    return Source(shown_name(name), text)


def _not_text(name: str, data: bytes, error: UnicodeDecodeError) -> FaultyText:
    """The fault at the first byte that is none of UTF-8, with how the file may be written instead."""
    is_marked = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not is_marked and (b"\0" in data or _binary_format(name, data)):
        return _binary(name, data)
    encoding = "UTF-16" if is_marked else "GB18030" if _reads_as_chinese(data) else "ISO-8859-1"
    values = {"encoding": encoding, "file": shown_name(name)}
    if is_marked:
        return faulty_file(name, "not-text", **values)
    text = data.decode("utf-8", "backslashreplace")
    start = len(data[: error.start].decode("utf-8"))
    return FaultyText((Fault("not-text", start, start + 4, values),), Source(shown_name(name), text))


def _binary(name: str, data: bytes) -> FaultyText:
    """The fault of a file that is no text, with its format where that is known."""
    half = (data[:_LOOKED_AT:2], data[1:_LOOKED_AT:2])
    for zeros, letters, encoding in ((half[1], half[0], "UTF-16LE"), (half[0], half[1], "UTF-16BE")):
        if zeros and not zeros.strip(b"\0") and letters.isascii() and b"\0" not in letters:
            return faulty_file(name, "not-text", encoding=encoding, file=shown_name(name))
    found = _binary_format(name, data)
    return faulty_file(name, "binary-file", **({"format": found} if found else {}))


def _binary_format(name: str, data: bytes) -> str:
    from symcnn.core.text.file_formats import binary_format  # few files are none of text

    return binary_format(name, data)


_CONTROLS = frozenset(range(9))
"""Bytes that no text has."""
_MOST_TEXT = 4
"""A text may have a stray zero; where one byte of so many is one, it is none."""
_LOOKED_AT = 1000
"""So many bytes tell whether every other one is zero."""


def _reads_as_chinese(data: bytes) -> bool:
    """Whether bytes are a text in GB18030: letters with marks of Latin-1 stand within words, which Chinese does not."""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return re.search(rb"[a-z][\x80-\xff]{1,3}[a-z]", data) is None


def shown_name(name: str) -> str:
    """What messages call a file."""
    return "<stdin>" if name == STDIN else name


def unwritable(name: str, error: OSError) -> FaultyText:
    """The fault of a file that cannot be written."""
    folder = os.path.dirname(name)
    if folder and not os.path.exists(folder):
        return faulty_file(name, "no-folder", folder=folder)
    return faulty_file(name, "cannot-write", **_told(error))


def faulty_file(name: str, code: str, **values: object) -> FaultyText:
    """A fault of a file as a whole."""
    return FaultyText((Fault(code, 0, 0, values),), Source(shown_name(name), ""))
