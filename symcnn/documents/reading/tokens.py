"""A line of a document as tokens of mathematics; everything that is none is an end of one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from math import prod
from typing import NamedTuple

from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.documents.reading.numbers import BARE_NUMBER, NUMBERS, PLAIN_NUMBERS, plain_number, read_number
from symcnn.documents.reading.spoken import spoken_at

_SIGNS = str.maketrans(
    {
        sign: plain
        for signs, plain in (
            ("−﹣–－", "-"),
            ("＋", "+"),
            ("×✕✖⨯⋅·•∙∗＊", "*"),
            ("∕⁄÷／", "/"),
            ("＝", "="),
            ("≒≃≅", "≈"),
            ("＾", "^"),
            ("％", "%"),
            ("：", ":"),
            ("．", "."),
            ("（", "("),
            ("）", ")"),
            ("［【", "["),
            ("］】", "]"),
            ("｛", "{"),
            ("｝", "}"),
        )
        for sign in signs
    }
    | {chr(0xFF10 + digit): str(digit) for digit in range(10)}
)
_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")

EDGE = "\x1f"
"""Stands in a document's text where ``$``, ``\\(`` or ``\\[`` was."""

_SIGN = late_pattern(
    r"""
    (?P<skip>\\[,;:!\ ] | \\(?:text|mathrm|mathit|mathbf|operatorname\*?|mathsf|textit|textbf)\{[ ~]*\}
      | \\q?quad(?![A-Za-z]) | (?<![ ])~(?!=) | ~(?![=\d ]|[ ]\d) | (?<!\\)&
      | \\(?:left|right|[bB]ig+[lr]?|displaystyle|limits|mathop)(?![A-Za-z])\.?
      | \\(?:text)?color\{[A-Za-z!0-9]{1,20}\})
  | (?P<decor>\\(?:boxed|fbox|underline|underbrace|overbrace)(?=\{)
      | \\(?:text|mathrm|mathbf|mathit|mathsf|textrm|textbf|textit|boldsymbol|bm|num)
        (?=\{[^{}A-Za-z\d]{0,20}\d(?:[^{}A-Za-z]|\{,\}){0,60}\}))
  | (?P<line>\r?\n | \\\\(?:\[[^\]\n]{0,20}\])?)
  | (?P<edge>\x1f+)
  | (?P<not>-+> | =+> | ==+ | != | <=+ | >=+ | <-+ | \+= | -= | \*= | /= | //)
  | (?P<about>\\(?:approx|simeq|cong|sim)(?![A-Za-z]) | ~=+ | (?<=[ ])~(?=[ ]?\d) | ≈+=? | 约等于 | 约为 | 约是)
  | (?P<equal>:?= | 等于 | ← | ⟵ | \\(?:leftarrow|longleftarrow|gets|coloneqq)(?![A-Za-z]))
  | (?P<times>\{\\(?:times|cdot|ast)\} | \\(?:times|cdot|ast)(?![A-Za-z]) | \*(?!\*) | (?<=\d)@(?=\d))
  | (?P<power>\*\* | \^)
  | (?P<over>\\div(?![A-Za-z]) | /)
  | (?P<separator>[,，;；、] | --+)
  | (?P<sign>[+-])
  | (?P<superscript>(?!¹(?![⁰¹²³⁴⁵⁶⁷⁸⁹]))[⁰¹²³⁴⁵⁶⁷⁸⁹]+)
  | (?P<frac>\\[dt]?frac(?![A-Za-z]))
  | (?P<open>\(|\[|\{|⌊|⌈|\\lfloor(?![A-Za-z])|\\lceil(?![A-Za-z])|\\\{)
  | (?P<close>\)|\]|\}|⌋|⌉|\\rfloor(?![A-Za-z])|\\rceil(?![A-Za-z])|\\\})
  | (?P<sum>\\(?:sum|prod)(?![A-Za-z]) | [∑∏])
  | (?P<name>\\(?:text|mathrm|mathit|mathbf|mathcal|operatorname\*?|mathsf|textit|textbf)\{[^{}\n]{0,60}\}
      | \\(?:wide)?(?:hat|tilde|bar|overline)[ ]?(?:\{[A-Za-z]\} | [A-Za-z](?![A-Za-z]))
      | \\(?:alpha|beta|gamma|delta|lambda|sigma|theta|tau|ell)(?![A-Za-z])
      | [\u4e00-\u9fff]+ | [\u03b1-\u03c9])
  | (?P<below>_)
  | (?P<stop>\\[A-Za-z]+ | .)
""",
    re.VERBOSE | re.DOTALL,
)
"""Every token that begins with no blank, digit or letter of English."""
_BLANKS = " \t\u3000\u00a0"
_PLAIN_SIGNS = {
    **dict.fromkeys("([⌊⌈", "open"),
    **dict.fromkeys(")]⌋⌉", "close"),
    "+": "sign",
    "-": "sign",
    "*": "times",
    "/": "over",
    "=": "equal",
    "^": "power",
    "_": "below",
    ".": "stop",
    "|": "stop",
    "\n": "line",
}
"""Signs that are tokens by themselves, as long as none of `_LONGER` stands behind them."""
_LONGER = {"+": "=", "-": "-=>", "*": "*=", "/": "/=", "=": "=>"}
_WORD = late_pattern(r"(?P<equal>equals(?![A-Za-z]))|(?P<name>[A-Za-z][A-Za-z0-9]*(?:\.[A-Za-z][A-Za-z0-9]*)*)")
_OF_PROGRAMS = late_pattern(r"0[xXbB][\dA-Fa-f]{2,}(?!\w)")
"""A number in hexadecimal or binary digits, which is read as none: ``0x10000``."""

