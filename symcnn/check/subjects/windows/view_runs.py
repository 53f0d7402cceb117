"""The verdicts on what stacks and chains of windows see, by the figures of a paragraph in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise, takewhile

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.told_layers import Certainty, ToldFact, ToldLayer
from symcnn.check.subjects.measured.chain_courses import SeenCourse, SeenStep, chain_courses, course_parts, misses_of
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.measured.window_stacks import (
    JUMP,
    VIEW,
    WindowStack,
    seen_alone,
    seen_backwards,
    seen_by,
    seen_through,
)
from symcnn.check.subjects.windows.labelled_views import LabelledFigure, labelled_figures
from symcnn.check.subjects.windows.named_windows import NamedWindows, windows_of
from symcnn.check.subjects.windows.seen_paragraphs import SeenParagraph, seen_paragraphs
from symcnn.check.subjects.windows.stack_walk import SeenFigure
from symcnn.core.record import replace
from symcnn.documents.told.segments import Segment
from symcnn.network.wiring.kind_traits import is_pool

_FEWEST, _FEWEST_FITTING = 3, 2
_TELLING = 10
"""From where on a number is no accident that is what a stack before it sees."""
_FEWEST_WITH_GAPS = 4
"""How many figures stand at least in their order among those of a stack that has more."""
_ROUNDS = range(2, 7)
"""How often a stack may stand that a text tells once for all of its stages."""
_NEAREST = 2
"""How many stacks a number may be of that nobody says is seen: the last as it is told, and without dilations."""

_Run = Sequence[SeenFigure]


def view_run_verdicts(
    text: str, found: Sequence[Segment], told: MeasuredStory, judged: set[int]
) -> Iterator[ToldVerdict]:
    """The verdicts on what stacks and chains see, in order; `judged` are the places of the numbers that have theirs."""
    chains: list[SeenCourse] | None = None
    named: Sequence[NamedWindows] = ()
    settled: set[tuple[int, ...]] = set()
    for paragraph in seen_paragraphs(text, found):
        if chains is None:
            chains = [*chain_courses(told)]
            named = windows_of((measured.layer for measured in told.layers), told.story.usual)
        of_names = labelled_figures(text, paragraph, named)
        for one in _of_paragraph(paragraph, chains, [*of_names]):
            places = tuple(layer.place for layer in one.chain)
            was_told_rightly = one.quantity == VIEW and places in settled
            if one.fact.mark.start not in judged and (one.verdict is Verdict.RIGHT or not was_told_rightly):
                yield one
            if one.verdict is Verdict.RIGHT and one.quantity == VIEW and len({*places}) == len(places) >= _FEWEST:
                settled.add(places)  # of layers that are told each by itself


def _of_paragraph(
    paragraph: SeenParagraph, chains: Sequence[SeenCourse], of_names: Iterable[LabelledFigure]
) -> Iterator[ToldVerdict]:
    """The verdicts on figures that stand in a course together, then on those that are left, each by itself."""
    judged: dict[int, ToldVerdict] = {}
    worked = {figure.mark.start: figure for figure in paragraph.figures if figure.is_worked}
    runs = [*paragraph.runs()]
    together = [verdict for run in runs for verdict in _in_stacks(run)]
    together += _beside_windows(paragraph.figures)
    together += [verdict for run in (*runs, *_of_views(paragraph)) for verdict in _in_order(run, chains)]
    labelled = [*of_names]
    known = {one.figure.mark.start for one in labelled}
    following = {one.figure.mark.start for one in labelled if one.is_right is None}
    together.sort(key=lambda one: one.verdict is Verdict.WRONG)  # what one reading makes right is not wrong
    for is_named in (False, True):
        told = [one for one in labelled if one.is_right is not None and one.is_named is is_named]
        said = [_said(one.figure, Verdict.RIGHT if one.is_right else Verdict.WRONG, one.chain) for one in told]
        together = [*said, *together] if is_named else [*together, *said]
    for run in runs:
        is_nameless = not any(figure.mark.start in known for figure in run)
        together += [one for one in _with_gaps(run) if is_nameless or one.verdict is Verdict.RIGHT]
    for verdict in together:
        judged.setdefault(verdict.fact.mark.start, verdict)
    last: tuple[ToldLayer, ...] = ()
    in_order = {figure.mark.start for passage in paragraph.passages if not _falls(passage) for figure in passage}
    for figure in paragraph.figures:
        if figure.mark.start not in in_order:
            continue
        by_itself = _jump(figure, last) if figure.quantity == JUMP else _alone(figure, chains)
        if by_itself is not None:
            judged.setdefault(figure.mark.start, by_itself)
        if figure.mark.start in judged:
            last = judged[figure.mark.start].chain
    unproved = [
        one
        for one in paragraph.views
        if one.mark.start not in judged or judged[one.mark.start].verdict is Verdict.WRONG
    ]
    many = Counter(figure.side for figure in unproved)
    again = {figure.mark.start for figure in unproved if many[figure.side] > 1}
    numbers = (pair for pair in pairwise(paragraph.views) if not pair[1].mark.dims)
    again |= {one.mark.start for before, one in numbers if one.side < before.side}  # a layer's name: conv 2
    for place, verdict in sorted(judged.items()):
        if place in following:
            continue
        is_slip = verdict.verdict is Verdict.WRONG and place not in again  # what is told twice is none
        is_new = place not in worked or (is_slip and not worked[place].mark.is_miscalculated)
        if is_new and (is_slip or verdict.verdict is Verdict.RIGHT):
            yield verdict


def _falls(figures: _Run) -> bool:
    """Whether figures are told in another order than that in which layers see them."""
    told = [figure for figure in figures if not figure.is_window]
    return len(told) >= _FEWEST and all(one.side > behind.side for one, behind in pairwise(told))


# a run, layer by layer -------------------------------------------------------------------------------


def _in_stacks(run: _Run) -> Iterator[ToldVerdict]:
    """The verdicts on a run of what the layers of one of its stacks see, together or each by itself."""
    behind = run[0].behind if len(run) >= _FEWEST else ()
    stacks = (*run[0].stacks, *behind) if len(run) > 1 else ()
    courses = [course for stack in stacks for course in _courses(stack)]
    for course in courses:
        place = _whole(run, course)
        is_beginning = place == 0 and run[0].is_fresh
        if place is not None and (len(run) >= _FEWEST or len(run) == len(course) or is_beginning):
            yield from _right(run, course[place:])
            return
    for stack in run[0].stacks if len(run) >= _FEWEST else ():
        if seen_backwards(stack) == tuple(figure.side for figure in run):
            yield from (_said(one, Verdict.RIGHT, stack.layers[-place:]) for place, one in enumerate(run, 1))
            return
    for course in courses:
        failing = [step for one, step in zip(run, course, strict=False) if one.side != step.size]
        if len(run) >= len(course) >= _FEWEST and len(failing) == 1:
            yield from _held(run[: len(course)], course, sizes={step.size for one in courses for step in one})
            return
    for course in courses:
        for count in range(len(run) - 1, 1, -1):
            place = _whole(run[:count], course)
            if place is not None and (count >= _FEWEST or count == len(course)):
                yield from _right(run[:count], course[place:])
                return


def _right(run: _Run, steps: SeenCourse) -> Iterator[ToldVerdict]:
    return (_said(figure, Verdict.RIGHT, step.chain) for figure, step in zip(run, steps, strict=False))


def _with_gaps(run: _Run) -> Iterator[ToldVerdict]:
    """The verdicts on a run that tells what some layers of a stack see, or of one that stands again and again."""
    if len(run) < _FEWEST_WITH_GAPS:
        return
    nearest = run[0].stacks[:1]
    again = [replace(stack, rounds=rounds) for stack in nearest for rounds in _ROUNDS if len(stack.layers) > 1]
    for stack in (*run[0].stacks, *again):
        steps = next(_courses(stack))
        sizes = [step.size for step in steps]
        failing = [place for place, figure in enumerate(run) if figure.side not in sizes]
        if len(failing) > 1 or len(sizes) < len(run):
            continue
        for place, figure in enumerate(run):
            if place not in failing:
                yield _said(figure, Verdict.RIGHT, steps[sizes.index(figure.side)].chain)
            elif 0 < place < len(run) - 1 and figure.is_plain and figure.quantity == VIEW and stack not in again:
                between = steps[sizes.index(run[place - 1].side) + 1 : sizes.index(run[place + 1].side)]
                meant = min(between, key=lambda step: abs(step.size - figure.side), default=None)
                if meant is not None:
                    yield _said(figure, Verdict.WRONG, meant.chain)
        return


def _courses(stack: WindowStack) -> Iterator[SeenCourse]:
    layers = stack.layers
    yield [SeenStep(size, layers[: place + 1]) for place, size in enumerate(seen_through(stack))]
    if len(layers) > 1:
        yield [SeenStep(size, (layer,)) for size, layer in zip(seen_alone(stack), layers, strict=True)]


def _whole(run: _Run, course: SeenCourse) -> int | None:
    """Where a whole run stands in a course."""
    sides, sizes = [one.side for one in run], [step.size for step in course]
    starts = range(len(sizes) - len(sides) + 1)
    return next((start for start in starts if sizes[start : start + len(sides)] == sides), None)


def _held(run: _Run, steps: SeenCourse, sizes: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts where one figure of a run does not fit."""
    for figure, step in zip(run, steps, strict=True):
        if figure.side == step.size:
            yield _said(figure, Verdict.RIGHT, step.chain)
        elif figure.is_plain and figure.side not in sizes:
            yield _said(figure, Verdict.WRONG, step.chain)


