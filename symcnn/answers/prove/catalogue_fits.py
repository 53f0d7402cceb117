"""Which reading of a formula makes it one of the catalogue's: found among plain integers, proved afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from symcnn.answers.prove.asked_formula import (
    Asked,
    How,
    RuleFit,
    how_equal,
    in_catalogue_letters,
    quantities_of,
    rounds_less,
)
from symcnn.answers.prove.candidates import (
    RATIO,
    RuleCandidate,
    are_equal,
    candidates,
    exact_values_of,
    may_be_equal,
    values_of,
)
from symcnn.answers.prove.divisions import unrounded
from symcnn.answers.prove.inverses import AIMS, SOLVED, rules_without_words, solved
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.readings import ANY, LetterReading
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted

AKIN: Mapping[str, tuple[str, ...]] = {
    "params": ("weights", "trainable"),
    "weights": ("params",),
    "trainable": ("params",),
    "macs": ("flops", "connections", "memory_access"),
    "flops": ("macs", "connections"),
    "connections": ("macs",),
    "memory_access": ("macs",),
    "receptive_field": ("E",),
    "E": ("receptive_field",),
}
"""What else is called so, or counted so by another convention."""

_KERNELS = (3, 1, 5, 2, 7, 4, 11, 9)
_NUMBERS: Mapping[str, Sequence[int]] = {
    "C": range(1, 2),
    "N": range(1, 2),
    "K": _KERNELS,
    "S": (1, 2, 3, 4, 8, 16, 5, 6, 7),
    "M": range(2, 9),
    "P": range(4),
    "layers": range(2, 6),
}
"""The numbers that may stand in a formula in the places of these letters."""

_OF_WINDOWS = ("O", "I", "P", "pads", "K", "S", "D", "A")
_ONLY_LETTERS = frozenset(SOLVED) - {"N"}
_MOST_READINGS = 4
"""In so many readings the unusual cases are tried, and numbers."""


def fits(asked: Asked) -> Iterator[RuleFit]:
    """What makes the formula true, the plainest first.

    >>> from symcnn.answers.prove.readings import letter_readings
    >>> from symcnn.network.language.parse import read_relation
    >>> side = read_relation("(W - F + 2*P)/S + 1")
    >>> found = next(fits(Asked("O", side, tuple(letter_readings(["O", *"WFPS"])), (), ("conv",))))
    >>> found.how.name, found.reading.source
    ('WHERE_DIVISIONS_ARE_EXACT', 'cs231n')
    """
    stages = (_plainly, _in_other_senses, by_other_choices, _with_numbers)
    for stage in stages[:1] if asked.plainly else stages:
        yield from sorted(stage(asked), key=lambda fit: fit.how)


def _plainly(asked: Asked) -> Iterator[RuleFit]:
    for fit in _by_readings(asked, plain=True):
        yield fit
        if fit.how is How.EQUAL and not fit.solved:
            return


def _in_other_senses(asked: Asked) -> Iterator[RuleFit]:
    yield from _by_readings(asked, plain=False)


def _by_readings(asked: Asked, *, plain: bool) -> Iterator[RuleFit]:
    for reading in asked.readings:
        if reading.plain is not plain:
            continue
        side = in_catalogue_letters(asked.side, reading)
        for quantity in quantities_of(asked, reading):
            if not plain and not _is_sensible(quantity, names(side)):
                continue
            for fit in _of_quantity(asked, reading, side, quantity):
                yield fit if plain else _in_another_sense(fit)
                break


def _is_sensible(quantity: str | None, letters: Iterable[str]) -> bool:
    """Whether a formula for this may be made of such quantities: no size is made of channels, no count of paddings."""
    stems = {parted(name)[0] for name in letters}
    if quantity in _OF_WINDOWS:
        return not stems & {"C", "N"}
    return quantity != RATIO and not stems & {"pads"}


def _in_another_sense(fit: RuleFit) -> RuleFit:
    return RuleFit(How.IN_ANOTHER_SENSE, fit.reading, fit.candidate, fit.put, fit.solved, fit.aim, fit.is_exact)


def _of_quantity(asked: Asked, reading: LetterReading, side: Expr, quantity: str | None) -> Iterator[RuleFit]:
    found = frozenset(names(side))
    if quantity in found:
        return
    if found or not isinstance(side, Num):
        for candidate in candidates(found, quantity, asked.kinds, alone=True):
            asked.compare()
            if (how := how_equal(side, candidate.formula)) is not None:
                yield RuleFit(how, reading, candidate, is_exact=how is How.WHERE_DIVISIONS_ARE_EXACT)
    if quantity in SOLVED:
        yield from solved(asked, reading, side, quantity)


def by_other_choices(asked: Asked) -> Iterator[RuleFit]:
    """A rule of an unusual case, by another convention, or of what is also called so.

    Of one kind all rules are compared, also those with letters that cancel or are multiplied by a convention's 0:
    ``(I·S)²·C/S²``. Of many kinds that would take long.
    """
    for reading in _plain_readings(asked):
        side = in_catalogue_letters(asked.side, reading)
        found = frozenset(names(side))
        for quantity in quantities_of(asked, reading):
            if quantity is None or quantity in found:
                continue
            if quantity == RATIO:
                continue
            for name, usual in ((quantity, False), *((akin, True) for akin in AKIN.get(quantity, ()))):
                rules = candidates(found, name, asked.kinds, usual, asked.axes, alone=len(asked.kinds) > 1)
                for candidate in (*rules, *(one for rule in rules for one in _not_clipped(rule))):
                    asked.compare()
                    how = how_equal(side, candidate.formula)
                    if how is not None:
                        exact = how is How.WHERE_DIVISIONS_ARE_EXACT
                        yield RuleFit(How.BY_ANOTHER_CHOICE, reading, candidate, is_exact=exact)


def _not_clipped(candidate: RuleCandidate) -> Iterator[RuleCandidate]:
    """The rule where it is the first of the two that it is the lesser of: ``ceil((I + 2P - K)/S) + 1``."""
    match candidate.formula:
        case Op("min", (first, second)):
            chosen = (*candidate.case.chosen, Op("<=", (first, second)))
            yield candidate._replace(formula=first, case=replace(candidate.case, formula=first, chosen=chosen))


def _plain_readings(asked: Asked) -> Iterator[LetterReading]:
    """The first of the plain readings that are about a quantity of a layer."""
    plain = (reading for reading in asked.readings if reading.plain and reading.source != ANY)
    about = (reading for reading in plain if {*quantities_of(asked, reading)} - _ONLY_LETTERS)
    yield from islice(about, _MOST_READINGS)


def _with_numbers(asked: Asked) -> Iterator[RuleFit]:
    """Numbers in the places of kernel, stride and padding, or one letter for both channels."""
    for reading in _plain_readings(asked):
        side = in_catalogue_letters(asked.side, reading)
        if any(axis and name == "K" for name, axis in map(parted, names(side))):
            continue
        for quantity in quantities_of(asked, reading):
            for name in (quantity, *AKIN.get(quantity or "", ())):
                if name not in (None, RATIO):
                    yield from _numbers_put_in(asked, reading, side, name)
    yield from _paddings_with_numbers(asked)


def _paddings_with_numbers(asked: Asked) -> Iterator[RuleFit]:
    """A padding that keeps the size behind a kernel of some number: ``P = D`` for one of 3."""
    plain = (reading for reading in asked.readings if reading.plain and reading.source != ANY)
    for reading in islice(plain, _MOST_READINGS):
        side = in_catalogue_letters(asked.side, reading)
        if not {*names(side)} & {"D", "S"} or "P" not in quantities_of(asked, reading) or "K" in names(side):
            continue
        for candidate in rules_without_words(frozenset({*names(side), "P", "K"}), "O", asked.kinds):
            for kernel in _KERNELS:
                value = substituted(candidate.formula, {"P": side, "K": Num(kernel)})
                if "K" in names(candidate.formula) and are_equal(values_of(value), values_of(AIMS["same"])):
                    yield RuleFit(How.WITH_NUMBERS, reading, candidate, (("K", Num(kernel)),), "P", "same")
                    return


def _numbers_put_in(asked: Asked, reading: LetterReading, side: Expr, quantity: str) -> Iterator[RuleFit]:
    found = frozenset(names(side))
    if not found:
        return
    missing = [name for name in _NUMBERS if name not in found]
    for more in (*_subsets(missing), *_subsets_of_a_kind(asked.kinds, quantity, missing)):
        for twin in _twins(found):
            for candidate in candidates(found | {*more} | {*twin}, quantity, asked.kinds, alone=True):
                fitting = substituted(candidate.formula, {name: Sym(other) for name, other in twin.items()})
                if not {*more} <= {*names(fitting)} <= found | {*more}:
                    continue
                if not twin and not more:
                    continue
                loose = unrounded(fitting) if rounds_less(side, fitting) else None
                for values in product(*(_NUMBERS[name] for name in more)):
                    asked.compare()
                    put = dict(zip(more, values, strict=True))
                    is_equal = may_be_equal(fitting, values_of(side), put)
                    if is_equal or (loose is not None and may_be_equal(loose, exact_values_of(side), put)):
                        numbers: Iterator[tuple[str, Expr]] = ((name, Num(value)) for name, value in put.items())
                        chosen = (*numbers, *((name, Sym(other)) for name, other in twin.items()))
                        yield RuleFit(How.WITH_NUMBERS, reading, candidate, chosen, is_exact=not is_equal)
                        return


def _subsets(missing: Sequence[str]) -> list[tuple[str, ...]]:
    ones = [(name,) for name in ("C", "N") if name in missing]
    if "K" not in missing:
        return [*ones, (), *([("layers",)] if "layers" in missing else [])]
    others = [name for name in ("S", "P", "layers") if name in missing]
    all_three = [("K", "S", "P")] if {"S", "P"} <= {*others} else []
    return [*ones, (), ("K",), *(("K", name) for name in others), *all_three]


def _subsets_of_a_kind(kinds: Sequence[str], quantity: str, missing: Sequence[str]) -> list[tuple[str, ...]]:
    """What the formula of a kind that is named may have as a number besides: ``O = 2I`` of an upsampling."""
    return [(name,) for name in ("S", "M") if name in missing] if len(kinds) == 1 or quantity == "jump" else []


def _twins(found: Iterable[str]) -> list[dict[str, str]]:
    """As many kernels as channels, where only one of both is written."""
    both = {"C", "N"} & {*found}
    if len(both) != 1:
        return [{}]
    (one,) = both
    return [{}, {"N" if one == "C" else "C": one}]


def usual_case(asked: Asked, reading: LetterReading) -> RuleCandidate | None:
    """The first rule for what the formula is about in this reading."""
    side = in_catalogue_letters(asked.side, reading)
    for quantity in quantities_of(asked, reading):
        for candidate in candidates(frozenset(names(side)), quantity, asked.kinds):
            return candidate
    return None
