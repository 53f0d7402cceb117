"""A text that came from somewhere."""

from __future__ import annotations

from symcnn.core.record import record


@record
class Source:
    """A text and the name under which messages speak of it."""

    name: str
    text: str
