"""The recurrence of a repetition: what a round does, and what holds after any number of rounds.

Sizes and jumps grow by powers. After r rounds of ``J' = s·J`` and ``R' = R + e·J`` it is ``J = s^r·J_0`` and
``R = R_0 + e·J_0·(s^r − 1)/(s − 1)``; after r rounds of ``O' = ⌊(O + c)/m⌋`` it is
``O = ⌊(O_0 + c·(m^r − 1)/(m − 1))/m^r⌋``.
"""

from __future__ import annotations

from fractions import Fraction

from sympy import Add, Integer, Mul, Pow, Symbol

from symcnn.core.algebra.convert import added, as_number, expanded, number, symbol
from symcnn.core.algebra.functions import FloorDiv
from symcnn.core.algebra.symbolic import simplest
from symcnn.core.record import record, replace
from symcnn.core.written.arithmetic import Number
from symcnn.network.figures.figures import LayerFigures, Sizes
from symcnn.network.figures.values import Value, is_number


@record
class SizeLaw:
    """What a round makes of a size O: ``⌊(factor·O + shift)/divisor⌋``, where factor or divisor is 1."""

    factor: int
    divisor: int
    shift: Value

    @property
    def falls(self) -> bool | None:
        """Whether no size from 1 on grows, or none falls; None where that is not seen.

        ``⌊(O + c)/m⌋ ≤ O`` for all O ≥ 1 where c ≤ 2m − 2.
        """
        shift = as_number(added([self.shift]))
        if shift is None:
            return None
        if self.divisor > 1:
            return True if shift <= 2 * self.divisor - 2 else None
        if shift >= 0:
            return False
        return True if self.factor == 1 else None


KEPT = SizeLaw(1, 1, 0)


@record
class Growth:
    """What each round does: channels that it adds, and for each axis its law of sizes and by what the jump grows.

    `receptive_field` and `starts` are what the first round adds to them, None where that cannot be told.
    """

    channels: Value
    sizes: tuple[SizeLaw, ...]
    jump: tuple[Number, ...]
    receptive_field: Sizes
    starts: Sizes

    @property
    def falls(self) -> bool | None:
        """Whether sizes and channels never grow from round to round, or never fall; None where that is not seen."""
        ways = {law.falls for law in self.sizes if law != KEPT}
        if self.channels != 0:
            factors = {bool(term.as_coeff_Mul()[0] < 0) for term in Add.make_args(expanded(added([self.channels])))}
            ways.add(factors.pop() if len(factors) == 1 else None)
        return ways.pop() if len(ways) == 1 else None

    def without_fields(self) -> Growth:
        """The same, where nothing is told of what is seen."""
        unknown = (None,) * len(self.jump)
        return replace(self, receptive_field=unknown, starts=unknown)


def free_sizes(figures: LayerFigures) -> LayerFigures:
    """The same layer with a map of any size: a letter for each axis, or one for all where the axes are alike."""
    sizes = figures.shared.size
    alike = len(set(sizes)) <= 1
    letters = tuple(symbol("0O" if alike else f"0O_{place}") for place in range(len(sizes)))
    return replace(figures, shared=replace(figures.shared, size=letters))


def size_laws(before: LayerFigures, after: LayerFigures) -> tuple[SizeLaw, ...] | None:
    """The law of each axis, from a round that was measured on `free_sizes`; None where one has none of this form."""
    if len(before.shared.size) != len(after.shared.size):
        return None
    pairs = zip(before.shared.size, after.shared.size, strict=True)
    laws = tuple(_law(letter, added([size])) for letter, size in pairs)
    return None if None in laws else laws  # type: ignore[return-value]


def _law(letter: Symbol, size: Value) -> SizeLaw | None:
    terms = Add.make_args(expanded(size))
    (*others,) = (term for term in terms if letter not in term.free_symbols)
    own = [term for term in terms if letter in term.free_symbols]
    if len(own) != 1:
        return None
    shift, (coefficient, rest) = Add(*others), own[0].as_coeff_Mul()
    if rest == letter:
        return SizeLaw(int(coefficient), 1, shift) if coefficient.is_Integer and coefficient >= 1 else None
    if coefficient != 1 or not isinstance(rest, FloorDiv) or not rest.args[1].is_Integer:
        return None
    above, below = rest.args
    inner = expanded(Add(above, Mul(-1, letter)))
    if letter in inner.free_symbols or below < 1:
        return None
    return SizeLaw(1, int(below), expanded(Add(inner, Mul(shift, below))))


