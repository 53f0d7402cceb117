"""`symcnn prove`: is this formula the catalogue's, or are these two equal?"""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

import click

from symcnn.commands import options
from symcnn.commands.reply import EXIT_WRONG, Reply
from symcnn.core.text.fault import Fault, Faulty, FaultyText, refused

if TYPE_CHECKING:
    from symcnn.answers.prove.proof import Proof
    from symcnn.core.written.tree import Expr

_GLUED_POWER = re.compile(r"\([A-Za-z]{2,}\)\s*(?:\^|\*\*|[²³])")
"""Letters in brackets whose product is raised to a power: ``(hw)^2``."""

_NO_NUMBERS = frozenset({"pair", "table", "row", "of", "area", "sum", "same", "total"})


@click.command()
@click.argument("formula")
@click.argument("other", required=False, metavar="[FORMULA]")
@click.option("--kind", metavar="KIND", help="Compare with the rules of this layer kind only.")
@click.option("--quantity", metavar="NAME", help="What FORMULA is for, where it has no name: O, params, macs, ratio …")
@options.several("--letters", metavar="W=I,…", help="What FORMULA's letters mean.")
@click.option("--explain-readings", "readings", is_flag=True, help="Say in which readings FORMULA was tried.")
@options.replying
def prove(
    formula: str, other: str | None, kind: str | None, quantity: str | None, letters: tuple[str, ...], readings: bool
) -> Reply:
    """Whether FORMULA is a rule of the catalogue, or equal to the second one, for all whole numbers.

    FORMULA is a relation (`a = b`, `a <= b`), a quantity and its formula (`O = (I - K)/S + 1`), or an
    expression, in LaTeX too (`\\frac{W-F+2P}{S}+1`), with sums over layers (`1 + \\sum (k_i - 1)\\prod s_j`).
    Letters that the catalogue has not got are read as textbooks use them, or as `--letters`
    says. The verdict is proved, refuted with a counterexample, conditional, or undecided; the exit
    status is 1 if it is refuted, else 0.
    """
    from symcnn.answers.prove.proof import ProofVerdict
    from symcnn.pages.build.proof_page import proof_document
    from symcnn.pages.renderers.proof_json import proof_data

    proof = proof_asked(formula, other, kind, quantity, letters)
    return Reply(
        lambda: proof_data(proof),
        lambda language: proof_document(proof, language, with_readings=readings),
        EXIT_WRONG if proof.verdict is ProofVerdict.REFUTED else 0,
    )


def proof_asked(
    formula: str, other: str | None, kind: str | None, quantity: str | None, letters: tuple[str, ...]
) -> Proof:
    """The proof of what was asked; the solver is asked where it is there and nothing else decides.

    Raises `FaultyText` for a formula that cannot be read, `Faulty` for a name that there is not.
    """
    from symcnn.answers.prove.proof import ProofVerdict

    proof = _proof(formula, other, kind, quantity, letters)
    if proof.verdict is ProofVerdict.UNDECIDED:
        from symcnn.answers.prove.smt import decided

        return decided(proof)
    return proof


def _proof(formula: str, other: str | None, kind: str | None, quantity: str | None, letters: tuple[str, ...]) -> Proof:
    from symcnn.answers.prove.candidates import composed, quantity_of
    from symcnn.answers.prove.catalogue_formulas import (
        UnknownQuantity,
        layer_by_layer,
        prove_against_catalogue,
    )
    from symcnn.answers.prove.layer_by_layer import NotOfOneLayer, is_over_layers
    from symcnn.answers.prove.not_fitting import NothingToCompare
    from symcnn.answers.prove.prove import prove as proved
    from symcnn.answers.prove.rule_formulas import quantities
    from symcnn.check.readings.told_letters import told_by_words
    from symcnn.core.text.near import unknown
    from symcnn.core.written.arithmetic import TooLarge, Undefined
    from symcnn.network.figures.values import no_value
    from symcnn.network.wiring.layer_kinds import catalogue_names

    first = _read(formula)
    if kind is not None and kind not in catalogue_names():
        raise unknown("unknown-kind", kind, catalogue_names())
    named = quantity and quantity_of(quantity)
    if quantity is not None and named is None:
        raise unknown("unknown-quantity", quantity, (*quantities(), *composed()))
    try:
        if other is None:
            words = told_by_words(first)
            return prove_against_catalogue(first, kind, _meanings(letters), named, words.known, words.quantities)
        left, right = _sides(first, _read(other))
        if is_over_layers(left) != is_over_layers(right):  # what is summed up is none of its summands
            raise Undefined
        return proved(layer_by_layer(left), layer_by_layer(right))
    except UnknownQuantity as error:
        head = formula.partition("=")[0]
        values = unknown("unknown-quantity", str(error), (*quantities(), *composed())).fault.values
        place = len(head) - len(head.lstrip()), len(head.rstrip())
        raise _at(Fault("unknown-quantity", *place, values), formula) from None
    except NotOfOneLayer:
        raise _faulty("sum-over-layers", formula) from None
    except NothingToCompare:
        name = formula.partition("=")[0].strip()
        raise refused("no-rule" if kind else "no-such-rule", kind=kind, name=name) from None
    except (Undefined, TooLarge) as error:
        raise _at(no_value(error, 0, len(formula)).fault, formula) from None


