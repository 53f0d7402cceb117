"""Memory that a document tells: so many numbers of so many bytes, of so many pictures, in so many copies."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import pairwise
from itertools import product as combined

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.measured.measured_story import MeasuredStory
from symcnn.check.subjects.printed.printed_totals import digits_of
from symcnn.check.subjects.relations.relations import (
    RelationCandidate,
    ToldRelation,
    agreeing,
    is_misprint,
    is_near,
    written,
)
from symcnn.check.subjects.relations.told_amounts import (
    ToldAmount,
    ToldSentence,
    before,
    derived_of,
    printed_totals,
    totals_of,
)
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, product
from symcnn.documents.told.lexicon import lexicon
from symcnn.documents.told.quotations import is_within_quotes

_USUAL = 4
"""The bytes of a number where no word tells."""
_MOST, _REACH = 8, 5
_BATCH_REACH = 3
_NUMBER = late_pattern(r"(?<![\d.,])\d{1,4}(?![\d.,]*\d|\s?%)")
_BEFORE = late_pattern(r"(?:\d{1,2}|[A-Za-z]{1,9}|[一二两三四五六七八九十])\s?$")
_TIMES = late_pattern(r"(?:\btimes|再乘以?|乘以?)\s(\d{1,4})(?![\d.,]*\d)(?!\s?(?:bytes?|bits?|字节|位|%))")
"""By what a sentence multiplies numbers, beside their bytes."""
_ABOUT = "(?:about|roughly|around|大约|约)"
_OR = late_pattern(rf"[\s,，]*(?:(?:or|i\.e\.|that is|=|≈|即|也就是|或|[(（])\s*{_ABOUT}?|{_ABOUT})\s*")
_COMMA = late_pattern("[,，;；、(（]")
_END = late_pattern(r"\s*(?:[.,;:)!。，；：）！]|\Z|\n\s*\n)")
"""What ends a clause: ``1 MiB with the memory outside`` tells of more."""
_FACTOR = late_pattern(r"[*/]|\\times|\\cdot|\\frac")
_NEAR, _BEHIND = 12, 20
_CLOSE = Fraction(1, 40)
_FEWEST_DIGITS = 2
"""How many digits tell that bytes are a multiple of others by no accident."""
_FEWEST_BYTES = 1000
"""From how many bytes on they are told in a larger unit."""
_COUNTED = ("values", "params")
_PLANE = 2
_SLIPS_OF_UNITS = tuple(Fraction(one) for one in (10, 100, 1000, 1024, 1024**2, 10**6))
_SLIPS = (*map(Fraction, (2, 4, 8)), *_SLIPS_OF_UNITS)
"""How many times too many or too few bytes are, by mistake: where their width is told, by that too."""


def memory_relations(text: str, found: Sequence[ToldSentence], told: MeasuredStory) -> Iterator[ToldRelation]:
    """The verdicts on the bytes that a document tells, in order; those that cannot be judged have none."""
    usual = {int(name) for sentence in found for word in sentence.words for name in word.named("width")}
    for sentence in found:
        for amount in sentence.amounts:
            if amount.family == "bytes" and amount.mark is not None and amount.mark.sort == "number":
                relation = _judged(amount, _Scene(text, found, sentence, amount, told, frozenset(usual)))
                if relation is not None:
                    yield relation


@record
class _Scene:
    """Where bytes are told: `usual` are the bytes of a number that the document speaks of."""

    text: str
    found: Sequence[ToldSentence]
    sentence: ToldSentence
    amount: ToldAmount
    told: MeasuredStory
    usual: frozenset[int]

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
        sizes = {*_numbers_near(self.text, self.sentence, "batch", self.amount.start)} - {1}
        return sizes.pop() if len(sizes) == 1 else 0

    @property
    def width(self) -> int:
        """The bytes of a number that its clause tells; 0 where it tells none."""
        return _width(self.text, self.sentence, self.amount, _BEHIND)

    @property
    def is_bound(self) -> bool:
        """Whether a word right before it says that it is more or less than what there is."""
        vague = (word for word in self.sentence.words if 0 <= self.amount.start - word.end <= 1)
        return any({"under", "over"} & {*word.named("vague")} for word in vague)

    @property
    def is_width_told(self) -> bool:
        """Whether the clause tells the bytes of a number, or the document speaks of one width alone."""
        return bool(self.width) or len(self.usual) == 1

    def of(self, counts: Sequence[ToldAmount], widths: Sequence[int]) -> Iterator[RelationCandidate]:
        """What so many numbers take, of each of so many bytes, in each number of copies and of pictures."""
        batches, copies = _batches(self.text, self.found, self.sentence), _copies(self.text, self.found, self.sentence)
        for count, width, batch, times in combined(counts, widths, batches, copies):
            factors = [count.expr, Num(width), *(Num(one) for one in (batch, times) if one != 1)]
            scale = width * batch * times
            yield RelationCandidate(product(*factors), count.low * scale, count.high * scale, "bytes")

    def of_bytes(self, others: Sequence[ToldAmount]) -> Iterator[RelationCandidate]:
        """What bytes may be by other bytes, which may be those of usual numbers where one width is told before both."""
        batches, copies = _batches(self.text, self.found, self.sentence), _copies(self.text, self.found, self.sentence)
        for other in others:
            width = _width(self.text, self.found[other.sentence], other, 0)
            for before_it in dict.fromkeys((width, _USUAL) if width == self.width else (width,)):
                yield from _of_bytes(other, batches, copies, self.width, before_it)

    def sure(self) -> list[RelationCandidate]:
        """What the sentence itself tells: one count, or other bytes with a width or a number of pictures of their own.

        A calculation may have the bytes of a number among its factors.
        """
        if self._is_of_more:
            return []
        counts = [one for one in self.own if one.family != "bytes" and self._counts(one)]
        others = [one for one in self.own if one.family == "bytes"]
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

    def beside(self) -> Iterator[RelationCandidate]:
        """What it may be by the other counts and bytes of its sentence, of which those next to it may be mistaken."""
        widths = [self.width] if self.width else [_USUAL, *self.usual]
        yield from self.of_bytes([one for one in self.own[1:] if one.family == "bytes"])
        yield from self.of([one for one in self.own if one.family != "bytes"], widths)

    def worked_out(self) -> Iterator[RelationCandidate]:
        """What the last calculation before it gives, where the bytes of a number are among its factors."""
        for one in self.own[:1]:
            dims = one.mark.dims if one.mark is not None and one.mark.sort == "shape" else ()
            has_width = not dims or not self.width or self.width in dims
            if one.mark is not None and has_width and _FACTOR.search(self.text, one.start, one.end):
                yield from self.of([one], [1])

    @property
    def _is_of_more(self) -> bool:
        """Whether the clause speaks of a whole, of a sum or of copies, or goes on behind other bytes of the count."""
        commas = [*_COMMA.finditer(self.text, self.sentence.start, self.amount.start)]
        begin = commas[-1].end() if commas else self.sentence.start
        said = [word for word in self.sentence.words if begin <= word.start < self.amount.start]
        if any(word.named(sort) for word in said for sort in ("whole", "sum", "copies", "more")):
            return True
        before_it = [one for one in self.own if one.family == "bytes" and one.sentence == self.sentence.place]
        behind = [word for word in self.sentence.words if 0 <= word.start - self.amount.end < _BEHIND]
        behind = [word for word in behind if not _COMMA.search(self.text, self.amount.end, word.start)]
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
            if is_plain and is_linked and not self._is_of_more:
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
        layers = dict.fromkeys((*self.sentence.layers, self.amount.layer))
        counts = [
            *(one for one in standing if one.family != "bytes"),
            *(one for layer in layers if layer is not None for one in derived_of(self.told, layer, self.sentence)),
            *totals_of(self.told, self.sentence),
            *printed_totals(self.found, self.sentence),
        ]
        widths = (self.width,) if self.width else tuple(dict.fromkeys((*sorted(self.usual, reverse=True), _USUAL)))
        yield from self.of([one for one in counts if one.family != "bytes"], widths)
        yield from self.of_bytes([one for one in standing if one.family == "bytes"])


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


def _width(text: str, sentence: ToldSentence, amount: ToldAmount, reach: int) -> int:
    """The bytes of a number that the words close behind an amount tell, else those before it; 0 where none does."""
    said = [word for word in sentence.words if word.named("width")]
    words = said[:1] + [word for last, word in pairwise(said) if word.start - last.end > 1]  # not "floats" of 16 bits
    ahead = [word for word in words if word.end <= amount.start]
    behind = [word for word in words if 0 <= word.start - amount.end < reach]
    behind = [word for word in behind if not _COMMA.search(text, amount.end, word.start)]
    chosen = behind[:1] or ahead[-1:]
    return int(chosen[0].named("width")[0]) if chosen else 0


def _numbers_near(text: str, sentence: ToldSentence, sort: str, end: int) -> Iterator[int]:
    """The numbers close to the words of a sort, up to a place."""
    for word in sentence.words:
        if word.named(sort):
            first, last = max(sentence.start, word.start - _NEAR), min(word.end + _NEAR, end)
            found = (match for match in _NUMBER.finditer(text, first, last) if int(match[0]))
            yield from (int(match[0]) for match in found if not text[match.end() : match.end() + 1].isdigit())


def _batches(text: str, found: Sequence[ToldSentence], sentence: ToldSentence) -> list[int]:
    """The numbers of pictures that a text speaks of near a place, one first, then the nearest."""
    near = found[max(0, sentence.place - _BATCH_REACH) : sentence.place + 1]
    factors = [int(match[1]) for match in _TIMES.finditer(text, sentence.start, sentence.end)]
    return list(
        dict.fromkeys(
            (*factors, 1, *(size for one in reversed(near) for size in _numbers_near(text, one, "batch", one.end)))
        )
    )


def _copies(text: str, found: Sequence[ToldSentence], sentence: ToldSentence) -> list[int]:
    """In how many copies numbers may be kept: as many as are told, else by the words of two sentences."""
    told = [count for word in sentence.words if word.named("copy") for count in _spoken(text, word.start)]
    near = found[max(0, sentence.place - 1) : sentence.place + 1]
    names = {int(name) for one in near for word in one.words for name in word.named("copies")}
    return [*told, 1] if told else [1, *sorted(names)]


def _spoken(text: str, end: int) -> Iterator[int]:
    """The number that stands before a word."""
    match = _BEFORE.search(text, max(0, end - _NEAR), end)
    number = lexicon().spoken.get(match[0].strip().lower()) if match else None
    if match is not None and match[0].strip().isdigit():
        yield int(match[0])
    elif number is not None:
        yield int(number.name)


def _judged(amount: ToldAmount, scene: _Scene) -> ToldRelation | None:
    if scene.is_bound:
        return None
    sure = [] if is_within_quotes(scene.text, scene.sentence.start, amount.start) else scene.sure()
    units = _units(amount)
    found = agreeing(amount, [*sure, *scene.worked_out(), *scene.beside()], units)
    slips = _SLIPS if scene.is_width_told else _SLIPS_OF_UNITS
    if found is None and sure and not scene.sentence.is_doubtful and _is_slip(amount, sure, slips):
        assert amount.mark is not None
        return ToldRelation(amount.start, amount.end, Verdict.WRONG, Num(amount.mark.value or 0), sure[0])
    found = found or agreeing(amount, scene.loose(), units)
    again = scene.again if found is None and not scene.sentence.is_doubtful else None
    if again is None or any(is_near((amount.low + amount.high) / 2 * unit, again.value) for unit in units):
        return found
    assert amount.mark is not None
    return ToldRelation(amount.start, amount.end, Verdict.WRONG, Num(amount.mark.value or 0), again)


def _units(amount: ToldAmount) -> tuple[Fraction, ...]:
    """What a thousand of a unit may stand for: itself, or the power of two near it."""
    reading = amount.mark.reading if amount.mark is not None else None
    return tuple(dict.fromkeys((Fraction(1), Fraction(reading.binary if reading is not None else 1))))


def _is_slip(amount: ToldAmount, sure: Sequence[RelationCandidate], slips: Sequence[Fraction]) -> bool:
    """Whether bytes that agree with nothing are those that are told, mistaken: by a width, by a unit, by a digit."""
    reading = amount.mark.reading if amount.mark is not None else None
    value, half, true = (amount.low + amount.high) / 2, (amount.high - amount.low) / 2, sure[0].value
    if reading is None or true <= 0:
        return False
    if _is_wrong_unit(reading.prefix, value, true, half):
        return True
    if any(is_near(value * unit, one.value) for one, unit in combined(sure, _units(amount))):
        return False
    tells = len(digits_of(value)) >= _FEWEST_DIGITS
    ratios = [value * unit / true for unit in _units(amount) if tells]
    return is_misprint(value, true, Fraction(reading.place)) or any(
        abs(ratio * slip - 1) < _CLOSE or abs(ratio / slip - 1) < _CLOSE for ratio in ratios for slip in slips
    )


def _is_wrong_unit(prefix: str, value: Fraction, true: Fraction, half: Fraction) -> bool:
    """Whether thousands are called by the name of powers of 1024: ``7.2 KiB`` for 7,168 bytes."""
    power = " KMGT".find(prefix[:1]) if prefix.endswith("i") else 0
    factor = Fraction(1000, 1024) ** power
    return power > 0 and abs(value * factor - true) <= half * factor and abs(value - true) > 2 * half
