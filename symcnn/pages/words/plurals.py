"""Which plural a number takes: the rules stand in a language's file, in the notation of Unicode's CLDR."""

from __future__ import annotations

from collections.abc import Mapping

RULES = "plural-"
"""What the keys of the rules begin with: ``plural-few = n % 10 = 2..4 and n % 100 != 12..14``."""
OTHER = "other"


def plural(number: int, rules: Mapping[str, str]) -> str:
    """The category of a whole number.

    >>> rules = {"one": "n = 1", "few": "n % 10 = 2..4 and n % 100 != 12..14 or n = 0"}
    >>> [plural(number, rules) for number in (0, 1, 3, 5, 13, 23)]
    ['few', 'one', 'few', 'other', 'other', 'few']
    """
    return next((name for name, rule in rules.items() if _holds(rule, number)), OTHER)


def _holds(rule: str, number: int) -> bool:
    return any(all(_is_met(part, number) for part in way.split(" and ")) for way in rule.split(" or "))


def _is_met(condition: str, number: int) -> bool:
    left, sign, right = condition.partition(" != ")
    if not sign:
        left, _, right = condition.partition(" = ")
    _, _, modulus = left.partition(" % ")
    rest = number % int(modulus) if modulus else number
    return any(_is_in(rest, span) for span in right.split(",")) != bool(sign)


def _is_in(rest: int, span: str) -> bool:
    low, _, high = span.partition("..")
    return int(low) <= rest <= int(high or low)
