"""A fault in a file: a code, a place and the values that explain it, without any words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import field

from symcnn.core.record import record
from symcnn.core.text.source import Source


@record
class Fault:
    """One fault; `code` names its message, `start` and `end` are offsets into the text."""

    code: str
    start: int
    end: int
    values: Mapping[str, object] = field(default_factory=dict)


class Faulty(Exception):
    """Carries one fault to the place that collects them."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class FaultyText(Exception):
    """Carries all faults of one text to the place that tells them."""

    def __init__(self, faults: Iterable[Fault], source: Source) -> None:
        self.faults = tuple(sorted(faults, key=lambda fault: fault.start))
        self.source = source
        super().__init__(source.name, *(fault.code for fault in self.faults))


def refused(code: str, **values: object) -> Faulty:
    """A fault of what was asked for, which stands in no text."""
    return Faulty(Fault(code, 0, 0, values))
