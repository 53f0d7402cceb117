"""Words, names and mathematics side by side, each written as a format writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from symcnn.core.written.tree import Expr
from symcnn.pages.build.blocks import Inline, Math, Text


def side_by_side(
    parts: Iterable[Inline], mathematics: Callable[[Expr], str], words: Callable[[str], str], name: Callable[[str], str]
) -> str:
    """The parts of a line as one text; a name comes from somebody's file, so nothing in it may act."""
    shown = []
    for part in parts:
        match part:
            case Math(expr):
                shown.append(mathematics(expr))
            case Text(text):
                shown.append(words(text))
            case _:
                shown.append(name(part.text))
    return "".join(shown)
