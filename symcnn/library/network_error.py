"""Faults as the exceptions that a caller of the library knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.source import Source
from symcnn.pages.build.faults import message, shown


class NetworkError(ValueError):
    """A text with faults; the message shows each with its place, `faults` has them as data."""

    def __init__(self, faults: tuple[Fault, ...], source: Source) -> None:
        super().__init__("\n" + shown(faults, source, "en"))
        self.faults, self.source = faults, source

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.faults, self.source)


class UnknownName(KeyError):  # a KeyError shows its text in quotes; here it is a sentence
    """A name that there is not; the message says which was probably meant."""

    def __str__(self) -> str:
        return str(self.args[0])


@contextmanager
def telling_python() -> Iterator[None]:
    """Raises `NetworkError` for a text with faults, `UnknownName` (a `KeyError`) for a name that there is not."""
    try:
        yield
    except FaultyText as faulty:
        raise NetworkError(faulty.faults, faulty.source) from None
    except Faulty as faulty:
        raise UnknownName(message(faulty.fault, "en")) from None
