"""Under which reading of its shapes most relations of a sheet hold, and which of them say something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from symcnn.check.tables.cell_relations import CellRelation, score
from symcnn.check.tables.column_relations import ColumnMemory, column_relations
from symcnn.check.tables.field_relations import Flow
from symcnn.check.tables.row_relations import row_relations
from symcnn.check.tables.sheet_cells import Assumed, Numbers, SheetCells
from symcnn.check.tables.sheets import Place, Sheet, SheetRow, numbers_of
from symcnn.core.record import record, replace
from symcnn.network.wiring.kind_traits import is_pool

_KERNELS = (3, 5, 1, 7, 2, 4)
_FEWEST_SAID, _FEWEST_ALIKE = 2, 3
"""How many rows count biases, where the document says that it does, and where it says nothing."""
_FEWEST_GROUPED = 2
_VOLUME = 3
_NORMS = "batch_norm"
_COUNTS = ("params", "weights", "macs", "flops")
_OF_ARGUMENTS = ("groups", "channels", "kernel")
_EXCUSES = frozenset({
    "several", "depthwise", "groups", "channels", "kernel", "window", "global", "raised", "usual", "pooled",
})  # fmt: skip
_CHAINING = ("input", "channels")


@record
class SheetMemory:
    """What is known of a sheet: the relations of rows by what flows into them and what is changed in them, with what
    flows on, and those of columns."""

    rows: dict[tuple[int, Flow, tuple[tuple[str, Numbers], ...]], tuple[list[CellRelation], Flow]]
    columns: ColumnMemory


def relations_of(
    sheet: Sheet, assumed: Assumed, changes: Mapping[Place, Numbers], memory: SheetMemory
) -> list[CellRelation]:
    """The relations of a sheet as it is read, with some cells changed; what is known of it is kept in the memory."""
    cells = SheetCells(sheet, assumed, changes)
    found: list[CellRelation] = []
    flow = Flow()
    for at in range(len(sheet.rows)):
        changed = tuple(sorted((slot, numbers) for (row, slot), numbers in changes.items() if row == at))
        key = (at, flow, changed)
        if key not in memory.rows:
            memory.rows[key] = row_relations(cells, at, flow)
        own, flow = memory.rows[key]
        found += own
    return [*found, *column_relations(cells, memory.columns)]


def best_reading(sheet: Sheet) -> tuple[Assumed, list[CellRelation]]:
    """The reading under which most relations hold, and these relations; the plainest one of equals."""
    best: tuple[int, Assumed, list[CellRelation]] | None = None
    columns: ColumnMemory = {}
    for assumed in _readings(sheet):
        found = relations_of(sheet, assumed, {}, SheetMemory({}, columns))
        if assumed.is_chained and _is_unchained(found):
            continue
        value = score(found)
        if best is None or value > best[0]:
            best = value, assumed, found
    return (best[1], best[2]) if best is not None else (Assumed(), [])


def _readings(sheet: Sheet) -> Iterator[Assumed]:
    names = sheet.names
    has_kernels = "kernel" in names
    shapes = bool(names & {"input", "output"})
    kinds = ("conv", "transposed_conv") if not any(row.owner.kinds for row in sheet.rows) and has_kernels else ("conv",)
    has_fields = bool(names & {"receptive_field", "jump"})
    for axes, first, kind, kernel, chained, before in product(
        _axes(sheet) if shapes else (2,),
        (False, True) if shapes else (False,),
        kinds,
        (0,) if has_kernels else (0, *_KERNELS),
        (True, False),
        (False, True) if has_fields else (False,),
    ):
        yield Assumed(axes, first, kind, kernel, chained, before)


def _axes(sheet: Sheet) -> tuple[int, ...]:
    """How many axes maps may have: three where kernels have three sides, of which none is a number of channels, and
    where maps have four numbers, of which the first is no number of pictures."""
    kernels = {len(row.cells["kernel"].dims) for row in sheet.rows if "kernel" in row.cells}
    marks = [row.cells[slot] for row in sheet.rows for slot in ("input", "output") if slot in row.cells]
    maps = {len(numbers_of(mark)) for mark in marks}
    if len({numbers_of(mark)[0] for mark in marks if len(numbers_of(mark)) > _VOLUME}) > 1:
        return (3,)  # a number of pictures would be the same in all rows
    if _VOLUME in kernels and _VOLUME not in maps:  # ``3×3×64`` on a map is a kernel with its channels
        return (3, 2)
    if _VOLUME + 1 in maps and _VOLUME not in maps:
        return (2, 3)
    return (2,) if _VOLUME in maps else (2, 1)


def _is_unchained(found: Sequence[CellRelation]) -> bool:
    """Whether rows do not follow each other: more of them fail to than do."""
    chaining = [relation for relation in found if relation.name in _CHAINING]
    return 2 * sum(relation.holds for relation in chaining) < len(chaining)


Ways = Mapping[tuple[str, str], int]
"""How many counts of layers of a kind are told in a way alone."""


def ways_of(sheet: Sheet, relations: Sequence[CellRelation]) -> Ways:
    """How the parameters of the layers of each kind are counted."""
    return Counter(
        (kind_of(sheet, relation), relation.found[0].way)
        for relation in relations
        if relation.name == "params" and len({one.way for one in relation.found}) == 1 and relation.found[0].way
    )


def counted_alike(sheet: Sheet, relations: Sequence[CellRelation], ways: Ways) -> list[CellRelation]:
    """The relations, where the cells of a column that count in another way than all others do not hold.

    A bias that is left out is a slip where the layers of its kind have theirs, and no words say otherwise. Groups of
    which nobody speaks are no slip where several layers have them.
    """
    excuses = _excused(sheet, relations)
    plain = {relation.target[0] for relation in relations if relation.holds and relation.name in _COUNTS}
    return [
        _as_others(sheet, relation if _is_excused(relation, excuses, plain) else replace(relation, is_weak=False), ways)
        for relation in relations
    ]


def _is_excused(relation: CellRelation, excuses: frozenset[str], plain: Collection[int]) -> bool:
    """Whether a relation may stay open; not for an argument with which another count of its row does not agree."""
    if relation.excuse in _OF_ARGUMENTS and relation.target[0] in plain:
        return False
    return not relation.excuse or relation.excuse in excuses


def _excused(sheet: Sheet, relations: Sequence[CellRelation]) -> frozenset[str]:
    """What may excuse a figure: groups where several layers have them, a window of its own where none has the usual,
    a rest that is rounded up where none is rounded down."""
    times = Counter(relation.excuse for relation in relations if relation.excuse)
    usual = [
        relation
        for relation in relations
        if relation.name == "output" and relation.holds and _is_usual_pool(sheet.rows[relation.target[0]])
    ]
    closed = {"groups"} if times["groups"] < _FEWEST_GROUPED else set()
    closed |= {"window"} if len(usual) > times["window"] else set()
    has_floor = any(one.name == "output" and one.holds and one.found[0].way == "floored" for one in relations)
    closed |= {"raised"} if has_floor else set()
    return frozenset(_EXCUSES - closed)


def _is_usual_pool(row: SheetRow) -> bool:
    """Whether a row has a pooling of which no window is told."""
    return "kernel" not in row.cells and any(is_pool(kind) for kind in row.owner.kinds)


def kind_of(sheet: Sheet, relation: CellRelation) -> str:
    """The kind of layers that a relation speaks of, as far as they are counted in the same way."""
    kinds = sheet.rows[relation.target[0]].owner.kinds
    return next((kind for kind in kinds if kind in ("conv", "dense", "depthwise", "batch_norm")), "conv")


def _as_others(sheet: Sheet, relation: CellRelation, ways: Ways) -> CellRelation:
    own = {one.way for one in relation.found}
    if kind_of(sheet, relation) == _NORMS and relation.name == "params":
        return _as_other_norms(relation, ways)
    mark = sheet.rows[relation.target[0]].cells.get("params")
    is_exact = mark is not None and not mark.is_short
    if relation.name != "params" or own != {"unbiased"} or "unbiased" in sheet.cues or not is_exact:
        return relation
    kind = kind_of(sheet, relation)
    biased, unbiased = ways.get((kind, "biased"), 0), ways.get((kind, "unbiased"), 0)
    is_said = "biased" in sheet.cues and biased >= _FEWEST_SAID and biased > unbiased
    is_alike = biased >= _FEWEST_ALIKE and biased >= 2 * unbiased
    if "biased" in sheet.heads or is_said or is_alike or _is_alone_without(kind, ways):
        expected = tuple(one for one in relation.expected if one.way == "biased")
        return replace(relation, expected=expected, found=(), is_weak=False)
    return relation


def _is_alone_without(kind: str, ways: Ways) -> bool:
    """Whether one count of a table lacks biases, which all others have: those of other kinds too, but that units have
    theirs says nothing of convolutions, whose normalisation may not be listed."""
    others = {one: times for (one, way), times in ways.items() if way == "biased" and (one != "dense" or kind == one)}
    unbiased = sum(times for (_, way), times in ways.items() if way == "unbiased")
    return unbiased == 1 and sum(others.values()) >= _FEWEST_ALIKE and not any(one == _NORMS for one, _ in ways)


def _as_other_norms(relation: CellRelation, ways: Ways) -> CellRelation:
    """The relation of a normalisation, which counts four numbers for each channel, or two, as all others do."""
    own, most = (
        {one.way for one in relation.found},
        max(("biased", "trained"), key=lambda way: ways.get((_NORMS, way), 0)),
    )
    if len(own) != 1 or own == {most} or ways.get((_NORMS, most), 0) < _FEWEST_ALIKE:
        return relation
    if ways.get((_NORMS, next(iter(own))), 0) > 1:
        return relation
    expected = tuple(one for one in relation.expected if one.way == most)
    return replace(relation, expected=expected, found=(), is_weak=False)
