"""What a document's formula is: a rule in one of the readings of its letters, a slip of one, or nothing known."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations, islice

from symcnn.answers.prove.candidates import RATIO, are_equal, candidates, values_of
from symcnn.answers.prove.catalogue_fits import Asked, How, RuleFit, fits, in_catalogue_letters, quantities_of
from symcnn.answers.prove.fitting_proofs import fitting_proof, refutation
from symcnn.answers.prove.notations import canonical, parted, usual_meanings
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.answers.prove.readings import (
    ANY,
    BEHIND,
    MIXED,
    LetterMeanings,
    LetterReading,
    letter_readings,
    other_senses,
)
from symcnn.answers.prove.rule_formulas import FIRST_KINDS, kind_names
from symcnn.answers.prove.slips import Slip, slip_in
from symcnn.answers.prove.tidy import tidied
from symcnn.check.readings.rounding_words import rounded
from symcnn.check.readings.said_stacks import SaidStack
from symcnn.core.limits import MAX_DEGREE
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import TooLarge, Undefined
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, substituted, walk
from symcnn.documents.reading.formulas import PrintedFormula
from symcnn.documents.reading.vocabulary import Meaning
from symcnn.documents.reading.worded_names import RESULTS
from symcnn.documents.told.legends import Entry

_MOST_NODES, _MOST_FITS, _LEAST_LETTERS, _MOST_SLIPS, _MOST_AXES = 200, 6, 3, 3, 3
_SQUARED = 2
_LONG = 2
"""Names of so many letters say what they are: ``BC``."""

_DOUBTFUL: Mapping[str, tuple[str, ...]] = {
    "C": ("C", "N"),
    "I": ("I", "C"),
    "O": ("O", "N"),
    "K": ("K", "N", "kernel_weights"),
    "N": ("N", "K", "C"),
    "P": ("P", "pads"),
}
"""What a word may mean that is not certain: channels, input, output, kernel, filters."""

_SPATIAL = frozenset({"I", "O", "K", "S", "P", "pads", "D"})
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
    `named_kinds` are all that the document names, `numbers` are those of the sentence,
    `stacks` the layers that are told before it.
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
    named_kinds: tuple[str, ...] = ()
    stacks: tuple[SaidStack, ...] = ()

    def asked(self, side: Expr, kinds: tuple[str, ...]) -> Asked:
        """One side of it as a question to the catalogue."""
        quantities = self.quantities or (() if self.formula.left else UNNAMED)
        return Asked(self.formula.left, side, self.readings, quantities, kinds, self.axes, quantities == UNNAMED)

    @property
    def sides(self) -> tuple[Expr, ...]:
        """Its sides; of a shape each of its sizes: ``(n + 2p - f + 1) * (n + 2p - f + 1)``."""
        is_size = any("O" in self.about(reading) for reading in self.readings[:1])
        return tuple(part for side in self.formula.sides for part in (_along_axes(side) if is_size else (side,)))

    def says_numbers_of(self, fit: RuleFit) -> bool:
        """Whether the sentence has the numbers that stand in the places of letters: ``three 3×3 layers: 27C²``."""
        put = {name: value.value for name, value in fit.put if isinstance(value, Num)}
        if put.keys() <= {"K", "layers"} and "K" in put and self.stacks:
            return any(
                stack.kernel == put["K"] and put.get("layers", 1) in ((1,) if stack.is_each else (stack.count or 1,))
                for stack in self.stacks
            )
        return bool(put) and {*put.values()} <= self.numbers

    def is_unmistakable(self, side: Expr, fit: RuleFit) -> bool:
        """Whether so many letters in such an order are no chance, and no shape; of a size whatever its letters are."""
        is_known = fit.reading.source not in GUESSED or fit.candidate.quantity == "O"
        is_shape = isinstance(side, Op) and side.name == "*" and all(isinstance(part, Sym) for part in side.args)
        is_plain = fit.how <= How.WHERE_DIVISIONS_ARE_EXACT and not fit.solved
        return is_plain and is_known and not is_shape and len({*names(side)}) > _LEAST_LETTERS

    def takes_as_usual(self, reading: LetterReading) -> bool:
        """Whether each letter of doubtful words stands for what notations have it for: ``k`` for a kernel's size."""
        return all(
            parted(reading.letters[name])[0] in (usual_meanings(canonical(name)) or self.known.told[name])[:1]
            for name in self.known.doubtful
        )

    @property
    def is_in_words(self) -> bool:
        """Whether it has no letters, but names that say what they are."""
        return all(" " in name or len(name) > _LONG or not name.isascii() for name in self.formula.names)

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
        return bool(self.quantities) or any(one.source not in GUESSED for one in self.readings)

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
        if not self.formula.left and not self.is_told:
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


