"""Formulas in words: ``input size minus kernel size plus twice the padding, divided by the stride, plus one``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, negated, product, reciprocal, total
from symcnn.documents.reading.formulas import PrintedFormula
from symcnn.documents.reading.vocabulary import meaning_of, phrase_at, phrase_before
from symcnn.documents.reading.worded_names import RESULTS

_FOLDER = Path(__file__).with_name("worded_operations")
_LEAST_OPERATIONS, _LEAST_NAMES = 2, 2
_REACH = 60
_NAMED = (*RESULTS, "P", "pads", "I")
"""What a formula in words may be one for."""
_SENTENCE = late_pattern(r"[。；;?？！!]|\.(?=\s|\Z)|\n[ \t]*\n|\n[ \t]*(?:[-*+#|]|\d+[.)])|\|")
_START = late_pattern(r"(?<![A-Za-z])[A-Za-z]|[\u4e00-\u9fff]")
_BLANK = late_pattern(r"[ \t\x1f*`_\r]*\n?[ \t\x1f*`_]*")
_COMMA = late_pattern(r"[,，、(（)）]")
_DIGITS = late_pattern(r"\d{1,3}(?![\d.%])")
_LETTER = late_pattern(r"[ \x1f]*[(（]?[ \x1f]*[A-Za-z](?:_?\{?\w{1,3}\}?)?[ \x1f]*[)）]?(?![A-Za-z])")
"""The letter that may stand behind the name of a quantity."""
_ARTICLE = late_pattern(r"(?:the|an?|of|its)\b[ ]", re.IGNORECASE)
_SAYS = late_pattern(
    r"(?:\b(?:is|equals|is equal to|is given by|will be|would be)\b|[:：=]|为|是|等于|应为)"
    r"[ \t\x1f*`]*(?:(?:the|just|simply)\b[ ])*\Z",
    re.IGNORECASE,
)


@cache
def _meanings() -> dict[str, str]:
    """What each word means, of all languages."""
    found = {}
    for path in sorted(_FOLDER.glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            what, _, words = line.partition(": ")
            if words and not line.startswith("#"):
                found.update(dict.fromkeys(words.split(", "), what))
    return found


def meaning(words: str) -> str:
    """What words mean that `words_for` finds."""
    return _meanings()[words.lower().replace("\n", " ")]


@cache
def words_for(*sorts: str) -> re.Pattern[str]:
    """A pattern of the words whose meaning begins so, the longest first."""
    words = sorted((word for word, what in _meanings().items() if what.startswith(sorts)), key=len, reverse=True)
    every = (re.escape(word).replace(r"\ ", r"[ \n]") + ("(?![A-Za-z])" if word.isascii() else "") for word in words)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(every)})", re.IGNORECASE)


def worded_formulas(text: str, start: int, end: int) -> Iterator[PrintedFormula]:
    """The formulas in words between two places of normal text, in order.

    >>> from symcnn.core.written.spelling import plain_text
    >>> words = "The output size is the input size minus the kernel size, divided by the stride, plus one."
    >>> [(found.left, plain_text(found.sides[0])) for found in worded_formulas(words, 0, len(words))]
    [('output size', '(input size − kernel size)/stride + 1')]
    """
    done = start
    for operation in words_for("+", "-", "*", "/").finditer(text, start, end):
        if operation.start() < done:
            continue
        earliest = max(done, operation.start() - _REACH)
        ends = [found.end() for found in _SENTENCE.finditer(text, earliest, operation.start())]
        first = ends[-1] if ends else earliest
        last = _SENTENCE.search(text, operation.end(), end)
        found = _first_formula(text, first, operation.start(), last.start() if last else end)
        if found is not None:
            yield found
            done = found.end


def _first_formula(text: str, first: int, before: int, end: int) -> PrintedFormula | None:
    for start in _START.finditer(text, first, before):
        named = phrase_at(text, start.start(), before)
        opening = words_for("before").match(text, start.start(), before)
        if (named is None and opening is None) or _ARTICLE.match(text, start.start()):
            continue
        found = _Words(text, end).formula(start.start())
        if found is None or found.operations < _LEAST_OPERATIONS:
            continue
        if words_for("+", "-", "*", "/").search(text, found.end, min(end, found.end + _REACH)):
            return None  # it goes on with something that is not understood
        left, begin = _left(text, first, start.start())
        if left or len(names(found.expr)) >= _LEAST_NAMES:
            return PrintedFormula(left, (found.expr,), begin, found.end)
    return None


def _left(text: str, first: int, start: int) -> tuple[str, int]:
    """The quantity that a formula is said to be, and where that begins."""
    says = _SAYS.search(text, first, start)
    if says is None:
        return "", start
    until = first + len(text[first : says.start()].rstrip(" \t\x1f*`"))
    named = phrase_before(text, first, until)
    if named is None or named.quantity not in _NAMED:
        return "", start
    begin = next(at for at in range(first, until) if text[at] != "的" and meaning_of(text[at:until]))
    article = _ARTICLE.match(text, begin)
    begin = article.end() if article else begin
    return text[begin:until], begin


@record
class _WordedPart:
    """A formula that was read up to a place, in so many operations; the last of them is a sum or none."""

    expr: Expr
    end: int
    operations: int = 0
    is_sum: bool = False


class _Words:
    """Reads words from left to right: what is divided or rounded is all that stands before."""

    def __init__(self, text: str, end: int) -> None:
        self.text, self.until = text, end

    def formula(self, at: int) -> _WordedPart | None:
        """The longest formula that begins here; None where an operation has no operand, or what it takes is open."""
        operand = self.operand(at)
        part = _WordedPart(*operand) if operand else None
        while part is not None and (joint := self.joint(part.end)) is not None:
            what, behind, is_parted = joint
            if what in ("floor", "ceil"):
                part = _WordedPart(Op(what, (part.expr,)), behind, part.operations + 1)
                continue
            operand = self.operand(behind)
            part = self.joined(part, what, operand, is_parted=is_parted) if operand else None
        return part

    def joined(self, part: _WordedPart, what: str, operand: tuple[Expr, int], *, is_parted: bool) -> _WordedPart | None:
        """The formula with one more operand; None where it is open whether a factor belongs to all that is before."""
        other, end = operand
        if what == "*" and part.is_sum and not is_parted:
            return None
        match what:
            case "+":
                expr = total(*_terms(part.expr), other)
            case "-":
                expr = total(*_terms(part.expr), negated(other))
            case "*":
                expr = product(*_factors(part.expr), other)
            case _:
                expr = product(*_factors(part.expr), reciprocal(other))
        return _WordedPart(expr, end, part.operations + 1, what in "+-")

    def joint(self, at: int) -> tuple[str, int, bool] | None:
        """The operation behind a place, where its operand begins, and whether a comma or a word parts it off."""
        is_parted = False
        while True:
            at = self.past_blank(at)
            if found := words_for("+", "-", "*", "/", "floor", "ceil").match(self.text, at, self.until):
                return meaning(found[0]), found.end(), is_parted
            found = _COMMA.match(self.text, at, self.until) or words_for("whole", "filler").match(
                self.text, at, self.until
            )
            if found is None:
                return None
            is_parted = True
            at = found.end()

    def operand(self, at: int) -> tuple[Expr, int] | None:
        """A quantity or a number, with what is written before it and behind it."""
        at = self.past_blank(at)
        if found := words_for("before").match(self.text, at, self.until):
            inner = self.operand(found.end())
            return inner and (_applied(meaning(found[0]), inner[0]), inner[1])
        if (article := _ARTICLE.match(self.text, at, self.until)) is not None:
            return self.operand(article.end())
        named = phrase_at(self.text, at, self.until)
        if named is not None:
            expr: Expr = Sym(self.text[at : named[1]])
            letter = _LETTER.match(self.text, named[1], self.until)
            return self.with_powers(expr, letter.end() if letter and self.goes_on(letter.end()) else named[1])
        if digits := _DIGITS.match(self.text, at, self.until):
            return Num(int(digits[0])), digits.end()
        if number := words_for("number").match(self.text, at, self.until):
            return Num(int(meaning(number[0]).split()[1])), number.end()
        return None

    def goes_on(self, at: int) -> bool:
        """Whether the end or another word of a formula stands here: a letter before it is that of a quantity."""
        at = self.past_blank(at)
        return at >= self.until or bool(_COMMA.match(self.text, at)) or self.joint(at) is not None

    def with_powers(self, expr: Expr, at: int) -> tuple[Expr, int]:
        after = self.past_blank(at)
        if found := words_for("aside").match(self.text, after, self.until):
            at = found.end()
            after = self.past_blank(at)
        if found := words_for("behind").match(self.text, after, self.until):
            return _applied(meaning(found[0]), expr), found.end()
        return expr, at

    def past_blank(self, at: int) -> int:
        found = _BLANK.match(self.text, at, self.until)
        return found.end() if found else at


def _terms(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Op) and expr.name == "+" else (expr,)


def _factors(expr: Expr) -> tuple[Expr, ...]:
    return expr.args if isinstance(expr, Op) and expr.name == "*" else (expr,)


def _applied(what: str, expr: Expr) -> Expr:
    return Op("^", (expr, Num(2))) if what.endswith("^2") else product(Num(2), expr)
