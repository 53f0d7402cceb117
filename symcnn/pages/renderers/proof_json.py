"""A proof for programs; expressions are in the language's own spelling, so that they can be judged again."""

from __future__ import annotations

from typing import Any

from symcnn.answers.prove.proof import Ground, Match, Proof, ProofVerdict
from symcnn.core.algebra.domains import least
from symcnn.core.written.spelling import source_text
from symcnn.pages.renderers.json_values import VERSION, citation_data, plain


def proof_data(proof: Proof) -> dict[str, Any]:
    """What `symcnn prove --json` says."""
    found = proof.conditions
    assumed = [source_text(relation) for relation in proof.match.assumed] if proof.match else []
    relations = [source_text(relation) for relation in found.relations] if found else []
    against = proof.counterexample
    holds = proof.verdict in (ProofVerdict.PROVED, ProofVerdict.CONDITIONAL)
    return {
        "version": VERSION,
        "verdict": proof.verdict.value,
        "relation": proof.relation,
        "left": source_text(proof.left),
        "right": source_text(proof.right),
        "by_layers": proof.by_layers,
        "catalogue": proof.match and _match(proof.match),
        "assumed": assumed,
        "conditions": [*relations, *assumed] if holds else [],
        "exact": found.exact if found and holds else None,
        "would_hold_when": [] if holds else relations,
        "counterexample": against
        and {
            "at": dict(against.point),
            "left": plain(against.values[0]),
            "right": plain(against.values[1]),
            "smallest": against.smallest,
        },
        "because": _ground(proof.ground or (found.ground if found and holds else None)),
        "domain": {
            "least": {name: least(name) for name in proof.domain.letters},
            "relations": [source_text(relation) for relation in proof.domain.relations],
        },
        "points": proof.points,
        "limit": proof.limit and proof.limit.name,
        "unknown": list(proof.unknown),
        "also": proof.other and _match(proof.other),
        "tried": proof.tried
        and {
            "quantities": list(proof.tried.quantities),
            "kinds": list(proof.tried.kinds),
            "readings": [{"source": source, "letters": dict(letters)} for source, letters in proof.tried.readings],
        },
    }


def _match(found: Match) -> dict[str, Any]:
    return {
        "kind": found.kind,
        "quantity": found.quantity,
        "rule": source_text(found.formula),
        "letters": dict(found.reading),
        "when": [source_text(relation) for relation in found.chosen],
        "source": citation_data(found.rule),
    }


def _ground(ground: Ground | None) -> dict[str, Any] | None:
    if ground is None:
        return None
    return {
        "method": ground.method,
        "steps": [
            {"identity": step.identity, "before": source_text(step.before), "after": source_text(step.after)}
            for step in ground.rewritings
        ],
        "normal_form": None if ground.form is None else source_text(ground.form),
        "classes": ground.classes,
        "cases": [
            {"where": [source_text(relation) for relation in case.where], "value": source_text(case.value)}
            for case in ground.cases
        ],
    }
