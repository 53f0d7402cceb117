"""What is known of a summary as a whole: how its rows follow, what is wrong, whether the total says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product

from symcnn.check.edits.edits import slip
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Fit, Level
from symcnn.check.readings.summaries.summary_slips import difference, mended
from symcnn.check.readings.summaries.summary_table import Changes, SummaryTable
from symcnn.core.record import record, replace
from symcnn.documents.reading.print_rows import Shape, SummaryTotal

_NORMS = (RowForm.NORM, RowForm.STATISTICS)
_BRANCHING = (RowForm.KERNELS, RowForm.UNITS, RowForm.WINDOW, RowForm.SPREAD)


@record
class Diagnosis:
    """What is known of a table: how its rows follow, the wrong figures, the rows that may be wrong.

    `repairs` are the right figures of the rows of which one is wrong. `bare` are the rows that come out only without
    biases, which other rows have. `total` is the sum of the rows' parameters, as far as it is sure; `is_confirmed`
    tells that the printed total says the same. `is_total_wrong` tells that the rows are beyond doubt and the total is
    not their sum.
    """

    fits: tuple[Fit, ...]
    repairs: Changes
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


def frozen(table: SummaryTable, fits: Sequence[Fit]) -> int:
    """The parameters that are not trained as far as the rows tell: moving statistics, and what is in brackets."""
    found = 0
    for at in table.counted:
        layer = fits[at].layer
        if table.summary.rows[at].is_frozen:
            found += table.params[at] or 0
        elif table.forms[at] is RowForm.STATISTICS and layer and (figures := layer.figures):
            found += int(figures["params"] - figures["trainable"])
    return found


def diagnosed(table: SummaryTable, *, biases: bool = False) -> Diagnosis:
    """The diagnosis of a table; a row with a batch of its own may be wrong.

    Where a document says that all have `biases`, a number that comes out only without them is wrong.
    """
    found = _diagnosed(table)
    bare = frozenset() if found.is_confirmed else _bare(table, found.fits) - found.repairs.keys()
    if bare and biases:
        more = {at: (table.params[at] or 0) + (table.split(table.shapes[at])[1] or 0) for at in bare}
        found = replace(found, repairs={**found.repairs, **more}, total=None)
        bare = frozenset()
    rows = table.summary.rows
    batches = Counter(row.shape[0] for row in rows if row.shape)
    usual = batches.most_common(1)[0][0] if batches else None
    other = {at for at, row in enumerate(rows) if row.shape and row.shape[0] != usual}
    lopsided = {at for at in range(len(rows)) if _is_lopsided(table, at)}
    return replace(found, doubtful=found.doubtful | other | lopsided, bare=bare)


def _is_lopsided(table: SummaryTable, at: int) -> bool:
    """Whether a map that comes from nowhere is not square, and the next one is: a side may be wrong."""
    sides = _sides(table, table.shapes[at])
    if len(sides) < 2 or table.inputs[at] != (None,) or table.summary.rows[at].input is not None:
        return False
    after = [_sides(table, table.shapes[place]) for place in table.outputs.get(at, ())]
    return len({*sides}) > 1 and any(len({*found}) == 1 for found in after)


def _sides(table: SummaryTable, shape: Shape | None) -> Shape:
    return table.split(shape)[0]


def _diagnosed(table: SummaryTable) -> Diagnosis:
    fits = table.fits()
    if table.is_torch and any(fit.fails or not fit.is_usual for fit in fits):
        fits = tuple(_from_further_up(table, at, fit) for at, fit in enumerate(fits))
    printed = totals_of(table)
    claimed = tuple(dict.fromkeys(value for value in (_whole(printed), _parts(printed)) if value is not None))
    rows_sum = _sum(table)
    missing = {one - rows_sum for one in claimed} if rows_sum is not None else set()
    changes = mended(table, fits, missing)
    touched = {place for at in changes for place in (at, *table.outputs.get(at, ()))}
    fits = tuple(table.fit(at, changes) if at in touched else fit for at, fit in enumerate(fits))
    failing = {at for at, fit in enumerate(fits) if fit.fails}
    doubtful = frozenset(source for at in failing for source in table.around(at))
    total = None if rows_sum is None else rows_sum + difference(table, changes)
    found = Diagnosis(fits, changes, doubtful, total, total in claimed)
    return found if total is None or not claimed or found.is_confirmed else _by_total(table, found, failing, claimed)


def _whole(printed: Mapping[str, int]) -> int | None:
    return printed["total"] - printed.get("optimizer", 0) if "total" in printed else None


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


def _by_total(table: SummaryTable, found: Diagnosis, failing: set[int], claimed: Sequence[int]) -> Diagnosis:
    """The rows do not add up to the total: one row may be off by the difference, or the total is wrong."""
    able = []
    for whole, at in product(claimed, table.counted):
        value = (table.params[at] or 0) + whole - (found.total or 0)
        if value < 0 or table.summary.rows[at].is_recursive or at in found.repairs:
            continue
        fit = table.fit(at, {**found.repairs, at: value})
        is_likely = fit.is_usual and (failing or whole == claimed[0] or _is_slip(table, at, value))
        if is_likely and (fit.level >= Level.WEAK or (fit.level is Level.UNKNOWN and table.params[at])):
            able.append((at, value, fit, whole))
    certain = [one for one in able if one[2].level >= Level.WEAK and failing <= {one[0]}]
    if not failing and not (len(able) == 1 and _is_slip(table, *able[0][:2])):
        certain = []
    if len(certain) == 1:
        at, value, fit, whole = certain[0]
        fits = (*found.fits[:at], fit, *found.fits[at + 1 :])
        return Diagnosis(fits, {**found.repairs, at: value}, frozenset(), whole, is_confirmed=True)
    is_counted = not any(isinstance(value, int) for value in found.repairs.values())
    is_sound = is_counted and not able and not failing and all(fit.level >= Level.WEAK for fit in found.fits)
    is_usual = totals_of(table).get("non_trainable", 0) in (0, frozen(table, found.fits))
    if is_sound and is_usual and RowForm.NESTED not in table.forms:
        return replace(found, is_total_wrong=True)
    doubtful = found.doubtful | {one[0] for one in able}
    return replace(found, doubtful=doubtful, total=None)


def _is_slip(table: SummaryTable, at: int, value: int) -> bool:
    """Whether a number of parameters is a slip of another: of the pen, or the biases are left out."""
    printed = table.params[at] or 0
    return slip(str(value), str(printed)) is not None or value - printed == table.split(table.shapes[at])[1]


def _from_further_up(table: SummaryTable, at: int, fit: Fit) -> Fit:
    """How a row follows from a row further up: PyTorch's summaries do not say where branches start."""
    if table.forms[at] not in _BRANCHING or (fit.is_usual and not fit.fails):
        return fit
    found = (table.fit(at, before=shape) for shape in table.earlier(at))
    return next((one for one in found if one.level is Level.GOOD and one.is_usual), fit)


def _bare(table: SummaryTable, fits: tuple[Fit, ...]) -> frozenset[int]:
    """The rows without biases, where others have them and no normalization follows."""
    told = [at for at, fit in enumerate(fits) if fit.has_biases is not None and table.params[at]]
    free = {at for at in told if not fits[at].has_biases}
    bare = {at for at in free if not any(table.forms[place] in _NORMS for place in table.outputs.get(at, ()))}
    return frozenset(bare) if len(bare) <= len(told) - len(free) else frozenset()
