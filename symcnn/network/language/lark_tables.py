"""The tables of the parser, made of the grammar by Lark: when the package is built, or in a checkout that was not."""

from __future__ import annotations

from typing import Any

from lark import Lark
from lark.parsers.lalr_analysis import Shift

from symcnn.network.language.lalr import GrammarRule, Tables

STARTS = ["start", "relation"]


def tables_of(grammar: str) -> Tables:
    """What the parser walks for this grammar."""
    lark: Any = Lark(grammar, parser="lalr", lexer="basic", start=STARTS)
    lexer, table = lark.parser.lexer, lark.parser.parser._parse_table
    (pattern,) = (found.pattern for found in lexer.scanner._mres)
    rules = {rule: place for place, rule in enumerate(lark.rules)}

    def step(action: tuple[Any, Any]) -> int:
        kind, where = action
        return where if kind is Shift else ~rules[where]

    states = tuple(
        {str(name): step(action) for name, action in table.states[number].items()}
        for number in range(len(table.states))
    )
    return Tables(
        pattern, lexer.ignore_types, tuple(map(_rule, rules)), states, dict(table.start_states), dict(table.end_states)
    )


def _rule(rule: Any) -> GrammarRule:
    optional = "".join(str(int(is_left_out)) for is_left_out in rule.options.empty_indices or ())
    gaps = [len(ones) for ones in optional.split("0")] if optional else [0] * (len(rule.expansion) + 1)
    children, waiting = [], 0
    for place, (symbol, gap) in enumerate(zip(rule.expansion, gaps, strict=False)):
        waiting += gap
        if not (symbol.is_term and symbol.filter_out):
            children.append((waiting, place, not symbol.is_term and symbol.name.startswith("_")))
            waiting = 0
    name = str(rule.origin.name)
    passes_one = bool(rule.options.expand1) and not rule.alias
    method = "" if name.startswith("_") or (passes_one and len(rule.expansion) == 1) else str(rule.alias or name)
    return GrammarRule(name, len(rule.expansion), method, tuple(children), waiting + gaps[-1], passes_one)
