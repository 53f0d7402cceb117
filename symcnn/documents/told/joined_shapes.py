"""Shapes that are told number by number: ``5 by 5``, ``twenty pixels wide and thirty high``, ``高 94、宽 58``."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark

_NOUNS = r"pixels?|px|cells?|places|像素|(?:[a-z]+[ -])?bands?|frames?|bins|slices|samples|steps"
_UNITS = rf"(?:[ -]?(?:{_NOUNS}))?"
_HIGH = r"(?:rows? high|high|tall|deep|rows?(?: of [a-z]+)?|行|高)"
_WIDE = r"(?:columns? wide|wide|across|broad|columns?(?: of [a-z]+)?|列|宽)"
_BY = late_pattern(rf"{_UNITS}(?: (?:{_HIGH}|{_WIDE}))?[ -](?:by|times)[ -](?:an? )?|{_UNITS} ?乘(?:以|上)? ?")
_BESIDE = late_pattern(rf"{_UNITS}[ -]?(?:{_HIGH}|{_WIDE})(?: (?:and|by|or)|,| ×|，|、)?\s?(?:an?\s)?")
_BEHIND = late_pattern(rf"{_UNITS}[ -]?(?:{_HIGH}|{_WIDE})")
_IS = r"(?: is| of|为|是|=| =|:|：)? ?"
_HEADS = late_pattern(rf"(?:(?:height|高度?){_IS})$")
_BETWEEN = late_pattern(rf"(?:,|，|、| and| by)? ?(?:a )?(?:width|宽度?){_IS}")
_WHAT = r"[a-z]{3,8}|[\u4e00-\u9fff]{2,4}?"
_OF_ROWS = late_pattern(rf"(?:行|高|纵|vertical |row |height )(?:方?向)?的?({_WHAT}){_IS}$")
_OF_COLUMNS = late_pattern(
    rf"(?:,|，|、| and)? ?(?:a )?(?:列|宽|横|horizontal |column |width )(?:方?向)?的?({_WHAT}|){_IS}"
)
"""What is told of rows, and behind it of columns: ``行步幅 3、列步幅 2``."""
_MAPS = late_pattern(
    r" ?(?:feature )?(?:maps|planes|channels|images) (?:of|of size|sized) | ?[张幅](?:大小为?|尺寸为?)? ?"
)
_SO_MANY = late_pattern(r" ?个? ?")
_ARE_MAPS = late_pattern(r" ?(?:的 ?)?(?:feature maps|feature planes|特征图|特征平面|特征映射)")
_HEAD_LENGTH = 24
_MOST_AXES = 4


def joined(text: str, found: Sequence[Mark]) -> list[Mark]:
    """The marks with those numbers as one shape that text tells as the sides of one.

    >>> from symcnn.documents.told.marks import marks
    >>> [mark.dims for mark in marks("six by six by forty, 20 pixels wide and 30 high", 0, 47) if mark.dims]
    [(6, 6, 40), (20, 30)]
    """
    if sum(mark.is_figure for mark in found) < 2:
        return list(found)
    standing: list[Mark] = []
    at = 0
    while at < len(found):
        sides = _sides(text, found, at)
        if len(sides) > 1:
            dims = tuple(side.whole or 0 for side in sides)
            unit = _BEHIND.match(text, sides[-1].end)
            standing.append(Mark("shape", sides[0].start, unit.end() if unit else sides[-1].end, dims=dims))
            ends = standing[-1].end
            at = next((place for place in range(at, len(found)) if found[place].start >= ends), len(found))
        else:
            standing.append(found[at])
            at += 1
    return _with_maps(text, standing)


def _with_maps(text: str, found: Sequence[Mark]) -> list[Mark]:
    """The marks with so many maps of a size as one shape: ``6 张 28×28``, ``6 个 28×28 的特征图``."""
    standing: list[Mark] = []
    for mark in found:
        near = reversed(standing[-3:]) if len(mark.dims) == 2 else ()
        before = next((one for one in near if one.is_figure), None)
        gap = text[before.end : mark.start] if before is not None else ""
        if before is not None and _is_side(before) and _counts_maps(text, gap, mark.end):
            while standing[-1] is not before:
                standing.pop()
            standing.pop()
            mark = Mark("shape", before.start, mark.end, dims=(*mark.dims, before.whole or 0))
        standing.append(mark)
    return standing


def _counts_maps(text: str, gap: str, end: int) -> bool:
    """Whether what stands between a number and a plane, or behind that, says that there are so many such maps."""
    is_counted = _SO_MANY.fullmatch(gap) is not None and _ARE_MAPS.match(text, end) is not None
    return is_counted or _MAPS.fullmatch(gap) is not None


def _sides(text: str, found: Sequence[Mark], at: int) -> list[Mark]:
    if not _is_side(found[at]):
        return []
    sides = [found[at]]
    for _ in range(_MOST_AXES - 1):
        at = _next_figure(found, at)
        following = found[at] if at < len(found) else None
        if following is None or not _is_side(following):
            break
        gap = text[sides[-1].end : following.start]
        is_by = _BY.fullmatch(gap) is not None
        is_beside = len(sides) == 1 and _BESIDE.fullmatch(gap) is not None and _BEHIND.match(text, following.end)
        if not (is_by or is_beside or (len(sides) == 1 and _is_headed(text, sides[0].start, gap))):
            break
        sides.append(following)
    return sides


def _is_headed(text: str, start: int, gap: str) -> bool:
    """Whether a height stands before the first number, and between the two that the second is a width."""
    head = text[max(start - _HEAD_LENGTH, 0) : start]
    if _BETWEEN.fullmatch(gap) is not None and _HEADS.search(head) is not None:
        return True
    columns = _OF_COLUMNS.fullmatch(gap)
    rows = _OF_ROWS.search(head) if columns is not None else None
    return rows is not None and columns is not None and columns[1] in ("", rows[1])


def _next_figure(found: Sequence[Mark], at: int) -> int:
    """The place behind a mark, and behind up to three words and commas that follow it."""
    between = takewhile(lambda mark: mark.sort in ("word", "comma"), found[at + 1 : at + 4])
    return at + 1 + len(list(between))


def _is_side(mark: Mark) -> bool:
    return mark.sort == "number" and mark.whole is not None and 0 < mark.whole < 100_000 and not mark.meanings
