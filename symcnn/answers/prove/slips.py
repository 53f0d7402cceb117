"""The slip that a formula may be: with one small change it is the rule."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from symcnn.answers.prove.asked_formula import Asked, in_catalogue_letters, quantities_of, rounds_less
from symcnn.answers.prove.candidates import RATIO, RuleCandidate, candidates, exact_values_of, may_be_equal, values_of
from symcnn.answers.prove.catalogue_fits import AKIN
from symcnn.answers.prove.divisions import unrounded
from symcnn.answers.prove.notations import AXES, parted
from symcnn.answers.prove.readings import LetterReading
from symcnn.core.record import record, replace
from symcnn.core.written.tree import ONE, Expr, Num, Op, Sym, names, negated, product, substituted, total

_MOST_CHANGES = 600
_TWO = Num(2)


@record
class Slip:
    """What was done wrong, by its name, and the rule that was meant."""

    name: str
    candidate: RuleCandidate


def slip_in(asked: Asked, reading: LetterReading) -> Slip | None:
    """The first change that makes the formula a usual rule, in its letters or with one more.

    >>> from symcnn.answers.prove.notations import parted
    >>> from symcnn.answers.prove.readings import letter_readings
    >>> from symcnn.network.language.parse import read_relation
    >>> side = read_relation("floor((W - F + P)/S) + 1")
    >>> readings = tuple(letter_readings(["O", *"WFPS"]))
    >>> slip_in(Asked("O", side, readings, (), ("conv",)), readings[0]).name
    'factor-left-out'
    """
    return next(slips_in(asked, reading), None)


def slips_in(asked: Asked, reading: LetterReading) -> Iterator[Slip]:
    """The changes that make it a rule, the first of which is the plainest."""
    side = in_catalogue_letters(asked.side, reading)
    found = frozenset(names(side))
    about = [quantity for quantity in quantities_of(asked, reading) if quantity is not None]
    akin = [other for quantity in about for other in AKIN.get(quantity, ())]
    is_split = len({parted(name)[1] for name in found}) > 1
    for quantity in dict.fromkeys((*about, *akin)):
        wanted: dict[frozenset[str], tuple[RuleCandidate, ...]] = {}
        missing = _missing(found, quantity, asked.kinds)
        for name, changed in islice(changes(side, tuple(sorted(found)), missing), _MOST_CHANGES):
            axis = _its_axis(changed) if is_split else ""
            changed = substituted(changed, {letter: Sym(parted(letter)[0]) for letter in names(changed) if axis})
            letters = frozenset(names(changed))
            if letters not in wanted:
                every = candidates(letters, quantity, asked.kinds, alone=True)
                is_of_many = quantity == RATIO or "layers" in letters
                wanted[letters] = tuple(
                    one for one in every if (one.is_rule or is_of_many) and len(names(one.formula)) > 1
                )
            for candidate in wanted[letters]:
                if _is_rule(changed, candidate.formula):
                    yield Slip(name, _along(candidate, axis))


def _its_axis(expr: Expr) -> str:
    """The axis of a formula that has only one."""
    axes = {parted(name)[1] for name in names(expr)} - {""}
    return axes.pop() if len(axes) == 1 else ""


def _along(candidate: RuleCandidate, axis: str) -> RuleCandidate:
    """The rule with its letters along an axis."""

    def put(expr: Expr) -> Expr:
        return substituted(expr, {name: Sym(name + axis) for name in names(expr)})

    if not axis:
        return candidate
    case, formula = candidate.case, put(candidate.formula)
    return candidate._replace(
        formula=formula, case=replace(case, formula=formula, open_formula=put(case.open_formula), required=())
    )


def _missing(found: frozenset[str], quantity: str, kinds: tuple[str, ...]) -> tuple[str, ...]:
    """The letters of the usual rules that the formula has not got."""
    letters = {name for one in candidates(found, quantity, kinds)[:3] for name in names(one.formula)}
    return tuple(sorted(letters - found))


def _is_rule(changed: Expr, formula: Expr) -> bool:
    if may_be_equal(changed, values_of(formula)):
        return True
    return rounds_less(changed, formula) and may_be_equal(unrounded(changed), exact_values_of(formula))


def changes(expr: Expr, letters: tuple[str, ...], missing: tuple[str, ...]) -> Iterator[tuple[str, Expr]]:
    """The formula with one change, anywhere in it."""
    yield "one-left-out", total(expr, ONE)
    yield "one-too-much", total(expr, negated(ONE))
    for name in letters:
        stem, axis = parted(name)
        others = (stem + other for other in AXES if axis and other != axis)
        yield from (("another-letter", substituted(expr, {name: Sym(other)})) for other in others)
    yield from _within(expr, letters, missing)
    for name in (*missing, *letters):
        yield "term-left-out", total(expr, Sym(name))
        yield "factor-left-out", product(expr, Sym(name))
        yield "factor-left-out", product(expr, Op("^", (Sym(name), _TWO)))
    yield "factor-left-out", product(expr, _TWO)
    for name in letters:
        for other in (*letters, *missing):
            if other != name:
                yield "another-letter", substituted(expr, {name: Sym(other)})
    for one, other in combinations(letters, 2):
        yield "another-letter", substituted(expr, {one: Sym(other), other: Sym(one)})


def _within(expr: Expr, letters: tuple[str, ...], missing: tuple[str, ...]) -> Iterator[tuple[str, Expr]]:
    if isinstance(expr, Op):
        for place, arg in enumerate(expr.args):
            for name, changed in _within(arg, letters, missing):
                yield name, Op(expr.name, (*expr.args[:place], changed, *expr.args[place + 1 :]))
    yield from _of_node(expr, letters, missing)


def _of_node(expr: Expr, letters: tuple[str, ...], missing: tuple[str, ...]) -> Iterator[tuple[str, Expr]]:
    match expr:
        case Sym(name):
            what = "kernel-not-squared" if parted(name)[0] == "K" else "square-left-out"
            yield what, Op("^", (expr, _TWO))
            yield "factor-left-out", product(_TWO, expr)
            yield "one-too-much", total(expr, negated(ONE))
            yield "one-left-out", total(expr, ONE)
            yield "factor-too-much", ONE
            for other in (*letters, *missing):
                if other != name:
                    yield "another-letter", Sym(other)
        case Num(value):
            yield "another-number", Num(value + 1)
            yield "another-number", ONE
            if value > 0:
                yield "another-number", Num(value - 1)
        case Op("^", (base, Num(value))) if value == _TWO.value:
            yield "square-too-much", base
        case Op("*" | "+" as name, args):
            what = "factor-too-much" if name == "*" else "term-too-much"
            for place in range(len(args)):
                rest = (*args[:place], *args[place + 1 :])
                yield what, (product if name == "*" else total)(*rest)
            if name == "+":
                for opened in _opened(args):
                    yield "bracket-left-out", opened
                    yield "bracket-left-out", total(opened, ONE)
                for place, arg in enumerate(args):
                    turned = arg.args[0] if isinstance(arg, Op) and arg.name == "-" else negated(arg)
                    yield "sign-turned", total(*args[:place], turned, *args[place + 1 :])
                yield "sum-for-product", product(*args)
                yield "one-left-out", total(expr, ONE)
                for other in (*missing, *letters):
                    yield "term-left-out", total(expr, Sym(other))
                    yield "factor-left-out", product(expr, Sym(other))
            else:
                yield "sum-for-product", total(*args)
                for other in (*missing, *letters):
                    yield "factor-left-out", product(expr, Sym(other))
        case Op("floor" | "ceil" as name, args):
            yield "rounded-otherwise", Op("ceil" if name == "floor" else "floor", args)
        case Op("max" | "min" as name, args):
            yield "rounded-otherwise", Op("max" if name == "min" else "min", args)


def _opened(terms: tuple[Expr, ...]) -> Iterator[Expr]:
    """A sum whose last number belongs to the last factor of a product: ``n(k - 1)`` for ``nk - 1``."""
    match terms:
        case (*rest, Op("*", (*factors, last)), Num() | Op("-", (Num(),)) as number) if factors:
            yield total(*rest, product(*factors, total(last, number)))
