"""The verdicts on the cells of tables that are understood: right, or wrong where one change mends all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from symcnn.answers.claims.claims import Verdict
from symcnn.check.subjects.layers.told_layers import Story
from symcnn.check.tables.cell_relations import CellRelation, Expected, failing, holding
from symcnn.check.tables.cell_repairs import Mended, mended
from symcnn.check.tables.column_verdicts import column_verdicts_of
from symcnn.check.tables.sheet_cells import Assumed, Numbers
from symcnn.check.tables.sheets import COUNTS, Place, Sheet, numbers_of, sheet_of
from symcnn.check.tables.understood_sheets import Ways, best_reading, counted_alike, kind_of, ways_of
from symcnn.core.record import record, replace
from symcnn.core.written.tree import Expr
from symcnn.documents.told.layer_columns import layer_table
from symcnn.documents.told.mark import Mark
from symcnn.documents.told.passages import Passage
from symcnn.documents.told.segments import Segment
from symcnn.documents.told.table_grids import grids

_FEWEST_HOLDING = 3
_FEWEST_RIGHT = 2
_COUNTED = {"params": ("params", "weights"), "weights": ("params", "weights"), "macs": ("macs",), "flops": ("flops",)}
"""As what a figure of a table may be one of a well-known network."""
_FROM_GIVEN = ("params", "weights", "macs", "flops", "output", "depth")
"""What follows from what a row gives, and shows that it is so."""
_FIELDS = ("receptive_field", "jump")
"""What may go on from another table, so that the first row tells nothing of its own."""
_MOST_LEFT = 4
"""One relation in so many may still fail in a table that is understood."""


@record
class CellVerdict:
    """The verdict on a cell: the relation that decides it, what it should be, and what that follows from.

    `is_source` tells that no other cell gives it, and others follow from it.
    """

    mark: Mark
    verdict: Verdict
    relation: CellRelation
    derived: Numbers
    expected: Expected
    is_source: bool = False


@record
class TableVerdicts:
    """The verdicts on tables, and where the cells start of which they know how they come about."""

    verdicts: tuple[CellVerdict, ...]
    vouched: frozenset[int]


def table_verdicts(
    text: str,
    passages: Iterable[Passage],
    segments: Sequence[Segment],
    story: Story,
    named: Mapping[str, frozenset[int]],
) -> TableVerdicts:
    """The verdicts on the tables of a document; `named` are the counts of the well-known networks that it names."""
    found: list[CellVerdict] = []
    vouched: set[int] = set()
    for grid in grids(text, passages):
        table = layer_table(text, grid)
        if table is not None:
            sheet = sheet_of(text, table, story, segments)
            verdicts, known = _of_sheet(sheet)
        else:
            sheet, verdicts, known = None, [], set()
        judged = {one.mark.start for one in (*found, *verdicts)}
        columns = [*column_verdicts_of(text, grid, segments, judged)]
        several = (one for one in columns if one.is_of_several)
        counted = {one.mark.start: (one.value, one.relation.expected[0].formula) for one in several}
        if sheet is not None and counted:
            verdicts, known = _of_sheet(replace(sheet, counted=counted))
        found += [one for one in verdicts if not (one.verdict is Verdict.WRONG and _is_of_named(one, named))]
        vouched |= known
        judged = {one.mark.start for one in found}
        for one in columns:
            if one.mark.start not in judged and not (one.verdict is Verdict.WRONG and _is_in_named(one.mark, named)):
                found.append(CellVerdict(one.mark, one.verdict, one.relation, (one.value,), one.relation.expected[0]))
    return TableVerdicts(tuple(found), frozenset(vouched))


def _is_of_named(found: CellVerdict, named: Mapping[str, frozenset[int]]) -> bool:
    """Whether a number is that of a layer of a network that is named, which may have connections of its own."""
    slots = _COUNTED.get(found.relation.name, ())
    return not found.mark.dims and any(found.mark.whole in named.get(slot, frozenset()) for slot in slots)


def _is_in_named(mark: Mark, named: Mapping[str, frozenset[int]]) -> bool:
    """Whether a number is any count of a layer of a network that is named."""
    return any(mark.whole in counts for counts in named.values())


def _of_sheet(sheet: Sheet) -> tuple[list[CellVerdict], set[int]]:
    if not sheet.speaks_of_layers:
        return [], set()
    assumed, plain = best_reading(sheet)
    relations = counted_alike(sheet, plain, ways_of(sheet, plain))
    holds, fails = len(holding(relations)), len(failing(relations))
    if holds < _FEWEST_RIGHT or holds <= fails:
        return [], set()
    found = mended(sheet, assumed) if holds >= _FEWEST_HOLDING else Mended({}, tuple(relations), frozenset())
    open_ones = found.following | found.unlisted
    left = [one for one in failing(found.relations) if one.target not in open_ones and not _counts_more(sheet, one)]
    is_understood = _MOST_LEFT * len(left) <= holds and len(found.changes) < holds
    if not is_understood:
        return [*_right(sheet, relations, {})], set()
    wrong = [*_wrong(sheet, assumed, found)]
    right = [*_right(sheet, found.relations, found.changes)]
    following = {mark.start for place in found.following if (mark := _mark(sheet, place)) is not None}
    ways = ways_of(sheet, relations)
    begun = {one.name for one in found.relations if one.name in _FIELDS and one.is_weak and not one.holds}
    sure = {one.mark.start for one in right if _is_sure(sheet, one, ways) and one.relation.name not in begun}
    usual = _usual_kernel(sheet, right)
    usually = [one for one in right if _is_as_most(sheet, one, ways) and _kernel(sheet, one) in (None, usual)]
    return [*wrong, *usually], sure | following | _excused(sheet, found) | _given(sheet, found)


def _is_as_most(sheet: Sheet, found: CellVerdict, ways: Ways) -> bool:
    """Whether a cell is counted as most of its kind are, so that it may be called right."""
    kind, way = kind_of(sheet, found.relation), found.expected.way
    most = max((times for (one, _), times in ways.items() if one == kind), default=0)
    return found.relation.name != "params" or ways.get((kind, way), most) == most


def _usual_kernel(sheet: Sheet, right: Sequence[CellVerdict]) -> Expr | None:
    """The kernel that most rows seem to have which tell none."""
    found = Counter(kernel for one in right if (kernel := _kernel(sheet, one)) is not None)
    return found.most_common(1)[0][0] if found else None


def _kernel(sheet: Sheet, found: CellVerdict) -> Expr | None:
    """The kernel under which a count is right, where neither its row nor the text tells one."""
    layer = found.expected.layer
    is_told = "kernel" in sheet.rows[found.relation.target[0]].cells
    if layer is None or is_told or "kernel" in sheet.usual.get(layer[1].kind, {}):
        return None
    return dict(layer[1].arguments).get("K")


def _is_sure(sheet: Sheet, found: CellVerdict, ways: Ways) -> bool:
    """Whether a cell is right as most others are counted, and as words elsewhere say."""
    relation, way = found.relation, found.expected.way
    if way == "biased":
        return relation.name == "params" and ("unbiased" not in sheet.cues or "biased" in sheet.cues)
    if way == "unbiased" and relation.name == "params":
        kind = kind_of(sheet, relation)
        return "biased" not in sheet.heads and ways.get((kind, way), 0) > ways.get((kind, "biased"), 0)
    return True


def _given(sheet: Sheet, found: Mended) -> set[int]:
    """Where the given cells start from which figures follow that are right, and none that is not."""
    telling = [one for one in found.relations if one.holds and one.name in _FROM_GIVEN]
    failed = {_cell(place) for one in found.relations if not one.holds for place in one.places}
    changed = {*map(_cell, found.changes)}
    sources = {_cell(place) for one in telling for place in one.sources} - failed - changed
    return {mark.start for place in sources if (mark := _mark(sheet, place)) is not None}


def _excused(sheet: Sheet, found: Mended) -> set[int]:
    """Where cells start that may be right in a way which the table does not tell."""
    holding_too = {one.target for one in found.relations if one.holds}
    weak = (one for one in found.relations if one.is_weak and not one.holds and one.name in COUNTS)
    open_ones = {one.target for one in weak} - holding_too
    marks = (_mark(sheet, place) for place in open_ones)
    return {mark.start for mark in marks if mark is not None}


def _counts_more(sheet: Sheet, relation: CellRelation) -> bool:
    """Whether a total is more than its rows, so that it may count what the table does not list."""
    mark = _mark(sheet, relation.target)
    value = mark.value if mark is not None and relation.name == "total" else None
    return value is not None and all(one.value[0] < value for one in relation.expected)


def _cell(place: Place) -> Place:
    """The cell that a place is a part of: the channels of a map stand in the map's."""
    return place[0], place[1].partition("/")[0]


