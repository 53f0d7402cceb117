"""The rules of a layer kind as the manual shows them: its own first, with their abbreviations written out."""

from __future__ import annotations

from symcnn.core.written.tree import Expr, Num, Op, rebuilt, substituted
from symcnn.network.language.syntax import Rule
from symcnn.network.wiring.layer_kinds import LayerKind


def own_rules(found: LayerKind) -> tuple[Rule, ...]:
    """The rules of a kind, its own first: of the base's, those that can hold and that nothing replaces."""
    own = tuple(rule for rule in found.rules if rule.citation)
    replaced = {rule.target for rule in own}
    return (*own, *(rule for rule in found.rules if rule.target not in replaced and _can_hold(rule, found)))


def _can_hold(rule: Rule, found: LayerKind) -> bool:
    return all(guard.name != "in_place" or "in_place" in found.traits for guard in rule.guards)


def spelled_out(expr: Expr, found: LayerKind) -> Expr:
    """A rule with its plain abbreviations written out, and areas as squares, as on a map."""
    meanings = {let.name: let.expr for let in found.abbreviations if not let.guards}
    for _ in meanings:
        expr = substituted(expr, meanings)
    return _squared(expr)


def _squared(expr: Expr) -> Expr:
    match expr:
        case Op("area", (inner,)):
            return Op("^", (inner, Num(2)))
    return rebuilt(expr, _squared)
