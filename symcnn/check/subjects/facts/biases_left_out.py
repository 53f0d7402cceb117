"""Counts of layers of well-known networks that lack the biases with which their text counts the others."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.named_networks.network_verdicts import NetworkVerdict
from symcnn.core.text.late_pattern import late_pattern

_BARE = frozenset({"weights", "connections", "params"})
_FEWEST_WITH = 2
"""How many layers a text counts with their biases, so that it counts all so."""
_SPOKEN = 60
_WEIGHTS = late_pattern(r"\b(?:weights?|connections?|multipl)|权重|权值|连接|乘", re.IGNORECASE)


def without_bare_counts(text: str, found: Sequence[NetworkVerdict]) -> Iterator[NetworkVerdict]:
    """The verdicts without those on layers without their biases, where a text counts those of other layers with them,
    and does not speak of weights before them.
    """
    with_biases = sum(_has_biases(one) and one.derived == (_figure(one, "params"),) for one in found)
    for one in found:
        bare = _has_biases(one) and one.quantity in _BARE and one.derived == (_figure(one, "weights"),)
        begin = max(0, one.fact.mark.start - _SPOKEN)
        if not (bare and with_biases >= _FEWEST_WITH and not _WEIGHTS.search(text, begin, one.fact.mark.start)):
            yield one


def _has_biases(found: NetworkVerdict) -> bool:
    return found.verdict is Verdict.RIGHT and found.part is not None and _figure(found, "biases") > 0


def _figure(found: NetworkVerdict, name: str) -> int:
    return found.part.figure(name) if found.part is not None else 0
