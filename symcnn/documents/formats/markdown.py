"""Markdown: its blocks line by line from the source, then the marks within each paragraph.

No parser of Markdown is used: they eat ``5*5*1*6`` and ``\\(``, and they do not tell where a word stood.
"""

from __future__ import annotations

import re

from symcnn.documents.formats.blanking import Blanked, Mark, covered, marked
from symcnn.documents.formats.document import Block, Nature
from symcnn.documents.formats.fences import fenced, width
from symcnn.documents.formats.inline import inline_marks
from symcnn.documents.formats.listing import listing
from symcnn.documents.formats.listing_language import named
from symcnn.documents.formats.mathematics import ENVIRONMENTS
from symcnn.documents.formats.raw import raw_element
from symcnn.documents.formats.unfenced import BLANK_LINES, code_run, starts_code

_FRONT = re.compile(r"(---|\+\+\+)[ \t]*+\r?\n")
_LEAD = re.compile(
    r"(?:[ \t]*+(?:>|[-*+•●](?=[ \t\r\n]|\Z)|\d{1,3}[.)](?=[ \t]++[^\s=+\-*/×·])))*+"
    r"[ \t]*+(?:\#{1,6}(?=[ \t\r\n]|\Z))?"
)
_ITEM = re.compile(r"[ \t>]*+([-*+•●]|\d{1,3}[.)])(?=[ \t])")
_DISPLAY = re.compile(rf"[ \t>]*+(?:(?P<bracket>\\\[)|\\begin\{{(?P<name>(?:{'|'.join(ENVIRONMENTS)})\*?)\}})")
_OWN_LINE = re.compile(r"[ \t>]*+(?:(#{1,6})[ \t]|\|)")
_COMMENT = "<!--"


def read_markdown(text: str) -> Blanked:
    """The reader of Markdown, also of R Markdown, Quarto and MyST."""
    structure = _Structure(text)
    structure.read()
    marks = structure.marks
    for start, end in structure.prose:
        marks.extend(inline_marks(text, start, end))
    return Blanked(marked(text, marks), covered(structure.blocks, len(text)))