def growth(before: LayerFigures, after: LayerFigures, laws: tuple[SizeLaw, ...]) -> Growth | None:
    """What one round does; None where the jump does not grow by a number."""
    ratios = tuple(_ratio(new, old) for new, old in zip(after.jump, before.jump, strict=True))
    if None in ratios:
        return None
    fields: Sizes = (None,) * len(ratios)
    starts = fields
    if not after.is_grown:
        fields = tuple(map(_less, after.receptive_field, before.receptive_field))
        starts = tuple(map(_less, after.starts, before.starts))
    channels = _less(after.shared.channels, before.shared.channels)
    return Growth(channels, laws, ratios, fields, starts)  # type: ignore[arg-type]


def _ratio(new: Value, old: Value) -> Number | None:
    """By what the jump grows; one that cannot be told, before and after, stays as it is."""
    if new is None or old is None:
        return 1 if new is old else None
    if is_number(new) and is_number(old):
        return Fraction(new, old)
    return as_number(expanded(added([new])) / expanded(added([old])))


def after_rounds(layer: LayerFigures, origin: LayerFigures, grown: Growth, rounds: Value) -> LayerFigures:
    """A layer's figures, with what so many rounds make of the figures of the layer before them, `origin`."""
    done = added([rounds])
    sizes = tuple(_size_after(size, law, done) for size, law in zip(origin.shared.size, grown.sizes, strict=True))
    sums = tuple(_geometric(ratio, done) for ratio in grown.jump)
    fields = tuple(map(_grown, origin.receptive_field, grown.receptive_field, sums))
    starts = tuple(map(_grown, origin.starts, grown.starts, sums))
    jump = tuple(_power_times(start, ratio, done) for start, ratio in zip(origin.jump, grown.jump, strict=True))
    channels = _sum(origin.shared.channels, _times(grown.channels, done))
    shared = replace(layer.shared, size=sizes, channels=channels)
    return replace(layer, shared=shared, receptive_field=fields, jump=jump, starts=starts, is_grown=None in fields)


def leads_to(last: LayerFigures, expected: LayerFigures) -> bool:
    """Whether a round ends with the sizes and channels that are expected of it."""
    sizes = zip(last.shared.size, expected.shared.size, strict=True)
    jumps = zip(last.jump, expected.jump, strict=True)
    return all(_equal(*pair) for pair in ((last.shared.channels, expected.shared.channels), *sizes)) and all(
        pair == (None, None) or _equal(*pair) for pair in jumps
    )


def sees_as(last: LayerFigures, expected: LayerFigures) -> bool:
    """Whether a round ends with the receptive field and the place of it that are expected."""
    fields = zip(last.receptive_field, expected.receptive_field, strict=True)
    starts = zip(last.starts, expected.starts, strict=True)
    return all(pair == (None, None) or _equal(*pair) for pair in (*fields, *starts))


def _size_after(size: Value, law: SizeLaw, rounds: Value) -> Value:
    start, shift = added([size]), added([law.shift])
    if law.divisor == 1:
        grown = _power_times(size, Fraction(law.factor), rounds)
        return simplest(Add(added([grown]), expanded(shift * _geometric(Fraction(law.factor), rounds))))
    less = law.divisor - 1
    fixed = shift / less  # a size that a round keeps, but for rounding
    if all(term.as_coeff_Mul()[0].is_Integer for term in Add.make_args(expanded(fixed))):
        return simplest(FloorDiv(expanded(start - fixed), Pow(law.divisor, rounds)) + fixed)
    above = expanded(less * start + shift * (Pow(law.divisor, rounds) - 1))
    return simplest(FloorDiv(above, less * Pow(law.divisor, rounds)))


def _geometric(ratio: Number, rounds: Value) -> Value:
    """``1 + ratio + ratio² + …``, so many terms."""
    base = number(Fraction(ratio))
    return rounds if base == 1 else (Pow(base, rounds) - 1) / (base - 1)


def _power_times(value: Value, ratio: Number, rounds: Value) -> Value:
    if value is None:
        return None
    base = number(Fraction(ratio))
    power = Integer(1) if base == 1 else Pow(base, rounds) if base.is_Integer else 1 / Pow(1 / base, rounds)
    return simplest(Mul(added([value]), power))


def _grown(value: Value, step: Value, rounds: Value) -> Value:
    return None if value is None or step is None else _sum(value, _times(step, rounds))


def _sum(*values: Value) -> Value:
    return simplest(expanded(added(values)))


def _less(value: Value, other: Value) -> Value:
    return None if value is None or other is None else _sum(value, _times(other, -1))


def _times(value: Value, factor: Value) -> Value:
    return simplest(expanded(added([value]) * added([factor])))


def _equal(value: Value, other: Value) -> bool:
    if value is None or other is None:
        return False
    return as_number(expanded(added([value, _times(other, -1)]))) == 0
