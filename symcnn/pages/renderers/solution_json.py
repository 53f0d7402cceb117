"""A worked solution for programs: every step, so that it can be judged again."""

from __future__ import annotations

from typing import Any

from symcnn.answers.derive.derive import LayerSolution, Solution
from symcnn.answers.derive.steps import Derivation
from symcnn.core.written.spelling import source_text
from symcnn.network.figures.figures import Figures
from symcnn.pages.renderers.json_values import VERSION, citation_data, layer_data, network_data, sizes_data


def solution_data(solution: Solution) -> dict[str, Any]:
    """What `symcnn derive --json` says: every step in the language's own spelling, so that it can be judged again."""
    figures = solution.figures
    return {
        "version": VERSION,
        **network_data(figures),
        "input": sizes_data(figures.layers[0].output),
        "layers": [_layer_solution(layer, figures) for layer in solution.layers],
        "totals": [_derivation_data(derivation) for derivation in solution.totals],
    }


def _layer_solution(layer: LayerSolution, figures: Figures) -> dict[str, Any]:
    return {
        **layer_data(layer.figures, figures),
        "conditions": [source_text(condition) for condition in layer.figures.shared.conditions],
        "derivations": [_derivation_data(derivation) for derivation in layer.derivations],
    }


def _derivation_data(derivation: Derivation) -> dict[str, Any]:
    return {
        "quantity": derivation.quantity,
        "target": derivation.target,
        "result": source_text(derivation.result),
        "source": citation_data(derivation.rule),
        "steps": [
            {
                "reason": step.reason.value,
                "before": source_text(step.before),
                "after": source_text(step.after),
                "known": {name: source_text(value) for name, value in step.known},
            }
            for step in derivation.steps
        ],
    }