def _faulty(code: str, formula: str) -> FaultyText:
    return _at(Fault(code, 0, len(formula)), formula)


def _at(fault: Fault, formula: str) -> FaultyText:
    from symcnn.core.text.source import Source

    return FaultyText((fault,), Source("<formula>", formula))


def _read(formula: str) -> Expr:
    """The formula of an argument.

    Raises `FaultyText` where it cannot be read or is no formula of numbers.
    """
    from symcnn.core.written.tree import Op, walk
    from symcnn.documents.reading.single_formula import of_single_letters, single_formula
    from symcnn.network.language.expression_transform import FUNCTIONS
    from symcnn.network.wiring.asked_relations import read_asked

    if not formula.strip():
        raise refused("missing-word", word="FORMULA", usage="symcnn prove 'O = (I - K)/S + 1'")
    if (of_kind := _of_kind(formula)) is not None:
        raise of_kind
    if (opened := _open_brace(formula)) is not None:
        raise _at(Fault("not-closed", opened, opened + 1, {"found": "{", "wanted": "}"}), formula)
    try:
        expr = (single_formula(formula) if _GLUED_POWER.search(formula) else None) or of_single_letters(
            read_asked(formula)
        )
    except Faulty as faulty:
        found = single_formula(formula)
        if found is None:
            raise _at(faulty.fault, formula) from None
        if place := _function_in(found, formula):
            told = {"found": formula[slice(*place)], "choices": tuple(sorted(FUNCTIONS))}
            raise _at(Fault("unknown-function", *place, told), formula) from None
        expr = found
    if any(isinstance(node, Op) and node.name in _NO_NUMBERS for node in walk(expr)):
        raise _faulty("not-a-number", formula)
    return expr


def _of_kind(formula: str) -> FaultyText | None:
    """The fault of a formula behind the name of a layer: ``pooling: O = (I - K)/S + 1``."""
    from symcnn.network.wiring.layer_kinds import catalogue_names
    from symcnn.network.wiring.meant_names import called_kind

    name, colon, rest = formula.partition(":")
    kind = name.strip() if name.strip() in catalogue_names() else called_kind(name)
    if not colon or not kind or not rest.strip():
        return None
    write = shlex.join(("symcnn", "prove", rest.strip(), "--kind", kind))
    return _at(Fault("kind-before-formula", 0, len(name) + 1, {"name": name.strip(), "write": write}), formula)


def _open_brace(formula: str) -> int | None:
    """Where a brace of LaTeX stands that is never closed."""
    opened: list[int] = []
    for place, sign in enumerate(formula):
        if sign == "{":
            opened.append(place)
        elif sign == "}" and opened:
            opened.pop()
    return opened[0] if opened else None


def _function_in(expr: Expr, formula: str) -> tuple[int, int] | None:
    """Where a word stands before a bracket that is no letter of a product: ``round((W - F)/S)``."""
    from symcnn.answers.prove.candidates import quantity_of
    from symcnn.answers.prove.notations import usual_meanings
    from symcnn.core.written.tree import names
    from symcnn.documents.reading.worded_names import worded

    for name in names(expr):
        is_letter = len(name) == 1 or not name.isalpha() or usual_meanings(name)
        if not (is_letter or worded(name) or quantity_of(name)):
            called = re.search(rf"(?<![A-Za-z]){name}\}}?\s*(?:\\left)?\(", formula)
            if called:
                return called.start(), called.start() + len(name)
    return None


def _meanings(letters: Iterable[str]) -> Mapping[str, str]:
    """``W=I`` as a meaning of W."""
    from symcnn.answers.prove.notations import parted
    from symcnn.answers.prove.rule_formulas import own_letters

    known = own_letters() | {"pads", "layers"}
    found = {}
    for given in letters:
        name, _, meaning = (part.strip() for part in given.partition("="))
        if not name or parted(meaning)[0] not in known:
            choices = tuple(sorted(word for word in known if len(word) == 1))
            raise refused("not-a-meaning", given=given, choices=choices)
        found[name] = meaning
    return found


def _sides(first: Expr, second: Expr) -> tuple[Expr, Expr]:
    """Two expressions, or the right sides of two formulas for the same name."""
    from symcnn.core.written.layout import RELATIONS
    from symcnn.core.written.tree import Op, Sym

    match first, second:
        case Op("=", (Sym(name), left)), Op("=", (Sym(other), right)) if name == other:
            return left, right
    if any(isinstance(side, Op) and side.name in RELATIONS for side in (first, second)):
        raise refused("two-formulas")
    return first, second
