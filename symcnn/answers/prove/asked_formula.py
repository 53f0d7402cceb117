"""A formula as it is read, and what makes it a rule of the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache

from symcnn.answers.prove.candidates import RuleCandidate, are_equal, exact_values_of, values_of
from symcnn.answers.prove.divisions import ROUNDINGS
from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.readings import LetterMeanings, LetterReading
from symcnn.answers.prove.reasoning import PastLimit
from symcnn.core.limits import MAX_COMPARED
from symcnn.core.record import entity, record
from symcnn.core.written.tree import Expr, Op, Sym, names, substituted, walk


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


@record
class Question:
    """One side of a formula, to be judged: its left name, what it may be for, and what is known of its letters."""

    left: str
    side: Expr
    relation: str
    quantities: tuple[str, ...]
    kinds: tuple[str, ...]
    known: LetterMeanings
