"""One line of working after another: what a person would write next, on paper."""

from __future__ import annotations

from operator import is_

from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.layout import bracketed
from symcnn.core.written.tree import Expr, Num, Op, names


def next_line(expr: Expr) -> Expr:
    """The line after this one; the same expression where no number is left to work out.

    Every innermost bracket becomes its value, and so does every power that stands outside of
    brackets; a line without either is worked out at once.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import plain_text
    >>> line = read_relation("(5^2*1 + 1)*6*28^2")
    >>> plain_text(next_line(line)), plain_text(next_line(next_line(line)))
    ('26·6·784', '122,304')
    """
    if not isinstance(expr, Op):
        return expr
    cleared = expr if all(isinstance(arg, Num) for arg in expr.args) else _cleared(expr)
    if cleared is not expr:
        return cleared
    return expr if names(expr) else Num(value_of(expr))


def worked_out(expr: Expr) -> Op:
    """The expression and each line of its evaluation, as one chain of equations.

    >>> from symcnn.network.language.parse import read_relation
    >>> from symcnn.core.written.spelling import plain_text
    >>> plain_text(worked_out(read_relation("(5*5 + 1)*6")))
    '(5·5 + 1)·6 = 26·6 = 156'
    """
    lines = [expr]
    while (following := next_line(lines[-1])) is not lines[-1]:
        lines.append(following)
    return Op("=", tuple(lines))


def _cleared(expr: Op) -> Expr:
    args = tuple(_cleared_part(expr.name, place, arg) for place, arg in enumerate(expr.args))
    return expr if all(map(is_, args, expr.args)) else Op(expr.name, args)


def _cleared_part(parent: str, place: int, part: Expr) -> Expr:
    if not isinstance(part, Op):
        return part
    if part.name in ("-", "/"):
        return _cleared(part)
    stands_alone = part.name == "^" or bracketed(parent, place, part)
    if stands_alone and not _has_brackets(part) and not names(part):
        return Num(value_of(part))
    return _cleared(part)


def _has_brackets(expr: Op) -> bool:
    return any(
        isinstance(arg, Op) and (bracketed(expr.name, place, arg) or _has_brackets(arg))
        for place, arg in enumerate(expr.args)
    )
