"""Whether what a text says of a layer follows from the rest that it says: sizes, parameters, connections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.verdicts.worked_figure import worked_figure
from symcnn.core.record import record
from symcnn.core.written.arithmetic import Number, TooLarge, Undefined, value_of
from symcnn.core.written.tree import Expr, Num, Op, Sym
from symcnn.documents.reading.described_layers import Description, Fact
from symcnn.network.figures.figures import Figures
from symcnn.network.figures.made_layers import figures_of, made

_WINDOWS = ("conv", "max_pool", "avg_pool", "subsample")
_QUANTITIES = ("params", "neurons", "connections")
_CODES = {"params": "layer-params", "neurons": "layer-fact", "connections": "layer-fact"}


@record
class _Map:
    """What goes into a layer: sizes along two axes, and the channels where they are known."""

    sizes: tuple[int, ...]
    channels: int | None
    is_stated: bool


def judged_descriptions(found: Iterable[Description]) -> Iterator[Finding]:
    """The verdicts on layers described one after the other; each takes what the one before it gives."""
    before: _Map | None = None
    for description in found:
        facts = description.facts
        given = _map(facts.get("input"), before, is_section=description.is_section) or before
        figures = _figures(description, given) if given else None
        if figures is not None and given is not None:
            if "output" in facts:
                yield from _output(description, facts["output"], given, figures)
            if given.channels is not None and description.groups == 1:
                yield from _quantities(description, figures)
        before = _after(description, figures, before)


def _map(fact: Fact | None, before: _Map | None, *, is_section: bool) -> _Map | None:
    """A stated map; one without channels has those of the map before it, or one if none is before it."""
    if fact is None or len(fact.values) < 2:
        return None
    if len(fact.values) > 2:
        return _Map(fact.values[:2], fact.values[2], True)
    if before is not None and before.sizes == fact.values:
        return _Map(fact.values, before.channels, True)
    return _Map(fact.values, 1 if is_section and before is None else None, True)


def _after(description: Description, figures: Figures | None, before: _Map | None) -> _Map | None:
    """What the next layer takes: what is said to come out, with the channels that come out where none are said."""
    output = description.facts.get("output")
    if description.kind == "input":
        return _map(output, before, is_section=True)
    derived = None
    if figures is not None:
        *sizes, channels = figures.layers[-1].output
        is_known = description.kind != "conv" or "filters" in description.facts
        derived = _Map(tuple(sizes), channels if is_known else None, False)
    if output is None or len(output.values) < 2:
        return derived
    channels = output.values[2] if len(output.values) > 2 else derived.channels if derived else None
    return _Map(output.values[:2], channels, True)


def _figures(description: Description, given: _Map) -> Figures | None:
    """The figures of the layer; what is not said has its usual value."""
    facts = description.facts
    kernel = facts.get("kernel")
    if description.kind not in _WINDOWS or kernel is None or not kernel.values:
        return None
    filters = facts.get("filters")
    arguments: dict[str, Expr] = {"K": _size(kernel.values[:2])}
    if "stride" in facts:
        arguments["S"] = _size(facts["stride"].values[:1])
    if "padding" in facts:
        padding = facts["padding"]
        arguments["P"] = Sym(padding.word) if padding.word else _size(padding.values[:1])
    if description.kind == "conv":
        arguments["N"] = Num(filters.values[0] if filters and filters.values else 1)
    if description.kind == "subsample":
        arguments.pop("P", None)
    channels = given.channels or (kernel.values[2] if len(kernel.values) > 2 else 1)
    return figures_of((*given.sizes, channels), [made(description.kind, arguments)])


def _size(values: tuple[int, ...]) -> Expr:
    return Num(values[0]) if len(set(values)) == 1 else Op("x", tuple(map(Num, values)))


def _output(description: Description, fact: Fact, given: _Map, figures: Figures) -> Iterator[Finding]:
    layer = figures.layers[-1]
    derived = layer.output[:-1]
    if len(fact.values) < 2:
        return
    working = worked_figure(figures, layer, "O")
    if fact.values[:2] == tuple(derived):
        yield _finding(fact, "layer-output", Verdict.RIGHT, Num(fact.values[0]), derived[0], "layer.output", working)
    elif _is_explicit(description) and given.is_stated:
        verdict = Verdict.WRONG if description.kind == "conv" else Verdict.UNDECIDED
        yield _finding(fact, "layer-output", verdict, _size(fact.values[:2]), derived[0], "layer.output", working)


def _is_explicit(description: Description) -> bool:
    """Whether all that the output size depends on is said in one place."""
    is_told = {"input", "kernel", "stride", "padding"} <= {*description.facts}
    return is_told and description.groups == 1 and description.is_plain


def _quantities(description: Description, figures: Figures) -> Iterator[Finding]:
    """Counts that agree with the layer's; one that does not may count another thing, and is not judged."""
    layer = figures.layers[-1]
    for quantity in _QUANTITIES:
        fact = description.facts.get(quantity)
        if fact is None or fact.expr is None or (description.kind == "conv" and "filters" not in description.facts):
            continue
        try:
            claimed = value_of(fact.expr)
        except (Undefined, TooLarge):
            continue
        if claimed == layer[quantity]:
            working = worked_figure(figures, layer, quantity)
            yield _finding(fact, _CODES[quantity], Verdict.RIGHT, fact.expr, claimed, f"layer.{quantity}", working)


def _finding(
    fact: Fact, code: str, verdict: Verdict, claimed: Expr, derived: Number, key: str, working: tuple[Expr, ...]
) -> Finding:
    values: dict[str, Said] = {"value": Num(derived), "claimed": claimed}
    return Finding(
        fact.start, fact.end, Kind.CLAIM, code, verdict, claimed, Num(derived), Sentence(key, values), working
    )
