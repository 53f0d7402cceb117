"""The written form in LaTeX, for amsmath; whatever comes from a file is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field

from symcnn.core.record import record
from symcnn.core.written.printable import printable
from symcnn.core.written.spelling import Labels, grouped, label_of


@record
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
            case "pair":
                return rf"\left[{', '.join(args)}\right]"
            case "":
                return rf"\left({', '.join(args)}\right)"
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
    "×": r"\ensuremath{\times}",
    "·": r"\ensuremath{\cdot}",
    "−": r"\ensuremath{-}",
    "≤": r"\ensuremath{\le}",
    "≥": r"\ensuremath{\ge}",
    "⌊": r"\ensuremath{\lfloor}",
    "⌋": r"\ensuremath{\rfloor}",
    "⌈": r"\ensuremath{\lceil}",
    "⌉": r"\ensuremath{\rceil}",
    "²": r"\ensuremath{^2}",
    "⁰": r"\ensuremath{^0}",
    "⁶": r"\ensuremath{^6}",
    "∗": r"\ensuremath{\ast}",
    "≈": r"\ensuremath{\approx}",
    "≫": r"\ensuremath{\gg}",
    "∑": r"\ensuremath{\sum}",
    "∏": r"\ensuremath{\prod}",
}


def latex_text(text: str) -> str:
    """The text with every character that TeX would act upon made harmless.

    >>> print(latex_text(r"100%_\\input{x}"))
    100\\%\\_\\textbackslash{}input\\{x\\}
    """
    if text.isascii() and text.isalnum():
        return text
    return "".join(map(_latex_char, printable(text))).replace("--", "-{-}")


_GREEK_NAMES = (
    *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda", "mu"),
    *("nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
)
_GREEK = dict(zip("αβγδεζηθικλμνξπρστυφχψω", _GREEK_NAMES, strict=True))


def _latex_char(char: str) -> str:
    """The character for TeX; one that the usual fonts lack is spelled out, for TeX would drop it."""
    if char in _LATEX_SPECIAL:
        return _LATEX_SPECIAL[char]
    if char in _GREEK:
        return rf"\ensuremath{{\{_GREEK[char]}}}"
    is_chinese = "\u4e00" <= char <= "\u9fff" or "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef"
    has_glyph = ord(char) < 0x180 or char in "–—‘’“”…→" or is_chinese
    return char if has_glyph else rf"\textbackslash{{}}u{ord(char):04x}"


def latex_name(name: str) -> str:
    """A name in mathematics: one letter in italics, a word upright, what follows ``_`` as its index."""
    stem, _, index = name.partition("_")
    if len(stem) == 1 and stem.isascii() and stem.isalpha():
        return stem if not index else rf"{stem}_{{\mathrm{{{latex_text(index)}}}}}"
    if name.isascii() and name.isalpha() and name.isupper():
        return rf"\mathit{{{name}}}"
    return rf"\text{{{latex_text(name)}}}"
