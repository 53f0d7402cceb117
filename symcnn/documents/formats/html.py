"""HTML: tags, comments, scripts and styles are blank, cells of tables are set apart by pipes."""

from __future__ import annotations

import re

from symcnn.documents.formats.blanking import EDGE, Blanked, Mark, covered, marked
from symcnn.documents.formats.document import Block
from symcnn.documents.formats.mathematics import LOOSE, formula
from symcnn.documents.formats.mathml import mathml
from symcnn.documents.formats.raw import raw_element
from symcnn.documents.formats.tags import REFERENCE, reference_marks, tag_marks

_SPECIAL = re.compile(r"[<&\\$]")
_SIGN = re.compile(r"\\\\?[(\[]|\\begin\{|\\[)\]$\\]|\${1,2}|.", re.DOTALL)


def read_html(text: str) -> Blanked:
    """The reader of HTML."""
    page = _Page(text)
    page.read()
    return Blanked(marked(text, page.marks), covered(page.blocks, len(text)))


class _Page:
    """One pass over the page."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.marks: list[Mark] = []
        self.blocks: list[Block] = []
        self._unclosed: set[str] = set()
        self._words_end = 0
        self._unclosed_here: set[str] = set()

    def read(self) -> None:
        """Fills the lists."""
        at = 0
        while special := _SPECIAL.search(self._text, at):
            begin = special.start()
            match special[0]:
                case "<":
                    at = self._element(begin)
                case "&":
                    found = REFERENCE.match(self._text, begin)
                    at = found.end() if found else special.end()
                    self.marks += reference_marks(self._text, begin, at)
                case _:
                    sign = _SIGN.match(self._text, begin)
                    at = self._formula(begin, sign.end() if sign else special.end())

    def _element(self, at: int) -> int:
        element = raw_element(self._text, at, self._unclosed)
        if element:
            self.marks += element.marks
            self.blocks += element.blocks
            return element.end
        if self._text.startswith("<!--", at):
            close = -1 if "-->" in self._unclosed else self._text.find("-->", at)
            if close < 0:
                self._unclosed.add("-->")
            after = close + 3 if close >= 0 else at + 4
            self.marks.append((at, after, ""))
            return after
        tag = mathml(self._text, at) or tag_marks(self._text, at, len(self._text))
        if tag is None:
            return at + 1
        self.marks += tag[1]
        return tag[0]

    def _formula(self, at: int, after: int) -> int:
        if at >= self._words_end:  # no formula reaches across a tag
            end = self._text.find("<", at)
            self._words_end = end if end >= 0 else len(self._text)
            self._unclosed_here = set()
        sign = self._text[at:after]
        if sign in ("\\", "\\$", "\\\\"):
            return after
        found = formula(self._text, at, self._words_end, self._unclosed_here)
        if found:
            self.marks += found.marks
            self.marks += reference_marks(self._text, at, found.end)
            return found.end
        loose = LOOSE.match(self._text, at)
        if loose is None:
            return after
        self.marks.append((at, loose.end(), EDGE))
        return loose.end()
