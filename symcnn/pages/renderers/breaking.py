"""Where a long line of working is broken: before an equals sign, or before a sign of a long sum."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.record import record
from symcnn.core.written.layout import written
from symcnn.core.written.spelling import Plain
from symcnn.core.written.tree import Expr, Op
from symcnn.pages.build.blocks import Equation


@record
class LinePiece:
    """Part of a line: the sign before it (``=``, ``+``, ``-``) and what follows it."""

    sign: str
    expr: Expr


def broken(row: Equation, columns: int, plain: Plain) -> Iterator[list[LinePiece]]:
    """The lines of an equation, each of about `columns` characters at the most, as lists of pieces."""
    line: list[LinePiece] = []
    used = 0
    for expr in row.lines:
        for piece, length in _pieces(expr, columns, plain):
            if line and used + length > columns:
                yield line
                line, used = [], 0
            line.append(piece)
            used += length
    yield line


def _pieces(expr: Expr, columns: int, plain: Plain) -> Iterator[tuple[LinePiece, int]]:
    length = len(written(expr, plain)) + 3
    if length <= columns or not (isinstance(expr, Op) and expr.name == "+"):
        yield LinePiece("=", expr), length
        return
    part: list[Expr] = []
    sign, used = "=", 0
    for term in expr.args:
        size = len(written(term, plain)) + 3
        if part and used + size > columns:
            yield LinePiece(sign, _sum(part)), used
            sign, part, used = "+", [], 0
            if isinstance(term, Op) and term.name == "-":
                sign, term = "-", term.args[0]
        part.append(term)
        used += size
    yield LinePiece(sign, _sum(part)), used


def _sum(terms: list[Expr]) -> Expr:
    return terms[0] if len(terms) == 1 else Op("+", tuple(terms))
