"""Which stars and underscores of Markdown are emphasis, and which are products, powers and names."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.blanking import Mark

_OPERANDS = frozenset(")]}([{`$'²³\\")
_CLOSERS = frozenset(")]}`$'²³")
_NUMERIC_LEFT = late_pattern(r"[\d)\]][ \t]*\Z")
_NUMERIC_RIGHT = late_pattern(r"[ \t]*[\d(\[]")
_FACTOR = late_pattern(
    r"\*[(\[]*(?:\d[\d.,]*|\w{1,3}|\w*_\w*)(?:[)\]]*[ \t]*[-+*/^·×][ \t]*[(\[]*(?:\d[\d.,]*|\w{1,3}|\w*_\w*))*[)\]]*\*"
)
"""What may be multiplied between two stars: numbers and letters, ``28`` or ``K + 1``; a title of words is no factor."""


class Emphasis:
    """The runs of one paragraph, given in order; `marks` are those that belong together."""

    def __init__(self, text: str, start: int, end: int) -> None:
        self._text, self._start, self._end = text, start, end
        self._open: dict[str, list[int]] = {}
        self._doubtful: set[int] = set()
        """Where a run may as well be a power: 边长**2."""

    def run(self, at: int, after: int) -> Iterator[Mark]:
        """The marks that are known to be emphasis once the run from `at` to `after` is seen."""
        sign, width = self._text[at], after - at
        before = self._text[at - 1] if at > self._start else " "
        behind = self._text[after] if after < self._end else " "
        if width > 3 or (sign == "~" and width != 2):
            return
        opens, closes = _roles(sign, width, before, behind)
        doubtful = sign == "*" and width == 2 and before.isalnum() and behind.isdigit()
        certain = not doubtful and (before.isalnum() or before in _CLOSERS)
        if closes and (yield from self._closed(sign, width, at, after, is_certain=certain)):
            return
        if opens:
            if doubtful:
                self._doubtful.add(at)
            self._open.setdefault(sign * width, []).append(at)

    def _closed(self, sign: str, width: int, at: int, after: int, *, is_certain: bool) -> Generator[Mark, None, bool]:
        """Closes what this run can close; tells whether it did."""
        for parts in ((width,), (2, 1)) if width == 3 else ((width,),):
            starts = [self._open.get(sign * part, []) for part in parts]
            if not all(starts):
                continue
            if width == 1 and sign == "*" and self._is_product(starts[0][-1], after):
                starts[0].pop()
                return True
            if starts[0][-1] in self._doubtful and not is_certain:
                return False
            begun = [found.pop() for found in starts]
            for opened in self._open.values():  # what was opened within is no emphasis
                while opened and opened[-1] > max(begun):
                    opened.pop()
            for begin, part in zip(begun, parts, strict=True):
                yield begin, begin + part, ""
            yield at, after, ""
            return True
        return False

    def _is_product(self, opened: int, after: int) -> bool:
        left = self._text[max(self._start, opened - 3) : opened]
        return (
            _NUMERIC_LEFT.search(left) is not None
            and _NUMERIC_RIGHT.match(self._text, after, self._end) is not None
            and _FACTOR.fullmatch(self._text, opened, after) is not None
        )


def _roles(sign: str, width: int, before: str, behind: str) -> tuple[bool, bool]:
    """Whether a run between these characters can open and can close."""
    spaced_left, spaced_right = before.isspace(), behind.isspace()
    if sign == "_":
        return not (spaced_right or before.isalnum()), not (spaced_left or behind.isalnum())
    left, right = _is_operand(before, _CLOSERS), _is_operand(behind, _OPERANDS)
    if sign == "*" and left and right:
        return False, False
    opens, closes = not (spaced_right or left), not spaced_left
    if width == 1:
        return opens and not before.isalnum(), closes and not behind.isalnum()
    return opens, closes


def _is_operand(character: str, others: frozenset[str]) -> bool:
    return (character.isascii() and character.isalnum()) or character in others
