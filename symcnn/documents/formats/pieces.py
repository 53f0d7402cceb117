"""The pieces of a page of HTML: tags, comments, words.

By one pattern: with the standard library's parser a page takes more than twice as long, and an open ``<a `` again
and again the square of the length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.name_tables import names

_NAMES = names(
    "a abbr address article aside audio b base blockquote body br button canvas caption center cite code col colgroup "
    "dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header "
    "hr html i iframe img input ins kbd label legend li link main map mark math meta nav noscript object ol option p "
    "picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody "
    "td template textarea tfoot th thead time title tr track tt u ul var video wbr semantics annotation mrow mi mn mo "
    "mtext mspace mstyle mpadded mfenced merror mphantom none msup msub msubsup mfrac msqrt mroot mtable mtr mtd "
    "munder mover munderover mmultiscripts"
)
TAG = late_pattern(
    r"</?([A-Za-z][A-Za-z0-9:-]*+)((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>|<!--|<[!?][^<>]*+>", re.DOTALL
)
"""One tag; its name and what follows the name. A quote that is not closed spoils it, a ``<`` ends the attempt."""
_ENDS = {
    "<!--": late_pattern("-->"),
    "script": late_pattern(r"(?=</script)", re.IGNORECASE),
    "style": late_pattern(r"(?=</style)", re.IGNORECASE),
}
"""Where that ends which holds no tags."""


class Sort(Enum):
    """What a piece of a page is."""

    WORDS = auto()
    OPENS = auto()
    CLOSES = auto()
    EMPTY = auto()
    """A tag that opens and closes an element at once."""
    ASIDE = auto()
    """A comment, a declaration."""


class PagePiece(NamedTuple):
    """A piece from `start` up to `end`; of a tag, its name."""

    sort: Sort
    start: int
    end: int
    name: str = ""


def pieces(text: str, start: int, end: int) -> Iterator[PagePiece]:
    """The pieces of a stretch, without gaps.

    >>> [(piece.sort.name, piece.name, piece.end) for piece in pieces("5<b class='x'>6</b> < 7", 0, 23)]
    [('WORDS', '', 1), ('OPENS', 'b', 14), ('WORDS', '', 15), ('CLOSES', 'b', 19), ('WORDS', '', 23)]
    """
    at = words = start
    endless: set[str] = set()
    while found := TAG.search(text, at, end):
        begin, at = found.span()
        name = (found[1] or "").lower()
        if name and not _is_tag(name, found[2]):
            continue
        if words < begin:
            yield PagePiece(Sort.WORDS, words, begin)
        kind = name if found[0][1] != "/" else ""
        after = _end(text, found[0] if found[0] == "<!--" else kind, at, end, endless)
        if not name:
            at = after
        yield PagePiece(_sort(found[0], name), begin, at, name)
        words, at = at, after
    if words < end:
        yield PagePiece(Sort.WORDS, words, end)


def _is_tag(name: str, attributes: str) -> bool:
    """Whether what looks like a tag in prose is one: ``P<K and S>1`` holds none."""
    if name in _NAMES or '="' in attributes or "='" in attributes:
        return True
    return len(name) > 1 and (not attributes or "=" in attributes or attributes.rstrip()[-1:] == "/")


def _sort(tag: str, name: str) -> Sort:
    if not name:
        return Sort.ASIDE
    if tag[1] == "/":
        return Sort.CLOSES
    return Sort.EMPTY if tag[-2] == "/" else Sort.OPENS


def _end(text: str, opening: str, at: int, end: int, endless: set[str]) -> int:
    """Where the inside of a comment or a script ends; one that does not is passed over, and not looked for again."""
    if opening not in _ENDS or opening in endless:
        return at
    found = _ENDS[opening].search(text, at, end)
    if found is None:
        endless.add(opening)
        return at
    return found.end()
