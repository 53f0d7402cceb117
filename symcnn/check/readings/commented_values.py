"""Numbers in comments that say what the code beside them comes to: ``n = 9*c*128  # 73,728``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.finding import Sentence
from symcnn.check.readings.calculations import judged
from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.record import replace
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.arithmetic import exact
from symcnn.core.written.tree import Expr, Num
from symcnn.documents.formats.document import Document
from symcnn.documents.reading.doubts import is_noun
from symcnn.documents.reading.expressions import expression_at
from symcnn.documents.reading.statements import Side, Statement
from symcnn.documents.reading.tokens import Token, normal, tokens

_REMARK = late_pattern(r"[ \t;)]*#+[ \t]*(?:-+>|=+>?|→)?(?P<said>[^\r\n]{1,60})")
_ROW = late_pattern(r"[ \t]*[(\[]?[ \t]*\d{1,9}(?:[ \t]*,[ \t]*\d{1,9})+[ \t]*[)\]]?[ \t]*")
_NUMBER = late_pattern(r"\d+")
_FEWEST = 100
"""From where on a number that is another one is a slip: smaller ones may count lines, or be what was tried before."""


def commented_values(
    worked: Mapping[tuple[int, int], Sequence[int | float]], document: Document, megabyte: str
) -> Iterator[Calculation]:
    """The verdicts on comments that hold a number or a row of numbers and no more, beside code that comes to some."""
    text = normal(document.program)
    for (start, end), values in sorted(worked.items()):
        remark = _REMARK.match(document.program, end)
        if remark is None:
            continue
        if len(values) > 1:
            row = _ROW.fullmatch(document.program, *remark.span("said"))
            if row is not None and tuple(map(int, _NUMBER.findall(row[0]))) == tuple(values):
                yield _row(start, remark.end("said"), row[0].strip(), values)
        elif (statement := _statement(text, (start, end), remark.span("said"), values[0])) is not None:
            found = judged((statement,), megabyte)
            if found is not None and (found.verdict is not Verdict.WRONG or _is_sure(found)):
                values_said = {**found.why.values, "side": text[start:end]}
                is_read = found.derivation != (Num(exact(Fraction(values[0]))),)
                yield found if is_read else replace(found, why=Sentence(found.why.key, values_said))


def _statement(text: str, code: tuple[int, int], said: tuple[int, int], value: int | float) -> Statement | None:
    """What the comment says, as a calculation; None where it says more than a number with what it counts."""
    comment = tuple(tokens(text, *said))
    about = bool(comment) and comment[0].kind == "about"
    result = comment[about:]
    if not result or result[0].number is None or not all(token.kind == "name" for token in result[1:]):
        return None
    if len(result) > 1 and not (len(result) == 2 and is_noun(result[1])):
        return None
    working = tuple(tokens(text, *code))
    found = expression_at(working, 0)
    expr: Expr = Num(exact(Fraction(value)))
    if found is not None and found.end == len(working):
        expr = found.expr
    else:
        working = (Token("number", str(value), *code, loose=True),)
    printed = expression_at(result, 0)
    if printed is None or printed.end != 1:
        return None
    sides = (Side(expr, 0, len(working)), Side(printed.expr, len(working), len(working) + 1))
    return Statement((*working, *result), sides, (about,), is_certain=True, needs_slip=True)


def _is_sure(found: Calculation) -> bool:
    """Whether a number is another one than it should be, and none that was rounded."""
    match found.derived, found.claimed:
        case Num(derived), Num(claimed):
            return claimed >= _FEWEST and (claimed % 100 != 0 or derived % 100 == 0)
    return False


def _row(start: int, end: int, said: str, values: Sequence[int | float]) -> Calculation:
    derived = ", ".join(map(str, values))
    why = Sentence("calculation.exact", {"side": said, "value": derived})
    return Calculation(start, end, Verdict.RIGHT, said, derived, why)
