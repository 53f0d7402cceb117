"""The rules of a kind made fit for one situation: guards decided, abbreviations written out, axes named.

What is left is a list of plain formulas in an order in which each needs only those before it. A
situation that returns (the same guards, axes and number of inputs) costs nothing again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from symcnn.core.limits import MAX_EXPRESSION
from symcnn.core.record import record, replace, single
from symcnn.core.written.arithmetic import Evaluator, TooLarge, late_evaluator
from symcnn.core.written.tree import Expr, Num, Op, Sym, names, product, rebuilt, substituted, total, walk
from symcnn.network.language.syntax import Custom, Guard, Requirement, Rule
from symcnn.network.wiring.layer_kinds import LayerKind

AXIS_NAMES: Mapping[int, tuple[str, ...]] = {0: (), 1: ("",), 2: ("_h", "_w"), 3: ("_d", "_h", "_w")}
TRACE = frozenset({"R_in", "J_in", "I_0", "receptive_field", "jump"})
"""Names that depend on all that lies before a layer, not only on its input's size."""


@record
class Situation:
    """What decides which rules hold and how they are written.

    `given` are the arguments that are not their defaults, and facts such as ``flat`` or
    ``in_place``; `words` the arguments that are words (``same``), pairs (``pair``) or small numbers;
    `axes` the suffixes of the axes of the layer's input, `out_axes` those of its output, none where that is a vector;
    `split` the names that differ between axes.
    """

    given: frozenset[str]
    words: frozenset[tuple[str, str | int]]
    axes: tuple[str, ...]
    out_axes: tuple[str, ...]
    flat: bool
    split: frozenset[str]
    inputs: int
    table: Expr | None


@record
class PlainRule:
    """``target = expr`` in plain names, the rule that it comes from, and a fast way to its value."""

    target: str
    expr: Expr
    rule: Rule
    value: Evaluator
    names: tuple[str, ...]


@record
class Condition:
    """A relation in plain names that must hold, and the requirement that it comes from.

    It can be judged `after` so many of the formulas.
    """

    relation: Op
    requirement: Requirement
    value: Evaluator
    names: tuple[str, ...]
    after: int


@single
class Variant:
    """The formulas of a layer: `formulas` from its input's size, `trace` from the way to it, which may be one an axis.

    `customs` are relations in plain names that usually hold; `steps` are the formulas in turn, None before the first
    of them, with the conditions that can be judged behind each. `sees_input` tells that the network's input bounds the
    receptive field.
    """

    formulas: tuple[PlainRule, ...]
    trace: tuple[PlainRule, ...]
    conditions: tuple[Condition, ...]
    customs: tuple[tuple[Op, Custom], ...]
    split: frozenset[str]
    needs_map: bool
    is_traced_by_axis: bool = False
    sees_input: bool = False
    steps: tuple[tuple[PlainRule | None, tuple[Condition, ...]], ...] = ()


class EndlessRule(LookupError):
    """A rule needs, through others, its own result."""


def variant(kind: LayerKind, situation: Situation) -> Variant:
    """The kind's formulas in this situation.

    Raises `EndlessRule` for rules that need each other, `TooLarge` for abbreviations without end.
    """
    given, words = situation.given & kind.guards, situation.words & kind.guards
    return _variant(kind, replace(situation, given=given, words=words))


