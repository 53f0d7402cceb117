"""Runs of figures that grow, and the words beside each of them, which may say of which layer it is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from symcnn.check.subjects.windows.stack_walk import SeenFigure
from symcnn.core.text.late_pattern import late_pattern

_LONGEST, _LONGEST_LABEL = 24, 48
"""How many figures a run has at most, and how many signs the name of a layer."""
_SIGN_BEFORE = late_pattern(r"(?:[+*×·/(^−-]|\\cdot|\\times)[\s$]*$")
_SIGN_BEHIND = late_pattern(r"[\s$]*(?:[+*×·^:：]|\\cdot|\\times)")
_BREAK_AT_END = late_pattern(r"[,，;；、](?:[\s$*]|and\b)*$|\band\s+\$?$")
_BREAK = late_pattern(r"[:：。;；,，、→]|->|\\to\b|\.\s")


def growing_runs(
    text: str, passage: Sequence[SeenFigure], *, with_equals: bool = False
) -> Iterator[Sequence[SeenFigure]]:
    """Growing figures, without the parts of formulas; where `with_equals`, some may be as large as the one before."""
    told = [figure for figure in passage if figure.side > 0 and not _is_of_formula(text, figure)]
    ends = [at for at, (one, behind) in enumerate(pairwise(told), 1) if behind.side < one.side + (not with_equals)]
    for start, end in pairwise([0, *ends, len(told)]):
        if len({figure.side for figure in told[start:end]}) > 1 and end - start <= _LONGEST:
            yield told[start:end]


def _is_of_formula(text: str, figure: SeenFigure) -> bool:
    start, end = figure.mark.start, figure.mark.end
    return bool(_SIGN_BEFORE.search(text, max(0, start - 8), start) or _SIGN_BEHIND.match(text, end))


def words_beside(text: str, run: Sequence[SeenFigure]) -> Sequence[str]:
    """The words beside each figure: those behind it where a comma follows them, else those before it."""
    spans = [(figure.mark.start, figure.mark.end) for figure in run]
    between = [text[end : min(start, end + 2 * _LONGEST_LABEL)] for (_, end), (start, _) in pairwise(spans)]
    (first, _), (_, last) = spans[0], spans[-1]
    if 2 * sum(_BREAK_AT_END.search(words) is not None for words in between) > len(between):
        return [*between, _before_break(text[last : last + _LONGEST_LABEL])]
    return [_behind_break(text[max(0, first - _LONGEST_LABEL) : first]), *between]


def _behind_break(label: str) -> str:
    last = [match.end() for match in _BREAK.finditer(label.rstrip(" :："))]
    return label[last[-1] :] if last else label


def _before_break(label: str) -> str:
    match = _BREAK.search(label)
    return label[: match.start()] if match is not None else label
