"""What the letters of a formula stand for, where its author writes others than the catalogue does."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice, product

from symcnn.core.written.tree import Expr, names
from symcnn.network.wiring.quantity_names import quantity_letters

Letters = Mapping[str, str]
"""The catalogue's name for a name of the author's; other names are the catalogue's already."""

_COPIES = frozenset("IKCNSPDGAMOE")
"""Letters that an author may also write small."""

_SUFFIXES = ("_h", "_w", "_d")
_SIZES = ("H", "W", "L", "I", "h", "w", "n", "i", "input", "output")
_WORDS: Letters = {
    **{f"{size}_in": "I" for size in _SIZES},
    **{f"{size}_out": "O" for size in _SIZES},
    **dict.fromkeys(("C_in", "c_in", "in_channels"), "C"),
    **dict.fromkeys(("C_out", "c_out", "out_channels"), "N"),
    **dict.fromkeys(("kernel_size", "filter_size"), "K"),
    **dict.fromkeys(("padding", "pad"), "P"),
    "input_size": "I",
    "output_size": "O",
    "stride": "S",
    "dilation": "D",
    "groups": "G",
    "output_padding": "A",
}
"""Names that say themselves what they are."""

_AXES: Letters = {"H_in": "I_h", "W_in": "I_w", "H_out": "O_h", "W_out": "O_w"}
"""The same where height and width are told apart."""

_MEANINGS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys("WHLwhN", ("I",)),
    **dict.fromkeys("Mn", ("I", "N")),
    **dict.fromkeys("Ff", ("K", "N")),
    **dict.fromkeys("Dd", ("C",)),
    "m": ("K", "C"),
    "K": ("N",),
}
"""What textbooks mean by a letter: ``(W - F + 2*P)/S + 1``, ``N - m + 1``, K filters of depth D."""

_TRIED = 8


def said(found: Iterable[str], given: Letters) -> Letters:
    """The meanings that are given, and those of names that say themselves what they are.

    >>> said(["H_in", "padding", "K"], {"K": "N"})
    {'H_in': 'I', 'padding': 'P', 'K': 'N'}
    """
    found = tuple(found)
    both = len({name[0] for name in found if name in _AXES}) > 1
    words = {name: (_AXES.get(name) if both else None) or _WORDS[name] for name in found if name in _WORDS}
    clear = {name: meaning for name, meaning in words.items() if meaning not in found}
    if len({*clear.values()}) < len(clear):
        clear = {}
    return clear | {name: meaning for name, meaning in given.items() if name in found}


def guesses(claim: Expr, unknown: Iterable[str], given: Letters) -> Iterator[Letters]:
    """Some that give every unknown letter a meaning, and no two letters the same one.

    >>> from symcnn.network.language.parse import read_relation
    >>> list(guesses(read_relation("N - F + 1"), ["F"], {}))
    [{'F': 'K'}, {'N': 'I', 'F': 'K'}, {'N': 'I', 'F': 'N'}]
    """
    unknown = set(unknown)
    found = names(claim)
    meanings = [
        (given[name],)
        if name in given
        else _MEANINGS.get(name, ())
        if name in unknown
        else (name, *_MEANINGS.get(name, ()))
        for name in found
    ]
    fitting = (
        chosen
        for chosen in product(*meanings)
        if len({catalogue_name(name, {}, chosen) for name in chosen}) == len(chosen)
    )
    for chosen in islice(fitting, _TRIED):
        yield {**given} | {name: meaning for name, meaning in zip(found, chosen, strict=True) if name != meaning}


def catalogue_name(name: str, letters: Letters, found: Collection[str]) -> str:
    """The catalogue's name for one of an author's `found` names: small letters are the same as capitals.

    >>> catalogue_name("i", {}, ["i", "W"]), catalogue_name("W", {"W": "I"}, ["i", "W"]), catalogue_name("WC", {}, [])
    ('I', 'I', 'weights')
    """
    if name in letters:
        return letters[name]
    stem, axis = parted(name)
    quantities = {letter: quantity for quantity, letter in quantity_letters().items() if len(letter) > 1}
    small = stem.upper() in _COPIES and stem.upper() + axis not in found
    return (quantities.get(stem) or (stem.upper() if small else stem)) + axis


def parted(name: str) -> tuple[str, str]:
    """The name and the axis at its end.

    >>> parted("I_h"), parted("P")
    (('I', '_h'), ('P', ''))
    """
    return (name[:-2], name[-2:]) if name[-2:] in _SUFFIXES and name[:-2] else (name, "")
