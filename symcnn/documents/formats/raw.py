"""Elements of HTML whose content is not prose: listings, scripts, styles."""

from __future__ import annotations

import re
from collections.abc import Sequence

from symcnn.core.record import record
from symcnn.documents.formats.blanking import EDGE, Mark, marked
from symcnn.documents.formats.document import Block, Nature
from symcnn.documents.formats.listing import listing
from symcnn.documents.formats.listing_language import named
from symcnn.documents.formats.mathematics import inner_marks
from symcnn.documents.formats.tags import TAG, reference_marks

_OPEN = re.compile(r"<(pre|script|style)\b[^<>]*+>", re.IGNORECASE)
_CLOSE = {name: re.compile(rf"</{name}[^<>]{{0,20}}>?", re.IGNORECASE) for name in ("pre", "script", "style")}
_CLASS = re.compile(r"\bclass\s*+=\s*+(?:\"([^\"<>]*+)\"|'([^'<>]*+)'|([^\s<>]++))", re.IGNORECASE)
_CODE = re.compile(r"\s*+<code\b[^<>]*+>", re.IGNORECASE)
_BEFORE = 200
"""How far before a listing the class of the element around it is looked for."""


@record
class Element:
    """An element of HTML: where it ends, its marks, and the blocks in it."""

    end: int
    marks: tuple[Mark, ...]
    blocks: tuple[Block, ...]


def raw_element(text: str, at: int, unclosed: set[str]) -> Element | None:
    """The element whose tag stands at `at`, if it is one of these and closed; `unclosed` keeps those that are not."""
    opened = _OPEN.match(text, at)
    if opened is None or opened[1].lower() in unclosed:
        return None
    name = opened[1].lower()
    closed = _CLOSE[name].search(text, opened.end())
    if closed is None:
        unclosed.add(name)
        return None
    if name == "pre":
        return _listing(text, opened, closed)
    if "math/tex" in opened[0]:
        edges = ((at, opened.end(), EDGE), (closed.start(), closed.end(), EDGE))
        return Element(closed.end(), (*edges, *inner_marks(text, opened.end(), closed.start())), ())
    return Element(closed.end(), ((at, closed.end(), ""),), ())


def _listing(text: str, opened: re.Match[str], closed: re.Match[str]) -> Element:
    start, end = opened.end(), closed.start()
    code = _CODE.match(text, start, end)
    around = text[max(0, opened.start() - _BEFORE) : opened.start()]
    nature = _nature([code[0] if code else "", opened[0], around])
    tags: list[Mark] = [(tag.start(), tag.end(), "") for tag in TAG.finditer(text, start, end)]
    tags += reference_marks(text, start, end)
    clean = marked(text[start:end], ((a - start, b - start, fill) for a, b, fill in tags))
    blocks, marks = listing(clean, 0, len(clean), nature)
    return Element(
        closed.end(),
        (
            (opened.start(), start, ""),
            *tags,
            *((a + start, b + start, fill) for a, b, fill in marks),
            (end, closed.end(), ""),
        ),
        tuple(Block(block.nature, block.start + start, block.end + start) for block in blocks),
    )


def _nature(tags: Sequence[str]) -> Nature | None:
    """What the classes of the tags say, the innermost first."""
    for tag in tags:
        for classes in _CLASS.findall(tag):
            words = " ".join(classes).replace("brush:", "").split()
            natures = {named(word.split("-", 1)[-1]) for word in words}
            for nature in (Nature.PYTHON, Nature.NETWORK):
                if nature in natures:
                    return nature
            if any(word.startswith(("language-", "lang-")) for word in words):
                return Nature.LISTING
    return None
