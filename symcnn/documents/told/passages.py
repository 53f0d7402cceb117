"""A document as passages: headings, list items, rows, sentences and comments, in order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from symcnn.core.limits import MAX_STATEMENT_LENGTH
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import ROW
from symcnn.documents.formats.document import Document, Nature
from symcnn.documents.told.collapsed_tables import collapsed
from symcnn.documents.told.line_columns import has_columns

_HEADING = late_pattern(
    r"[ \t]*(?:(#{1,6})[ \t]|\\(?:sub)*section\*?\{|<h([1-6])[ >]|\d{1,2}(?:\.\d{1,2}){2,3}\.?[ \t]+[^\W\d])"
)
"""A line that bears the number of a section is one too, also in a table of contents."""
_ITEM = late_pattern(
    r"[ \t]*(?:[-*+•–][ \t]+|\(?\d{1,2}(?:[)、]|\.(?!\d))[ \t]*|\*\*\d{1,2}[.)]\*\*|\\item\b|<li[ >]|\(?[a-z]\)[ \t])"
)
_ITEM_OF_COMMENT = late_pattern(r"[# \t]*(?:\(?\d{1,2}[.)、](?!\d)|[-*•][ \t]+[^\W\d_])")
_SENTENCE_END = late_pattern(
    r"(?<!\.[a-z])[.!?](?=[ \t\n]+[^a-z ])"
    r"|(?<=\w\w)\.(?=[ \t\n]+[a-z]{2,8}_?\d)|[。！？!?](?![”’」])|[;；](?=\s|[\u4e00-\u9fff])|；(?=[A-Za-z]+\d+[:：])"
)
_SHORTENED = late_pattern(
    r"(?<![A-Za-z])(?:[plc]|pp|ll|ca|cf|vs|[Ee]qs?|[Ee]xs?|[Nn]os?|[Cc]h|[Ff]igs?|[Tt]ab|[Ss]ecs?|[Vv]ol|max|min|incl|approx)\.$"
)
"""A word that is cut short before a number ends no sentence: ``p. 61``, ``Fig. 3``, ``approx. 5 MB``."""
_LONGEST_SHORTENED = 8
_BEFORE_NUMBER = late_pattern(r"[ \t\n]+\d")
_INDENT = late_pattern(r"[ \t]*")
_GAP = late_pattern(r"\S(?: {2,}|\t)")
_LAST_GAP = late_pattern(r".*\S(?: {3,}|\t+)(?=\S)")
_RESULTS = late_pattern(r"[ \t]{2}[=:]")
"""Signs below each other, behind which each line of a list of calculations says what it comes to."""
_FEWEST_GAPS = 2
"""How many wide gaps two lines have at least of those that stand in columns."""
_RULED = f"-=+ \t\n—{ROW}"
_BEFORE_ROWS = f"{ROW} \t\r\n"
_RULES = ("---", "===", "___")
_RECORD = late_pattern(r"\S {2,}\S|->|→|^[-=_ ]+$")
_LABELLED = late_pattern(r"[^\W\d][^\n:：.,，。;；]{0,30}[:：](?!//)")
"""``kernel size: 5×5``, a line that begins with what it tells."""
_ENDED = late_pattern(r"[.。:：;；!?]\s*$")
_COMMENT = "#\"'rRuUbB"
_LONG_LINE = 55
"""A line of prose that is longer may have been broken where it ends."""


class Passage(NamedTuple):
    """A stretch that is read as one; its sort is ``heading``, ``item``, ``sentence``, ``row``, ``line`` or ``comment``.

    `block` counts paragraphs, lists and tables: passages of one block follow each other closely. `depth` is that of a
    heading, or how far an item is indented.
    """

    sort: str
    start: int
    end: int
    depth: int
    block: int


def told_from(text: str, passage: Passage) -> int:
    """Where a passage begins to tell something: behind the number or the sign of an item.

    >>> told_from("(2) 6 kernels", Passage("item", 0, 13, 0, 0))
    4
    """
    opening = _ITEM.match(text, passage.start, passage.end) if passage.sort == "item" else None
    return opening.end() if opening is not None else passage.start


def passages(document: Document, text: str) -> Iterator[Passage]:
    """The passages of a document's prose, listings and comments; `text` is its normal text."""
    block = 0
    for place, part in enumerate(document.blocks):
        if part.nature in (Nature.PROSE, Nature.LISTING):
            if _is_comment(document, place):
                for passage in _of_comment(document.program, text, part.start, part.end, block):
                    block = passage.block
                    yield passage
                continue
            is_listing = part.nature is Nature.LISTING
            for passage in _of_block(document.program, text, part.start, part.end, block, is_listing=is_listing):
                block = passage.block
                yield passage
        block += 1


