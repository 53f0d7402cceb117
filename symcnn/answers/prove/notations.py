"""Named notations: what letters mean in well-known books, courses and documentation, read from `notations.txt`."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from functools import cache
from pathlib import Path

from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Expr, Op, Sym, product, rebuilt, substituted

AXES = ("_h", "_w", "_d")
"""What the axis of a quantity is written with: ``K_h``."""

WORDS = "words"
"""The notation of names that say themselves what they are; it holds beside all others."""

_FILE = Path(__file__).with_name("notations.txt")
_MOST_GLUED = 6
_GLUED = late_pattern(r"([A-Za-z]|RF|rf)(in|out|[12])")
_ROLES = {
    **dict.fromkeys(("in", "input", "prev", "previous", "old", "l-1", "i-1", "k-1", "n-1", "t-1", "m-1", "j-1"), "in"),
    **dict.fromkeys(("out", "output", "new", "next"), "out"),
    **dict.fromkeys(("l", "i+1", "l+1", "L"), ""),
}


@record
class Notation:
    """A notation by its name, where it is published, and the meaning of each of its letters, ``K_h``.

    One of layers of some `kinds` alone holds only where one of them is spoken of.
    """

    name: str
    source: str
    letters: Mapping[str, str]
    kinds: tuple[str, ...] = ()


@cache
def notations() -> tuple[Notation, ...]:
    """The notations of all layers, the commonest first.

    >>> [found.letters["F"] for found in notations() if found.name == "cs231n"]
    ['K']
    """
    return tuple(found for found in _every() if not found.kinds)


@cache
def notations_of(kind: str) -> tuple[Notation, ...]:
    """The notations of layers of this kind, and of none but some.

    >>> [found.letters["x"] for found in notations_of("lstm") if "x" in found.letters]
    ['C']
    """
    return tuple(found for found in _every() if kind in found.kinds)


@cache
def _every() -> tuple[Notation, ...]:
    return tuple(_notations(_FILE.read_text("utf-8")))


def _notations(text: str) -> Iterator[Notation]:
    for entry in re.split(r"\n\n+", text):
        head, *lines = entry.splitlines()
        name, _, source = head.partition(": ")
        if not name.startswith("#"):
            name, _, kinds = name.rstrip(")").partition(" (")
            pairs = (word.partition("=") for line in lines for word in line.split())
            letters = {letter: meaning.replace(":", "_") for letter, _, meaning in pairs}
            yield Notation(name, source, letters, tuple(kinds.split()))


@cache
def by_words() -> Mapping[str, str]:
    """What names mean that say it themselves: ``kernel_size``."""
    return next(found.letters for found in notations() if found.name == WORDS)


@cache
def usual_meanings(letter: str) -> tuple[str, ...]:
    """What a letter means in any notation, the commonest meaning first, without its axis.

    >>> usual_meanings("F"), usual_meanings("q")
    (('K', 'N'), ())
    """
    found = (notation.letters.get(letter) for notation in notations())
    return tuple(dict.fromkeys(parted(meaning)[0] for meaning in found if meaning))


def factors(name: str, known: Container[str] = ()) -> tuple[str, ...]:
    """The letters of a name that no notation has, where each of them means something, or is known: ``HWC_out``.

    >>> factors("MN"), factors("HWC_out"), factors("WC"), factors("Cin"), factors("ab", "ab")
    (('M', 'N'), ('H', 'W', 'C_out'), (), (), ('a', 'b'))
    """
    glued, _, mark = name.partition("_")
    if not 1 < len(glued) <= _MOST_GLUED or not (glued.isascii() and glued.isalpha()):
        return ()
    if usual_meanings(name) or usual_meanings(glued) or _GLUED.fullmatch(glued) or name in by_words():
        return ()
    found = (*glued[:-1], f"{glued[-1]}_{mark}" if mark else glued[-1])
    return found if all(letter in known or usual_meanings(letter) for letter in glued) else ()


def taken_apart(expr: Expr, glued: Mapping[str, tuple[str, ...]]) -> Expr:
    """The formula with names as the products of their letters; a power is that of the last of them: ``kC²``.

    >>> from symcnn.core.written.tree import Num
    >>> taken_apart(Op("^", (Sym("kC"), Num(2))), {"kC": ("k", "C")}) == product(Sym("k"), Op("^", (Sym("C"), Num(2))))
    True
    """
    if not glued:
        return expr

    def put(node: Expr) -> Expr:
        match node:
            case Op("^", (Sym(name), exponent)) if name in glued:
                return product(*map(Sym, glued[name][:-1]), Op("^", (Sym(glued[name][-1]), put(exponent))))
            case Op("*", args):
                parts = [(part, put(part)) for part in args]
                return product(*(one for was, part in parts for one in _joining(was, part)))
        return rebuilt(node, put)

    return substituted(put(expr), {name: product(*map(Sym, letters)) for name, letters in glued.items()})


def _joining(was: Expr, part: Expr) -> tuple[Expr, ...]:
    """What a factor of a product that may have become a product itself gives to it."""
    return part.args if part is not was and isinstance(part, Op) and part.name == "*" else (part,)


def parted(name: str) -> tuple[str, str]:
    """The name and the axis at its end.

    >>> parted("I_h"), parted("P")
    (('I', '_h'), ('P', ''))
    """
    return (name[:-2], name[-2:]) if name[-2:] in AXES and name[:-2] else (name, "")


@cache
def canonical(name: str) -> str:
    """The name with its role in one spelling: ``C_{in}``, ``Cin``; ``n_H^{[l-1]}``, ``n_{H,prev}``.

    >>> canonical("Cin"), canonical("N_input"), canonical("r_l-1"), canonical("r_l")
    ('C_in', 'N_in', 'r_in', 'r')
    """
    glued = _GLUED.fullmatch(name)
    if glued:
        name = f"{glued[1]}_{glued[2]}"
    if name.endswith("[l-1]"):
        return f"{canonical(name[:-5])}_in"
    stem, _, mark = name.replace(",", "_").rpartition("_")
    role = _ROLES.get(mark) if stem else None
    return name if role is None else f"{stem}_{role}" if role else stem
