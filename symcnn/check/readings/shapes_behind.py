"""Shapes right behind the calculation of their size: ``(227-11)/4+1 = 55, so 55×55×96``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from symcnn.answers.claims.claims import Verdict
from symcnn.check.findings.code import Code
from symcnn.check.findings.finding import Finding, Kind, Sentence
from symcnn.check.readings.compared_sides import Calculation
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.written.tree import Num, Op
from symcnn.documents.reading.separators import TIMES

_SHAPE = late_pattern(
    rf"[^\d\n=]{{0,40}}?(?<![\w.*/^+-])(?P<shape>(?P<size>\d{{1,5}}){TIMES}(?P=size)(?:{TIMES}(?P<channels>\d{{1,5}}))?)"
    rf"(?![\d.]|{TIMES}\d|[ \t]{{0,2}}[-+/=^])"
)
_HOLDS = (Verdict.RIGHT, Verdict.CONDITIONAL)


def shapes_behind(calculations: Iterable[Calculation], text: str, code: Code) -> Iterator[Finding]:
    """The shapes whose height and width the calculation before them gives; any other may be of anything."""
    for found in calculations:
        size = found.claimed
        if found.verdict not in _HOLDS or not isinstance(size, Num) or not _is_of_windows(found):
            continue
        shape = _SHAPE.match(text, found.end)
        if shape is None or int(shape["size"]) != size.value:
            continue
        sizes = [size, size, *([Num(int(shape["channels"]))] if shape["channels"] else [])]
        yield Finding(
            *shape.span("shape"),
            Kind.CLAIM,
            code,
            found.verdict,
            Op("x", tuple(sizes)),
            found.derived,
            Sentence("layer.output", {"value": size, "claimed": Op("x", tuple(sizes))}),
            found.derivation,
        )


def _is_of_windows(found: Calculation) -> bool:
    """Whether the calculation takes something off a size, as that of an output does."""
    line = found.derivation[0] if found.derivation else None
    first = line.args[0] if isinstance(line, Op) and line.name == "=" else None
    match first:
        case Op("+", (Op("*", (Op("+" | "-", _), *_)), *_)) | Op("floor" | "ceil", _):
            return True
        case Op("+", terms):
            return any(isinstance(term, Op) and term.name == "-" for term in terms)
    return False
