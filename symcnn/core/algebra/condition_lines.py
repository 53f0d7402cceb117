"""Conditions as lines: ``a >= b`` and ``b <= a`` as the polynomial ``a − b``, which is not negative where they hold."""

from __future__ import annotations

from symcnn.core.algebra.normal import NO_FORM, NormalForms
from symcnn.core.algebra.polynomials import ONE, Polynomial
from symcnn.core.written.tree import Expr, Op, negated, total


def line_of(condition: Expr, forms: NormalForms) -> Polynomial | None:
    """What is not negative where a condition holds; None where it is no such polynomial.

    >>> from symcnn.core.algebra.writing import text
    >>> from symcnn.network.language.parse import read_relation
    >>> [text(line_of(read_relation(said), NormalForms())) for said in ("K <= I + 2", "floor(I/2) >= 1")]
    ['I - K + 2', 'floor(I/2) - 1']
    """
    match condition:
        case Op(">=", (greater, less)) | Op("<=", (less, greater)):
            try:
                form = forms.of(total(greater, negated(less)))
            except NO_FORM:
                return None
            return form.above if form.below == ONE else None
    return None
