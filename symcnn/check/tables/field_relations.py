"""Receptive fields and jumps down the rows of a table, and how far kernels with holes reach."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.check.tables.cell_relations import CellRelation, Expected
from symcnn.check.tables.layer_operations import Window, spanned
from symcnn.check.tables.sheet_cells import Known, SheetCells
from symcnn.check.tables.sheets import Place
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Expr, Num, Op, negated, product, reciprocal, total
from symcnn.network.wiring.kind_traits import is_global, is_windowed, keeps_channels

_START = Known((1,))
_HALF = 2


@record
class Flow:
    """What flows from a row to the next: the map, the receptive field and the jump; None for what nobody knows.

    `is_begun` tells that a row above told its receptive field; `seen` are the channels of all rows above.
    """

    sizes: Known | None = None
    channels: Known | None = None
    field: Known | None = _START
    jump: Known | None = _START
    is_begun: bool = False
    seen: frozenset[int] = frozenset()


def field_relations(
    cells: SheetCells, at: int, flow: Flow, window: Window, told: frozenset[Place], *, kind: str
) -> tuple[list[CellRelation], Flow]:
    """The relations of what a row sees, and what flows on; of a layer that sees all, or joins others, nobody knows."""
    is_window = is_windowed(kind)
    if not is_window and (not keeps_channels(kind) or is_global(kind)):
        field, jump = cells.number(at, "receptive_field"), cells.number(at, "jump")
        return [], replace(flow, field=field, jump=jump)
    kernel, stride = _one(window.kernel), _one(window.stride)
    dilation = _one(window.dilation) or 1
    span = _span(cells, at, kernel, dilation)
    relations = [*_reach(cells, at, kernel, dilation)]
    of_window = frozenset(place for place in told if place[1] in ("kernel", "stride", "dilation"))
    if not is_window:
        kernel = stride = 1
        span = _START
    if cells.assumed.is_field_before:
        before, flow = _before(cells, at, flow)
        relations += before
    field = jump = None
    if flow.field is not None and flow.jump is not None and span is not None:
        seen = flow.field.number + (span.number - 1) * flow.jump.number
        formula: Expr = Op("+", (Num(flow.field.number), Op("*", (Num(span.number - 1), Num(flow.jump.number)))))
        sources = flow.field.places | flow.jump.places | span.places | (of_window - {(at, "stride")})
        field = Known((seen,), sources)
        is_weak = not flow.is_begun or not (of_window or span.places or kernel == 1)
        relations += _told("receptive_field", cells, at, field, formula, is_weak=is_weak)
    if flow.jump is not None:
        moved = stride or (1 if not is_window or window.kernel else None)
        if moved is not None:
            sources = flow.jump.places | (of_window - {(at, "kernel"), (at, "dilation")})
            jump = Known((flow.jump.number * moved,), sources)
            formula = Op("*", (Num(flow.jump.number), Num(moved)))
            is_weak = not flow.is_begun or not (of_window or not is_window)
            relations += _told("jump", cells, at, jump, formula, is_weak=is_weak)
    is_after = not cells.assumed.is_field_before
    printed, spaced = (cells.number(at, slot) if is_after else None for slot in ("receptive_field", "jump"))
    has_told = printed is not None or spaced is not None
    return relations, replace(
        flow, field=printed or field, jump=spaced or jump, is_begun=flow.is_begun or has_told or not is_after
    )


def _before(cells: SheetCells, at: int, flow: Flow) -> tuple[list[CellRelation], Flow]:
    """The relations of receptive fields and jumps of what comes in, and the flow with them as they are printed."""
    relations: list[CellRelation] = []
    printed, spaced = cells.number(at, "receptive_field"), cells.number(at, "jump")
    for slot, one, above in (("receptive_field", printed, flow.field), ("jump", spaced, flow.jump)):
        if one is not None and above is not None:
            formula = Num(above.number)
            relations.append(_held(slot, (at, slot), one, above, formula))
    return relations, replace(flow, field=printed or flow.field, jump=spaced or flow.jump)


def _one(sizes: tuple[int, ...] | str) -> int | None:
    return sizes[0] if sizes and not isinstance(sizes, str) and len(set(sizes)) == 1 else None


def _span(cells: SheetCells, at: int, kernel: int | None, dilation: int) -> Known | None:
    """How far the kernel of a row reaches: as it is printed, else as it follows."""
    printed = cells.number(at, "effective_kernel")
    if printed is not None:
        return printed
    return Known((spanned(kernel, dilation),)) if kernel is not None else None


def _reach(cells: SheetCells, at: int, kernel: int | None, dilation: int) -> Iterator[CellRelation]:
    """How far a kernel with holes reaches, and the padding that keeps the size."""
    places = frozenset((at, slot) for slot in ("kernel", "dilation") if cells.mark(at, slot) is not None)
    printed = cells.number(at, "effective_kernel")
    if printed is not None and kernel is not None:
        formula = Op("+", (Op("*", (Num(dilation), Num(kernel - 1))), Num(1)))
        yield _held(
            "effective_kernel", (at, "effective_kernel"), printed, Known((spanned(kernel, dilation),), places), formula
        )
    padded = cells.known(at, "same_padding")
    span = _span(cells, at, kernel, dilation)
    if padded is not None and span is not None and span.number % _HALF:
        half_of: Expr = product(total(Num(span.number), negated(Num(1))), reciprocal(Num(_HALF)))
        half = Known(((span.number - 1) // _HALF,), span.places or places)
        yield _held("same_padding", (at, "same_padding"), padded, half, half_of)


def _told(
    slot: str, cells: SheetCells, at: int, derived: Known, formula: Expr, *, is_weak: bool
) -> Iterator[CellRelation]:
    """The relation of what is printed; the first one of a table that goes on from another cannot refute, nor can one of
    a window that the table does not tell.
    """
    printed = cells.number(at, slot)
    if printed is not None and not cells.assumed.is_field_before:
        yield replace(_held(slot, (at, slot), printed, derived, formula), is_weak=is_weak)


def _held(name: str, place: Place, printed: Known, derived: Known, formula: Expr) -> CellRelation:
    expected = (Expected(derived.numbers, "", None, formula),)
    found = expected if printed.number == derived.number else ()
    return CellRelation(name, place, derived.places, expected, found)
