"""Faults as the exceptions that a caller of the library knows."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from symcnn.core.text.fault import Fault, Faulty, FaultyText
from symcnn.core.text.source import Source
from symcnn.pages.build.faults import PYTHON, message, shown


class NetworkError(ValueError):
    """A text with faults; the message shows each with its place, `faults` has them as data."""

    def __init__(self, faults: tuple[Fault, ...], source: Source) -> None:
        super().__init__("\n" + shown(map(_in_python, faults), source, "en"))
        self.faults, self.source = faults, source

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        return type(self), (self.faults, self.source)


class UnknownName(KeyError):  # a KeyError shows its text in quotes; here it is a sentence
    """A name that there is not; the message says which was probably meant."""

    def __str__(self) -> str:
        return str(self.args[0])


@contextmanager
def telling_python() -> Iterator[None]:
    """Raises `NetworkError` for a text with faults, `UnknownName` (a `KeyError`) for a name that there is not.

    A package that is not there is told with what installs it.
    """
    try:
        yield
    except ModuleNotFoundError as error:
        from symcnn.core.text.extras import missing_package

        missing = missing_package(error)
        told = message(missing, "en") if missing else f"this needs {error.name}: pip install {error.name}"
        raise ModuleNotFoundError(told, name=error.name) from None
    except FaultyText as faulty:
        raise NetworkError(faulty.faults, faulty.source) from None
    except Faulty as faulty:
        raise UnknownName(message(_in_python(faulty.fault), "en")) from None


def _in_python(fault: Fault) -> Fault:
    """The fault with advice in Python."""
    return Fault(fault.code, fault.start, fault.end, {**fault.values, PYTHON: True})
