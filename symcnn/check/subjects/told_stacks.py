"""Receptive fields of stacks that a sentence tells whole: so many layers of one window, with these dilations."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.kind_traits import family
from symcnn.check.subjects.layer_readings import view
from symcnn.check.subjects.printed_shapes import side_of
from symcnn.check.subjects.told_layers import Certainty, ToldFact, ToldLayer, ToldValue
from symcnn.check.subjects.told_verdict import ToldVerdict
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import is_small_square
from symcnn.documents.told.segments import Segment

VIEW = "receptive_field"
_ARGUMENTS = frozenset({"kernel", "kind", "stride", "padding", "dilation", "groups", "channels"})
_MAY_COUNT = frozenset({"", "kernels", "repeat"})
_MAY_BE_SEEN = frozenset({"", VIEW, "input", "output", "size", "kind", "kernel"})
_UNSURE = frozenset({"doubt", "variant", "again", "branch"})
_MOST_LAYERS = 64
_MOST_COUNTED = 32
_LIST = late_pattern(r"[\s,，、\x1f$]*(?:and|和|,|，|、)[\s\x1f$]*")
_ELLIPSIS = late_pattern(r"[\s,，、\x1f$]*(?:…+|\.\.\.|\\[lc]?dots)[\s,，、\x1f$]*(?:and|和)?[\s\x1f$]*")


@record
class _Window:
    """A window with the number of its layers (None: not told) and their dilations."""

    mark: Mark
    size: int
    count: int | None = None
    dilations: tuple[int, ...] = ()
    stride: int = 1

    @property
    def tells(self) -> bool:
        """Whether more of it is told than its size."""
        return bool(self.count or self.dilations)

    @property
    def rounds(self) -> int:
        """How often all of its dilations stand; once where each of its layers has one of them."""
        return 1 if self.count == len(self.dilations) else self.count or 1

    def layers(self, more: int = 0) -> tuple[ToldLayer, ...]:
        """Its layers, with so many more of them; none where they are too many."""
        count = self.rounds + more
        if not 0 < count * max(1, len(self.dilations)) <= _MOST_LAYERS:
            return ()
        return tuple(self._layer(dilation) for _ in range(count) for dilation in self.dilations or (1,))

    def _layer(self, dilation: int) -> ToldLayer:
        told = {"kernel": self.size, "dilation": dilation, "stride": self.stride}
        arguments = {role: ToldValue(value, Certainty.CLAUSE, self.mark) for role, value in told.items() if value > 1}
        arguments["kernel"] = ToldValue(self.size, Certainty.CLAUSE, self.mark)
        return ToldLayer(self.mark.start, "conv", arguments, 0, None)


def stack_verdicts(text: str, found: Sequence[Segment], judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on what stacks see, in order; `judged` are the places of the numbers that have theirs."""
    for _, block in groupby(found, key=lambda segment: segment.passage.block):
        parts = [part for part in block if not part.is_row and part.passage.sort != "heading"]
        if any(_speaks_of_views(part) for part in parts):
            walk = _Walk(text)
            for _, sentence in groupby(parts, key=lambda segment: segment.passage.start):
                yield from (one for one in walk.read(tuple(sentence)) if one.fact.mark.start not in judged)


def _speaks_of_views(part: Segment) -> bool:
    return any(names_view(mark) for mark in part.marks)


def names_view(mark: Mark) -> bool:
    """Whether a word says what a layer sees of the input."""
    return mark.sort == "word" and ("view" in mark.named("word") or VIEW in mark.named("quantity"))


