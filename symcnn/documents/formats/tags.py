"""Tags and character references of HTML, in pages and in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.documents.formats.blanking import EDGE, Mark
from symcnn.documents.formats.name_tables import names

TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9:-]*+)((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>|<[!?][^<>]*+>")
"""One tag; its name and what follows the name. A quote that is not closed spoils it, a ``<`` ends the attempt."""

REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
RAISED = re.compile(r"<(su[pb])\b[^<>]{0,80}+>([^<>\n]{1,80}+)</\1>", re.IGNORECASE)
"""A superscript or a subscript that holds no tags."""

_SCRIPT = re.compile(
    r"<m(su[pb])\b[^<>]{0,80}+>\s{0,9}+<m[ino]\b[^<>]{0,80}+>[^<>\n]{1,40}+</m[ino]>()"
    r"\s{0,9}+<m[ino]\b[^<>]{0,80}+>[^<>\n]{1,40}+</m[ino]>\s{0,9}+</m\1>"
)
_COLUMNS = frozenset({"td", "th"})
_STRUCTURE = names("msup msub msubsup mfrac msqrt mroot mtable mtr mtd munder mover munderover mmultiscripts")
_NAMES = names(
    "a abbr address article aside audio b base blockquote body br button canvas caption center cite code col colgroup "
    "dd del details dfn div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header "
    "hr html i iframe img input ins kbd label legend li link main map mark math meta nav noscript object ol option p "
    "picture pre q s samp script section select small source span strike strong style sub summary sup svg table tbody "
    "td template textarea tfoot th thead time title tr track tt u ul var video wbr semantics annotation mrow mi mn mo "
    "mtext mspace mstyle mpadded mfenced merror mphantom none"
).union(_STRUCTURE)
_ATTRIBUTES = re.compile(r"=|/\s*\Z")


def is_tag(found: re.Match[str]) -> bool:
    """Whether what looks like a tag in prose is one: ``P<K and S>1`` holds none."""
    name = found[1]
    return name is None or name.lower() in _NAMES or (len(name) > 1 and (not found[2] or _is_attributes(found[2])))


def _is_attributes(rest: str) -> bool:
    return _ATTRIBUTES.search(rest) is not None


def tag_marks(text: str, at: int, end: int) -> tuple[int, list[Mark]] | None:
    """What stands for the tag at `at`, and where it ends."""
    raised = RAISED.match(text, at, end)
    if raised:
        sign = "^{" if raised[1].lower() == "sup" else "_{"
        return raised.end(), [(at, raised.start(2), sign), (raised.end(2), raised.end(), "}")]
    script = _SCRIPT.match(text, at, end)
    if script:
        place, sign = script.start(2), "^" if script[1] == "sup" else "_"
        spans = [(tag.start(), tag.end(), "") for tag in TAG.finditer(text, at, script.end())]
        return script.end(), [(a, b, sign if a <= place - 1 < b else fill) for a, b, fill in spans]
    found = TAG.match(text, at, end)
    if found is None or not is_tag(found):
        return None
    return found.end(), [(at, found.end(), _stand_in(found))]


def _stand_in(found: re.Match[str]) -> str:
    name = (found[1] or "").lower()
    closes = found[0][1] == "/"
    if name in _COLUMNS:
        return "" if closes else "|"
    if name == "tr":
        return "|" if closes else ""
    return EDGE if name in _STRUCTURE else ""


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
