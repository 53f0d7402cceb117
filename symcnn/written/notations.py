"""The notations: what numbers, names and operations look like in each output format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html import escape

from symcnn.written.layout import written
from symcnn.written.tree import Expr

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


def grouped(value: int, separator: str = ",") -> str:
    """The digits in groups of three.

    >>> grouped(122304), grouped(784)
    ('122,304', '784')
    """
    return f"{value:,}".replace(",", separator)


@dataclass(frozen=True, slots=True)
class Spelling:
    """The spelling of the language itself, which `symcnn.language` reads back."""

    fractions: bool = False
    times_sign: str = "*"
    power_sign: str = "^"
    functions: Mapping[str, str] = field(default_factory=dict)

    def number(self, value: int) -> str:
        return str(value)

    def name(self, name: str) -> str:
        return name

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
        return f"{self.functions.get(name, name)}({', '.join(args)})"


@dataclass(frozen=True, slots=True)
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
        return f"{name}({', '.join(args)})"


@dataclass(frozen=True, slots=True)
class Latex:
    """LaTeX for amsmath's mathematics; every name is escaped."""

    labels: Labels = field(default_factory=dict)
    fractions: bool = True

    def number(self, value: int) -> str:
        return grouped(value, "{,}")

    def name(self, name: str) -> str:
        return latex_name(label_of(name, self.labels))

    def brackets(self, inner: str) -> str:
        return rf"\left({inner}\right)"

    def joined(self, operator: str, parts: Sequence[str]) -> str:
        sign = {"<=": r"\le", ">=": r"\ge", "x": r"\times"}.get(operator, operator)
        return f" {sign} ".join(parts)

    def signed(self, inner: str) -> str:
        return f"-{inner}"

    def times(self, left: str, right: str, *, adjacent: bool) -> str:
        return f"{left} {right}" if adjacent else rf"{left} \cdot {right}"

    def over(self, above: str, below: str) -> str:
        return rf"\frac{{{above}}}{{{below}}}"

    def power(self, base: str, exponent: str, *, plain: bool) -> str:
        base = base if len(base) == 1 or base.isdecimal() else f"{{{base}}}"
        return f"{base}^{exponent}" if len(exponent) == 1 else f"{base}^{{{exponent}}}"

    def call(self, name: str, args: Sequence[str]) -> str:
        match name:
            case "floor":
                return rf"\left\lfloor {args[0]} \right\rfloor"
            case "ceil":
                return rf"\left\lceil {args[0]} \right\rceil"
            case "mod":
                return rf"\left({args[0]} \bmod {args[1]}\right)"
        return rf"\operatorname{{{name}}}\left({', '.join(args)}\right)"


_LATEX_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "-": r"{-}",
    "×": r"\ensuremath{\times}",
    "·": r"\ensuremath{\cdot}",
    "−": r"\ensuremath{-}",
    "≤": r"\ensuremath{\le}",
    "≥": r"\ensuremath{\ge}",
}


def latex_text(text: str) -> str:
    """The text with every character that TeX would act upon made harmless.

    >>> print(latex_text(r"100%_\\input{x}"))
    100\\%\\_\\textbackslash{}input\\{x\\}
    """
    return "".join(_LATEX_SPECIAL.get(char, char) for char in text if char.isprintable())


def latex_name(name: str) -> str:
    """A name in mathematics: one letter in italics, a word upright, what follows ``_`` as its index."""
    stem, _, index = name.partition("_")
    if len(stem) == 1 and stem.isascii() and stem.isalpha():
        return stem if not index else rf"{stem}_{{\mathrm{{{latex_text(index)}}}}}"
    if name.isascii() and name.isalpha() and name.isupper():
        return rf"\mathit{{{name}}}"
    return rf"\text{{{latex_text(name)}}}"


_MATHML_SIGNS = {"-": "−", "<=": "≤", ">=": "≥", "<": "&lt;", ">": "&gt;", "x": "×"}


@dataclass(frozen=True, slots=True)
class MathML:
    """Presentation MathML, which a browser shows without any script."""

    labels: Labels = field(default_factory=dict)
    fractions: bool = True

    def number(self, value: int) -> str:
        return f"<mn>{grouped(value)}</mn>"

    def name(self, name: str) -> str:
        label = label_of(name, self.labels)
        stem, _, index = label.partition("_")
        if len(stem) == 1 and index:
            return f"<msub><mi>{escape(stem)}</mi><mi>{escape(index)}</mi></msub>"
        if label.isascii() and label.isalpha() and (label.isupper() or len(label) == 1):
            return f"<mi>{label}</mi>"
        return f"<mtext>{escape(label)}</mtext>"

    def brackets(self, inner: str) -> str:
        return f"<mrow><mo>(</mo>{inner}<mo>)</mo></mrow>"

    def joined(self, operator: str, parts: Sequence[str]) -> str:
        sign = f"<mo>{_MATHML_SIGNS.get(operator, operator)}</mo>"
        return f"<mrow>{sign.join(parts)}</mrow>"

    def signed(self, inner: str) -> str:
        return f"<mrow><mo>−</mo>{inner}</mrow>"

    def times(self, left: str, right: str, *, adjacent: bool) -> str:
        sign = "<mo>&#x2062;</mo>" if adjacent else "<mo>·</mo>"
        return f"<mrow>{left}{sign}{right}</mrow>"

    def over(self, above: str, below: str) -> str:
        return f"<mfrac><mrow>{above}</mrow><mrow>{below}</mrow></mfrac>"

    def power(self, base: str, exponent: str, *, plain: bool) -> str:
        return f"<msup><mrow>{base}</mrow><mrow>{exponent}</mrow></msup>"

    def call(self, name: str, args: Sequence[str]) -> str:
        match name:
            case "floor":
                return f"<mrow><mo>⌊</mo>{args[0]}<mo>⌋</mo></mrow>"
            case "ceil":
                return f"<mrow><mo>⌈</mo>{args[0]}<mo>⌉</mo></mrow>"
            case "mod":
                return f"<mrow><mo>(</mo>{args[0]}<mo>mod</mo>{args[1]}<mo>)</mo></mrow>"
        inner = "<mo>,</mo>".join(args)
        return f"<mrow><mi>{escape(name)}</mi><mo>(</mo>{inner}<mo>)</mo></mrow>"


SOURCE = Spelling()
PLAIN = Plain()
SYMPY = Spelling(power_sign="**", functions={"ceil": "ceiling", "max": "Max", "min": "Min", "mod": "Mod"})


def source_text(expr: Expr) -> str:
    """The expression in the language's own spelling, as `symcnn.language` reads it back."""
    return written(expr, SOURCE)


def plain_text(expr: Expr, labels: Labels | None = None) -> str:
    """The expression in Unicode, for a terminal or a message."""
    return written(expr, Plain(labels) if labels else PLAIN)


def sympy_text(expr: Expr) -> str:
    """The expression in SymPy's spelling, for programs that read our JSON."""
    return written(expr, SYMPY)