@record
class Judged:
    """One side of a formula with its verdict: how it fits with the proof of that, or which slip it is.

    `rounding` is how its quotients are to be rounded for that.
    """

    side: Expr
    reading: LetterReading
    proof: Proof
    fit: RuleFit | None = None
    slip: Slip | None = None
    rounding: str = ""


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
        {name: _meant(meaning, entries.get(name), name if name in disputed else "") for name, meaning in known.items()},
        disputed & {*known} | {name for name, meaning in known.items() if not meaning.is_certain},
    )
    quantities = tuple(dict.fromkeys(parted(meaning)[0] for meaning in _meant(left, None, ""))) if left else ()
    if left is not None and left.quantity == "params" and _TRAINED.search(formula.left):
        quantities = ("trainable", *quantities)
    found = tuple(dict.fromkeys(name for side in formula.sides for name in names(side)))
    if formula.left in found:
        return None
    read = found if quantities or not formula.left else (formula.left, *found)
    readings = tuple(filter(_is_about_something, letter_readings(read, told, chosen)))
    if not quantities and formula.left:
        readings = tuple(one for one in readings if parted(one.letters[formula.left])[0] in {*RESULTS, *_FOR})
    return ReadFormula(formula, told, readings, quantities, kind or (left.kind if left else None), axes)


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


def _is_of_an_axis(*letters: str) -> bool:
    return any(name.rpartition("_")[2].lower() in ("h", "w", "d", "t") and name[-2:-1] == "_" for name in letters)


def _along_axes(side: Expr) -> tuple[Expr, ...]:
    match side:
        case Op("*", args) if 2 <= len(args) <= _MOST_AXES:
            if all(isinstance(arg, Op) and arg.name in ("+", "floor", "ceil") and names(arg) for arg in args):
                return args
    return (side,)


def _is_about_something(reading: LetterReading) -> bool:
    return bool(reading.letters)


def _meant(meaning: Meaning, entry: Entry | None, disputed: str) -> tuple[str, ...]:
    """The quantities that words may mean, the plainest first; of a disputed letter also what it means elsewhere."""
    axis = f"_{meaning.axis}" if meaning.axis else ""
    if disputed:
        usual = (*usual_meanings(disputed), *usual_meanings(canonical(disputed)))
        return tuple(dict.fromkeys((meaning.quantity + axis, *(other + axis for other in usual))))
    if not meaning.is_certain:
        return tuple(other + axis for other in _DOUBTFUL.get(meaning.quantity, (meaning.quantity,)))
    if meaning.quantity == "P" and entry is not None and entry.each_side:
        return ("P" + axis,)
    return (meaning.quantity + axis, *other_senses(meaning.quantity + axis))


def judged(read: ReadFormula) -> Iterator[Judged]:
    """The sides of a formula with what was found of each; those of which nothing is known are left out.

    Raises `TooLarge`.
    """
    for side in read.sides:
        if sum(1 for _ in walk(side)) > _MOST_NODES or _degree(side) > MAX_DEGREE:
            raise TooLarge
        try:
            found = _fitting(read, side)
            if found is None:
                found = _slipped(read, side)
            elif found.proof.verdict is ProofVerdict.UNDECIDED:
                continue  # it fits wherever it was tried, and is no slip
        except Undefined:
            continue
        if found is not None:
            yield found


