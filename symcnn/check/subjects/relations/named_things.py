"""The things that the sentence of a ratio names, each with its amounts: layers, groups of them, networks, lines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.relations import written
from symcnn.check.subjects.relations.told_amounts import (
    ToldAmount,
    ToldSentence,
    derived_of,
    earlier,
    summed,
    totals_of,
)
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Num, product
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.told_ratios import CLAUSE, ToldRatio
from symcnn.network.wiring.kind_traits import family, has_kernels, is_weighted

_BEFORE_COUNT = 4
"""How far before the name of a group the number may stand that tells how many there are."""
_BEHIND_NAME = 28
"""How far behind the name of a group its amount may stand."""
_BEFORE_TOTAL = 28
"""How far before a total the word may stand that says that it is one."""
_MOST_TOTALS = 4
_MOST_OF_EACH = 8
_HEAD = late_pattern(
    r"[\s|*`$\x1f•–-]*(?:\d[\d.]{0,3}\s)?([^\W\d_][^\n:：|=.,，。;；()（）]{1,23}?)[\s*`]*(?:[(（][^\n()（）]{0,24}[)）])?[\s*`]*(?:[:：|]|\s{2,})"
)


@record
class NamedThing:
    """A thing that a sentence names at a place, with all amounts that are told of it or follow for it.

    `is_sure` tells that they are those of the whole thing: of each of its layers, if it is a group of so many,
    `is_spelled` that the sentence has its name, and does not only go on about it.
    """

    name: str
    start: int
    amounts: tuple[ToldAmount, ...]
    is_sure: bool = True
    is_spelled: bool = True

    def of(self, quantity: str) -> tuple[ToldAmount, ...]:
        """Its amounts of a quantity, or those of which nobody says what they count; all where none is asked for."""
        said = tuple(amount for amount in self.amounts if amount.family == quantity)
        return (said or tuple(one for one in self.amounts if not one.family)) if quantity else self.amounts


def named_things(
    text: str,
    found: Sequence[ToldSentence],
    sentence: ToldSentence,
    ratio: ToldRatio,
    told: MeasuredStory,
    mended: Mapping[int, Fraction],
) -> list[NamedThing]:
    """What a sentence names, in the order in which it does; a thing of which no amount is known is left out."""
    things: dict[str, NamedThing] = {}
    for thing in (
        *_by_names(found, sentence, ratio, told),
        *_by_heads(text, found, sentence),
        *_by_kinds(text, found, sentence, ratio, told, mended),
        *_by_ordinals(found, sentence, told),
    ):
        held = things.get(thing.name)
        things[thing.name] = replace(held, amounts=held.amounts + thing.amounts) if held is not None else thing
    return sorted((thing for thing in things.values() if thing.amounts), key=lambda thing: thing.start)


def _by_names(
    found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio, told: MeasuredStory
) -> Iterator[NamedThing]:
    """What is printed behind a name in any sentence before, and what a layer gives that the sentence speaks of."""
    printed = [amount for one in earlier(found, sentence) for amount in one.amounts if amount.end <= ratio.start]
    compared = [n for part in sentence.segments if "times" in part.cues for n in part.ordinals[:1]]
    block = [one for one in earlier(found, sentence)[:-1] if one.block == sentence.block]
    for ordinal in compared:
        numbered = [one for one in block if one.segments[0].ordinals == (ordinal,)]
        yield NamedThing(f"#{ordinal}", sentence.start, tuple(amount for one in numbered for amount in one.amounts))
    for start, name in sentence.names:
        yield NamedThing(name, start, tuple(amount for amount in printed if amount.owner == name))
    starts = {name: start for start, name in sentence.names}
    for layer in dict.fromkeys((*sentence.layers, *sentence.spoken_of)):
        label = told.layers[layer].layer.label or f"layer {layer}"
        own = tuple(amount for amount in printed if amount.layer == layer and not amount.owner)
        own = own if layer in sentence.layers else ()
        amounts = (*own, *derived_of(told, layer, sentence))
        yield NamedThing(label, starts.get(label, sentence.start), amounts, is_spelled=label in starts)


def _by_heads(text: str, found: Sequence[ToldSentence], sentence: ToldSentence) -> Iterator[NamedThing]:
    """The lines, items and rows whose heads the sentence names: ``pointwise: 128·128·784 = 12,845,056``."""
    said = text[sentence.start : sentence.end].lower()
    for one in earlier(found, sentence)[:-1]:
        head = _HEAD.match(text, one.start, one.end) if one.amounts else None
        name = head[1].strip().lower() if head is not None else ""
        called = next(((start, known) for start, known in sentence.names if _begins(name, known)), None)
        at = said.find(name) if name else -1
        if called is not None:
            yield NamedThing(called[1], called[0], tuple(amount for amount in one.amounts if not amount.owner))
        elif at >= 0 and _is_word(said, at, at + len(name)):
            yield NamedThing(name, sentence.start + at, one.amounts[-2:])


def _begins(head: str, name: str) -> bool:
    """Whether a head is a name, or a variant of it: ``mobilenet-224``."""
    return head.startswith(name) and not head[len(name) : len(name) + 1].isalnum()


def _is_word(said: str, start: int, end: int) -> bool:
    around = said[start - 1 : start] + said[end : end + 1]
    return not any(sign.isascii() and sign.isalnum() for sign in around if said[start].isascii())


# groups of layers ------------------------------------------------------------------------------------


def _by_kinds(
    text: str,
    found: Sequence[ToldSentence],
    sentence: ToldSentence,
    ratio: ToldRatio,
    told: MeasuredStory,
    mended: Mapping[int, Fraction],
) -> Iterator[NamedThing]:
    """The groups of layers that a sentence names by their kind: ``the three dense layers``, ``逐点卷积``."""
    for mark in (mark for part in sentence.segments for mark in part.marks if _kinds(mark)):
        is_label = text[mark.end : mark.end + 2].strip("_- ")[:1].isdigit()
        if not is_label:
            members, count = _members(mark, ratio, told), _count_before(sentence, mark)
            printed = [*_printed_of(found, sentence, ratio, mark, members)]
            together = [summed(terms, sentence) for terms in printed if len(terms) == (count or len(members))]
            last = [summed(terms[-count:], sentence) for terms in printed if len(terms) > count > 1]
            said = [*_said_of(text, found, sentence, mark, mended)] if count <= 1 else []
            is_sure = bool(together) and not said and not last
            name = "|".join((*_kinds(mark), *mark.named("word")))
            yield NamedThing(name, mark.start, (*together, *said, *last), is_sure)


def _kinds(mark: Mark) -> tuple[str, ...]:
    """The kinds that a word names; a pointwise layer is a convolution."""
    return mark.named("kind") or (("conv",) if "pointwise" in mark.named("word") else ())


def _members(mark: Mark, ratio: ToldRatio, told: MeasuredStory) -> list[int]:
    """The layers before a ratio that a word for a kind may mean."""
    families = {family(kind) for kind in _kinds(mark)}
    is_pointwise = "pointwise" in mark.named("word")
    return [
        place
        for place, measured in enumerate(told.layers)
        if family(measured.layer.kind) in families
        and measured.layer.place < ratio.start
        and (not is_pointwise or {*_sides(measured.layer.kind, told, place)} == {1})
    ]


def _sides(kind: str, told: MeasuredStory, place: int) -> tuple[int, ...]:
    window = told.layers[place].layer.arguments.get("kernel")
    return window.sizes if has_kernels(kind) and window is not None else ()


def _count_before(sentence: ToldSentence, mark: Mark) -> int:
    """How many there are of a group, by the number before its name; 0 where none says it."""
    marks = (other for part in sentence.segments for other in part.marks)
    near = [
        other.whole or 0 for other in marks if other.sort == "number" and 0 <= mark.start - other.end <= _BEFORE_COUNT
    ]
    return near[-1] if near and 1 < near[-1] <= len(sentence.segments) + 64 else 0


def _printed_of(
    found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio, mark: Mark, members: Sequence[int]
) -> Iterator[list[ToldAmount]]:
    """What is printed of the layers of a group, for each quantity: of each layer the last, and all."""
    places = {*members}
    printed = [
        amount
        for one in earlier(found, sentence)
        for amount in one.amounts
        if amount.end <= ratio.start
        and not amount.is_total
        and amount.family != "bytes"
        and (amount.layer in places if not amount.owner else _is_called(amount.owner, mark))
    ]
    for quantity in dict.fromkeys(amount.family for amount in printed):
        alike = [amount for amount in printed if amount.family == quantity]
        yield list({amount.owner or amount.layer: amount for amount in alike}.values())
        yield alike


def _is_called(owner: str, mark: Mark) -> bool:
    """Whether a layer's name begins with what its kind is called: ``conv2``."""
    meaning = lexicon().label(owner.rstrip("0123456789_.-"))
    return meaning is not None and meaning.name in _kinds(mark) and "pointwise" not in mark.named("word")