class _Structure:
    """One pass over the lines: marks and blocks, and the paragraphs for the second pass."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.marks: list[Mark] = []
        self.blocks: list[Block] = []
        self.prose: list[tuple[int, int]] = []
        self._paragraph: int | None = None
        self._after_blank = True
        self._items: list[int] = []
        """The columns at which the contents of the open items stand, the outermost first."""
        self._in_item = False
        self._unclosed: set[str] = set()
        self._no_formula: dict[str, int] = {}
        """Up to which place a formula is known not to end with this."""

    def read(self) -> None:
        """Fills the lists."""
        at = self._front_matter()
        while at < len(self._text):
            at = self._line(at, self._next(at))
        self._flush(len(self._text))

    def _next(self, at: int) -> int:
        return self._text.find("\n", at) + 1 or len(self._text)

    def _front_matter(self) -> int:
        opened = _FRONT.match(self._text)
        if opened is None:
            return 0
        closing = re.compile(rf"^{re.escape(opened[1])}[ \t]*+(?:\r?\n|\Z)", re.MULTILINE)
        closed = closing.search(self._text, opened.end())
        if closed is None:
            return 0
        self.marks.append((0, closed.end(), ""))
        return closed.end()

    def _flush(self, at: int) -> None:
        if self._paragraph is not None:
            self.prose.append((self._paragraph, at))
            self._paragraph = None

    def _line(self, at: int, end: int) -> int:
        """Reads the line from `at` up to `end` and what it begins; returns where to go on."""
        line = self._text[at:end]
        stripped = line.strip()
        if not stripped:
            self._flush(at)
            self._after_blank, self._in_item = True, False
            blanks = BLANK_LINES.match(self._text, at)
            return blanks.end() if blanks else end
        if "```" in stripped or "~~~" in stripped:
            after = self._fenced(at, end)
            if after:
                return after
        if self._after_blank and line[0] in " \t":
            after = self._indented(at, line)
            if after:
                return after
        if starts_code(line):
            after = code_run(self._text, at, len(self._text), hashes=False)
            if after > at:
                self._flush(at)
                self._listing(at, after, Nature.PYTHON)
                return after
        if stripped[0] == "<":
            element = raw_element(self._text, at + len(line) - len(line.lstrip()), self._unclosed)
            if element:
                self._flush(at)
                self.marks += element.marks
                self.blocks += element.blocks
                return element.end
        return self._prose(at, end, line)

    def _fenced(self, at: int, end: int) -> int | None:
        fence = fenced(self._text, at, end)
        if fence is None:
            return None
        self._flush(at)
        self.marks += fence.marks
        nature = named(fence.info)
        if nature is Nature.PROSE:
            self.prose.append((fence.start, fence.end))
        else:
            self._listing(fence.start, fence.end, nature)
        self._after_blank = True
        return fence.after

    def _listing(self, start: int, end: int, nature: Nature | None) -> None:
        blocks, marks = listing(self._text, start, end, nature)
        self.blocks += blocks
        self.marks += marks

    def _indented(self, at: int, line: str) -> int | None:
        """The end of the listing that is set apart by four blanks, if the line begins one."""
        columns = width(line)
        while self._items and columns < self._items[-1]:
            self._items.pop()
        needed = (self._items[-1] if self._items else 0) + 4
        if columns < needed or (self._items and _ITEM.match(line)):
            return None
        start = done = at
        while at < len(self._text):
            stop = self._next(at)
            inner = self._text[at:stop]
            if inner.strip():
                if width(inner) < needed:
                    break
                done = stop
            at = stop
        self._listing(start, done, None)
        return done

    def _prose(self, at: int, end: int, line: str) -> int:
        own = _OWN_LINE.match(line)
        item = self._item(line, _ITEM.match(line))
        if own or item:
            self._flush(at)
        if self._paragraph is None:
            self._paragraph = at
        lead = _LEAD.match(line)
        if lead and lead.end() and (item is not False):
            self.marks.append((at, at + lead.end(), ""))
        self._after_blank = False
        after = self._comment(at, end, line) if _COMMENT in line else end
        if after == end:
            after = self._display(at, end, line)
        if own and own[1]:
            self._flush(after)
        return after

    def _item(self, line: str, found: re.Match[str] | None) -> bool | None:
        """Whether the line begins an item; false for a number that only looks like one.

        Within a paragraph, a number begins an item only if it is 1 or follows other items.
        """
        if found is None:
            if not self._in_item and line[0] not in " \t":
                self._items.clear()
            return None
        sign = found[1]
        if sign[0].isdigit() and self._paragraph is not None and not self._in_item and int(sign[:-1]) != 1:
            return False
        columns = width(line)
        while self._items and columns < self._items[-1]:
            self._items.pop()
        self._items.append(columns + len(sign) + 1)
        self._in_item = True
        return True

    def _comment(self, at: int, end: int, line: str) -> int:
        """Blanks a comment of several lines; those within a line are marks of the paragraph."""
        begin = line.rfind(_COMMENT)
        if "-->" in line[begin:] or line.count("`", 0, begin) % 2 or _COMMENT in self._unclosed:
            return end
        close = self._text.find("-->", end)
        if close < 0:
            self._unclosed.add(_COMMENT)
            return end
        self._flush(at + begin)
        self.marks.append((at + begin, close + 3, ""))
        return close + 3

    def _display(self, at: int, end: int, line: str) -> int:
        """The end of a formula of several lines that this line begins: no bullet and no listing stands within it."""
        found = _DISPLAY.match(line)
        if line.count("$$") % 2:
            close = "$$"
        elif found is not None:
            close = "\\]" if found["bracket"] else f"\\end{{{found['name']}}}"
        else:
            return end
        if close in line[found.end() if found else len(line) :] or at < self._no_formula.get(close, 0):
            return end
        stop = end
        while stop < len(self._text):
            begin, stop = stop, self._next(stop)
            inner = self._text[begin:stop]
            if not inner.strip():
                break
            if close in inner:
                return stop
        self._no_formula[close] = stop
        return end
