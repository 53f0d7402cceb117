"""The line to type for one that is wrong: tried by reading it again, so that what is advised is right."""

from __future__ import annotations

import re
from collections.abc import Mapping

from symcnn.core.limits import MAX_CORRECTED
from symcnn.core.text.fault import Fault
from symcnn.core.text.late_pattern import late_pattern
from symcnn.core.text.source import Source
from symcnn.core.written.tree import ZERO
from symcnn.network.language.foreign_comments import without_comment
from symcnn.network.language.full_width import half_width
from symcnn.network.language.parse import read
from symcnn.network.language.statement_places import innermost_statement, statement_around
from symcnn.network.language.syntax import LayerLine, Parameter
from symcnn.network.wiring.keyed_layers import keyed_layer
from symcnn.network.wiring.layer_kinds import UnknownKind, kind
from symcnn.network.wiring.layer_meanings import Own
from symcnn.network.wiring.line_candidates import (
    candidates,
    layer_candidates,
    product_as_shape,
    relation_candidates,
    shaped,
)
from symcnn.network.wiring.python_lines import python_line

READING = frozenset(
    {
        *("unexpected", "unknown-character", "not-closed", "not-opened", "wrong-bracket", "unknown-function"),
        *("wrong-count", "needs-path", "unit-behind-number", "section"),
    }
)
"""The faults of lines that cannot be read."""

_NAMING = frozenset({"unknown-kind", "unknown-argument", "missing-argument"})
"""The faults of layers that may be written as another framework does."""

_LONGEST = 160
"""A longer line is not written once more."""

_DEFINED = late_pattern(r"(?m)^[ \t]*(?:block|layer)[ \t]+([^\W\d]\w*)[ \t]*\(([^(){}\n]*)\)")
_PAIR = late_pattern(r"\[[ \t]*([^\[\],]+?)[ \t]*,[ \t]*([^\[\],]+?)[ \t]*\]")
_HEADING = late_pattern(r"[^\W\d]\w*[ \t]*:")
"""A name before lines that belong to it, as YAML writes it."""

_LABEL = late_pattern(r"(.*?)(\d*)")


def correction(fault: Fault, source: Source) -> str | None:
    """The line to type in place of the one with the fault, empty where it means nothing; None where none is known.

    What an option or an argument of a command says is one relation.
    """
    if isinstance(line := fault.values.get("write", fault.values.get("run")), str):
        return line
    if source.name.startswith(("-", "<formula>")):
        lines = relation_candidates(fault, source.text)
        return next((line for line in lines if line != source.text and _reads(f"claim {line}", {})), None)
    return corrected_line(fault, source.text)


def corrected_line(fault: Fault, text: str) -> str | None:
    """The line to type in a file.

    >>> text = "dense 10"
    >>> corrected_line(read(Source("", text))[1][0], text)
    'dense N=10'
    """
    if len(text) > MAX_CORRECTED:
        return None  # the statement around each fault is looked for from the beginning
    match fault.code:
        case "sizes-multiplied":
            return product_as_shape(text[fault.start : fault.end]) or None
        case "comment":
            return without_comment(text, fault.start, fault.end)
        case "two-inputs":
            return ""
        case "defined-twice":
            return _with_another_name(fault, text)
    start, end, has_body = innermost_statement(text, fault.start)
    stretch = text[start:end]
    line = half_width(stretch).replace("\n", " ").strip()
    if len(line) > _LONGEST:
        return None
    statement, own = line.partition("#")[0].strip(), _own(text)
    if fault.code == "batch-axis":
        return shaped(statement.removeprefix("input")) or None
    if fault.code == "not-a-pair":
        argument = text[fault.start : fault.end]
        return statement.replace(argument, _PAIR.sub(r"\1x\2", argument))
    if fault.code in _NAMING:
        found = next((each for each in layer_candidates(statement, own) if _reads(each, own)), None)
        return found if found != _with_near(fault, text, start, end) else None
    if fault.code not in READING:
        return None
    if (made := _of_another_language(fault, text, "" if has_body else line, own)) is not None:
        return made
    if not any(map(str.isalnum, line)) or _HEADING.fullmatch(line):
        return None if has_body or not line else ""
    place = fault.start - start - (len(stretch) - len(stretch.lstrip()))
    before, behind = ("parallel add { ", " }") if fault.code == "needs-path" else ("", " {}" if has_body else "")
    for candidate in candidates(fault, line, place, own):
        if candidate.strip() and candidate != line and _reads(f"{before}{candidate}{behind}", own):
            return f"{candidate.strip()}{' {' if has_body else ''}"
    return None


def _of_another_language(fault: Fault, text: str, line: str, own: Own) -> str | None:
    """The line for a layer with keys, or for a line of Python, empty where that makes no layer."""
    place = (fault.start, fault.end) if fault.code == "section" else statement_around(text, fault.start)
    python = python_line(line, own) if line else None
    for made in (keyed_layer(half_width(text[slice(*place)]), own), python):
        if made and _reads(made, own):
            return made
    return python if python == "" else None


def _reads(line: str, own: Own) -> bool:
    if not line:
        return False
    program, faults = read(Source("", line.replace("…", "1")))
    return (
        not faults
        and bool(program.statements)
        and all(_takes(statement, own) for statement in program.statements if isinstance(statement, LayerLine))
    )


def _takes(line: LayerLine, own: Own) -> bool:
    """Whether there is the kind, and the kind has the arguments."""
    try:
        parameters = own[line.kind.text] if line.kind.text in own else kind(line.kind.text, {}).parameters
    except UnknownKind:
        return False
    given = [argument.name for argument in line.arguments]
    return all(name in parameters for name in given) and len(set(given)) == len(given)


def _own(text: str) -> Own:
    """The parameters of the kinds and the blocks that a text defines."""
    return {found[1]: _parameters(found[2]) for found in _DEFINED.finditer(text)}


def _parameters(text: str) -> Mapping[str, Parameter]:
    parts = (part.partition("=") for part in text.split(",") if part.strip())
    return {name.strip(): Parameter(name.strip(), ZERO if equals else None) for name, equals, _ in parts}


def _with_near(fault: Fault, text: str, start: int, end: int) -> str:
    """The line with the name that is told to be meant: it need not be written once more."""
    near = str(fault.values.get("near") or "")
    return f"{text[start : fault.start]}{near}{text[fault.end : end]}".partition("#")[0].strip() if near else ""


def _with_another_name(fault: Fault, text: str) -> str | None:
    """The line of a layer with the next name that nothing has."""
    end = text.find("\n", fault.end)
    rest = text[fault.end : end if end >= 0 else len(text)].partition("#")[0].rstrip()
    label = _LABEL.fullmatch(str(fault.values["name"]))
    if label is None or not rest.lstrip().startswith(":") or len(rest) > _LONGEST:
        return None
    number = int(label[2] or 1)
    while re.search(rf"(?<!\w){re.escape(label[1])}{number}(?!\w)", text):
        number += 1
    return f"{label[1]}{number}{rest}"
