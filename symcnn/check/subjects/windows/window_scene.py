"""What a text tells of windows sentence by sentence, and the figures that may be what one makes of a size.

``From 14 with k=3, s=2, p=1 you get 27; with k=4 it is 28``: each clause tells a window, or what is other with the one
before it; a size told before comes in; the figure that the words lead to is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from symcnn.check.subjects.layers.told_layers import Certainty, ToldValue
from symcnn.check.subjects.measured.window_stacks import names_view
from symcnn.check.subjects.printed.printed_shapes import shape_of
from symcnn.check.subjects.windows.size_walks import counts_channels
from symcnn.check.subjects.windows.varied_windows import ARGUMENTS, Sides, VariedWindows, Window, WindowBase
from symcnn.check.subjects.windows.window_arguments import has_unit, is_of_formula
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import BoundNumber, is_small_square
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import takes_argument

_OF_MARKS = {"kind": "kernel"} | {role: role for role in ARGUMENTS}
_ENTERING = frozenset({"input", "from"})
_LEAVING = frozenset({"output", "to"})
_OPEN = frozenset({"", "size", "length", "in", "out", "repeat", "neurons", "kernels"})
"""What a number beside a window may be told to be, and is a size all the same."""
_PLAIN = {"stride": 1, "padding": 0, "dilation": 1, "added": 0}
"""What an argument is that is left out."""
_LARGEST = 1 << 16
_MOST_SIZES = 3
_LEFT_OUT = late_pattern(
    r"(?:\b(?:without|forget|forgetting|forgot|dropp?(?:ing)?|omit(?:ting)?|no|leave out)\s+(?:the\s+|any\s+)?"
    r"|(?:去掉|不加|没有|省去|无|漏掉|不用|不写|不设|不给)\s*)[`$*]*$"
)
_SAID = late_pattern(
    r"(?:\b(?:is|are|be|been|it's|that's|get|gets|got|gives?|for|becomes?|makes?|reach(?:es)?|the wanted|want)"
    r"|(?<![还或者])是|得|为|到|出|变|=|≈)[\s$*`]*$"
)
"""What stands directly before the result of a window."""
_CEIL = late_pattern(r"ceil|向上取整|round(?:ed|ing)? up")
_LISTED = late_pattern(r"(?:[\s$`*,，、和与再]|and|then|finally|to|最后|为|得)+")
"""What stands between sizes of which each is what the window makes of the one before."""
_TOUCHING = 3
_OVER = "\\over "
_REACH = 16
_COLONS = (":", "：")


@record
class ToldSize:
    """A size that a text tells; `is_entering` tells that a word says that it comes in."""

    mark: Mark
    dims: Sides
    is_entering: bool


@record
class AskedSize:
    """A figure that may be what a window makes of a size.

    `kind` is that of the layer (nothing where none is named), which its own paragraph names if `is_named`; `told` what
    its own clause tells of the window, `bases` the windows told before of which the rest may be, the nearest first, and
    `layers` those of told layers; `sizes` are those that may come in. `is_said` tells that words lead to the figure,
    `is_near` that the kind, the window and a size are told in its own paragraph, and this figure is the only one that
    follows, `is_rounded` that its sentence speaks of rounding up.
    """

    mark: Mark
    dims: Sides
    kind: str
    is_named: bool
    told: Window
    bases: tuple[WindowBase, ...]
    layers: tuple[WindowBase, ...]
    sizes: tuple[ToldSize, ...]
    is_said: bool
    is_near: bool
    is_rounded: bool
    segment: Segment


@record
class _ToldWindow:
    """A window that a text tells, the kind of its layer and its paragraph."""

    kind: str
    window: Window
    block: int


class WindowScene:
    """Goes through the sentences of a text; what was told last of windows and sizes stays until there is another."""

    def __init__(self, text: str, varied: VariedWindows) -> None:
        self.text, self.varied = text, varied
        self.passage: Passage | None = None
        self.kind, self.kind_block = "", -1
        self.clause: dict[str, ToldValue] = {}
        self.windows: list[_ToldWindow] = []
        self.sizes: list[ToldSize] = []
        self.size_blocks: list[int] = []
        self.is_of_view = self.is_counted = self.is_answered = self.is_many = self.is_joined = False
        self.told_at = self.answered_at = -1

    def read(self, segment: Segment) -> Iterator[AskedSize]:
        """The figures of a segment that are asked for, in order."""
        if self.passage is None or segment.passage.start != self.passage.start:
            self._begin(segment.passage)
        if segment.label and segment.kinds:
            self._name(segment.kinds)
        bounds = [one for one in segment.bounds if not self._is_left_out(one.word)]
        roles = {bound.mark.start: bound.role for bound in bounds}
        self.is_many = "repeat" in roles.values() or "repeated" in segment.cues
        before: Mark | None = None
        for place, mark in enumerate(segment.marks):
            if not mark.is_figure:
                self._heed(mark)
            elif mark.sort != "calculation":
                is_walk = [one.sort for one in segment.marks[place + 1 : place + 4 : 2]] == ["arrow", "arrow"]
                is_arrow = before is not None and before.sort == "arrow"
                is_counted = is_arrow and counts_channels(segment.marks, place)
                role = "channels" if is_counted else roles.get(mark.start, "")
                yield from self._take(mark, role, before, segment, is_walk=is_walk)
            before = before if "size" in mark.named("role") else mark
        self._keep()

    def _begin(self, passage: Passage) -> None:
        if passage.sort == "heading":
            self.kind, self.windows, self.sizes, self.size_blocks = "", [], [], []
        self._keep()
        self.passage, self.clause, self.answered_at = passage, {}, -1
        self.is_of_view = self.is_counted = self.is_answered = False

    def _keep(self) -> None:
        """A clause that tells a window leaves it for those behind it."""
        if "kernel" in self.clause:
            block = self.passage.block if self.passage is not None else -1
            self.windows = [*self.windows[-3:], _ToldWindow(self.kind, dict(self.clause), block)]

    def _heed(self, mark: Mark) -> None:
        roles = [role for role in mark.named("role") if role in _PLAIN or role == "kernel"]
        words = mark.named("word")
        if mark.named("kind"):
            self._name(mark.named("kind"))
        elif mark.named("quantity") and not names_view(mark):
            self.is_counted = True
        elif mark.sort in ("comma", "stop"):
            self.is_counted = self.is_of_view = self.is_joined = False
        elif names_view(mark):
            self.is_of_view = True
        if "valid" in words:
            self._tell("padding", 0, mark)
        elif "same" in words:
            self._tell("padding", "same", mark)
        elif roles and self._is_left_out(mark):
            self._tell(roles[0], _PLAIN.get(roles[0], 1), mark)

    def _name(self, kinds: Sequence[str]) -> None:
        """Names what kind of layer is spoken of: one that has a window, or any other, of which none is asked."""
        self.kind = next((kind for kind in kinds if takes_argument(kind, "kernel")), "other")
        self.kind_block = self.passage.block if self.passage is not None else -1

    def _tell(self, role: str, value: int | tuple[int, ...] | str, mark: Mark) -> None:
        if self.is_answered:
            self._keep()
            self.clause = {}
        self.is_answered = self.is_joined = False
        self.told_at = mark.end
        self.clause[role] = ToldValue(value, Certainty.CLAUSE, mark)

    def _take(
        self, mark: Mark, role: str, before: Mark | None, segment: Segment, *, is_walk: bool
    ) -> Iterator[AskedSize]:
        """Takes in a number: an argument, a size that comes in, or one that is asked for."""
        argument = _OF_MARKS.get(role, "")
        dims = shape_of(mark)
        if self.is_of_view:
            self.is_of_view = False
            return
        if argument and not is_walk and not (role == "kernel" and self._is_map(mark)):
            value = dims[0] if len({*dims}) == 1 and len(dims) < 3 else dims[:2]
            if dims:
                self._tell(argument, value, mark)
            return
        if not _is_size(mark, dims) or self.is_counted or role not in (*_OPEN, *_ENTERING, *_LEAVING, *_OF_MARKS):
            return
        is_arrow = before is not None and before.sort == "arrow"
        is_said = role in _LEAVING or is_arrow or self._is_led_to(mark)
        is_behind = before is not None and (before.text in _COLONS or self._is_beside(before, mark))
        is_asked = (is_said or is_behind) if self.clause else is_arrow or role in _LEAVING
        is_own = not has_unit(self.text, mark) and not is_of_formula(self.text, mark)
        is_own = is_own and not self.text.endswith(_OVER, 0, mark.start)
        is_listed = self.answered_at >= 0 and _LISTED.fullmatch(self.text, self.answered_at, mark.start) is not None
        if role not in _ENTERING and (is_asked or is_listed) and is_own and not self.is_many:
            is_led = is_arrow or (is_listed and not is_said)
            yield self._asked(mark, dims, segment, is_said=is_said, is_led=is_led)
            self.is_answered, self.answered_at = True, mark.end
        self.sizes = [*self.sizes[-7:], ToldSize(mark, dims, role in _ENTERING)]
        self.size_blocks = [*self.size_blocks[-7:], segment.passage.block]
        self.is_joined = True

    def _is_left_out(self, word: Mark) -> bool:
        """Whether an argument is said to be left out: ``without output_padding``."""
        return _LEFT_OUT.search(self.text, max(0, word.start - _REACH), word.start) is not None

    def _is_beside(self, word: Mark, mark: Mark) -> bool:
        """Whether a number stands directly behind words that tell an argument without one: ``without padding 32``."""
        return word.sort == "word" and word.end == self.told_at and mark.start - word.end <= _TOUCHING

    def _is_map(self, mark: Mark) -> bool:
        """Whether a square that nothing says is a window is told behind one, and words lead to it."""
        is_bare = "kernel" in self.clause and not mark.named("role") and mark.sort == "shape"
        return is_bare and (not is_small_square(mark) or self._is_led_to(mark))

    def _is_led_to(self, mark: Mark) -> bool:
        return _SAID.search(self.text, max(0, mark.start - _REACH), mark.start) is not None

    def _asked(self, mark: Mark, dims: Sides, segment: Segment, *, is_said: bool, is_led: bool) -> AskedSize:
        block = segment.passage.block
        bases = [one for one in reversed(self.windows) if one.kind in (self.kind, "")]
        ahead = [ToldSize(one.mark, shape_of(one.mark), True) for one in _ahead(mark, segment)]
        latest = [*reversed(self.sizes)]
        sizes = [*ahead, *(one for one in latest if one.is_entering), *latest]
        if self.is_joined and mark.start - self.sizes[-1].mark.end <= _REACH:
            sizes = [*ahead, replace(self.sizes[-1], is_entering=True), *sizes]
        if is_led and len(self.sizes[-1].dims if self.sizes else ()) >= len(dims):
            sizes = [replace(self.sizes[-1], is_entering=True)]
        is_size_near = bool(ahead) or block in self.size_blocks
        is_window_near = "kernel" in self.clause or any(one.block == block for one in bases[:1])
        is_kind_near = self.kind_block == block or "added" in self.clause
        is_only = not self.is_answered and not _goes_on(mark, segment)
        return AskedSize(
            mark,
            dims,
            self.kind,
            self.kind_block == block,
            dict(self.clause),
            tuple(WindowBase(one.kind, one.window, (), one.block == block) for one in bases)[:2],
            tuple(self.varied.bases(segment.passage.start, mark.start)),
            tuple(_distinct(sizes))[:_MOST_SIZES],
            is_said,
            is_only and is_kind_near and is_size_near and is_window_near,
            _CEIL.search(self.text, segment.passage.start, segment.passage.end) is not None,
            segment,
        )


def _ahead(mark: Mark, segment: Segment) -> Iterator[BoundNumber]:
    """The size behind a figure from which it comes about: ``26*26 from 28*28``."""
    figures = [one for one in segment.marks if one.is_figure and one.start > mark.start]
    return (one for one in segment.bounds if figures and one.mark is figures[0] and one.role in _ENTERING)


def _goes_on(mark: Mark, segment: Segment) -> bool:
    """Whether a figure leads on to another one, so that it may be what comes in: ``makes 7 into 15``."""
    behind = [one for one in segment.marks if one.start > mark.start][:2]
    is_leading = bool(behind) and (behind[0].sort == "arrow" or bool(_LEAVING & {*behind[0].named("role")}))
    return is_leading and len(behind) > 1 and behind[1].is_figure


def _distinct(sizes: Sequence[ToldSize]) -> Iterator[ToldSize]:
    seen: set[tuple[int, ...]] = set()
    for size in sizes:
        if size.dims not in seen:
            seen.add(size.dims)
            yield size


def _is_size(mark: Mark, dims: tuple[int, ...]) -> bool:
    has_unit = mark.reading is not None and bool(mark.reading.unit)
    return 0 < len(dims) < 4 and not mark.text and not has_unit and all(0 < dim < _LARGEST for dim in dims)
