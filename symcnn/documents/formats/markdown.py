"""Markdown: markdown-it-py finds the blocks and where in a line they begin; the marks within a paragraph are ours.

Its inline rules are not used: they eat ``5*5*1*6`` and ``\\(``, and they do not tell where a word stood.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from typing import Any

from symcnn.core.bare_package import bare_package
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import NOTHING, Blanked, Mark, blank, covered, marked
from symcnn.documents.formats.document import Block, Nature
from symcnn.documents.formats.html import page_marks
from symcnn.documents.formats.inline import inline_marks
from symcnn.documents.formats.listing import listing
from symcnn.documents.formats.listing_language import named
from symcnn.documents.formats.macros import macro_marks
from symcnn.documents.formats.mathematics import ENVIRONMENTS
from symcnn.documents.formats.prose import paragraphs
from symcnn.documents.formats.unfenced import code_run, starts_code

with bare_package("markdown_it"):  # its rules for what stands within a line, and what writes HTML, are half of its time
    from markdown_it import rules_block
    from markdown_it.parser_block import ParserBlock
    from markdown_it.ruler import RuleOptionsType
    from markdown_it.rules_block import StateBlock
    from markdown_it.utils import OptionsDict

_FRONT = late_pattern(r"(---|\+\+\+)[ \t]*+\r?\n(?:(?!\1[ \t]*+\r?$).*\n)*+\1[ \t]*+\r?(?:\n|\Z)", re.MULTILINE)
_SIGNS = late_pattern(r"(?:[ \t]*+(?:>|[-*+•●](?=[ \t\r\n]|\Z)))*+[ \t]*+(?:\#{1,6}(?=[ \t\r\n]|\Z))?")
_NUMBER = late_pattern(r"\d{4,}[.)]|\d++[.)](?=[ \t]++[=+\-*/×·])")
_DISPLAY = late_pattern(rf"(?P<bracket>\\\[)|\\begin\{{(?P<name>(?:{'|'.join(sorted(ENVIRONMENTS))})\*?)\}}")
_RAW = late_pattern(r"<(pre|script|style)\b", re.IGNORECASE)

_CLOSE = {name: late_pattern(f"</{name}", re.IGNORECASE) for name in ("pre", "script", "style")} | {
    "!--": late_pattern("-->")
}
_PLAIN = late_pattern(r"(?:(?:(?!import|from|class)[^\W\d_][^\n(<$]*+\n)++(?:[ \t\r]*+\n)++)++")
"""Paragraphs whose lines all begin with letters, and hold no sign of a call, a comment or a formula."""
_EMPTY_QUOTES = late_pattern(r"^[ \t]*+>[ \t]*+(?=\r?$)", re.MULTILINE)
_OWN_LINE = late_pattern(r"[|•●]")
_ENDS: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote"]}
"""What a block of its own ends."""

_Rule = Callable[[StateBlock, int, int, bool], bool]


def read_markdown(text: str) -> Blanked:
    """The reader of Markdown, also of R Markdown, Quarto and MyST."""
    page = _Page(text)
    source = text.replace("\r\n", " \n")
    front = _FRONT.match(text)
    if front:
        page.marks.append((0, front.end(), ""))
        source = blank(source[: front.end()]) + source[front.end() :]
    parser: Any = _parser()
    parser.block.parse(source, parser, {"page": page}, [])
    page.marks += ((found.start(), found.end(), "") for found in _EMPTY_QUOTES.finditer(text))
    for start, end in page.prose:
        page.marks += inline_marks(text, start, end)
    page.marks += macro_marks(text)
    return Blanked(marked(text, page.marks), covered(page.blocks, len(text)))


class _Page:
    """What the rules keep of a page: marks, blocks, and the paragraphs that are read after them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.marks: list[Mark] = []
        self.blocks: list[Block] = []
        self.prose: list[tuple[int, int]] = []
        self.unclosed: set[str] = set()
        self.no_formula: dict[str, int] = {}
        """Up to which line a formula is known not to end with this."""
        self.formula_end = 0
        """Where the last formula of several lines ended."""
        self._starts = [0, *(found.end() for found in re.finditer("\n", text)), len(text)]

    def start(self, line: int) -> int:
        """Where a line begins."""
        return self._starts[min(line, len(self._starts) - 1)]

    def line_at(self, place: int) -> int:
        """The line on which a place is."""
        return bisect_right(self._starts, place) - 1

    def has(self, sign: re.Pattern[str], place: int) -> bool:
        """Whether this sign follows; what does not is not looked for again."""
        if sign.pattern not in self.unclosed and sign.search(self.text, place) is None:
            self.unclosed.add(sign.pattern)
        return sign.pattern not in self.unclosed

    def lead(self, state: StateBlock, line: int) -> int:
        """Blanks the marks of quotations and lists that stand before the content of a line; where that begins."""
        begin, content = self.start(line), _content(state, line)
        if not _NUMBER.search(self.text, begin, content + 1):
            self.marks.append((begin, content, ""))
        return content

    def paragraph(self, state: StateBlock, first: int) -> None:
        """A paragraph or a heading; a row of a table and an item of a list that only looks like one are their own."""
        begin = self.start(first)
        joins = self.formula_end == begin and not self.text[begin : _content(state, first)].strip()
        for line in range(first, state.line):
            content = self.lead(state, line)
            signs = _SIGNS.match(self.text, content)
            if signs:
                is_alone = self.text[content : self.start(line + 1)].strip() == "-"
                self.marks.append((content, signs.end(), NOTHING * is_alone))
            if line > first and _OWN_LINE.match(self.text, content):
                self.words(begin, self.start(line), joins=joins)
                begin, joins = self.start(line), False
        self.words(begin, self.start(state.line), joins=joins)

    def words(self, begin: int, end: int, *, joins: bool) -> None:
        """Keeps some prose; it may go on with what stands right before it."""
        if joins and self.prose and self.prose[-1][1] == begin:
            begin = self.prose.pop()[0]
        self.prose.append((begin, end))

    def listing(self, state: StateBlock, first: int, last: int, nature: Nature | None) -> None:
        """A listing on whole lines; the marks of a quotation around it are blank."""
        for line in range(first, last):
            self.marks.append((self.start(line), max(self.start(line), state.bMarks[line]), ""))
        blocks, marks = listing(self.text, self.start(first), self.start(last), nature)
        self.blocks += blocks
        self.marks += marks

    def indented(self, state: StateBlock, first: int) -> None:
        """A listing that is set apart by four blanks."""
        self.listing(state, first, state.line, None)

    def fenced(self, state: StateBlock, first: int) -> None:
        """A listing between fences, the second of which may be missing."""
        fence, last = state.tokens[-1], state.line - 1
        closing = state.src[_content(state, last) : state.eMarks[last]].rstrip(" \t")
        is_closed = last > first and closing.startswith(fence.markup) and not closing.strip(fence.markup)
        end = last if is_closed else state.line
        self.marks += (self.start(first), self.start(first + 1), ""), (self.start(end), self.start(state.line), "")
        nature = named(fence.info)
        if nature is Nature.PROSE:
            self.prose.append((self.start(first + 1), self.start(end)))
        else:
            self.listing(state, first + 1, end, nature)

    def element(self, state: StateBlock, first: int) -> None:
        """An element of HTML that is a listing or is not shown."""
        marks, blocks = page_marks(self.text, _content(state, first), self.start(state.line))
        self.marks += marks
        self.blocks += blocks