def _said_of(
    text: str, found: Sequence[ToldSentence], sentence: ToldSentence, word: Mark, mended: Mapping[int, Fraction]
) -> Iterator[ToldAmount]:
    """The amounts right behind the same word in the sentences before."""
    meant = (_kinds(word), word.named("word"))
    for one in earlier(found, sentence)[:-1]:
        marks = [mark for part in one.segments for mark in part.marks] if one.amounts else []
        named = [mark for mark in marks if (_kinds(mark), mark.named("word")) == meant]
        starts = [mark.end for mark in named if not text[mark.end : mark.end + 2].strip("_- ")[:1].isdigit()]
        for end in starts:
            behind = [amount for amount in one.amounts if 0 <= amount.start - end <= _BEHIND_NAME]
            yield from behind[:1]
            if any("each" in part.cues for part in one.segments):
                yield from (several for amount in behind[:1] for several in _several(amount, mended))


def _several(amount: ToldAmount, mended: Mapping[int, Fraction]) -> Iterator[ToldAmount]:
    """What some layers have together of which each has an amount; how many there are, nobody says here."""
    true = mended.get(amount.end)
    for times in range(2, _MOST_OF_EACH + 1):
        low, high = (true, true) if true is not None else (amount.low, amount.high)
        expr = product(Num(times), written(true) if true is not None else amount.expr)
        yield replace(amount, expr=expr, low=times * low, high=times * high)


