"""The relations of what is counted in a row of layers: parameters, multiplications, values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from fractions import Fraction
from math import prod

from symcnn.check.tables.cell_relations import CellRelation, Expected
from symcnn.check.tables.layer_operations import LayerOutcome, Sizes, outcomes
from symcnn.check.tables.layer_rows import SheetLayers, told_channels
from symcnn.check.tables.sheet_cells import Known, SheetCells
from symcnn.check.tables.sheets import OF_ROWS, Place
from symcnn.core.record import replace
from symcnn.core.written.tree import Num, Op, total
from symcnn.network.wiring.kind_traits import has_kernels, is_convolution, is_pool, is_transposed, is_vector

_COLOURS = (3, 1)
"""The channels of pictures, where none are told."""
_KERNELS = (3, 1, 5, 7, 2, 4, 6, 8, 9, 10, 11)
"""The kernels that may be meant where none is told."""
_NONE: frozenset[Place] = frozenset()
_NORMS = "batch_norm"
_GROUPS = (2, 4, 8, 16, 32)
_FEWEST_JOINED = 8
"""So many channels at least have the maps that a layer further down joins or reads."""
_USUAL = 8
"""Channels are mostly a multiple of this."""
_SEVERAL = frozenset({"several", "repeated", "partly", "branch"})
"""Circumstances in which a row may count more than one layer, or less."""


def with_own_kernel(row: SheetLayers) -> SheetLayers:
    """The row with the kernel that its parameters show, where it tells none and the usual one does not give them."""
    is_said = row.main not in OF_ROWS and row.cells.sheet.usual.get(row.main, {}).get("kernel") == row.window.kernel
    is_open = (
        (row.at, "kernel") not in row.told and not is_said and row.channels is not None and is_convolution(row.main)
    )
    slots = [slot for slot in ("params", "weights") if row.cells.mark(row.at, slot) is not None] if is_open else []
    kernels = dict.fromkeys((*([row.window.kernel] if row.window.kernel else []), *((one,) for one in _KERNELS)))
    for kernel in kernels if slots else ():
        tried = replace(row, window=replace(row.window, kernel=kernel))
        made = [one for one in _plainly(tried, kernel) if one.counts]
        ways = (one for slot in slots for layer in made for one in _ways(tried, layer, slot))
        if any(row.cells.agrees((row.at, slot), one.value) for one in ways for slot in slots):
            return tried
    return row


def _plainly(row: SheetLayers, kernel: Sizes) -> tuple[LayerOutcome, ...]:
    """What the layer gives with a kernel, whatever its sizes are."""
    assert row.channels is not None
    window = replace(row.window, kernel=kernel, stride=(1,), padding=(0,))
    return outcomes(row.main, window, (), row.channels.number, row.cells.assumed.axes)[:1]


def counted(row: SheetLayers, found: Sequence[LayerOutcome]) -> Iterator[CellRelation]:
    """Parameters, weights and biases."""
    places = row.channels.places if row.channels is not None else _NONE
    for slot in ("params", "weights", "biases"):
        place = (row.at, slot)
        if row.cells.mark(*place) is None:
            continue
        if (known := _of_several(row, place)) is not None:
            yield known
            continue
        given = [one for one in found[:1] if one.counts]
        is_weak = not given
        if is_weak or row.has_guessed_kernel:
            given += _guessed(row)
        expected = tuple(dict.fromkeys(one for made in given for one in _ways(row, made, slot)))
        agreeing = tuple(one for one in expected if row.cells.agrees(place, one.value))
        sources = places | (row.told - {(row.at, "stride"), (row.at, "padding"), (row.at, "dilation")})
        if expected and (agreeing or not is_weak):
            excuse = "" if agreeing else _excuse(row, place, _ways)
            is_open = is_weak or row.has_guessed_kernel or bool(excuse)  # another kernel may be meant
            yield CellRelation(slot, place, sources, expected, agreeing, is_open and not agreeing, excuse)


def _of_several(row: SheetLayers, place: Place) -> CellRelation | None:
    """The relation of a cell of which its column tells which layers it counts."""
    mark = row.cells.mark(*place)
    if mark is None or mark.start not in row.cells.sheet.counted:
        return None
    value, formula = row.cells.sheet.counted[mark.start]
    expected = (Expected((value,), "", None, formula),)
    agreeing = expected if row.cells.agrees(place, (value,)) else ()
    places = row.channels.places if row.channels is not None else _NONE
    return CellRelation(place[1], place, places | row.told, expected, agreeing)


WaysOfCounting = Callable[[SheetLayers, LayerOutcome, str], Iterable[Expected]]


def _excuse(row: SheetLayers, place: Place, ways: WaysOfCounting) -> str:
    """Why a count may be right all the same: of several layers, of one with groups or channels that nobody tells."""
    owner = row.cells.sheet.rows[row.at].owner
    if not owner.cues.isdisjoint(_SEVERAL) or row.cells.known(row.at, "repeat") is not None:
        return "several"
    others_of = {
        "depthwise": () if owner.kinds else _with_groups(row, each=True),
        "groups": _with_groups(row),
        "channels": _with_channels(row),
        "kernel": _with_kernels(row),
    }
    for excuse, others in others_of.items():
        if any(row.cells.agrees(place, one.value) for made in others for one in ways(row, made, place[1])):
            return excuse
    return "channels" if _has_other_channels(row, place, ways) else ""


def _has_other_channels(row: SheetLayers, place: Place, ways: WaysOfCounting) -> bool:
    """Whether a count is that of the layer on channels that no row tells, as those of a layer that is not listed."""
    printed = row.cells.count(place)
    if printed is None or row.channels is None or any(at == row.at for at, _ in row.channels.places):
        return False
    few, more = (
        [one.value[0] for made in outcomes(row.main, row.window, (), count, row.cells.assumed.axes)[:1]
         for one in ways(row, made, place[1])]
        for count in (_USUAL, 2 * _USUAL)
    )  # fmt: skip
    for one, other in zip(few, more, strict=False):
        step = Fraction(other - one, _USUAL)
        count = round((_USUAL + (printed - one) / step) / _USUAL) * _USUAL if step > 0 else 0
        if count > 0 and row.cells.agrees(place, (int(one + (count - _USUAL) * step),)):
            return True
    return False


def _with_groups(row: SheetLayers, *, each: bool = False) -> Iterator[LayerOutcome]:
    """What the layer gives in groups, where no word tells how many, or in one for each channel."""
    if row.channels is None or row.window.groups or not has_kernels(row.main):
        return
    for groups in (*_GROUPS, row.channels.number)[-1 if each else 0 :]:
        window = replace(row.window, groups=groups)
        yield from outcomes(row.main, window, (), row.channels.number, row.cells.assumed.axes)[:1]


def _with_kernels(row: SheetLayers) -> Iterator[LayerOutcome]:
    """What the layer gives with another kernel, where that of the document is not told in its row."""
    if row.channels is None or (row.at, "kernel") in row.told or not is_convolution(row.main):
        return
    for kernel in _KERNELS:
        yield from _plainly(row, (kernel,))


def _with_channels(row: SheetLayers) -> Iterator[LayerOutcome]:
    """What the layer gives on maps of rows further up, alone or joined with those of the row above."""
    if row.channels is None or any(place[0] == row.at for place in row.channels.places):
        return
    own = row.channels.number
    above = {other for other in row.above if other >= _FEWEST_JOINED}
    for channels in {*above, *(own + other for other in above), 2 * own} - {own}:
        yield from outcomes(row.main, row.window, (), channels, row.cells.assumed.axes)[:1]


def _guessed(row: SheetLayers) -> Iterator[LayerOutcome]:
    """What a layer may give whose kernel, or whose channels that come in, nobody tells."""
    axes = row.cells.assumed.axes
    channels = [row.channels.number] if row.channels is not None else [*_COLOURS] if row.at <= 1 else []
    is_told = row.window.kernel and not row.has_guessed_kernel
    kernels = [row.window.kernel] if is_told or not is_convolution(row.main) else [(one,) for one in _KERNELS]
    for count in channels:
        for kernel in kernels:
            window = replace(row.window, kernel=kernel, stride=(1,), padding=(0,))
            yield from outcomes(row.main, window, (), count, axes)[:1]


def _ways(row: SheetLayers, made: LayerOutcome, slot: str) -> Iterator[Expected]:
    """The ways of counting a layer: with its biases, without them, with a normalisation behind it."""
    counts = made.counts
    if is_pool(row.main) and slot != "biases":
        learned = Expected((2 * made.channels,), "learned")  # a subsampling may learn a factor and a bias for each map
        yield Expected((0,), "", (made.shape, made.layer, slot))
        yield from [learned] if row.cells.agrees((row.at, slot), learned.value) else []
        return
    if slot == "biases":
        yield Expected((counts.get("biases", 0),), "", (made.shape, made.layer, "biases"))
        return
    ways = [("biased", "params"), ("unbiased", "weights")]
    said = {"biased", "unbiased"} & row.cells.sheet.rows[row.at].cues
    ways = [one for one in ways if one[0] in said] if len(said) == 1 and row.main != _NORMS else ways
    for way, quantity in ways if slot == "params" else reversed(ways):
        yield Expected((counts.get(quantity, 0),), way, (made.shape, made.layer, quantity))
    if row.main == _NORMS:
        yield Expected((2 * made.channels,), "trained")
    elif _NORMS in row.cells.sheet.rows[row.at].owner.kinds:
        for base in ("weights", "params"):
            for times in (2, 4):
                yield Expected((counts.get(base, 0) + times * made.channels,), "normed")


def multiplied(row: SheetLayers, found: Sequence[LayerOutcome]) -> Iterator[CellRelation]:
    """Multiplications with addition, and operations: as many times all weights as there are places."""
    for slot in ("macs", "flops"):
        place = (row.at, slot)
        if row.cells.mark(*place) is None or is_pool(row.main):
            continue
        if (known := _of_several(row, place)) is not None:
            yield known
            continue
        planes = _planes(row, found)
        is_guessed = not found or not found[0].counts
        given = [one for one in _guessed(row) if one.counts] if is_guessed else found[:1]
        if not planes or not given:
            continue
        expected = tuple(one for made in given for plane in planes for one in _times(made, plane.numbers, slot))
        agreeing = tuple(one for one in expected if row.cells.agrees(place, one.value))
        sources = (row.channels.places if row.channels is not None else _NONE) | row.told
        sources |= frozenset(one for plane in planes for one in plane.places)

        def ways(_: SheetLayers, made: LayerOutcome, slot: str, planes: Sequence[Known] = planes) -> list[Expected]:
            return [one for plane in planes for one in _times(made, plane.numbers, slot)]

        if agreeing or not is_guessed:
            excuse = "" if agreeing else _excuse(row, place, ways)
            yield CellRelation(slot, place, sources, expected, agreeing, bool(excuse), excuse)


def _planes(row: SheetLayers, found: Sequence[LayerOutcome]) -> list[Known]:
    """The maps over which the weights are moved: what is printed, else what follows."""
    if is_vector(row.main):
        return [Known((1,))]
    printed = row.cells.sizes(row.at, "output") if len(row.kinds) == 1 else None
    entering = [row.sizes] if row.sizes is not None and is_transposed(row.main) else []
    if printed is not None:
        halves = tuple(size // 2 for size in printed.numbers)  # what comes into a layer that doubles a map
        doubled = [Known(halves, printed.places)] if is_transposed(row.main) and not row.window.stride else []
        return [*entering, printed, *doubled]
    if row.sizes is None:
        return []
    return [*entering, *(Known(one.sizes, row.sizes.places) for one in found if one.sizes)]


def _times(made: LayerOutcome, plane: Sizes, slot: str) -> Iterator[Expected]:
    weights, biases, places = made.counts.get("weights", 0), made.counts.get("biases", 0), prod(plane)
    formula = Op("*", (Num(weights), *map(Num, plane)))
    single = Expected((weights * places,), "single", None, formula)
    double = Expected((2 * weights * places,), "double", None, Op("*", (Num(2), *formula.args)))
    yield from (single, double) if slot == "macs" else (double, single)
    yield Expected(((weights + biases) * places,), "single", None, Op("*", (Num(weights + biases), *map(Num, plane))))
    if slot == "flops":
        yield Expected(((2 * weights + biases) * places,), "double")
        yield Expected(((2 * weights - biases) * places,), "double")


def summed(cells: SheetCells, at: int) -> Iterator[CellRelation]:
    """Parameters as the sum of the weights and the biases that are printed beside them."""
    place, addends = (at, "params"), [(at, "weights"), (at, "biases")]
    counts = [count for one in addends if (count := cells.count(one)) is not None]
    if cells.mark(*place) is None or len(counts) < len(addends) or any(map(cells.rounding, addends)):
        return
    numbers = [int(count) for count in counts]
    expected = (Expected((sum(numbers),), "", None, total(*map(Num, numbers))),)
    agreeing = tuple(one for one in expected if cells.agrees(place, one.value))
    yield CellRelation("params", place, frozenset(addends), expected, agreeing)


def values_of_map(cells: SheetCells, at: int) -> Iterator[CellRelation]:
    """The values of a map that is printed."""
    place = (at, "neurons")
    mark = cells.mark(at, "output")
    if cells.mark(*place) is None or mark is None:
        return
    sizes, channels = cells.sizes(at, "output"), told_channels(cells, at, is_flat=False)
    if sizes is None or channels is None:
        return
    numbers = (*sizes.numbers, channels.number)
    expected = (Expected((prod(numbers),), "", None, Op("*", tuple(map(Num, numbers)))),)
    agreeing = tuple(one for one in expected if cells.agrees(place, one.value))
    yield CellRelation("neurons", place, sizes.places | channels.places, expected, agreeing)
