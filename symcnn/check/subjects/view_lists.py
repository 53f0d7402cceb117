"""Receptive fields that a text counts up one after the other: ``conv1 5, pool 6, conv2 14``, held against a chain."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.kind_traits import takes_argument
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.printed_shapes import side_of
from symcnn.check.subjects.told_layers import Certainty, ToldFact, ToldLayer
from symcnn.check.subjects.told_stacks import VIEW, names_view
from symcnn.check.subjects.told_verdict import ToldVerdict
from symcnn.check.subjects.told_views import views_through
from symcnn.core.record import record
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.segments import Segment

_FEWEST, _FEWEST_FITTING = 3, 2
_LONGEST = 24
"""How many layers of a chain are followed."""
_OTHER = frozenset({"stride", "padding", "dilation", "groups", "kernels", "channels", "jump", "params", "weights"})
_UNSURE = frozenset({"doubt", "variant", "branch"})
_LINES = frozenset({"comment", "line", "item"})
"""What goes on in the next line."""


@record
class _View:
    """What the last of these layers sees of the input."""

    size: int
    chain: tuple[ToldLayer, ...]


def listed_views(text: str, found: Sequence[Segment], told: MeasuredStory, judged: set[int]) -> Iterator[ToldVerdict]:
    """The verdicts on receptive fields that are counted up, in order; `judged` are the places that have theirs."""
    chains: list[tuple[_View, ...]] | None = None
    for _, block in groupby(found, key=lambda segment: segment.passage.block):
        parts = [part for part in block if not part.is_row and part.passage.sort != "heading"]
        passages = [tuple(group) for _, group in groupby(parts, key=lambda part: part.passage.start)]
        for place, passage in enumerate(passages):
            if any(names_view(mark) for part in passage for mark in part.marks):
                run = _run(text, passages[place:] if passage[0].passage.sort in _LINES else passages[place : place + 1])
                if len(run) >= _FEWEST:
                    chains = [*_chains(told)] if chains is None else chains
                    unsure = {mark.start for part in parts if part.cues & _UNSURE for mark in part.marks}
                    yield from (one for one in _held(run, chains, unsure) if one.fact.mark.start not in judged)


def _run(text: str, passages: Sequence[tuple[Segment, ...]]) -> list[tuple[Mark, int]]:
    """The growing figures behind the first word for what a layer sees: squares where there are any, else numbers.

    They end where a layer sees more along one axis than along the other.
    """
    parts = [part for passage in passages for part in passage]
    roles = {bound.mark.start: bound.role for part in parts for bound in part.bounds}
    first = next(mark.end for part in parts for mark in part.marks if names_view(mark))
    standing = (mark for group in passages for mark in marks(text, group[0].passage.start, group[0].passage.end))
    even = takewhile(lambda mark: roles.get(mark.start) != VIEW or side_of(mark) is not None, standing)
    sides = [
        (mark, side)
        for mark in even
        if mark.start >= first and mark.is_figure and not mark.text and roles.get(mark.start, "") not in _OTHER
        if _is_plain(mark) and (side := side_of(mark)) is not None
    ]
    squares = [one for one in sides if one[0].dims]
    run = squares if len(squares) > 1 else sides
    growing = takewhile(lambda place: not place or run[place - 1][1] < run[place][1], range(len(run)))
    return [run[place] for place in growing]


def _is_plain(mark: Mark) -> bool:
    return mark.reading is None or not mark.reading.unit


def _held(
    run: Sequence[tuple[Mark, int]], chains: Sequence[tuple[_View, ...]], unsure: set[int]
) -> Iterator[ToldVerdict]:
    """The verdicts where all of the figures but one stand in a chain, one behind the other."""
    for chain in chains:
        sizes = [one.size for one in chain]
        for start in range(len(chain) - len(run) + 1):
            views = chain[start : start + len(run)]
            failing = [mark for (mark, side), one in zip(run, views, strict=True) if side != one.size]
            fits = len(run) - len(failing)
            if len(failing) > 1 or fits < _FEWEST_FITTING:
                continue
            for (mark, side), one in zip(run, views, strict=True):
                if side == one.size:
                    yield _said(mark, Verdict.RIGHT, one)
                elif (
                    mark.start not in unsure and side not in sizes and not any(layer.is_far for layer in one.chain[1:])
                ):
                    yield _said(mark, Verdict.WRONG, one)
            return


def _said(mark: Mark, verdict: Verdict, seen: _View) -> ToldVerdict:
    fact = ToldFact(None, VIEW, mark, Certainty.CLAUSE, frozenset(), None, is_prose=True)
    return ToldVerdict(fact, verdict, VIEW, (seen.size,), None, seen.chain)


def _chains(told: MeasuredStory) -> Iterator[tuple[_View, ...]]:
    """What the layers of each chain see that no other layer goes on with, and of each table."""
    layers = [measured.layer for measured in told.layers]
    followed = {layer.before for layer in layers if layer.before is not None and _belongs(layers[layer.before], layer)}
    for place, _ in enumerate(layers):
        if place not in followed:
            views = tuple(_views(told.chain(place)[:_LONGEST]))
            if len(views) >= _FEWEST:
                yield views


def _belongs(before: ToldLayer, layer: ToldLayer) -> bool:
    """Whether a layer is one more of those that code, a table or prose tells of."""
    return before.is_code == layer.is_code and before.table == layer.table


def _views(chain: Sequence[ToldLayer]) -> Iterator[_View]:
    """What each layer sees that sees more than the one before, up to one of which no window is told."""
    told = takewhile(_tells_window, chain)
    return (_View(size, windows) for _, size, windows in views_through(enumerate(told), VIEW))


def _tells_window(layer: ToldLayer) -> bool:
    return layer.known is not None or "kernel" in layer.arguments or not takes_argument(layer.kind, "kernel")
