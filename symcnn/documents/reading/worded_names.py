"""What the names in formulas mean by their words: ``kernel_size[0]``, ``Jump(input)``, ``in_channels``."""

from __future__ import annotations

import re

from symcnn.answers.prove.notations import canonical
from symcnn.core.text.late_pattern import late_pattern
from symcnn.documents.reading.vocabulary import Meaning, meaning_of

RESULTS = (
    *("O", "weights", "biases", "params", "neurons", "connections", "macs", "flops"),
    *("receptive_field", "jump", "E", "memory_access", "ratio"),
)
"""What a formula can be about."""

_WITH = late_pattern(r"\b(?:with|without|no|including|excluding|plus)(?: the| a)?[ ]\Z|[带含无有加计]\Z", re.IGNORECASE)
_WITH_REACH = 16
_MARKS = {"eff": "E", "effective": "E"}
"""What the index of a letter says that it is, beside the names of quantities: ``F_eff``, ``N_params``."""
_AXES = {"0": "h", "1": "w"}
_INDEX = late_pattern(r"(.+)\[(\d)\]$")
_OF_INPUT = {"O": "I", "receptive_field": "R_in", "jump": "J_in", "N": "C"}
_OF_OUTPUT = {"I": "O", "C": "N"}


def worded(name: str) -> Meaning | None:
    """What a name means by its words; a letter has none."""
    indexed = _INDEX.match(name, 0)
    if indexed:
        found = worded(indexed[1])
        return found and Meaning(found.quantity, _AXES.get(indexed[2], ""), found.kind, found.is_certain)
    if len(name) < 2:
        return None
    found = meaning_of(name)
    if found:
        return found
    stem, _, role = canonical(name).rpartition("_")
    if len(stem) == 1 and (found := Meaning(_MARKS[role], "") if role in _MARKS else meaning_of(role)):
        return found if found.quantity in RESULTS[1:] else None
    if role in ("in", "out") and stem and (found := worded(stem)):
        quantity = (_OF_INPUT if role == "in" else _OF_OUTPUT).get(found.quantity, found.quantity)
        return Meaning(quantity, found.axis, found.kind, found.is_certain)
    return None


def is_only_with(text: str, at: int) -> bool:
    """Whether a thing is only counted in or left out, and not what is spoken of: ``with bias: …``, ``不带偏置``."""
    return _WITH.search(text, max(0, at - _WITH_REACH), at) is not None


def spelled(name: str) -> str:
    """A name by which legends and notations know it; a phrase is itself."""
    return name if worded(name) else canonical(name)