def _mark(sheet: Sheet, place: Place) -> Mark | None:
    return sheet.rows[place[0]].cells.get(_cell(place)[1])


def _right(sheet: Sheet, relations: Sequence[CellRelation], changes: Mapping[Place, Numbers]) -> Iterator[CellVerdict]:
    """The verdicts on the cells of which all that is known holds."""
    changed = {*map(_cell, changes)}
    doubtful = {_cell(one.target) for one in relations if not one.holds}
    by_cell: dict[Place, CellRelation] = {}
    for relation in holding(relations):
        cell = _cell(relation.target)
        if cell not in changed and cell not in doubtful and _rank(relation) > _rank(by_cell.get(cell)):
            by_cell[cell] = relation
    for cell, relation in by_cell.items():
        mark = _mark(sheet, cell)
        if mark is not None:
            one = relation.found[0]
            is_rounded = cell[1] in COUNTS and mark.value != one.value[0] and not mark.dims
            derived = one.value if cell[1] in COUNTS else numbers_of(mark)
            verdict = Verdict.ROUNDED if is_rounded else Verdict.RIGHT
            yield CellVerdict(mark, verdict, relation, derived, one, is_source=False)


_RANKS = ("channels", "input", "depth", "kept")
"""What says least of a cell of which several relations hold."""


