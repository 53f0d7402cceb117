"""The head of a column of memory that says bytes above values."""

from __future__ import annotations

from collections.abc import Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.subjects.measured.told_verdict import ToldVerdict
from symcnn.core.written.tree import Num, Op, Sym, product

CODE = Code("unit", RulePage(
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
        Example("memory-in-values-its-head-in-bytes", ".md", Verdict.WRONG,
            "| layer | kernel | stride | padding | filters | output | memory (bytes) |\n"
            "|---|---|---|---|---|---|---|\n"
            "| input | | | | 3 | 224x224 | 150528 |\n"
            "| conv1 | 3 | 1 | 1 | 64 | 224x224 | 3211264 |\n"),
    ),
))  # fmt: skip

_VALUES = ("values", 1, False)


def check(read: Read) -> Iterator[Finding]:
    """The heads that say bytes above cells all of which count values, where nobody says that a value takes one byte."""
    columns: dict[int, list[ToldVerdict]] = {}
    for found in read.told:
        head = found.fact.head
        if (
            found.fact.quantity == "bytes"
            and head is not None
            and head.reading
            and head.reading.unit == "byte"
            and found.reading
        ):
            columns.setdefault(head.start, []).append(found)
    for cells in columns.values():
        if len(cells) > 1 and not read.story.cues.get("one-byte") and {_counted(cell) for cell in cells} == {_VALUES}:
            yield _of_head(cells[0])


def _counted(cell: ToldVerdict) -> tuple[str, int, bool]:
    return cell.quantity, cell.factor, cell.verdict is Verdict.WRONG


def _of_head(first: ToldVerdict) -> Finding:
    head, (count,) = first.fact.head, first.derived
    assert head is not None
    assert count is not None
    assert first.reading is not None
    values: dict[str, Said] = {"count": Num(count), "claimed": Num(first.fact.mark.value or 0)}
    sizes = product(*(Num(size) for size in first.reading.output if size is not None))
    why = Sentence("table.unit", values)
    chain = (worked_out(sizes) if isinstance(sizes, Op) else Op("=", (Sym("neurons"), sizes)),)
    return Finding(head.start, head.end, Kind.SUMMARY_ROW, CODE, Verdict.WRONG, head.text, None, why, chain)
