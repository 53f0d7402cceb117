"""A fault in a file: a code, a place and the values that explain it, without any words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from symcnn.core.record import record


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
