"""Every number of a document accounted for: what became of it, and which are left."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding
from symcnn.check.read import Read
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.formats.document import Nature
from symcnn.documents.told.segments import Segment


class Account(StrEnum):
    """What became of a number; the words are a contract."""

    GIVEN = "given"
    """An argument, an input, a number of code or of a network: what figures follow from."""
    DERIVED = "derived"
    CONDITIONAL = "conditional"
    WRONG = "wrong"
    UNDECIDED = "undecided"
    """It is told of a layer or stands in a formula, and nothing is known of it: it is left."""
    OFF_SUBJECT = "off-subject"


@record
class Coverage:
    """How many numbers of a document came to each account, and the places of those that are left."""

    counts: Mapping[str, int]
    left: tuple[tuple[int, int], ...]


_NUMBER = late_pattern(r"(?:(?<![\w.])|(?<=\d[xX]))\d+(?:[.,]\d+)*(?!\d)")
_ACCOUNTS = {
    Verdict.RIGHT: Account.DERIVED,
    Verdict.ROUNDED: Account.DERIVED,
    Verdict.CONDITIONAL: Account.CONDITIONAL,
    Verdict.WRONG: Account.WRONG,
    Verdict.UNDECIDED: Account.UNDECIDED,
}
_SPEAKING = frozenset({"kind", "role", "quantity"})
"""The sorts of words of which one makes a clause speak of layers."""


class _Stretch(NamedTuple):
    start: int
    end: int
    account: Account


def coverage(read: Read, findings: Sequence[Finding]) -> Coverage:
    """The account of each number of a document's text and code, in the light of what was found."""
    judged = _Places(_Stretch(one.start, one.end, _ACCOUNTS[one.verdict]) for one in findings)
    given = _Places(_given(read))
    spoken = _Places(_spoken(read.segments))
    counts: Counter[str] = Counter({account.value: 0 for account in Account})
    left = []
    for block in read.document.blocks:
        is_told = block.nature in (Nature.PROSE, Nature.LISTING)
        for number in _NUMBER.finditer(read.text, block.start, block.end):
            account = judged.at(number.start()) or given.at(number.start())
            if account is None:
                account = (spoken.at(number.start()) or Account.OFF_SUBJECT) if is_told else Account.GIVEN
            counts[account.value] += 1
            if account is Account.UNDECIDED:
                left.append(number.span())
    return Coverage(dict(counts), tuple(left))


class _Places:
    """Stretches that do not overlap, to be asked for by a place."""

    def __init__(self, stretches: Iterable[_Stretch]) -> None:
        self._stretches = sorted(stretches)
        self._starts = [stretch.start for stretch in self._stretches]

    def at(self, place: int) -> Account | None:
        """The account of the stretch in which a place lies."""
        before = bisect_right(self._starts, place) - 1
        if before < 0 or self._stretches[before].end <= place:
            return None
        return self._stretches[before].account


def _given(read: Read) -> Iterator[_Stretch]:
    """The arguments from which the figures of told layers follow."""
    for layer in read.story.layers:
        for told in layer.arguments.values():
            if told.mark is not None:
                yield _Stretch(told.mark.start, told.mark.end, Account.GIVEN)


def _spoken(segments: Iterable[Segment]) -> Iterator[_Stretch]:
    """The numbers of clauses that speak of layers."""
    for segment in segments:
        if any(meaning.sort in _SPEAKING for mark in segment.marks for meaning in mark.meanings):
            yield from (_Stretch(mark.start, mark.end, Account.UNDECIDED) for mark in segment.marks if mark.is_figure)