def _content(state: StateBlock, line: int) -> int:
    return state.bMarks[line] + state.tShift[line]


def _kept(rule: _Rule, keep: Callable[[_Page, StateBlock, int], None]) -> _Rule:
    """The rule, which also keeps in the page what it finds."""

    def kept(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        is_found = rule(state, first, last, silent)
        if is_found and not silent:
            keep(state.env["page"], state, first)
        return is_found

    return kept


class _BlocksOnly:
    """What the rules take for markdown-it."""

    def __init__(self, block: ParserBlock) -> None:
        options: Any = {"maxNesting": 20, "html": True}
        self.block, self.options = block, OptionsDict(options)

    def __getitem__(self, name: str) -> Any:
        return getattr(self, name)


@cache
def _parser() -> _BlocksOnly:
    """The blocks of CommonMark, but for references and lines below a heading."""
    block = ParserBlock()
    ruler = block.ruler
    ruler.enableOnly(["blockquote", "code", "fence", "heading", "hr", "html_block", "list", "paragraph"])
    ruler.at("paragraph", _kept(rules_block.paragraph, _Page.paragraph))
    ruler.at("heading", _kept(rules_block.heading, _Page.paragraph), _ENDS)
    ruler.at("code", _kept(rules_block.code, _Page.indented))
    ruler.at("fence", _kept(rules_block.fence, _Page.fenced), {"alt": [*_ENDS["alt"], "list"]})
    ruler.at("html_block", _kept(_element, _Page.element), _ENDS)
    ruler.before("code", "plain", _plain)
    for name, rule in (("python", _python), ("comment", _comment), ("formula", _formula)):
        ruler.before("paragraph", name, rule, _ENDS)
    return _BlocksOnly(block)


def _element(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Other elements of HTML are prose, with Markdown's marks in it."""
    page: _Page = state.env["page"]
    found = _RAW.match(page.text, _content(state, first))
    return (
        found is not None
        and page.has(_CLOSE[found[1].lower()], found.end())
        and rules_block.html_block(state, first, last, silent)
    )


def _plain(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Nothing but paragraphs: found at once, since the rules take most of the time that reading takes."""
    page: _Page = state.env["page"]
    found = None if silent or state.level else _PLAIN.match(state.src, state.bMarks[first])
    if found is None:
        return False
    page.prose += paragraphs(page.text, found.start(), found.end())
    state.line = min(page.line_at(found.end()), last)
    return True


def _python(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """Code that nothing sets apart."""
    page: _Page = state.env["page"]
    begin = page.start(first)
    if page.text[begin : _content(state, first)].strip() or not starts_code(page.text[begin : page.start(first + 1)]):
        return False
    after = code_run(page.text, begin, len(page.text), hashes=False)
    if after > begin and not silent:
        state.line = min(page.line_at(after - 1) + 1, last)
        page.listing(state, first, state.line, Nature.PYTHON)
    return after > begin


def _comment(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A comment of several lines; one within a line is a mark of the paragraph."""
    page: _Page = state.env["page"]
    content, end = _content(state, first), state.eMarks[first]
    begin = state.src.rfind("<!--", content, end)
    if begin < 0 or "-->" in state.src[begin:end] or state.src.count("`", content, begin) % 2:
        return False
    if not page.has(_CLOSE["!--"], end):
        return False
    after = state.src.index("-->", end) + 3
    line = page.line_at(after - 1)
    if line >= last:
        return False
    if not silent:
        state.line = line + 1
        page.prose += (page.lead(state, first), begin), (after, page.start(state.line))
        page.marks.append((begin, after, ""))
    return True


def _formula(state: StateBlock, first: int, last: int, silent: bool) -> bool:
    """A formula of several lines: no bullet and no listing stands within it."""
    page: _Page = state.env["page"]
    content, end = _content(state, first), state.eMarks[first]
    found = _DISPLAY.match(state.src, content, end)
    if state.src.count("$$", content, end) % 2:
        close = "$$"
    elif found is not None:
        close = "\\]" if found["bracket"] else f"\\end{{{found['name']}}}"
    else:
        return False
    if state.src.find(close, found.end() if found else end, end) >= 0 or first < page.no_formula.get(close, 0):
        return False
    for line in range(first + 1, last):
        if state.isEmpty(line):
            page.no_formula[close] = line
            return False
        if state.src.find(close, state.bMarks[line], state.eMarks[line]) >= 0:
            if not silent:
                state.line = line + 1
                for inner in range(first, state.line):
                    page.lead(state, inner)
                page.formula_end = page.start(state.line)
                page.words(page.start(first), page.formula_end, joins=True)
            return True
    page.no_formula[close] = last
    return False
