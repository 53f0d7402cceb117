"""What may have gone wrong where a calculation is off: the smallest change that makes it true, with its name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise

from symcnn.checking.finding import Edit
from symcnn.mentions.tokens import Token
from symcnn.written.arithmetic import Number, TooLarge, Undefined, value_of
from symcnn.written.tree import Expr, Num, Op, product, total

_SMALL_KERNELS = range(2, 12)
_LEAST_DIGITS = 4


def edit_of(expr: Expr, value: Number, claimed: Number, printed: Token, working: Sequence[Token]) -> Edit | None:
    """The edit that makes a calculation true; None where no reason for its number is seen.

    `printed` is the number, `working` the tokens of the expression. The edit is certain only where the digits
    themselves show the slip and nothing in the expression explains the number.
    """
    padding = _padding(expr, value, claimed, working)
    if padding is not None:
        return padding
    name = next(_in_expression(expr, claimed), None)
    if name is not None:
        return _edit(name, value, printed, is_certain=False)
    return edit_in_digits(value, claimed, printed)


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
    for mark in (",", "{,}", "'", "’", " ", "\u00a0", "\u2009", "\u202f"):
        if mark in text:
            return f"{value:,}".replace(",", mark)
    return str(value) if text.isdigit() else None


def slip(right: str, wrong: str) -> str | None:
    """The name of the one slip of a pen that turns the right digits into the wrong ones.

    >>> slip("122304", "122340"), slip("885120", "8885120"), slip("1516", "1156"), slip("156", "256")
    ('digits-exchanged', 'digit-doubled', 'digits-exchanged', 'wrong-digit')
    """
    if len(wrong) == len(right):
        different = [place for place, (one, other) in enumerate(zip(right, wrong, strict=True)) if one != other]
        if len(different) == 2 and different[1] == different[0] + 1 and right[different[0]] == wrong[different[1]]:
            return "digits-exchanged" if right[different[1]] == wrong[different[0]] else None
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
    match expr:
        case Op("+", (*terms, _)) if terms:
            yield "last-term-left-out", total(*terms)
        case Op("*", factors):
            for factor in factors:
                if isinstance(factor, Num) and factor.value > 1:
                    yield "bias-left-out", total(expr, factor)
            for place, factor in enumerate(factors):
                if isinstance(factor, Num) and factor.value in _SMALL_KERNELS:
                    squared = (*factors[:place], Op("^", (factor, Num(2))), *factors[place + 1 :])
                    yield "kernel-not-squared", product(*squared)
            for place, (one, other) in enumerate(pairwise(factors)):
                if one == other and isinstance(one, Num) and one.value in _SMALL_KERNELS:
                    yield "kernel-once", product(*factors[:place], *factors[place + 1 :])
            yield "twice", product(Num(2), expr)
            yield "half", product(Num(Fraction(1, 2)), expr)


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
