"""What usually holds of a network's layers: the bounds of a search, and what is worth a note where it does not hold."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.core.written.arithmetic import OPERATIONS
from symcnn.core.written.tree import Expr, Op, names
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import is_number, value_of_names
from symcnn.network.language.syntax import Custom


def customs_of(figures: Figures) -> Iterator[Expr]:
    """What bounds a search, in the free symbols, the last layers first; what these cannot change is left out."""
    from symcnn.core.algebra.symbolic import written

    for shared in {id(found.shared): found.shared for found in reversed(figures.layers)}.values():
        for relation, custom in shared.variant.customs:
            if custom.texts.said or not all(name in shared.values for name in names(relation)):
                continue  # a padding that is a word or a pair
            sides = [value_of_names(side, shared.values) for side in relation.args]
            if not all(map(is_number, sides)):
                yield Op(relation.name, tuple(map(written, sides)))


def unmet(found: LayerFigures) -> Iterator[tuple[Op, Custom]]:
    """What usually holds of such layers, is worth a note, and does not hold of this one."""
    values = found.shared.values
    for relation, custom in found.shared.variant.customs:
        if custom.texts.said and all(is_number(values.get(name)) for name in names(relation)):
            sides = (value_of_names(side, values) for side in relation.args)
            if not OPERATIONS[relation.name](*sides):
                yield relation, custom
