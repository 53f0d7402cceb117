"""What the words of a formula's names, or a legend, tell of its letters."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import combinations

from symcnn.answers.prove.notations import canonical, parted, usual_meanings
from symcnn.answers.prove.readings import BEHIND, LetterMeanings, other_senses
from symcnn.answers.prove.rule_formulas import own_letters
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Op, Sym
from symcnn.documents.reading.formulas import PrintedFormula
from symcnn.documents.reading.vocabulary import Meaning
from symcnn.documents.reading.worded_names import worded
from symcnn.documents.told.legends import EACH_SIDE, Entry

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
_TRAINED = late_pattern(r"\btrain|\blearn|可训练|可学习", re.IGNORECASE)
_AXIS_MARKS = {"h": "h", "w": "w", "d": "d", "t": "d"}


@record
class ToldLetters:
    """What is told of a formula's letters, and of its left side where words name that: quantities, and a kind."""

    known: LetterMeanings
    quantities: tuple[str, ...]
    kind: str | None


def told_by_words(formula: Expr) -> ToldLetters:
    """What the names in a formula say by themselves, those of the catalogue aside: ``stride[0]``, ``步长``.

    >>> from symcnn.network.language.parse import read_relation
    >>> told_by_words(read_relation("output_size = input_size - K + 1")).quantities
    ('O',)
    """
    sides = formula.args if isinstance(formula, Op) and formula.name == "=" else (formula,)
    left = next((side.name for side in (sides[0], sides[-1]) if isinstance(side, Sym)), "") if sides[1:] else ""
    printed = PrintedFormula(left, tuple(side for side in sides if side != Sym(left)), 0, 0)
    open_names = [name for name in printed.names if parted(name)[0] not in own_letters()]
    words = {name: meaning for name in open_names if (meaning := worded(name))}
    told = told_letters(printed, {}, words, frozenset())
    is_certain = left in words and words[left].is_certain
    plain = tuple(one for one in told.quantities if one in ("trainable", words[left].quantity)) if is_certain else ()
    return replace(told, quantities=plain or told.quantities)


def told_letters(
    formula: PrintedFormula, entries: Mapping[str, Entry], words: Mapping[str, Meaning], disputed: frozenset[str]
) -> ToldLetters:
    """What entries of a legend and the words of names tell; of the `disputed` letters a legend has several."""
    known = {name: entry.meaning for name, entry in entries.items() if entry.meaning} | dict(words)
    if formula.left in known and known[formula.left].axis:  # which axis an index counts is each framework's own
        axis = known[formula.left].axis
        known |= {name: replace(meaning, axis=axis) for name, meaning in known.items() if name.endswith("]")}
    before = known.get(formula.left)
    if before is not None and before.quantity in BEHIND and f"{formula.left}_in" in formula.names:
        known[formula.left] = replace(before, quantity=BEHIND[before.quantity])  # j ← j*s, where j is the jump before
    left = known.pop(formula.left, None) if formula.left in words else None
    known = {name: _along_its_axis(name, meaning) for name, meaning in known.items()}
    is_told = bool(known)
    known = _before_the_layer(_at_both_ends(formula, known), formula.names)
    told = LetterMeanings(
        {
            name: _meant(meaning, entries.get(name), name if name in disputed else "", name)
            for name, meaning in known.items()
        },
        disputed & {*known} | {name for name, meaning in known.items() if not meaning.is_certain},
        _FREE if is_told else (),
    )
    quantities = tuple(dict.fromkeys(parted(meaning)[0] for meaning in _meant(left, None, ""))) if left else ()
    if left is not None and left.quantity == "params" and _TRAINED.search(formula.left):
        quantities = ("trainable", *quantities)
    return ToldLetters(told, quantities, left.kind if left else None)


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


def _before_the_layer(known: dict[str, Meaning], letters: Iterable[str]) -> dict[str, Meaning]:
    """The jump with which a field grows is that before the layer, where no mark tells which: ``r_in + (k - 1)·j``."""
    letters = tuple(letters)
    is_of_field = any(meaning.quantity == "R_in" for meaning in known.values())
    if not is_of_field and not any("R_in" in (name, *usual_meanings(name)[:1]) for name in letters):
        return known
    jumps = (name for name in letters if name not in known and usual_meanings(name)[:1] == ("jump",))
    known = known | dict.fromkeys(jumps, Meaning("jump"))
    return {
        name: replace(meaning, quantity="J_in") if meaning.quantity == "jump" and "_" not in name else meaning
        for name, meaning in known.items()
    }


def _is_of_an_axis(*letters: str) -> bool:
    return any(name.rpartition("_")[2].lower() in ("h", "w", "d", "t") and name[-2:-1] == "_" for name in letters)


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
