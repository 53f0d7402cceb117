"""Formulas for a letter of a rule: the padding that keeps the size, the kernel that gives an output.

In the place of its letter, such a formula makes the rule come to its aim where nothing is left over by any division.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from symcnn.answers.prove.asked_formula import Asked, How, RuleFit, rounds
from symcnn.answers.prove.candidates import (
    RuleCandidate,
    are_equal,
    candidates,
    equal_where_odd,
    exact_values_of,
    values_of,
)
from symcnn.answers.prove.layer_roles import SEEN
from symcnn.answers.prove.notations import canonical, usual_meanings
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.rule_formulas import quantities
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, product, reciprocal, substituted

SOLVED = ("I", "P", "pads", "K", "S", "D", "A", "C", "N", "M", "G")
"""The letters of rules that formulas are solved for."""

_PADDINGS = ("P", "pads")
_STRIDED = product(Sym("I"), reciprocal(Sym("S")))
AIMS: Mapping[str, Expr] = {
    "same": Sym("I"),
    "strided": Op("ceil", (_STRIDED,)),
    "full": Op("+", (Sym("I"), Sym("K"), Op("-", (Num(1),)))),
}
"""What a padding may be for: the output as large as the input, or every place of the kernel that meets the input."""

Numbers = tuple[tuple[str, Expr], ...]


def solved(asked: Asked, reading: LetterReading, side: Expr, letter: str) -> Iterator[RuleFit]:
    """The rules that a formula for one of their letters is, solved for it; the side is in the catalogue's letters."""
    found = frozenset(names(side))
    for quantity in quantities():
        if quantity in found and quantity != letter:
            yield from _for_quantity(asked, reading, side, letter, quantity)
    if "O" not in found and letter in (*_PADDINGS, "K"):
        yield from _for_an_aim(asked, reading, side, letter)


def _for_quantity(asked: Asked, reading: LetterReading, side: Expr, letter: str, quantity: str) -> Iterator[RuleFit]:
    """A formula in which the quantity stands that the rule gives."""
    aim = exact_values_of(Sym(quantity))
    plain = unclipped(side)
    is_region = letter == "I" and not SEEN.isdisjoint(usual_meanings(canonical(asked.left).partition("_")[0]))
    for candidate, put in _rules(frozenset({*names(side), letter} - {quantity}), quantity, asked.kinds):
        formula = substituted(candidate.formula, dict(put))
        if letter not in names(formula):
            continue
        if letter == "I" and len(asked.kinds) > 1 and not rounds(formula):
            continue  # a transposed convolution's input is a convolution's output
        if are_equal(exact_values_of(substituted(formula, {letter: plain})), aim):
            name = "region" if is_region else "output"
            yield RuleFit(How.EQUAL, reading, candidate, put, letter, name, is_exact=True)
            return


def _for_an_aim(asked: Asked, reading: LetterReading, side: Expr, letter: str) -> Iterator[RuleFit]:
    """A padding that gives the output a size told by the input's; the kernel that keeps it behind a padding."""
    aims = AIMS if letter in _PADDINGS else {"same": AIMS["same"]}
    for candidate, put in _rules(frozenset({*names(side), letter}), "O", asked.kinds):
        formula = substituted(candidate.formula, dict(put))
        if letter not in names(formula) or not rounds(formula):
            continue
        value = substituted(formula, {letter: side})
        for name, aim in aims.items():
            exact = are_equal(values_of(value), values_of(aim))
            if exact or are_equal(exact_values_of(value), exact_values_of(aim)) or equal_where_odd(value, aim):
                yield RuleFit(How.EQUAL, reading, candidate, put, letter, name, is_exact=not exact)
                return


def unclipped(side: Expr) -> Expr:
    """The formula without the zero that it does not fall below: ``max(K - S, 0)``."""
    match side:
        case Op("max", (inner, Num(0)) | (Num(0), inner)):
            return inner
    return side


def _rules(letters: frozenset[str], quantity: str, kinds: tuple[str, ...]) -> Iterator[tuple[RuleCandidate, Numbers]]:
    """The rules; where a window moves by its own size unless it is told otherwise, also in single steps."""
    yield from ((candidate, ()) for candidate in rules_without_words(letters, quantity, kinds))
    if quantity == "O" and "S" not in letters:
        more = rules_without_words(letters | {"S"}, quantity, kinds)
        yield from ((candidate, (("S", Num(1)),)) for candidate in more)


def rules_without_words(letters: frozenset[str], quantity: str, kinds: tuple[str, ...]) -> Iterator[RuleCandidate]:
    """The rules for a quantity in which these letters stand, but those of paddings that are words."""
    for candidate in candidates(letters, quantity, kinds):
        if candidate.is_rule and not candidate.case.chosen:
            yield candidate
