"""A walk through a paragraph: the windows that it tells, and the figures beside them that they may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.measured.window_stacks import JUMP, VIEW, VIEWS, Windows, WindowStack, names_jump, names_view
from symcnn.check.subjects.printed.printed_shapes import side_of
from symcnn.check.subjects.windows.told_windows import ToldWindows
from symcnn.check.subjects.windows.window_arguments import (
    argument_at,
    count_behind,
    has_unit,
    is_before_slash,
    is_named_window,
    is_of_formula,
    is_of_next_window,
    is_one_window,
    side_written,
    stride_behind,
    window_and_stride,
)
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.lexicon import is_signed, lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.number_forms import COUNTED_BY, is_small_square
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import family

_MAY_COUNT = frozenset({"", "kernels", "repeat", "groups"})
_MAY_BE_SEEN = frozenset({"", *VIEWS, "input", "output", "size", "length", "kind", "kernel", "to", "out", "neurons"})
_OTHERWISE = frozenset({"doubt", "variant"})
_UNSURE = _OTHERWISE | {"again", "branch"}
_QUESTION, _JOINTS = "?？", ";；"
_PLAIN = "conv"
_CELLS = ("neurons",)
"""What is seen is counted in cells."""
_OTHER = "other"
"""What is asked for where a word says that figures are none of views."""
_MOST_COUNTED, _MOST_ROUNDS = 32, 16
_TWICE = 2
_REACH = 16
"""How many signs stand at most between a word for what is seen and a number that is meant by it for certain."""
_CALLED = late_pattern(r"(?<![A-Za-z])(?:(r|R|RF)|([jJ]))(?:_?\{?\w{1,3}\}?)?[\s$]*(?:=|≈)[\s$]*$")
_ASSIGNED, _LONGEST_NAME = late_pattern(r"[A-Za-z]\w{2,}[ ]?=[ ]?$"), 32
_FIELD_BEHIND = late_pattern(
    r"[^\S\n]*\$?(?:px|pixels?)?[^\S\n-]*-?(?:receptive\s+|effective\s+)*(?:fields?|RF)\b|[^\S\n]*的?感受野"
)
_LAYERS = late_pattern(
    r"[^\S\n]*(?:-\s*)?(?:(?:plain|ordinary|stacked|causal|dilated|more)\s+)*(?:layers?|convs?)\b|[^\S\n]*层"
)
_PLACED = late_pattern(r"\b(?:after|behind|at|before|following|by)\b|[后处,，;；]")
"""What stands between a figure and the layer of which it is told, and not between layers and how many there are."""
_ROUNDS = late_pattern(
    r"[^\S\n]*(?:times|such|(?:identical\s+)?(?:blocks|stacks|copies|cycles))\b|[^\S\n]*(?:遍|次|回|轮|组|个这样|个块)"
)


@record
class SeenFigure:
    """A figure that stacks of windows may see, the nearest first; `chain` are all windows of the paragraph so far.

    `quantity` is what a word says of it (nothing where none does). `is_fresh` tells that windows were told since the
    figure before it, `is_plain` that it is told in earnest and of layers that are all told, `is_doubtful` that it is
    not told in earnest, `is_of_one_kind` that no more than one kind of layers is
    named beside it, `is_worked` that it is the result of a calculation, which is judged by itself, `is_window` that it
    may be a window, or a map, rather than what one sees.
    """

    mark: Mark
    side: int
    quantity: str
    stacks: tuple[WindowStack, ...]
    chain: WindowStack | None
    is_fresh: bool
    is_plain: bool
    is_of_one_kind: bool
    is_worked: bool = False
    behind: tuple[WindowStack, ...] = ()
    is_window: bool = False
    is_doubtful: bool = False


class StackWalk:
    """Goes through the passages of a paragraph; what was told last stays until there is another.

    `asked` is what the last word says that figures are, `said` what the last figure was said to be, `answered` what a
    question asked for, `before_aside` what is asked for again behind the next figure, where that is said to be another.
    """

    def __init__(self, text: str, told: Sequence[WindowStack] = (), *, is_on_views: bool = False) -> None:
        self.text = text
        self.windows = self.kept = ToldWindows(told)
        self.is_otherwise = False
        self.is_on_views = is_on_views
        self.is_sure = self.is_plain = self.is_of_one_kind = self.is_doubtful = False
        self.sides: set[int] = set()
        self.asked = self.answered = self.said = self.kind = ""
        self.asked_at = -1
        self.is_bare = self.has_window = self.is_joined = self.has_figures = False
        self.before_aside: str | None = None

    def read(self, segments: Sequence[Segment]) -> Iterator[SeenFigure]:
        """The figures of a passage that may be seen, in order."""
        passage = segments[0].passage
        roles = {bound.mark.start: bound.role for part in segments for bound in part.bounds}
        standing = marks(self.text, passage.start, passage.end)
        is_question = self.text[passage.end - 1 : passage.end] in _QUESTION
        self._begin(segments, is_question=is_question)
        place = 0
        while place < len(standing):
            mark, role = standing[place], roles.get(standing[place].start, "")
            place += 1
            if not mark.is_figure:
                self._heed(mark)
            elif (behind := self._tell(standing, place - 1, role)) is not None:
                place = behind
            else:
                ahead = standing[place] if place < len(standing) else None
                yield from self._take(mark, role, ahead)
                if self.before_aside is not None:
                    self.asked, self.before_aside = self.before_aside, None
        is_open = self.is_on_views and self.windows.is_fresh
        self.is_joined = self.text[passage.end - 1 : passage.end] in _JOINTS
        self.answered = (self.asked if self.asked in VIEWS else VIEW * is_open) if is_question else ""

    def _begin(self, segments: Sequence[Segment], *, is_question: bool) -> None:
        cues = frozenset(cue for part in segments for cue in part.cues)
        kinds = {family(kind) for part in segments for kind in part.kinds}
        if self.is_otherwise:
            self.windows = self.kept
        self.kept, self.is_otherwise = self.windows.copy(), "variant" in cues and not is_question
        is_fresh = self.windows.is_fresh
        self.is_plain = not cues & _UNSURE and (self.is_sure or not is_fresh)
        self.is_sure = is_question or not cues & _OTHERWISE
        self.is_doubtful = not self.is_sure
        self.is_of_one_kind = len(kinds) <= 1 and (self.is_of_one_kind or not is_fresh)
        self._end_clause()
        self.asked, self.asked_at = self.answered or (self.said if self.is_joined else ""), -1
        self.is_joined = self.has_figures = False
        self.before_aside = None
        self.windows.begin()

    def _end_clause(self) -> None:
        """A clause that names a layer but tells no window leaves open what the windows behind it see."""
        if self.is_bare and family(self.kind) != _PLAIN:
            self.windows.is_gapped = True
        self.kind, self.is_bare, self.has_window = "", False, False

    def _heed(self, mark: Mark) -> None:
        """What a word says of the figures behind it, or of the windows before it."""
        if "growth" in mark.named("word") or (names_jump(mark) and self.has_figures):  # it is said of one figure
            self.before_aside = self.asked
        if "growth" in mark.named("word"):
            self.asked = _OTHER
        elif names_view(mark) or names_jump(mark):
            self.asked, self.asked_at = VIEW if names_view(mark) else JUMP, mark.end
            self.windows.tell_count()
        elif mark.named("quantity") not in ((), _CELLS):
            self.asked = _OTHER
        elif mark.named("kind"):
            self.kind = mark.named("kind")[0]
            self.is_bare = not self.windows.tell_kind(self.kind) and not self.has_window
        elif "repeated" in mark.named("word"):
            self._repeat(_times(mark.text))
        elif "beside" in mark.named("word"):
            self.asked = _OTHER
        elif mark.sort in ("comma", "stop"):
            self._end_clause()

    def _tell(self, standing: Sequence[Mark], place: int, role: str) -> int | None:
        """Tells the sides, strides or dilations that a list begins with; gives the place behind it."""
        mark = standing[place]
        is_asked = 0 <= self.asked_at < mark.start <= self.asked_at + _REACH and bool(self.windows.parts)
        argument = argument_at(self.text, standing, place, role)
        if argument is None or (argument.role == "kernel" and (mark.sort == "shape" or is_asked)):
            return None
        ahead = standing[argument.behind] if argument.behind < len(standing) else None
        if argument.role == "kernel":
            self._open(Windows(mark, argument.values, kind=self.kind))
        elif is_of_next_window(self.text, standing[argument.behind - 1], ahead):
            self.windows.ahead[argument.role] = argument.values
        else:
            self.windows.tell(argument.role, argument.values)
        return argument.behind

    def _open(self, window: Windows) -> None:
        self.windows.open(window)
        self.is_bare, self.has_window = False, True

    def _repeat(self, rounds: int) -> None:
        """A stack that stands so many times; what it sees is told as that of the stack was."""
        self.windows.repeat(rounds)
        self.asked = self.asked or self.said

    def _take(self, mark: Mark, role: str, ahead: Mark | None) -> Iterator[SeenFigure]:
        """Takes in a number: how often a stack stands, how many layers there are, what they see, or a window."""
        quantity = self._quantity(mark, role)
        if self._is_rounds(mark):
            self._repeat(mark.whole or 0)
        elif self._is_count(mark, role, quantity, ahead):
            self.windows.count = mark
        elif self._is_seen(mark, role, quantity) and not self._is_assigned(mark):
            self.windows.tell_count()
            figure = self._figure(mark, quantity)
            self.sides |= {figure.side} if mark.dims else set()
            self.asked_at = -1
            self.windows.close()
            self.said = VIEW if figure.quantity == VIEW else ""
            self.has_figures = True
            yield figure
        elif (window := self._window(mark, role)) is not None:
            self._open(window)
            if quantity in (VIEW, "") and mark.sort != "calculation":
                yield replace(self._figure(mark, quantity), is_window=True)
        elif self.is_on_views and not quantity and mark.dims and _side(mark):
            yield replace(self._figure(mark, ""), is_window=True)

    def _is_assigned(self, mark: Mark) -> bool:
        """Whether a number is the value of something that has a name of its own: ``batch_size=32``."""
        near = max(0, mark.start - _LONGEST_NAME), mark.start
        return _ASSIGNED.search(self.text, *near) is not None and _CALLED.search(self.text, *near) is None

    def _quantity(self, mark: Mark, role: str) -> str:
        called = _CALLED.search(self.text, max(0, mark.start - _REACH), mark.start)
        if called is not None:
            return VIEW if called[1] else JUMP
        is_field = _FIELD_BEHIND.match(self.text, mark.end) is not None
        return VIEW if is_field else role if role in VIEWS else self.asked

    def _window(self, mark: Mark, role: str) -> Windows | None:
        """The window that a mark is, with its depth or without, with its stride or without."""
        slashed = window_and_stride(self.text, mark)
        if slashed is not None:
            return Windows(mark, slashed[:1], stride=slashed[1:], kind=self.kind)
        count = self.windows.count
        is_counted = count is not None and bool(COUNTED_BY.fullmatch(self.text, count.end, mark.start))
        is_named = role in ("", VIEW) or is_counted or is_named_window(self.text, mark)
        is_told = role in ("kind", "kernel") or (len(mark.dims) == 2 and is_named)
        side = mark.dims[0] if is_small_square(mark) or is_before_slash(self.text, mark) else None
        written = side_written(self.text, mark)
        if written is not None:
            return Windows(mark, (written,), stride=stride_behind(self.text, mark), kind=self.kind)
        is_one = (count is not None and count.whole == 1) or is_one_window(self.text, mark)
        is_compared = side in self.sides and is_one  # a window as large as what was seen
        if not is_told or not side or is_compared:
            return None
        stride = stride_behind(self.text, mark)
        return Windows(mark, (side,), count_behind(self.text, mark), stride=stride, kind=self.kind)

    def _is_rounds(self, mark: Mark) -> bool:
        """Whether a number says how often the stack told last stands."""
        is_number = mark.sort == "number" and 1 < (mark.whole or 0) <= _MOST_ROUNDS
        return is_number and bool(self.windows.told) and bool(_ROUNDS.match(self.text, mark.end))

    def _is_count(self, mark: Mark, role: str, quantity: str, ahead: Mark | None) -> bool:
        """Whether a number says how many layers there are: before the window, their name, or what they do."""
        if mark.sort != "number" or role not in _MAY_COUNT or not 0 < (mark.whole or 0) <= _MOST_COUNTED:
            return False
        if self.asked == _OTHER and not mark.text:
            return False
        if has_unit(self.text, mark):
            return False
        is_before = ahead is not None and (is_small_square(ahead) or bool(ahead.named("kind")))
        if quantity != JUMP and ahead is not None and _PLACED.search(self.text, mark.end, ahead.start):
            return False
        return bool(mark.text) or is_before or bool(_LAYERS.match(self.text, mark.end))

    def _is_seen(self, mark: Mark, role: str, quantity: str) -> bool:
        """Whether a figure may be what a stack sees."""
        if not _side(mark) or mark.text or role not in _MAY_BE_SEEN or quantity == _OTHER:
            return False
        if has_unit(self.text, mark) or window_and_stride(self.text, mark) is not None:
            return False
        if mark.sort == "number" and is_of_formula(self.text, mark):
            return False
        if side_written(self.text, mark) is not None:
            return False
        return not mark.dims or (quantity == VIEW and not self._is_square_window(mark))

    def _is_square_window(self, mark: Mark) -> bool:
        """Whether a square is a window: behind how many there are, or no larger than the window before it."""
        if not is_small_square(mark):
            return is_before_slash(self.text, mark)
        count, last = self.windows.count, self.windows.last
        if count is not None and COUNTED_BY.fullmatch(self.text, count.end, mark.start):
            return True
        is_near = 0 <= self.asked_at <= mark.start <= self.asked_at + _REACH
        return not is_near and (last is None or (mark.dims[0] or 0) <= max(last.kernel))

    def _figure(self, mark: Mark, quantity: str) -> SeenFigure:
        return SeenFigure(
            mark,
            _side(mark) or 0,
            quantity if quantity in VIEWS else "",
            self.windows.stacks(),
            self.windows.whole,
            self.windows.is_fresh,
            self.is_plain and (self.is_sure or not self.windows.is_fresh),
            self.is_of_one_kind and not self.windows.is_many,
            mark.sort == "calculation",
            is_doubtful=self.is_doubtful,
        )


def _side(mark: Mark) -> int | None:
    return mark.whole if mark.sort == "calculation" else side_of(mark)


def _times(phrase: str) -> int:
    """How often a phrase says that something is done: ``three times``; 0 where it does not say."""
    first = phrase[:1] if is_signed(phrase[:1]) else phrase.partition(" ")[0]
    spoken = lexicon().spoken.get(first)
    return _TWICE if phrase == "twice" else int(spoken.name) if spoken is not None else 0
