"""A comparison for programs; the keys are a contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from symcnn.answers.compare.causes import Cause, Change
from symcnn.answers.compare.compare import Comparison, Difference, Pair, Part
from symcnn.answers.compare.origins import Origin
from symcnn.core.written.spelling import source_text
from symcnn.network.figures.figures import LayerFigures
from symcnn.pages.renderers.json_values import VERSION, network_data, plain, sizes_data


def comparison_data(comparison: Comparison) -> dict[str, Any]:
    """What `symcnn compare --json` says."""
    return {
        "version": VERSION,
        "a": {"file": comparison.first.network.source.name, **network_data(comparison.first)},
        "b": {"file": comparison.second.network.source.name, **network_data(comparison.second)},
        "layers": [_pair(pair, comparison) for pair in comparison.pairs[1:]],
        "differences": [_difference(difference) for difference in comparison.differences],
    }


def _pair(pair: Pair, comparison: Comparison) -> dict[str, Any]:
    name = pair.first.layer.name if pair.first else ""
    return {
        "status": pair.status,
        "a": _layer(pair.first),
        "b": _layer(pair.second),
        "changes": [_change(change) for change in pair.changes],
        "size_from": _origin(name, comparison.sizes),
        "channels_from": _origin(name, comparison.channels),
    }


def _layer(found: LayerFigures | None) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "name": found.layer.name,
        "kind": found.layer.kind.name,
        "output": sizes_data(found.output),
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "aspect": change.aspect.value,
        "name": change.name,
        "a": [source_text(value) for value in change.first],
        "b": [source_text(value) for value in change.second],
    }


def _origin(name: str, origins: Mapping[str, Origin]) -> dict[str, Any] | None:
    origin = origins.get(name)
    if origin is None:
        return None
    return {
        "counterparts": origin.are_counterparts,
        "a": [layer.layer.name for layer in origin.first],
        "b": [layer.layer.name for layer in origin.second],
    }


def _difference(difference: Difference) -> dict[str, Any]:
    return {
        "quantity": difference.quantity,
        "a": plain(difference.first),
        "b": plain(difference.second),
        "difference": plain(difference.difference),
        "parts": [_part(part) for part in difference.parts if (part.first, part.second) != (0, 0)],
    }


def _part(part: Part) -> dict[str, Any]:
    first, second = part.pair.first, part.pair.second
    return {
        "a": first.layer.name if first else None,
        "b": second.layer.name if second else None,
        "status": part.pair.status,
        "value_a": plain(part.first),
        "value_b": plain(part.second),
        "difference": plain(part.difference),
        "causes": [_cause(cause) for cause in part.causes],
    }


def _cause(cause: Cause) -> dict[str, Any]:
    return {
        "changes": [_change(change) for change in cause.changes],
        "before": plain(cause.before),
        "after": plain(cause.after),
        "contribution": plain(cause.contribution),
    }
