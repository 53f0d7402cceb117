"""The catalogue's rules as formulas that a claim can be compared with.

The letters of a claim say which rule is meant: with D it is that of a dilated kernel, without P nothing
is padded, without S the stride is 1. `P = same`, `valid` and pairs are situations of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache, lru_cache
from itertools import product

from symcnn.answers.prove.notations import parted
from symcnn.answers.prove.tidy import tidied
from symcnn.core.algebra.condition_lines import line_of
from symcnn.core.algebra.domains import Domain, never_below
from symcnn.core.algebra.normal import NormalForms
from symcnn.core.record import record
from symcnn.core.written.tree import ZERO, Expr, Num, Op, Sym, names, rebuilt, reciprocal, substituted
from symcnn.core.written.tree import product as product_of
from symcnn.network.figures.variant import AXIS_NAMES, EndlessRule, PlainRule, Situation, Variant, variant
from symcnn.network.language.syntax import Abbreviation, Requirement, Rule
from symcnn.network.wiring.conventions import defaults, presets
from symcnn.network.wiring.layer_kinds import LayerKind, catalogue_names, kind
from symcnn.network.wiring.quantity_names import quantities_by_letter

FIRST_KINDS = ("conv", "transposed_conv", "max_pool", "dense")
MAP_AXES = 2


@record
class RuleCase:
    """A rule in one situation.

    `formula` is written out in the letters of the claim, with `assumed` for those that it leaves out;
    `open_formula` has these still in it. `chosen` are the choices that are not the kind's defaults, and
    `required` is what the kind asks of its arguments.
    """

    kind: str
    quantity: str
    rule: Rule
    formula: Expr
    open_formula: Expr
    assumed: tuple[Op, ...]
    chosen: tuple[Op, ...]
    required: tuple[Op, ...]

    def domain(self, claim: Expr) -> Domain:
        """The letters of the claim and of the rule, with what is required of them."""
        return _domain((claim, self.formula), tuple(map(self._closed, self.required)))

    def open_domain(self, claim: Expr) -> Domain:
        """The same with the letters that the claim leaves out."""
        return _domain((claim, self.open_formula), self.required)

    def _closed(self, relation: Op) -> Op:
        put = {part.args[0].name: part.args[1] for part in self.assumed if isinstance(part.args[0], Sym)}
        closed = tidied(substituted(relation, put))
        assert isinstance(closed, Op)
        return closed


def _domain(formulas: tuple[Expr, ...], required: tuple[Op, ...]) -> Domain:
    letters = tuple(dict.fromkeys(name for formula in formulas for name in names(formula)))
    relations = (
        relation
        for relation in required
        if {*names(relation)} <= {*letters} and len(relation.args) == 2 and not _is_certain(relation)
    )
    return Domain(letters, tuple(dict.fromkeys(relations)))


def quantity_named(name: str) -> str | None:
    """The catalogue's name of a quantity, by its letter or its name.

    >>> quantity_named("WC"), quantity_named("o"), quantity_named("O_h"), quantity_named("hue")
    ('weights', 'O', 'O_h', None)
    """
    stem, suffix = parted(name)
    known = quantities()
    for candidate in (stem, quantities_by_letter().get(stem, ""), stem.upper()):
        if candidate in known:
            return candidate + suffix
    return None


@cache
def quantities() -> tuple[str, ...]:
    """The names of all quantities that the catalogue has rules for, the commonest first."""
    return tuple(dict.fromkeys(rule.target for name in kind_names() for rule in kind(name, {}).rules))


@cache
def kind_names() -> tuple[str, ...]:
    """All kinds whose rules a claim can speak of, the commonest first."""
    return tuple(dict.fromkeys((*FIRST_KINDS, *filter(_has_figures, catalogue_names()))))


@cache
def other_kinds() -> tuple[str, ...]:
    """The kinds that nobody speaks of without their name: joints, and what only passes a map on or turns it over."""
    return tuple(name for name in catalogue_names() if name not in kind_names())


def _has_figures(name: str) -> bool:
    """Whether the kind has one input, and not only passes it on."""
    found = kind(name, {})
    return not (found.merges or "in_place" in found.traits)


@cache
def letters_of(name: str) -> frozenset[str]:
    """The letters of a kind's parameters and rules."""
    found = kind(name, {})
    pairs = {f"{letter}_{end}" for letter in found.pairs for end in ("before", "after")}
    written = {parted(word)[0] for rule in found.rules for word in (rule.target, *names(rule.expr))}
    written |= {parted(word)[0] for meant in found.abbreviations for word in names(meant.expr)}
    return frozenset(written | pairs | {*found.parameters})


@cache
def own_letters() -> frozenset[str]:
    """The letters of all kinds, without axes."""
    return frozenset(letter for name in kind_names() for letter in letters_of(name))