@lru_cache(maxsize=4096)
def _variant(kind: LayerKind, situation: Situation) -> Variant:
    """The same, for a situation of which all that makes no difference to the kind was left out."""
    rules, meanings = _holding(kind, situation)
    flat_output = not situation.out_axes
    if situation.flat and flat_output and "vector" not in kind.traits and not _takes_vectors(kind, rules):
        return Variant((), (), (), (), frozenset(), True)
    if flat_output:
        rules.pop("O", None)
    splitter = _Splitter(situation)
    formulas: list[PlainRule] = []
    trace: list[PlainRule] = []
    for rule, expr in _in_order(rules, meanings):
        for target, plain in splitter.formulas(rule.target, expr):
            formula = PlainRule(target, plain, rule, late_evaluator(plain), names(plain))
            (trace if TRACE.intersection((rule.target, *names(expr))) else formulas).append(formula)
    places = {formula.target: place for place, formula in enumerate(formulas, 1)}
    conditions = []
    for requirement in _requirements(kind, situation):
        for plain in _relations(requirement, meanings, splitter):
            after = max((places.get(name, 0) for name in names(plain)), default=0)
            conditions.append(Condition(plain, requirement, late_evaluator(plain), names(plain), after))
    customs = tuple(
        (plain, custom)
        for custom in kind.customs
        if holds(custom.guards, situation)
        for plain in _relations(custom, meanings, splitter)
    )
    split = frozenset(splitter.split)
    by_axis = any(formula.target != formula.rule.target for formula in trace)
    sees = any("I_0" in formula.names for formula in trace)
    steps = tuple(
        (formula, tuple(condition for condition in conditions if condition.after == place))
        for place, formula in enumerate((None, *formulas))
    )
    return Variant(tuple(formulas), tuple(trace), tuple(conditions), customs, split, False, by_axis, sees, steps)


def _relations(part: Requirement | Custom, meanings: Mapping[str, Expr], splitter: _Splitter) -> Iterator[Op]:
    """What is required, or usual, in plain names: once, or for each axis."""
    condition = _unabbreviated(part.condition, meanings)
    if splitter.situation.flat and "I" in names(condition):
        return
    for _, plain in splitter.formulas("", condition):
        assert isinstance(plain, Op)
        if len(plain.args) > 1:
            yield plain


def traits_in(kind: LayerKind, given: frozenset[str], words: frozenset[tuple[str, str | int]]) -> frozenset[str]:
    """What the output is where these arguments are given, and have these words and numbers."""
    if not kind.cases:
        return kind.traits
    return kind.traits | {
        trait.name for trait in kind.cases if all(_is_met(guard, given, words) for guard in trait.guards)
    }


def holds(guards: Sequence[Guard], situation: Situation) -> bool:
    """Whether all guards of a rule are satisfied."""
    return all(_is_met(guard, situation.given, situation.words) for guard in guards)


def _is_met(guard: Guard, given: frozenset[str], words: frozenset[tuple[str, str | int]]) -> bool:
    match guard.value:
        case None:
            return guard.name in given
        case Sym(word):
            return (guard.name, word) in words
        case Num(value):
            return (guard.name, value) in words
    return False


def _takes_vectors(kind: LayerKind, rules: Mapping[str, Rule]) -> bool:
    """Whether a vector stays one: the size is what the base says, ``O = I``, and no unit sees the whole map.

    A kind that says how many axes it needs is asked by its own requirement.
    """
    sees = {name for target in TRACE if target in rules for name in names(rules[target].expr)}
    says = {name for requirement in kind.requirements for name in names(requirement.condition)}
    return "O" not in kind.parameters and rules["O"].expr == Sym("I") and ("I" not in sees or "axes" in says)


def _holding(kind: LayerKind, situation: Situation) -> tuple[dict[str, Rule], dict[str, Expr]]:
    """The rule for each target that holds (the last one), and what abbreviations mean."""
    rules: dict[str, Rule] = {}
    for rule in kind.rules:
        if holds(rule.guards, situation):
            rules[rule.target] = rule
    meanings = {let.name: let.expr for let in kind.abbreviations if holds(let.guards, situation)}
    return rules, {name: expr for name, expr in meanings.items() if name not in rules}


def _requirements(kind: LayerKind, situation: Situation) -> Iterator[Requirement]:
    """The requirements that hold; a later one takes the place of one on the same left side."""
    found: dict[tuple[str, Expr], Requirement] = {}
    for requirement in kind.requirements:
        if holds(requirement.guards, situation):
            condition = requirement.condition
            left = condition.args[0] if isinstance(condition, Op) else condition
            found[requirement.code, left] = requirement
    yield from found.values()


