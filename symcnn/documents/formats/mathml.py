"""MathML in pages: fractions and raised or lowered parts in the signs of TeX, so that formulas are read as one."""

from __future__ import annotations

import re

from symcnn.documents.formats.blanking import EDGE, Mark
from symcnn.documents.formats.tags import TAG, reference_marks

_MATH = re.compile(r"<math\b", re.IGNORECASE)
_CLOSE = "</math>"
_LONGEST = 20_000
_SIGNS = {
    "mfrac": ("\\frac{", ("}{",)),
    "msup": ("", ("^{",)),
    "msub": ("", ("_{",)),
    "msubsup": ("", ("_{", "}^{")),
}
"""What stands for the tag itself, and before its second and third part; a brace closes it."""
_LEFT_OUT = ("annotation", "annotation-xml")
_APART = ("msqrt", "mroot", "mtable", "mtr", "mtd", "munder", "mover", "munderover", "mmultiscripts")


def mathml(text: str, at: int) -> tuple[int, list[Mark]] | None:
    """The marks of a formula in MathML that begins here, and its end; None where none does.

    >>> from symcnn.documents.formats.blanking import marked
    >>> page = "<math><mfrac><mi>W</mi><mi>S</mi></mfrac></math>"
    >>> "".join(marked(page, mathml(page, 0)[1]).split()).strip(EDGE)
    '\\\\frac{W}{S}'
    """
    if not _MATH.match(text, at):
        return None
    end = text.find(_CLOSE, at, at + _LONGEST)
    if end < 0:
        return None
    end += len(_CLOSE)
    marks: list[Mark] = []
    open_tags: list[str] = []
    parts: list[int] = []
    hidden = 0
    done = at
    for tag in TAG.finditer(text, at, end):
        marks += reference_marks(text, done, tag.start()) if not hidden else [(done, tag.start(), "")]
        done = tag.end()
        name = (tag[1] or "").lower()
        fill = EDGE if name in ("math", *_APART) else ""
        if not name or tag[0].endswith("/>"):
            if name and parts:
                parts[-1] += 1
        elif tag[0][1] == "/":
            if name not in open_tags:
                return None
            while open_tags.pop() != name:
                parts.pop()
            parts.pop()
            if name in _SIGNS:
                fill = "}"
            hidden -= name in _LEFT_OUT
        else:
            if open_tags and open_tags[-1] in _SIGNS:
                if name in _SIGNS and parts[-1]:
                    return end, [(at, end, EDGE)]  # a fraction is the whole of a part: no room for both signs
                fill = ("", *_SIGNS[open_tags[-1]][1])[min(parts[-1], len(_SIGNS[open_tags[-1]][1]))]
            if parts:
                parts[-1] += 1
            open_tags.append(name)
            parts.append(0)
            hidden += name in _LEFT_OUT
            if name in _SIGNS and not fill:
                fill = _SIGNS[name][0]
        marks.append((tag.start(), tag.end(), fill))
    return end, marks