# each figure beside its windows ----------------------------------------------------------------------


def _beside_windows(figures: _Run) -> Iterator[ToldVerdict]:
    """The verdicts on figures of which each stands beside windows of its own: of these alone, or of all so far."""
    views = [figure for figure in figures if figure.quantity != JUMP]
    fresh = [figure for figure in views if figure.is_fresh and figure.stacks]
    is_whole = not any(figure.quantity == VIEW for figure in views if not figure.is_fresh)
    ways: tuple[Callable[[SeenFigure], WindowStack | None], ...] = (lambda one: one.chain, lambda one: one.stacks[0])
    for way in ways:
        held = [(figure, stack.layers, seen_by(stack.layers)) for figure in fresh if (stack := way(figure)) is not None]
        fitting = [figure for figure, _, size in held if figure.side == size]
        if len(held) - len(fitting) <= 1 and len(fitting) >= _FEWEST_FITTING:
            sizes = {size for _, _, size in held}
            for figure, layers, size in held:
                if figure.side == size:
                    yield _said(figure, Verdict.RIGHT, layers)
                elif is_whole and size and figure.is_plain and figure.side not in sizes and figure.quantity == VIEW:
                    yield _said(figure, Verdict.WRONG, layers)
            return


# a figure by itself ----------------------------------------------------------------------------------


