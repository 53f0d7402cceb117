"""The notations in text: the language's own spelling, SymPy's, and Unicode for people."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import field
from functools import cache

from symcnn.core.record import record
from symcnn.core.written.layout import written
from symcnn.core.written.tree import Expr

Labels = Mapping[str, str]
"""Names of quantities and what a reader is shown for them: ``{"weights": "WC"}``."""

_AXES = ("_h", "_w", "_d")


def label_of(name: str, labels: Labels) -> str:
    """What a reader is shown for a name; the axis of a quantity stays behind its label."""
    if name in labels or name[-2:] not in _AXES:
        return labels.get(name, name)
    return labels.get(name[:-2], name[:-2]) + name[-2:]


_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_SIGNS = {"<=": "≤", ">=": "≥", "-": "−"}


@cache
def _plain_name() -> re.Pattern[str]:
    """A name that needs no quotes; compiled where there is a name with a dot."""
    return re.compile(r"[^\W\d¹²³⁰⁴-⁹][^\W¹²³⁰⁴-⁹]*(\.[^\W¹²³⁰⁴-⁹]+)*")


def grouped(value: int, separator: str = ",") -> str:
    """The digits in groups of three.

    >>> grouped(122304), grouped(784)
    ('122,304', '784')
    """
    return f"{value:,}".replace(",", separator)


@record
class PlainTypography:
    """The spelling of the language itself, which `symcnn.network.language` reads back."""

    fractions: bool = False
    times_sign: str = "*"
    power_sign: str = "^"
    functions: Mapping[str, str] = field(default_factory=dict)

    def number(self, value: int) -> str:
        return str(value)

    def name(self, name: str) -> str:
        owner, _, quantity = name.rpartition(".")
        if not owner or _plain_name().fullmatch(name):
            return name
        return '"' + owner.replace("\\", "\\\\").replace('"', '\\"') + f'".{quantity}'

    def brackets(self, inner: str) -> str:
        return f"({inner})"

    def joined(self, operator: str, parts: Sequence[str]) -> str:
        return f" {operator} ".join(parts)

    def signed(self, inner: str) -> str:
        return f"-{inner}"

    def times(self, left: str, right: str, *, adjacent: bool) -> str:
        return f"{left}{self.times_sign}{right}"

    def over(self, above: str, below: str) -> str:
        return f"{above}/{below}"

    def power(self, base: str, exponent: str, *, plain: bool) -> str:
        return f"{base}{self.power_sign}{exponent}"

    def call(self, name: str, args: Sequence[str]) -> str:
        return _listed(name, args) or f"{self.functions.get(name, name)}({', '.join(args)})"


@record
class Plain:
    """Unicode text for a terminal: ``K²·C·N``, ``⌊27/2⌋``, ``122,304``."""

    labels: Labels = field(default_factory=dict)
    fractions: bool = False

    def number(self, value: int) -> str:
        return grouped(value)

    def name(self, name: str) -> str:
        return label_of(name, self.labels)

    def brackets(self, inner: str) -> str:
        return f"({inner})"

    def joined(self, operator: str, parts: Sequence[str]) -> str:
        if operator == "x":
            return "×".join(parts)
        return f" {_SIGNS.get(operator, operator)} ".join(parts)

    def signed(self, inner: str) -> str:
        return f"−{inner}"

    def times(self, left: str, right: str, *, adjacent: bool) -> str:
        return f"{left}{right}" if adjacent else f"{left}·{right}"

    def over(self, above: str, below: str) -> str:
        return f"{above}/{below}"

    def power(self, base: str, exponent: str, *, plain: bool) -> str:
        return f"{base}{exponent.replace(',', '').translate(_SUPERSCRIPTS)}" if plain else f"{base}^{exponent}"

    def call(self, name: str, args: Sequence[str]) -> str:
        match name:
            case "floor":
                return f"⌊{args[0]}⌋"
            case "ceil":
                return f"⌈{args[0]}⌉"
            case "mod":
                return f"mod({args[0]}, {args[1]})"
        return _listed(name, args) or f"{name}({', '.join(args)})"


def _listed(name: str, args: Sequence[str]) -> str:
    """Pairs, tables and their rows, which are lists and no functions."""
    match name:
        case "pair":
            return f"[{', '.join(args)}]"
        case "table":
            return f"[{' | '.join(args)}]"
        case "row":
            return " ".join(args)
    return ""


SOURCE = PlainTypography()
PLAIN = Plain()
SYMPY = PlainTypography(power_sign="**", functions={"ceil": "ceiling", "max": "Max", "min": "Min", "mod": "Mod"})


def source_text(expr: Expr) -> str:
    """The expression in the language's own spelling, as `symcnn.network.language` reads it back."""
    return written(expr, SOURCE)


def plain_text(expr: Expr, labels: Labels | None = None) -> str:
    """The expression in Unicode, for a terminal or a message."""
    return written(expr, Plain(labels) if labels else PLAIN)


def sympy_text(expr: Expr) -> str:
    """The expression in SymPy's spelling, for programs that read our JSON."""
    return written(expr, SYMPY)
