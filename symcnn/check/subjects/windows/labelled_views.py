"""Runs of what layers see in which each figure stands beside the name of its layer: ``conv1 3, pool1 4, conv2 8``.

Such a run explains itself, however little else was read of the network: each figure is the one before it and (K - 1)·J,
with the window of the layer that is named, or with one of those that its kind has in the document.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain, dropwhile, product, takewhile
from math import log2

from symcnn.check.subjects.layers.told_layers import ToldLayer
from symcnn.check.subjects.measured.window_stacks import JUMP, VIEW
from symcnn.check.subjects.windows.figure_labels import growing_runs, words_beside
from symcnn.check.subjects.windows.named_windows import (
    POINT,
    NamedWindows,
    WindowLabel,
    WindowSpan,
    usual_spans,
    window_label,
    window_span,
)
from symcnn.check.subjects.windows.seen_paragraphs import SeenParagraph
from symcnn.check.subjects.windows.stack_walk import SeenFigure
from symcnn.core.record import record, replace

_FEWEST = 3
"""How many figures a run has at least of which not all are told of one window each, and how many of them fit where
another one is called wrong."""
_MOST_OPEN = 0.4
"""Which share of the layers of a run may have one of several windows, unless its figures tell enough together."""
_ENOUGH, _ENOUGH_OPEN = 3.5, 4.0
"""How many bits a run tells that is shorter, and one of which more layers are open."""
_MOST_LEFT_OUT = 2
"""How many layers may be left out before the last one of a run."""
_FEWEST_BEFORE = 2
"""How many figures fit at least before a wrong one from which the others follow."""
_WAYS_TO_READ = [*product((True, False), (False, True), (True, False))]
"""Whether all figures of a run fit, and whether it holds squares that may be windows, and figures that stay."""


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
    def options(self) -> int:
        """How many windows its layer may have."""
        return len({way.size for way in self.ways})

    @property
    def is_open(self) -> bool:
        """Whether its layer may have one of several windows."""
        return self.options > 1


@record
class _Odd:
    """The place of the figure of a run that does not fit, with what should stand there."""

    at: int
    size: int


@record
class _End:
    """How far a run has been followed: what is seen, how far apart, which figure was odd.

    `follows` tells that the figures behind the odd one go on from what is printed there.
    """

    size: int
    jump: int
    odd: _Odd | None = None
    follows: bool = False


@record
class LabelledFigure:
    """A figure of a run with the layers up to its own, and whether it is what these see; None where it follows from
    a wrong one, or is none of what they see for sure. `is_named` tells that every figure of the run stands beside the
    name of its layer."""

    figure: SeenFigure
    chain: tuple[ToldLayer, ...]
    is_right: bool | None
    is_named: bool


@record
class _Followed:
    """The figures of a run with what was found; `is_whole` tells that none of them is odd."""

    figures: Sequence[LabelledFigure]
    is_whole: bool

    @property
    def refutes_view(self) -> bool:
        """Whether one of them is wrong that its own sentence says to be what is seen."""
        return any(one.is_right is False and one.figure.quantity == VIEW for one in self.figures)


def labelled_figures(text: str, paragraph: SeenParagraph, windows: Sequence[NamedWindows]) -> Iterator[LabelledFigure]:
    """The figures of all runs that name their layers, with the layers that they are told of."""
    taken: set[int] = set()
    every = [[*passage] for passage in paragraph.passages]
    meant = (VIEW, "") if paragraph.is_on_views else (VIEW,)
    said = [[figure for figure in passage if figure.quantity in meant] for passage in every]
    begun = [*dropwhile(lambda figure: figure.quantity not in meant, chain.from_iterable(every))]
    joined = [figure for figure in begun if figure.quantity != JUMP]
    is_joined = not any(figure.is_fresh and not figure.is_window for figure in joined[1:])
    lists = [(joined, True)] * is_joined + [(figures, False) for figures in said]
    for is_whole, with_windows, with_equals in _WAYS_TO_READ:
        for figures, is_joined in lists:
            left = [one for one in figures if one.mark.start not in taken and (with_windows or not one.is_window)]
            for run in growing_runs(text, left, with_equals=with_equals):
                found = _best(text, run, windows, is_joined=is_joined)
                is_told = found is not None and (found.is_whole or (is_joined and found.refutes_view))
                if found is not None and (is_told or not is_whole):
                    taken |= {one.figure.mark.start for one in found.figures}
                    yield from found.figures
    left = [figure for passage in every for figure in passage if figure.mark.start not in taken]
    for run in growing_runs(text, [one for one in left if one.quantity != JUMP and not one.is_window]):
        yield from _beginning(text, run, windows)


def _best(
    text: str, run: Sequence[SeenFigure], windows: Sequence[NamedWindows], *, is_joined: bool
) -> _Followed | None:
    """The figures of a run as they fit best: all, by the windows that are told or by usual ones, else all but one.

    Of a run through several sentences each layer must be named.
    """
    ways = (
        steps
        for steps in _every_way(text, run, windows)
        if not is_joined or (len(steps) > _FEWEST and all(step.is_named for step in steps))
    )
    fitting = [found for steps in ways if (found := _followed(steps)) is not None]
    return next((one for one in fitting if one.is_whole), next(iter(fitting), None))


def _beginning(text: str, run: Sequence[SeenFigure], windows: Sequence[NamedWindows]) -> Sequence[LabelledFigure]:
    """The first figures of a run of which nobody says that they are what is seen, as far as each names its layer."""
    for steps in _every_way(text, run, windows):
        named = [*takewhile(lambda step: step.is_named, steps)]
        for count in range(len(named), _FEWEST, -1):
            found = _followed(named[:count])
            if found is not None and found.is_whole:
                return found.figures
    return ()


def _every_way(text: str, run: Sequence[SeenFigure], windows: Sequence[NamedWindows]) -> Iterator[Sequence[_Step]]:
    labels = [*map(window_label, words_beside(text, run))]
    for is_wide in (False, True):
        for one in windows:
            yield from _ways(run, labels, one, is_wide=is_wide)


def _ways(
    run: Sequence[SeenFigure], labels: Sequence[WindowLabel], windows: NamedWindows, *, is_wide: bool
) -> Iterator[Sequence[_Step]]:
    """The steps of a run, without poolings between them, and with one before each."""
    own = {figure.mark.start for figure in run}
    steps: list[_Step] = []
    for figure, label in zip(run, labels, strict=True):
        is_named = windows.knows(label)
        is_again = bool(steps) and steps[-1].figure.side == figure.side and not is_named  # told once more
        ways = POINT if is_again else windows.of(label, own, is_wide=is_wide)
        steps.append(_Step(figure, ways, is_named or (is_again and steps[-1].is_named)))
    yield steps
    pools = windows.kinds[True]
    if len(pools) == 1 and not any(pools[0] in step.ways for step in steps):
        joined = [
            replace(step, ways=tuple(filter(None, (window_span((*pools[0].layers, *one.layers)) for one in step.ways))))
            for step in steps[1:]
        ]
        yield [*steps[:1], *joined]


def _followed(steps: Sequence[_Step]) -> _Followed | None:
    """The figures of a run that goes on as its layers tell, all but one at most; None where it does not."""
    if not all(step.ways for step in steps):
        return None
    bits = _bits(steps)
    is_open = sum(step.is_open for step in steps) > len(steps) * _MOST_OPEN
    is_short = len({step.figure.side for step in steps}) < _FEWEST
    are_told = all(step.is_named and not step.is_open and not step.is_guessed for step in steps)
    if (is_open and bits < _ENOUGH_OPEN) or (is_short and (bits < _ENOUGH or not are_told)):
        return None
    if any(step.figure.is_window and step.is_guessed for step in steps):
        return None
    ends: Mapping[_End, _Chains] = {_End(1, 1): ()}
    before: list[Sequence[_End]] = []
    for at, step in enumerate(steps):
        before.append([end for end in ends if end.odd is None])
        ends = dict(_gone_on(ends, at, step))
    is_named = all(step.is_named for step in steps)
    whole = [chains for end, chains in ends.items() if end.odd is None]
    if whole:
        closed = [*steps[:-1], *(step for step in steps[-1:] if not step.is_open)]
        figures = [
            LabelledFigure(step.figure, chain, True, is_named) for step, chain in zip(closed, whole[0], strict=False)
        ]
        return _Followed(figures, is_whole=True)
    odd = {end.odd for end in ends if end.odd is not None}
    if is_open or len(steps) <= _FEWEST or len({one.at for one in odd}) != 1:
        return None
    at = next(iter(odd)).at
    goes_on = any(not end.follows for end in ends) and at < len(steps) - 1
    chains = next(chains for end, chains in ends.items() if not (goes_on and end.follows))
    is_wrong = len(odd) == 1 and _is_refuted(steps, at, before[at], goes_on=goes_on)
    said: list[bool | None] = [*[True] * at, False if is_wrong else None]
    if is_wrong or goes_on:  # else nobody knows what is behind
        said += [True if goes_on else None] * (len(steps) - len(said))
    figures = [
        LabelledFigure(step.figure, chain, is_right, is_named)
        for step, chain, is_right in zip(steps, chains, said, strict=False)
    ]
    return _Followed(figures, is_whole=False)


def _bits(steps: Sequence[_Step]) -> float:
    """How much it tells that all figures of a run are what their layers see: the further they grow, the more."""
    before = [1, *(step.figure.side for step in steps)]
    return sum(log2((step.figure.side - side + 1) / step.options) for side, step in zip(before, steps, strict=False))


def _is_refuted(steps: Sequence[_Step], at: int, before: Sequence[_End], *, goes_on: bool) -> bool:
    """Whether the odd figure of a run is wrong: told in earnest, and of layers none of which can be left out.

    Where the figures behind it do not go on from what is true, the layers before it must be known.
    """
    figure = steps[at].figure
    if figure.is_doubtful or figure.is_worked:
        return False
    guessed = [place for place, step in enumerate(steps[: at + 1]) if step.is_guessed]
    is_guessed = bool(guessed) and guessed[-1] >= at - 1  # else the figure behind it proves it
    return goes_on or not (at < _FEWEST_BEFORE or is_guessed or _may_leave_out(before, steps[at]))


def _may_leave_out(ends: Iterable[_End], odd: _Step) -> bool:
    """Whether an odd figure fits where layers before it are not told: others like it, or one that halves."""
    for end in ends:
        halved = (end.size + end.jump, 2 * end.jump)  # a pooling
        for size, jump in ((end.size, end.jump), (end.size, 2 * end.jump), halved):
            left = odd.figure.side - size
            if any(left == count * (way.size - 1) * jump for way in odd.ways for count in range(1, _MOST_LEFT_OUT + 2)):
                return True
    return False


def _gone_on(ends: Mapping[_End, _Chains], at: int, step: _Step) -> Iterator[tuple[_End, _Chains]]:
    """How far a run is followed with one more of its figures."""
    side = step.figure.side
    for end, chains in ends.items():
        for way in step.ways:
            size, jump = end.size + (way.size - 1) * end.jump, end.jump * way.jump
            layers = (*chains, (*(chains[-1] if chains else ()), *way.layers))
            if size == side:
                yield _End(size, jump, end.odd, end.follows), layers
            elif end.odd is None:
                yield _End(size, jump, _Odd(at, size)), layers
                yield _End(side, jump, _Odd(at, size), follows=True), layers
