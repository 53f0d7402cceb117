"""Where a document tells of bytes: what its sentence says of their numbers, and what the bytes may be by it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import product as combined

from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.relations.relations import RelationCandidate, written
from symcnn.check.subjects.relations.told_amounts import (
    NAME,
    ToldAmount,
    ToldSentence,
    before,
    printed_totals,
    sum_of,
    totals_of,
)
from symcnn.check.subjects.relations.told_copies import batches_in, copies_in, numbers_near
from symcnn.check.subjects.relations.told_widths import NEXT_PART, width_in, width_of_noun
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, product
from symcnn.network.wiring.kind_traits import family

_USUAL = 4
"""The bytes of a number where no word tells."""
_MOST, _REACH = 8, 5
_ABOUT = "(?:about|roughly|around|大约|约)"
_OR = late_pattern(
    rf"[\s,，]*(?:(?:or|i\.e\.|that is|which is|=|≈|即|也就是|合|折合|约合|相当于|或|[(（])\s*{_ABOUT}?|{_ABOUT})\s*"
)
_END = late_pattern(r"\s*(?:[.,;:()!。，；：（）！]|\Z|\n\s*\n)")
"""What ends a clause: ``1 MiB with the memory outside`` tells of more."""
_FACTOR = late_pattern(r"[*/]|\\times|\\cdot|\\frac")
_DIGITS = late_pattern(r"\d+")
_BEHIND = 20
_FEWEST_BYTES = 1000
"""From how many bytes on they are told in a larger unit."""
_COUNTED = ("values", "params")
_KEPT = {
    "output": ("values",), "input": ("entering",), "params": ("params", "weights"), "weights": ("weights", "params"),
}  # fmt: skip
"""What a layer keeps, by the word of which bytes are told."""
_ALL_KEPT = ("values", "entering", "params", "weights")
_PLANE = 2
_BACK = 6
"""How many layers back the one is of which a clause speaks that names none."""


@record
class MemoryScene:
    """Where bytes are told: `usual` are the bytes of a number that the document speaks of, `nouns` those by nouns."""

    text: str
    found: Sequence[ToldSentence]
    sentence: ToldSentence
    amount: ToldAmount
    told: MeasuredStory
    usual: frozenset[int]
    nouns: Mapping[str, tuple[int, int]]

    @property
    def own(self) -> list[ToldAmount]:
        """The amounts before it in its sentence, the nearest first; where it stands alone, of the sentence before."""
        own = before(self.found, self.sentence, self.amount.start, _MOST, 0)
        is_listed = self.sentence.segments[0].passage.sort == "item"  # of another thing than the item before
        is_alone = not own and not is_listed and bool(self.width or self.batch)
        return self.last if is_alone else own

    @property
    def last(self) -> list[ToldAmount]:
        """The amounts before it in its paragraph, of its sentence and of the one before."""
        last = before(self.found, self.sentence, self.amount.start, _MOST, 1)
        return [one for one in last if self.found[one.sentence].block == self.sentence.block]

    @property
    def batch(self) -> int:
        """The one number of pictures of which its sentence speaks; 0 where it speaks of none or of several."""
        sizes = {*numbers_near(self.text, self.sentence, "batch", self.amount.start)} - {1}
        return sizes.pop() if len(sizes) == 1 else 0

    @property
    def width(self) -> int:
        """The bytes of a number that its clause tells, or the document of its noun; 0 where neither does."""
        own = width_in(self.text, self.sentence, self.amount, _BEHIND)
        return own or width_of_noun(self.sentence, self.amount.start, self.nouns)

    @property
    def is_bound(self) -> bool:
        """Whether a word right before it says that it is more or less than what there is."""
        vague = (word for word in self.sentence.words if 0 <= self.amount.start - word.end <= 1)
        return any({"under", "over"} & {*word.named("vague")} for word in vague)

    @property
    def is_width_told(self) -> bool:
        """Whether the clause tells the bytes of a number, or the document speaks of one width alone."""
        return bool(self.width) or len(self.usual) == 1

    @property
    def _said(self) -> frozenset[str]:
        """What the words before it in its sentence speak of."""
        words = [word for part in self.sentence.segments for word in part.marks if word.start < self.amount.start]
        return frozenset(name for word in words for sort in ("role", "quantity") for name in word.named(sort))

    def of(self, counts: Sequence[ToldAmount], widths: Sequence[int]) -> Iterator[RelationCandidate]:
        """What so many numbers take, of each of so many bytes, in each number of copies and of pictures."""
        batches, copies = (
            batches_in(self.text, self.found, self.sentence),
            copies_in(self.text, self.found, self.sentence),
        )
        for count, width, batch, times in combined(counts, widths, batches, copies):
            factors = [count.expr, Num(width), *(Num(one) for one in (batch, times) if one != 1)]
            scale = width * batch * times
            yield RelationCandidate(product(*factors), count.low * scale, count.high * scale, "bytes")

    def of_bytes(self, others: Sequence[ToldAmount]) -> Iterator[RelationCandidate]:
        """What bytes may be by other bytes, which may be those of usual numbers where one width is told before both."""
        batches, copies = (
            batches_in(self.text, self.found, self.sentence),
            copies_in(self.text, self.found, self.sentence),
        )
        ahead = width_in(self.text, self.sentence, self.amount, 0)
        for other in others:
            if self._is_of_another(other):
                continue
            if self._is_in_other_unit(other) and ahead == self.width:
                yield RelationCandidate(other.expr, other.low, other.high, "bytes")
                continue
            width = width_in(self.text, self.found[other.sentence], other, 0)
            for before_it in dict.fromkeys((width, _USUAL) if width == self.width else (width,)):
                yield from _of_bytes(other, batches, copies, self.width, before_it)

    def _is_of_another(self, other: ToldAmount) -> bool:
        """Whether bytes before it stand behind another name than its own: ``c1 … takes 4 kB, c2 …``."""
        if other.family != "bytes" or self.sentence.says("equal"):
            return False
        taken = {word.start for one in (self.found[other.sentence], self.sentence) for word in one.words}
        found = NAME.finditer(self.text, self.found[other.sentence].start, self.amount.start)
        names = [(one[0].lower(), one.end()) for one in found if " " not in one[0] and one.start() not in taken]
        between = {name for name, end in names if other.end < end}
        last = [name for name, end in names if end <= other.start][-1:]
        return bool(last) and bool(between) and last[0] not in between

    def sure(self) -> list[RelationCandidate]:
        """What the sentence itself tells: one count, or other bytes with a width or a number of pictures of their own.

        A calculation may have the bytes of a number among its factors.
        """
        if self.is_of_more:
            return []
        counts = [one for one in self.own if one.family != "bytes" and self._counts(one)]
        others = [one for one in self.own if one.family == "bytes"]
        is_beside = any(one.sentence == self.sentence.place for one in self.own)
        of_layer = [] if is_beside else list(self._of_named())
        if of_layer:
            return of_layer
        widths = [self.width] if self.width else [_USUAL, *self.usual]
        if self.batch and others and not self.width:
            scaled = [one for one in self.of_bytes(others[:1]) if one.value >= self.batch * others[0].low]
            exact = [one for one in self.of(counts[:1], widths) if self._is_of_all(one, scaled)]
            return [*exact, *(one for one in scaled if not exact or one.low <= exact[0].value <= one.high)]
        bits = {word.start for word in self.sentence.words if word.named("width")}
        named = any(start not in bits for start, *_ in self.sentence.quantities)
        is_said = bool(counts) and (bool(counts[0].family) or named)
        if is_said and len({one.expr for one in counts if one.family} or {counts[0].expr}) == 1:
            return [*self.of(counts[:1], list(dict.fromkeys(widths))), *self.of_bytes(others)]
        return list(self.of_bytes(others)) if self.width and len(others) == 1 and not counts else []

    def _of_named(self) -> Iterator[RelationCandidate]:
        """What the one layer that it names gives or takes in, where it says which, and how many bytes a number has."""
        layers = [self.told.layers[layer] for layer in self.sentence.layers]
        kinds = {family(kind) for part in self.sentence.segments for kind in part.kinds}
        is_told = len(layers) == 1 and layers[0].is_sure and kinds <= {family(layers[0].layer.kind)}
        if self.width and is_told and {"output", "input"} & self._said:
            yield from self.of([*self._of_layers()], [self.width])

    def beside(self) -> Iterator[RelationCandidate]:
        """What it may be by the other counts and bytes of its sentence, of which those next to it may be mistaken."""
        widths = [self.width] if self.width else [_USUAL, *self.usual]
        yield from self.of_bytes([one for one in self.own[1:] if one.family == "bytes"])
        yield from self.of([one for one in self.own if one.family != "bytes"], widths)

    def worked_out(self) -> Iterator[RelationCandidate]:
        """What the last calculation before it gives, where the bytes of a number are among its factors."""
        for one in self.own[:1]:
            is_worked = one.mark is not None and _FACTOR.search(self.text, one.start, one.end)
            if is_worked and self._may_have_width(one) and not self._is_of_another(one):
                yield from self.of([one], [1])

    def _may_have_width(self, amount: ToldAmount) -> bool:
        """Whether a width that is told may be among the factors of a calculation; one byte need not stand there."""
        widths = {self.width} if self.width else self.usual and {_USUAL, *self.usual}
        worked = self.text[amount.start : amount.end].partition("=")[0]
        return not widths or 1 in widths or any(int(one) in widths for one in _DIGITS.findall(worked))

    @property
    def is_of_more(self) -> bool:
        """Whether the clause speaks of a whole, of a sum or of copies, or goes on behind other bytes of the count."""
        commas = [*NEXT_PART.finditer(self.text, self.sentence.start, self.amount.start)]
        begin = commas[-1].end() if commas else self.sentence.start
        said = [word for word in self.sentence.words if begin <= word.start < self.amount.start]
        if any(word.named(sort) for word in said for sort in ("whole", "sum", "copies", "more")):
            return True
        before_it = [one for one in self.own if one.family == "bytes" and one.sentence == self.sentence.place]
        behind = [word for word in self.sentence.words if 0 <= word.start - self.amount.end < _BEHIND]
        behind = [word for word in behind if not NEXT_PART.search(self.text, self.amount.end, word.start)]
        is_own = any(word.named("width") or word.named("batch") for word in (*said, *behind))
        return bool(before_it) and not is_own and not self._is_told_again(before_it[0])

    @property
    def again(self) -> RelationCandidate | None:
        """The plain bytes right before it, which it tells in a larger unit: ``7,168 bytes or 7 KiB``."""
        for last in self.own[:1]:
            reading = last.mark.reading if last.mark is not None else None
            is_plain = (
                last.family == "bytes" and last.low >= _FEWEST_BYTES and reading is not None and not reading.prefix
            )
            is_linked = self._is_in_other_unit(last) and _END.match(self.text, self.amount.end)
            if is_plain and is_linked:
                return RelationCandidate(last.expr, last.low, last.high, "bytes")
        return None

    def _is_told_again(self, last: ToldAmount) -> bool:
        """Whether an amount is the one before it in another unit, or what that becomes: ``7,168 bytes or 7 KiB``."""
        words = (word for word in self.sentence.words if last.end <= word.start and word.end <= self.amount.start)
        return self._is_in_other_unit(last) or (bool(self.width) and any(word.named("link") for word in words))

    def _is_in_other_unit(self, last: ToldAmount) -> bool:
        """Whether nothing but a word for the same stands between an amount and this one."""
        return _OR.fullmatch(self.text, last.end, self.amount.start) is not None

    def _is_of_all(self, candidate: RelationCandidate, scaled: Sequence[RelationCandidate]) -> bool:
        """Whether a candidate is what the rounded bytes of one picture are for all, told exactly."""
        return any(one.low <= candidate.value <= one.high for one in scaled)

    def _counts(self, amount: ToldAmount) -> bool:
        is_product = _FACTOR.search(self.text, amount.start, amount.end) is not None
        is_open = is_product and not (self.width and amount.family in _COUNTED)
        return amount.mark is not None and (
            amount.mark.sort == "number"
            or (amount.mark.sort == "calculation" and not is_open)
            or (amount.mark.sort == "shape" and len(amount.mark.dims) > _PLANE)
        )

    def loose(self) -> Iterator[RelationCandidate]:
        """What else it may be: by any count and any bytes before it, its layers, the whole network."""
        standing = before(self.found, self.sentence, self.amount.start, _MOST, _REACH)
        counts = [
            *(one for one in standing if one.family != "bytes"),
            *self._of_layers(),
            *totals_of(self.told, self.sentence),
            *printed_totals(self.found, self.sentence),
        ]
        widths = (self.width,) if self.width else tuple(dict.fromkeys((*sorted(self.usual, reverse=True), _USUAL)))
        yield from self.of([one for one in counts if one.family != "bytes"], widths)
        yield from self.of_bytes([one for one in standing if one.family == "bytes"])

    def _of_layers(self) -> Iterator[ToldAmount]:
        """What the layers keep that the sentence names, else those spoken of last, and what comes into the network.

        Of that what it says, if it does.
        """
        kept = [name for word, names in _KEPT.items() if word in self._said for name in names] or [*_ALL_KEPT]
        named = [self.told.layers[layer] for layer in self.sentence.layers]
        place = self.amount.layer
        spoken = [] if place is None else self.told.layers[max(place + 1 - _BACK, 0) : place + 1][::-1]
        first = [one for one in self.told.layers if one.layer.kind == "input"] if "input" in self._said else []
        for measured in named or (*first[:1], *spoken):
            names = ["values"] if measured in first else kept
            for figures in (reading.figures for reading in measured.readings):
                yield from (sum_of([figures[name]], name, self.sentence) for name in names if figures.get(name))


def _of_bytes(
    other: ToldAmount, batches: Sequence[int], copies: Sequence[int], width: int, before: int
) -> Iterator[RelationCandidate]:
    """What bytes may be by other bytes: the same in another unit, of more pictures, in copies, of narrower numbers."""
    assert other.mark is not None
    binary = other.mark.reading.binary if other.mark.reading is not None else 1
    narrower = Fraction(width, before or _USUAL) if width else Fraction(1)
    for batch, times, unit in combined(batches, copies, dict.fromkeys((1, binary))):
        factor = batch * times * narrower * Fraction(unit)
        expr: Expr = product(other.expr, written(factor)) if factor != 1 else other.expr
        yield RelationCandidate(expr, other.low * factor, other.high * factor, "bytes")
