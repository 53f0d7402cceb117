"""Formulas as sums of products, for what is shown."""

from __future__ import annotations

from symcnn.core.algebra.normal import NO_FORM, normal
from symcnn.core.algebra.polynomials import ONE
from symcnn.core.algebra.writing import written
from symcnn.core.written.tree import Expr


def multiplied_out(formula: Expr) -> Expr:
    """The formula as a sum of products, where it is one; else as it is.

    >>> from symcnn.core.written.spelling import source_text
    >>> from symcnn.network.language.parse import read_relation
    >>> source_text(multiplied_out(read_relation("d*(d + 1) + 2*d")))
    'd^2 + 3*d'
    """
    try:
        form, _ = normal(formula)
    except NO_FORM:
        return formula
    return written(form.above) if form.below == ONE else formula
