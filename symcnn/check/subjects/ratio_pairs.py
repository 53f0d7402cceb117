"""The pairs of amounts of which a ratio may be, by what speaks for each: told as a pair, named, or only near."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import combinations, pairwise
from itertools import product as combined

from symcnn.check.subjects.changed_layers import quantity_of
from symcnn.check.subjects.linked_figures import is_of_areas, linked_pair, of_linked, says_nothing_else
from symcnn.check.subjects.measured_story import MeasuredStory
from symcnn.check.subjects.named_things import NamedThing, named_things, wholes
from symcnn.check.subjects.ratio_candidates import of_pair
from symcnn.check.subjects.relations import RelationCandidate, written
from symcnn.check.subjects.told_amounts import ToldAmount, ToldSentence, before, summed
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.told.plain_words import telling_words
from symcnn.documents.told.told_ratios import CLAUSE, ToldRatio

_MOST_NEAR, _REACH = 10, 6
"""How many amounts before a ratio, of how many sentences, may be meant where nothing says which."""
_REACH_OF_TWO = 2
"""How many sentences before a ratio the only two amounts may stand."""
_ALIKE = Fraction(1, 50)
"""How far apart two ways lie to count the same thing: with biases, and without."""
_JOINED, _WHOLE, _COMPARED = 8, 40, 20
_JOINED_SHARE = 24
_OF = late_pattern(r"\s*(?:of|out of|/)\s*(?:the |all |its )?")
_CLAUSES = late_pattern(r"[;；。]|(?<!\.[a-z])\.(?=\s)")
_OF_WHAT = late_pattern(r"\s+(?:the|as|its|their|those|that|more|less|fewer|smaller|larger|cheaper)\b")
_SPOKEN_WHOLE = 24
"""How far from a share the word may stand for the whole that it is a share of."""
_IT = late_pattern(r"\s*of\s+(?:it|them|this|that|these|those|all|everything)\b")
_TAKEN_UP = late_pattern(r"[占有用]了?[^,，;；。\d]{0,4}$")


@dataclass(frozen=True)
class RatioPairs:
    """The pairs of a ratio; `mended` is what wrong numbers should have been, by their ends."""

    text: str
    found: Sequence[ToldSentence]
    sentence: ToldSentence
    ratio: ToldRatio
    measured: MeasuredStory
    mended: Mapping[int, Fraction]

    @cached_property
    def own(self) -> list[ToldAmount]:
        """The amounts before the ratio in its sentence, the nearest first."""
        return before(self.found, self.sentence, self.ratio.start, _MOST_NEAR, 0)

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

    def told(self) -> Iterator[RelationCandidate]:
        """What the ratio says of the pairs that the text tells as such."""
        text, found, sentence, ratio, own = self.text, self.found, self.sentence, self.ratio, self.own
        for pair in _told_pairs(text, found, sentence, ratio, own, self.family):
            yield from of_pair(*pair, ratio, is_told=_is_relation(text, ratio))
        if len(own) > 1 and not ratio.is_fold and _is_part_of(text, ratio, own[1], own[0]):
            yield from of_pair(own[1], own[0], replace(ratio, way=ratio.way or "of"), is_told=True)
        yield from self._of_subject()
        yield from self._only_two()

    def _only_two(self) -> Iterator[RelationCandidate]:
        """What the ratio says of the only two amounts of a quantity just before it; of the whole it may be both."""
        ratio, near = self.ratio, self._two
        if len(near) != 2 or near[0].low == near[1].low:
            return
        families = {one.family for one in near} - {""}
        is_other = bool(families) and self.family not in ("", *families)
        is_other = is_other or (near[0].sentence != self.sentence.place and self._speaks_of_other)
        is_told = bool(families) and not is_other and _is_relation(self.text, ratio) and not self._is_of_other(near)
        is_compared = self.sentence.says("earlier") or self.sentence.says("compared")
        if ratio.is_fold or ratio.way in ("less", "more") or (is_compared and not self._is_of_whole):
            for candidate in of_pair(near[1], near[0], ratio, is_told=is_told):
                yield replace(candidate, is_sure=is_told and self._follows(near[0]))
            return
        both, share = summed((near[1], near[0]), self.sentence), replace(ratio, way="of")
        spelled = [amount.expr for thing in self.things if thing.is_spelled for amount in thing.amounts]
        is_any_whole = any(one in self.wholes[0] or one.is_total for one in near)
        for part, other in (near, near[::-1]):
            is_part = not is_any_whole and (self._is_of_whole or part.expr in spelled)
            is_sure = is_told and self._is_of_whole and part.expr in spelled
            yield from of_pair(part, both, share, is_told=is_sure) if is_part else ()
            yield from of_pair(part, other, ratio, is_told=False)

    @property
    def _two(self) -> list[ToldAmount]:
        """The amounts of the quantity of the last one, of as few sentences as tell two of them."""
        near: list[ToldAmount] = []
        for reach in range(_REACH_OF_TWO + 1):
            last = before(self.found, self.sentence, self.ratio.start, _MOST_NEAR, reach)
            last = [one for one in last if self._is_in_paragraph(one) and not one.is_plane]
            family = self.family or next((one.family for one in last if one.family), "")
            near = list({one.low: one for one in reversed(last) if one.family in ("", family)}.values())[::-1]
            if len(near) > 1:
                return near
        return near

    def _is_in_paragraph(self, amount: ToldAmount) -> bool:
        return self.sentence.block == self.found[amount.sentence].block

    def _follows(self, amount: ToldAmount) -> bool:
        """Whether the ratio stands right behind an amount, and nothing is said between that it may be of."""
        return amount.sentence == self.sentence.place and says_nothing_else(
            self.text, self.sentence, amount, self.ratio
        )

    @property
    def _speaks_of_other(self) -> bool:
        """Whether the sentence says something before the ratio that neither relates figures nor belongs to layers."""
        start, end = self.sentence.start, self.ratio.start
        rest = list(self.text[start:end])
        known = [(mark.start, mark.end) for part in self.sentence.segments for mark in part.marks]
        known += [(word.start, word.end) for word in self.sentence.words]
        known += [(at, at + len(name)) for at, name in self.sentence.names]
        for first, last in (place for place in known if start <= place[0] < end):
            rest[first - start : last - start] = " " * (min(last, end) - first)
        return bool(telling_words("".join(rest)))

    def _is_of_other(self, near: Sequence[ToldAmount]) -> bool:
        """Whether the sentence names a thing that has another amount."""
        exprs = {one.expr for one in near}
        spelled = [thing for thing in self.things if thing.is_spelled]
        return any(amount.mark and amount.expr not in exprs for thing in spelled for amount in thing.of(near[0].family))

    def linked(self) -> Iterator[RelationCandidate]:
        """What the ratio says of the two figures before it that are set against each other."""
        pair = linked_pair(self.text, self.sentence, self.ratio)
        if pair is not None:
            yield from of_linked(pair, self.ratio, is_of_areas=is_of_areas(self.text, self.sentence, self.ratio))

    def _of_subject(self) -> Iterator[RelationCandidate]:
        """What a share of the whole says of the one thing that its clause names, or of the amount before it."""
        if self.ratio.is_fold or not self._is_of_whole:
            return
        share, (printed, derived) = replace(self.ratio, way="of"), self.wholes
        for whole in (
            (printed or derived)[:1]
            if not self.family
            else [one for one in printed if one.family == self.family][:1]
            or [one for one in printed if not one.family][:1]
        ):
            parts = self._parts(self.family or whole.family)
            parts = [part for part in parts if part.high < whole.low]
            is_sure = all(thing.is_sure for thing in self.subjects)
            is_one = bool(parts) and max(one.high for one in parts) <= min(one.low for one in parts) * (1 + _ALIKE)
            is_told = is_one and is_sure and self._is_one_whole(whole)
            for part in parts:
                yield from of_pair(part, whole, share, is_told=is_told)

    def _is_one_whole(self, whole: ToldAmount) -> bool:
        """Whether no other total of the same quantity is printed."""
        alike = [one for one in self.wholes[0] if one.goes_with(whole)]
        return whole.mark is not None and len({one.expr for one in alike}) == 1

    def _parts(self, family: str) -> list[ToldAmount]:
        """The amounts of a quantity of which a share may be told: of its clause, else of what that names."""
        said = [
            one
            for one in self.own
            if not _CLAUSES.search(self.text, one.end, self.ratio.start)
            and one.family in ("", family)
            and one not in self.wholes[0]
        ]
        named = [amount for thing in self.subjects for amount in thing.of(family)]
        return named or said[:1]

    @cached_property
    def _is_of_whole(self) -> bool:
        """Whether a share is told of the whole: by a word, or as the one before it in its sentence."""
        ratio = self.ratio
        is_open = ratio.way in ("of", "")
        is_said = is_open and (
            _IT.match(self.text, ratio.end) is not None
            or _TAKEN_UP.search(self.text, max(0, ratio.start - 6), ratio.start) is not None
            or _speaks_of_whole(self.sentence, ratio)
            or self._is_owned
        )
        if is_said or not is_open or ratio.way == "of":
            return is_said
        ahead = [other for other in self.sentence.ratios if other.end <= ratio.start and other.is_percent]
        is_going_on = bool(ahead) and not _CLAUSES.search(self.text, ahead[-1].end, ratio.start)
        return (
            is_going_on
            and RatioPairs(self.text, self.found, self.sentence, ahead[-1], self.measured, self.mended)._is_of_whole
        )

    @property
    def _is_owned(self) -> bool:
        """Whether a word in the clause of a share says that something has it."""
        ahead = (word for word in self.sentence.words if word.named("owns") and word.end <= self.ratio.start)
        return any(not CLAUSE.search(self.text, word.end, self.ratio.start) for word in ahead)

    def named(self) -> Iterator[RelationCandidate]:
        """What the ratio may say of what its sentence names, of each with each, and with the whole."""
        ratio, family, own, things = self.ratio, self.family, self.own, self.things
        printed, derived = self.wholes
        groups = [thing.amounts for thing in things]
        latest = self._latest([thing.amounts for thing in things if thing.is_spelled])
        for one, other in _of_two(latest, family):
            is_told = one.family == other.family and family in ("", one.family) and _is_relation(self.text, ratio)
            is_told = is_told and all(_is_one(group, one.family) for group in latest)
            yield from of_pair(one, other, ratio, is_told=is_told)
        for one, other in _of_two(groups, family):
            is_told = len(groups) == 2 and bool(one.mark and other.mark) and one.family == other.family
            is_told = is_told and all(_is_one(group, one.family) for group in groups)
            is_told = is_told and _is_relation(self.text, ratio)
            yield from of_pair(one, other, ratio, is_told=is_told and family in ("", one.family))
        if not ratio.is_fold and ratio.way in ("of", ""):
            share = replace(ratio, way="of")
            parts = [amount for thing in self.subjects or things for amount in thing.of(family)] + own[:1]
            for part, whole in combined(self._mended(parts), self._mended([*printed, *derived])):
                if part.goes_with(whole) and part.high < whole.low:
                    yield from of_pair(part, whole, share, is_told=False)
        for one, other in combinations(self._mended(printed) if ratio.way != "of" else (), 2):
            yield from self._of_alike(other, one)
        for thing in things:
            for other in thing.of(family) if own else ():
                if own[0].goes_with(other) and own[0].expr != other.expr:
                    yield from of_pair(own[0], other, ratio, is_told=False)

    def _latest(self, groups: Sequence[Sequence[ToldAmount]]) -> list[list[ToldAmount]]:
        """The amounts of two things where both are told together the last time, as in a table."""
        if len(groups) != 2:
            return []
        blocks = [{self.found[amount.sentence].block for amount in group if amount.mark} for group in groups]
        last = max(blocks[0] & blocks[1], default=None)
        return [
            [one for one in group if one.mark and self.found[one.sentence].block == last] for group in groups if last
        ]

    def near(self, *, is_told: bool) -> Iterator[RelationCandidate]:
        """What the ratio may say of any two amounts near it, the nearest first, and of two together."""
        reach = 0 if len(self.own) > 1 and not self.ratio.place else _REACH
        near = before(self.found, self.sentence, self.ratio.start, _MOST_NEAR, reach)
        near += [amount for amount in self.sentence.amounts if amount.start >= self.ratio.end][:2]
        near = self._mended(near)
        pairs = sorted(combinations(range(len(near)), 2), key=lambda pair: (pair[1], pair[0]))
        for first, second in pairs:
            yield from self._of_alike(near[second], near[first])
        if not is_told:
            yield from self._of_sums(near)

    def _of_sums(self, near: Sequence[ToldAmount]) -> Iterator[RelationCandidate]:
        """What the ratio may say of two amounts together, and another one, or that of the two which is named."""
        named = [amount.expr for thing in self.subjects for amount in thing.amounts if not self.ratio.is_fold]
        for one, other in pairwise(near):
            if one.family == other.family and one.sentence >= other.sentence:
                both = summed((other, one), self.sentence)
                for amount in near:
                    if amount not in (one, other) or amount.expr in named:
                        yield from self._of_alike(amount, both)

    def _of_alike(self, one: ToldAmount, other: ToldAmount) -> Iterator[RelationCandidate]:
        if one.goes_with(other) and one.expr != other.expr:
            yield from of_pair(one, other, self.ratio, is_told=False)

    def _mended(self, amounts: Sequence[ToldAmount]) -> list[ToldAmount]:
        """Amounts, and behind each that is wrong what it should be."""
        found: list[ToldAmount] = []
        for amount in amounts:
            found.append(amount)
            true = self.mended.get(amount.end) if amount.mark is not None else None
            if true is not None:
                found.append(replace(amount, expr=written(true), low=true, high=true))
        return found


def _is_relation(text: str, ratio: ToldRatio) -> bool:
    """Whether a ratio surely relates two figures; what is done so many times does not."""
    is_often = text.endswith("times", ratio.start, ratio.end) and _OF_WHAT.match(text, ratio.end) is None
    return bool(ratio.way) or (ratio.is_fold and not is_often)


def _is_one(group: Sequence[ToldAmount], family: str) -> bool:
    """Whether but one amount of a quantity is printed of a thing."""
    return len({amount.expr for amount in group if amount.mark is not None and amount.family == family}) == 1


def _of_two(named: Sequence[Sequence[ToldAmount]], family: str) -> Iterator[tuple[ToldAmount, ToldAmount]]:
    """The pairs of amounts of the same quantity of two things that a sentence names."""
    for one, other in combinations(named, 2):
        for first, second in combined(one, other):
            said = {first.family, second.family}
            is_alike = said <= {family, ""} if family else len(said) == 1 and first.mark and second.mark
            if is_alike and first.is_plane == second.is_plane:
                yield first, second


def _told_pairs(
    text: str,
    found: Sequence[ToldSentence],
    sentence: ToldSentence,
    ratio: ToldRatio,
    own: Sequence[ToldAmount],
    family: str,
) -> Iterator[tuple[ToldAmount, ToldAmount]]:
    """The pairs of amounts between which a text says that the ratio is: ``from A to B, by …``, ``A is … of B``."""
    last = before(found, sentence, ratio.start, 3, 1)
    pair = own if own else [amount for amount in last if found[amount.sentence].block == sentence.block]
    if len(pair) == 2 and (_is_compared(found, pair[1], pair[0], family) or _is_beside(sentence, ratio, pair)):
        yield pair[1], pair[0]
    behind = [one for one in sentence.amounts if 0 <= one.start - ratio.end <= _WHOLE]
    if not own and len(behind) > 1 and _is_compared(found, behind[0], behind[1], family):
        yield behind[0], behind[1]
    is_of_last = bool(own) and ratio.start - own[0].end <= _JOINED and ratio.way == "of"
    if is_of_last and len(own) > 1 and own[1].goes_with(own[0]) and _says(sentence, "way", own[1].end, own[0].start):
        yield own[1], own[0]
    if behind and own and own[0].goes_with(behind[0]) and _is_share_of(text, sentence, ratio, behind[0]):
        yield own[0], behind[0]
    if len(own) == 1 and own[0].family and family in ("", own[0].family) and sentence.says("earlier"):
        earlier_ones = [one for one in last if one.sentence != sentence.place and one.family == own[0].family]
        if earlier_ones and found[earlier_ones[0].sentence].block == sentence.block:
            yield earlier_ones[0], own[0]


def _is_part_of(text: str, ratio: ToldRatio, part: ToldAmount, whole: ToldAmount) -> bool:
    """Whether an amount is told as one of another, and a share right behind: ``123.6M of 138M, that is 89 %``."""
    is_of = part.end <= whole.start and _OF.fullmatch(text, part.end, whole.start) is not None
    is_behind = 0 <= ratio.start - whole.end <= _JOINED_SHARE and not _CLAUSES.search(text, whole.end, ratio.start)
    return is_of and is_behind and part.goes_with(whole) and part.low < whole.high


def _is_share_of(text: str, sentence: ToldSentence, ratio: ToldRatio, whole: ToldAmount) -> bool:
    """Whether an amount behind a ratio is that of which it is a share."""
    is_of = ratio.way == "of" and _says(sentence, "way", ratio.end, whole.start)
    return is_of and not CLAUSE.search(text, ratio.end, whole.start)


def _is_compared(found: Sequence[ToldSentence], one: ToldAmount, other: ToldAmount, family: str) -> bool:
    """Whether two amounts are compared, as ``from A to B`` does, and count what the ratio speaks of."""
    if one.family == other.family and len(one.family) == 1:
        return True  # 27C² and 49C²
    is_linked = _says(found[one.sentence], "link", one.end, other.start) or any(
        {"less", "more"} & {*word.named("way")} or {"under", "over"} & {*word.named("vague")}
        for word in found[one.sentence].words
        if one.end <= word.start <= other.start
    )
    return is_linked and one.goes_with(other) and (not family or family in (one.family, other.family))


def _is_beside(sentence: ToldSentence, ratio: ToldRatio, pair: Sequence[ToldAmount]) -> bool:
    """Whether a word near a ratio compares two amounts of one quantity that stand side by side."""
    is_near = any(word.named("compared") and abs(word.start - ratio.start) <= _COMPARED for word in sentence.words)
    return is_near and bool(pair[0].family) and pair[0].family == pair[1].family


def _says(sentence: ToldSentence, sort: str, start: int, end: int) -> bool:
    """Whether a word of this sort stands between two places."""
    return any(word.named(sort) and start <= word.start <= end for word in sentence.words)


def _speaks_of_whole(sentence: ToldSentence, ratio: ToldRatio) -> bool:
    return ratio.way in ("of", "") and any(
        word.named("whole") and abs(word.start - ratio.start) < _SPOKEN_WHOLE for word in sentence.words
    )
