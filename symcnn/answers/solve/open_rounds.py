"""Repetitions whose number of rounds is a letter: what is told of a layer in them holds in any round."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from symcnn.core.text.fault import refused
from symcnn.core.written.tree import Expr, names
from symcnn.network.figures.figures import Figures, Repetition


def rounds_of(figures: Figures) -> Mapping[str, Repetition]:
    """The repetitions without a number, by their indices."""
    return {repetition.index: repetition for found in figures.layers for repetition in found.repetitions}


def for_all_rounds(figures: Figures, unknown: Collection[str]) -> None:
    """Nothing among the unknown may count rounds: what holds in one of them is not seen to hold in all.

    Raises `Faulty`.
    """
    for name in rounds_of(figures).keys() & set(unknown):
        raise refused("open-rounds", name=name)


def in_hardest_rounds(condition: Expr, rounds: Mapping[str, Repetition]) -> Iterator[Expr]:
    """The condition, told of the hardest rounds of those repetitions that it speaks of."""
    if rounds.keys().isdisjoint(names(condition)):
        yield condition
        return
    from symcnn.answers.solve.hardest_rounds import in_every_round  # it loads SymPy

    yield from in_every_round(condition, rounds)