def _by_ordinals(found: Sequence[ToldSentence], sentence: ToldSentence, told: MeasuredStory) -> Iterator[NamedThing]:
    """The layers with weights that a sentence calls by their number, where a document tells of one network."""
    numbers = [number for part in sentence.segments for number in part.ordinals]
    weighted = [
        place
        for place, measured in enumerate(told.layers)
        if measured.layer.place < sentence.start and is_weighted(measured.layer.kind)
    ]
    for number in numbers:
        place = number - 1 if number > 0 else number
        if -len(weighted) <= place < len(weighted):
            printed = [
                amount
                for one in earlier(found, sentence)[:-1]
                for amount in one.amounts
                if amount.layer == weighted[place] and not amount.is_total
            ]
            amounts = (*printed, *derived_of(told, weighted[place], sentence))
            yield NamedThing(f"#{number}", sentence.start, amounts, is_sure=False)


# wholes ----------------------------------------------------------------------------------------------


def wholes(
    text: str, found: Sequence[ToldSentence], sentence: ToldSentence, ratio: ToldRatio, told: MeasuredStory
) -> tuple[list[ToldAmount], list[ToldAmount]]:
    """The totals that are printed before a ratio, the last first, and those that follow for all layers."""
    printed = [
        amount
        for one in earlier(found, sentence)
        for amount in one.amounts
        if amount.end <= ratio.start
        and ((amount.is_total and one is not sentence) or _is_said_total(text, one, amount))
    ]
    return printed[::-1][:_MOST_TOTALS], list(totals_of(told, sentence))


def _is_said_total(text: str, sentence: ToldSentence, amount: ToldAmount) -> bool:
    """Whether a word close before an amount says that it is the whole, or a sum."""
    words = [word for word in sentence.words if word.named("whole") or word.named("sum")]
    return amount.family != "bytes" and any(
        0 <= amount.start - word.end <= _BEFORE_TOTAL
        and not CLAUSE.search(text, word.end, amount.start)
        and not any(word.end <= other.start and other.end <= amount.start for other in sentence.amounts)
        for word in words
    )
