"""What a paragraph or a section counts, by the words at its head: ``Parameters.``, ``再看感受野。``"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.number_forms import BoundNumber, takes
from symcnn.documents.told.passages import Passage

_TOPICS = frozenset({"params", "weights", "macs", "receptive_field", "jump"})
_OF_LAYERS = frozenset({"kernel", "kind", "stride", "padding", "dilation"})
_PASSED = late_pattern(r"\b(?:after|behind|past)\b", re.IGNORECASE)
_ITS_WINDOW = late_pattern(r"\b(?:of|with|by)\b", re.IGNORECASE)
_LONGEST = 48
"""How many signs a sentence has at most that only says what is counted."""
_LEAST_OF_HEADING = 100
"""What is smaller in a heading numbers it, or is what an answer is worth."""
_LEAST = {"params": 10, "weights": 10, "macs": 100}
"""What is smaller counts kernels, channels or layers."""


@record
class Topic:
    """A quantity that a passage names and tells no number of; it holds up to the next heading, or for its paragraph.

    `block` is that of the passage; the list behind its paragraph belongs to it.
    """

    role: str
    word: Mark
    block: int
    is_of_section: bool

    def holds_in(self, passage: Passage) -> bool:
        """Whether a passage still belongs to it."""
        is_list = passage.sort == "item" and passage.block == self.block + 1
        return self.is_of_section or passage.block == self.block or is_list

    def bound(self, figures: Sequence[Mark]) -> BoundNumber | None:
        """The one figure of a clause that it counts."""
        if len(figures) != 1 or not takes(self.role, figures[0]):
            return None
        is_enough = self.role not in _LEAST or (figures[0].value or 0) >= _LEAST[self.role]
        return BoundNumber(figures[0], self.role, 0.0, self.word) if is_enough else None

    def without_passed(self, text: str, start: int, bounds: tuple[BoundNumber, ...]) -> tuple[BoundNumber, ...]:
        """What is bound in a clause, without the one square behind a layer that has been passed, where a text goes
        through what is seen: ``after conv2 it is 10×10``."""
        one = bounds[0] if len(bounds) == 1 and self.role == "receptive_field" else None
        if one is None or one.role != "kind" or one.mark.start < one.word.end:
            return bounds
        is_window = _ITS_WINDOW.search(text, one.word.end, one.mark.start) is not None
        return bounds if is_window or not _PASSED.search(text, start, one.word.start) else ()


def tells_window(bounds: Iterable[BoundNumber]) -> bool:
    """Whether a clause tells the window of a layer, or how it goes over a map."""
    return any(bound.role in _OF_LAYERS for bound in bounds)


def describes(bounds: Iterable[BoundNumber]) -> bool:
    """Whether a clause tells what a layer is, and not what there is of it."""
    return any(bound.role in _OF_LAYERS or len(bound.mark.dims) > 1 for bound in bounds if bound.role not in _TOPICS)


def topic_of(passage: Passage, standing: Sequence[Mark]) -> Topic | None:
    """The topic that a passage sets for those behind it; None where it tells a number, a layer, or too much."""
    named = [(name, mark) for mark in standing for name in mark.named("quantity") if name in _TOPICS]
    least = _LEAST_OF_HEADING if passage.sort == "heading" else 0
    figures = (mark for mark in standing if mark.is_figure and not mark.text)
    says_more = any((mark.value or least) >= least for mark in figures)
    names_layer = any(mark.named("kind") or mark.named("ordinal") for mark in standing)
    says_more |= names_layer and passage.sort != "heading"
    is_short = passage.sort == "heading" or passage.end - passage.start <= _LONGEST
    if len({name for name, _ in named}) != 1 or says_more or not is_short:
        return None
    role, word = named[0]
    return Topic(role, word, passage.block, passage.sort == "heading")
