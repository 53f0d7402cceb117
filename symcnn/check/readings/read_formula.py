"""A formula of a document with what its words tell of its letters, and the readings of them."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.prove.asked_formula import Asked, How, RuleFit, quantities_of
from symcnn.answers.prove.layer_roles import is_behind
from symcnn.answers.prove.notations import canonical, parted, usual_meanings
from symcnn.answers.prove.readings import (
    ANY,
    MIXED,
    LetterMeanings,
    LetterReading,
    letter_readings,
)
from symcnn.check.readings.told_letters import told_letters
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.documents.reading.formulas import PrintedFormula
from symcnn.documents.reading.vocabulary import Meaning
from symcnn.documents.reading.worded_names import RESULTS
from symcnn.documents.told.legends import Entry

LEAST_LETTERS, _MOST_AXES = 3, 3
_HAN = "\u4e00"
LONG = 2
"""Names of so many letters say what they are: ``BC``."""

COUNTED = ("weights", "params")
_LEAST_SQUARES = 9
"""As many weights as the smallest window has for each pair of channels."""
UNNAMED = ("O", "E", "params", "weights", "macs", "receptive_field")
"""What a formula may be that nothing says what it is: only where all its letters are told."""

GUESSED = (MIXED, ANY)
_FOR = frozenset({"I", "P", "pads", "S", "N"})
"""Arguments that a formula may be one for."""


@record
class ReadFormula:
    """A formula of a document, what its words tell of its letters, and the readings of them.

    `quantities` are what it is about where its left side is words, or the words around it say so, which is then
    `is_spoken`; `is_named` that its sentence names what its left letter stands for; `is_said` tells that a verb or a
    colon before it, or its noun behind it, makes it that quantity. The `kind` is that of the layer spoken of,
    `named_kinds` are all that the document names, `numbers` are those of the sentence, `stacks` how many windows it
    tells of which side.
    """

    formula: PrintedFormula
    known: LetterMeanings
    readings: tuple[LetterReading, ...]
    quantities: tuple[str, ...]
    kind: str | None
    axes: tuple[int, ...]
    is_spoken: bool = True
    is_said: bool = False
    is_named: bool = False
    numbers: frozenset[int] = frozenset()
    stacks: frozenset[tuple[int, int]] = frozenset()
    named_kinds: tuple[str, ...] = ()

    def asked(self, side: Expr, kinds: tuple[str, ...]) -> Asked:
        """One side of it as a question to the catalogue."""
        quantities = self.quantities or (() if self.formula.left else COUNTED if is_many_squares(side) else UNNAMED)
        if self.quantities and not self.is_spoken:
            quantities = tuple(dict.fromkeys((*self.quantities, *UNNAMED)))
        return Asked(self.formula.left, side, self.readings, quantities, kinds, self.axes, quantities == UNNAMED)

    @property
    def sides(self) -> tuple[Expr, ...]:
        """Its sides; of a shape each of its sizes: ``(n + 2p - f + 1) * (n + 2p - f + 1)``."""
        is_size = any("O" in self.about(reading) for reading in self.readings[:1])
        return tuple(part for side in self.formula.sides for part in (_along_axes(side) if is_size else (side,)))

    def says_numbers_of(self, fit: RuleFit) -> bool:
        """Whether the sentence has the numbers that stand in the places of letters: ``three 3×3 layers: 27C²``."""
        put = {name: value.value for name, value in fit.put if isinstance(value, Num)}
        return bool(put) and {*put.values()} <= self.numbers

    def says_stack_of(self, fit: RuleFit) -> bool:
        """Whether the sentence has as many such windows, where it tells how many there are: ``two 3×3: 18C²``."""
        put = {name: value.value for name, value in fit.put if isinstance(value, Num)}
        told = {count for count, side in self.stacks if side == put.get("K")}
        return not told or put.get("layers", 1) in told

    def is_unmistakable(self, side: Expr, fit: RuleFit) -> bool:
        """Whether so many letters in such an order are no chance, and no shape; of a size whatever its letters are."""
        is_known = fit.reading.source not in GUESSED or fit.candidate.quantity == "O"
        is_shape = isinstance(side, Op) and side.name == "*" and all(isinstance(part, Sym) for part in side.args)
        is_plain = fit.how <= How.WHERE_DIVISIONS_ARE_EXACT and not fit.solved
        return is_plain and is_known and not is_shape and len({*names(side)}) > LEAST_LETTERS

    def takes_as_usual(self, reading: LetterReading) -> bool:
        """Whether each letter of doubtful words stands for what notations have it for: ``k`` for a kernel's size."""
        return all(
            parted(reading.letters[name])[0] in (usual_meanings(canonical(name)) or self.known.told[name])[:1]
            for name in self.known.doubtful
        )

    @property
    def is_in_words(self) -> bool:
        """Whether it has no letters, but names that say what they are."""
        return all(" " in name or len(name) > LONG or name[:1] >= _HAN for name in self.formula.names)

    @property
    def is_told(self) -> bool:
        """Whether words or the document's legend name the left side."""
        return (bool(self.quantities) and self.is_spoken) or self.formula.left in self.known.told

    @property
    def subject(self) -> tuple[str, ...]:
        """What it is about by words, else by its plainest reading, where that is a result."""
        found = self.quantities or (self.about(self.readings[0]) if self.formula.left else ())
        return tuple(quantity for quantity in found if quantity in RESULTS[1:])

    @property
    def binds_left(self) -> bool:
        """Whether words, a legend or a notation say what the left side is."""
        left, known = self.formula.left, (one for one in self.readings if one.source not in GUESSED and one.plain)
        return bool(self.quantities) or any(left in self.known.told or _is_result(one, left) for one in known)

    def of_the_spoken(self, quantities: tuple[str, ...], chosen: str | None) -> ReadFormula:
        """The formula as one for what the words around it name, where nothing else says what its left side is.

        Where they name nothing, it is as if it had no left side.
        """
        if self.formula.left in self.known.told:
            return self
        found = tuple(dict.fromkeys(name for side in self.formula.sides for name in names(side)))
        readings = tuple(filter(_is_about_something, letter_readings(found, self.known, chosen)))
        if not readings or (not quantities and readings[0].source in GUESSED):
            return self
        formula = self.formula if quantities else replace(self.formula, left="")
        return replace(self, formula=formula, quantities=quantities, readings=readings)

    @property
    def is_about_a_result(self) -> bool:
        """Whether what it is about is told by words, or by the letter of a notation."""
        if (not self.formula.left or self.quantities) and not self.is_told:
            return False
        return bool({*self.about(self.readings[0])} & {*RESULTS, "P", "pads"})

    @property
    def is_about_sizes(self) -> bool:
        """Whether it is one for the size of a map, in its plainest reading."""
        about = {quantity for reading in self.readings[:1] for quantity in self.about(reading)}
        return "O" in about

    def about(self, reading: LetterReading) -> tuple[str | None, ...]:
        """What it is about in a reading."""
        return quantities_of(self.asked(self.formula.sides[0], ()), reading)


