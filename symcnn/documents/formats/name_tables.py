"""Tables of names, written as lines of words."""

from __future__ import annotations


def names(words: str) -> frozenset[str]:
    """The words of a line as a set.

    >>> names("td th") == {"td", "th"}
    True
    """
    return frozenset(words.split())
