"""A reconciliation for programs; the keys are a contract."""

from __future__ import annotations

from typing import Any

from symcnn.answers.reconcile.reconcile import Explanation, Reconciliation
from symcnn.answers.reconcile.variations import Variation
from symcnn.pages.renderers.json_values import VERSION, plain


def reconciliation_data(found: Reconciliation) -> dict[str, Any]:
    """What `symcnn reconcile --json` says."""
    return {
        "version": VERSION,
        "network": found.name,
        "quantity": found.quantity,
        "published": found.published,
        "value": plain(found.printed.value),
        "agrees": found.agrees,
        "explanations": [_explanation(each) for each in found.explanations],
    }


def _explanation(found: Explanation) -> dict[str, Any]:
    return {
        "networks": list(map(_network, found.variations)),
        "quantities": list(found.counting.quantities),
        "part": found.counting.part,
        "conventions": [
            {"preset": way.preset, "choices": {name: plain(value) for name, value in way.choices}} for way in found.ways
        ],
        "value": found.value,
        "published": plain(found.printed),
        "agreement": str(found.agreement),
        "unit": found.unit or None,
        "difference": plain(found.printed - found.value),
        "terms": [{"kind": part.kind, "layers": part.layers, "value": part.value} for part in found.terms],
    }


def _network(variation: Variation) -> dict[str, Any]:
    known = variation.known
    return {
        "network": variation.name,
        "file": variation.network.source.name,
        "variant": None if known is None else {"name": known.name, "said": known.texts.in_language("en")},
        "symbols": dict((*(known.values if known is not None else ()), *variation.values)),
    }
