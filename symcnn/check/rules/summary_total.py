"""The lines below a summary's rows: sums of parameters, memory, multiply-adds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.summaries.fits import SHRUNK
from symcnn.check.readings.summaries.printed_summaries import Printed, count_edit
from symcnn.check.readings.summaries.summary_faults import Diagnosis, frozen, totals_of
from symcnn.check.readings.summaries.summary_kinds import RowForm
from symcnn.check.readings.summaries.summary_places import Level, chain
from symcnn.check.readings.summaries.summary_table import SummaryTable, is_leaf
from symcnn.core.record import record, replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.agreement import Agreement, agreement
from symcnn.core.written.arithmetic import Number, value_of
from symcnn.core.written.printed_number import PrintedNumber
from symcnn.core.written.tree import Expr, Num, Op, negated, product, reciprocal, total
from symcnn.documents.reading.print_rows import MEMORY, Shape, SummaryTotal
from symcnn.documents.reading.summaries import TORCHSUMMARY

CODE = Code("summary-total", RulePage(
    right=(
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
        "flatten (Flatten) (None, 21632) 0\n"
        "dense (Dense) (None, 10) 216330\n"
        "Total params: 216,650"
    ),
    other=(
        "Layer (type) Output Shape Param #\n"
        "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
        "flatten (Flatten) (None, 21632) 0\n"
        "dense (Dense) (None, 10) 216330\n"
        "Total params: 216,560"
    ),
    examples=(
        Example("keras-3-with-rules", ".txt", Verdict.ROUNDED,
            "┏━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━┓\n"
            "┃ Layer (type)        ┃ Output Shape      ┃     Param # ┃\n"
            "┡━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━┩\n"
            "│ conv2d (Conv2D)     │ (None, 26, 26, 8) │          80 │\n"
            "├─────────────────────┼───────────────────┼─────────────┤\n"
            "│ flatten (Flatten)   │ (None, 5408)      │           0 │\n"
            "├─────────────────────┼───────────────────┼─────────────┤\n"
            "│ dense (Dense)       │ (None, 10)        │      54,090 │\n"
            "└─────────────────────┴───────────────────┴─────────────┘\n"
            " Total params: 54,170 (211.60 KB)\n"
            " Trainable params: 54,170 (211.60 KB)\n"
            " Non-trainable params: 0 (0.00 B)\n"),
        Example("pasted-columns-collapsed-to-blanks", ".txt", Verdict.RIGHT,
            "Layer (type) Output Shape Param #\n"
            "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
            "flatten (Flatten) (None, 21632) 0\n"
            "dense (Dense) (None, 10) 216330\n"
            "Total params: 216,650\n"),
        Example("a-wrong-total", ".txt", Verdict.WRONG,
            "Layer (type) Output Shape Param #\n"
            "conv2d (Conv2D) (None, 26, 26, 32) 320\n"
            "flatten (Flatten) (None, 21632) 0\n"
            "dense (Dense) (None, 10) 216330\n"
            "Total params: 216,560\n"),
    ),
))  # fmt: skip

_POWERS = {"": 0, "b": 0, "byte": 0, "k": 1, "kb": 1, "m": 2, "mb": 2, "g": 3, "gb": 3, "t": 4, "tb": 4}
_BYTES = 4


@record
class _Said:
    """A verdict on a line, what it should say, the reason and the equations."""

    verdict: Verdict
    value: Number | None
    why: str
    derivation: tuple[Expr, ...] = ()


_NUMBERED = late_pattern(r"[A-Za-z]\w*-(\d+)$")
_OPEN = _Said(Verdict.UNDECIDED, None, "total-open")


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on the lines below each summary."""
    for printed in read.summaries:
        yield from _below(read.document.text, printed)


