"""What code says against itself, and which code was not understood."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.core.text.fault import Fault
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.models.model import Note

_SKIPPED = ("broken-code", "unknown-value", "unknown-layer", "not-a-chain", "no-input-shape")
"""The reasons that have a sentence of their own."""
_CONTRADICTIONS = ("channels-disagree", "features-disagree")


def of_note(note: Note) -> Finding:
    """A contradiction is wrong; code that was not followed is undecided, and the sentence says why."""
    wanted, found = _size(note.values.get("wanted")), _size(note.values.get("found"))
    if note.code in _CONTRADICTIONS and wanted is not None and found is not None:
        values: dict[str, Said] = {"layer": str(note.values.get("layer", "")), "wanted": wanted, "found": found}
        return Finding(
            note.start,
            note.end,
            Kind.CLAIM,
            "model-code",
            Verdict.WRONG,
            wanted,
            found,
            Sentence(f"code.{note.code}", values),
            (Op("=", (Sym("C"), found)),),
        )
    return Finding(
        note.start, note.end, Kind.CLAIM, "model-code", Verdict.UNDECIDED, None, None, _reason(note.code, note.values)
    )


def _reason(code: str, values: Mapping[str, object]) -> Sentence:
    fault = values.get("fault")
    if isinstance(fault, Fault):
        return Sentence("code.does-not-fit", {"code": fault.code})
    if "limit" in values:
        return Sentence("code.too-large", {"limit": values["limit"]})
    key = f"code.{code}" if code in _SKIPPED else "code.skipped"
    return Sentence(key, {"code": code, "name": str(values.get("name", ""))})


def _size(value: object) -> Expr | None:
    """A number or the sizes of a shape; None for anything else."""
    match value:
        case int():
            return Num(value)
        case (int(first),):
            return Num(first)
        case tuple() if value and all(isinstance(size, int) for size in value):
            return Op("x", tuple(map(Num, value)))
    return None
