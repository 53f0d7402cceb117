"""Which reading of a formula makes it one of the catalogue's: found among plain integers, proved afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import islice, product

from symcnn.answers.prove.candidates import (
    RATIO,
    RuleCandidate,
    are_equal,
    candidates,
    equal_where_odd,
    exact_values_of,
    may_be_equal,
    values_of,
)
from symcnn.answers.prove.divisions import ROUNDINGS, unrounded
from symcnn.answers.prove.layer_roles import SEEN
from symcnn.answers.prove.notations import canonical, parted, usual_meanings
from symcnn.answers.prove.readings import ANY, LetterReading
from symcnn.answers.prove.reasoning import PastLimit
from symcnn.core.limits import MAX_COMPARED
from symcnn.core.record import entity, record
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted, walk

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
    "S": range(1, 5),
    "P": range(4),
    "layers": range(2, 6),
}
"""The numbers that may stand in a formula in the places of these letters."""

_INVERSE = ("I", "P", "pads")
_MOST_READINGS = 4
"""In so many readings the unusual cases are tried, and numbers."""


class How(IntEnum):
    """In which way a formula is a rule, the plainest first."""

    EQUAL = 0
    WHERE_DIVISIONS_ARE_EXACT = 1
    IN_ANOTHER_SENSE = 2
    BY_ANOTHER_CHOICE = 3
    WITH_NUMBERS = 4


@record
class RuleFit:
    """A reading and a formula of the catalogue that are the same, and in which way.

    With `put` in the places of letters of the rule; where `solved` names a letter, the formula is one for that letter
    of the rule, and `aim` is what the rule comes to with it.
    """

    how: How
    reading: LetterReading
    candidate: RuleCandidate
    put: tuple[tuple[str, Expr], ...] = ()
    solved: str = ""
    aim: str = ""
    is_exact: bool = False


@entity
class Work:
    """How many formulas were compared, which takes most of the time of a search that finds nothing."""

    compared: int = 0

    def compare(self) -> None:
        """Counts one more.

        Raises `PastLimit`.
        """
        self.compared += 1
        if self.compared > MAX_COMPARED:
            raise PastLimit(MAX_COMPARED)


@record
class Asked:
    """A formula as it is read: its left name (empty where it has none), its side, the readings of its letters.

    `quantities` are what it may be a formula for where its left name does not say so; maps have two axes, or as many
    as in `axes`. Where it is to be read `plainly`, no other senses, choices and numbers are tried. `work` counts what
    is compared, where that has a limit.
    """

    left: str
    side: Expr
    readings: tuple[LetterReading, ...]
    quantities: tuple[str | None, ...]
    kinds: tuple[str, ...]
    axes: tuple[int, ...] = ()
    plainly: bool = False
    work: Work | None = None

    def compare(self) -> None:
        """Counts a comparison.

        Raises `PastLimit`.
        """
        if self.work is not None:
            self.work.compare()


def in_catalogue_letters(expr: Expr, reading: LetterReading) -> Expr:
    """The author's formula in the catalogue's letters, without axes where there is only one."""
    return substituted(expr, {name: Sym(meaning) for name, meaning in letters_in(expr, reading).items()})


def letters_in(expr: Expr, reading: LetterReading) -> Mapping[str, str]:
    found = {name: reading.letters[name] for name in names(expr) if name in reading.letters}
    if len({parted(meaning)[1] for meaning in found.values()} - {""}) > 1:
        return {
            name: meaning if _tells_axis(name, meaning, found) else parted(meaning)[0]
            for name, meaning in found.items()
        }
    return {name: parted(meaning)[0] for name, meaning in found.items()}


def _tells_axis(name: str, meaning: str, found: Mapping[str, str]) -> bool:
    """Whether an axis is meant: the letter bears its mark, or another one stands for the same along another axis."""
    stem, axis = parted(meaning)
    others = {parted(other)[1] for other in found.values() if parted(other)[0] == stem}
    return len(others) > 1 or bool(axis and name.lower().endswith(axis)) or "[" in name


def quantities_of(asked: Asked, reading: LetterReading) -> tuple[str | None, ...]:
    """What the formula may be one for in this reading, without the axis."""
    if asked.quantities:
        return asked.quantities
    meaning = reading.letters.get(asked.left)
    return (parted(meaning)[0],) if meaning else ()


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
    if quantity in ("O", *_INVERSE):
        return not stems & {"C", "N"}
    return quantity != RATIO and not stems & {"pads"}


def _in_another_sense(fit: RuleFit) -> RuleFit:
    return RuleFit(How.IN_ANOTHER_SENSE, fit.reading, fit.candidate, fit.put, fit.solved, fit.aim, fit.is_exact)


def _of_quantity(asked: Asked, reading: LetterReading, side: Expr, quantity: str | None) -> Iterator[RuleFit]:
    found = frozenset(names(side))
    if quantity in found:
        return
    if found or not isinstance(side, Num):
        for candidate in candidates(found, quantity, asked.kinds):
            asked.compare()
            if (how := how_equal(side, candidate.formula)) is not None:
                yield RuleFit(how, reading, candidate, is_exact=how is How.WHERE_DIVISIONS_ARE_EXACT)
    if quantity in _INVERSE:
        yield from _solved(asked, reading, side, quantity)


def how_equal(side: Expr, formula: Expr) -> How | None:
    """In which way a formula is another one; None where it is not."""
    if are_equal(values_of(side), values_of(formula)):
        return How.EQUAL
    if rounds(side) != rounds(formula) and are_equal(exact_values_of(side), exact_values_of(formula)):
        return How.WHERE_DIVISIONS_ARE_EXACT
    return None


def rounds_less(side: Expr, formula: Expr) -> bool:
    """Whether the formula rounds what its author does not."""

    return rounds(formula) and not rounds(side)


@lru_cache(maxsize=1 << 12)
def rounds(expr: Expr) -> bool:
    """Whether anything is rounded in it."""
    return any(isinstance(node, Op) and node.name in ROUNDINGS for node in walk(expr))


AIMS: Mapping[str, Expr] = {
    "same": Sym("I"),
    "strided": Op("ceil", (Op("*", (Sym("I"), Op("/", (Sym("S"),)))),)),
    "full": Op("+", (Sym("I"), Sym("K"), Op("-", (Num(1),)))),
}
"""What a padding may be for: the output as large as the input, or every place of the kernel that meets the input."""


def _solved(asked: Asked, reading: LetterReading, side: Expr, letter: str) -> Iterator[RuleFit]:
    """A formula for a letter of the rule of sizes: a padding that keeps the size, the input that gives an output."""
    is_region = not SEEN.isdisjoint(usual_meanings(canonical(asked.left).partition("_")[0]))
    aims = ({"region": Sym("O")} if is_region else {"output": Sym("O")}) if letter == "I" else AIMS
    for candidate, put in _windows(frozenset({*names(side), letter} - {"O"}), asked.kinds):
        formula = substituted(candidate.formula, dict(put))
        if letter not in names(formula) or not rounds(formula):
            continue  # a transposed convolution's input is a convolution's output
        value = substituted(formula, {letter: side})
        for name, aim in aims.items():
            if name not in ("output", "region") and "O" in names(value):
                continue
            exact = are_equal(values_of(value), values_of(aim))
            if exact or are_equal(exact_values_of(value), exact_values_of(aim)) or equal_where_odd(value, aim):
                yield RuleFit(How.EQUAL, reading, candidate, put, letter, name, is_exact=not exact)
                return


def _windows(
    letters: frozenset[str], kinds: tuple[str, ...]
) -> Iterator[tuple[RuleCandidate, tuple[tuple[str, Expr], ...]]]:
    """The rules of sizes; where a window moves by its own size unless it is told otherwise, also in single steps."""
    yield from ((candidate, ()) for candidate in size_rules(letters, kinds))
    if "S" not in letters:
        yield from ((candidate, (("S", Num(1)),)) for candidate in size_rules(letters | {"S"}, kinds))


def size_rules(letters: frozenset[str], kinds: tuple[str, ...]) -> Iterator[RuleCandidate]:
    """The rules for the output size in which these letters stand, but those of paddings that are words."""
    for candidate in candidates(letters, "O", kinds):
        if candidate.is_rule and not candidate.case.chosen:
            yield candidate


def by_other_choices(asked: Asked) -> Iterator[RuleFit]:
    """A rule of an unusual case, by another convention, or of what is also called so."""
    for reading in _plain_readings(asked):
        side = in_catalogue_letters(asked.side, reading)
        found = frozenset(names(side))
        for quantity in quantities_of(asked, reading):
            if quantity is None or quantity in found:
                continue
            if quantity == RATIO:
                continue
            for name, usual in ((quantity, False), *((akin, True) for akin in AKIN.get(quantity, ()))):
                for candidate in candidates(found, name, asked.kinds, usual, asked.axes):
                    asked.compare()
                    how = how_equal(side, candidate.formula)
                    if how is not None:
                        exact = how is How.WHERE_DIVISIONS_ARE_EXACT
                        yield RuleFit(How.BY_ANOTHER_CHOICE, reading, candidate, is_exact=exact)


def _plain_readings(asked: Asked) -> Iterator[LetterReading]:
    """The first of the plain readings that are about a quantity of a layer."""
    plain = (reading for reading in asked.readings if reading.plain and reading.source != ANY)
    about = (reading for reading in plain if {*quantities_of(asked, reading)} - {*_INVERSE})
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
        for candidate in size_rules(frozenset({*names(side), "P", "K"}), asked.kinds):
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
    for more in _subsets(missing):
        for twin in _twins(found):
            for candidate in candidates(found | {*more} | {*twin}, quantity, asked.kinds):
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
        return [*ones, ()]
    others = [name for name in ("S", "P", "layers") if name in missing]
    all_three = [("K", "S", "P")] if {"S", "P"} <= {*others} else []
    return [*ones, (), ("K",), *(("K", name) for name in others), *all_three]


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
