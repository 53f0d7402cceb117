"""Closed forms, and what solves a relation, for programs."""

from __future__ import annotations

from typing import Any

from symcnn.answers.closed.closed_forms import ClosedForms
from symcnn.answers.solve.size_relations import Solutions
from symcnn.answers.solve.solve import Answer, Working
from symcnn.core.written.spelling import source_text
from symcnn.network.figures.figures import Figures
from symcnn.pages.renderers.json_values import VERSION, plain


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