def _rank(relation: CellRelation | None) -> int:
    if relation is None:
        return -1
    return _RANKS.index(relation.name) if relation.name in _RANKS else len(_RANKS)


def _wrong(sheet: Sheet, assumed: Assumed, found: Mended) -> Iterator[CellVerdict]:
    """The verdicts on the cells that are changed, each by the relation from which its value follows."""
    for place, numbers in found.changes.items():
        mark = _mark(sheet, place)
        with_it = [one for one in found.relations if one.holds and place in one.places]
        relation = next((one for one in with_it if one.target == place), with_it[0] if with_it else None)
        if mark is None or relation is None or sheet.rows[place[0]].owner.is_doubtful:
            continue
        one = next((one for one in relation.found if one.value == numbers), relation.found[0])
        whole = _whole(mark, place, numbers, assumed)
        yield CellVerdict(mark, Verdict.WRONG, relation, whole, one, is_source=relation.target != place)


def _whole(mark: Mark, place: Place, numbers: Numbers, assumed: Assumed) -> Numbers:
    """A shape as it should be printed, of which the sizes or the channels are others."""
    printed = numbers_of(mark)
    if place[1] in COUNTS or len(printed) <= len(numbers) or len(printed) > assumed.axes + 2:
        return numbers[:1] if len(printed) == 1 else numbers
    batch = printed[:1] if len(printed) == assumed.axes + 2 else ()
    shape = printed[len(batch) :]
    sizes, channels = (shape[1:], shape[:1]) if assumed.is_channels_first else (shape[:-1], shape[-1:])
    if place[1].endswith("/channels"):
        channels = numbers
    else:
        sizes = numbers
    return (*batch, *((*channels, *sizes) if assumed.is_channels_first else (*sizes, *channels)))
