"""The relations within a row of layers and with the row above it: sizes, channels, counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

from symcnn.check.tables.cell_relations import CellRelation, Expected
from symcnn.check.tables.count_relations import counted, multiplied, summed, values_of_map, with_own_kernel
from symcnn.check.tables.field_relations import Flow, field_relations
from symcnn.check.tables.layer_operations import LayerOutcome, Window, operations, outcomes, plain_outcome, raised
from symcnn.check.tables.layer_rows import SheetLayers, told_channels, usual_kind, window_of
from symcnn.check.tables.sheet_cells import Known, SheetCells
from symcnn.check.tables.sheets import Place
from symcnn.core.record import replace
from symcnn.network.wiring.kind_traits import (
    has_kernels,
    is_flattening,
    is_global,
    is_in_place,
    is_pool,
    is_vector,
    is_windowed,
    keeps_channels,
    works_by_channel,
)

_TRANSPOSED = "transposed_conv"
_ANY = 8
"""Channels that do not matter."""
_NONE: frozenset[Place] = frozenset()


def row_relations(cells: SheetCells, at: int, flow: Flow) -> tuple[list[CellRelation], Flow]:
    """The relations of a row, and what flows on from it as it is printed."""
    owner = cells.sheet.rows[at].owner
    if owner.is_total:
        return [], flow
    if owner.kinds and all(is_in_place(kind) for kind in owner.kinds):
        return [*_kept(cells, at, flow)], flow
    kinds = () if owner.is_image else operations(_kinds(cells, at, flow), usual_kind(cells, at))
    if not kinds:
        channels = told_channels(cells, at, is_flat=False)
        seen = flow.seen | ({channels.number} if channels is not None else set())
        given = replace(flow, sizes=cells.sizes(at, "output"), channels=channels, seen=seen)
        return [*values_of_map(cells, at), *summed(cells, at)], given
    main = next((kind for kind in kinds if is_windowed(kind) or is_vector(kind)), kinds[0])
    is_flat = is_vector(kinds[-1]) or is_global(kinds[-1])
    sizes, channels, entering = _entering(cells, at, flow, main)
    window, told = window_of(cells, at, main, is_flat=is_flat)
    if sizes is None and is_windowed(main) and not flow.seen:
        sizes = _told_before(cells, at, main, window)
    row = with_own_kernel(SheetLayers(cells, at, kinds, main, sizes, channels, window, told, flow.seen))
    found = _outcomes(row)
    after = [last for one in found for last in _after(row, one)]
    relations = [
        *entering,
        *_sizes_given(row, after, is_flat=is_flat),
        *_channels_given(row, is_flat=is_flat),
        *counted(row, found),
        *multiplied(row, found),
        *values_of_map(cells, at),
        *summed(cells, at),
    ]
    windows, flow = field_relations(cells, at, flow, window, told, kind=main)
    leaving = _leaving_channels(row, is_flat=is_flat)
    seen = flow.seen | ({leaving.number} if leaving is not None else set())
    sizes = _leaving_sizes(row, after, is_flat=is_flat)
    return [*relations, *windows], replace(flow, sizes=sizes, channels=leaving, seen=seen)


def _kinds(cells: SheetCells, at: int, flow: Flow) -> tuple[str, ...]:
    """The kinds of a row; one that has weights and makes a map larger, as the text says that transposed layers do, is
    such a layer."""
    kinds = cells.sheet.rows[at].owner.kinds
    stride = cells.sheet.usual.get(_TRANSPOSED, {}).get("stride", ())
    counts = cells.count((at, "params")) or cells.count((at, "weights"))
    if not stride or not counts or kinds not in ((), ("upsample",)):
        return kinds
    printed = cells.sizes(at, "output")
    is_larger = printed is not None and flow.sizes is not None and printed.numbers == _times(flow.sizes, stride)
    return (_TRANSPOSED,) if is_larger or kinds else kinds


def _times(sizes: Known, stride: Sequence[int]) -> tuple[int, ...]:
    return tuple(size * max(stride) for size in sizes.numbers)


def _told_before(cells: SheetCells, at: int, main: str, window: Window) -> Known | None:
    """What comes into the first row by the text before the table, where just that gives what the row prints."""
    printed, axes = cells.sizes(at, "output"), cells.assumed.axes
    window = replace(window, kernels=_ANY, groups=0)
    for numbers in cells.sheet.before if printed is not None and window.kernel else ():
        for sizes in (numbers[:axes], numbers[-axes:], numbers * axes):
            if len(sizes) == axes and len(numbers) in (1, axes, axes + 1):
                plain = plain_outcome(main, window, sizes, _ANY, axes)
                if plain is not None and printed is not None and plain.sizes == printed.numbers:
                    return Known(sizes)
    return None


def _kept(cells: SheetCells, at: int, flow: Flow) -> Iterator[CellRelation]:
    """The map that an activation prints, which is the one that comes in."""
    is_vector_row = flow.sizes is None
    sizes = cells.sizes(at, "output", is_vector=is_vector_row)
    channels = cells.channels(at, "output", is_vector=is_vector_row)
    if sizes is not None and flow.sizes is not None:
        yield _same("kept", (at, "output"), sizes, flow.sizes)
    if channels is not None and flow.channels is not None:
        yield _same("depth", (at, "output/channels"), channels, flow.channels)


# what comes in ---------------------------------------------------------------------------------------


def _entering(
    cells: SheetCells, at: int, flow: Flow, main: str
) -> tuple[Known | None, Known | None, list[CellRelation]]:
    """The sizes and the channels that come in: told in the row, or those that the row above gives."""
    is_flat = is_vector(main)
    sizes = cells.sizes(at, "input", is_vector=is_flat)
    channels = cells.known(at, "in") or cells.channels(at, "input", is_vector=is_flat)
    relations = []
    if cells.assumed.is_chained and sizes is not None and flow.sizes is not None:
        relations.append(_same("input", (at, "input"), sizes, flow.sizes))
    above = _vector(flow) if is_flat else flow.channels
    if cells.assumed.is_chained and channels is not None and above is not None:
        place = next(iter(channels.places))
        given = [above, *([flow.channels] if is_flat and flow.channels is not None else _joined(cells, at, flow))]
        relations.append(_among("channels", place, channels, given))
    chained = flow if cells.assumed.is_chained else Flow()
    if is_flat:
        return None, channels or (_vector(chained)), relations
    return sizes or chained.sizes, channels or chained.channels, relations


def _joined(cells: SheetCells, at: int, flow: Flow) -> Iterator[Known]:
    """The channels of the map above joined with those of a row further up whose map is as large."""
    if flow.channels is None or flow.sizes is None:
        return
    for row in range(at - 1):
        sizes, channels = cells.sizes(row, "output"), told_channels(cells, row, is_flat=False)
        if sizes is not None and channels is not None and sizes.numbers == flow.sizes.numbers:
            yield Known((flow.channels.number + channels.number,), flow.channels.places | channels.places)


def _vector(flow: Flow) -> Known | None:
    """What flows in as a vector."""
    if flow.channels is None:
        return None
    sizes = flow.sizes.numbers if flow.sizes is not None else ()
    places = flow.channels.places | (flow.sizes.places if flow.sizes is not None else _NONE)
    return Known((prod(sizes) * flow.channels.number,), places)


def _same(name: str, place: Place, printed: Known, above: Known) -> CellRelation:
    return _among(name, place, printed, [above])


def _among(name: str, place: Place, printed: Known, given: Sequence[Known]) -> CellRelation:
    expected = tuple(Expected(one.numbers) for one in given)
    found = tuple(one for one in expected if one.value == printed.numbers)
    sources = frozenset(source for one in given for source in one.places)
    return CellRelation(name, place, sources, expected, found)


# what comes out --------------------------------------------------------------------------------------


def _outcomes(row: SheetLayers) -> tuple[LayerOutcome, ...]:
    """What the main layer gives; only its sizes where its channels or its kernels are not told."""
    sizes = row.sizes.numbers if row.sizes is not None else ()
    axes = row.cells.assumed.axes
    is_counted = row.window.kernels or not has_kernels(row.main)
    if row.channels is not None and is_counted:
        return outcomes(row.main, row.window, sizes, row.channels.number, axes)
    if not sizes or is_vector(row.main):
        return ()
    window = replace(row.window, kernels=_ANY, groups=0)
    return tuple(replace(one, counts={}) for one in outcomes(row.main, window, sizes, _ANY, axes))


def _after(row: SheetLayers, one: LayerOutcome) -> Iterator[LayerOutcome]:
    """What the layers behind the main one make of what it gives, each for a choice of what is not told."""
    behind = row.kinds[row.kinds.index(row.main) + 1 :]
    if not behind:
        yield one
        return
    axes = row.cells.assumed.axes
    for last in outcomes(behind[0], Window(), one.sizes, one.channels, axes):
        yield replace(last, departs=one.departs or last.departs)


def _sizes_given(row: SheetLayers, after: Sequence[LayerOutcome], *, is_flat: bool) -> Iterator[CellRelation]:
    """The sizes of the map that a row prints, against what follows."""
    printed = row.cells.sizes(row.at, "output", is_vector=is_flat)
    known = [one for one in after if one.sizes]
    if printed is None or row.sizes is None or not known:
        return
    is_plain = len(row.kinds) == 1
    expected = tuple(
        Expected(one.sizes, _rounded(one), (one.shape, one.layer, "output") if is_plain else None) for one in known
    )
    found = tuple(one for one in expected if one.value == printed.numbers)
    sources = row.sizes.places | (row.told - {(row.at, "out"), (row.at, "output/channels"), (row.at, "groups")})
    excuse = "" if found else _excuse(row, known, printed)
    name = "output" if is_windowed(row.main) else "kept"
    yield CellRelation(name, (row.at, "output"), sources, expected, found, bool(excuse), excuse)


def _rounded(one: LayerOutcome) -> str:
    """Whether a size is rounded down."""
    return "floored" if one.sizes != raised(one) and not one.departs else ""


def _excuse(row: SheetLayers, known: Sequence[LayerOutcome], printed: Known) -> str:
    """Why a map may be right all the same: a rest that is rounded up, a window that nobody tells."""
    if _may_pool(row, known, printed):
        return "global" if {*printed.numbers} == {1} else "window"
    if any(raised(one) == printed.numbers for one in known):
        return "raised"
    if _is_behind_pool_left_out(row, printed):
        return "pooled"
    is_usual = (row.at, "stride") not in row.told and (row.at, "kernel") not in row.told
    return "usual" if is_usual and row.sizes is not None and row.sizes.numbers == printed.numbers else ""


def _may_pool(row: SheetLayers, known: Sequence[LayerOutcome], printed: Known) -> bool:
    """Whether a pooling of which no window is told may give a map: any window that goes into what comes in."""
    is_told = bool(row.window.kernel or row.window.stride)
    if not is_pool(row.kinds[-1]) or (is_told and len(row.kinds) == 1):
        return False
    entering = [one.shape[:-1] for one in known]
    return any(
        min(printed.numbers) > 0
        and all(size // (size // given) == given for size, given in zip(sizes, printed.numbers, strict=True))
        for sizes in entering
        if len(sizes) == len(printed.numbers) and all(map(int.__ge__, sizes, printed.numbers))
    )


def _is_behind_pool_left_out(row: SheetLayers, printed: Known) -> bool:
    """Whether a map follows from the row above by a pooling that halves it, in a table that lists no poolings."""
    if row.sizes is None or any(is_pool(kind) for one in row.cells.sheet.rows for kind in one.owner.kinds):
        return False
    window, axes = replace(row.window, kernels=_ANY, groups=0), row.cells.assumed.axes
    halves = {tuple((size + rest) // 2 for size in row.sizes.numbers) for rest in (0, 1)}
    return any(one.sizes == printed.numbers for half in halves for one in outcomes(row.main, window, half, _ANY, axes))


def _channels_given(row: SheetLayers, *, is_flat: bool) -> Iterator[CellRelation]:
    """The channels that a row prints: told twice, or those that come in."""
    printed = row.cells.channels(row.at, "output", is_vector=is_flat)
    out = row.cells.known(row.at, "out")
    keeps = works_by_channel(row.main) or is_global(row.main)
    if printed is not None and out is not None:
        yield _same("depth", (row.at, "output/channels"), printed, out)
    if keeps and row.channels is not None:
        for place, one in (((row.at, "out"), out), ((row.at, "output/channels"), printed)):
            if one is not None:
                yield _same("depth", place, one, row.channels)
    if is_flattening(row.main) and row.channels is not None and printed is not None:
        yield _same("depth", (row.at, "output/channels"), printed, row.channels)


def _leaving_sizes(row: SheetLayers, after: Sequence[LayerOutcome], *, is_flat: bool) -> Known | None:
    printed = row.cells.sizes(row.at, "output", is_vector=is_flat)
    if printed is not None or is_flat or row.sizes is None:
        return printed
    given = {one.sizes for one in after if one.sizes}
    is_sure = len(given) == 1 or (row.window.stride and row.window.padding) or is_pool(row.kinds[-1])
    return Known(after[0].sizes, row.sizes.places | row.told) if given and is_sure else None


def _leaving_channels(row: SheetLayers, *, is_flat: bool) -> Known | None:
    told = told_channels(row.cells, row.at, is_flat=is_flat)
    keeps = works_by_channel(row.main) or is_flattening(row.main) or keeps_channels(row.main)
    return told or (row.channels if keeps else None)
