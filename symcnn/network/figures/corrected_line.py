"""The line to type for one that is wrong: tried by reading it again, so that what is advised is right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from symcnn.core.limits import MAX_CORRECTED
from symcnn.core.record import replace
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.source import Source
from symcnn.network.figures.tried_line import GAP, mends, reads
from symcnn.network.language.foreign_comments import without_comment
from symcnn.network.language.full_width import half_width
from symcnn.network.language.keywords import STATEMENT_WORDS
from symcnn.network.language.parse import read
from symcnn.network.language.statement_places import continues, innermost_statement, line_end, statement_around
from symcnn.network.wiring.early_faults import LATE
from symcnn.network.wiring.elaborate import elaborate
from symcnn.network.wiring.keyed_layers import keyed_layer
from symcnn.network.wiring.layer_meanings import Own
from symcnn.network.wiring.line_candidates import (
    candidates,
    layer_candidates,
    product_as_shape,
    relation_candidates,
    shaped,
)
from symcnn.network.wiring.python_lines import python_line
from symcnn.network.wiring.unread_line import own_parameters

READING = frozenset(
    {
        *("unexpected", "unknown-character", "not-closed", "not-opened", "wrong-bracket", "unknown-function"),
        *("wrong-count", "needs-path", "unit-behind-number", "section"),
    }
)
"""The faults of lines that cannot be read."""

_NAMING = frozenset({"unknown-kind", "unknown-argument", "missing-argument"})
"""The faults of layers that may be written as another framework does."""

_FILLED = frozenset({"missing-value", "missing-blank", "no-argument", "no-item"})
"""The faults whose line has one word more or another at their place."""

_LONGEST = 160
"""A longer line is not written once more."""

_PAIR = late_pattern(r"\[[ \t]*([^\[\],]+?)[ \t]*,[ \t]*([^\[\],]+?)[ \t]*\]")
_HEADING = late_pattern(r"[^\W\d]\w*[ \t]*:")
"""A name before lines that belong to it, as YAML writes it."""

_ARGUMENT = late_pattern(r"[^\W\d]\w*[ \t]*=[ \t]*[^\s#]+")
_LABEL = late_pattern(r"(.*?)(\d*)")


def correction(fault: Fault, source: Source) -> str | None:
    """The line to type in place of the one with the fault, empty where it means nothing; None where none is known.

    What an option or an argument of a command says is one relation.
    """
    if isinstance(line := fault.values.get("write", fault.values.get("run")), str):
        return line
    if fault.values.get("meaning") == "unequal":
        return None  # every line would say the contrary
    if isinstance(late := fault.values.get(LATE), Fault):
        filled = corrected_line(fault, source.text) if fault.code in _FILLED else None
        # A word between arguments may be left out or meant; what an argument behind `;` belongs to is told above it.
        if filled is not None or fault.code == "apart-argument" or fault.values.get("names") is False:
            return filled
        fault = late
    if source.name.startswith(("-", "<formula>")):
        fault = replace(fault, values={**fault.values, "statement": "relation"})
        text = source.text
        if fault.code == "undeclared":
            meant = str(fault.values.get("near") or "")
            text = f"{text[: fault.start]}{meant}{text[fault.end :]}" if meant else ""
        lines: Iterator[str] = relation_candidates(fault, text)
        if text != source.text:
            lines = iter((*(line for line in lines if line != text), text))
        relations = (line for line in lines if _RELATION.search(line) or source.name == "<formula>")
        return next((line for line in relations if line != source.text and reads(f"claim {line}", {})), None)
    return corrected_line(fault, source.text)


def corrected_line(fault: Fault, text: str) -> str | None:
    """The line to type in a file.

    >>> corrected_line(Fault("unexpected", 6, 8, {"found": "10", "wanted": ()}), "dense 10")
    'dense N=10'
    """
    if len(text) > MAX_CORRECTED:
        return None  # the statement around each fault is looked for from the beginning
    for start, end, line in _proposals(fault, text):
        if line is None or not line or mends(text, start, end, line):
            return line
    return None


def _proposals(fault: Fault, text: str) -> Iterator[tuple[int, int, str | None]]:
    """The lines that may be meant, each with the stretch whose place it takes; None: that none is to be told."""
    match fault.code:
        case "sizes-multiplied":
            place = text.rfind("\n", 0, fault.start) + 1, fault.end
            yield *place, product_as_shape(text[fault.start : fault.end]) or None
            return
        case "comment":
            place = text.rfind("\n", 0, fault.start) + 1, line_end(text, fault.end)
            yield *place, without_comment(text, fault.start, fault.end)
            return
        case "two-inputs" | "two-networks":
            yield fault.start, fault.end, ""
            return
        case "defined-twice":
            yield fault.start, line_end(text, fault.end), _with_another_name(fault, text)
            return
    start, end, has_body = innermost_statement(text, fault.start)
    stretch = text[start:end]
    line = half_width(stretch).replace("\n", " ").strip()
    if len(line) > _LONGEST:
        return
    statement, own = line.partition("#")[0].strip(), own_parameters(text)
    match fault.code:
        case "batch-axis":
            yield start, end, shaped(statement.removeprefix("input").replace("-1", " ", 1)) or None
        case "not-a-pair":
            argument = text[fault.start : fault.end]
            yield start, end, statement.replace(argument, _PAIR.sub(r"\1x\2", argument))
        case "missing-value":
            if has_body:
                yield start, end, f"{text[start : fault.start].strip()} {{"  # `2x` for twice
            gap = f" {GAP}" if text[fault.start - 1].isspace() else GAP
            yield start, end, f"{text[start : fault.end]}{gap}{text[fault.end : end]}".partition("#")[0].strip()
        case "no-item" if near := str(fault.values["near"]):
            yield start, end, f"{text[start : fault.start]}{near}{text[fault.end : end]}".partition("#")[0].strip()
        case "missing-blank":
            yield start, end, f"{text[start : fault.start]} {text[fault.start : end]}".partition("#")[0].strip()
        case "no-argument" if fault.values.get("names"):
            yield start, end, f"{text[start : fault.start]}from{text[fault.end : end]}".partition("#")[0].strip()
        case code if code in _SUBSTITUTED:
            last, body = _body(text, end) if has_body else (end, "")
            yield start, last, _substituted(fault, text, start, end) + body
        case code if code in _NAMING:
            near = _with_near(fault, text, start, end)
            if near and reads(near, own) and mends(text, start, end, near):
                # A kind is told as what is meant; a keyword has another line than a layer.
                yield start, end, near if fault.values["near"] in STATEMENT_WORDS else None
            for found in (*layer_candidates(near, own), *layer_candidates(statement, own)):
                if reads(found, own):
                    yield start, end, found
            is_meant = bool(fault.values.get("near"))
            if fault.code == "unknown-argument" and not is_meant and (given := _ARGUMENT.match(text, fault.start, end)):
                left = f"{text[start : fault.start].rstrip()} {text[given.end() : end].lstrip()}"
                yield start, end, left.partition("#")[0].strip()
        case code if code in READING:
            if (whole := _continued(text, start, end)) is not None:
                yield whole
            if (quoted := _with_quoted_names(line, text)) != line:
                yield start, end, quoted
            for place, made in _of_another_language(fault, text, "" if has_body else line, own):
                yield *place, made
            for each in _readable(fault, text, (start, end, line), own, has_body=has_body):
                yield start, (_body(text, end)[0] if each and each.endswith("}") and has_body else end), each


def _substituted(fault: Fault, text: str, start: int, end: int) -> str:
    """The line with what is meant for a name that is none, and so for others beside it."""
    line = text[start:end]
    given: Fault | None = Fault(fault.code, fault.start - start, fault.end - start, fault.values)
    for _ in range(_MOST_NAMES):
        if given is None:
            break
        meant = str(given.values.get("sizes", given.values.get("value")))
        line = f"{line[: given.start]}{meant}{line[given.end :]}"
        faults = elaborate(read(Source("", f"{text[:start]}{line}{text[end:]}"))[0])[1]
        inside = (each for each in faults if each.code in _SUBSTITUTED and start <= each.start <= start + len(line))
        given = next((replace(each, start=each.start - start, end=each.end - start) for each in inside), None)
    return line.partition("#")[0].strip()


_SUBSTITUTED = frozenset({"glued-sizes", "letter-for-digit", "number-in-words", "no-number"})
"""The faults of names that stand for numbers or sizes."""
_MOST_NAMES = 8


def _readable(
    fault: Fault, text: str, place: tuple[int, int, str], own: Own, *, has_body: bool
) -> Iterator[str | None]:
    """Lines that can be read, for one that cannot; None: that none is to be told."""
    start, end, line = place
    if line.startswith(_CONFLICT):
        yield ""
    if not any(map(str.isalnum, line)) or _HEADING.fullmatch(line):
        yield None if has_body or not line else ""
    stretch = text[start:end]
    at = fault.start - start - (len(stretch) - len(stretch.lstrip()))
    before, behind = ("parallel add { ", " }") if fault.code == "needs-path" else ("", " {}" if has_body else "")
    for candidate in candidates(fault, line, at, own):
        closed = "}" if candidate.endswith("{") and not has_body else behind
        if _loses(candidate, line):
            continue
        if candidate.strip() and candidate != line and reads(f"{before}{candidate}{closed}", own):
            yield candidate.strip() + (_body(text, end)[1] if has_body else "")


def _body(text: str, end: int) -> tuple[int, str]:
    """Where the body behind the head of a statement ends, and the body, if its line closes it; else the brace alone."""
    last = line_end(text, end)
    rest = text[end:last].partition("#")[0].strip()
    is_whole = rest.startswith("{") and rest.endswith("}") and rest.count("{") == rest.count("}")
    return (last, f" {rest}") if is_whole else (end, " {")


def _continued(text: str, start: int, end: int) -> tuple[int, int, str] | None:
    """A line that is meant to go on in the next one, with that one."""
    if not continues(text, start, end):
        return None
    first = text[start:end].partition("#")[0].rstrip()
    last = line_end(text, end + 1)
    return start, last, f"{first.rstrip(chr(92) + ', ').strip()} {text[end + 1 : last].partition('#')[0].strip()}"


_RELATION = late_pattern(r"[=<>≤≥]")
_QUOTED_LABEL = late_pattern(r"\"([^\"\n]* [^\"\n]*)\"[ \t]*:")


def _with_quoted_names(line: str, text: str) -> str:
    """The line with quotes around the names of layers that have blanks."""
    for name in {found[1] for found in _QUOTED_LABEL.finditer(text)}:
        line = re.sub(rf"(?<![\w\"]){re.escape(name)}(?![\w\"])", f'"{name}"', line)
    return line


_CONFLICT = ("<<<<<<<", ">>>>>>>")
"""What a merge leaves around the lines that it could not put together."""


def _loses(candidate: str, line: str) -> bool:
    """Whether a line has a gap for an argument that is written in the other."""
    return any(re.search(rf"\b{name}[ \t]*=[ \t]*[^\s…]", line) for name in _GAPS.findall(candidate))


_GAPS = late_pattern(r"(\w+)=…")


def _of_another_language(fault: Fault, text: str, line: str, own: Own) -> Iterator[tuple[tuple[int, int], str]]:
    """The line for a layer with keys, or for a line of Python, empty where that makes no layer, with its place."""
    place = (fault.start, fault.end) if fault.code == "section" else statement_around(text, fault.start)
    python = python_line(line, own) if line else None
    for made in (keyed_layer(half_width(text[slice(*place)]), own), python):
        if made and reads(made, own) and not _loses(made, line):
            yield place, made
    if python == "":
        yield place, ""


def _with_near(fault: Fault, text: str, start: int, end: int) -> str:
    """The line with the name that is told to be meant: it need not be written once more."""
    near = str(fault.values.get("near") or "")
    return f"{text[start : fault.start]}{near}{text[fault.end : end]}".partition("#")[0].strip() if near else ""


def _with_another_name(fault: Fault, text: str) -> str | None:
    """The line of a layer with the next name that nothing has."""
    rest = text[fault.end : line_end(text, fault.end)].partition("#")[0].rstrip()
    label = _LABEL.fullmatch(str(fault.values["name"]))
    if label is None or not rest.lstrip().startswith(":") or len(rest) > _LONGEST:
        return None
    number = int(label[2] or 1)
    while re.search(rf"(?<!\w){re.escape(label[1])}{number}(?!\w)", text):
        number += 1
    return f"{label[1]}{number}{rest}"
