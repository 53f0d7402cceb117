"""The layers that a text describes with what follows from it: sizes, parameters, connections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.documents.reading.described_layers import Description, Fact
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.made_layers import figures_of, made

_WINDOWS = ("conv", "max_pool", "avg_pool", "subsample")


@record
class Given:
    """What goes into a layer: sizes along two axes, and the channels where they are known."""

    sizes: tuple[int, ...]
    channels: int | None


@record
class Described:
    """A layer that a text describes, with the map that goes into it and the figures of both."""

    description: Description
    given: Given
    figures: Figures


def described(found: Iterable[Description]) -> Iterator[Described]:
    """The layers described one after the other; each takes what the one before it gives."""
    before: Given | None = None
    for description in found:
        given = _map(description.facts.get("input"), before, is_section=description.is_section) or before
        figures = _figures(description, given) if given else None
        if figures is not None and given is not None:
            yield Described(description, given, figures)
        before = _after(description, figures, before)


def _map(fact: Fact | None, before: Given | None, *, is_section: bool) -> Given | None:
    """A stated map; one without channels has those of the map before it, or one if none is before it."""
    if fact is None or len(fact.values) < 2:
        return None
    if len(fact.values) > 2:
        return Given(fact.values[:2], fact.values[2])
    if before is not None and before.sizes == fact.values:
        return Given(fact.values, before.channels)
    return Given(fact.values, 1 if is_section and before is None else None)


def _after(description: Description, figures: Figures | None, before: Given | None) -> Given | None:
    """What the next layer takes: what is said to come out, with the channels that come out where none are said."""
    output = description.facts.get("output")
    if description.kind == "input":
        return _map(output, before, is_section=True)
    derived = None
    if figures is not None:
        *sizes, channels = figures.layers[-1].output
        is_known = description.kind != "conv" or "filters" in description.facts
        derived = Given(tuple(sizes), channels if is_known else None)
    if output is None or len(output.values) < 2:
        return derived
    channels = output.values[2] if len(output.values) > 2 else derived.channels if derived else None
    return Given(output.values[:2], channels)


def _figures(description: Description, given: Given) -> Figures | None:
    """The figures of the layer; what is not said has its usual value."""
    facts = description.facts
    kernel = facts.get("kernel")
    if description.kind not in _WINDOWS or kernel is None or not kernel.values:
        return None
    filters = facts.get("filters")
    arguments: dict[str, Expr] = {"K": size(kernel.values[:2])}
    if "stride" in facts:
        arguments["S"] = size(facts["stride"].values[:1])
    if "padding" in facts:
        padding = facts["padding"]
        arguments["P"] = Sym(padding.word) if padding.word else size(padding.values[:1])
    if description.kind == "conv":
        arguments["N"] = Num(filters.values[0] if filters and filters.values else 1)
    if description.kind == "subsample":
        arguments.pop("P", None)
    channels = given.channels or (kernel.values[2] if len(kernel.values) > 2 else 1)
    return figures_of((*given.sizes, channels), [made(description.kind, arguments)])


def size(values: tuple[int, ...]) -> Expr:
    """One number, or the sizes of a shape."""
    return Num(values[0]) if len(set(values)) == 1 else Op("x", tuple(map(Num, values)))


def counts(layers: Iterable[Described], quantities: Iterable[str], code: Code) -> Iterator[Finding]:
    """Counts that agree with the layer's; one that does not may count another thing, and is not judged."""
    for found in layers:
        if found.given.channels is not None and found.description.groups == 1:
            for quantity in quantities:
                yield from _count(found, quantity, code)


def _count(found: Described, quantity: str, code: Code) -> Iterator[Finding]:
    description, layer = found.description, found.figures.layers[-1]
    fact = description.facts.get(quantity)
    if fact is None or fact.expr is None or (description.kind == "conv" and "filters" not in description.facts):
        return
    try:
        claimed = value_of(fact.expr)
    except (Undefined, TooLarge):
        return
    if claimed == layer[quantity]:
        working = worked_figure(found.figures, layer, quantity)
        yield stated(fact, code, Verdict.RIGHT, fact.expr, claimed, f"layer.{quantity}", working)


def stated(
    fact: Fact, code: Code, verdict: Verdict, claimed: Expr, derived: Number, key: str, working: tuple[Expr, ...]
) -> Finding:
    """The finding on a fact that a description states."""
    values: dict[str, Said] = {"value": Num(derived), "claimed": claimed}
    return Finding(
        fact.start, fact.end, Kind.CLAIM, code, verdict, claimed, Num(derived), Sentence(key, values), working
    )
