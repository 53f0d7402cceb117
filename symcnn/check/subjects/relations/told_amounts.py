"""The amounts of a document in order: numbers of parameters, multiplications, values and bytes, and derived ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from fractions import Fraction
from itertools import groupby

from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, total
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.marks import marks
from symcnn.documents.told.relation_words import RelationWord, relation_words
from symcnn.documents.told.segments import Segment
from symcnn.documents.told.told_ratios import ToldRatio, told_ratios

FAMILIES = {
    "params": "params", "weights": "params", "biases": "params", "macs": "macs", "flops": "macs",
    "neurons": "values", "output": "values", "input": "values", "bytes": "bytes",
}  # fmt: skip
"""Quantities that are compared with each other, by the first of them."""
_DERIVED = ("params", "weights", "macs", "flops", "values")
_LEAST, _LEAST_IN_PROSE = 100, 1000
"""From where on a number is an amount although no word says so."""
_DIGIT = late_pattern(r"\d")
_TERM = late_pattern(r"(?<![\w.*])(\d{1,4})[ \x1f]?(?:\*|\\cdot|\\,)?[ \x1f]?([A-Z])(?:\^\{?2\}?|²)")
NAME = late_pattern(r"(?<![A-Za-z0-9_\\])[A-Za-z]{1,12}(?:\d[A-Za-z])?[ _-]?\d{1,3}(?:[_.-]\d{1,2})?(?![A-Za-z0-9_%])")
_ASSIGNED = late_pattern(r"[ \t]*[A-Za-z_]\w*[ \t]*=[ \t]*([\d( ][\d .*+()-]*[\d)])[ \t]*#?[ \t]*$")
_TIMES_SIGNS = ("*", "×", "·")
_BILLIONS = late_pattern(r"[\d.]+B")
_YEARS = range(1980, 2040)
_LARGEST_SUM = 64
FAR = 200
"""How many sentences back a name or a total may be meant."""
_MOST_TOTALS = 4
_PLANE = 2
_BLOCKS = 3
"""How many paragraphs back an amount may be meant."""


@record
class ToldAmount:
    """An amount that stands from `start` up to `end`: exact, or rounded from a value between `low` and `high`.

    `family` says what is counted ("" where nothing does), `layer` of which layer, `sentence` in which sentence; `owner`
    is the name before it, and `is_small` tells that nothing but a sum makes it an amount. Derived amounts stand
    nowhere: they end where they start.
    """

    expr: Expr
    low: Fraction
    high: Fraction
    family: str
    start: int
    end: int
    sentence: int
    layer: int | None = None
    is_total: bool = False
    mark: Mark | None = None
    owner: str = ""
    is_small: bool = False

    @property
    def is_exact(self) -> bool:
        """Whether it is not rounded."""
        return self.low == self.high

    @property
    def is_plane(self) -> bool:
        """Whether it is the two sides of a map: so many places, whatever stands at each of them."""
        return self.mark is not None and self.mark.sort == "shape" and len(self.mark.dims) == _PLANE

    def goes_with(self, other: ToldAmount) -> bool:
        """Whether both may count the same thing; a plane counts places, and a map of channels values."""
        are_shapes = all(one.mark is not None and one.mark.sort == "shape" for one in (self, other))
        is_one_sort = not are_shapes or self.is_plane == other.is_plane
        return is_one_sort and (not self.family or not other.family or self.family == other.family)


@record
class ToldSentence:
    """A passage with its amounts, its ratios, the words of relations in it, and the layers that it names.

    `small` are numbers that are too small to be amounts by themselves, and may be parts of a sum.
    `spoken_of` are the layers of which its numbers are told, `names` those that it has, by their places. `quantities`
    are the words for a family of quantities, by their places; the last of each tells whether it is sure.
    """

    place: int
    block: int
    start: int
    end: int
    segments: tuple[Segment, ...]
    amounts: tuple[ToldAmount, ...]
    small: tuple[ToldAmount, ...]
    ratios: tuple[ToldRatio, ...]
    words: tuple[RelationWord, ...]
    layers: tuple[int, ...]
    spoken_of: tuple[int, ...]
    names: tuple[tuple[int, str], ...]
    quantities: tuple[tuple[int, str, bool], ...]

    @property
    def label(self) -> str:
        """The name with which it begins, in small letters."""
        return self.segments[0].label

    @property
    def is_doubtful(self) -> bool:
        """Whether it speaks of an error, or of what somebody else says; "instead of" may lead to another figure."""
        links = {word.start for word in self.words if word.named("link")}
        standing = (mark for segment in self.segments for mark in segment.marks if mark.start not in links)
        return any("doubt" in mark.named("word") for mark in standing)

    @property
    def is_comment(self) -> bool:
        """Whether it is a comment, or stands in one."""
        return self.segments[0].passage.sort == "comment"

    def says(self, sort: str) -> bool:
        """Whether a word of this sort stands in it."""
        return any(word.named(sort) for word in self.words)


def sentences(text: str, found: Iterable[Segment], told: MeasuredStory) -> tuple[ToldSentence, ...]:
    """The passages of a document but for its headings, as sentences."""
    facts = (*told.story.facts, *told.story.loose)
    layers = {fact.mark.start: fact.layer for fact in facts if fact.layer is not None}
    labelled = [(layer.label, place) for place, layer in enumerate(told.story.layers) if layer.label]
    labels = dict(reversed(labelled))
    passages = [tuple(group) for _, group in groupby(found, key=lambda segment: segment.passage.start)]
    known = frozenset(part.label for passage in passages for part in passage if part.label) | labels.keys()
    return tuple(_sentence(text, place, parts, layers, labels, known) for place, parts in enumerate(passages))


def _sentence(
    text: str,
    place: int,
    parts: tuple[Segment, ...],
    layers: Mapping[int, int],
    labels: Mapping[str, int],
    known: AbstractSet[str],
) -> ToldSentence:
    passage = parts[0].passage
    start, end = passage.start, passage.end
    words = relation_words(text, start, end)
    ratios = tuple(told_ratios(text, start, end, words))
    standing = [mark for part in parts for mark in part.marks]
    quantities = tuple(
        (mark.start, FAMILIES[name], True) for mark in standing for name in mark.named("quantity") if name in FAMILIES
    )
    said = {family for _, family, _ in quantities}
    has_unit = any(mark.reading is not None and mark.reading.unit == "byte" for mark in standing)
    said -= {"bytes"} if has_unit else set()  # a number without a unit beside one that has it
    usual = said.pop() if len(said) == 1 else ""
    usual = "" if usual == "values" else usual  # ten units need so many: parameters, perhaps
    quantities += tuple((word.start, name, False) for word in words for name in word.named("measure"))
    taken = [(word.start, word.end) for word in words] + [(ratio.start, ratio.end) for ratio in ratios]
    has_digits = _DIGIT.search(text, start, end) is not None
    amounts = [
        ToldAmount(Num(int(match[1])), Fraction(match[1]), Fraction(match[1]), match[2], *match.span(), place)
        for match in (_TERM.finditer(text, start, end) if has_digits else ())
    ]
    taken += [(amount.start, amount.end) for amount in amounts]
    named = [*NAME.finditer(text, start, end)] if has_digits else []
    taken += [match.span() for match in named if " " not in match[0]]
    amounts += _assigned(text, start, place) if passage.sort == "comment" else ()
    amounts += [
        amount
        for part in parts
        for amount in _printed(part, place, layers, usual)
        if not any(
            first < amount.end and amount.start < last
            for first, last in taken
            if not _is_factor(text, amount, first, last)
        )
        and not _is_in_name(text, amount)
    ]
    owners = _names(named, standing, known)
    small = tuple(amount for amount in amounts if amount.is_small)
    amounts = [_owned(amount, owners) for amount in amounts if not amount.is_small]
    spoken = [labels[name] for _, _, name in owners if name in labels]
    spoken += [layers[ratio.start] for ratio in ratios if ratio.start in layers]
    return ToldSentence(
        place, passage.block, start, end, parts, tuple(sorted(amounts, key=lambda amount: amount.start)), small,
        ratios, words, tuple(dict.fromkeys(spoken)), _layers_of(standing, layers),
        tuple({name: (start, name) for start, _, name in reversed(owners)}.values())[::-1], quantities,
    )  # fmt: skip


def _is_factor(text: str, amount: ToldAmount, first: int, last: int) -> bool:
    """Whether a phrase with a number is a factor within a calculation, as in ``28*28*4 bytes = 3,136 bytes``."""
    return amount.start < first and last < amount.end and text[amount.start : first].rstrip()[-1:] in _TIMES_SIGNS


def _is_in_name(text: str, amount: ToldAmount) -> bool:
    """Whether a letter goes on behind a number: ``block 2b``, or that of so many billions: ``a model of 7B``."""
    behind = text[amount.end : amount.end + 1]
    is_named = behind.isascii() and behind.isalpha() and text[amount.end - 1].isdigit()
    return is_named or _BILLIONS.fullmatch(text, amount.start, amount.end) is not None


def _names(
    named: Iterable[re.Match[str]], standing: Iterable[Mark], known: AbstractSet[str]
) -> list[tuple[int, int, str]]:
    """Where the names of layers and of networks stand in a passage, in order."""
    spelled = ((*match.span(), match[0].lower().replace(" ", "")) for match in named)
    networks = ((mark.start, mark.end, mark.text.lower()) for mark in standing if mark.sort == "network" and mark.text)
    return sorted((*(one for one in spelled if one[2] in known), *networks))


def _owned(amount: ToldAmount, owners: Sequence[tuple[int, int, str]]) -> ToldAmount:
    """An amount with the name that stands before it."""
    before = [name for _, end, name in owners if end <= amount.start]
    return replace(amount, owner=before[-1]) if before else amount


def _layers_of(standing: Iterable[Mark], layers: Mapping[int, int]) -> tuple[int, ...]:
    return tuple(dict.fromkeys(layers[mark.start] for mark in standing if mark.start in layers))


def _assigned(text: str, start: int, place: int) -> Iterator[ToldAmount]:
    """What the code before a comment calculates from numbers alone: ``macs = 28 * 28 * 32 * 192  # 4.8 million``."""
    code = _ASSIGNED.match(text, text.rfind("\n", 0, start) + 1, start)
    if code is not None:
        for mark in marks(text, *code.span(1)):
            if mark.is_figure and mark.value is not None and code.start(1) == mark.start and mark.end == code.end(1):
                value = Fraction(mark.value)
                yield ToldAmount(Num(mark.value), value, value, "", mark.start, mark.end, place, mark=mark)


