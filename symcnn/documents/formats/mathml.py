"""MathML in pages: fractions and raised or lowered parts in the signs of TeX, so that formulas are read as one."""

from __future__ import annotations

from collections.abc import Sequence

from symcnn.documents.formats.blanking import EDGE, Mark
from symcnn.documents.formats.pieces import PagePiece, Sort

_SIGNS = {
    "mfrac": ("\\frac{", ("}{",)),
    "msup": ("", ("^{",)),
    "msub": ("", ("_{",)),
    "msubsup": ("", ("_{", "}^{")),
}
"""What stands for the tag itself, and before its second and third part; a brace closes it."""
_LEFT_OUT = ("annotation", "annotation-xml")
MATHS_APART = frozenset(
    {"math", "msqrt", "mroot", "mtable", "mtr", "mtd", "munder", "mover", "munderover", "mmultiscripts"}
)


def mathml(parts: Sequence[PagePiece]) -> list[Mark] | None:
    """The marks of a formula in MathML, from its tag to the one that closes it; None where its tags do not close.

    >>> from symcnn.documents.formats.blanking import marked
    >>> from symcnn.documents.formats.pieces import pieces
    >>> page = "<math><mfrac><mi>W</mi><mi>S</mi></mfrac></math>"
    >>> "".join(marked(page, mathml(tuple(pieces(page, 0, len(page))))).split()).strip(EDGE)
    '\\\\frac{W}{S}'
    """
    marks: list[Mark] = []
    open_tags: list[str] = []
    places: list[int] = []
    """How many parts each open element has had."""
    for part in parts:
        name, fill = part.name, EDGE if part.name in MATHS_APART else ""
        if part.sort is Sort.WORDS and not any(left in open_tags for left in _LEFT_OUT):
            continue
        if part.sort is Sort.EMPTY and places:
            places[-1] += 1
        elif part.sort is Sort.CLOSES:
            if name not in open_tags:
                return None
            while open_tags.pop() != name:
                places.pop()
            places.pop()
            if name in _SIGNS:
                fill = "}"
        elif part.sort is Sort.OPENS:
            if open_tags and open_tags[-1] in _SIGNS:
                if name in _SIGNS and places[-1]:  # a fraction is the whole of a part: no room for both signs
                    return [(parts[0].start, parts[-1].end, EDGE)]
                signs = ("", *_SIGNS[open_tags[-1]][1])
                fill = signs[min(places[-1], len(signs) - 1)]
            if places:
                places[-1] += 1
            open_tags.append(name)
            places.append(0)
            if name in _SIGNS and not fill:
                fill = _SIGNS[name][0]
        marks.append((part.start, part.end, fill))
    return marks
