"""The formulas of a document, with what its own letters, its words and the named notations make of each."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from heapq import merge
from itertools import islice

from symcnn.answers.prove.layer_by_layer import of_one_layer
from symcnn.answers.prove.notations import factors, parted, taken_apart
from symcnn.answers.prove.readings import BEHIND, OF_INPUT
from symcnn.check.readings.circumstances import axes_spoken_of
from symcnn.check.readings.formula_kinds import kind_of_formula, kinds_named
from symcnn.check.readings.read_formula import ReadFormula, read_formula
from symcnn.check.readings.spoken_quantities import (
    is_named_before,
    names_it,
    numbers_said,
    says_so,
    spoken_quantities,
    stacks_said,
)
from symcnn.check.settings import Settings
from symcnn.core.limits import MAX_FORMULAS
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Op, Sym
from symcnn.documents.formats.document import Block, Document, Nature
from symcnn.documents.reading.formulas import PrintedFormula, formulas, is_wordlike
from symcnn.documents.reading.tokens import EDGE
from symcnn.documents.reading.worded_formulas import worded_formulas
from symcnn.documents.reading.worded_names import spelled, worded
from symcnn.documents.told.legends import Entry, Legends, legends

_LETTERS = 2
"""How many signs the name of a quantity has that is a letter, with a dash or not."""
_READ = (Nature.PROSE, Nature.LISTING)


@record
class DocumentFormulas:
    """The formulas in order, each as it is read; `unread` is the first beyond `MAX_FORMULAS`."""

    claims: tuple[ReadFormula, ...]
    legends: Legends
    unread: PrintedFormula | None


def document_formulas(document: Document, text: str, settings: Settings) -> DocumentFormulas:
    """The formulas in the normal text of a document, and what their letters mean."""
    every = (formula for block in document.blocks if block.nature in _READ for formula in _formulas(text, block))
    found = tuple(one for formula in islice(every, MAX_FORMULAS) if (one := _layer_by_layer(formula)))
    letters = {spelled(name) for formula in found for name in formula.names if not worded(name)}
    letters |= {name.removesuffix("_in") for name in letters} | {part for name in letters for part in _pieces(name)}
    known = legends(text, letters, settings.letters)
    claims = tuple(_read(found, known, text, settings.notation))
    return DocumentFormulas(claims, known, next(every, None))


def _formulas(text: str, block: Block) -> Iterator[PrintedFormula]:
    """The formulas of a block in letters and in words, in order."""
    done = block.start
    said = tuple(worded_formulas(text, block.start, block.end))
    written = formulas(text, block.start, block.end)
    for formula in merge(said, _outside(said, written), key=lambda one: one.start):
        if formula.start >= done:
            yield formula
            done = formula.end


def _outside(said: Sequence[PrintedFormula], written: Iterator[PrintedFormula]) -> Iterator[PrintedFormula]:
    """The formulas in letters that are no pieces of those in words: ``output size equals the``."""
    for formula in written:
        place = bisect_right(said, formula.start, key=lambda one: one.start)
        if not place or said[place - 1].end < formula.end:
            yield formula


def _layer_by_layer(formula: PrintedFormula) -> PrintedFormula | None:
    """The formula as what one layer makes of the one before, where it is a sum over layers."""
    sides = tuple(map(of_one_layer, formula.sides))
    return None if None in sides else replace(formula, sides=tuple(side for side in sides if side is not None))


def _taken_apart(formula: PrintedFormula, text: str, known: Legends) -> PrintedFormula:
    """The formula with letters that stand close together as their product, where they are no name: ``HWC``."""
    is_marked = EDGE in text[max(0, formula.start - 1) : formula.start] + text[formula.end : formula.end + 1]
    glued: dict[str, tuple[str, ...]] = {}
    for name in formula.names:
        if worded(name) or known.nearest(spelled(name), formula.start) is not None:
            continue
        told = [letter for letter in name if (entry := known.nearest(letter, formula.start)) and entry.meaning]
        if (letters := factors(name, told)) and (is_marked or not is_wordlike(name) or len(told) == len(name)):
            glued[name] = letters
    if not glued:
        return formula
    return replace(formula, sides=tuple(taken_apart(side, glued) for side in formula.sides))


def _pieces(name: str) -> tuple[str, ...]:
    """The letters of a name that may stand close together in it."""
    return factors(name, name) if not worded(name) else ()


def _is_shape(formula: PrintedFormula, entries: Mapping[str, Entry]) -> bool:
    """Whether it is a shape that says itself what its letters are: a map of ``H × W × C``."""
    match formula.sides:
        case (Op("*", args),):
            is_product = all(isinstance(arg, Sym) for arg in args)
            return is_product and any(formula.start <= entry.at < formula.end for entry in entries.values())
    return False


def _entry(name: str, known: Legends, at: int) -> Entry | None:
    """What the legend says of a name, or of the same name without the mark of the layer before."""
    entry = known.nearest(spelled(name), at)
    stem, _, role = spelled(name).rpartition("_")
    if entry is not None or role != "in":
        return entry
    entry = known.nearest(stem, at)
    meaning = entry.meaning if entry else None
    if entry is None or meaning is None or meaning.quantity in BEHIND:
        return entry
    if meaning.quantity not in OF_INPUT:
        return None
    return replace(entry, meaning=replace(meaning, quantity=OF_INPUT[meaning.quantity]))


def _read(found: tuple[PrintedFormula, ...], known: Legends, text: str, notation: str | None) -> Iterator[ReadFormula]:
    axes = axes_spoken_of(text)
    named_kinds = kinds_named(text) if found else ()
    before: ReadFormula | None = None
    for printed in found:
        formula = _taken_apart(printed, text, known)
        entries = {name: entry for name in formula.names if (entry := _entry(name, known, formula.start))}
        if not formula.left and (_is_shape(formula, entries) or isinstance(formula.sides[0], Sym)):
            continue
        words = {name: meaning for name in formula.names if name not in entries and (meaning := worded(name))}
        kind = kind_of_formula(text, formula.start)
        disputed = frozenset(name for name in entries if spelled(name) in known.disputed)
        read = read_formula(formula, entries, words, disputed, kind, axes, notation)
        if read is None:
            continue
        if not formula.left or not read.binds_left:
            quantities, is_told = spoken_quantities(text, formula.start, formula.end)
            if not quantities and before is not None and not text[before.formula.end : formula.start].count("\n\n"):
                quantities, is_told = before.subject, before.is_spoken and not before.formula.left  # the next of a list
            if formula.left:
                is_open = is_told and len(parted(formula.left)[0]) <= _LETTERS  # a word says itself what it is
                is_before = bool(quantities) and is_named_before(text, formula.start, quantities[0])
                read = replace(read.of_the_spoken(quantities if is_open else (), notation), is_spoken=is_before)
            else:
                is_said = says_so(text, formula.start, formula.end)
                if formula.is_order:
                    quantities = tuple("macs" if one == "flops" else one for one in quantities)
                read = replace(read, quantities=quantities, is_spoken=is_told, is_said=is_said)
        if read.readings:
            left = read.readings[0].letters.get(formula.left)
            is_open = left is not None and formula.left not in read.known.told
            is_named = is_open and names_it(text, formula.start, formula.end, parted(left or "")[0])
            said = numbers_said(text, formula.start, formula.end)
            stacks = stacks_said(text, formula.start, formula.end)
            before = read = replace(read, is_named=is_named, numbers=said, stacks=stacks, named_kinds=named_kinds)
            yield read
