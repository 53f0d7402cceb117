"""Windows and lists of their sides, strides and dilations as they are written: ``3×3/2``, ``1, 2, 4, …, 512``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import LONGEST_USUAL, is_small_square

_ROLES = ("kernel", "stride", "dilation")
_NEAR = 8
"""How many signs stand at most between a word and the number that it is of."""
_REACH = 24
"""How many signs away a word may stand that says how numbers or windows beside it are meant."""
_MOST_LISTED = 128
_FEWEST_POWERS = 3
"""How many numbers of a list show that each is so many times the one before."""
_LIST = late_pattern(r"[\s,，、\x1f$]*(?:and|then|和|与|,|，|、)[\s\x1f$]*")
_ELLIPSIS = late_pattern(r"[\s,，、\x1f$]*(?:…+|\.\.\.|\\[lc]?dots)[\s,，、\x1f$]*(?:and|和)?[\s\x1f$]*")
_SLASHED = late_pattern(r"(\d+)\s*\*\s*(\d+)\s*/\s*(\d+)")
_OF_NEXT = late_pattern(r"\s*(?:的|-)?\s*(?:dilated|strided)?\s*")
"""What stands between an argument and the window behind it that it is of."""
_SHORT_BEHIND = late_pattern(r"[\s$]*[,，(（]?\s*(?:s\s*=?\s*|stride-)(\d)(?![\w.])")
"""A stride in short behind a window: ``3*3 s2``."""
_SQUARE = late_pattern(r"(\d+)\s*\*\s*(\d+)")
_COUNT_BEHIND = late_pattern(
    r"[^\S\n]*\]?\$?(?:卷积|conv\w*|layers?|层)?[^\S\n]*[（(]?[^\S\n]*[*x]\s*(\d{1,2})(?![\d*x.])"
)
_NAMED_BEFORE = late_pattern(r"(?:layers?|convs?|convolutions?|kernels?|filters?|windows?)\s+of\s+[$\s]*$")
_NAMED_BEHIND = late_pattern(
    r"[^\S\n]*\$?[^\S\n]*(?:的)?(?:(?:conv|kernel|filter|layer|window)|卷积|核|层)|[、,，]\s*[dsk]\s*="
)
_ONE_BEFORE = late_pattern(r"(?:\b(?:an?|single|one)\s+|(?:一|单)[个层]?\s*)[$\s]*$")
_UP_TO = late_pattern(r"[\s,，$]*(?:每层)?(?:翻倍|加倍|倍增)?(?:增长|增加)?(?:到|至|up to|to)[\s$]*")
_DOUBLED = late_pattern(r"翻倍|加倍|倍增|doubl")
_OPERATORS, _ARROW_BEHIND = "+-*/^·", ("->", "-->")
_HAS_UNIT = late_pattern(r"[\s$~\\]*(?:%|ms\b|[kM]?Hz\b|s\b|[kKMG]i?B\b|毫秒|秒|千赫)")


class WindowArgument(NamedTuple):
    """What a list of numbers tells of windows: its role, its values, the place of the mark behind it."""

    role: str
    values: tuple[int, ...]
    behind: int


def argument_at(text: str, standing: Sequence[Mark], place: int, role: str) -> WindowArgument | None:
    """The list of sides, strides or dilations that begins with a mark, which is bound to a role, or stands behind one.

    >>> from symcnn.documents.told.marks import marks
    >>> text = "dilations 1, 2, 4, …, 32"
    >>> argument_at(text, marks(text, 0, len(text)), 1, "")
    WindowArgument(role='dilation', values=(1, 2, 4, 8, 16, 32), behind=9)
    """
    mark = standing[place]
    before = standing[place - 1] if place else None
    named = before.named("role") if before is not None and mark.start - before.end <= _NEAR else ()
    meant = named[0] if role not in _ROLES[1:] and named and named[0] in _ROLES else role
    if meant not in _ROLES:
        return None
    if mark.sort == "tuple":
        dims = tuple(dim for dim in mark.dims if dim)
        is_list = len(dims) > 2 or len({*dims}) > 1
        whole = len(dims) == len(mark.dims)
        return WindowArgument(meant, dims if is_list else dims[:1], place + 1) if whole else None
    if mark.sort != "number" or not mark.whole or mark.text or has_unit(text, mark):
        return None
    return WindowArgument(meant, *listed(text, standing, place))


def listed(text: str, standing: Sequence[Mark], place: int) -> tuple[tuple[int, ...], int]:
    """The numbers of a list from a place on, and the place behind it; what dots leave out goes on as it begins."""
    numbers = [standing[place].whole or 1]
    last, behind = standing[place], place + 1
    for at in range(place + 1, len(standing)):
        mark = standing[at]
        if not mark.is_figure:
            continue
        if mark.sort != "number" or not mark.whole or mark.text:
            break
        if _ELLIPSIS.fullmatch(text, last.end, mark.start):
            numbers += _gone_on(numbers, mark.whole)
        elif len(numbers) == 1 and _is_doubled(text, last, mark):
            numbers += _doubled(numbers[0], mark.whole)
        elif not _LIST.fullmatch(text, last.end, mark.start):
            break
        numbers.append(mark.whole)
        last, behind = mark, at + 1
    return tuple(numbers), behind


def _gone_on(numbers: Sequence[int], last: int) -> Iterator[int]:
    """What stands between the beginning of a list and its last number: multiples, else steps."""
    first, second = numbers[-2:] if len(numbers) > 1 else (1, 1)
    is_multiple = len(numbers) >= _FEWEST_POWERS and second % first == 0 and second > first
    number = second
    for _ in range(_MOST_LISTED):
        number = number * (second // first) if is_multiple else number + second - first
        if number >= last or second == first:
            return
        yield number


def _doubled(first: int, last: int) -> Iterator[int]:
    """The numbers between two of which each is twice the one before."""
    return takewhile(lambda number: number < last, (first << power for power in range(1, _MOST_LISTED)))


def _is_doubled(text: str, first: Mark, last: Mark) -> bool:
    """Whether numbers go on from one to another so that each is twice the one before: ``从 1 翻倍到 512``."""
    is_said = _DOUBLED.search(text, max(0, first.start - _REACH), last.end + _REACH) is not None
    return is_said and _UP_TO.fullmatch(text, first.end, last.start) is not None


def stride_behind(text: str, mark: Mark) -> tuple[int, ...]:
    """The stride that stands in short behind a window; nothing where none does."""
    found = _SHORT_BEHIND.match(text, mark.end)
    return (int(found[1]),) if found is not None and int(found[1]) else ()


def side_written(text: str, mark: Mark) -> int | None:
    """The side of a window that stands as the argument of a call: ``Conv2D(3*3)``."""
    found = _SQUARE.fullmatch(text, mark.start, mark.end) if mark.sort == "number" else None
    return int(found[1]) if found is not None and found[1] == found[2] else None


def count_behind(text: str, mark: Mark) -> int | None:
    """How many layers of a window there are, where that stands behind it: ``3*3 conv *2``."""
    found = _COUNT_BEHIND.match(text, mark.end)
    return int(found[1]) if found is not None and int(found[1]) > 1 else None


def is_named_window(text: str, mark: Mark) -> bool:
    """Whether words beside a square say that it is a window: ``layers of 3*3``, ``3*3 kernels``."""
    is_before = _NAMED_BEFORE.search(text, max(0, mark.start - _REACH), mark.start) is not None
    return is_before or _NAMED_BEHIND.match(text, mark.end) is not None


def is_one_window(text: str, mark: Mark) -> bool:
    """Whether words before a window say that it is one: ``a 7*7 layer``."""
    return _ONE_BEFORE.search(text, max(0, mark.start - _NEAR), mark.start) is not None


def is_of_formula(text: str, mark: Mark) -> bool:
    """Whether a number is part of a formula with letters: ``2n + 1``."""
    before, behind = text[: mark.start][-_NEAR:].rstrip(" $"), text[mark.end : mark.end + _NEAR]
    is_factor = behind[:1].isascii() and behind[:1].isalpha() and not behind[1:2].isalpha()
    ahead = behind.lstrip(" $")
    is_before_operator = ahead[:1] in tuple(_OPERATORS) and not ahead.startswith(_ARROW_BEHIND)
    return is_factor or before[-1:] in _OPERATORS or is_before_operator


def window_and_stride(text: str, mark: Mark) -> tuple[int, int] | None:
    """The side of a window that is written with its stride behind a slash, and that stride.

    >>> window_and_stride("3*3/2", Mark("calculation", 0, 5))
    (3, 2)
    """
    slashed = _SLASHED.fullmatch(text, mark.start, mark.end)
    is_window = slashed is not None and slashed[1] == slashed[2] and 0 < int(slashed[1]) <= LONGEST_USUAL
    return (int(slashed[1]), int(slashed[3])) if slashed is not None and is_window else None


def is_before_slash(text: str, mark: Mark) -> bool:
    """Whether a mark is a window, and its stride stands behind a slash."""
    side = mark.dims[0] if mark.sort == "shape" and len(mark.dims) == 2 else None
    return bool(side) and side == mark.dims[1] and text[mark.end : mark.end + 1] == "/"


def is_of_next_window(text: str, last: Mark, ahead: Mark | None) -> bool:
    """Whether an argument stands before the window that it is of: ``空洞率 3 的 3×3``."""
    is_window = ahead is not None and (
        is_small_square(ahead) or is_before_slash(text, ahead) or window_and_stride(text, ahead) is not None
    )
    return ahead is not None and is_window and bool(_OF_NEXT.fullmatch(text, last.end, ahead.start))


def has_unit(text: str, mark: Mark) -> bool:
    """Whether a number is an amount of something: of milliseconds, of bytes, of hundredths."""
    is_printed = mark.reading is not None and bool(mark.reading.unit)
    return is_printed or bool(_HAS_UNIT.match(text, mark.end))
