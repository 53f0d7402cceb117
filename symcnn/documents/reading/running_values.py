"""Calculations that go on in words from a value: ``(100 - 7)/2 = 46.5, rounded down to 46, plus one, 47``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, exact, value_of
from symcnn.core.written.tree import Expr, Num, Op, negated, product, reciprocal, total
from symcnn.documents.reading.expressions import LineExpressions
from symcnn.documents.reading.spoken import results
from symcnn.documents.reading.tokens import tokens
from symcnn.documents.reading.worded_formulas import meaning, words_for

_REACH = 80
"""How far before an operation in words the value may begin."""
_SUMS, _FACTORS, _ROUNDINGS = ("+", "-"), ("*", "/"), ("floor", "ceil")
_OPERATIONS = (*_SUMS, *_FACTORS, *_ROUNDINGS)
_BLANKS = r"[ \t\x1f*`_]*\n?[ \t\x1f*`_]*"
_BLANK, _COMMA = late_pattern(_BLANKS), late_pattern(r"[,，、]")
_SENTENCE = late_pattern(r"[。；;?？！!|:：]|\.(?=\s|\Z)|\n[ \t]*\n|\n[ \t]*(?:[-*+#]|\d+[.)])[ ]")
_SIGN = late_pattern(r"[-+*/](?=[ \x1f]{0,2}\d)")
_NUMBER = r"(?P<number>\d{1,3}(?:,\d{3})+|\d{1,9}(?:\.\d{1,4})?)(?![\d%]|[.,]\d|[ ]?[*/^x+-][ ]?\d)"
_OPERAND = late_pattern(_NUMBER)
_DIRECT = late_pattern(rf"[ \x1f]{{0,2}}{_NUMBER}")
"""What stands right behind a word for rounding: ``向下取整 21``."""
_LOOSE = late_pattern(rf"[,，][^\d。.;；:：,，\n]{{0,16}}[=\x1f ]*{_NUMBER}")
"""A number behind a comma and a few words, of which only its value says that it is the result."""
_JOINED = ("sign", "times", "over", "power", "below")


@record
class RunningValue:
    """A number from `start` up to `end` to which a calculation in words comes; `is_said` where the text says so."""

    start: int
    end: int
    expr: Expr
    claimed: Number
    is_said: bool


def running_values(text: str, start: int, end: int) -> Iterator[RunningValue]:
    """The numbers to which the calculations in words come between two places of normal text, in order.

    >>> words = "227 minus 11 is 216, divided by 4 is 54, plus one, 55"
    >>> [(words[one.start : one.end], one.claimed) for one in running_values(words, 0, len(words))]
    [('227 minus 11 is 216', 216), ('divided by 4 is 54', 54), ('plus one, 55', 55)]
    """
    done = start
    for found in _going_on().finditer(text, start, end):
        begun = _value_ending(text, done, found.start() + 1) if found.start() >= done else None
        if begun is not None:
            for one in _from(text, begun, end):
                yield one
                done = one.end


@cache
def _going_on() -> re.Pattern[str]:
    """The end of a value, and an operation in words that goes on from there."""
    between, operations = words_for("filler").pattern, words_for(*_OPERATIONS).pattern
    return re.compile(rf"[\d)\]}}](?:[ \t\n\x1f*`_,，、]|{between})*+{operations}", re.IGNORECASE)


@record
class _Value:
    """A value that was told from `start` up to `end`."""

    expr: Expr
    start: int
    end: int


def _value_ending(text: str, done: int, end: int) -> _Value | None:
    """The number or the calculation that ends here."""
    first = max(done, end - _REACH)
    sentences = [found.end() for found in _SENTENCE.finditer(text, first, end)]
    line = LineExpressions([*tokens(text, sentences[-1] if sentences else first, end)])
    for place, token in enumerate(line.tokens):
        found = line.at(place)
        if found is not None and found.end == len(line.tokens):
            is_whole = line.tokens[place - 1].kind not in _JOINED if place else bool(sentences) or first == done
            is_spoken = any(one.spoken for one in line.tokens[place:])  # which is worked out from left to right
            return _Value(found.expr, token.start, end) if is_whole and not is_spoken else None
    return None


def _from(text: str, value: _Value, end: int) -> Iterator[RunningValue]:
    """The results that are told on the way on from a value; after each it goes on with the number that is told."""
    expr, start, at, is_open = value.expr, value.start, value.end, False
    while (step := _step(text, at, end)) is not None:
        what, operand, at, is_parted = step
        if what in _FACTORS and is_open and not is_parted:
            return  # is all that stands before multiplied, or the last summand?
        expr, is_open = _joined(expr, what, operand), what in _SUMS
        told = _result(text, at, end, is_rounded=what in _ROUNDINGS)
        if told is None:
            continue
        number, is_said = told
        claimed = _number(number)
        try:
            is_reached = value_of(expr) == claimed
        except (Undefined, TooLarge):
            return
        if is_said or is_reached:
            yield RunningValue(start, number.end("number"), expr, claimed, is_said)
        if not (is_said or is_reached):
            return
        expr, at, is_open = Num(claimed), number.end("number"), False
        start = _past_joints(text, at, end)[0]


def _step(text: str, at: int, end: int) -> tuple[str, Expr, int, bool] | None:
    """The operation behind a place, what it takes, where that ends, and whether a comma or a word parts it off."""
    behind, is_parted = _past_joints(text, at, end)
    sign = _SIGN.match(text, behind, end)
    word = sign or words_for(*_OPERATIONS).match(text, behind, end)
    if word is None:
        return None
    what = sign[0] if sign else meaning(word[0])
    if what in _ROUNDINGS:
        return what, Num(1), word.end(), is_parted
    after = _past_blank(text, word.end(), end)
    if found := _OPERAND.match(text, after, end):
        return what, Num(_number(found)), found.end(), is_parted
    if named := words_for("number").match(text, after, end):
        return what, Num(int(meaning(named[0]).split()[1])), named.end(), is_parted
    return None


def _past_joints(text: str, at: int, end: int) -> tuple[int, bool]:
    """Where blanks, commas and words such as ``then`` end, and whether there is more than blanks."""
    begin = _past_blank(text, at, end)
    behind = begin
    while found := _COMMA.match(text, behind, end) or words_for("filler").match(text, behind, end):
        behind = _past_blank(text, found.end(), end)
    return behind, behind > begin


def _past_blank(text: str, at: int, end: int) -> int:
    found = _BLANK.match(text, at, end)
    return found.end() if found else at


def _joined(expr: Expr, what: str, operand: Expr) -> Expr:
    match what:
        case "+":
            return total(expr, operand)
        case "-":
            return total(expr, negated(operand))
        case "*":
            return product(expr, operand)
        case "/":
            return product(expr, reciprocal(operand))
    return Op(what, (expr,))


def _result(text: str, at: int, end: int, *, is_rounded: bool) -> tuple[re.Match[str], bool] | None:
    """The number that is told behind a step, and whether a word or a sign says that it is the result."""
    said = _said().match(text, at, end)
    direct = _DIRECT.match(text, at, end) if is_rounded and said is None else None
    found = said or direct or _LOOSE.match(text, at, end)
    return (found, found is said or found is direct) if found is not None else None


@cache
def _said() -> re.Pattern[str]:
    return re.compile(
        rf"(?:[ ][a-z]{{3,12}})?{_BLANKS}[,，]?{_BLANKS}(?:=|{results(with_copulas=True)}){_BLANKS}{_NUMBER}"
    )


def _number(found: re.Match[str]) -> Number:
    return exact(Fraction(found["number"].replace(",", "")))
