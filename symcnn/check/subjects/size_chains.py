"""Sizes through which arrows lead: ``572 → 570 → 568``, ``28 → 56 → 54``, held against the windows that a text tells.

A size is right where a window that the document tells leads to it from the size before; it is wrong where nothing
leads there, and one other size stands between both of its neighbours.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import NamedTuple

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.kind_traits import family, has_plain_window, is_pool, takes_argument
from symcnn.check.subjects.layer_readings import readings
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.relations import RelationCandidate, ToldRelation
from symcnn.check.subjects.told_amounts import ToldSentence
from symcnn.check.subjects.told_layers import Certainty, ToldLayer, ToldValue
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, negated, product, reciprocal, total
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.segments import Segment

_OF_WINDOWS = ("kernel", "stride", "padding", "dilation", "added")
_LEAST = 4
"""From what size on a map is worth telling."""
_FEWEST_ALONE = 2
"""How many steps of a chain, or of those before it, fit at least, where no word says which window leads."""
_FEWEST_AROUND = 3
"""How many other steps fit at least beside one that is wrong."""
_OPENING = ("(", "（", "[")
_COUNTING = frozenset({"channels", "kernels"})
_SLIP = 16
"""By which part a wrong size differs from the right one at most."""
_MOST_WINDOWS = 8
_CHANNELS = 1


class _Window(NamedTuple):
    """A window of which a document tells: the kind, and what is told of it."""

    kind: str
    arguments: tuple[tuple[str, ToldValue], ...]

    def outputs(self, size: int) -> Sequence[int]:
        """What it makes of a square of this side, the plain reading first; nothing where it keeps it."""
        layer = ToldLayer(0, self.kind, dict(self.arguments), 0, None)
        found = readings(layer, ((size, size, _CHANNELS),))
        plain = [reading.output[0] for reading in found if "rounding" not in reading.departs]
        return tuple(dict.fromkeys(one for one in plain if one is not None and one != size))


def size_chains(found: Sequence[ToldSentence], told: MeasuredStory, judged: Collection[int]) -> Iterator[ToldRelation]:
    """The verdicts on the sizes of chains, in order; `judged` are the places of those that have one."""
    windows = _windows(told)
    if not windows:
        return
    fitting = 0
    for sentence in found:
        for part in sentence.segments:
            named = _meant(part, windows)
            for chain in (one for one in _chains(part) if len(one) > 1 and not _are_channels(part, one)):
                leads = [(one.whole or 0, other.whole or 0) for one, other in pairwise(chain)]
                meant = named if named is not None and len(leads) == 1 else windows
                fits = [_fits(meant, *ends) for ends in leads]
                is_known = fitting + sum(fits) >= _FEWEST_ALONE or meant is named
                fitting += sum(fits)
                for mark, (before, size), is_led in zip(chain[1:], leads, fits, strict=True):
                    if is_led and is_known and mark.start not in judged:
                        yield _said(mark, Verdict.RIGHT, windows, before, size)
                if not sentence.is_doubtful and sum(fits) >= _FEWEST_AROUND:
                    yield from _slips(chain, fits, windows, judged)


def _windows(told: MeasuredStory) -> tuple[_Window, ...]:
    """The windows of which a document tells, each once; of the last ones nothing, where it tells of very many."""
    found: dict[_Window, None] = {}
    for measured in told.layers:
        layer = measured.layer
        known = {role: one for role, one in layer.arguments.items() if role in _OF_WINDOWS}
        is_told = "kernel" in known and known["kernel"].level > Certainty.GUESS
        if is_told and has_plain_window(layer.kind) and not layer.is_code:
            plain = ((role, replace(one, mark=None, level=Certainty.CLAUSE)) for role, one in sorted(known.items()))
            found[_Window(layer.kind, tuple(plain))] = None
    return tuple(found)[:_MOST_WINDOWS]


def _meant(part: Segment, windows: Sequence[_Window]) -> Sequence[_Window] | None:
    """The windows of the kinds that a clause names; None where it names none."""
    kinds = {family(kind) for kind in part.kinds if takes_argument(kind, "kernel")}
    return [one for one in windows if family(one.kind) in kinds] if kinds else None


def _chains(part: Segment) -> Iterator[list[Mark]]:
    """The numbers of a clause between which nothing but arrows stand, and what brackets say beside them."""
    chain: list[Mark] = []
    is_led, depth = False, 0
    for mark in part.marks:
        if mark.sort == "bracket":
            depth = max(0, depth + (1 if mark.text in _OPENING else -1))
        elif depth:
            continue
        elif mark.sort == "arrow":
            is_led = True
        else:
            if not is_led:
                yield chain
                chain = []
            is_size = mark.sort == "number" and (mark.whole or 0) >= _LEAST and not mark.text and not mark.is_short
            if is_led and not is_size:
                yield chain
            chain = [*chain, mark] if is_size else []
            is_led = False
    yield chain


def _are_channels(part: Segment, chain: Sequence[Mark]) -> bool:
    """Whether a word right beside the numbers says that they count channels."""
    before = [mark for mark in part.marks if mark.end <= chain[0].start][-1:]
    behind = [mark for mark in part.marks if mark.start >= chain[-1].end][:1]
    bound = {one.mark.start for one in part.bounds if one.role in ("channels", "kernels")}
    words = [*before, *behind]
    return any(_COUNTING & {*mark.named("role")} for mark in words) or any(mark.start in bound for mark in chain)


def _fits(windows: Sequence[_Window], before: int, size: int) -> bool:
    return any(size in window.outputs(before) for window in windows)


def _slips(
    chain: Sequence[Mark], fits: Sequence[bool], windows: Sequence[_Window], judged: Collection[int]
) -> Iterator[ToldRelation]:
    """The sizes to which nothing leads, nor from them, where one other size fits between their neighbours."""
    for place in range(1, len(chain) - 1):
        if fits[place - 1] or fits[place] or chain[place].start in judged:
            continue
        before, behind = chain[place - 1].whole or 0, chain[place + 1].whole or 0
        between = {size for window in windows for size in window.outputs(before) if _fits(windows, size, behind)}
        size = chain[place].whole or 0
        if len(between) == 1 and abs(size - min(between)) * _SLIP <= size + _SLIP:
            yield _said(chain[place], Verdict.WRONG, windows, before, between.pop())


def _said(mark: Mark, verdict: Verdict, windows: Sequence[_Window], before: int, size: int) -> ToldRelation:
    window = next(window for window in windows if size in window.outputs(before))
    candidate = RelationCandidate(_written(window, before, size), Fraction(size), Fraction(size), "size")
    return ToldRelation(mark.start, mark.end, verdict, Num(mark.whole or 0), candidate)


def _written(window: _Window, before: int, size: int) -> Expr:
    """How a size comes about: with the least padding that gives it; the size alone where its division has a rest."""
    told = dict(window.arguments)
    kernel, stride = ((told[role].sizes or (1,))[0] if role in told else 1 for role in ("kernel", "stride"))
    stride = kernel if is_pool(window.kind) and "stride" not in told else stride
    for padding in range(kernel):
        inner = (
            total(Num(before), Num(2 * padding), negated(Num(kernel)))
            if padding
            else total(Num(before), negated(Num(kernel)))
        )
        if (before + 2 * padding - kernel) == (size - 1) * stride:
            return total(product(inner, reciprocal(Num(stride))) if stride > 1 else inner, Num(1))
        if (before - 1) * stride - 2 * padding + kernel == size:
            grown = product(total(Num(before), negated(Num(1))), Num(stride))
            return total(grown, Num(kernel), *([negated(Num(2 * padding))] if padding else []))
    return Num(size)