def constant_cases(name: str, quantity: str) -> Iterator[RuleCase]:
    """The rules of a kind that give one number for a quantity: a ReLU has no parameters."""
    made: dict[tuple[str, Expr], RuleCase] = {}
    found = kind(name, {})
    for rules, chosen in _rules(found, frozenset(), quantity, (), usual=True):
        _add_cases(made, found, rules, chosen, quantity, frozenset(), constants=True)
    yield from (case for case in made.values() if isinstance(case.formula, Num))


def rule_cases(
    letters: frozenset[str],
    quantity: str | None,
    kinds: Iterable[str],
    axes: tuple[int, ...] = (),
    *,
    usual: bool,
    alone: bool = False,
) -> Iterator[RuleCase]:
    """The rules for a quantity (for any, where it is None) in these letters, in `usual` situations or the others.

    Where these letters are to stand `alone`, rules in which others are left are not made.
    """
    seen: set[tuple[str, Expr]] = set()
    kinds = tuple(kinds)
    stems = own_letters().intersection(parted(letter)[0] for letter in letters if not letter.endswith("_d"))
    for name in kinds:
        if not stems <= _letters_for(name, quantity):
            continue  # no rule of this kind says the same
        if len(kinds) > 1 and "N" in letters and "C" not in letters and _counts_by_kernels(name, quantity):
            continue  # K²·N is meant for one channel where no kind is named
        own = frozenset(letter for letter in letters if parted(letter)[0] in letters_of(name) or letter.endswith("_d"))
        for case in _cases_of(name, own, quantity, usual, axes, alone):
            if (case.quantity, case.formula) not in seen:
                seen.add((case.quantity, case.formula))
                yield case


@lru_cache(maxsize=1 << 13)
def letters_within(name: str, letters: frozenset[str], quantity: str | None) -> frozenset[str]:
    """Those of the letters that the rules of a kind for a quantity have, and those that are no kind's."""
    others = own_letters() - _letters_for(name, quantity)
    return frozenset(letter for letter in letters if letter.endswith("_d") or parted(letter)[0] not in others)


def _letters_for(name: str, quantity: str | None) -> frozenset[str]:
    return letters_of(name) if quantity is None else reached(name, parted(quantity)[0])


@cache
def _counts_by_kernels(name: str, quantity: str | None) -> bool:
    """Whether a quantity of a kind comes down to channels of which each has kernels of its own."""
    is_apart = any(rule.target == "N" and _channels_apart(rule.expr) for rule in kind(name, {}).rules)
    return is_apart and quantity is not None and "C" in reached(name, quantity)


@cache
def reached(name: str, quantity: str) -> frozenset[str]:
    """The letters that the rules for a quantity come down to, in any situation, with those on the way."""
    found = kind(name, {})
    meant: dict[str, set[str]] = {}
    for rule in found.rules:
        meant.setdefault(parted(rule.target)[0], set()).update(parted(word)[0] for word in names(rule.expr))
    for let in found.abbreviations:
        meant.setdefault(parted(let.name)[0], set()).update(parted(word)[0] for word in names(let.expr))
    found_letters: set[str] = set()
    ahead = {quantity}
    while ahead:
        letter = ahead.pop()
        found_letters.add(letter)
        ahead |= meant.get(letter, set()) - found_letters
    if "C" in found_letters and any(rule.target == "N" and _channels_apart(rule.expr) for rule in found.rules):
        found_letters.add("N")
    pairs = {f"{letter}_{end}" for letter in found.pairs for end in ("before", "after") if letter in found_letters}
    return frozenset(found_letters | pairs)


@lru_cache(maxsize=1 << 13)
def _cases_of(
    name: str, letters: frozenset[str], quantity: str | None, usual: bool, axes: tuple[int, ...], alone: bool
) -> tuple[RuleCase, ...]:
    """The rules of one kind: letters that it has not got make no difference."""
    found = kind(name, {})
    made: dict[tuple[str, Expr], RuleCase] = {}
    for rules, chosen in _rules(found, letters, quantity, axes, usual=usual):
        _add_cases(made, found, rules, chosen, quantity, letters, alone=alone)
    return tuple(made.values())


def _rules(
    found: LayerKind, letters: frozenset[str], quantity: str | None, others: tuple[int, ...], *, usual: bool
) -> Sequence[tuple[Variant, tuple[Op, ...]]]:
    """The kind's rules by its default choices, or by one other choice or convention, or for so many other axes."""
    stems = frozenset(parted(name)[0] for name in letters)
    split = frozenset(stem for stem, axis in map(parted, (*letters, quantity or "")) if axis)
    axes = MAP_AXES + any(parted(name)[1] == "_d" for name in letters)
    ways: tuple[tuple[int, str, str], ...] = ((axes, "", ""),)
    if not usual:
        ways = (*((axes, *other) for other in _deviations(found, quantity)), *((one, "", "") for one in others))
    paddings: list[str | None] = [*(["pair"] if "P_before" in stems else []), None]
    if "P" in _deciding(found, quantity):
        paddings += found.words.get("P", ())
    return _rules_by_choice(found, stems & _guarding(found), split, axes, ways, tuple(paddings))


