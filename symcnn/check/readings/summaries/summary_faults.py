"""Which one figure of a summary is wrong: the one whose correction makes every row and the total come out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from symcnn.check.edits.edits import slip
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Fit, Level, counts_of
from symcnn.check.readings.summaries.summary_table import SummaryTable
from symcnn.core.record import record
from symcnn.core.written.tree import Num
from symcnn.documents.reading.print_rows import Shape, SummaryTotal

_MOST_FAILING = 8


@record
class Repair:
    """The right figure of a row: its number of parameters, or its shape without the batch.

    `is_confirmed` tells that another figure says the same: a total, or the row after it.
    """

    row: int
    value: int | Shape
    is_confirmed: bool

    @property
    def count(self) -> int | None:
        """The right number of parameters, where that is what is wrong."""
        return self.value if isinstance(self.value, int) else None


@record
class Diagnosis:
    """What is known of a table: how its rows follow, the wrong figures, the rows that may be wrong.

    `bare` are the rows that come out only without biases, which other rows have. `total` is the sum of the rows'
    parameters, as far as it is sure; `is_confirmed` tells that the printed total says the same. `is_total_wrong` tells
    that the rows are beyond doubt and the total is not their sum.
    """

    fits: tuple[Fit, ...]
    repairs: Mapping[int, Repair]
    doubtful: frozenset[int]
    total: int | None
    is_confirmed: bool
    is_total_wrong: bool = False
    bare: frozenset[int] = frozenset()


def totals_of(table: SummaryTable, right: int | None = None) -> Mapping[str, int]:
    """The printed totals that are counts, by name; those printed twice with different figures are left out.

    One that is rounded stands for the `right` one, else for the sum of the rows, where it agrees with that.
    """
    found: dict[str, int] = {}
    twice = set()
    rows_sum = _sum(table) if right is None else right
    for total in table.summary.totals:
        value = total.value
        if total.place > 1 and rows_sum is not None and _agrees(total, rows_sum):
            value = rows_sum
        is_count = value.denominator == 1 and not total.unit
        if is_count and found.setdefault(total.name, int(value)) != value:
            twice.add(total.name)
    return {name: value for name, value in found.items() if name not in twice}


def _agrees(total: SummaryTotal, value: int) -> bool:
    """Whether a total is this number, to its digits."""
    return 2 * abs(value - Fraction(total.value)) <= Fraction(total.place) if total.place > 1 else value == total.value


def frozen(table: SummaryTable) -> int:
    """The parameters that are not trained as far as the rows tell: moving statistics, and what is in brackets."""
    found = 0
    for at in table.counted:
        row, form, shape, params = table.summary.rows[at], table.forms[at], table.shapes[at], table.params[at]
        if row.is_frozen:
            found += params or 0
        elif form is RowForm.STATISTICS and shape and params:
            layer = table.fit(at).layer
            figures = layer.figures if layer else None
            found += int(figures["params"] - figures["trainable"]) if figures else 0
    return found


def diagnosed(table: SummaryTable, *, biases: bool = False) -> Diagnosis:
    """The diagnosis of a table; a row with a batch of its own may be wrong.

    Where a document says that all have `biases`, a number that comes out only without them is wrong.
    """
    found = _diagnosed(table)
    bare = frozenset() if found.is_confirmed else _bare(table, found.fits) - found.repairs.keys()
    if bare and biases:
        found = replace(found, repairs={**found.repairs, **_with_biases(table, bare)}, total=None)
        bare = frozenset()
    rows = table.summary.rows
    batches = Counter(row.shape[0] for row in rows if row.shape)
    usual = batches.most_common(1)[0][0] if batches else None
    other = {at for at, row in enumerate(rows) if row.shape and row.shape[0] != usual}
    lopsided = {at for at in range(len(rows)) if _is_lopsided(table, at)}
    return replace(found, doubtful=found.doubtful | other | lopsided, bare=bare)


def _with_biases(table: SummaryTable, bare: frozenset[int]) -> Mapping[int, Repair]:
    counts = {at: table.split(table.shapes[at] or ())[1] or 0 for at in bare}
    return {at: Repair(at, (table.params[at] or 0) + counts[at], is_confirmed=False) for at in bare}


def _is_lopsided(table: SummaryTable, at: int) -> bool:
    """Whether a map that comes from nowhere is not square, and the next one is: a side may be wrong."""
    shape = table.shapes[at]
    if shape is None or len(shape) < 3 or table.inputs[at] != (None,) or table.summary.rows[at].input is not None:
        return False
    after = [table.shapes[place] or () for place in table.outputs.get(at, ())]
    return len({*_sides(table, shape)}) > 1 and any(len({*_sides(table, found)}) == 1 for found in after)


def _diagnosed(table: SummaryTable) -> Diagnosis:
    fits = table.fits()
    printed = totals_of(table)
    rows_sum = _sum(table)
    failing = {at for at, fit in enumerate(fits) if fit.level <= Level.ODD}
    total, parts = printed.get("total"), _parts(printed)
    claimed = parts if total is None else total - printed.get("optimizer", 0)
    if rows_sum is None or claimed is None:
        return _by_shapes(table, fits, failing, rows_sum, is_confirmed=False)
    if claimed == rows_sum or parts == rows_sum:
        return _by_shapes(table, fits, failing, rows_sum, is_confirmed=True)
    return _by_total(table, fits, failing, rows_sum, claimed, is_firm=parts in (None, claimed) and total is not None)


def _parts(printed: Mapping[str, int]) -> int | None:
    if "trainable" not in printed or "non_trainable" not in printed:
        return None
    return printed["trainable"] + printed["non_trainable"]


def _sum(table: SummaryTable) -> int | None:
    """The sum of the rows; None where a row is missing or has no number."""
    rows = table.summary.rows
    if not table.summary.is_whole:
        return None
    figures = [0 if rows[at].is_recursive else table.params[at] for at in table.counted]
    return None if None in figures else sum(figure for figure in figures if figure is not None)


def _by_total(
    table: SummaryTable, fits: tuple[Fit, ...], failing: set[int], rows_sum: int, claimed: int, *, is_firm: bool
) -> Diagnosis:
    """The sum of the rows is not the total: the row whose figure may be off by the difference."""
    able = []
    for at in table.counted:
        value = (table.params[at] or 0) + claimed - rows_sum
        if value < 0 or table.summary.rows[at].is_recursive:
            continue
        fit = table.fit(at, params=value)
        if not failing and not fit.is_usual:
            continue
        if fit.level >= Level.WEAK or (fit.level is Level.UNKNOWN and table.params[at]):
            able.append((at, value, fit))
    certain = [(at, value, fit) for at, value, fit in able if fit.level >= Level.WEAK]
    if failing:
        certain = [found for found in certain if failing == {found[0]}]
    else:
        certain = [found for found in certain if is_firm and len(able) == 1 and _is_slip(table, *found[:2])]
    if len(certain) == 1:
        at, value, fit = certain[0]
        fits = (*fits[:at], fit, *fits[at + 1 :])
        repair = Repair(at, value, is_confirmed=True)
        return Diagnosis(fits, {at: repair}, frozenset(), claimed, is_confirmed=True)
    alone = _alone(table, fits, failing)
    told = rows_sum + sum((repair.count or 0) - (table.params[at] or 0) for at, repair in alone.items())
    if alone.keys() == failing and any(_agrees(line, told) for line in table.summary.totals if line.name == "total"):
        return Diagnosis(fits, alone, frozenset(), told, is_confirmed=True)
    doubtful = frozenset({at for at, _, _ in able} | _around(table, failing))
    is_sound = not able and not failing and all(fit.level >= Level.WEAK for fit in fits)
    printed = totals_of(table)
    is_usual = printed.get("non_trainable", 0) in (0, frozen(table))
    if is_sound and is_usual and RowForm.NESTED not in table.forms:
        return Diagnosis(fits, {}, doubtful, rows_sum, is_confirmed=False, is_total_wrong=True)
    return Diagnosis(fits, {}, doubtful, None, is_confirmed=False)


def _is_slip(table: SummaryTable, at: int, value: int) -> bool:
    """Whether a number of parameters is a slip of another: of the pen, or the biases are left out."""
    printed = table.params[at] or 0
    return slip(str(value), str(printed)) is not None or value - printed == table.split(table.shapes[at] or ())[1]


def _by_shapes(
    table: SummaryTable, fits: tuple[Fit, ...], failing: set[int], rows_sum: int | None, *, is_confirmed: bool
) -> Diagnosis:
    """No total speaks against the rows: the size whose correction makes all of them come out."""
    repairs = list(_repairs(table, fits, failing)) if 0 < len(failing) <= _MOST_FAILING else []
    if table.is_torch and is_confirmed:
        strange = failing | {at for at, fit in enumerate(fits) if not fit.is_usual}
        others = tuple(_from_further_up(table, at, fit) if at in strange else fit for at, fit in enumerate(fits))
        still = {at for at in failing if others[at].level <= Level.ODD}
        if not (repairs and failing and not still):
            fits, failing = others, still
        else:
            repairs = []
    if not failing:
        return Diagnosis(fits, {}, frozenset(), rows_sum, is_confirmed)
    if len(repairs) == 1:
        repair, shape = repairs[0]
        changed = {repair.row: shape}
        touched = (repair.row, *table.outputs.get(repair.row, ()))
        fits = tuple(table.fit(at, changed) if at in touched else fit for at, fit in enumerate(fits))
        return Diagnosis(fits, {repair.row: repair}, frozenset(), rows_sum, is_confirmed)
    if not repairs and not is_confirmed and (alone := _alone(table, fits, failing)):
        rest = frozenset(_around(table, failing - alone.keys()))
        return Diagnosis(fits, alone, rest, None, is_confirmed=False)
    return Diagnosis(fits, {}, frozenset(_around(table, failing)), rows_sum, is_confirmed)


def _around(table: SummaryTable, failing: set[int]) -> set[int]:
    """The rows that do not follow, and those that they come from: either may be wrong."""
    return failing | {source for at in failing for source in table.inputs[at] if source is not None}


def _repairs(table: SummaryTable, fits: tuple[Fit, ...], failing: set[int]) -> Iterator[tuple[Repair, Shape]]:
    """Slips in a shape whose correction leaves no row that does not follow.

    Where rows are odd and none impossible, only a map that alone is not square is taken for a slip.
    """
    is_odd = all(fits[at].level > Level.BAD for at in failing)
    for at in sorted(_around(table, failing)):
        shape = table.shapes[at]
        touched = (at, *table.outputs.get(at, ()))
        if shape is None or not failing <= {*touched}:
            continue
        for changed_shape in _near_shapes(table, shape):
            changed = {at: changed_shape}
            if is_odd and (len(failing) < 2 or not _is_lone(table, at, changed_shape)):
                continue
            if all(_is_better(table.fit(place, changed), fits[place], place in failing) for place in touched):
                yield Repair(at, changed_shape, is_confirmed=len(touched) > 1), changed_shape


def _near_shapes(table: SummaryTable, shape: Shape) -> Iterator[Shape]:
    """The shapes that one slip makes this one of: in one size, or in the size of a square map."""
    for axis, size in enumerate(shape):
        for value in _near(size) if size is not None and size > 0 else ():
            yield (*shape[:axis], value, *shape[axis + 1 :])
    sides = _sides(table, shape)
    if len(sides) > 1 and len({*sides}) == 1 and sides[0] is not None:
        for value in _near(sides[0]):
            square = (value,) * len(sides)
            yield (shape[0], *square) if table.first else (*square, shape[-1])


def _is_lone(table: SummaryTable, at: int, shape: Shape) -> bool:
    """Whether a map is the only one that is not square, and the rows after it have maps to tell."""
    maps = [found for place, found in enumerate(table.shapes) if place != at and found is not None and len(found) > 2]
    sides = [_sides(table, found) for found in (*maps, shape)]
    after = [_sides(table, table.shapes[place] or ()) for place in table.outputs.get(at, ())]
    return all(len({*found}) == 1 for found in sides) and any(found[:1] not in ((), (1,)) for found in after)


def _sides(table: SummaryTable, shape: Shape) -> Shape:
    return table.split(shape)[0]


def _is_better(new: Fit, old: Fit, is_failing: bool) -> bool:
    if is_failing:
        return new.level >= Level.WEAK and new.is_usual
    return new.level >= min(old.level, Level.WEAK)


def _near(size: int) -> tuple[int, ...]:
    """The numbers that one slip of the pen makes this one of."""
    digits = str(size)
    found = set()
    for at in range(len(digits) + 1):
        for digit in "0123456789":
            found.add(digits[:at] + digit + digits[at:])
            found.add(digits[:at] + digit + digits[at + 1 :])
        found.add(digits[:at] + digits[at + 1 :])
        found.add(digits[:at] + digits[at + 1 : at + 2] + digits[at : at + 1] + digits[at + 2 :])
    return tuple(sorted({int(text) for text in found if text and text[0] != "0"} - {size}))


def _from_further_up(table: SummaryTable, at: int, fit: Fit) -> Fit:
    """How a row follows from a row further up: PyTorch's summaries do not say where branches start."""
    if table.forms[at] not in (RowForm.KERNELS, RowForm.UNITS, RowForm.WINDOW, RowForm.SPREAD):
        return fit
    for shape in table.earlier(at):
        found = table.fit(at, before=shape)
        if found.level is Level.GOOD and found.is_usual:
            return found
    return fit


