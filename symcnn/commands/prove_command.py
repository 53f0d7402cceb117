"""`symcnn prove`: is this formula the catalogue's, or are these two equal?"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping

import click

from symcnn.commands import options
from symcnn.commands.loading import fail, refuse
from symcnn.core.text.fault import Fault, Faulty
from symcnn.core.text.near import near
from symcnn.core.text.source import Source
from symcnn.core.written.layout import RELATIONS
from symcnn.core.written.tree import Expr, Op, Sym, walk
from symcnn.network.language.parse import read_relation

_NO_NUMBERS = frozenset({"pair", "table", "row", "of", "area", "sum", "same", "total"})


@click.command()
@click.argument("formula")
@click.argument("other", required=False, metavar="[FORMULA]")
@click.option("--kind", metavar="KIND", help="Compare with the rules of this layer kind only.")
@click.option("--letters", multiple=True, callback=options.split, metavar="W=I,…", help="What FORMULA's letters mean.")
@options.output_format
@options.language
def prove(
    formula: str, other: str | None, kind: str | None, letters: tuple[str, ...], form: str | None, language: str
) -> None:
    """Whether FORMULA is a rule of the catalogue, or equal to the second one, for all whole numbers.

    FORMULA is a relation (`a = b`, `a <= b`), a quantity and its formula (`O = (I - K)/S + 1`), or an
    expression. Letters that the catalogue has not got are read as textbooks use them, or as `--letters`
    says. The verdict is proved, refuted with a counterexample, conditional, or undecided; the exit
    status is 1 if it is refuted, else 0.
    """
    from symcnn.answers.prove.catalogue_formulas import NothingToCompare, UnknownQuantity, prove_against_catalogue
    from symcnn.answers.prove.proof import Verdict
    from symcnn.answers.prove.prove import prove as prove_equal
    from symcnn.answers.prove.rule_formulas import kind_names, quantities
    from symcnn.core.written.arithmetic import TooLarge, Undefined

    first = _read(formula, language)
    if kind is not None and kind not in kind_names():
        refuse("unknown-kind", language, name=kind, near=near(kind, kind_names()))
    try:
        if other is None:
            proof = prove_against_catalogue(first, kind, _reading(letters, language))
        else:
            proof = prove_equal(*_sides(first, _read(other, language), language))
    except UnknownQuantity as unknown:
        name, choices = str(unknown), quantities()
        refuse("unknown-quantity", language, name=name, near=near(name, choices), choices=choices)
    except NothingToCompare:
        name = formula.partition("=")[0].strip()
        refuse("no-rule" if kind else "no-such-rule", language, kind=kind, name=name)
    except (Undefined, TooLarge) as error:
        code = "too-large" if isinstance(error, TooLarge) else "undefined"
        fail((Fault(code, 0, len(formula)),), Source("<formula>", formula), language)
    if proof.verdict is Verdict.UNDECIDED:
        from symcnn.answers.prove.smt import decided

        proof = decided(proof)
    if form == "json":
        from symcnn.pages.renderers.figures_json import dumped
        from symcnn.pages.renderers.proof_json import proof_data

        click.echo(dumped(proof_data(proof)), nl=False)
    else:
        from symcnn.pages.build.proof_page import proof_document

        click.echo(options.rendered(proof_document(proof, language), form or "text", standalone=False), nl=False)
    if proof.verdict is Verdict.REFUTED:
        sys.exit(1)


def _read(text: str, language: str) -> Expr:
    """The formula of an argument; ends the program where it cannot be read or is no formula of numbers."""
    source = Source("<formula>", text)
    try:
        expr = read_relation(text)
    except Faulty as faulty:
        fail((faulty.fault,), source, language)
    if any(isinstance(node, Op) and node.name in _NO_NUMBERS for node in walk(expr)):
        fail((Fault("not-a-number", 0, len(text)),), source, language)
    return expr


def _reading(letters: Iterable[str], language: str) -> Mapping[str, str]:
    """``W=I`` as a meaning of W."""
    from symcnn.answers.prove.letters import parted
    from symcnn.answers.prove.rule_formulas import kind_names, letters_of

    known = frozenset(letter for name in kind_names() for letter in letters_of(name))
    found = {}
    for given in letters:
        name, _, meaning = (part.strip() for part in given.partition("="))
        if not name or parted(meaning)[0] not in known:
            refuse(
                "not-a-meaning", language, given=given, choices=tuple(sorted(word for word in known if len(word) == 1))
            )
        found[name] = meaning
    return found


def _sides(first: Expr, second: Expr, language: str) -> tuple[Expr, Expr]:
    """Two expressions, or the right sides of two formulas for the same name."""
    match first, second:
        case Op("=", (Sym(name), left)), Op("=", (Sym(other), right)) if name == other:
            return left, right
    for side in (first, second):
        if isinstance(side, Op) and side.name in RELATIONS:
            refuse("two-formulas", language)
    return first, second
