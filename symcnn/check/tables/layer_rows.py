"""A row of layers as it is worked out: its kinds, what comes in, its window."""

from __future__ import annotations

from collections.abc import Mapping

from symcnn.check.tables.layer_operations import Sizes, Window
from symcnn.check.tables.sheet_cells import Known, SheetCells
from symcnn.check.tables.sheets import Place
from symcnn.core.record import record, replace
from symcnn.network.wiring.kind_traits import is_convolution

_ARGUMENTS = ("kernel", "stride", "padding", "dilation", "groups")
_OF_WINDOWS = frozenset({"kernel", "stride", "dilation", "effective_kernel"})
_NONE: frozenset[Place] = frozenset()


@record
class SheetLayers:
    """A row as it is worked out: its layers, what comes in, its window; the channels of the rows above it."""

    cells: SheetCells
    at: int
    kinds: tuple[str, ...]
    main: str
    sizes: Known | None
    channels: Known | None
    window: Window
    told: frozenset[Place]
    above: frozenset[int]

    @property
    def has_guessed_kernel(self) -> bool:
        """Whether the kernel is that which most rows seem to have, and none that is told."""
        is_assumed = self.cells.assumed.kernel and self.window.kernel == (self.cells.assumed.kernel,)
        return bool(is_assumed) and (self.at, "kernel") not in self.told and is_convolution(self.main)


def usual_kind(cells: SheetCells, at: int) -> str:
    """What a row may be that does not say it: a layer with a kernel, or with parameters where no row tells kernels."""
    told = cells.sheet.rows[at].cells
    counts = cells.count((at, "params")) or cells.count((at, "weights"))
    gives_map = cells.known(at, "out") is not None or cells.channels(at, "output") is not None
    is_layer = not _OF_WINDOWS.isdisjoint(told) or (counts and gives_map and "kernel" not in cells.sheet.names)
    return cells.assumed.kind if is_layer else ""


def window_of(cells: SheetCells, at: int, main: str, *, is_flat: bool) -> tuple[Window, frozenset[Place]]:
    """The arguments of a row's window, and the cells that tell them."""
    usual = cells.sheet.usual.get(main, {})
    told: dict[str, Sizes] = {}
    places: set[Place] = set()
    for name in _ARGUMENTS:
        found = cells.known(at, name)
        if found is not None and len(found.numbers) == cells.assumed.axes + 1:
            found = replace(found, numbers=found.numbers[: cells.assumed.axes])
        if found is not None and len(found.numbers) in (1, cells.assumed.axes):
            told[name] = found.numbers
            places |= found.places
        elif name in usual and len(usual[name]) in (1, cells.assumed.axes) and _may_be(name, usual[name], told):
            told[name] = usual[name]
    cues = cells.sheet.rows[at].cues
    padding: Sizes | str = told.get("padding", ())
    if "padding" not in told or (at, "padding") not in places:
        padding = "same" if "same" in cues else (0,) if "valid" in cues else padding
    if "kernel" not in told and is_convolution(main) and cells.assumed.kernel:
        told["kernel"] = (cells.assumed.kernel,)
    kernels = told_channels(cells, at, is_flat=is_flat)
    places |= kernels.places if kernels is not None else _NONE
    return Window(
        told.get("kernel", ()),
        told.get("stride", ()),
        padding,
        told.get("dilation", ()),
        told.get("groups", (0,))[0],
        kernels.number if kernels is not None else 0,
    ), frozenset(places)


def _may_be(name: str, usual: Sizes, told: Mapping[str, Sizes]) -> bool:
    """Whether a row may have what is told of all: nobody pads beyond the half of a kernel, nor one of a single cell."""
    kernel = told.get("kernel", ())
    return name != "padding" or not kernel or max(usual) <= max(kernel) // 2


def told_channels(cells: SheetCells, at: int, *, is_flat: bool) -> Known | None:
    """How many channels a row says that it gives."""
    out = cells.known(at, "out")
    return out if out is not None else cells.channels(at, "output", is_vector=is_flat)