class _Walk:
    """Goes through the sentences of a paragraph; a window that was told stays until there is another."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.windows: list[_Window] = []
        self.is_open = self.is_anew = False

    def read(self, parts: Sequence[Segment]) -> Iterator[ToldVerdict]:
        """The verdicts on a sentence."""
        roles = {bound.mark.start: bound.role for part in parts for bound in part.bounds}
        standing = [mark for part in parts for mark in part.marks]
        may_refute = not any(part.cues & _UNSURE for part in parts) and len({*_kinds(parts)}) < 2
        spoken_of = [mark for mark in standing if roles.get(mark.start) == VIEW]
        asked, count, said = False, None, False
        self.windows, self.is_open = self.windows[-1:], False
        for place, mark in enumerate(standing):
            role = roles.get(mark.start, "")
            behind = standing[place + 1] if place + 1 < len(standing) else None
            if names_view(mark):
                asked = True
                self._count(count)
                count = None
            elif not mark.is_figure:
                continue
            elif role == "dilation" and self.windows:
                self._tell(replace(self.windows[-1], dilations=self._listed(standing, place)))
            elif role == "stride" and mark.whole and self.windows:
                self._tell(replace(self.windows[-1], stride=mark.whole))
            elif self._is_count(mark, role, behind):
                count = mark.whole
            elif self._is_seen(mark, role, asked=asked or said or mark in spoken_of, count=count):
                self._count(count)
                count = None
                found = self._judged(mark, may_refute=may_refute and (asked or self.is_anew))
                asked, said = False, said or found is not None
                if found is not None:
                    yield found
            elif (size := _window(mark, role)) is not None:
                self._open(_Window(mark, size, count if count != 1 else None))
                count = None

    def _count(self, count: int | None) -> None:
        """Tells how many layers the last window has."""
        if self.windows and count and count > 1:
            self._tell(replace(self.windows[-1], count=count))

    def _open(self, window: _Window) -> None:
        self.windows = [*self.windows, window] if self.is_open else [window]
        self.is_open = True

    def _tell(self, told: _Window) -> None:
        """Tells more of the last window; what is told anew is of another stack of it."""
        self.windows[-1] = told
        self.is_anew = True

    def _listed(self, standing: Sequence[Mark], place: int) -> tuple[int, ...]:
        """The numbers of a list from a place on; what dots leave out goes on as the list begins."""
        numbers = [standing[place].whole or 1]
        last = standing[place]
        for mark in standing[place + 1 :]:
            if mark.sort == "number" and mark.whole and not mark.text:
                if _ELLIPSIS.fullmatch(self.text, last.end, mark.start):
                    numbers += _gone_on(numbers, mark.whole)
                elif not _LIST.fullmatch(self.text, last.end, mark.start):
                    break
                numbers.append(mark.whole)
                last = mark
        return tuple(numbers)

    def _is_count(self, mark: Mark, role: str, behind: Mark | None) -> bool:
        """Whether a number says how many layers there are: before the window, their name, or what they do."""
        if mark.sort != "number" or role not in _MAY_COUNT or not 0 < (mark.whole or 0) <= _MOST_COUNTED:
            return False
        if mark.reading is not None and mark.reading.unit:
            return False
        return bool(mark.text) or (behind is not None and (is_small_square(behind) or bool(behind.named("kind"))))

    def _is_seen(self, mark: Mark, role: str, *, asked: bool, count: int | None) -> bool:
        """Whether a figure is what a stack is said to see."""
        last = self.windows[-1] if self.windows else None
        size = side_of(mark)
        if last is None or size is None or role not in _MAY_BE_SEEN or not asked:
            return False
        is_next = count is not None and count > 1 and is_small_square(mark) and role in ("kind", "kernel", "")
        is_told = last.tells or len(self.windows) > 1 or bool(count and count > 1)
        return is_told and size > last.size and not (is_next and last.count is None)

    def _judged(self, mark: Mark, *, may_refute: bool) -> ToldVerdict | None:
        size, last = side_of(mark), self.windows[-1]
        self.is_open = self.is_anew = False
        together = [layer for window in self.windows for layer in window.layers()]
        stacks = [last.layers()] if last.tells else []
        stacks += [tuple(together)] if len(self.windows) > 1 else []
        stacks += [replace(last, dilations=()).layers()] if last.count and last.dilations else []  # the plain ones
        for stack in stacks:
            if stack and view(stack).get(VIEW) == size:
                return _said(mark, Verdict.RIGHT, stack)
        stack = last.layers() if last.tells and len(self.windows) == 1 else ()
        is_wrong = may_refute and stack and size in _slips(last, view(stack).get(VIEW, 0))
        return _said(mark, Verdict.WRONG, stack) if is_wrong else None


def _kinds(parts: Sequence[Segment]) -> Iterator[str]:
    return (family(kind) for part in parts for kind in part.kinds)


def _gone_on(numbers: Sequence[int], last: int) -> Iterator[int]:
    """What stands between the beginning of a list and its last number: multiples, else steps."""
    one, other = numbers[-2:] if len(numbers) > 1 else (1, 1)
    is_multiple = one > 0 and other % one == 0 and other > one
    number = other
    for _ in range(_MOST_LAYERS):
        number = number * (other // one) if is_multiple and len(numbers) > 2 else number + other - one
        if number >= last or other == one:
            return
        yield number


def _window(mark: Mark, role: str) -> int | None:
    """The side of a window, with its depth or without."""
    is_told = role in ("kind", "kernel") or (role in ("", VIEW) and len(mark.dims) == 2)
    side = mark.dims[0] if is_small_square(mark) else mark.whole if role == "kernel" and not mark.dims else None
    return side if is_told and side else None


def _slips(window: _Window, true: int) -> frozenset[int]:
    """What is often told in its place: one layer more or less, so many times the window, a one too many or too few."""
    count = window.rounds * max(1, len(window.dilations))
    others = [view(window.layers(more)).get(VIEW, 0) for more in (-1, 1) if window.count and window.layers(more)]
    dilation = max(window.dilations, default=1)
    products = {count * window.size, count * window.size - 1, dilation * window.size if count == 1 else 0}
    return frozenset({true - 1, true + 1, *others, *products} - {true, window.size, 0})


def _said(mark: Mark, verdict: Verdict, stack: tuple[ToldLayer, ...]) -> ToldVerdict:
    fact = ToldFact(None, VIEW, mark, Certainty.CLAUSE, frozenset(), None, is_prose=True)
    return ToldVerdict(fact, verdict, VIEW, (view(stack)[VIEW],), None, stack)
