"""The marks within one paragraph of Markdown: code, formulas, links, tags, references, emphasis, escapes."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Generator, Iterator

from symcnn.core.limits import MAX_MATHML, MAX_RAISED
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Mark
from symcnn.documents.formats.character_references import REFERENCE, reference
from symcnn.documents.formats.emphasis import Emphasis
from symcnn.documents.formats.html import page_marks
from symcnn.documents.formats.mathematics import formula_at
from symcnn.documents.formats.pieces import TAG
from symcnn.documents.formats.prose import address_at

_SPECIAL = late_pattern(r"[\\`<\[\]*_~&$:]")
_RUN = late_pattern(r"`++|\*++|_++|~++|\${1,2}|.", re.DOTALL)
_ESCAPED = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_TARGET = late_pattern(
    r"\([ \t]*+(?:<[^<>\n]*+>|(?:[^\s()<>\\]|\\.|\([^\s()<>]*+\))*+)(?:\s++(?:\"[^\"\n]*+\"|'[^'\n]*+'))?\s*+\)"
)
_CALCULATION = late_pattern(r"[\d\s+\-*/^.,()×·=]*+\Z")
_FOOTNOTE = late_pattern(r"\[\^[^\]\s]{1,40}+\]:?")
_DEFINITION = late_pattern(r"\[[^\]\n]{1,200}+\]:[ \t]*+(?=[^\s/#.]*+[/#.])\S++[^\n]*+")
_AUTOMATIC = late_pattern(r"<(?:[A-Za-z][A-Za-z0-9+.-]{1,31}+:|[^\s<>@]{1,64}+@)[^\s<>]*+>")
_LOOSE = late_pattern(r"\\{1,2}[()]|\${1,2}")
_RAISED = late_pattern(rf"<(su[pb])\b[^<>]{{0,{MAX_RAISED:d}}}+>[^<>\n]{{1,{MAX_RAISED:d}}}+</\1>", re.IGNORECASE)


def inline_marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The marks of the paragraph from `start` up to `end`."""
    return _Paragraph(text, start, end).marks() if _SPECIAL.search(text, start, end) else iter(())


class _Paragraph:
    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._emphasis = Emphasis(text, start, end)
        self._unclosed: set[str] = set()
        self._brackets: list[int] = []
        self._ticks: dict[int, list[int]] | None = None

    def marks(self) -> Iterator[Mark]:
        """Every mark, mostly in order."""
        text, end = self._text, self._end
        at = self._start
        definition = _DEFINITION.match(text, at, end)
        if definition:
            at = definition.end()
            yield definition.start(), at, ""
        while special := _SPECIAL.search(text, at, end):
            begin = special.start()
            run = _RUN.match(text, begin, end)
            at = run.end() if run else special.end()
            match text[begin]:
                case "*" | "_" | "~":
                    yield from self._emphasis.run(begin, at)
                case "`":
                    yield begin, at, ""
                    close = self._closing_ticks(at, at - begin)
                    if close:
                        yield close, close + at - begin, ""
                        at = close + at - begin
                case "\\" | "$":
                    at = yield from self._formula(begin, at)
                case "<":
                    at = yield from self._tag(begin, at)
                case "&":
                    found = REFERENCE.match(text, begin, end)
                    if found:
                        at = found.end()
                        yield begin, at, reference(found)
                case "[" | "]":
                    at = yield from self._link(begin, at)
                case _:
                    address = address_at(text, begin, self._start, end)
                    if address:
                        at = address[1]
                        yield *address, ""

    def _closing_ticks(self, at: int, width: int) -> int | None:
        if self._ticks is None:
            self._ticks = {}
            for run in re.finditer("`+", self._text[self._start : self._end]):
                self._ticks.setdefault(len(run[0]), []).append(self._start + run.start())
        places = self._ticks.get(width, [])
        index = bisect_left(places, at)
        return places[index] if index < len(places) else None

    def _formula(self, begin: int, at: int) -> Generator[Mark, None, int]:
        text, end = self._text, self._end
        found = formula_at(text, begin, end, self._unclosed, _LOOSE)
        if found:
            yield from found.marks
            return found.end
        if text[begin] == "\\" and at < end and text[at] in _ESCAPED:
            yield begin, at + (text[at] == "$"), ""
            return at + 1
        return at

    def _tag(self, begin: int, at: int) -> Generator[Mark, None, int]:
        text, end = self._text, self._end
        automatic = _AUTOMATIC.match(text, begin, end)
        if automatic:
            yield begin, automatic.end(), ""
            return automatic.end()
        if text.startswith("<!--", begin, end):
            after = self._after("-->", begin, end) or begin + 4
            yield begin, after, ""
            return after
        if text[begin : begin + 5].lower() == "<math":
            closed = self._after("</math>", begin, min(end, begin + MAX_MATHML))
            if closed:
                yield from page_marks(text, begin, closed)[0]
                return closed
        element = _RAISED.match(text, begin, end) or TAG.match(text, begin, end)
        if element is None:
            return at
        yield from page_marks(text, begin, element.end())[0]
        return element.end()

    def _after(self, sign: str, begin: int, end: int) -> int | None:
        """Where the sign that closes ends; one that is missing up to the end is not looked for again."""
        close = -1 if sign in self._unclosed else self._text.find(sign, begin, end)
        if close < 0 and end == self._end:
            self._unclosed.add(sign)
        return close + len(sign) if close >= 0 else None

    def _link(self, begin: int, at: int) -> Generator[Mark, None, int]:
        text, end = self._text, self._end
        if text[begin] == "[":
            footnote = _FOOTNOTE.match(text, begin, end)
            if footnote:
                yield begin, footnote.end(), ""
                return footnote.end()
            self._brackets.append(begin)
            return at
        opened = self._brackets.pop() if self._brackets else None
        if opened is not None and text.startswith("(", at, end):
            target = _TARGET.match(text, at, end)
            if target and not _CALCULATION.match(target[0]):
                is_image = opened > self._start and text[opened - 1] == "!"
                yield opened - is_image, opened + 1, ""
                yield begin, target.end(), ""
                return target.end()
        return at
