"""How deep floors stand within each other in a form: each level takes printing and proving a step further down."""

from __future__ import annotations

from typing import Any

from symcnn.core.algebra.forms import Base, Form, Opaque


def depth(value: Any, known: dict[Opaque, int]) -> int:
    """How many floors and greatest values stand within each other; `known` keeps what was told before.

    >>> from symcnn.core.algebra.forms import letter
    >>> inner = Opaque("floor", (letter("I"), 2))
    >>> depth(letter("I"), {}), depth(Form({((Opaque("floor", (Form({((inner, 1),): 1}), 2)), 1),): 1}), {})
    (0, 2)
    """
    if not isinstance(value, Form):
        return 0
    return max((_of_base(base, known) for factors in value.terms for base, _ in factors), default=0)


def _of_base(base: Base, known: dict[Opaque, int]) -> int:
    if isinstance(base, Form):
        return depth(base, known)
    if not isinstance(base, Opaque):
        return 0
    if base not in known:
        known[base] = 1 + max((depth(each, known) for each in base.args), default=0)
    return known[base]
