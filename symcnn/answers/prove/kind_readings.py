"""What letters may stand for in a formula for layers of one kind: by its own notations, else any letter of its rule.

Where a kind is spoken of, a letter that no notation has can be what is left of its rule: ``4(ab + b² + b)`` is the
parameters of b cells of an LSTM that see a numbers, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, product

from symcnn.answers.prove.asked_formula import Asked, How, RuleFit, how_equal, in_catalogue_letters, quantities_of
from symcnn.answers.prove.candidates import candidates
from symcnn.answers.prove.counts import LAYER_COUNTS
from symcnn.answers.prove.layer_roles import roles
from symcnn.answers.prove.notations import notations_of, parted, usual_meanings
from symcnn.answers.prove.readings import OWN, LetterMeanings, LetterReading, other_senses
from symcnn.answers.prove.rule_formulas import letters_of
from symcnn.core.written.tree import Expr, Num, Sym, names, substituted

_AKIN = {"params": ("weights",), "macs": ("flops",), "flops": ("macs",)}
_USUAL = ("params", "weights")
"""What a formula without a name may be."""

_COUNTS_OF = range(1, 4)
_MOST_COUNTED = 2

_MOST, _MOST_LETTERS = 24, 4


def kind_readings(asked: Asked, known: LetterMeanings) -> Iterator[tuple[str, str, LetterReading]]:
    """The readings of a formula in the letters of one kind, with that kind and the quantity."""
    for kind in asked.kinds:
        if len(asked.kinds) == 1 or notations_of(kind):
            for quantity in _quantities(asked):
                yield from ((kind, quantity, reading) for reading in readings_of_kind(asked, kind, quantity, known))


def _quantities(asked: Asked) -> tuple[str, ...]:
    about = [quantity for reading in asked.readings for quantity in quantities_of(asked, reading)]
    every = dict.fromkeys((*asked.quantities, *(quantity for quantity in about if quantity)))
    found = tuple(quantity for quantity in every if quantity in LAYER_COUNTS)
    return found if len(found) == 1 or asked.left else tuple(filter(found.__contains__, _USUAL))


def kind_fits(asked: Asked, kind: str, quantity: str, reading: LetterReading) -> Iterator[RuleFit]:
    """What makes the formula one of the kind's in this reading: of its plain case, or by another choice."""
    side = in_catalogue_letters(asked.side, reading)
    found = frozenset(names(side))
    for name, usual in ((quantity, True), (quantity, False), *((akin, True) for akin in _AKIN.get(quantity, ()))):
        for candidate in candidates(found, name, (kind,), usual):
            asked.compare()
            how = how_equal(side, candidate.formula)
            if how is not None:
                is_exact = how is How.WHERE_DIVISIONS_ARE_EXACT
                plain = how if usual and name == quantity else How.BY_ANOTHER_CHOICE
                yield RuleFit(plain, reading, candidate, is_exact=is_exact)
                return
    yield from _with_numbers(side, kind, quantity, reading)


def _with_numbers(side: Expr, kind: str, quantity: str, reading: LetterReading) -> Iterator[RuleFit]:
    """The rule with small numbers for what the formula leaves out and the kind counts: both directions, two layers."""
    found = frozenset(names(side))
    plain = next(iter(candidates(found, quantity, (kind,))), None)
    counted = [part.args[0].name for part in plain.case.assumed if isinstance(part.args[0], Sym)] if plain else []
    if not 0 < len(counted) <= _MOST_COUNTED:
        return
    for usual in (True, False):
        for candidate in candidates(found | {*counted}, quantity, (kind,), usual, alone=True):
            for numbers in product(map(Num, _COUNTS_OF), repeat=len(counted)):
                put = dict(zip(counted, numbers, strict=True))
                formula = substituted(candidate.formula, put)
                if {*counted} <= {*names(candidate.formula)} and how_equal(side, formula) is How.EQUAL:
                    yield RuleFit(How.WITH_NUMBERS, reading, candidate, tuple(put.items()))
                    return


def readings_of_kind(asked: Asked, kind: str, quantity: str, known: LetterMeanings) -> Iterator[LetterReading]:
    """The readings of a formula for a quantity of layers of a kind; `sure` where a notation has all of its letters.

    >>> from symcnn.network.language.parse import read_relation
    >>> asked = Asked("PC", read_relation("4*(a*u + u^2 + u)"), (), ("params",), ("lstm",))
    >>> [dict(found.letters) for found in readings_of_kind(asked, "lstm", "params", LetterMeanings({}))]
    [{'a': 'C', 'u': 'H'}]
    """
    spelled = roles(names(asked.side), asked.left)
    rule = _letters_of_rule(kind, quantity)
    if not spelled or len(spelled) > _MOST_LETTERS or not rule:
        return
    named = {*spelled, *spelled.values()}
    notations = [found for found in notations_of(kind) if not named.isdisjoint(found.letters)]
    others = letters_of(kind)
    for source, letters in [(found.name, found.letters) for found in notations] or [(OWN, {})]:
        is_whole = all(name in letters or mark in letters or name in known.told for name, mark in spelled.items())
        if not is_whole and len(asked.kinds) > 1:
            continue
        options = {name: _options(name, mark, letters, rule, others, known) for name, mark in spelled.items()}
        yield from islice(_chosen(options, source, sure=is_whole), _MOST)


def _letters_of_rule(kind: str, quantity: str) -> tuple[str, ...]:
    """The letters of the kind's plainest rule for a quantity."""
    found = next(iter(candidates(frozenset(), quantity, (kind,))), None)
    return tuple(names(found.formula)) if found else ()


def _options(
    name: str,
    spelled: str,
    letters: Mapping[str, str],
    rule: tuple[str, ...],
    others: frozenset[str],
    known: LetterMeanings,
) -> tuple[str, ...]:
    """What a letter may be: what is told of it, what the notation has, the rule's own, or any of the rule's.

    One that is of the `others` of its kind is none of the rule's.
    """
    told = letters.get(name) or letters.get(spelled)
    if told is not None:
        return (told,)
    if name in known.told:
        meant = (*known.told[name], *(other for one in known.told[name] for other in other_senses(one)))
        return tuple(dict.fromkeys(one for one in meant if parted(one)[0] in rule))
    for own in (name, spelled, spelled.upper() if len(spelled) == 1 else ""):
        if own in rule:
            return (own,)
    usual = usual_meanings(spelled)
    if any(one in rule or one in others for one in usual):
        return tuple(filter(rule.__contains__, usual))
    return () if parted(spelled)[0] in others else rule


def _chosen(options: Mapping[str, Sequence[str]], source: str, *, sure: bool) -> Iterator[LetterReading]:
    for chosen in product(*options.values()):
        if len({*chosen}) == len(chosen):
            yield LetterReading(dict(zip(options, chosen, strict=True)), source, sure=sure)
