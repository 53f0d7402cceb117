"""A place of a file as it stands before what is said of it."""

from __future__ import annotations

from symcnn.core.text.places import Places
from symcnn.core.written.printable import printable
from symcnn.pages.build.blocks import Text
from symcnn.pages.build.phrases import Phrases


def where(places: Places, offset: int, say: Phrases) -> str:
    """The place as it stands before a message: ``file:line:column``, ``file:cell 3:line:column``."""
    span = places.span(offset, offset)
    file, line, column = (Text(printable(str(part))) for part in (places.source.name, span.line, span.column))
    if span.cell is None:
        return say.line("place", file=file, line=line, column=column)
    return say.line("place-in-cell", file=file, cell=Text(str(span.cell)), line=line, column=column)