_BRACKETS = {"\\lfloor": "⌊", "\\rfloor": "⌋", "\\lceil": "⌈", "\\rceil": "⌉", "\\{": "{", "\\}": "}"}
FUNCTIONS = ("floor", "ceil", "max", "min")
_LONGEST_GAP = 6
"""As far behind an x its number stands at most: prints put them below each other."""
PAIRS = {"(": ")", "[": "]", "{": "}", "⌊": "⌋", "⌈": "⌉"}
ACCENTS = {"hat": "\u0302", "tilde": "\u0303", "bar": "\u0304", "overline": "\u0304"}
"""What stands above a letter, as the sign that joins it: ``\\hat{k}``."""
_GREEK_NAMES = ("alpha", "beta", "gamma", "delta", "lambda", "sigma", "theta", "tau")
GREEK = {f"\\{name}": sign for name, sign in zip(_GREEK_NAMES, "αβγδλσθτ", strict=True)} | {"\\ell": "l"}
"""The letters that commands stand for."""
_ACCENTED = late_pattern(r"\\(?:wide)?(hat|tilde|bar|overline)[ ]?\{?([A-Za-z])\}?")
_MARKUP = late_pattern(r"\\[a-z]+\*?\{(.*)\}", re.DOTALL)


class Token(NamedTuple):
    """One token: `kind` is a group of the pattern, `text` its normal spelling.

    `loose` tells that blank space stands before it, `spoken` that it is a word of an operation, or a verb that may
    tell a result.
    """

    kind: str
    text: str
    start: int
    end: int
    loose: bool
    number: PrintedNumber | None = None
    spoken: bool = False


def normal(text: str) -> str:
    """The text with full-width digits and the many signs for one operation in their plain form; lengths stay.

    >>> normal("（５×５＋１）− 3 ∗ 2")
    '(5*5+1)- 3 * 2'
    """
    return text.translate(_SIGNS)


_BEFORE_COMMA = late_pattern(r"(\d{1,3}),(\d{3}(?:,\d{3})*)(?![\d,.]*\d)")
_FACTORS = late_pattern(r"(?:\d{1,4}[ ]?[*x][ ]?){1,4}\Z")


def _last_factor(text: str, start: int, at: int, end: int) -> str | None:
    """The last factor of a product where what it comes to stands behind a comma: ``64*112*112,802,816``."""
    listed = _BEFORE_COMMA.match(text, at, end)
    factors = _FACTORS.search(text, max(start, at - 30), at) if listed is not None else None
    if listed is None or factors is None:
        return None
    value = prod(int(one) for one in re.findall(r"\d+", factors[0])) * int(listed[1])
    return listed[1] if str(value) == listed[2].replace(",", "") else None


_RANGE_DASH = late_pattern(r"--(?=\d)")
"""The dash of TeX between numbers: from … to …"""
_RESPELT = frozenset({"times", "power", "over", "open", "close", "superscript", "function", "name", "sum"})
_ENDS = ("number", "close", "superscript")
_UNLIKE = ("not", "sum", "name", "equal")
"""What is read otherwise where letters tell nothing."""
ASSIGNMENTS = frozenset({"←", "⟵", "\\leftarrow", "\\longleftarrow", "\\gets", "\\coloneqq", ":=", "<-"})
"""The signs that give a name a new value: on their right it has the one before."""
_UPDATES = {"<-": "equal", "+=": "update", "*=": "update", "-=": "update"}
"""The signs of programs that do so, where letters tell something."""
_BEFORE_SPOKEN = (*_ENDS, "edge")
_BRACE_NAME = late_pattern(r"[ \t]*[_^]\{(?:[^{}\n]|\{[^{}\n]*\}){0,200}\}")
"""What is written below or above a brace: ``\\underbrace{3 \\cdot 3}_{\\text{kernel}}``."""


