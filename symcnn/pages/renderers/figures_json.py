"""Figures and derivations for programs; the keys are a contract, `VERSION` counts its changes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from symcnn.answers.derive.derive import LayerSolution, Solution
from symcnn.answers.derive.steps import Derivation
from symcnn.core.written.spelling import source_text, sympy_text
from symcnn.network.figures.figures import TOTALS, Figures, LayerFigures
from symcnn.network.figures.values import Value, as_written, is_number

if TYPE_CHECKING:  # they load SymPy, which figures that are numbers do not need
    from symcnn.answers.closed.closed_forms import ClosedForms
    from symcnn.answers.solve.size_relations import Solutions
    from symcnn.answers.solve.solve import Answer, Working

VERSION = 1


_MAY_ACT = re.compile(
    r"[^\x20-\x7e\n\xae-\u024f\u0391-\u03a1\u03a3-\u03ff\u2190-\u22ff\u3001-\u303f\u4e00-\u9fff\uff01-\uff5e]"
)
"""Characters that may be unprintable: all but those that nearly every text is made of."""


def dumped(data: Mapping[str, Any]) -> str:
    """The data as JSON text; other letters than Latin stay readable, and nothing in it acts on a terminal."""
    return _MAY_ACT.sub(_escaped, json.dumps(data, ensure_ascii=False, indent=1)) + "\n"


def _escaped(found: re.Match[str]) -> str:
    """Such a character can only stand within a string."""
    return found[0] if found[0].isprintable() else json.dumps(found[0])[1:-1]


def plain(value: Value) -> int | str | None:
    """A whole number as it is, None for what cannot be told, anything else as a string that SymPy reads."""
    if value is None:
        return None
    if is_number(value):
        return value.numerator if value.denominator == 1 else str(value)
    return sympy_text(as_written(value))


def table_data(figures: Figures) -> dict[str, Any]:
    """What `symcnn table --json` says."""
    return {
        "version": VERSION,
        "network": figures.network.name,
        "conventions": {name: plain(value) for name, value in figures.network.conventions.items()},
        "layers": [_layer_data(found, figures) for found in figures.layers[1:]],
        "total": {quantity: plain(figures.total(quantity)) for quantity in TOTALS},
    }


def _layer_data(found: LayerFigures, figures: Figures) -> dict[str, Any]:
    layer = found.layer
    return {
        "name": layer.name,
        "kind": layer.kind.name,
        "inputs": [figures.layers[place].layer.name for place in layer.inputs],
        "output": [plain(size) for size in found.output],
        **{quantity: plain(found[quantity]) for quantity in TOTALS if quantity != "param_bytes"},
        "receptive_field": [plain(size) for size in found.receptive_field],
        "jump": [plain(size) for size in found.jump],
    }


def solution_data(solution: Solution) -> dict[str, Any]:
    """What `symcnn derive --json` says: every step in the language's own spelling, so that it can be judged again."""
    figures = solution.figures
    return {
        "version": VERSION,
        "network": figures.network.name,
        "conventions": {name: plain(value) for name, value in figures.network.conventions.items()},
        "input": [plain(size) for size in figures.layers[0].output],
        "layers": [_layer_solution(layer, figures) for layer in solution.layers],
        "totals": [_derivation_data(derivation) for derivation in solution.totals],
    }


def _layer_solution(layer: LayerSolution, figures: Figures) -> dict[str, Any]:
    found = layer.figures
    return {
        "name": found.layer.name,
        "kind": found.layer.kind.name,
        "inputs": [figures.layers[place].layer.name for place in found.layer.inputs],
        "output": [plain(size) for size in found.output],
        "conditions": [source_text(condition) for condition in found.shared.conditions],
        "derivations": [_derivation_data(derivation) for derivation in layer.derivations],
    }


def _derivation_data(derivation: Derivation) -> dict[str, Any]:
    rule = derivation.rule
    citation = {"key": rule.citation.key, "place": rule.citation.place} if rule and rule.citation else None
    return {
        "quantity": derivation.quantity,
        "target": derivation.target,
        "result": source_text(derivation.result),
        "source": citation,
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


def closed_data(figures: Figures, forms: ClosedForms) -> dict[str, Any]:
    """What `symcnn closed --json` says."""
    return {
        "version": VERSION,
        "network": figures.network.name,
        "symbols": list(forms.symbols),
        "sizes": [
            {
                "layer": form.layer,
                "target": form.target,
                "size": source_text(form.size),
                "window": source_text(form.window) if form.window else None,
                "receptive_field": plain(form.receptive_field),
                "jump": plain(form.jump),
                "padding": form.padding,
            }
            for form in forms.sizes
        ],
        "meetings": [
            {
                "layer": meeting.layer,
                "axis": meeting.axis,
                "longest": plain(meeting.longest),
                "shortest": plain(meeting.shortest),
                "aligned": meeting.is_aligned,
                "centres": {branch.name: plain(branch.centre) for branch in meeting.branches},
            }
            for meeting in forms.meetings
        ],
        "totals": {quantity: source_text(expr) for quantity, expr in forms.totals},
        "conditions": [source_text(condition) for condition in forms.conditions],
        "fitting": _solutions_data(forms.fitting),
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """What `symcnn solve --json` says."""
    return {
        "version": VERSION,
        "symbol": answer.symbol,
        "wanted": source_text(answer.wanted),
        "relation": source_text(answer.relation),
        "conditions": [source_text(condition) for condition in answer.conditions],
        "exact": _solutions_data(answer.exact),
        "found": list(answer.found),
        "bound": answer.bound,
        "unknown": list(answer.unknown),
        "working": None if answer.working is None else _working_data(answer.working),
    }


def _working_data(working: Working) -> dict[str, Any]:
    """The lines of working as texts; mixed relations have two signs in a line."""
    return {
        "rules": [
            {
                "size": source_text(step.left),
                "rule": source_text(step.rule),
                "lines": [source_text(line) for line in step.lines],
            }
            for step in working.turned
        ],
        "lines": [source_text(line) for line in working.lines],
        "exact": {way.target: source_text(way.result) for way in working.exact},
        "borders": [{"value": value, "side": plain(found)} for value, found in working.borders],
        "grows": working.grows,
    }


def _solutions_data(found: Solutions | None) -> dict[str, Any] | None:
    if found is None:
        return None
    classes = [{"first": first, "last": last} for first, last in found.classes]
    return {"modulus": found.modulus, "classes": classes, "smallest": found.smallest}