def _below(text: str, summary: Printed) -> Iterator[Finding]:
    table, diagnosis = summary.mended, summary.diagnosis
    is_mended = table.params != summary.table.params
    printed = totals_of(table, diagnosis.total)
    judged: dict[str, _Said] = {}
    counts = _counts(table, diagnosis, printed, summary.trained)
    for line in table.summary.totals:
        if line.name in ("total", "trainable", "non_trainable", "optimizer"):
            judged[line.name] = counts[line.name] if line.name in printed else _OPEN
        elif line.name.endswith(MEMORY):
            judged[line.name] = _memory(line, judged.get(line.name.removesuffix(MEMORY), _OPEN), printed)
        else:
            judged[line.name] = _size(line, table, diagnosis, judged)
        said = judged[line.name]
        if said.verdict is Verdict.WRONG and _lacks_rows(table):
            said = _OPEN
        yield _finding(text, line, replace(said, why="total-mended") if is_mended and said.why == "total" else said)


def _lacks_rows(table: SummaryTable) -> bool:
    """Whether rows are missing before or between those that could be read, as their numbers tell: ``Linear-7``."""
    numbers = [match for row in table.summary.rows if (match := _NUMBERED.search(row.name)) is not None]
    is_numbered = bool(numbers) and len(numbers) == len(table.summary.rows)
    return is_numbered and [int(match[1]) for match in numbers] != [*range(1, len(numbers) + 1)]


def _finding(text: str, line: SummaryTotal, said: _Said) -> Finding:
    claimed, derived = Num(line.value), None if said.value is None else Num(said.value)
    values: dict[str, Said] = {"claimed": claimed}
    if derived is not None:
        values["derived"] = derived
    edit = None
    if (
        said.verdict is Verdict.WRONG
        and said.value is not None
        and line.value.denominator == said.value.denominator == 1
    ):
        edit = count_edit(text, line.figure_start, line.end, int(line.value), int(said.value))
    return Finding(
        line.start,
        line.end,
        Kind.SUMMARY_ROW,
        CODE,
        said.verdict,
        claimed,
        derived,
        Sentence(f"summary.{said.why}", values),
        said.derivation,
        edit,
    )


def _counts(
    table: SummaryTable, diagnosis: Diagnosis, printed: Mapping[str, int], trained: int | None
) -> Mapping[str, _Said]:
    """The verdicts on the lines that count parameters."""
    found = dict.fromkeys(("total", "trainable", "non_trainable", "optimizer"), _OPEN)
    right = diagnosis.total
    if right is None:
        return (
            dict.fromkeys(found, _Said(Verdict.UNDECIDED, None, "total-cut")) if not table.summary.is_whole else found
        )
    optimizer = printed.get("optimizer", 0)
    whole = _whole(table, diagnosis, optimizer)
    is_sure = diagnosis.is_confirmed or diagnosis.is_total_wrong
    if printed.get("total") == right + optimizer:
        found["total"] = _Said(Verdict.RIGHT, right + optimizer, "total", (whole,))
    elif is_sure and "total" in printed:
        found["total"] = _Said(Verdict.WRONG, right + optimizer, "total-differs", (whole,))
    if optimizer and printed.get("total") == right + optimizer:
        working = chain(total(Num(right + optimizer), negated(Num(right))))
        found["optimizer"] = _Said(Verdict.RIGHT, optimizer, "difference", (working,))
    if is_sure or "total" not in printed or found["total"].verdict is Verdict.RIGHT:
        found |= _trained(table, diagnosis, right, printed, trained)
    return found


def _whole(table: SummaryTable, diagnosis: Diagnosis, optimizer: int) -> Expr:
    figures = []
    for at in table.counted:
        repair = diagnosis.repairs.get(at)
        figure = repair if isinstance(repair, int) else table.params[at] or 0
        if figure and not table.summary.rows[at].is_recursive:
            figures.append(Num(figure))
    return chain(total(*figures, *([Num(optimizer)] if optimizer else [])))


