"""LaTeX: comments, commands and the preamble are blank, formulas keep their commands, rows of tables get pipes.

By hand: pylatexenc takes forty times as long (1.4 s for 300 KB), and nested braces end it with a RecursionError.
"""

from __future__ import annotations

import re

from symcnn.core.limits import MAX_SPAN
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import EDGE, NOTHING, ROW, Blanked, Mark, covered, marked
from symcnn.documents.formats.document import Block, Nature
from symcnn.documents.formats.listing import listing
from symcnn.documents.formats.listing_language import named
from symcnn.documents.formats.macros import macro_marks
from symcnn.documents.formats.mathematics import ampersand, border
from symcnn.documents.formats.texwords import (
    ARGUMENTS,
    DEFINITIONS,
    FORMULAS,
    SHOWING,
    SILENT,
    SILENT_IN_FORMULAS,
    STAYS,
    TABLES,
    VERBATIM,
)

_TOKEN = late_pattern(
    r"%[^\r\n]*+|\\(?:begin|end)[ \t]*+\{(?P<environment>[^{}\n]{1,40}+)\}|\\(?P<command>[A-Za-z@]++\*?)|\\[^A-Za-z@]"
    r"|\$\$?|&|``|''|~+|\{|\}",
    re.DOTALL,
)
_BRACES = late_pattern(r"%[^\r\n]*+|\\.|[{}]", re.DOTALL)
_OPTION = late_pattern(r"[ \t]*+\[[^\[\]\n]{0,200}+\]")
_LENGTH = late_pattern(r"\*?(?:\[[ \t]*+-?[\d.]++[ \t]*+[a-z]{2}[ \t]*+\])?")
_SPANNED = late_pattern(r"\\multicolumn[ \t]*+\{[ \t]*+(\d{1,3})")
_ROW_START = late_pattern(
    r"\\(?:\\(?:\[[^\[\]\n]{0,20}\])?|(?:hline|toprule|midrule|bottomrule)|c(?:line|midrule)(?:\([lr]{0,2}\))?\{[\d-]+\})\s{0,40}\Z"
)
_FARTHEST_ROW = 90
_PAREN = late_pattern(r"\([lr]{0,2}\)")
_SPACE = late_pattern(r"[ \t]*+(?:\r?\n[ \t]*+)?(?=\{)")
_DELIMITER = late_pattern(r"\\verb\*?([^A-Za-z\s*])|\\lstinline(?:\[[^\]\n]{0,100}+\])?([^A-Za-z\s*\[])")


def read_latex(text: str) -> Blanked:
    """The reader of LaTeX."""
    source = _Source(text)
    source.read()
    return Blanked(marked(text, [*macro_marks(text), *source.marks]), covered(source.blocks, len(text)))


