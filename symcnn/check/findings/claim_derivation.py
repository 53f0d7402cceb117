"""How the figure that a wrong claim speaks of comes about: its rule, with the values of the layer put in."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.derive.derive import derivations_of, totals_of
from symcnn.answers.derive.steps import Derivation
from symcnn.core.written.tree import Op, Sym, names
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.quantities import TOTAL, asked

_MOST_TERMS = 8
"""Longer sums are not written out."""


def derivation_of(name: str, figures: Figures) -> tuple[Op, ...]:
    """The rule of a figure with its values, after the rules of what it is made of; nothing where none is told.

    >>> from symcnn.core.text.source import Source
    >>> from symcnn.core.written.spelling import plain_text
    >>> from symcnn.network.figures.read_figures import figures_of, parse
    >>> figures = figures_of(parse(Source("", "input 8x8x3\\nC1: conv N=6 K=5")), {}, {})
    >>> print(*map(plain_text, derivation_of("C1.params", figures)), sep="\\n")
    C1.weights = K²·C·N = 5²·3·6 = 25·3·6 = 450
    C1.params = weights + biases = 450 + 6 = 456
    """
    owner, _, asked_for = name.rpartition(".")
    (quantity,) = asked(figures, (asked_for,))
    if owner == TOTAL:
        return tuple(_written(TOTAL, each) for each in totals_of(figures, (quantity,)) if _is_short(each))
    found = next((layer for layer in figures.layers if layer.layer.name == owner), None)
    if found is None:
        return ()
    return tuple(dict.fromkeys(_written(owner, each) for each in _derivations(figures, found, quantity)))


def _derivations(figures: Figures, found: LayerFigures, quantity: str) -> Iterator[Derivation]:
    own = tuple(derivations_of(figures, found, (quantity,)))
    parts = dict.fromkeys(name for each in own if each.rule is not None for name in names(each.rule.expr))
    for part in parts:
        if part != quantity:
            yield from (each for each in derivations_of(figures, found, (part,)) if _says_more(each))
    yield from own


def _says_more(derivation: Derivation) -> bool:
    """Whether a rule is worked out, and is no bare number or name."""
    return isinstance(derivation.lines[0], Op)


def _is_short(derivation: Derivation) -> bool:
    first = derivation.lines[0]
    return not isinstance(first, Op) or len(first.args) <= _MOST_TERMS


def _written(owner: str, derivation: Derivation) -> Op:
    target = derivation.target.removeprefix(f"{TOTAL}.")
    lines = tuple(
        line for place, line in enumerate(derivation.lines) if place == 0 or line != derivation.lines[place - 1]
    )
    return Op("=", (Sym(f"{owner}.{target}"), *lines))