def _trained(
    table: SummaryTable, diagnosis: Diagnosis, right: int, printed: Mapping[str, int], trained: int | None
) -> dict[str, _Said]:
    """The parameters that are trained, and those that are not: together they are all of them."""
    one, other = printed.get("trainable"), printed.get("non_trainable")
    usual = frozen(table, diagnosis.fits) if trained is None else right - trained
    sure_one = _Said(Verdict.RIGHT, right - usual, "difference", (_less(right, usual),))
    sure_other = _Said(Verdict.RIGHT, usual, "difference", (_less(right, right - usual),))
    if one is None or other is None:
        found = {}
        if one == right - usual:
            found["trainable"] = sure_one
        if other == usual:
            found["non_trainable"] = sure_other
        return found
    if one + other == printed.get("total"):  # what follows from a wrong total is not wrong once more
        right = one + other
    if one + other == right:
        if other < usual and RowForm.STATISTICS in table.forms:
            return {}
        return {
            "trainable": _Said(Verdict.RIGHT, one, "difference", (_less(right, other),)),
            "non_trainable": _Said(Verdict.RIGHT, other, "difference", (_less(right, one),)),
        }
    if other == usual:
        wrong = _Said(Verdict.WRONG, right - usual, "difference-differs", (_less(right, usual),))
        return {"trainable": wrong, "non_trainable": sure_other}
    if one == right - usual:
        wrong = _Said(Verdict.WRONG, usual, "difference-differs", (_less(right, right - usual),))
        return {"trainable": sure_one, "non_trainable": wrong}
    return {}


def _less(whole: int, part: int) -> Expr:
    return chain(total(Num(whole), negated(Num(part))))


def _rounded(line: SummaryTotal, value: Number) -> Verdict | None:
    """The verdict on a printed figure that is this value to its own digits; a tool rounds them and never cuts them."""
    is_short = line.place < 1
    printed = PrintedNumber(line.value, line.place, is_short=is_short, has_decimals=is_short)
    found = agreement(value, line.value, printed, about=False)
    return VERDICTS[found] if found in (Agreement.EXACT, Agreement.ROUNDED) else None


def _memory(line: SummaryTotal, count: _Said, printed: Mapping[str, int]) -> _Said:
    """Keras's memory of its parameters: 4 bytes each, in units of 1024."""
    figure = printed.get(line.name.removesuffix(MEMORY))
    power = _POWERS.get(line.unit.lower())
    if figure is None or power is None:
        return _OPEN
    right = int(count.value) if count.verdict is Verdict.WRONG and count.value is not None else figure
    unit = (reciprocal(Op("^", (Num(1024), Num(power))) if power > 1 else Num(1024)),) if power else ()
    working = product(Num(right), Num(_BYTES), *unit)
    value = value_of(working)
    if (verdict := _rounded(line, value)) is not None and count.verdict in (Verdict.RIGHT, Verdict.WRONG):
        return _Said(verdict, value, "memory", (chain(working),))
    return _OPEN


_MEGABYTES = (1, Fraction(2**20, 10**6), Fraction(10**6, 2**20))
"""What a program takes for a megabyte, beside what it does today: versions differ in that."""