def _matching(text: str) -> dict[int, int]:
    """Every brace that is closed, with its other half."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACES.finditer(text):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            pairs[opened.pop()] = found.start()
    return pairs


class _Source:
    """One pass over the source."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.marks: list[Mark] = []
        self.blocks: list[Block] = []
        self._pairs = _matching(text)
        self._closing: set[int] = set()
        """Closing braces whose opening one is blank."""
        self._open: list[str] = []
        self._formulas = 0
        """How many of the open environments hold formulas."""
        self._dollars: str | None = None
        self._brackets = 0
        self._row = 0
        self._endless: set[str] = set()

    def read(self) -> None:
        """Fills the lists."""
        at = self._preamble()
        while token := _TOKEN.search(self._text, at):
            if token[0] == r"\end{document}":
                self.marks.append((token.start(), len(self._text), ""))
                return
            at = self._token(token)

    def _preamble(self) -> int:
        for found in re.finditer(r"\\begin\{document\}", self._text):
            line = self._text.rfind("\n", 0, found.start()) + 1
            if "%" not in self._text[max(line, found.start() - 200) : found.start()]:
                self.marks.append((0, found.end(), ""))
                return found.end()
        return 0

    @property
    def _in_formula(self) -> bool:
        return self._dollars is not None or self._brackets > 0 or self._formulas > 0

    def _mark(self, start: int, end: int, fill: str = "") -> int:
        self.marks.append((start, end, fill))
        return end

    def _token(self, token: re.Match[str]) -> int:
        sign, at, end = token[0], token.start(), token.end()
        if token["environment"]:
            name = token["environment"]
            return self._begin(at, end, name) if sign[1] == "b" else self._end(at, end, name)
        if token["command"]:
            return self._command(at, end, token["command"])
        match sign[0]:
            case "%":
                return self._mark(at, end)
            case "$":
                return self._dollar(at, sign)
            case "&":
                return self._ampersand(at, end)
            case "`" | "'":
                return self._mark(at, end)
            case "~":
                return end if self._in_formula else self._mark(at, end)
            case "{":
                return end
            case "}":
                return self._mark(at, end) if at in self._closing else end
        return self._symbol(at, end, sign[1])

    def _dollar(self, at: int, sign: str) -> int:
        if self._dollars == "$":
            sign = "$"
        self._dollars = None if self._dollars == sign else sign
        self._row = at + len(sign)
        return self._mark(at, at + len(sign), EDGE)

    @property
    def _in_table(self) -> bool:
        return bool(self._open) and self._open[-1] in TABLES and self._open[-1] != "array" and self._dollars is None

    def _ampersand(self, at: int, end: int) -> int:
        if self._in_table:
            if self._text[at - 1] in " \t" and _ROW_START.search(self._text, max(0, at - _FARTHEST_ROW), at):
                self._mark(at - 1, at, NOTHING)  # else a stroke at the start of a row would be its edge
            return self._mark(at, end, "|")
        return self._mark(at, end, ampersand(self._text, at, self._row, len(self._text)) if self._in_formula else "")

    def _symbol(self, at: int, end: int, sign: str) -> int:
        if sign in "()[]":
            self._brackets = max(0, self._brackets + (1 if sign in "([" else -1))
            self._row = end
            return self._mark(at, end, EDGE)
        if sign == "\\" and self._in_table:
            return self._mark(at, end, ROW)
        if sign == "\\":
            self._row = end
            length = _LENGTH.match(self._text, end)
            after = length.end() if length else end
            stays = self._in_formula and not (self._open and self._open[-1] in TABLES)
            return self._mark(end if stays else at, after) if after > end or not stays else end
        if sign in "%&#_$-/" and not (self._in_formula and sign == "-"):
            return self._mark(at, end, "" if sign in "$-/" else sign)
        return end

    def _options(self, at: int) -> int:
        found = _OPTION.match(self._text, at)
        return found.end() if found else at

    def _arguments(self, at: int, count: int) -> int:
        """The end of as many arguments in braces, with options before and between them."""
        for _ in range(count):
            begin = self._options(self._options(at))
            space = _SPACE.match(self._text, begin)
            closed = self._pairs.get(space.end()) if space else None
            if closed is None:
                return begin
            at = closed + 1
        return at

    def _begin(self, at: int, end: int, name: str) -> int:
        plain = name.rstrip("*")
        if plain in VERBATIM and name not in self._endless:
            closing = f"\\end{{{name}}}"
            found = self._text.find(closing, end)
            if found >= 0:
                return self._verbatim(at, end, plain, found, found + len(closing))
            self._endless.add(name)
        self._open.append(plain)
        self._formulas += plain in FORMULAS
        after = self._arguments(end, ARGUMENTS.get(plain, 0)) if plain in ARGUMENTS else self._options(end)
        self._row = after
        return self._mark(at, after, border(self._text, at, end) if plain in FORMULAS else ROW * self._in_table)

    def _end(self, at: int, end: int, name: str) -> int:
        plain, was_table = name.rstrip("*"), self._in_table
        if plain in self._open[-8:]:
            closed = ""
            while closed != plain:
                closed = self._open.pop()
                self._formulas -= closed in FORMULAS
        self._dollars, self._brackets, self._row = None, 0, end
        return self._mark(at, end, border(self._text, at, end) if plain in FORMULAS else ROW * was_table)

    def _verbatim(self, at: int, end: int, name: str, closed: int, after: int) -> int:
        if name in ("comment", "tikzpicture", "filecontents"):
            return self._mark(at, after)
        line = self._text.find("\n", end, closed)
        start = line + 1 if line >= 0 else self._options(end)
        head = self._text[end:start]
        nature = {"cnn": Nature.NETWORK, "pycode": Nature.PYTHON}.get(name)
        if nature is None and ("language" in head or name == "minted"):
            nature = named(head.partition("language")[2].lstrip("= {") or head.rpartition("{")[2])
        self._mark(at, start)
        blocks, marks = listing(self._text, start, closed, nature)
        self.blocks += blocks
        self.marks += marks
        return self._mark(closed, after)

    def _command(self, at: int, end: int, name: str) -> int:
        if name in ("verb", "verb*", "lstinline"):
            found = _DELIMITER.match(self._text, at)
            if found:
                close = self._text.find(found[1] or found[2], found.end(), found.end() + 500)
                if close >= 0:
                    self._mark(at, found.end())
                    return self._mark(close, close + 1)
        if name == "tabularnewline" and self._in_table:
            return self._mark(at, end, ROW)
        if name in DEFINITIONS:
            body = self._text.find("{", end, end + 100)
            return self._mark(at, self._pairs.get(body, end - 1) + 1)
        if self._in_formula and name not in SILENT_IN_FORMULAS:
            return end
        if not self._in_formula and name in STAYS:
            return end
        after = self._arguments(end, SILENT[name]) if name in SILENT else self._options(end)
        if name == "cmidrule":
            paren = _PAREN.match(self._text, end)
            after = self._arguments(paren.end(), 1) if paren else after
        shows = name not in SILENT or name in SHOWING
        spanned = _SPANNED.match(self._text, at) if name == "multicolumn" and self._in_table else None
        strokes = "|" * (min(int(spanned[1]), MAX_SPAN) - 1) if spanned is not None else ""
        return self._mark(at, self._opened(after) if shows else after, strokes)

    def _opened(self, at: int) -> int:
        """The argument that follows is prose: its braces are blank, what is in them stays."""
        space = _SPACE.match(self._text, at)
        closed = self._pairs.get(space.end()) if space else None
        if space is None or closed is None:
            return at
        self._closing.add(closed)
        return space.end() + 1