@lru_cache(maxsize=1 << 10)
def _rules_by_choice(
    found: LayerKind,
    own: frozenset[str],
    split: frozenset[str],
    axes: int,
    ways: tuple[tuple[int, str, str], ...],
    paddings: tuple[str | None, ...],
) -> Sequence[tuple[Variant, tuple[Op, ...]]]:
    """The same for the few letters on which choices depend: what else a formula is written in makes no difference."""
    made = []
    for situation, chosen in _situations(found, own, split, axes, ways, paddings):
        with suppress(EndlessRule):
            made.append((variant(found, situation), chosen))
    return made


def _situations(
    found: LayerKind,
    own: frozenset[str],
    split: frozenset[str],
    axes: int,
    ways: tuple[tuple[int, str, str], ...],
    paddings: tuple[str | None, ...],
) -> Iterator[tuple[Situation, tuple[Op, ...]]]:
    flat = (False, True) if "vector" in found.traits else (False,)
    for (dimensions, name, value), padding, is_flat in product(ways, paddings, flat):
        words = {choice: values[0] for choice, values in found.choices.items()}
        words |= {convention: str(number) for convention, number in defaults().items()}
        words |= ({"P": padding} if padding else {}) | ({name: value} if name else {})
        given = own | {*(["P"] if padding else []), *([name] if name else []), *(["flat"] if is_flat else [])}
        situation = Situation(
            given=frozenset(given) | found.traits,
            words=frozenset((name, int(word) if word.isdecimal() else word) for name, word in words.items()),
            axes=AXIS_NAMES[dimensions],
            out_axes=() if is_flat or "vector" in found.traits else AXIS_NAMES[dimensions],
            flat=is_flat,
            split=split if dimensions == axes else frozenset(),
            inputs=1,
            table=None,
        )
        yield situation, tuple(_chosen(name, value, padding, dimensions if dimensions != axes else 0))


@cache
def _deviations(found: LayerKind, quantity: str | None) -> list[tuple[str, str]]:
    """The choices that are not the kind's defaults, and the conventions that are not ours, as far as rules ask."""
    choices = [(name, value) for name, values in found.choices.items() for value in values[1:]]
    conventions = dict.fromkeys(choice for preset in presets().values() for choice in preset.items())
    choices += [(name, str(value)) for name, value in conventions if value != defaults()[name]]
    asked = _deciding(found, quantity)
    return [choice for choice in choices if choice[0] in asked]


@cache
def _deciding(found: LayerKind, quantity: str | None) -> frozenset[str]:
    """The names of which the rules for a quantity are made, and those that decide which of them hold."""
    stems = reached(found.name, parted(quantity)[0]) if quantity is not None else None
    rules = [rule for rule in found.rules if stems is None or parted(rule.target)[0] in stems]
    meant = [let for let in found.abbreviations if stems is None or parted(let.name)[0] in stems]
    lines: tuple[Rule | Abbreviation, ...] = (*rules, *meant)
    return frozenset(name for line in lines for name in (*names(line.expr), *(guard.name for guard in line.guards)))


@cache
def _guarding(found: LayerKind) -> frozenset[str]:
    """The parameters of a kind on which it depends which of its rules hold."""
    lines: tuple[Rule | Abbreviation | Requirement, ...] = (*found.rules, *found.abbreviations, *found.requirements)
    return frozenset(guard.name for line in lines for guard in line.guards if guard.name in found.parameters)


def _chosen(name: str, value: str, padding: str | None, dimensions: int) -> Iterator[Op]:
    if name:
        yield Op("=", (Sym(name), Num(int(value)) if value.isdecimal() else Sym(value)))
    if padding in ("same", "valid"):
        yield Op("=", (Sym("P"), Sym(padding)))
    if dimensions:
        yield Op("=", (Sym("axes"), Num(dimensions)))


