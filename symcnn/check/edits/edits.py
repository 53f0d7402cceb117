"""What may have gone wrong where a calculation is off: the smallest change that makes it true, with its name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from symcnn.check.findings.finding import Edit, Sentence
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, product, rebuilt, total, walk

if TYPE_CHECKING:  # a network is checked without it
    from symcnn.documents.reading.tokens import Token

_SMALL_KERNELS = range(2, 12)
_LEAST_DIGITS = 4
_DOUBTFUL = ("wrong-digit", "digit-missing", "digit-too-many")
"""Slips that small numbers show without one."""
EXCHANGED = "digits-exchanged"
_OTHER_ROUNDING = {"floor": "ceil", "ceil": "floor"}


def edit_of(expr: Expr, value: Number, claimed: Number, printed: Token, working: Sequence[Token]) -> Edit | None:
    """The edit that makes a calculation true; None where no reason for its number is seen.

    `printed` is the number, `working` the tokens of the expression. The edit is certain only where the digits
    themselves show the slip and nothing in the expression explains the number.
    """
    padding = _padding(expr, value, claimed, working)
    if padding is not None:
        return padding
    name = next(_in_expression(expr, claimed), None)
    if name == "bias-left-out":
        end = working[-1].end
        return Edit(name, end, end, f" + {claimed - value}", is_certain=False)
    if name == "kernel-not-squared":
        kernel = next((token for token in working if token.number and token.number.value * value == claimed), None)
        return kernel and Edit(name, kernel.end, kernel.end, "²", is_certain=False)
    if name is not None:
        return _edit(name, value, printed, is_certain=False)
    return edit_in_digits(value, claimed, printed)


def reason(edit: Edit, expr: Expr, values: Mapping[str, object]) -> Sentence:
    """Why the number beside an expression is off, as the edit has it; `values` are ``side``, ``value``, ``claimed``."""
    match expr:
        case Op("+", (*terms, last)) if edit.name == "last-term-left-out":
            are_biases = any(isinstance(term, Op) and term.name == "*" and last in term.args for term in terms)
            key = "biases" if are_biases and last != Num(1) else "last-term"
            return Sentence(f"calculation.{key}-left-out", {**values, "term": last})
    if edit.name in _DOUBTFUL and not edit.is_certain:
        return Sentence("calculation.off", values)
    key = "calculation.because" if edit.is_certain else "calculation.perhaps"
    return Sentence(key, {**values, "cause": Sentence(f"edit.{edit.name}")})


def edit_in_digits(value: Number, claimed: Number, printed: Token) -> Edit | None:
    """The edit of a printed number that differs from the right one by one slip of the pen; None for others."""
    if value.denominator != 1 or claimed.denominator != 1:
        return None
    name = slip(str(value), str(claimed))
    return None if name is None else _edit(name, value, printed, is_certain=len(str(claimed)) >= _LEAST_DIGITS)


def _edit(name: str, value: Number, printed: Token, *, is_certain: bool) -> Edit | None:
    replacement = _in_the_style_of(value, printed)
    if replacement is None:
        return None
    return Edit(name, printed.start, printed.end, replacement, is_certain)


def _in_the_style_of(value: Number, printed: Token) -> str | None:
    """The number with the other's way of grouping digits; None for one with a unit or decimals."""
    text = printed.text
    if value.denominator != 1 or value < 0:
        return None
    for mark in ("{,}", ",", "'", "’", " ", "\u00a0", "\u2009", "\u202f"):
        if mark in text:
            return f"{value:,}".replace(",", mark)
    return str(value) if text.isdigit() else None


def slip(right: str, wrong: str) -> str | None:
    """The name of the one slip of a pen that turns the right digits into the wrong ones.

    >>> slip("122304", "122340"), slip("885120", "8885120"), slip("25088", "25880"), slip("156", "256")
    ('digits-exchanged', 'digit-doubled', 'digits-exchanged', 'wrong-digit')
    """
    if len(wrong) == len(right):
        different = [place for place, (one, other) in enumerate(zip(right, wrong, strict=True)) if one != other]
        if len(different) == 2 and [right[at] for at in different] == [wrong[at] for at in reversed(different)]:
            return EXCHANGED
        return "wrong-digit" if len(different) == 1 else None
    longer, shorter = (wrong, right) if len(wrong) > len(right) else (right, wrong)
    if len(longer) != len(shorter) + 1:
        return None
    place = next(
        (at for at, (one, other) in enumerate(zip(longer, shorter, strict=False)) if one != other), len(shorter)
    )
    if longer[:place] + longer[place + 1 :] != shorter:
        return None
    if longer is right:
        return "digit-missing"
    return "digit-doubled" if place and longer[place] == longer[place - 1] else "digit-too-many"


def _in_expression(expr: Expr, claimed: Number) -> Iterator[str]:
    """The names of the changes to the expression that give the claimed number."""
    for name, changed in _changes(expr):
        try:
            if value_of(changed) == claimed:
                yield name
        except (Undefined, TooLarge):
            continue


def _changes(expr: Expr) -> Iterator[tuple[str, Expr]]:
    operations = {node.name for node in walk(expr) if isinstance(node, Op)}
    if "floor" in operations and "ceil" not in operations:
        yield "ceiling-for-floor", _rounded_otherwise(expr)
    if "ceil" in operations and "floor" not in operations:
        yield "floor-for-ceiling", _rounded_otherwise(expr)
    match expr:
        case Op("+", (*terms, _)) if terms:
            yield "last-term-left-out", total(*terms)
        case Op("*", factors):
            counted = any(
                isinstance(factor, Op) and factor.name == "+" and factor.args[-1] == Num(1) for factor in factors
            )
            for factor in factors:
                if isinstance(factor, Num) and factor.value > 1:
                    yield "bias-twice" if counted else "bias-left-out", total(expr, factor)
            for place, factor in enumerate(factors):
                if isinstance(factor, Num) and factor.value in _SMALL_KERNELS:
                    squared = (*factors[:place], Op("^", (factor, Num(2))), *factors[place + 1 :])
                    yield "kernel-not-squared", product(*squared)
            for place, (one, other) in enumerate(pairwise(factors)):
                if one == other and isinstance(one, Num) and one.value in _SMALL_KERNELS:
                    yield "kernel-once", product(*factors[:place], *factors[place + 1 :])
            yield "twice", product(Num(2), expr)
            yield "half", product(Num(Fraction(1, 2)), expr)


def _rounded_otherwise(expr: Expr) -> Expr:
    changed = rebuilt(expr, _rounded_otherwise)
    match changed:
        case Op(name, args) if name in _OTHER_ROUNDING:
            return Op(_OTHER_ROUNDING[name], args)
    return changed


def _padding(expr: Expr, value: Number, claimed: Number, working: Sequence[Token]) -> Edit | None:
    """``(12 - 3)/1 + 1`` where 12 is claimed: the padding of 1 on both sides is left out."""
    match expr:
        case Op("+", (Op("*", (Op("+", (Num(), Op("-", (Num(kernel),)))), Op("/", (Num(stride),)))), Num(1))):
            cells = (claimed - value) * stride
            if cells % 2 or not 0 < cells < kernel * 2:
                return None
            bracket = next((token for token in working if token.kind == "close"), None)
            if bracket is not None:
                return Edit("padding-left-out", bracket.start, bracket.start, f"+2*{cells // 2}", is_certain=False)
    return None