def _printed(part: Segment, place: int, layers: Mapping[int, int], usual: str) -> Iterator[ToldAmount]:
    roles = {bound.mark.start: bound.role for bound in part.bounds}
    columns = {bound.mark.start for bound in part.bounds if bound.word.start < part.start}
    for mark in part.marks:
        unit = mark.reading.unit if mark.reading is not None else ""
        if not mark.is_figure or mark.value is None or unit in ("percent", "bit"):
            continue
        role = roles.get(mark.start, "")
        family = "bytes" if unit == "byte" else FAMILIES.get(role, "")
        if family == "bytes" and mark.start in columns:
            continue  # what a column of memory counts, the column itself tells
        is_map = mark.sort == "shape" and len(mark.dims) > 2
        if role in ("kernel", "kind") or (mark.sort == "shape" and not is_map and not family):
            continue
        if family == "values" and mark.sort == "number" and role in ("input", "output"):
            family = ""
        is_line = part.is_row or part.passage.sort == "line"
        if not role and not is_line and _is_year(mark):
            continue
        if mark.value < 1:
            continue
        is_small = mark.value < (1 if family else _LEAST if is_line and not role else _LEAST_IN_PROSE)
        amount = _amount(mark, family or ("values" if is_map else usual), place, part, layers.get(mark.start))
        yield replace(amount, is_small=is_small)


