"""Claims under the conventions that a network leaves open: what another way of counting makes true is not wrong."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import ClaimOutcome, Verdict, check_claims
from symcnn.answers.reconcile.ways_of_counting import WayOfCounting, changed_conventions, ways_of_tools
from symcnn.core.record import replace
from symcnn.core.text.fault import Fault, FaultyText
from symcnn.core.written.tree import Expr, Num, Op, Sym, names
from symcnn.network.figures.figures import TOTALS, Figures
from symcnn.network.figures.measure import measure
from symcnn.network.figures.quantities import quantity_of
from symcnn.network.figures.read_figures import fitting
from symcnn.network.figures.values import is_number
from symcnn.network.language.syntax import ClaimLine

MOST_LAYERS = 2000
"""Networks of more layers are not counted in every way: each way measures all of them anew."""


def judged_claims(figures: Figures) -> tuple[tuple[ClaimOutcome, ...], tuple[Fault, ...]]:
    """The verdict on each claim, in order, and the faults of claims that speak of what is not there.

    A claim that fails holds under the condition of a convention that makes it true, where neither the text nor the
    caller has chosen one.
    """
    outcomes, faults = check_claims(figures)
    open_claims = [found.claim for found in outcomes if _may_count_otherwise(found)]
    if not open_claims or len(figures.layers) > MOST_LAYERS:
        return outcomes, faults
    held = _held(figures, open_claims)
    judged = (_under(found, held.get(id(found.claim))) for found in outcomes)
    return tuple(
        replace(each, conditions=_deciding(each, figures)) if _is_nought(each) else each for each in judged
    ), faults


def _is_nought(found: ClaimOutcome) -> bool:
    """Whether a claim is wrong of something that comes to nothing here."""
    return _may_count_otherwise(found) and any(is_number(side) and side == 0 for side in found.sides)


def _deciding(found: ClaimOutcome, figures: Figures) -> tuple[Expr, ...]:
    """The convention by which the one thing that a claim speaks of comes to nothing; none where it is not that."""
    spoken_of = names(found.claim.relation)
    if len(spoken_of) != 1:
        return ()
    owner, _, quantity = spoken_of[0].rpartition(".")
    for way in changed_conventions(figures.network, {quantity}):
        if len(way.choices) == 1:
            counted, faults = measure(figures.network.with_conventions(dict(way.choices)))
            if not faults and quantity_of(counted, owner, quantity):
                (name, _), *_ = way.choices
                return (Op("=", (Sym(name), Num(figures.network.conventions[name]))),)
    return ()


def _may_count_otherwise(found: ClaimOutcome) -> bool:
    """Whether a claim gives another number than the network, of something that is counted."""
    relation = found.claim.relation
    is_equation = isinstance(relation, Op) and relation.name == "="
    return found.verdict is Verdict.WRONG and is_equation and bool(_counted(found.claim))


def _counted(claim: ClaimLine) -> frozenset[str]:
    return frozenset(name.rpartition(".")[2] for name in names(claim.relation)) & frozenset(TOTALS)


def _held(figures: Figures, claims: list[ClaimLine]) -> dict[int, WayOfCounting]:
    """The first way of counting under which each claim holds, one convention changed before those of a tool."""
    network, held = figures.network, {}
    quantities = frozenset().union(*map(_counted, claims))
    for way in _ways(figures, quantities):
        left = tuple(claim for claim in claims if id(claim) not in held)
        if not left:
            break
        try:
            counted = fitting(replace(network.with_conventions(dict(way.choices)), claims=left))
        except FaultyText:  # a convention may also decide what fits
            continue
        for found in check_claims(counted)[0]:
            if found.verdict in (Verdict.RIGHT, Verdict.ROUNDED):
                held[id(found.claim)] = way
    return held


def _ways(figures: Figures, quantities: frozenset[str]) -> Iterator[WayOfCounting]:
    """Ways that change nothing of what is chosen: with the fewest changes first, tools last."""
    network = figures.network
    single = sorted(changed_conventions(network, quantities), key=lambda way: len(way.choices))
    for way in (*single, *ways_of_tools(network, quantities)):
        if way.choices and not any(name in network.chosen for name, _ in way.choices):
            yield way


def _under(found: ClaimOutcome, way: WayOfCounting | None) -> ClaimOutcome:
    if way is None:
        return found
    conditions = tuple(Op("=", (Sym(name), Num(value))) for name, value in way.choices)
    return replace(found, verdict=Verdict.CONDITIONAL, reason="convention", conditions=conditions)
