"""Why a claim of a network is wrong, where the network itself shows which number was printed instead."""

from __future__ import annotations

from symcnn.answers.claims.claims import ClaimOutcome, Verdict
from symcnn.check.edits.edits import slip
from symcnn.check.findings.finding import Sentence
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Op, Sym
from symcnn.network.figures.figures import Figures, LayerFigures
from symcnn.network.figures.values import Value, is_number

_LEAST_DIGITS = 4


def blamed(found: ClaimOutcome, figures: Figures) -> Sentence | None:
    """The reason for the number that a wrong claim gives: biases left out, groups ignored, a slip of the pen."""
    relation = found.claim.relation
    if found.verdict is not Verdict.WRONG or not isinstance(relation, Op) or relation.name != "=":
        return None
    subjects = [place for place, side in enumerate(relation.args) if isinstance(side, Sym) and "." in side.name]
    if len(subjects) != 1:
        return None
    subject = relation.args[subjects[0]]
    assert isinstance(subject, Sym)
    value, claimed = found.sides[subjects[0]], found.sides[-1 if subjects[0] == 0 else 0]
    if not (is_number(value) and is_number(claimed)) or value == claimed:
        return None
    name, _, quantity = subject.name.rpartition(".")
    layer = next((layer for layer in figures.layers if layer.layer.name == name), None)
    if layer is not None and (cause := _of_layer(layer, quantity, claimed)):
        return cause
    written = slip(str(value), str(claimed))
    return Sentence(f"edit.{written}") if written and min(len(str(value)), len(str(claimed))) >= _LEAST_DIGITS else None


def _of_layer(layer: LayerFigures, quantity: str, claimed: Number) -> Sentence | None:
    if quantity not in ("params", "trainable"):
        return None
    weights, biases = _number(layer["weights"]), _number(layer["biases"])
    groups, channels = _number(layer.shared.values.get("G")), _number(layer.shared.values.get("C"))
    if weights is None or biases is None:
        return None
    if biases and claimed == weights:
        return Sentence("because.bias-left-out", {"biases": int(biases)})
    if groups is not None and channels is not None and groups > 1 and claimed == groups * weights + biases:
        seen = channels / groups
        return Sentence("because.groups-ignored", {"groups": int(groups), "channels": int(seen)})
    return None


def _number(value: Value) -> Number | None:
    return value if is_number(value) else None
