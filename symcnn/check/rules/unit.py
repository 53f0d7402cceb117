"""The head of a column of memory that says bytes above values."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.readings.table_figures import FiguredTable, agreeing
from symcnn.core.written.arithmetic import value_of
from symcnn.core.written.tree import Num

CODE = Code("unit", RulePage(
    title=("Units of a column", "列的单位"),
    finds=(
        "The head of a table's column of memory that says bytes. Units within calculations belong to the rule "
        "calculation.",
        "表格中以字节为单位的内存列的表头。算式中的单位归入算式规则。",
    ),
    decides=(
        "Every cell is compared with the number of the layer's values, and with four times that, the bytes of 32-bit "
        "numbers. Wrong is a head of bytes above cells that all count values.",
        "将每一格与该层值的个数以及其 4 倍（32 位数的字节数）比较。表头写字节而各格都是个数时，判为错误。",
    ),
    right=(
        "| layer | kernel | stride | padding | filters | output | memory |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 224x224 | 150528 |\n"
        "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |"
    ),
    other=(
        "| layer | kernel | stride | padding | filters | output | memory (bytes) |\n"
        "| --- | --- | --- | --- | --- | --- | --- |\n"
        "| input | | | | 3 | 224x224 | 150528 |\n"
        "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |"
    ),
    is_silent=True,
    examples=(
        Example(("memory in values, its head in bytes", "表头为字节而数值为个数"), ".md", Verdict.WRONG,
            "| layer | kernel | stride | padding | filters | output | memory (bytes) |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 3 | 224x224 | 150528 |\n"
            "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |\n"),
    ),
))  # fmt: skip


def check(read: Read) -> Iterator[Finding]:
    """The heads that say bytes above cells all of which count values."""
    for table in read.tables:
        if table.table.in_bytes:
            yield from _of_head(table)


def _of_head(table: FiguredTable) -> Iterator[Finding]:
    counted = tuple(table.memory())
    held = [agreeing(value_of(count), figure) for _, figure, count in counted]
    if len(held) > 1 and None not in held:
        head = table.table.heads["memory"]
        _, figure, count = counted[0]
        values: dict[str, Said] = {"count": Num(value_of(count)), "claimed": Num(figure.values[-1])}
        yield Finding(
            head.start,
            head.end,
            Kind.SUMMARY_ROW,
            CODE,
            Verdict.WRONG,
            head.text,
            None,
            Sentence("table.unit", values),
            (worked_out(count),),
        )