def _is_year(mark: Mark) -> bool:
    """Whether a number may be that of a year: ``the 2015 paper``."""
    return mark.sort == "number" and mark.end - mark.start == len("2015") and (mark.whole or 0) in _YEARS


def _amount(mark: Mark, family: str, place: int, part: Segment, layer: int | None) -> ToldAmount:
    value = Fraction(mark.value or 0)
    half = Fraction(mark.reading.place) / 2 if mark.reading is not None and mark.reading.is_short else Fraction(0)
    is_total = "total" in part.cues
    return ToldAmount(
        Num(mark.value or 0), value - half, value + half, family, mark.start, mark.end, place, layer, is_total, mark
    )


# what follows from the layers ------------------------------------------------------------------------


def derived_of(told: MeasuredStory, layer: int, sentence: ToldSentence) -> tuple[ToldAmount, ...]:
    """The amounts that a layer has by the catalogue, in its plain reading."""
    found = told.layers[layer].readings
    figures = found[0].figures if found else {}
    return tuple(_derived([figures[name]], name, sentence, layer) for name in _DERIVED if figures.get(name))


def derived_pair(one: int, other: int, sentence: ToldSentence, layer: int) -> tuple[ToldAmount, ToldAmount]:
    """Two numbers of values that a layer has by the catalogue."""
    return _derived([one], "values", sentence, layer), _derived([other], "values", sentence, layer)


