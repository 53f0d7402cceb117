"""The verdicts on receptive fields and jumps: in prose for a chain or a layer alone, in tables for whole columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.layer_readings import view, views
from symcnn.check.subjects.layers.told_layers import ToldFact, ToldLayer
from symcnn.check.subjects.measured.measured_story import LONGEST_CHAIN, MeasuredStory
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.check.subjects.printed.printed_shapes import shape_of
from symcnn.core.record import record
from symcnn.network.figures.made_layers import Made, alone
from symcnn.network.wiring.kind_traits import takes_argument

VIEWS = ("receptive_field", "jump")
_PROBE = (48, 48, 16)
_FEWEST_STEPS = 2
_MOST_FAILING = 1
"""How many more cells of a column may fail than fit, of which one does."""


@record
class _Cell:
    """A printed view, with that of its layer, and that of what comes into the layer."""

    fact: ToldFact
    printed: int
    after: int
    before: int
    chain: tuple[ToldLayer, ...]


def view_verdicts(told: MeasuredStory) -> Iterator[ToldVerdict]:
    """The verdicts on all receptive fields and jumps of a story."""
    columns: dict[tuple[int | None, str, int], list[_Cell]] = {}
    for fact in told.story.facts:
        if fact.quantity not in VIEWS or fact.layer is None:
            continue
        found = _in_prose(fact, told) if fact.table is None else None
        if found is not None:
            yield found
        if not fact.is_prose:
            head = fact.head.start if fact.head is not None else -1
            column = columns.setdefault((fact.table, fact.quantity, head), [])
            cell = _cell(fact, told, column[-1] if column else None)
            column += [cell] if cell is not None else []
    for (table, *_), cells in columns.items():
        yield from _of_column(cells) if table is not None else ()


def _chain(fact: ToldFact, told: MeasuredStory) -> tuple[ToldLayer, ...]:
    """The layers up to that of a fact; none where the window of one is not told."""
    chain = _windows(told.chain(fact.layer or 0))
    is_known = len(chain) <= LONGEST_CHAIN and all(map(_has_window, chain))
    return chain if is_known else ()


def _has_window(layer: ToldLayer) -> bool:
    """Whether the window of a layer is told, or known from code."""
    return layer.known is not None or "kernel" in layer.arguments


def _windows(chain: Sequence[ToldLayer]) -> tuple[ToldLayer, ...]:
    """The layers of a chain that may change what is seen."""
    return tuple(layer for layer in chain if takes_argument(layer.kind, "kernel") or not _keeps_places(layer.kind))


def _printed(fact: ToldFact) -> int | None:
    dims = {*shape_of(fact.mark)} if fact.mark.sort in ("shape", "tuple") else {fact.mark.whole}
    return dims.pop() if len(dims) == 1 else None


def _in_prose(fact: ToldFact, told: MeasuredStory) -> ToldVerdict | None:
    """In prose a layer may stand for itself, or with those of its own paragraph; nothing is refuted."""
    chain = _windows(told.chain(fact.layer or 0))
    nearest = tuple(layer for layer in chain if layer.block == chain[-1].block)
    alone = chain[-1:] if fact.quantity != "jump" else ()
    for layers in (_chain(fact, told), nearest, alone):
        is_known = layers and all(map(_has_window, layers))
        value = view(layers).get(fact.quantity) if is_known else None
        if value is not None and value == _printed(fact):
            return ToldVerdict(fact, Verdict.RIGHT, fact.quantity, (value,), None, layers)
    return None


def _cell(fact: ToldFact, told: MeasuredStory, above: _Cell | None) -> _Cell | None:
    chain, printed = _chain(fact, told), _printed(fact)
    after = view(chain).get(fact.quantity) if chain else None
    if after is None or printed is None:
        return None
    before = view(chain[:-1]).get(fact.quantity, 1) if len(chain) > 1 else 1
    is_behind = above is not None and above.fact.layer == fact.layer  # a row of its own for what comes out
    return _Cell(fact, printed, after, after if is_behind else before, chain)


def _of_column(cells: Sequence[_Cell]) -> Iterator[ToldVerdict]:
    """A column tells the views of the layers, or those of their inputs, or of each by itself; where it fails more often
    than it fits, it must at least go on from row to row as they do."""
    alone = [view(cell.chain[-1:]).get(cell.fact.quantity, 0) for cell in cells]
    ways = ([cell.after for cell in cells], [cell.before for cell in cells], alone)
    right = max(ways, key=lambda way: sum(cell.printed == value for cell, value in zip(cells, way, strict=True)))
    failing = sum(cell.printed != value for cell, value in zip(cells, right, strict=True))
    is_understood = failing < len(cells) and 2 * failing - len(cells) <= _MOST_FAILING
    may_refute = (is_understood and _follow_each_other(cells, right)) or _goes_on(cells)
    for cell, value in zip(cells, right, strict=True):
        is_right = cell.printed == value
        if is_right or (may_refute and "doubt" not in cell.fact.cues and all(map(_is_window_told, cell.chain))):
            verdict = Verdict.RIGHT if is_right else Verdict.WRONG
            yield ToldVerdict(cell.fact, verdict, cell.fact.quantity, (value,), None, cell.chain)


def _is_window_told(layer: ToldLayer) -> bool:
    """Whether the window of a layer is told, and not found from what the layer gives."""
    kernel = layer.arguments.get("kernel")
    return layer.known is not None or kernel is None or kernel.mark is not None


def _follow_each_other(cells: Sequence[_Cell], right: Sequence[int]) -> bool:
    """Whether what rows see grows as it does in a chain, or is that of one: else each may be a design of its own."""
    chained = [
        cell.printed == value
        for cell, value in zip(cells, right, strict=True)
        if view(cell.chain[-1:]).get(cell.fact.quantity) != value
    ]
    grows = all(above.printed < cell.printed for above, cell in pairwise(cells) if above.after < cell.after)
    return not chained or grows or any(chained)


def _goes_on(cells: Sequence[_Cell]) -> bool:
    """Whether each row follows from the one above it, so that only the beginning is wrong."""
    steps = [
        (right.printed - left.printed) in (right.after - left.after, right.before - left.before)
        for left, right in pairwise(cells)
    ]
    return len(steps) >= _FEWEST_STEPS and all(steps)


def views_through(
    layers: Iterable[tuple[int, ToldLayer]], quantity: str
) -> Iterator[tuple[int, int, tuple[ToldLayer, ...]]]:
    """The places of the layers of a chain that change what is seen, or its jump, with that and the windows so far.

    It ends before a layer that sees all, or whose window is not known.
    """
    seeing = [(place, layer) for place, layer in layers if _windows((layer,))]
    windows = tuple(layer for _, layer in seeing)
    last = 0
    for at, ((place, _), seen) in enumerate(zip(seeing, views(windows), strict=False), 1):
        value = seen.get(quantity)
        if value is None:
            return
        if value != last:
            yield place, value, windows[:at]
        last = value


@cache
def _keeps_places(kind: str) -> bool:
    """Whether what comes out of a layer without a window has the sizes that come in."""
    shared = alone(_PROBE, Made(kind, ()))
    return shared is not None and tuple(shared.size) == _PROBE[:2]
