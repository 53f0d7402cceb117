"""Runs of what layers see in which each figure stands beside the name of its layer: ``conv1 3, pool1 4, conv2 8``.

Such a run explains itself, however little else was read of the network: each figure is the one before it and (K - 1)·J,
with the window of the layer that is named, or with one of those that its kind has in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise, takewhile

from symcnn.check.subjects.named_windows import NamedWindows, WindowSpan, usual_spans, window_span
from symcnn.check.subjects.stack_walk import SeenFigure
from symcnn.check.subjects.told_layers import ToldLayer
from symcnn.check.subjects.window_stacks import JUMP, VIEW
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern

_FEWEST = 3
"""How many figures a run has at least, and how many of them fit where another one is called wrong."""
_MOST_OPEN = 0.4
"""Which share of the layers of a run may have one of several windows."""
_MOST_LEFT_OUT = 2
"""How many layers may be left out before the last one of a run."""
_LONGEST, _LONGEST_LABEL = 24, 32
"""How many figures a run has at most, and how many signs the name of a layer."""
_SIGN_BEFORE = late_pattern(r"(?:[+*×·/(^−-]|\\cdot|\\times)[\s$]*$")
_SIGN_BEHIND = late_pattern(r"[\s$]*(?:[+*×·^:：]|\\cdot|\\times)")
_BREAK_AT_END = late_pattern(r"[,，;；、](?:[\s$*]|and\b)*$|\band\s+\$?$")
_BREAK = late_pattern(r"[:：。;；,，、→]|->|\\to\b|\.\s")


_Chains = tuple[tuple[ToldLayer, ...], ...]


@record
class _Step:
    """A figure with the ways in which its layer may go on; `is_named` tells that a word beside it says which it is."""

    figure: SeenFigure
    ways: tuple[WindowSpan, ...]
    is_named: bool

    @property
    def is_guessed(self) -> bool:
        """Whether it has a usual window, because nobody tells one."""
        return self.ways in (usual_spans(True), usual_spans(False))

    @property
    def is_open(self) -> bool:
        """Whether its layer may have one of several windows."""
        return len({way.size for way in self.ways}) > 1


@record
class _Odd:
    """The place of the figure of a run that does not fit, with what should stand there."""

    at: int
    size: int


@record
class _End:
    """How far a run has been followed: what is seen, how far apart, which figure was odd."""

    size: int
    jump: int
    odd: _Odd | None


@record
class LabelledFigure:
    """A figure of a run with the layers up to its own, and whether it is what these see."""

    figure: SeenFigure
    chain: tuple[ToldLayer, ...]
    is_right: bool


def labelled_figures(
    text: str, passages: Iterable[Sequence[SeenFigure]], windows: Sequence[NamedWindows]
) -> Iterator[LabelledFigure]:
    """The figures of all runs that name their layers, with the layers that they are told of."""
    taken: set[int] = set()
    every = [[*passage] for passage in passages]
    said = [[figure for figure in passage if figure.quantity == VIEW] for passage in every]
    for figures in said:
        for run in _runs(text, figures):
            found = _best(text, run, windows)
            taken |= {one.figure.mark.start for one in found}
            yield from found
    left = [figure for passage in every for figure in passage if figure.mark.start not in taken]
    for run in _runs(text, [figure for figure in left if figure.quantity != JUMP]):
        yield from _beginning(text, run, windows)


def _best(text: str, run: Sequence[SeenFigure], windows: Sequence[NamedWindows]) -> Sequence[LabelledFigure]:
    """The figures of a run as they fit best: all, by the windows that are told or by usual ones, else all but one."""
    fitting = [found for steps in _every_way(text, run, windows) if (found := _followed(steps))]
    whole = (one for one in fitting if len(one) >= len(run) - 1 and all(figure.is_right for figure in one))
    return next(whole, next(iter(fitting), ()))


def _beginning(text: str, run: Sequence[SeenFigure], windows: Sequence[NamedWindows]) -> Sequence[LabelledFigure]:
    """The first figures of a run of which nobody says that they are what is seen, as far as each names its layer."""
    for steps in _every_way(text, run, windows):
        named = [*takewhile(lambda step: step.is_named, steps)]
        for count in range(len(named), _FEWEST, -1):
            found = _followed(named[:count])
            if found and all(one.is_right for one in found):
                return found
    return ()


def _every_way(text: str, run: Sequence[SeenFigure], windows: Sequence[NamedWindows]) -> Iterator[Sequence[_Step]]:
    labels = _labels(text, run)
    for is_wide in (False, True):
        for one in windows:
            yield from _ways(run, labels, one, is_wide=is_wide)


def _ways(
    run: Sequence[SeenFigure], labels: Sequence[str], windows: NamedWindows, *, is_wide: bool
) -> Iterator[Sequence[_Step]]:
    """The steps of a run, without poolings between them, and with one before each."""
    named = zip(run, labels, strict=True)
    steps = [_Step(figure, windows.of(label, is_wide=is_wide), windows.knows(label)) for figure, label in named]
    yield steps
    pools = windows.kinds[True]
    if len(pools) == 1 and not any(pools[0] in step.ways for step in steps):
        joined = [
            replace(step, ways=tuple(filter(None, (window_span((*pools[0].layers, *one.layers)) for one in step.ways))))
            for step in steps[1:]
        ]
        yield [*steps[:1], *joined]


def _runs(text: str, passage: Sequence[SeenFigure]) -> Iterator[Sequence[SeenFigure]]:
    """Growing figures, without the parts of formulas."""
    told = [figure for figure in passage if not (figure.is_window or _is_of_formula(text, figure))]
    ends = [at for at, (one, behind) in enumerate(pairwise(told), 1) if behind.side <= one.side]
    for start, end in pairwise([0, *ends, len(told)]):
        if _FEWEST <= end - start <= _LONGEST:
            yield told[start:end]


def _is_of_formula(text: str, figure: SeenFigure) -> bool:
    start, end = figure.mark.start, figure.mark.end
    return bool(_SIGN_BEFORE.search(text, max(0, start - 8), start) or _SIGN_BEHIND.match(text, end))


def _labels(text: str, run: Sequence[SeenFigure]) -> Sequence[str]:
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


def _followed(steps: Sequence[_Step]) -> Sequence[LabelledFigure] | None:
    """The figures of a run that goes on as its layers tell, all but one at most; None where it does not."""
    if not all(step.ways for step in steps) or sum(step.is_open for step in steps) > len(steps) * _MOST_OPEN:
        return None
    ends: Mapping[_End, _Chains] = {_End(1, 1, None): ()}
    before_last: Iterable[_End] = ()
    for at, step in enumerate(steps):
        before_last = ends
        ends = dict(_gone_on(ends, at, step))
    whole = [chains for end, chains in ends.items() if end.odd is None]
    if whole:
        closed = [*steps[:-1], *(step for step in steps[-1:] if not step.is_open)]
        return [LabelledFigure(step.figure, chain, True) for step, chain in zip(closed, whole[0], strict=False)]
    odd = {end.odd for end in ends if end.odd is not None}
    if len(steps) <= _FEWEST or len({one.at for one in odd}) != 1:
        return None
    chains = next(iter(ends.values()))
    at = next(iter(odd)).at
    figure = steps[at].figure
    is_last = at == len(steps) - 1
    is_left_open = is_last and (_may_leave_out(before_last, steps[at]) or any(step.is_guessed for step in steps))
    is_wrong = len(odd) == 1 and figure.is_plain and not (figure.is_worked or is_left_open)
    return [
        LabelledFigure(step.figure, chain, place != at)
        for place, (step, chain) in enumerate(zip(steps, chains, strict=True))
        if place != at or is_wrong
    ]


def _may_leave_out(ends: Iterable[_End], last: _Step) -> bool:
    """Whether the last figure of a run fits where layers before it are not told: others like it, or one that halves."""
    for end in ends:
        halved = (end.size + end.jump, 2 * end.jump)  # a pooling
        for size, jump in ((end.size, end.jump), (end.size, 2 * end.jump), halved):
            left = last.figure.side - size
            if any(
                left == count * (way.size - 1) * jump for way in last.ways for count in range(1, _MOST_LEFT_OUT + 2)
            ):
                return True
    return False


def _gone_on(ends: Mapping[_End, _Chains], at: int, step: _Step) -> Iterator[tuple[_End, _Chains]]:
    """How far a run is followed with one more of its figures."""
    for end, chains in ends.items():
        for way in step.ways:
            size = end.size + (way.size - 1) * end.jump
            layers = (*(chains[-1] if chains else ()), *way.layers)
            if size == step.figure.side:
                yield _End(size, end.jump * way.jump, end.odd), (*chains, layers)
            elif end.odd is None:
                yield _End(size, end.jump * way.jump, _Odd(at, size)), (*chains, layers)