def _alone(figure: SeenFigure, chains: Sequence[SeenCourse]) -> ToldVerdict | None:
    """The verdict on what a whole stack sees, or one of the layers of a longer one, or the last of a chain."""
    telling = [stack for stack in figure.stacks if stack.tells and stack.largest < figure.side]
    is_named, is_first = figure.quantity == VIEW, bool(telling) and telling[0] is figure.stacks[0]
    if not is_named and not (is_first and (figure.is_fresh or figure.side >= _TELLING)):
        return None
    is_of_last = figure.is_fresh and is_first
    meant = (
        [stack for stack in telling if stack in (*figure.stacks[:_NEAREST], figure.chain)] if is_of_last else telling
    )
    for stack in meant if is_named else telling[:_NEAREST]:
        if seen_through(stack)[-1:] == (figure.side,):
            return _said(figure, Verdict.RIGHT, stack.layers)
    is_telling = is_named and figure.side >= _TELLING
    ends = [chain[-1] for chain in chains if is_telling]
    longer = [stack for stack in meant if is_telling and len(stack.layers) >= _FEWEST]
    steps = [step for stack in longer for step in next(_courses(stack))]
    for step in (*steps, *ends):
        if step.size == figure.side:
            return _said(figure, Verdict.RIGHT, step.chain)
    may_refute = is_first and is_named and figure.is_plain and figure.is_fresh and figure.is_of_one_kind
    is_slip = may_refute and seen_by(telling[0].layers) > 1 and figure.side in telling[0].slips()
    return _said(figure, Verdict.WRONG, telling[0].layers) if is_slip else None


