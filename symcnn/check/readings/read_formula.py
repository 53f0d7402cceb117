"""A formula of a document with what its words tell of its letters, and the readings of them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import combinations

from symcnn.answers.prove.catalogue_fits import Asked, How, RuleFit, quantities_of
from symcnn.answers.prove.notations import canonical, parted, usual_meanings
from symcnn.answers.prove.readings import (
    ANY,
    BEHIND,
    MIXED,
    LetterMeanings,
    LetterReading,
    letter_readings,
    other_senses,
)
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.documents.reading.formulas import PrintedFormula
from symcnn.documents.reading.vocabulary import Meaning
from symcnn.documents.reading.worded_names import RESULTS
from symcnn.documents.told.legends import EACH_SIDE, Entry

LEAST_LETTERS, _MOST_AXES = 3, 3
_HAN = "\u4e00"
LONG = 2
"""Names of so many letters say what they are: ``BC``."""

_DOUBTFUL: Mapping[str, tuple[str, ...]] = {
    "C": ("C", "N"),
    "I": ("I", "C"),
    "O": ("O", "N"),
    "K": ("K", "N", "kernel_weights"),
    "N": ("N", "K", "C"),
    "P": ("P", "pads"),
    "jump": ("jump", "D"),
}
"""What a word may mean that is not certain: channels, input, output, kernel, filters."""

_FREE = ("D", "S", "K", "P", "I", "N", "C")
"""What a letter may be that nothing tells of and no notation has."""
_SPATIAL = frozenset({"I", "O", "K", "S", "P", "pads", "D"})
COUNTED = ("weights", "params")
_LEAST_SQUARES = 9
"""As many weights as the smallest window has for each pair of channels."""
UNNAMED = ("O", "E", "params", "weights", "macs", "receptive_field")
"""What a formula may be that nothing says what it is: only where all its letters are told."""

_TRAINED = late_pattern(r"\btrain|\blearn|可训练|可学习", re.IGNORECASE)
_AXIS_MARKS = {"h": "h", "w": "w", "d": "d", "t": "d"}
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
    known = {name: entry.meaning for name, entry in entries.items() if entry.meaning} | dict(worded)
    if formula.left in known and known[formula.left].axis:  # which axis an index counts is each framework's own
        axis = known[formula.left].axis
        known |= {name: replace(meaning, axis=axis) for name, meaning in known.items() if name.endswith("]")}
    before = known.get(formula.left)
    if before is not None and before.quantity in BEHIND and f"{formula.left}_in" in formula.names:
        known[formula.left] = replace(before, quantity=BEHIND[before.quantity])  # j ← j*s, where j is the jump before
    left = known.pop(formula.left, None) if formula.left in worded else None
    known = {name: _along_its_axis(name, meaning) for name, meaning in known.items()}
    known = _before_the_layer(_at_both_ends(formula, known))
    told = LetterMeanings(
        {
            name: _meant(meaning, entries.get(name), name if name in disputed else "", name)
            for name, meaning in known.items()
        },
        disputed & {*known} | {name for name, meaning in known.items() if not meaning.is_certain},
        _FREE if known else (),
    )
    quantities = tuple(dict.fromkeys(parted(meaning)[0] for meaning in _meant(left, None, ""))) if left else ()
    if left is not None and left.quantity == "params" and _TRAINED.search(formula.left):
        quantities = ("trainable", *quantities)
    found = tuple(dict.fromkeys(name for side in formula.sides for name in names(side)))
    if formula.left in found:
        return None
    read = found if quantities or not formula.left else (formula.left, *found)
    readings = tuple(filter(_is_about_something, letter_readings(read, told, chosen)))
    readings = tuple(_read_before_the_layer(formula.left, one) for one in readings)
    if not quantities and formula.left:
        readings = tuple(one for one in readings if parted(one.letters[formula.left])[0] in {*RESULTS, *_FOR})
    return ReadFormula(formula, told, readings, quantities, kind or (left.kind if left else None), axes)


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


def _along_its_axis(name: str, meaning: Meaning) -> Meaning:
    """The meaning along the axis that the mark of a letter tells: ``p_h``."""
    mark = _AXIS_MARKS.get(name.rpartition("_")[2].lower(), "") if "_" in name else ""
    return replace(meaning, axis=mark) if mark and meaning.quantity in _SPATIAL else meaning


def _at_both_ends(formula: PrintedFormula, known: dict[str, Meaning]) -> dict[str, Meaning]:
    """The paddings before and after the map, where two letters of a sum that differ in their index stand for them."""
    for first, second in combinations(formula.names, 2):
        told = [known[name] for name in (first, second) if name in known]
        meaning = told[0] if told and all(one.quantity == "P" for one in told) else None
        is_pair = first.partition("_")[0] == second.partition("_")[0] and meaning is not None
        if is_pair and meaning and not _is_of_an_axis(first, second):
            ends = {first: "P_before", second: "P_after"}
            return {**known, **{name: replace(meaning, quantity=end) for name, end in ends.items()}}
    return known


def _before_the_layer(known: dict[str, Meaning]) -> dict[str, Meaning]:
    """The jump with which a field grows is that before the layer, where no mark tells which: ``r_in + (k - 1)·j``."""
    if not any(meaning.quantity == "R_in" for meaning in known.values()):
        return known
    return {
        name: replace(meaning, quantity="J_in") if meaning.quantity == "jump" and "_" not in name else meaning
        for name, meaning in known.items()
    }


def _read_before_the_layer(left: str, reading: LetterReading) -> LetterReading:
    """The same for a jump of which only a notation tells: ``r ← r + (k - 1)·j``."""
    if "R_in" not in reading.letters.values():
        return reading
    meant = {"jump": "J_in"}
    letters = {
        name: meaning if name == left else meant.get(meaning, meaning) for name, meaning in reading.letters.items()
    }
    return replace(reading, letters=letters)


def _is_of_an_axis(*letters: str) -> bool:
    return any(name.rpartition("_")[2].lower() in ("h", "w", "d", "t") and name[-2:-1] == "_" for name in letters)


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


def _meant(meaning: Meaning, entry: Entry | None, disputed: str, name: str = "") -> tuple[str, ...]:
    """The quantities that words may mean, the plainest first; of a disputed letter also what it means elsewhere."""
    axis = f"_{meaning.axis}" if meaning.axis else ""
    if disputed:
        usual = (*usual_meanings(disputed), *usual_meanings(canonical(disputed)))
        return tuple(dict.fromkeys((meaning.quantity + axis, *(other + axis for other in usual))))
    if not meaning.is_certain:
        return tuple(other + axis for other in _DOUBTFUL.get(meaning.quantity, (meaning.quantity,)))
    if meaning.quantity == "P" and (EACH_SIDE.search(name) if entry is None else entry.each_side):
        return ("P" + axis,)
    kernels = ("N",) if meaning.quantity == "biases" else ()  # of which each has one
    return (meaning.quantity + axis, *kernels, *other_senses(meaning.quantity + axis))
