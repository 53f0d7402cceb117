"""Python code of a document as syntax trees whose places are offsets in the document.

Nothing is run. What Python itself would refuse is cut into statements by parso, which recovers after an error;
the statements that are whole are kept, the others come without a tree.
"""

from __future__ import annotations

import ast
import warnings
from collections.abc import Iterator, Sequence

from symcnn.core.limits import MAX_MENDED, MAX_NESTING
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern

_LINE = late_pattern(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_PROMPT = late_pattern(r"(?:>>>|\.\.\.)(?: |$)|In \[\d*\]: ?")
_MAGIC = late_pattern(r"\s*(?:%{1,2}[A-Za-z]|![\w./~]|[\w.]+\?{1,2}\s*$)")
_OTHER_LANGUAGE = late_pattern(r"\s*%%(?!time|capture|prun)\w+")
_BRACKETS = late_pattern(r"[()\[\]{}]")
_CHANGED = late_pattern(
    r"([^\W\d]\w*)[ \t]*(?:\[|\.[ \t]*(?:add|append|extend|insert|pop|update|remove|add_module)\b|[-+*]=)"
)
_BOUND = late_pattern(r"\b(?:class|def|for|as|import)[ \t]+([^\W\d]\w*)|([^\W\d]\w*)[ \t]*(?:[-+*/|]|//|\*\*)?=(?!=)")
_UNREADABLE = (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError)


@record
class Line:
    """One line of code and where it starts in the document, indentation and prompts taken off."""

    text: str
    start: int


@record
class CodePlaces:
    """Where the lines of a stretch of code stand in the document; `before` lines precede the parsed ones."""

    lines: Sequence[Line]
    before: int = 0

    def offset(self, number: int, column: int) -> int:
        """The offset of a line and a column as `ast` counts them: from 1, and in bytes of UTF-8."""
        line = self.lines[min(self.before + number, len(self.lines)) - 1]
        if not line.text.isascii():
            column = len(line.text.encode()[:column].decode(errors="ignore"))
        return line.start + column

    def extent(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        """Where a node starts and ends."""
        end_line, end_column = node.end_lineno or node.lineno, node.end_col_offset or node.col_offset
        return self.offset(node.lineno, node.col_offset), self.offset(end_line, end_column)


@record
class CodePiece:
    """A statement of a stretch, or (`tree` is None) code that is broken.

    Of broken code are kept the names to which it may give a value (`bound`), and those of what it may change.
    """

    tree: ast.stmt | None
    places: CodePlaces
    start: int
    end: int
    bound: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


def pieces(shown: str, start: int, end: int) -> Iterator[CodePiece]:
    """The statements of a stretch of code, in order, and what is broken between them."""
    lines = _lines(shown, start, end)
    if not lines:
        return
    text = "\n".join(line.text for line in lines)
    places = CodePlaces(lines)
    tree = _tree(text)
    if tree is not None:
        for statement in tree.body:
            yield CodePiece(statement, places, *places.extent(statement))
    elif len(text) > MAX_MENDED or _depth(text) > MAX_NESTING:
        yield _broken(lines, 1, len(lines))
    else:
        yield from _mended(text, lines)


def _lines(shown: str, start: int, end: int) -> list[Line]:
    """The lines, without the indentation of the first and without the prompts of a console."""
    found = [(match.start() + start, match[0].rstrip("\r\n")) for match in _LINE.finditer(shown[start:end])]
    if any(map(_OTHER_LANGUAGE.match, (text for _, text in found))):
        return []
    margin = next((len(text) - len(text.lstrip()) for _, text in found if text.strip()), 0)
    is_console = any(text[margin:].startswith(">>> ") for _, text in found)
    lines = []
    for offset, text in found:
        cut = min(margin, len(text) - len(text.lstrip()))
        prompt = _PROMPT.match(text, cut)
        if prompt:
            cut = prompt.end()
        elif is_console:
            cut = len(text)
        code = text[cut:]
        lines.append(Line("" if _MAGIC.match(code) else code, offset + cut))
    return lines


def _tree(text: str) -> ast.Module | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except _UNREADABLE:
        return None


def _depth(text: str) -> int:
    """How deep brackets are nested, those in strings and comments included."""
    depth = deepest = 0
    for bracket in _BRACKETS.finditer(text):
        depth = depth + 1 if bracket[0] in "([{" else max(depth - 1, 0)
        deepest = max(deepest, depth)
    return deepest


_TOO_DEEP = "("
"""What no parser reads, in the place of code that is nested too deep."""


def _mended(text: str, lines: Sequence[Line]) -> Iterator[CodePiece]:
    """The whole statements, each parsed by itself, and between them what is broken."""
    from parso.grammar import load_grammar

    first = last = 0
    for child in load_grammar(version="3.10").parse(text).children:
        if child.type in ("endmarker", "newline"):
            continue
        number, column = child.start_pos
        try:
            code = child.get_code(include_prefix=False)
        except RecursionError:
            code = _TOO_DEEP
        tree = None if column or child.type in ("error_node", "error_leaf") else _tree(code)
        if tree is None:
            first = first or number
            last = child.end_pos[0] if child.end_pos[1] else max(number, child.end_pos[0] - 1)
            continue
        if first:
            yield _broken(lines, first, last)
            first = 0
        places = CodePlaces(lines, number - 1)
        for statement in tree.body:
            yield CodePiece(statement, places, *places.extent(statement))
    if first:
        yield _broken(lines, first, last)


def _broken(lines: Sequence[Line], first: int, last: int) -> CodePiece:
    chosen = lines[first - 1 : last]
    text = "\n".join(line.text for line in chosen)
    changed = frozenset(_CHANGED.findall(text))
    bound = frozenset(match[1] or match[2] for match in _BOUND.finditer(text))
    return CodePiece(None, CodePlaces(lines), chosen[0].start, chosen[-1].start + len(chosen[-1].text), bound, changed)
