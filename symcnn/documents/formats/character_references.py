"""Character references of HTML, in pages and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Mark

REFERENCE = late_pattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


def reference(found: re.Match[str]) -> str:
    """The character that a reference stands for; a blank for one that is not printed.

    >>> reference(REFERENCE.match("&times;"))
    '×'
    """
    from html import unescape

    character = unescape(found[0])
    return character if character.isprintable() and len(character) < len(found[0]) else ""


def reference_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Every character reference as its character; a quotation mark stands next to the word that it quotes."""
    for found in REFERENCE.finditer(text, start, end):
        character = reference(found)
        follows = text[found.end() : found.end() + 1]
        if character and character in "\"'" and (follows.isalnum() or follows == "_"):
            yield found.start(), found.end() - len(character), ""
            yield found.end() - len(character), found.end(), character
        else:
            yield found.start(), found.end(), character
