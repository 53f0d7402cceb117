"""Which network, counted in which way, gives a published number: each is worked out, the nearest come first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from symcnn.answers.reconcile.countings import COUNTINGS, Counting, Term, terms
from symcnn.answers.reconcile.variations import Variation
from symcnn.answers.reconcile.ways_of_counting import AS_IT_IS, WayOfCounting, changed_conventions, ways_of_tools
from symcnn.core.record import record, replace
from symcnn.core.text.fault import FaultyText
from symcnn.core.written.agreement import AGREEING, Agreement, agreement
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.network.figures.read_figures import fitting
from symcnn.network.figures.values import needs_values

_MOST, _NEAREST = 12, 5
"""So many explanations of a number are told, and so many near ones where there is none."""
_MORE = 1
"""By how much an explanation may be further from the plain figure than the plainest one that agrees."""


@record
class Explanation:
    """A number that a network gives, how it stands to the published one, and what adds up to it.

    `variations` and `ways` all give the same. `printed` is the published number, another one where K, M and G are
    powers of 1024.
    """

    variations: tuple[Variation, ...]
    counting: Counting
    ways: tuple[WayOfCounting, ...]
    value: int
    terms: tuple[Term, ...]
    printed: Number
    agreement: Agreement
    unit: str = ""
    """What the published number is told in, where its K, M or G is a power of 1024: ``MiB``."""

    @property
    def is_of_other_classes(self) -> bool:
        """Whether the network must tell other classes apart."""
        return all(variation.values for variation in self.variations)

    @property
    def share(self) -> Fraction:
        """By which share of the value the published number differs from it."""
        return Fraction(self.printed - self.value, self.value)

    @property
    def agrees(self) -> bool:
        """Whether the published number is this one to its own digits."""
        return self.agreement in AGREEING


@record
class Reconciliation:
    """What may stand behind a published number of a quantity: all that agrees with it, else what comes nearest.

    `published` is the number as it was written, `name` what people call the network.
    """

    name: str
    quantity: str
    published: str
    printed: PrintedNumber
    explanations: tuple[Explanation, ...]

    @property
    def agrees(self) -> bool:
        """Whether anything gives the number."""
        return any(found.agrees for found in self.explanations)


def reconciled(
    variations: Sequence[Variation], quantity: str, published: str, printed: PrintedNumber
) -> Reconciliation:
    """What may stand behind a published number of a `quantity` of `COUNTINGS`, the plainest of what agrees first.

    Raises `FaultyText` where the first network does not fit, `Faulty` where its symbols have no values.
    """
    plainest: dict[int, Explanation] = {}
    for stage in _stages(variations, quantity):
        for found in _explanations(stage, quantity, printed):
            plainer = plainest.setdefault(found.value, found)
            if _departures(found, quantity) < _departures(plainer, quantity):
                plainest[found.value] = found
            elif found is not plainer and _is_alike(found, plainer):
                plainest[found.value] = replace(plainer, variations=(*plainer.variations, *found.variations))
        if any(found.agrees for found in plainest.values()):
            break
    agreeing = [found for found in plainest.values() if found.agrees]
    least = min((_departures(found, quantity) for found in agreeing), default=0)
    agreeing = [found for found in agreeing if _departures(found, quantity) <= least + _MORE]
    agreeing.sort(key=lambda found: (found.agreement is not Agreement.EXACT, *_rank(found, quantity)))
    nearest = sorted(
        (found for found in plainest.values() if not found.is_of_other_classes), key=lambda found: abs(found.share)
    )[:_NEAREST]
    return Reconciliation(variations[0].name, quantity, published, printed, tuple(agreeing[:_MOST] or nearest))


def _rank(found: Explanation, quantity: str) -> tuple[Number, ...]:
    return _departures(found, quantity), AGREEING.index(found.agreement), abs(found.share)


def _is_alike(found: Explanation, plainer: Explanation) -> bool:
    """Whether both are the same figure, counted the same way, of networks that differ in something else."""
    same = (found.counting, found.ways) == (plainer.counting, plainer.ways)
    return same and found.is_of_other_classes == plainer.is_of_other_classes


def _departures(found: Explanation, quantity: str) -> int:
    """How far an explanation is from the plain figure of the file: another network, part, quantity, way of counting."""
    plain = COUNTINGS[quantity][0]
    counted = (found.counting.quantities != plain.quantities) + (found.counting.part != plain.part)
    variation = found.variations[0]
    network = (variation.known is not None) + 3 * len(variation.values)
    way = found.ways[0]
    return counted + (1 if way.preset else 2 * len(way.choices)) + network


_Trial = tuple[Variation, tuple[WayOfCounting, ...]]


def _stages(variations: Sequence[Variation], quantity: str) -> Iterator[Sequence[_Trial]]:
    """What is tried one after another, until something agrees: tools, single conventions, other classes."""
    quantities = {name for counting in COUNTINGS[quantity] for name in counting.quantities}
    usual = [variation for variation in variations if not variation.values]
    yield [(variation, tuple(ways_of_tools(variation.network, quantities))) for variation in usual]
    yield [(usual[0], tuple(changed_conventions(usual[0].network, quantities)))]
    yield [(variation, (AS_IT_IS,)) for variation in variations if variation.values]


def _explanations(trials: Iterable[_Trial], quantity: str, printed: PrintedNumber) -> Iterator[Explanation]:
    """Every figure that may be meant; ways of counting that give the same of the same network are told together."""
    for variation, ways in trials:
        same: dict[tuple[Counting, int], list[Explanation]] = {}
        try:
            for way in ways:
                for found in _figures(variation, way, quantity, printed):
                    same.setdefault((found.counting, found.value), []).append(found)
        except FaultyText:  # a variant need not fit the values that the file was given
            if variation.known is None:
                raise
        for first, *others in same.values():
            presets = tuple(other.ways[0] for other in others if other.ways[0].preset)
            yield replace(first, ways=(*first.ways, *(presets if first.ways[0].preset else ())))


def _figures(variation: Variation, way: WayOfCounting, quantity: str, printed: PrintedNumber) -> Iterator[Explanation]:
    figures = fitting(variation.network.with_conventions(dict(way.choices)))
    for counting in COUNTINGS[quantity]:
        parts = terms(figures, counting)
        if parts is None:
            raise needs_values(figures.free_symbols())
        value = sum(part.value for part in parts)
        if value > 0:
            number, found = min(
                (
                    (number, agreement(value, number, figure, about=False))
                    for number, figure in _readings(quantity, printed)
                ),
                key=lambda reading: (list(Agreement).index(reading[1]), abs(reading[0] - value)),
            )
            unit = f"{printed.prefix[:1]}iB" if number != printed.value else ""
            yield Explanation((variation,), counting, (way,), value, parts, number, found, unit)


def _readings(quantity: str, printed: PrintedNumber) -> Iterator[tuple[Number, PrintedNumber]]:
    """The published number, and of bytes the same where K, M and G are powers of 1024."""
    yield printed.value, printed
    if quantity == "memory" and printed.binary != 1:
        value, place = printed.value * printed.binary, printed.place * printed.binary
        yield value, replace(printed, value=value, place=place)
