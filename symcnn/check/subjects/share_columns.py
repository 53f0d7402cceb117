"""Shares in a column of a table, held against the amounts of its rows and what they are shares of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from symcnn.check.subjects.ratio_candidates import of_pair
from symcnn.check.subjects.ratio_relations import relation_of
from symcnn.check.subjects.relations import RelationCandidate, ToldRelation
from symcnn.check.subjects.told_amounts import ToldAmount, ToldSentence, printed_totals
from symcnn.core.record import record
from symcnn.documents.told.told_ratios import ToldRatio

_FEWEST_FITTING = 3
_MOST_FAILING = 2
"""The part of the shares that must fit at least is one in this many."""


@record
class _Share:
    """A share of a row with the candidate that it is held against."""

    ratio: ToldRatio
    candidate: RelationCandidate

    @property
    def fits(self) -> bool:
        """Whether the share is that of the row's amount."""
        return self.ratio.may_be(self.candidate.low, self.candidate.high)


def share_columns(found: Sequence[ToldSentence]) -> Iterator[ToldRelation]:
    """The verdicts on the shares of tables, in order; a table that fails more often than it fits has none."""
    for _, block in groupby(found, key=lambda sentence: sentence.block):
        rows = [one for one in block if one.segments[0].is_row and len(one.ratios) == 1 and one.amounts]
        if len(rows) >= _FEWEST_FITTING and not any(one.ratios[0].is_fold for one in rows):
            tried = (_held(rows, whole, column) for whole in _wholes(found, rows) for column in _columns(rows))
            best = max(tried, key=lambda shares: sum(one.fits for one in shares), default=[])
            fitting = sum(one.fits for one in best)
            if fitting >= _FEWEST_FITTING and fitting * _MOST_FAILING > len(best):
                yield from _judged(best)


def _judged(shares: Sequence[_Share]) -> Iterator[ToldRelation]:
    for one in shares:
        relation = relation_of(one.ratio, [one.candidate], may_refute=True)
        if relation is not None:
            yield relation


def _columns(rows: Sequence[ToldSentence]) -> range:
    """The columns of amounts, counted from the right."""
    return range(-1, -1 - max(len(one.amounts) for one in rows), -1)


def _wholes(found: Sequence[ToldSentence], rows: Sequence[ToldSentence]) -> Iterator[ToldAmount]:
    """What all may be shares of: an amount of the row that says that it is all, or a total that is printed before."""
    for row in rows:
        if row.ratios[0].value == 1:
            yield from row.amounts
    yield from (amount for one in found if one.block == rows[0].block and _is_total(one) for amount in one.amounts)
    yield from printed_totals(found, rows[-1])


def _is_total(row: ToldSentence) -> bool:
    return any(part.is_total for part in row.segments)


def _held(rows: Sequence[ToldSentence], whole: ToldAmount, column: int) -> list[_Share]:
    """The shares of all rows that have an amount in a column."""
    shares = []
    for row in rows:
        part = row.amounts[column] if len(row.amounts) >= -column else None
        if part is None or part.high > whole.high or part.low <= 0:
            continue
        as_share = replace(row.ratios[0], way="of")
        share = next(of_pair(part, whole, as_share, is_told=True), None)
        shares += [_Share(row.ratios[0], share)] if share is not None else []
    return shares