def as_settled(read: ReadFormula, side: Expr, settled: Mapping[str, Expr]) -> bool:
    """Whether a side is a usual rule with the values that the paragraph gives to letters."""
    for reading in read.readings:
        letters = {**{name: (usual_meanings(name) or (name,))[0] for name in settled}, **reading.letters}
        known = replace(reading, letters=letters)
        put = {parted(letters[name])[0]: in_catalogue_letters(value, known) for name, value in settled.items()}
        claimed = substituted(in_catalogue_letters(side, known), put)
        for quantity in read.about(reading):
            for candidate in candidates(frozenset({*names(claimed), *put}), quantity, kind_names()):
                if are_equal(values_of(substituted(candidate.formula, put)), values_of(claimed)):
                    return True
    return False


def _fitting(read: ReadFormula, side: Expr) -> Judged | None:
    """The plainest fit that is proved; one whose proof is undecided where there is no other."""
    undecided: Judged | None = None
    others = kind_names() if RATIO in read.quantities else (*FIRST_KINDS, *read.named_kinds)
    kinds = tuple(dict.fromkeys((*([read.kind] if read.kind else []), *others)))
    for rounding in ("", "ceil"):
        changed = rounded(side, rounding) if rounding else side
        if rounding and changed == side:
            continue
        asked = read.asked(changed, kinds)
        asked = replace(asked, plainly=True) if rounding else asked
        for fit in islice(fits(asked), _MOST_FITS):
            if (rounding and fit.how is not How.EQUAL) or not _is_informative(read, side, fit):
                continue
            proof = fitting_proof(asked, fit)
            if proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL):
                return Judged(side, fit.reading, proof, fit, rounding=rounding)
            if proof.verdict is ProofVerdict.UNDECIDED:
                undecided = undecided or Judged(side, fit.reading, proof, fit, rounding=rounding)
    return undecided


def _is_informative(read: ReadFormula, side: Expr, fit: RuleFit) -> bool:
    """Whether it is more than chance that a formula of so few letters is a rule in this reading."""
    known = {*read.known.told, *([read.formula.left] if read.is_named else [])}
    open_letters = [name for name in read.formula.names if name not in known and len(name) < _LONG]
    if fit.how is How.WITH_NUMBERS and fit.candidate.case.kind not in ((read.kind,) if read.kind else FIRST_KINDS):
        return False
    names_enough = len(read.formula.names) >= _LEAST_LETTERS
    if not read.is_told and not read.formula.left:
        is_told = fit.reading.source == "told" and (fit.reading.sure or read.takes_as_usual(fit.reading))
        is_size = fit.candidate.quantity == "O" and fit.reading.source not in GUESSED
        has_told = read.is_said and not read.known.told.keys().isdisjoint(read.formula.names)
        return fit.how <= How.WHERE_DIVISIONS_ARE_EXACT and (
            read.is_unmistakable(side, fit)
            or (is_size and (names_enough or has_told))
            or (is_told and fit.candidate.quantity != "weights")
        )
    if fit.solved and fit.put:
        return read.says_numbers_of(fit)
    if isinstance(side, Sym) and (fit.how is not How.EQUAL or fit.candidate.quantity not in RESULTS):
        return False  # out_channels = hidden_units
    if not read.formula.left and fit.how is How.WITH_NUMBERS:
        is_shown = read.is_spoken and read.says_numbers_of(fit)
        return not open_letters and ((read.is_said and len(read.formula.names) > 1) or is_shown)
    if not read.formula.left:
        is_known = fit.reading.source not in GUESSED and (names_enough or read.kind == fit.candidate.case.kind)
        return is_known or fit.reading.source == "told" or read.is_unmistakable(side, fit)
    return not open_letters or names_enough


