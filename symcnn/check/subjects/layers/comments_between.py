"""Comments on lines of their own between layers of code: whether they tell of those above them or of those below."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.numbers import NUMBERS, read_number
from symcnn.models.model import ModelLayer

_BETWEEN = late_pattern(r"[\s,)\]]*\n(?:[ \t]*(?:#[^\n]*)?\n)+[ \t]*(?:self\.\w+ ?= ?)?[\w.]*$")
_FEWEST_TELLING = 100
_FEWEST_FITTING = 2
"""How many comments show of which layers all of them tell."""

Gap = tuple[int, int]
"""Where what stands between two layers begins and ends."""


def comment_lines(made: Sequence[ModelLayer], counts: Sequence[frozenset[int]], shown: str) -> Mapping[int, int]:
    """The starts of lines that are comments on a layer, with its place among the layers made.

    `counts` are the counts of each layer. All comments tell of the layers above them, or all of those below,
    by which more of their numbers are those of the layers.
    """
    if not made:
        return {}
    gaps = [(place, gap) for place, gap in enumerate(_gaps(made, shown)) if gap is not None]
    told = [*gaps, (len(made) - 1, (made[-1].end, _last_comment(made[-1].end, shown)))]
    others = [(0, (_first_comment(made[0].start, shown), made[0].start)), *((place + 1, gap) for place, gap in gaps)]
    above, below = (sum(bool(counts[place] & _numbers(shown, gap)) for place, gap in way) for way in (told, others))
    if max(above, below) < _FEWEST_FITTING or above == below:
        return {}
    return {line: place for place, gap in (told if above > below else others) for line in _lines(shown, gap)}


def _gaps(made: Sequence[ModelLayer], shown: str) -> Iterator[Gap | None]:
    """What stands between a layer and the next one, where that is comments on lines of their own alone."""
    for one, other in pairwise(made):
        is_comment = one.end < other.start and _BETWEEN.fullmatch(shown, one.end, other.start) is not None
        yield (one.end, other.start) if is_comment and "#" in shown[one.end : other.start] else None


def _first_comment(at: int, shown: str) -> int:
    """Where the line ends before the comments that stand right before the first layer."""
    line = shown.rfind("\n", 0, at)
    while line > 0 and shown[shown.rfind("\n", 0, line) + 1 : line].lstrip().startswith("#"):
        line = shown.rfind("\n", 0, line)
    return max(line, 0)


def _last_comment(at: int, shown: str) -> int:
    """Where the comments end that stand right behind the last layer."""
    line = shown.find("\n", at)
    end = max(line, at)
    while line >= 0 and (following := shown.find("\n", line + 1)) >= 0:
        if not shown[line + 1 : following].lstrip().startswith("#"):
            break
        end = line = following
    return end


def _numbers(shown: str, gap: Gap) -> frozenset[int]:
    found = (read_number(one) for one in NUMBERS.finditer(shown, *gap))
    values = (one.value for one in found if one is not None)
    return frozenset(int(value) for value in values if value >= _FEWEST_TELLING and value == int(value))


def _lines(shown: str, gap: Gap) -> Iterator[int]:
    """The starts of the lines that are comments."""
    at = shown.find("\n", gap[0]) + 1
    while 0 < at < gap[1]:
        if shown[at : at + 200].lstrip(" \t").startswith("#"):
            yield at
        at = shown.find("\n", at) + 1