def _unabbreviated(expr: Expr, meanings: Mapping[str, Expr]) -> Expr:
    for _ in range(len(meanings) + 1):
        if meanings.keys().isdisjoint(names(expr)):
            return expr
        expr = substituted(expr, meanings)
        if sum(1 for _ in walk(expr)) > MAX_EXPRESSION:
            raise TooLarge(MAX_EXPRESSION)
    raise EndlessRule(", ".join(name for name in names(expr) if name in meanings))


def _in_order(rules: Mapping[str, Rule], meanings: Mapping[str, Expr]) -> list[tuple[Rule, Expr]]:
    """The rules, abbreviations written out, each after those whose results it needs, else in the catalogue's order."""
    ordered: dict[str, tuple[Rule, Expr]] = {}
    open_targets: set[str] = set()

    def visit(target: str) -> None:
        if target in ordered or target not in rules:
            return
        if target in open_targets:
            raise EndlessRule(target)
        open_targets.add(target)
        expr = _unabbreviated(rules[target].expr, meanings)
        for name in names(expr):
            visit(name)
        ordered[target] = rules[target], expr

    for target in rules:
        visit(target)
    return list(ordered.values())


class _Splitter:
    """Writes areas and sums out, and gives a formula to every axis where axes differ."""

    def __init__(self, situation: Situation) -> None:
        self.situation = situation
        self.split = set(situation.split)
        self.flat = {"I": situation.flat, "O": not situation.out_axes}

    def formulas(self, target: str, expr: Expr) -> Iterator[tuple[str, Expr]]:
        expanded = self.expanded(expr)
        splits = any(name in self.split for name in names(expanded))
        if not splits:
            yield target, expanded
            return
        if target:
            self.split.add(target)
        for axis in self.axes(target):
            known = {name: Sym(name + axis) for name in names(expanded) if name in self.split}
            yield target + axis, substituted(expanded, known)

    def expanded(self, expr: Expr) -> Expr:
        match expr:
            case Op("*", args):
                factors: list[Expr] = []
                for arg in args:
                    new = self.expanded(arg)
                    if new == Num(1) and arg != Num(1):
                        continue
                    factors.extend(new.args if isinstance(new, Op) and new.name == "*" else (new,))
                return expr if tuple(map(id, factors)) == tuple(map(id, args)) else product(*factors)
            case Op("area", (Sym(name),)):
                return self.area(name)
            case Op("sum", (Sym(name),)):
                return total(*self.of_inputs(name))
            case Op("same", (Sym(name),)):
                if self.flat.get(name):
                    return Op("=", (Num(1),))
                return Op("=", self.of_inputs(name))
            case Op("total", _):
                return _table_total(self.situation.table)
        return rebuilt(expr, self.expanded)

    def axes(self, name: str) -> tuple[str, ...]:
        return self.situation.out_axes if name == "O" else self.situation.axes

    def area(self, name: str) -> Expr:
        axes = self.axes(name)
        if self.flat.get(name, False) or not axes:
            return Num(1)
        if name in self.split:
            return product(*(Sym(name + axis) for axis in axes))
        return Sym(name) if len(axes) == 1 else Op("^", (Sym(name), Num(len(axes))))

    def of_inputs(self, name: str) -> tuple[Expr, ...]:
        if self.situation.inputs == 1:
            return (Sym(name),)
        return tuple(Sym(f"{name}_{place + 1}") for place in range(self.situation.inputs))


def _table_total(table: Expr | None) -> Expr:
    """All links of a connection table: ``6·3 + 9·4 + 1·6``."""
    counts: dict[int, int] = {}
    for count, size in table_rows(table):
        counts[size] = counts.get(size, 0) + count
    return total(*(Op("*", (Num(count), Num(size))) for size, count in counts.items()))


def table_rows(table: Expr | None) -> Iterator[tuple[int, int]]:
    """How many output maps see how many input maps, row by row."""
    for row in table.args if isinstance(table, Op) else ():
        match row:
            case Op("of", (Num(count), Num(size))):
                yield int(count), int(size)
            case Op("row", maps):
                yield 1, len(maps)
