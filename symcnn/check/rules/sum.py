"""Totals of the lines above them: ``input = …``, ``output = …``, ``weights = …``, ``total = 11,240,320``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from symcnn.answers.claims.claims import VERDICTS, Verdict
from symcnn.answers.derive.working import worked_out
from symcnn.check.edits.edits import edit_in_digits
from symcnn.check.findings.finding import Finding, Kind, Said, Sentence
from symcnn.core.limits import MAX_ADDENDS
from symcnn.core.record import record
from symcnn.core.written.agreement import AGREEING, agreement
from symcnn.core.written.arithmetic import Number
from symcnn.core.written.tree import Num, total
from symcnn.documents.reading.separators import EMPTY_LINE
from symcnn.documents.reading.tokens import Token, tokens

_LINE = re.compile(r"^[ \t>*|-]*+(?P<label>[^\W\d_][^=≈\n]{0,60}?)[ \t]*+[=≈:](?P<rest>[^\n]*)$", re.MULTILINE)
_TOTAL = re.compile(r"\b(?:grand )?(?:total|sum)\b|总计|合计|总数|总共|总和", re.IGNORECASE)
_MOST_WORDS = 6


@record
class _Entry:
    """A line with a label and a figure: its `value`, and the token that was printed last."""

    start: int
    label: str
    value: Number
    printed: Token
    line_end: int


def sums(text: str, start: int, end: int) -> Iterator[Finding]:
    """The verdicts on totals that stand beneath the figures which they add up, `MAX_ADDENDS` of them at most."""
    group: list[_Entry] = []
    totals: list[_Entry] = []
    for entry in _entries(text, start, end):
        last = max((*group, *totals), key=lambda one: one.start, default=None)
        if last is not None and EMPTY_LINE.search(text, last.line_end, entry.start):
            group, totals = [], []
        if _TOTAL.search(entry.label):
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
    return Finding(*place, Kind.ARITHMETIC, "sum", Verdict.UNDECIDED, Num(entry.value), None, why)


def _entries(text: str, start: int, end: int) -> Iterator[_Entry]:
    for found in _LINE.finditer(text, start, end):
        if len(found["label"].split()) > _MOST_WORDS:
            continue
        figure = _last_figure(text, found.start("rest"), found.end("rest"))
        if figure is not None and figure.number is not None:
            yield _Entry(found.start("label"), found["label"], figure.number.value, figure, found.end())


def _last_figure(text: str, start: int, end: int) -> Token | None:
    """The number behind the last sign of equality, or the only thing on the line; None for a calculation."""
    line = [token for token in tokens(text, start, end) if token.kind != "edge"]
    places = [place for place, token in enumerate(line) if token.kind in ("equal", "about")]
    first = places[-1] + 1 if places else 0
    if first >= len(line) or line[first].kind != "number":
        return None
    behind = line[first + 1] if first + 1 < len(line) else None
    if behind is not None and behind.kind in ("times", "over", "sign", "power", "name", "number"):
        return None
    return line[first]


def _judged(entry: _Entry, group: Sequence[_Entry], totals: Sequence[_Entry]) -> Finding | None:
    """Right where a group of lines above adds up to it; wrong only where one slip of the pen parts them."""
    choices = [list(addends) for addends in (group, totals, [*totals, *group]) if 1 < len(addends) <= MAX_ADDENDS]
    for addends in choices:
        value = sum(addend.value for addend in addends)
        found = agreement(value, entry.value, entry.printed.number, about=False)
        if found in AGREEING:
            verdict = VERDICTS[found]
            return _finding(entry, addends, value, verdict, f"sum.{found.value}")
    for addends in choices[:1]:
        value = sum(addend.value for addend in addends)
        if edit_in_digits(value, entry.value, entry.printed) is not None:
            return _finding(entry, addends, value, Verdict.WRONG, "sum.off")
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
        "sum",
        verdict,
        Num(entry.value),
        Num(value),
        Sentence(key, values),
        (worked_out(total(*(Num(addend.value) for addend in addends))),),
        edit_in_digits(value, entry.value, entry.printed) if verdict is Verdict.WRONG else None,
    )