def _slipped(read: ReadFormula, side: Expr) -> Judged | None:
    """Wrong only where every letter is told, or one notation has them all, and one small change makes it the rule."""
    readings = [one for one in read.readings if one.plain and one.sure and one.source not in GUESSED]
    if (found := _miscounted(read, side)) is not None:
        return found
    if not read.is_about_a_result or (read.readings and not read.readings[0].sure) or not isinstance(side, Op):
        return None
    if not read.formula.left:
        readings = [one for one in readings if one.source == "told" and read.is_said]
        readings = [one for one in readings if len({parted(name)[0] for name in one.letters.values()}) > 1]  # k x k
    if 1 in read.axes and RATIO in read.quantities:
        return None  # a ratio along one axis is another one
    asked = read.asked(side, (read.kind,) if read.kind and RATIO not in read.quantities else kind_names())
    for reading in readings[:_MOST_SLIPS]:
        slip = slip_in(asked, reading)
        if slip is not None and _is_made_of(in_catalogue_letters(side, reading), slip.candidate.quantity):
            proof = refutation(asked, reading, slip.candidate)
            return Judged(side, reading, proof, slip=slip) if proof.counterexample else None
    return None


def _miscounted(read: ReadFormula, side: Expr) -> Judged | None:
    """So many weights of a stack that its sentence tells: layers times cells of the window, ``50·C²`` of two 5×5."""
    stack = read.stacks[-1] if read.stacks else None
    match side:
        case Op("*", (Num(said), Op("^", (Sym(name), Num(two))))) if two == _SQUARED:
            pass
        case _:
            return None
    quantity = next((one for one in ("weights", "params") if one in read.quantities[:1]), None)
    is_told = quantity is not None and read.is_spoken and {"C", "N"} & {*read.known.told.get(name, ())}
    is_plain = read.kind in (None, "conv") and not {1, 3} & {*read.axes} and {*read.named_kinds} <= {"conv", "max_pool"}
    if stack is None or stack.count is None or not (is_told and is_plain and stack.is_near) or stack.is_each:
        return None
    if said in {(one.count or 1) * one.kernel**2 for one in read.stacks}:
        return None
    reading = next((one for one in read.readings if parted(one.letters[name])[0] == "C"), None)
    rules = candidates(frozenset({"C", "K", "layers"}), "weights", ("conv",))
    rule = next((one for one in rules if "layers" in names(one.formula)), None)
    if reading is None or rule is None:
        return None
    put: dict[str, Expr] = {"K": Num(stack.kernel), "layers": Num(stack.count), "N": Sym("C")}
    case = replace(rule.case, formula=tidied(substituted(rule.case.formula, put)), required=())
    proof = refutation(read.asked(side, ("conv",)), reading, rule._replace(case=case))
    slip = Slip("factor-left-out" if said * stack.count == stack.count * stack.kernel**2 else "another-number", rule)
    return Judged(side, reading, proof, slip=slip) if proof.counterexample else None


_OF_RATIOS = frozenset({"C", "N", "K", "G", "M"})
"""What two costs of layers with the same sizes differ in."""


def _is_made_of(side: Expr, quantity: str) -> bool:
    """Whether a formula has no letter but those of the rules: with others it may be about something else."""
    if quantity == RATIO:
        return {parted(name)[0] for name in names(side)} <= _OF_RATIOS
    rules = candidates(frozenset(parted(name)[0] for name in names(side)), quantity, FIRST_KINDS)
    is_of_many = any(parted(name)[0] == "layers" for name in names(side))
    made = [one for one in rules if one.is_rule or is_of_many]
    letters = {parted(name)[0] for one in made for name in names(one.case.open_formula)}
    return {parted(name)[0] for name in names(side)} <= letters


def _degree(expr: Expr) -> int:
    """The degree of what a formula comes to when its powers are multiplied out; more than the limit if they cannot be.

    >>> from symcnn.network.language.parse import read_relation
    >>> [_degree(read_relation(text)) for text in ("K^2*C*N + N", "(I + 1)^3*K/S", "2^n + 1")]
    [4, 5, 0]
    """
    match expr:
        case Sym():
            return 1
        case Op("^", (base, Num(value))) if value.denominator == 1 and value >= 0:
            return min(_degree(base) * int(value), MAX_DEGREE + 1)
        case Op("^", (base, exponent)):
            return _degree(base) if names(exponent) else MAX_DEGREE + 1
        case Op("*", args):
            return min(sum(map(_degree, args)), MAX_DEGREE + 1)
        case Op(_, args):
            return max(map(_degree, args), default=0)
    return 0