def read_formula(
    formula: PrintedFormula,
    entries: Mapping[str, Entry],
    worded: Mapping[str, Meaning],
    disputed: frozenset[str],
    kind: str | None,
    axes: tuple[int, ...],
    chosen: str | None,
) -> ReadFormula | None:
    """The formula with the readings of its letters; None where a legend says that a letter is something else."""
    if any(entry.meaning is None for entry in entries.values()):
        return None
    told = told_letters(formula, entries, worded, disputed)
    found = tuple(dict.fromkeys(name for side in formula.sides for name in names(side)))
    if formula.left in found:
        return None
    read = found if told.quantities or not formula.left else (formula.left, *found)
    readings = tuple(filter(_is_about_something, letter_readings(read, told.known, chosen)))
    readings = tuple(_read_before_the_layer(formula.left, one) for one in readings)
    if not told.quantities and formula.left:
        readings = tuple(one for one in readings if parted(one.letters[formula.left])[0] in {*RESULTS, *_FOR})
    return ReadFormula(formula, told.known, readings, told.quantities, kind or told.kind, axes)


def is_many_squares(side: Expr) -> bool:
    """Whether it is a number of squares of one letter, as layers have with as many channels out as in: ``27C²``.

    >>> from symcnn.network.language.parse import read_relation
    >>> is_many_squares(read_relation("27*C^2")), is_many_squares(read_relation("2*C^2"))
    (True, False)
    """
    match side:
        case Op("*", (Num(value=many), Op("^", (Sym(), Num(value=power))))):
            return many >= _LEAST_SQUARES and power == 2
    return False


def _read_before_the_layer(left: str, reading: LetterReading) -> LetterReading:
    """The same for a jump of which only a notation tells: ``r ← r + (k - 1)·j``."""
    if "R_in" not in reading.letters.values():
        return reading
    meant = {"jump": "J_in"}
    letters = {
        name: meaning if name == left or is_behind(name) else meant.get(meaning, meaning)
        for name, meaning in reading.letters.items()
    }
    return replace(reading, letters=letters)


def _along_axes(side: Expr) -> tuple[Expr, ...]:
    match side:
        case Op("*", args) if 2 <= len(args) <= _MOST_AXES:
            if all(isinstance(arg, Op) and arg.name in ("+", "floor", "ceil") and names(arg) for arg in args):
                return args
    return (side,)


def _is_result(reading: LetterReading, name: str) -> bool:
    return parted(reading.letters.get(name, ""))[0] in {*RESULTS, "P", "pads"}


def _is_about_something(reading: LetterReading) -> bool:
    return bool(reading.letters)