def _jump(figure: SeenFigure, last: tuple[ToldLayer, ...]) -> ToldVerdict | None:
    """The verdict on how far apart stands what neighbours see: after a layer of a stack, or of the chain seen last.

    Strides that are not told may make it so many times as large.
    """
    stacks = [stack for stack in (figure.chain, *figure.stacks) if stack is not None]
    strided = [stack for stack in stacks if any(part.stride for part in stack.parts)]
    chains = [*([last] if last else []), *(stack.layers for stack in strided)]
    ends = [seen_by(layers, JUMP) for layers in chains]
    for layers, end in zip(chains, ends, strict=True):
        if figure.side == end:
            return _said(figure, Verdict.RIGHT, layers)
    every = {jump for stack in strided for jump in seen_through(stack, JUMP)}
    is_told = bool(strided) and strided[0] is stacks[0] and len(strided[0].layers) > 1 and figure.is_plain
    is_wrong = is_told and figure.side not in every and all(end and figure.side % end for end in ends)
    return _said(figure, Verdict.WRONG, strided[0].layers) if is_wrong else None


# a run in the order of a chain ------------------------------------------------------------------------


def _of_views(paragraph: SeenParagraph) -> Iterator[_Run]:
    """The views of a paragraph from the first on, as far as they grow, whatever windows are told between them."""
    views = paragraph.views
    growing = takewhile(lambda at: not at or views[at - 1].side < views[at].side, range(len(views)))
    yield [views[place] for place in growing]


def _in_order(run: _Run, chains: Sequence[SeenCourse]) -> Iterator[ToldVerdict]:
    """The verdicts where all of a run but one stand in a chain, one behind the other."""
    squares = [one for one in run if one.mark.dims]
    run = squares if len(squares) > 1 else run
    if len(run) < _FEWEST:
        return
    placed = [
        (misses_of([one.side for one in run], steps), steps, chain)
        for chain in chains
        for steps in course_parts(chain, len(run))
    ]
    misses, steps, chain = min(placed, key=lambda one: one[0], default=(len(run), (), ()))
    fitting = [one.side == step.size for one, step in zip(run, steps, strict=False)]
    if misses > 1 or sum(fitting) < _FEWEST_FITTING:
        return
    failing = [step for step, is_fit in zip(steps, fitting, strict=True) if not is_fit]
    is_far = any(layer.is_far for step in failing for layer in step.chain[1:])
    has_pools = any(is_pool(layer.kind) for step in steps for layer in step.chain)
    is_whole = has_pools or all(figure.is_of_one_kind for figure in run)
    last = fitting.index(False) + 1 if len(failing) > 1 else len(run)  # what follows from a wrong one is none
    for verdict in _held(run[:last], steps[:last], {one.size for one in chain}):
        if verdict.verdict is Verdict.RIGHT or (is_whole and not is_far):
            yield verdict


def _said(figure: SeenFigure, verdict: Verdict, chain: tuple[ToldLayer, ...]) -> ToldVerdict:
    quantity = JUMP if figure.quantity == JUMP else VIEW
    fact = ToldFact(None, quantity, figure.mark, Certainty.CLAUSE, frozenset(), None, is_prose=True)
    return ToldVerdict(fact, verdict, quantity, (seen_by(chain, quantity),), None, chain)