def _is_comment(document: Document, place: int) -> bool:
    """Whether a stretch of prose is a comment or a docstring: code stands beside it."""
    part = document.blocks[place]
    beside = document.blocks[max(place - 1, 0) : place + 2]
    is_near_code = any(block.nature is Nature.PYTHON for block in beside)
    return part.nature is Nature.PROSE and is_near_code and document.program[part.start] in _COMMENT


def _of_comment(shown: str, text: str, start: int, end: int, block: int) -> Iterator[Passage]:
    """The paragraphs of a comment, and the rows of the tables in it that are no calculations one below the other."""
    begin = start
    for table in _tables(text, start, end):
        for paragraph in _paragraphs(shown, text, begin, table[0][0]):
            yield from _sentences(text, *paragraph, "comment", 0, block)
        for row in table:
            yield Passage("row", *row, 0, block + 1)
        begin, block = table[-1][1], block + 2
    for paragraph in _paragraphs(shown, text, begin, end):
        yield from _sentences(text, *paragraph, "comment", 0, block)


def _tables(text: str, start: int, end: int) -> Iterator[list[tuple[int, int]]]:
    """The lines that stand in columns, those that follow each other together; no calculations in columns."""
    lines = [(at, _line_end(text, at, end)) for at in sorted(_aligned(text, start, end))]
    while lines:
        count = next((n for n in range(1, len(lines)) if lines[n][0] != lines[n - 1][1] + 1), len(lines))
        table, lines = lines[:count], lines[count:]
        if not any(_RESULTS.search(text, *line) for line in table):
            yield table


def _of_block(shown: str, text: str, start: int, end: int, block: int, *, is_listing: bool) -> Iterator[Passage]:
    at = start
    paragraph: tuple[int, int] | None = None
    sort, depth = "sentence", 0
    aligned = _aligned(shown, start, end)
    was_row = False
    tables = collapsed(shown, start, end)
    while at < end:
        if at in tables:
            if paragraph is not None:
                yield from _sentences(text, *paragraph, sort, depth, block)
                paragraph = None
            block += 1
            for row in tables[at]:
                yield Passage("row", *row, 0, block)
            block, at = block + 1, tables[at][-1][1]
            continue
        stop = _line_end(text, at, end)
        line = shown[at:stop]
        is_blank, is_row = not text[at:stop].strip(_RULED), at in aligned or _is_row(text[at:stop])
        heading, item = _HEADING.match(line), _ITEM.match(line)
        opens = heading or item or is_row or is_blank or is_listing
        if paragraph is not None and (opens or not _goes_on(shown, text, paragraph[1], at)):
            yield from _sentences(text, *paragraph, sort, depth, block)
            paragraph = None
        if is_blank:
            block += not (was_row and line.strip())  # a rule between rows, or what TeX says there
        elif heading:
            block += 1
            yield Passage("heading", at, stop, len(heading[1] or "") or int(heading[2] or 2), block)
        elif is_row or is_listing:
            yield Passage("row" if is_row else "line", _content(text, at), stop, 0, block)
        elif paragraph is not None:
            paragraph = (paragraph[0], stop)
        else:
            sort = "item" if item else "line" if has_columns(line) else "sentence"
            depth = len(line) - len(line.lstrip()) if item else 0
            paragraph = (at, stop)
        was_row = is_row or (was_row and is_blank)
        at = stop + (text[stop : stop + 1] == "\n")
    if paragraph is not None:
        yield from _sentences(text, *paragraph, sort, depth, block)


