"""Closed forms, and what solves a relation, for programs."""

from __future__ import annotations

from typing import Any

from symcnn.answers.closed.closed_forms import ClosedForms
from symcnn.answers.solve.found_combinations import Combinations
from symcnn.answers.solve.size_relations import Solutions
from symcnn.answers.solve.solve import Answer, Working
from symcnn.answers.solve.wishes import Wish
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
                "start": plain(form.start),
            }
            for form in forms.sizes
        ],
        "fields": [
            {
                "layer": field.layer,
                "axis": field.axis,
                "receptive_field": source_text(field.receptive_field),
                "jump": source_text(field.jump),
                "start": source_text(field.start) if field.start else None,
            }
            for field in forms.fields
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
        "assumed": [source_text(relation) for relation in forms.assumed],
        "conditions": [source_text(condition) for condition in forms.conditions],
        "fitting": _solutions_data(forms.fitting),
    }


def answer_data(answer: Answer) -> dict[str, Any]:
    """What `symcnn solve --json` says."""
    return {
        "version": VERSION,
        "symbol": answer.symbol,
        "wanted": source_text(answer.wishes[0].asked),
        "relation": source_text(answer.wishes[0].relation),
        "conditions": [source_text(condition) for condition in answer.conditions],
        "exact": _solutions_data(answer.exact),
        "found": list(answer.found),
        "bound": answer.bound,
        "unknown": [],
        "working": _working_data(answer.workings[0]),
        "wishes": [
            {**_wish_data(wish), "working": _working_data(working)}
            for wish, working in zip(answer.wishes, answer.workings, strict=True)
        ],
    }


def combinations_data(found: Combinations) -> dict[str, Any]:
    """What `symcnn solve --json` says of several symbols."""
    columns = tuple(map(source_text, found.asked))
    return {
        "version": VERSION,
        "symbols": list(found.symbols),
        "wishes": [_wish_data(wish) for wish in found.wishes],
        "bounds": [source_text(bound) for bound in (*found.bounds, *found.customs)],
        "customs": [source_text(custom) for custom in found.customs],
        "along": found.along or None,
        "least": list(found.least),
        "solutions": [
            {**dict(zip(found.symbols, point, strict=True)), **dict(zip(columns, map(plain, values), strict=True))}
            for point, values in zip(found.points, found.values, strict=True)
        ],
    }


def _wish_data(wish: Wish) -> dict[str, Any]:
    return {"wanted": source_text(wish.asked), "relation": source_text(wish.relation)}


def _working_data(working: Working | None) -> dict[str, Any] | None:
    """The lines of working as texts; mixed relations have two signs in a line."""
    if working is None:
        return None
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
    return {"modulus": found.modulus, "classes": classes, "smallest": found.smallest, "largest": found.largest}
