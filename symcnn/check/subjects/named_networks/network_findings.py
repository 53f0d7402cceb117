"""The findings on well-known networks, each with the variant and the way of counting that it speaks of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.subjects.named_networks.network_verdicts import NetworkVerdict
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.written.tree import Expr, Num, Op, Sym, total
from symcnn.network.known.known_networks import known_figures


def network_findings(found: Iterable[NetworkVerdict], code: Code) -> Iterator[Finding]:
    """The findings of the rule with a code, in the order of the verdicts."""
    for verdict in found:
        mark = verdict.fact.mark
        claimed, derived = _written(mark.dims) if len(mark.dims) > 1 else None, _written(verdict.derived)
        if claimed is None and mark.value is not None:
            claimed = Num(mark.value)
        is_open = verdict.verdict is Verdict.UNDECIDED
        steps = () if is_open else _derivation(verdict, derived)
        why = _why(verdict, derived)
        yield Finding(
            mark.start, mark.end, Kind.CLAIM, code, verdict.verdict, claimed, None if is_open else derived, why, steps
        )


def _why(found: NetworkVerdict, derived: Expr) -> Sentence:
    how: list[object] = []
    if found.network.texts.said:
        how.append(found.network.texts)
    if found.counting:
        how.append(Sentence(f"counting.{found.counting}"))
    if found.tool is not None:
        how.append(Sentence("counting.by-tool", {"tool": found.tool.preset}))
    values: dict[str, object] = {
        "model": found.network.name,
        "quantity": Sentence(f"known.{found.quantity}"),
        "value": derived,
    }
    if found.part is not None:
        values["layer"] = found.part.name
    if how:
        values["how"] = tuple(how)
    subject = "layer" if found.part is not None else "figure"
    return Sentence(f"known.{subject}-counted" if how else f"known.{subject}", values)


def _derivation(found: NetworkVerdict, derived: Expr) -> tuple[Expr, ...]:
    if found.tool is not None:
        return (Op("=", (Sym(found.quantity), total(*(Num(term.value) for term in found.tool.terms)), derived)),)
    if found.part is not None and len(found.derived) == 1:
        steps = worked_figure(known_figures(found.network), found.part.figures, found.quantity)
        if steps:
            return steps
    return (Op("=", (Sym(found.quantity), derived)),)


def _written(sizes: Iterable[int | None]) -> Expr:
    numbers = tuple(Num(size) for size in sizes if size is not None)
    return numbers[0] if len(numbers) == 1 else Op("x", numbers)