def _line_end(text: str, at: int, end: int) -> int:
    """Where the line that starts at a place ends; a row of a table that is marked as one may take several."""
    if text[at] == ROW:
        row = text.find(ROW, at + 1, min(end, at + MAX_STATEMENT_LENGTH))
        if row > 0 and "|" in text[at:row]:
            return row
    line = text.find("\n", at, end)
    stop = end if line < 0 else line
    row = text.find(ROW, at + 1, stop)
    return stop if row < 0 else row


def _content(text: str, at: int) -> int:
    """Where the content of a line starts, or of a row that is marked as one."""
    is_marked = text[at] == ROW
    while is_marked and text[at] in _BEFORE_ROWS:
        at += 1
    return at


def _is_row(line: str) -> bool:
    """Whether a line has cells between strokes."""
    cells = line.split("|")
    return len(cells) > 1 and (not cells[0].strip() or sum(bool(cell.strip(" \t")) for cell in cells) > 1)


def _aligned(shown: str, start: int, end: int) -> frozenset[int]:
    """Where lines begin that stand in columns: with wide gaps between their cells, as those beside them.

    >>> text = "layer  kernel  output\\nconv   5x5     28x28\\n\\nA sentence."
    >>> sorted(_aligned(text, 0, len(text)))
    [0, 22]
    """
    places: dict[int, int] = {}
    found: set[int] = set()
    at = start
    for line in (*shown[start:end].split("\n"), ""):
        gaps = len(_GAP.findall(line.strip())) if "|" not in line else 0
        if gaps:
            places[at] = gaps
        elif line.strip(_RULED) or not line.strip():
            found.update(places if sum(many >= _FEWEST_GAPS for many in places.values()) > 1 else ())
            places = {}
        at += len(line) + 1
    return frozenset(found)


def _paragraphs(shown: str, text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Lines that go on with each other."""
    begin = start
    while (line := text.find("\n", start, end)) >= 0:
        start = line + 1
        is_ruled = text.endswith(_RULES, begin, line)
        begins_item = _ITEM_OF_COMMENT.match(shown, start, end) is not None
        if start < end and (is_ruled or begins_item or not _goes_on(shown, text, line, start)):
            yield begin, line
            begin = start
    yield begin, end


def _goes_on(shown: str, text: str, end: int, at: int) -> bool:
    """Whether the line that starts at a place goes on with the paragraph that ends before it."""
    begin = text.rfind("\n", 0, end) + 1
    if _RECORD.search(shown, begin, end):
        return _hangs(shown, begin, end, at)
    is_long = end - begin > _LONG_LINE
    is_within_sentence = _ENDED.search(text, begin, end) is None and text[at : at + 1].islower()
    is_labelled = _LABELLED.match(text, at) is not None
    return (is_long and is_within_sentence) or ((is_long or is_within_sentence) and not is_labelled)


def _hangs(shown: str, begin: int, end: int, at: int) -> bool:
    """Whether the line that starts at a place goes on beneath the last column of a long line before it.

    >>> text = "p. 8, l. 3    The layer has 32 filters of 5x5 and a stride\\n              of 2.\\n"
    >>> end = text.index("\\n")
    >>> _hangs(text, 0, end, end + 1), _hangs(text, 0, end, end + 4)
    (True, False)
    """
    gap = _LAST_GAP.match(shown, begin, end)
    indent = _INDENT.match(shown, at)
    is_below = gap is not None and indent is not None and indent.end() - at == gap.end() - begin
    return is_below and end - begin > _LONG_LINE


def _sentences(text: str, start: int, end: int, sort: str, depth: int, block: int) -> Iterator[Passage]:
    at = start
    for match in _SENTENCE_END.finditer(text, start, end):
        is_shortened = _SHORTENED.search(text, max(at, match.end() - _LONGEST_SHORTENED), match.end()) is not None
        if match.end() - at > 3 and not (is_shortened and _BEFORE_NUMBER.match(text, match.end())):
            yield Passage(sort if at == start else "sentence", at, match.end(), depth, block)
            at = match.end()
    if text[at:end].strip():
        yield Passage(sort if at == start else "sentence", at, end, depth, block)