def totals_of(told: MeasuredStory, sentence: ToldSentence) -> tuple[ToldAmount, ...]:
    """What all layers of a story have together; none where a layer's figures are not known."""
    if len(told.layers) > _LARGEST_SUM:
        return ()
    plain = [layer.readings[0].figures for layer in told.layers if layer.readings]
    sums = ((name, [figures[name] for figures in plain if figures.get(name)]) for name in ("params", "weights", "macs"))
    known = ((name, terms) for name, terms in sums if len(terms) > 1)
    return tuple(_derived(terms, name, sentence, None) for name, terms in known)


def sum_of(terms: Sequence[int], name: str, sentence: ToldSentence) -> ToldAmount:
    """What some layers have together of a quantity."""
    return _derived(terms, name, sentence, None)


def summed(terms: Sequence[ToldAmount], sentence: ToldSentence) -> ToldAmount:
    """What amounts are together that are told of the same quantity."""
    low, high = sum(one.low for one in terms), sum(one.high for one in terms)
    expr = total(*(one.expr for one in terms))
    return ToldAmount(
        expr, Fraction(low), Fraction(high), terms[0].family, sentence.start, sentence.start, sentence.place
    )


def _derived(terms: Sequence[int], name: str, sentence: ToldSentence, layer: int | None) -> ToldAmount:
    value, family = Fraction(sum(terms)), FAMILIES.get(name, "values")
    expr = total(*map(Num, terms))
    return ToldAmount(expr, value, value, family, sentence.start, sentence.start, sentence.place, layer)


def earlier(found: Sequence[ToldSentence], sentence: ToldSentence) -> Sequence[ToldSentence]:
    """The sentences up to this one, of those the last `FAR`."""
    return found[max(0, sentence.place - FAR) : sentence.place + 1]


def printed_totals(found: Sequence[ToldSentence], sentence: ToldSentence) -> list[ToldAmount]:
    """The totals that are printed before, the last first."""
    standing = [amount for one in earlier(found, sentence) for amount in one.amounts if amount.is_total]
    return standing[::-1][:_MOST_TOTALS]


def before(found: Sequence[ToldSentence], sentence: ToldSentence, at: int, most: int, reach: int) -> list[ToldAmount]:
    """The amounts before a place, the nearest first: of its sentence and of those at most `reach` before it."""
    near = [*found[max(0, sentence.place - reach) : sentence.place], sentence]
    standing = [amount for one in near if sentence.block - one.block <= _BLOCKS for amount in one.amounts]
    return [amount for amount in reversed(standing) if amount.end <= at][:most]