def tokens(text: str, start: int, end: int, *, letters: bool = False) -> Iterator[Token]:
    """The tokens of normal text from `start` up to `end`; with `letters`, K behind a number is a letter."""
    numbers = PLAIN_NUMBERS if letters else NUMBERS
    at, loose, before = start, False, ""
    wrapped: list[str] = []
    """For every brace that is open, the command that it only decorates, or nothing."""
    command = ""
    while at < end:
        sign = text[at]
        if sign in _BLANKS:
            at, loose = at + 1, True
            continue
        if before == "number" and (dash := _RANGE_DASH.match(text, at, end)) is not None:
            yield Token("stop", dash[0], at, dash.end(), loose)
            at, loose, before = dash.end(), False, "stop"
            continue
        if sign in _PLAIN_SIGNS and not (at + 1 < end and text[at + 1] in _LONGER.get(sign, "")):
            kind = _PLAIN_SIGNS[sign]
            yield Token(kind, sign, at, at + 1, loose)
            at, loose, before = at + 1, False, kind
            continue
        if sign.isdecimal() and not (sign == "0" and _OF_PROGRAMS.match(text, at, end)):
            factor = _last_factor(text, start, at, end) if before == "times" and not letters else None
            if factor is not None:
                yield Token("number", factor, at, at + len(factor), loose, plain_number(factor))
                at, loose, before = at + len(factor), False, "number"
                continue
            bare = None if letters else BARE_NUMBER.match(text, at, end)
            found = bare or numbers.match(text, at, end)
            assert found is not None
            number = None if letters else plain_number(found[0]) if bare is not None else read_number(found)
            yield Token("number", found[0], at, found.end(), loose, number)
            at, loose, before = found.end(), False, "number"
            continue
        is_word = sign.isascii() and sign.isalpha()
        found = (_WORD if is_word else _SIGN).match(text, at, end)
        assert found is not None
        kind, word = found.lastgroup or "stop", found[0]
        if letters and word in _UPDATES:
            kind = _UPDATES[word]
        elif not letters and kind in _UNLIKE and not is_word:
            kind = _without_letters(kind, word)
        spoken, is_verb = None, False
        if kind in ("name", "stop"):
            if word.lstrip("\\") in FUNCTIONS and text.startswith("(", at + len(word)):
                kind = "function"
            elif sign in "xX" and (before in _ENDS or (before == "name" and loose)) and _times_sign(text, at, end):
                kind, word = "times", sign
        after = at + len(word)
        if kind in ("name", "separator") and not letters and before in _BEFORE_SPOKEN:
            spoken = _spoken(text, after if kind == "separator" else at, end, kind)
        if spoken is not None:
            kind, word, after = spoken
            kind, is_verb = ("equal", True) if kind == "result" else (kind, kind != "equal")
        elif word in "{}" and kind in ("open", "close"):
            if kind == "open":
                wrapped.append(command)
            elif decorated := wrapped.pop() if wrapped else "":
                name = _BRACE_NAME.match(text, after, end) if decorated.endswith("brace") else None
                at = name.end() if name else after
                continue
            if command:
                command, at = "", after
                continue
        if kind == "decor":
            command = word
        elif kind == "skip":
            loose |= "quad" in word
        else:
            is_plain = spoken is not None or (is_word and kind == "name") or kind not in _RESPELT
            text_of = word if is_plain else _spelled(kind, word)
            yield Token(kind, text_of, at, after, loose, None, is_verb)
            loose, before = False, kind
        at = after


def _without_letters(kind: str, word: str) -> str:
    """The kind of a sign where letters tell nothing: no sums, no values that change, no letters with accents."""
    if word == "//":
        return "over"
    if kind == "equal":
        return "stop" if word in ASSIGNMENTS and word != ":=" else kind
    return "stop" if kind == "sum" or (kind == "name" and _ACCENTED.fullmatch(word)) else kind


def _spoken(text: str, at: int, end: int, kind: str) -> tuple[str, str, int] | None:
    """The kind, the sign and the end of a word of an operation; behind a comma only a result is told."""
    while kind == "separator" and at < end and text[at] == " ":
        at += 1
    found = spoken_at(text, at, end)
    if found is None or (kind == "separator" and found[0].kind != "result"):
        return None
    return *found[0], found[1]


def _times_sign(text: str, at: int, end: int) -> bool:
    """Whether the x at this place stands between numbers or brackets."""
    follows = text[at + 1 : min(at + _LONGEST_GAP, end)].lstrip(" ")
    return bool(follows) and (follows[0].isdigit() or follows[0] in "([")


def _spelled(kind: str, word: str) -> str:
    match kind:
        case "times":
            return "*"
        case "power":
            return "^"
        case "over":
            return "//" if word == "//" else "/"
        case "open" | "close":
            return _BRACKETS.get(word, word)
        case "superscript":
            return word.translate(_SUPERSCRIPTS)
        case "function":
            return word.lstrip("\\")
        case "sum":
            return "Σ" if word in ("\\sum", "∑") else "Π"
        case "name" if accented := _ACCENTED.fullmatch(word):
            return accented[2] + ACCENTS[accented[1]]
        case "name" if word in GREEK:
            return GREEK[word]
        case "name" if word.startswith("\\"):
            found = _MARKUP.fullmatch(word)
            return found[1].strip().replace("\\_", "_") if found else word[1:]
    return word
