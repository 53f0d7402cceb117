"""Relations between counts of one layer, ``WC <= PC``, ``MACs >= params``: each by its rule for the same kind."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from symcnn.answers.prove.candidates import RuleCandidate, candidates, quantity_of
from symcnn.answers.prove.counts import LAYER_COUNTS
from symcnn.answers.prove.fitting_proofs import match_of
from symcnn.answers.prove.proof import Proof, ProofVerdict
from symcnn.answers.prove.prove import prove_within
from symcnn.core.algebra.domains import Domain
from symcnn.core.record import replace
from symcnn.core.written.tree import Expr, Op, Sym, names, substituted

_MIRRORED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def quantity_first(formula: Op, letters: Mapping[str, str]) -> Op:
    """A relation with a quantity on its left, where one stands alone on its right and none on its left."""
    first, *_, last = formula.args
    mirrored = _MIRRORED.get(formula.name, formula.name)
    if (len(formula.args) > 2 and formula.name != "=") or not isinstance(last, Sym):
        return formula
    is_named = isinstance(first, Sym) and quantity_of(letters.get(first.name, first.name)) is not None
    is_last = quantity_of(letters.get(last.name, last.name)) is not None
    turns = (not isinstance(first, Sym) and (formula.name == "=" or is_last)) or (is_last and not is_named)
    return Op(mirrored, formula.args[::-1]) if turns else formula


def related_counts(formula: Op, kinds: Sequence[str], letters: Mapping[str, str]) -> Proof | None:
    """The proof of a relation that names several counts, by the first kind with rules for all; None without these.

    >>> from symcnn.network.language.parse import read_relation
    >>> [related_counts(read_relation(text), ("conv",), {}).verdict.value for text in ("WC <= PC", "MACs >= params")]
    ['proved', 'refuted']
    """
    found = {name: quantity_of(letters.get(name, name)) for name in names(formula)}
    counts = {name: quantity for name, quantity in found.items() if quantity in LAYER_COUNTS and len(formula.args) == 2}
    if len({*counts.values()}) < 2:
        return None
    for kind in kinds:
        rules = {}
        for name, quantity in counts.items():
            if (rule := next(iter(candidates(frozenset(), quantity, (kind,))), None)) is not None:
                rules[name] = rule
        if len(rules) == len(counts):
            return _proved(formula, rules)
    return None


def _proved(formula: Op, rules: Mapping[str, RuleCandidate]) -> Proof:
    """For all values of the letters that the counts have, else for the usual ones of those that a text leaves out."""
    first = next(iter(rules.values()))
    match = match_of(first.case, first, ())
    open_rules = {name: rule.case.open_formula for name, rule in rules.items()}
    left, right = (substituted(side, open_rules) for side in formula.args)
    found = prove_within(left, right, formula.name, _domain(rules, left, right, is_open=True))
    if found.verdict is ProofVerdict.PROVED:
        return replace(found, match=replace(match, assumed=()), given=formula)
    left, right = (substituted(side, {name: rule.formula for name, rule in rules.items()}) for side in formula.args)
    found = prove_within(left, right, formula.name, _domain(rules, left, right, is_open=False))
    return replace(found, match=match, given=formula)


def _domain(rules: Mapping[str, RuleCandidate], left: Expr, right: Expr, *, is_open: bool) -> Domain:
    side = Op("+", (left, right))
    domains = [rule.case.open_domain(side) if is_open else rule.case.domain(side) for rule in rules.values()]
    letters = tuple(dict.fromkeys(letter for domain in domains for letter in domain.letters))
    return Domain(letters, tuple(dict.fromkeys(one for domain in domains for one in domain.relations)))
