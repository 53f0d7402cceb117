"""What the arguments of a call may be, as far as the classes of frameworks look at them."""

from __future__ import annotations

from typing import Any

from symcnn.core.record import record

Value = Any
"""A Python number, string, None, tuple, list or dict of such values, a `Reference`, or what code alone can make."""


@record
class Reference:
    """Something of a framework or of another module, by its full name: ``torch.nn.Conv2d``."""

    path: str