def _alone(table: SummaryTable, fits: tuple[Fit, ...], failing: set[int]) -> dict[int, Repair]:
    """Rows whose number of parameters cannot be, between rows that follow, where no total tells."""
    found = {}
    for at in failing:
        value = fits[at].params
        around = [place for place in (*table.inputs[at], *table.outputs.get(at, ())) if place is not None]
        is_told = table.summary.rows[at].input is not None or bool(counts_of(table.kernel(at), table.batched(at)))
        is_certain = is_told or (not table.is_torch and table.inputs[at] != (None,))
        if value is not None and is_certain and all(fits[place].level >= Level.WEAK for place in around):
            found[at] = Repair(at, value, is_confirmed=False)
    return found


def _bare(table: SummaryTable, fits: tuple[Fit, ...]) -> frozenset[int]:
    """The rows without biases, where others have them and no normalization follows."""
    free, biased = set(), 0
    for at, fit in enumerate(fits):
        letters = dict(fit.layer.made.arguments) if fit.layer else {}
        if "bias" in letters and table.params[at]:
            after = [table.forms[place] for place in table.outputs.get(at, ())]
            is_normed = any(form in (RowForm.NORM, RowForm.STATISTICS) for form in after)
            biased += letters["bias"] == Num(1)
            free |= {at} if letters["bias"] == Num(0) and not is_normed else set()
    return frozenset(free) if len(free) <= biased else frozenset()
