"""Totals below the figures that they add up, in lines with labels and in tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.code import Code, Example, RulePage
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.check.read import Read
from symcnn.check.subjects.facts.told_findings import told_findings
from symcnn.core.limits import MAX_ADDENDS
from symcnn.core.record import record
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Num, total
from symcnn.documents.reading.separators import EMPTY_LINE
from symcnn.documents.reading.tokens import Token, tokens
from symcnn.documents.told.lexicon import PhraseMeaning
from symcnn.documents.told.marks import marks

CODE = Code("sum", RulePage(
    right="weights: 150\nbiases: 1,006\ntotal: 1,156",
    other="weights: 150\nbiases: 1,006\ntotal: 1,165",
    examples=(
        Example("a-sum-of-the-lines-above", ".txt", Verdict.RIGHT,
            "weights: 150\nbiases: 6\ntotal: 156"),
    ),
))  # fmt: skip

_LINE = late_pattern(r"^[ \t>*|-]*+(?P<label>[^\W\d_][^=≈\n]{0,60}?)[ \t]*+[=≈:](?P<rest>[^\n]*)$", re.MULTILINE)
_TOTAL = PhraseMeaning("word", "total")
_ARGUMENTS = frozenset(PhraseMeaning("role", name) for name in ("kernel", "stride", "padding", "dilation", "groups"))
_LEAST_WRONG = 100
"""From which total on one that a slip parts from the sum is called wrong: small numbers are near each other anyway."""
_MOST_WORDS = 6
_COUNTS = ("params", "weights", "biases")
_OPERATIONS = ("times", "over", "sign")


def check(read: Read) -> Iterator[Finding]:
    """The verdicts on totals below lines with labels, and in tables."""
    for start, end in read.stretches:
        yield from _in_lines(read.text, start, end)
    yield from told_findings(read.told, CODE)


@record
class _Entry:
    """A line with a label and a figure: its `value`, and the token that was printed last."""

    start: int
    label: str
    value: Number
    printed: Token
    line_end: int
    is_worked: bool
    """Whether the figure is the result of a calculation on the line."""
    meanings: frozenset[PhraseMeaning]
    """What the words of the label mean."""

    @property
    def is_total(self) -> bool:
        """Whether the label says so."""
        return _TOTAL in self.meanings

    @property
    def quantities(self) -> frozenset[str]:
        """What the label says is counted."""
        named = {one.name for one in self.meanings if one.sort == "quantity"}
        return frozenset("params" if name in _COUNTS else name for name in named)

    @property
    def is_no_summand(self) -> bool:
        """Whether the figure is an argument, such as a stride, which nobody adds to counts."""
        return not any(one.sort == "quantity" for one in self.meanings) and any(
            one in _ARGUMENTS for one in self.meanings
        )


def _in_lines(text: str, start: int, end: int) -> Iterator[Finding]:
    """The verdicts on totals that stand beneath the figures which they add up, `MAX_ADDENDS` of them at most."""
    group: list[_Entry] = []
    totals: list[_Entry] = []
    for entry in _entries(text, start, end):
        last = max((*group, *totals), key=lambda one: one.start, default=None)
        if last is not None and EMPTY_LINE.search(text, last.line_end, entry.start):
            group, totals = [], []
        if entry.is_total:
            found = _judged(entry, group, totals) if len(group) <= MAX_ADDENDS else _undecided(entry)
            if found is not None:
                yield found
            totals = [*totals[-MAX_ADDENDS:], entry]
            group = []
        else:
            group = [*group[-MAX_ADDENDS:], entry]


def _undecided(entry: _Entry) -> Finding:
    why = Sentence("sum.too-many", {"limit": MAX_ADDENDS})
    place = entry.start, entry.printed.end
    return Finding(*place, Kind.ARITHMETIC, CODE, Verdict.UNDECIDED, Num(entry.value), None, why)


def _entries(text: str, start: int, end: int) -> Iterator[_Entry]:
    for found in _LINE.finditer(text, start, end):
        if len(found["label"].split()) > _MOST_WORDS:
            continue
        figure, is_worked = _last_figure(text, found.start("rest"), found.end("rest"))
        if figure is not None and figure.number is not None:
            words = marks(text, *found.span("label"))
            meanings = frozenset(meaning for mark in words for meaning in mark.meanings)
            place = found.start("label"), found["label"]
            yield _Entry(*place, figure.number.value, figure, found.end(), is_worked, meanings)


def _last_figure(text: str, start: int, end: int) -> tuple[Token | None, bool]:
    """The number behind the last sign of equality, or the only thing on the line, and whether it is worked out there.

    None for a calculation.
    """
    line = [token for token in tokens(text, start, end) if token.kind != "edge"]
    places = [place for place, token in enumerate(line) if token.kind in ("equal", "about")]
    first = places[-1] + 1 if places else 0
    if first >= len(line) or line[first].kind != "number":
        return None, False
    behind = line[first + 1] if first + 1 < len(line) else None
    if behind is not None and behind.kind in (*_OPERATIONS, "power", "name", "number"):
        return None, False
    return line[first], any(token.kind in _OPERATIONS for token in line[:first])


def _judged(entry: _Entry, group: Sequence[_Entry], totals: Sequence[_Entry]) -> Finding | None:
    """Right where a group of lines above adds up to it; wrong only where one slip of the pen parts them."""
    summands = [one for one in group if not one.is_no_summand]
    whole = [group, summands, totals, [*totals, *group]]
    for addends in (*whole, *(summands[place:] for place in range(1, len(summands) - 1))):
        if not 1 < len(addends) <= MAX_ADDENDS:
            continue
        value = sum(addend.value for addend in addends)
        found = agreement(value, entry.value, entry.printed.number, about=False)
        if found in AGREEING:
            return _finding(entry, addends, value, VERDICTS[found], f"sum.{found.value}")
    value = sum(addend.value for addend in summands)
    is_alike = all(not one.quantities or one.quantities & entry.quantities for one in summands) or not entry.quantities
    is_told = is_alike and 1 < len(summands) <= MAX_ADDENDS and not entry.is_worked and entry.value >= _LEAST_WRONG
    if is_told and edit_in_digits(value, entry.value, entry.printed) is not None:
        return _finding(entry, summands, value, Verdict.WRONG, "sum.off")
    return None


def _finding(entry: _Entry, addends: Sequence[_Entry], value: Number, verdict: Verdict, key: str) -> Finding:
    values: dict[str, Said] = {
        "value": Num(value),
        "claimed": Num(entry.value),
        "labels": ", ".join(addend.label.strip() for addend in addends),
    }
    return Finding(
        entry.start,
        entry.printed.end,
        Kind.ARITHMETIC,
        CODE,
        verdict,
        Num(entry.value),
        Num(value),
        Sentence(key, values),
        (worked_out(total(*(Num(addend.value) for addend in addends))),),
        edit_in_digits(value, entry.value, entry.printed) if verdict is Verdict.WRONG else None,
    )
