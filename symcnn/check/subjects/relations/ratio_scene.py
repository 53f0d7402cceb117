"""A ratio in its sentence: the amounts before it, the things that the sentence names, and the wholes that are told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.changed_layers import quantity_of
from symcnn.check.subjects.relations.named_things import NamedThing, named_things, wholes
from symcnn.check.subjects.relations.relations import written
from symcnn.check.subjects.relations.told_amounts import ToldAmount, ToldSentence, before
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.plain_words import telling_words
from symcnn.documents.told.told_ratios import CLAUSE, ToldRatio

MOST_NEAR = 10
"""How many amounts before a ratio may be meant."""
_OF_MAPS = frozenset({"channels", "size", "length"})
"""What is told of maps beside their values, and has a ratio of its own."""
SENTENCE_END = late_pattern(r"[;；。]|(?<!\.[a-z])\.(?=\s)")
_SPOKEN_WHOLE = 24
"""How far from a share the word may stand for the whole that it is a share of."""
_IT = late_pattern(r"\s*of\s+(?:it|them|this|that|these|those|all|everything)\b")
_TAKEN_UP = late_pattern(r"(?<![只仅还没])[占有用]了?[^,，;；。\d]{0,4}$")
_OF_WHAT = late_pattern(r"\s+(?:the|as|its|their|those|that|more|less|fewer|smaller|larger|cheaper)\b")


@dataclass(frozen=True)
class RatioScene:
    """Where a ratio is told; `mended` is what wrong numbers should have been, by their ends."""

    text: str
    found: Sequence[ToldSentence]
    sentence: ToldSentence
    ratio: ToldRatio
    measured: MeasuredStory
    mended: Mapping[int, Fraction]

    @cached_property
    def own(self) -> list[ToldAmount]:
        """The amounts before the ratio in its sentence, the nearest first."""
        return before(self.found, self.sentence, self.ratio.start, MOST_NEAR, 0)

    @cached_property
    def family(self) -> str:
        """The quantity of which the ratio speaks; nothing where it speaks of none."""
        return quantity_of(self.text, self.sentence, self.ratio)[0]

    @cached_property
    def things(self) -> list[NamedThing]:
        """What the sentence names."""
        return named_things(self.text, self.found, self.sentence, self.ratio, self.measured, self.mended)

    @cached_property
    def wholes(self) -> tuple[list[ToldAmount], list[ToldAmount]]:
        """The totals that are printed, and those that follow."""
        return wholes(self.text, self.found, self.sentence, self.ratio, self.measured)

    @property
    def subjects(self) -> list[NamedThing]:
        """What the ratio's own clause names before it, else what the sentence names last before it."""
        ahead = [thing for thing in self.things if self.sentence.start <= thing.start < self.ratio.start]
        in_clause = [one for one in ahead if not CLAUSE.search(self.text, one.start, self.ratio.start)]
        return in_clause[-1:] or ahead[-1:]

    @property
    def spelled(self) -> list[NamedThing]:
        """What the sentence calls by its name."""
        return [thing for thing in self.things if thing.is_spelled]

    @property
    def is_relation(self) -> bool:
        """Whether the ratio surely relates two figures; what is done so many times does not."""
        ratio, text = self.ratio, self.text
        is_often = text.endswith("times", ratio.start, ratio.end) and _OF_WHAT.match(text, ratio.end) is None
        return (bool(ratio.way) or (ratio.is_fold and not is_often)) and not self.is_of_argument

    @cached_property
    def is_of_whole(self) -> bool:
        """Whether a share is told of the whole: by a word, or as the one before it in its sentence."""
        ratio = self.ratio
        is_open = ratio.way in ("of", "")
        is_said = is_open and (
            _IT.match(self.text, ratio.end) is not None
            or _TAKEN_UP.search(self.text, max(0, ratio.start - 6), ratio.start) is not None
            or self._speaks_of_whole
            or self._is_owned
        )
        if is_said or not is_open or ratio.way == "of":
            return is_said
        ahead = [other for other in self.sentence.ratios if other.end <= ratio.start and other.is_percent]
        is_going_on = bool(ahead) and not SENTENCE_END.search(self.text, ahead[-1].end, ratio.start)
        return is_going_on and replace(self, ratio=ahead[-1]).is_of_whole

    @property
    def _is_owned(self) -> bool:
        """Whether a word in the clause of a share says that something has it."""
        ahead = (word for word in self.sentence.words if word.named("owns") and word.end <= self.ratio.start)
        return any(not CLAUSE.search(self.text, word.end, self.ratio.start) for word in ahead)

    @property
    def _speaks_of_whole(self) -> bool:
        near = (word for word in self.sentence.words if word.named("whole"))
        return any(abs(word.start - self.ratio.start) < _SPOKEN_WHOLE for word in near)

    @property
    def is_understood(self) -> bool:
        """Whether all that the ratio's own clause says is known: what else it says, the ratio may be of."""
        is_row = any(part.is_row for part in self.sentence.segments)
        return not is_row and not self.speaks_of_other(*self._clause)

    @cached_property
    def _clause(self) -> tuple[int, int]:
        """Where the ratio's own clause begins and ends."""
        starts = [one.end() for one in CLAUSE.finditer(self.text, self.sentence.start, self.ratio.start)]
        behind = CLAUSE.search(self.text, self.ratio.end, self.sentence.end)
        return max(starts, default=self.sentence.start), behind.start() if behind else self.sentence.end

    @property
    def is_of_argument(self) -> bool:
        """Whether the ratio's clause speaks of channels or sizes alone: ``the channels grow 4 times``."""
        start, end = self._clause
        said = (
            name
            for part in self.sentence.segments
            for mark in part.marks
            if start <= mark.start < end
            for name in (*mark.named("role"), *mark.named("quantity"))
        )
        return bool(names := {*said}) and names <= _OF_MAPS

    def speaks_of_other(self, start: int, end: int) -> bool:
        """Whether the sentence says something between two places that neither relates figures nor belongs to layers."""
        rest = list(self.text[start:end])
        known = [(mark.start, mark.end) for part in self.sentence.segments for mark in part.marks]
        known += [(word.start, word.end) for word in self.sentence.words]
        known += [(ratio.start, ratio.end) for ratio in self.sentence.ratios]
        known += [(at, at + len(name)) for at, name in self.sentence.names]
        for first, last in (place for place in known if start <= place[0] < end):
            rest[first - start : last - start] = " " * (min(last, end) - first)
        return bool(telling_words("".join(rest)))

    def is_in_paragraph(self, amount: ToldAmount) -> bool:
        """Whether an amount stands in the paragraph of the ratio."""
        return self.sentence.block == self.found[amount.sentence].block

    def with_mended(self, amounts: Sequence[ToldAmount]) -> list[ToldAmount]:
        """Amounts, and behind each that is wrong what it should be."""
        found: list[ToldAmount] = []
        for amount in amounts:
            found.append(amount)
            true = self.mended.get(amount.end) if amount.mark is not None else None
            if true is not None:
                found.append(replace(amount, expr=written(true), low=true, high=true))
        return found