def _add_cases(
    made: dict[tuple[str, Expr], RuleCase],
    found: LayerKind,
    rules: Variant,
    chosen: tuple[Op, ...],
    quantity: str | None,
    letters: frozenset[str],
    *,
    constants: bool = False,
    alone: bool = False,
) -> None:
    """Adds the rules in a situation to those that were made before; of rules that say the same the first is kept."""
    formulas, meanings = _by_target(rules)
    usual = {**_defaults(found)} | {part.args[0].name: part.args[1] for part in chosen if isinstance(part.args[0], Sym)}
    for target in formulas if quantity is None else formulas.keys() & {quantity}:
        formula = formulas[target]
        plain = _written_out(rules, target, frozenset(meanings.keys() & {*letters, target}))
        if target != "N" and "N" in letters and "C" not in letters:
            plain = _by_its_own_channels(plain, meanings)
        is_idle = isinstance(plain, Num | Sym) and not formula.rule.citation
        if (isinstance(plain, Num) and not constants) if quantity else is_idle:
            continue
        assumed = {name: usual[name] for name in names(plain) if name in usual and name not in letters}
        put = {name: substituted(value, assumed) for name, value in assumed.items()}
        if alone and not all(name in letters or name in put or name.startswith("P_after") for name in names(plain)):
            continue
        closed = _closed_form(plain, tuple(put.items()))
        if (target, closed) in made:
            continue
        made[target, closed] = RuleCase(
            kind=found.name,
            quantity=target,
            rule=formula.rule,
            formula=closed,
            open_formula=plain,
            assumed=tuple(Op("=", (Sym(name), value)) for name, value in put.items()),
            chosen=chosen,
            required=_required(rules, frozenset(meanings.keys() & letters)),
        )


@lru_cache(maxsize=1 << 10)
def _by_target(rules: Variant) -> tuple[Mapping[str, PlainRule], Mapping[str, Expr]]:
    """The rules of a situation by what they give, and what that comes to."""
    formulas = {formula.target: formula for formula in (*rules.formulas, *rules.trace)}
    return formulas, {name: formula.expr for name, formula in formulas.items()}


@lru_cache(maxsize=1 << 13)
def _written_out(rules: Variant, target: str, kept: frozenset[str]) -> Expr:
    """A rule without the results of others, but for those that are kept: many sets of letters ask for the same."""
    formulas, meanings = _by_target(rules)
    return tidied(_expanded(formulas[target].expr, meanings, {*kept}))


def _by_its_own_channels(expr: Expr, meanings: Mapping[str, Expr]) -> Expr:
    """The rule by the channels that come out, where these are so many for each one that goes in: ``N = C·M``."""
    times = _channels_apart(meanings.get("N", ZERO))
    if times is None:
        return expr
    return _shortened(tidied(substituted(expr, {"C": product_of(Sym("N"), reciprocal(times))})), times)


def _channels_apart(expr: Expr) -> Expr | None:
    """What the channels that go in are multiplied with, where nothing else is done with them."""
    match expr:
        case Op("*", args) if args.count(Sym("C")) == 1:
            return product_of(*(arg for arg in args if arg != Sym("C")))
    return None


def _shortened(expr: Expr, times: Expr) -> Expr:
    """The formula without what it divides by and multiplies with."""

    def put(node: Expr) -> Expr:
        node = rebuilt(node, put)
        if isinstance(node, Op) and node.name == "*" and {times, reciprocal(times)} <= {*node.args}:
            rest = list(node.args)
            rest.remove(times)
            rest.remove(reciprocal(times))
            return product_of(*rest)
        return node

    return put(expr)


@lru_cache(maxsize=1 << 12)
def _closed_form(expr: Expr, put: tuple[tuple[str, Expr], ...]) -> Expr:
    return tidied(substituted(expr, dict(put)))


def _expanded(expr: Expr, meanings: Mapping[str, Expr], kept: set[str]) -> Expr:
    """A rule with the results of other rules written out, but for those that the claim speaks of."""
    for _ in meanings:
        known = {name: meanings[name] for name in names(expr) if name in meanings and name not in kept}
        if not known:
            break
        expr = substituted(expr, known)
    return expr


@cache
def _defaults(found: LayerKind) -> Mapping[str, Expr]:
    """What letters are where a formula leaves them out: the kind's defaults, and the conventions'."""
    known: dict[str, Expr] = {name: Num(value) for name, value in defaults().items()}
    for name, parameter in found.parameters.items():
        if isinstance(parameter.default, Num) or (
            isinstance(parameter.default, Sym) and parameter.default.name in found.parameters
        ):
            known[name] = parameter.default
    return known


@lru_cache(maxsize=1 << 12)
def _required(rules: Variant, kept: frozenset[str]) -> tuple[Op, ...]:
    """What must hold, without the results of rules but for those that are kept."""
    _, meanings = _by_target(rules)
    relations = (_expanded(condition.relation, meanings, {*kept}) for condition in rules.conditions)
    return tuple(relation for relation in relations if isinstance(relation, Op))


def _is_certain(relation: Op) -> bool:
    """Whether the relation says no more than what letters can be."""
    line = line_of(relation, NormalForms())
    return line is not None and never_below(line, 0)
