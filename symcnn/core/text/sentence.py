"""What is said to people, before it is words of a language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from symcnn.core.record import record
from symcnn.core.written.tree import Expr

Said = Expr | str | int
"""A value in a sentence: an expression is printed as mathematics, a string as it stands in the document."""


@record
class Sentence:
    """A sentence by its key in the files of words, and the values that go into it.

    A value is one of `Said`, a sentence of its own (a reason within a reason), or several values, which are listed.
    """

    key: str
    values: Mapping[str, object] = field(default_factory=dict)