def _size(line: SummaryTotal, table: SummaryTable, diagnosis: Diagnosis, judged: Mapping[str, _Said]) -> _Said:
    """The estimates of torchsummary and torchinfo, by the conventions of each."""
    is_old = table.summary.form == TORCHSUMMARY
    mega = 2**20 if is_old else 10**6
    unit = 1000 ** _POWERS.get(line.unit.lower().rpartition(".")[2], 2) if not is_old else mega
    working: Expr | None = None
    match line.name:
        case "params_size" if diagnosis.total is not None and _is_sound(judged, "total"):
            working = product(Num(diagnosis.total), Num(_BYTES), reciprocal(Num(unit)))
        case "pass_size":
            working = _pass_size(table, diagnosis, unit, every=is_old)
        case "mult_adds":
            working = _mult_adds(table, diagnosis, 1000 ** _POWERS.get(line.unit.lower()[:1], 0))
        case "input_size" if table.summary.rows[0].input is not None:
            working = product(*_nums(table.summary.rows[0].input), Num(_BYTES), reciprocal(Num(unit)))
        case "total_size":
            return _sum_of_sizes(line, table)
    if working is None:
        return _OPEN
    for other in (1,) if line.name == "mult_adds" else _MEGABYTES:
        value = value_of(working) * other
        if (verdict := _rounded(line, value)) is not None:
            return _Said(verdict, value, "memory", (chain(product(working, Num(other)) if other != 1 else working),))
    value = value_of(working)
    # the size of a pass adds up what each row gives, so a size that nobody can tell leaves it open
    is_open = line.name == "pass_size" and SHRUNK in diagnosis.fits
    is_sure = diagnosis.is_confirmed and not is_open and not any(fit.level is Level.WEAK for fit in diagnosis.fits)
    if is_old and line.name in ("params_size", "pass_size") and is_sure:
        return _Said(Verdict.WRONG, value, "memory-differs", (chain(working),))
    return _OPEN


def _is_sound(judged: Mapping[str, _Said], name: str) -> bool:
    return name in judged and judged[name].verdict in (Verdict.RIGHT, Verdict.WRONG)


def _nums(shape: Shape) -> tuple[Num, ...]:
    return tuple(Num(1 if size is None else size) for size in shape)


def _pass_size(table: SummaryTable, diagnosis: Diagnosis, unit: int, *, every: bool) -> Expr | None:
    """The outputs of all layers (torchinfo: of those with parameters), for values and gradients."""
    if diagnosis.doubtful or diagnosis.repairs or not table.summary.is_whole:
        return None
    rows = table.summary.rows
    sizes = []
    for at, row in enumerate(rows):
        if not every and (not is_leaf(rows, at) or not (table.params[at] or row.is_recursive)):
            continue
        if row.shape is None or diagnosis.fits[at].fails:
            return None
        sizes.append(prod(1 if size is None else size for size in row.shape))
    return product(Num(sum(sizes)), Num(_BYTES), Num(2), reciprocal(Num(unit)))


def _mult_adds(table: SummaryTable, diagnosis: Diagnosis, unit: int) -> Expr | None:
    """One multiply-add for each parameter and each place where it is used; what is mended counts as it is printed."""
    if diagnosis.doubtful or not table.summary.is_whole:
        return None
    rows, found = table.summary.rows, []
    column = [row.mult_adds for row in rows if row.mult_adds is not None]
    if column:
        return product(Num(sum(column)), reciprocal(Num(unit)))
    for at, row in enumerate(rows):
        params = table.params[at]
        if params == 0:
            continue
        if params is None or row.shape is None or not is_leaf(rows, at) or table.kinds[at] is None:
            return None
        places = row.shape[2:] if table.forms[at] in (RowForm.KERNELS, RowForm.SPREAD) else ()
        found.append(params * (row.shape[0] or 1) * prod(size or 1 for size in places))
    return product(Num(sum(found)), reciprocal(Num(unit)))


def _sum_of_sizes(line: SummaryTotal, table: SummaryTable) -> _Said:
    """The estimated total is the sum of the sizes above it, each of them rounded."""
    parts = [part for part in table.summary.totals if part.name in ("input_size", "pass_size", "params_size")]
    if len(parts) != 3 or any(part.unit != line.unit for part in parts):
        return _OPEN
    working = total(*(Num(part.value) for part in parts))
    value = value_of(working)
    if abs(Fraction(value) - line.value) > 2 * line.place:
        return _OPEN
    verdict = Verdict.RIGHT if value == line.value else Verdict.ROUNDED
    return _Said(verdict, value, "sum", (chain(working),))
