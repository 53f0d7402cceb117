"""A formula and a rule in the letters of the formula's author."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.prove.asked_formula import letters_in
from symcnn.answers.prove.readings import LetterReading
from symcnn.answers.prove.rule_formulas import RuleCase
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Expr, Op, Sym, names, substituted


@record
class AuthorSpelling:
    """The author's names for the catalogue's letters, and the author's formula with one name for what is the same."""

    author: Mapping[str, str]
    side: Expr

    def of(self, expr: Expr) -> Expr:
        """A formula of the catalogue in the author's letters."""
        return substituted(expr, {name: Sym(author) for name, author in self.author.items() if name != author})

    def is_clear(self, expr: Expr) -> bool:
        """Whether no letter of the catalogue's that stays is one that the author uses for something else."""
        return not ({*names(expr)} - {*self.author}) & {*self.author.values()}


def spelling(side: Expr, reading: LetterReading) -> AuthorSpelling:
    """How the author of a formula spells."""
    letters = letters_in(side, reading)
    author: dict[str, str] = {}
    for name, meaning in letters.items():
        author.setdefault(meaning, name)
    joined = {name: Sym(author[meaning]) for name, meaning in letters.items() if author[meaning] != name}
    return AuthorSpelling(author, substituted(side, joined))


def respelt(case: RuleCase, spelt: AuthorSpelling) -> RuleCase:
    """The rule in the author's letters."""

    def relation(part: Op) -> Op:
        return Op(part.name, (part.args[0], *map(spelt.of, part.args[1:])))

    required = (found for part in case.required if spelt.is_clear(part) and isinstance(found := spelt.of(part), Op))
    is_clear = spelt.is_clear(case.open_formula)
    return replace(
        case,
        formula=spelt.of(case.formula),
        open_formula=spelt.of(case.open_formula if is_clear else case.formula),
        assumed=tuple(map(relation, case.assumed)),
        chosen=tuple(
            part if part.name == "=" else Op(part.name, tuple(map(spelt.of, part.args))) for part in case.chosen
        ),
        required=tuple(required),
    )
