"""Calculations without a sign of equality: ``96×11×11×3 (kernels/width/height/depth) 34848个``, ``28*28 (32-5+1)``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.numbers import NUMBER
from symcnn.documents.reading.separators import TIMES
from symcnn.documents.reading.statements import Side, Statement
from symcnn.documents.reading.tokens import tokens

_PRODUCT = rf"(?<![\w.*/^+-])\d{{1,6}}(?:{TIMES}\d{{1,6}}){{1,5}}(?!\d|[ \t]{{0,2}}[*xX/^+=-])"
_TOLD = late_pattern(
    rf"(?P<working>{_PRODUCT})(?:[ \t]*\([^()\n]{{0,60}}\))?[ \t]+(?P<result>{NUMBER})"
    r"(?=[ \t]*(?:个|weights|parameters|params))"
)
_EXPLAINED = late_pattern(
    rf"(?<![\w.*/^+-])(?P<result>\d{{1,5}}){TIMES}(?P=result)(?![\d.]|{TIMES}\d)[ \t]{{0,3}}"
    r"\((?P<working>[\d +*/()-]{3,40})\)(?![ \t]*=)"
)
_SIGN = late_pattern(r"\d[ \t]*[-+*/]")


def asides(text: str, start: int, end: int) -> Iterator[Statement]:
    """The calculations that are told by their order alone; nothing tells for certain that they are meant as such."""
    for pattern in (_TOLD, _EXPLAINED):
        for found in pattern.finditer(text, start, end):
            if _SIGN.search(found["working"]):
                statement = _statement(text, found)
                if statement is not None:
                    yield statement


def _statement(text: str, found: re.Match[str]) -> Statement | None:
    spans = sorted(found.span(name) for name in ("working", "result"))
    line = [token for span in spans for token in tokens(text, *span)]
    first = expression_at(line, 0)
    second = expression_at(line, first.end) if first else None
    if first is None or second is None or second.end != len(line):
        return None
    sides = (Side(first.expr, 0, first.end), Side(second.expr, first.end, second.end))
    return Statement(tuple(line), sides, (False,), is_certain=False)
