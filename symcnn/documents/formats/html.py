"""HTML: tags, comments, scripts and styles are blank, cells of tables are set apart by pipes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symcnn.core.limits import MAX_MATHML, MAX_RAISED, MAX_SPAN
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import EDGE, ROW, Blanked, Mark, covered, marked
from symcnn.documents.formats.character_references import reference_marks
from symcnn.documents.formats.document import Block, Nature
from symcnn.documents.formats.listing import listing
from symcnn.documents.formats.listing_language import named
from symcnn.documents.formats.mathematics import inner_marks
from symcnn.documents.formats.mathml import MATHS_APART, mathml
from symcnn.documents.formats.pieces import PagePiece, Sort, pieces
from symcnn.documents.formats.prose import word_marks

_CLASS = late_pattern(r"\bclass\s*+=\s*+([\"']?)((?<=[\"'])[^\"'<>]*+|[^\s\"'<>]++)", re.IGNORECASE)
_SPAN = late_pattern(r"\b(rowspan|colspan)\s*+=\s*+[\"']?(\d{1,3})", re.IGNORECASE)
_COLUMNS = frozenset({"td", "th"})
_RAISED = {"sup": "^{", "sub": "_{"}
_LONGEST = {"sup": MAX_RAISED, "sub": MAX_RAISED, "math": MAX_MATHML}


def read_html(text: str) -> Blanked:
    """The reader of HTML."""
    page = _read(text, 0, len(text))
    program = marked(text, page.in_code) if page.in_code else ""
    return Blanked(marked(text, page.marks), covered(page.blocks, len(text)), program)


def page_marks(text: str, start: int, end: int) -> tuple[list[Mark], list[Block]]:
    """The marks and the blocks of what stands between two places; of a part of a page, too."""
    page = _read(text, start, end)
    return page.marks, page.blocks


def _read(text: str, start: int, end: int) -> _Page:
    page = _Page(text, tuple(pieces(text, start, end)))
    page.read()
    page.marks += reference_marks(text, start, end)
    return page


class _Page:
    """One pass over the pieces of the page."""

    def __init__(self, text: str, parts: Sequence[PagePiece]) -> None:
        self._text, self._parts = text, parts
        self.marks: list[Mark] = []
        self.blocks: list[Block] = []
        self.in_code: list[Mark] = []
        self._row = self._column = self._wide = 0
        self._covered: dict[int, int] = {}
        self._last = {part.name: index for index, part in enumerate(parts) if part.sort is Sort.CLOSES}

    def read(self) -> None:
        """Fills the lists."""
        index = 0
        while index < len(self._parts):
            index = self._part(index)

    def _part(self, index: int) -> int:
        """Reads one piece, or the element that it opens; returns where to go on."""
        part = self._parts[index]
        if part.sort is Sort.WORDS:
            self.marks += word_marks(self._text, part.start, part.end)
        elif part.sort is Sort.OPENS and part.name in ("script", "style", "pre", "math", "sup", "sub"):
            return self._element(index, part)
        else:
            self._tag(part)
        return index + 1

    def _tag(self, part: PagePiece) -> None:
        fill = EDGE if part.name in MATHS_APART else ""
        if part.name == "tr":
            self._row, self._column, self._wide = self._row + (part.sort is Sort.OPENS), 0, 0
            fill = ROW if part.sort is Sort.OPENS else f"|{ROW}"
        elif part.name == "table":
            self._covered, fill = {}, ROW
        elif part.name in _COLUMNS and part.sort is Sort.OPENS:
            fill = self._cell(part)
        self.marks.append((part.start, part.end, fill))

    def _cell(self, part: PagePiece) -> str:
        """The strokes before a cell: its own, and one for each place that a cell before it or above it takes too."""
        strokes = 1 + self._wide
        while self._covered.get(self._column, 0) > self._row:
            strokes, self._column = strokes + 1, self._column + 1
        spans = {found[1].lower(): int(found[2]) for found in _SPAN.finditer(self._text, part.start, part.end)}
        self._wide = min(spans.get("colspan", 1), MAX_SPAN) - 1
        for _ in range(1 + self._wide):
            self._covered[self._column] = self._row + min(spans.get("rowspan", 1), MAX_SPAN)
            self._column += 1
        return "|" * min(strokes, part.end - part.start)

    def _element(self, index: int, part: PagePiece) -> int:
        close = self._close(index, part.name)
        if close is None:
            self._tag(part)
            return index + 1
        closing = self._parts[close]
        inner = self._parts[index + 1 : close]
        match part.name:
            case "pre":
                self._listing(index, inner, closing)
            case "math":
                found = mathml(self._parts[index : close + 1])
                if found is None:
                    self._tag(part)
                    return index + 1
                self.marks += found
            case "sup" | "sub":
                if len(inner) != 1 or inner[0].sort is not Sort.WORDS:
                    self._tag(part)
                    return index + 1
                self.marks += (part.start, part.end, _RAISED[part.name]), (closing.start, closing.end, "}")
                self._part(index + 1)
            case _:
                self._script(part, closing)
        return close + 1

    def _close(self, index: int, name: str) -> int | None:
        """The piece that closes the element, if it does so within the length that such elements have."""
        farthest = self._parts[index].end + _LONGEST.get(name, len(self._text))
        for close in range(index + 1, self._last.get(name, 0) + 1):
            if self._parts[close].start > farthest:
                return None
            if self._parts[close].name == name and self._parts[close].sort is Sort.CLOSES:
                return close
        return None

    def _script(self, opening: PagePiece, closing: PagePiece) -> None:
        if "math/tex" in self._text[opening.start : opening.end]:
            self.marks += (opening.start, opening.end, EDGE), (closing.start, closing.end, EDGE)
            self.marks += inner_marks(self._text, opening.end, closing.start)
        else:
            self.marks.append((opening.start, closing.end, ""))

    def _listing(self, index: int, inner: Sequence[PagePiece], closing: PagePiece) -> None:
        opening = self._parts[index]
        start, end = opening.end, closing.start
        tags: list[Mark] = [(part.start, part.end, "") for part in inner if part.sort is not Sort.WORDS]
        tags += reference_marks(self._text, start, end)
        clean = marked(self._text[start:end], ((a - start, b - start, fill) for a, b, fill in tags))
        self.in_code += tags
        blocks, marks = listing(clean, 0, len(clean), self._nature([*inner[:2], opening, *self._around(index)]))
        self.marks += ((opening.start, start, ""), *tags, (closing.start, closing.end, ""))
        self.marks += ((a + start, b + start, fill) for a, b, fill in marks)
        self.blocks += (Block(block.nature, block.start + start, block.end + start) for block in blocks)

    def _around(self, index: int) -> Iterator[PagePiece]:
        """The elements that open right before a listing, the innermost first."""
        for part in reversed(self._parts[max(0, index - 8) : index]):
            if part.sort is Sort.OPENS:
                yield part
            elif part.sort is Sort.CLOSES or self._text[part.start : part.end].strip():
                return

    def _nature(self, tags: Sequence[PagePiece]) -> Nature | None:
        """What the classes of the tags say, the innermost first."""
        for tag in tags:
            classes = _CLASS.search(self._text, tag.start, tag.end)
            words = classes[2].replace("brush:", "").split() if classes and tag.name else []
            natures = {named(word.split("-", 1)[-1]) for word in words}
            for nature in (Nature.PYTHON, Nature.NETWORK):
                if nature in natures:
                    return nature
            if any(word.startswith(("language-", "lang-")) for word in words):
                return Nature.LISTING
        return None
