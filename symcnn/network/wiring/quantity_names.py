"""What the quantities of layers and the arguments of kinds are called, from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from symcnn.network.language.syntax import ConventionLine, QuantityLine
from symcnn.network.wiring.layer_kinds import catalogue_program


@cache
def quantity_lines() -> Mapping[str, QuantityLine]:
    """The quantities and the arguments in the order in which they are explained, by name."""
    statements = catalogue_program("quantities") or ()
    return {line.name.text: line for line in statements if isinstance(line, QuantityLine)}


@cache
def quantity_letters() -> Mapping[str, str]:
    """The letters of those quantities and conventions that are written with others than their names.

    >>> quantity_letters()["weights"], quantity_letters()["flops_per_mac"]
    ('WC', 'F')
    """
    conventions = catalogue_program("conventions") or ()
    chosen = {line.name.text: line.letter for line in conventions if isinstance(line, ConventionLine) and line.letter}
    return {name: line.letter for name, line in quantity_lines().items() if line.letter} | chosen


def quantity_called(name: str) -> str:
    """The name of the quantity that people call by its letter, along an axis too; every other name as it is.

    >>> [quantity_called(name) for name in ("PC", "R", "J_h", "params", "K")]
    ['params', 'receptive_field', 'jump_h', 'params', 'K']
    """
    letter, mark, axis = name.partition("_")
    return quantities_by_letter().get(letter, letter) + mark + axis


@cache
def quantities_by_letter() -> Mapping[str, str]:
    """The names of the quantities that are written with other letters, by these."""
    return {line.letter: name for name, line in quantity_lines().items() if line.letter}


@cache
def meanings(language: str) -> Mapping[str, str]:
    """What the letters of quantities and arguments mean, in one language."""
    return {
        name: line.texts.in_language(language)
        for name, line in quantity_lines().items()
        if line.letter or line.is_argument
    }


@cache
def shown_names(language: str) -> Mapping[str, str]:
    """What a reader is shown for the names of quantities: their letters, or words where they have none."""
    words = {
        name: line.texts.in_language(language)
        for name, line in quantity_lines().items()
        if not line.letter and not line.is_argument
    }
    return {**quantity_letters(), **words}
